"""What a notebook says of itself without being run."""

from __future__ import annotations

import json
import sys
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


def do_without_addresses() -> None:
    """Keep nbformat from loading what no notebook is checked against.

    jsonschema, which it loads, would spend two seconds on a grammar of internet
    addresses. A program that serves one person calls this before it loads notebooks;
    a library, whose user may want that grammar, never does.
    """
    # None: do not import.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as documented
