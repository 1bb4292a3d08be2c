"""What is read of a project while a report is made, noted by the code that reads.

A report depends on what its notebook read, no more and no less. The file that notes go
to is named by a variable, because a notebook runs in a process of its own; without the
variable, in JupyterLab or a test, nothing is noted.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

READS_VARIABLE: Final = "GENDERLIB_READS"
NOTHING: Final = ""
"""Fingerprint of a file or folder that is not there."""


def note(name: str, fingerprint: str) -> None:
    """Note that something was read, or looked for and not found.

    Parameters
    ----------
    name : str
        Path from the project folder; a folder, whose list of names was read, ends
        with `/`.
    fingerprint : str
        Changes when what was read changes; empty for what was not there.
    """
    if place := os.environ.get(READS_VARIABLE):
        line = json.dumps([name, fingerprint]) + "\n"
        with Path(place).open("a", encoding="utf-8") as notes:
            notes.write(line)


def noted(place: Path) -> dict[str, str]:
    """What was noted in a file, sorted by name; the first note of each counts.

    A file that changed while the notebook read it is thereby out of date at once.
    """
    if not place.exists():
        return {}
    lines = place.read_text("utf-8").splitlines()
    return dict(sorted(dict(map(json.loads, reversed(lines))).items()))


@contextmanager
def noting() -> Iterator[dict[str, str]]:
    """Note in this process; afterwards the dictionary holds what was read inside."""
    reads: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "reads")
        os.environ[READS_VARIABLE] = str(place)
        try:
            yield reads
        finally:
            del os.environ[READS_VARIABLE]
        reads |= noted(place)


def fingerprint_of_names(names: Iterable[object]) -> str:
    """Fingerprint of a list of names; empty for none."""
    text = "\n".join(map(str, names))
    return hashlib.sha256(text.encode()).hexdigest() if text else NOTHING
