"""What a notebook says of itself without being run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def makes_reports(notebook: Path) -> bool:
    """Whether reports are made from a notebook.

    The start page and the model of a chapter say no, in their metadata:
    ``"genderlib": {"report": false}``.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    bool
        True also for a file that cannot be read: what is wrong with it is told by
        whoever uses it.
    """
    try:
        metadata = json.loads(notebook.read_bytes())["metadata"]
        return metadata.get("genderlib", {}).get("report") is not False
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return True
