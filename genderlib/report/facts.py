"""What the last output says of the report: facts and words of no sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from genderlib.report.checks import ExportError, Finding, cell_name
from genderlib.text.languages import LANGUAGES
from genderlib.text.outputs import REPORT, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEYS = (
    "language",
    "title",
    "organisation",
    "organisation_name",
    "year",
    "audience",
    "state",
    "data_date",
    "version",
    "fingerprint",
    "labels",
)
LABELS = (
    "skip",
    "contents",
    "about",
    "year",
    "state",
    "audience",
    "data_date",
    "version",
    "fingerprint",
)


def report_facts(cells: Sequence[Any]) -> dict[str, Any]:
    """Metadata of the table of figures, which is the last thing a notebook shows.

    Raises
    ------
    ExportError
        If something else comes last, or a fact or label is missing.
    """
    shown = [
        (position, output)
        for position, cell in enumerate(cells)
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    position, output = shown[-1] if shown else (len(cells) - 1, {})
    facts = told_by(output)
    name = cell_name(cells, position) if cells else "the notebook"
    if findings := [Finding(name, problem) for problem in _problems(facts)]:
        raise ExportError(findings)
    return facts


def _problems(facts: dict[str, Any]) -> Iterator[str]:
    if facts.get("kind") != REPORT:
        yield "the last output is not the table of figures"
        return
    labels = facts.get("labels", {})
    # The words for "draft" or "internal" are labels too.
    words = (*LABELS, *(facts[key] for key in ("state", "audience") if key in facts))
    missing = [key for key in KEYS if key not in facts]
    missing += [f"labels.{word}" for word in words if word not in labels]
    if missing:
        yield "the table of figures does not say " + ", ".join(missing)
    if facts.get("language", "vi") not in LANGUAGES:
        yield f"language is {facts['language']!r}, not {' or '.join(LANGUAGES)}"
    if not _is_date(facts.get("data_date", "2020-01-01")):
        yield f"data_date is {facts['data_date']!r}, not a date as 2020-11-17"


def _is_date(text: str) -> bool:
    """A date; no text where no source has one."""
    if not text:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
