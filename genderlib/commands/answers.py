"""How commands answer: exit codes, and paths as a person at the prompt writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

DONE: Final = 0
WRONG: Final = 1
"""The work was done, and something is wrong with data, a claim or a report."""

USAGE: Final = 2


def shown(path: Path) -> Path:
    """A path as a person at this prompt would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
