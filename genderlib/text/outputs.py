"""What an output of a notebook is: its metadata say so to whoever makes the page."""

from __future__ import annotations

from typing import Any, Final

REPORT: Final = "report"
"""The last output, which tells of the whole report."""
LOOKUP: Final = "lookup"
"""Something to look up while writing; it is no part of a report."""


def kind_of(output: Any) -> str | None:
    """What an output of a notebook is; none for prose, a table or a chart."""
    kind: str | None = told_by(output).get("kind")
    return kind


def told_by(output: Any) -> dict[str, Any]:
    """What an output of a notebook says of itself."""
    told: dict[str, Any] = output.get("metadata", {}).get("genderlib", {})
    return told


def as_lookup(html: str, text: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What Jupyter shows of something to look up."""
    return {"text/html": html, "text/plain": text}, {"genderlib": {"kind": LOOKUP}}
