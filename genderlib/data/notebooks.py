"""What a notebook says of itself without being run."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

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
    return said_by(notebook).get("report") is not False


def said_by(notebook: Path) -> dict[str, Any]:
    """What a notebook says of its reports in its metadata, under `genderlib`.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    dict
        Empty where it says nothing that is understood, or cannot be read.
    """
    try:
        whole = json.loads(notebook.read_bytes())
    except (OSError, ValueError):
        return {}
    return _mapping(_mapping(_mapping(whole).get("metadata")).get("genderlib"))


def _mapping(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def do_without_addresses() -> None:
    """Keep nbformat from loading what no notebook is checked against.

    jsonschema, which it loads, would spend two seconds on a grammar of internet
    addresses. A program that serves one person calls this before it loads notebooks;
    a library, whose user may want that grammar, never does.
    """
    # None: do not import.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as documented
