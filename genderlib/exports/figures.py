"""`figures.json`: every figure of a report for programs, as its schema describes it."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from genderlib import __version__

if TYPE_CHECKING:
    from genderlib.exports.document import Line
    from genderlib.exports.finished import Finished
    from genderlib.ledger import Exact, Figure, Origin

SCHEMA: Final = Path(__file__).with_name("figures.schema.json")
"""The published JSON Schema (2020-12) of the file."""

FORMAT: Final = "genderlib-figures-1"


def figures_json(finished: Finished) -> bytes:
    """The figures of a report as JSON.

    Parameters
    ----------
    finished : Finished

    Returns
    -------
    bytes
        UTF-8; the same bytes for the same report.
    """
    lines = finished.document.lines
    content = {
        "format": FORMAT,
        "report": report_facts(finished),
        "figures": [_figure(f, lines[f.identifier]) for f in finished.figures],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def report_facts(finished: Finished) -> dict[str, Any]:
    """Which report it is, and of which bytes."""
    document = finished.document
    return {
        "organisation": document.organisation,
        "year": document.year,
        "audience": document.audience,
        "language": document.language,
        "title": document.title,
        "file": finished.report.name,
        "sha256": finished.sha256,
        "genderlib": __version__,
    }


def number(figure: Figure) -> int | float | None:
    """The value as a number in full precision; None where it is none."""
    exact = figure.exact
    if isinstance(exact, Fraction):
        return float(exact)
    return exact if isinstance(exact, int) else None


def exact_text(exact: Exact) -> str:
    """The value without any rounding: 4/13 and not 0.3077; ISO dates."""
    return exact.isoformat() if isinstance(exact, date) else str(exact)


def input_text(value: Fraction | int) -> str:
    """What went into a function: a whole number, a fraction, or true or false."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _figure(figure: Figure, line: Line) -> dict[str, Any]:
    return {
        "figure": figure.identifier,
        "label": figure.label,
        "kind": figure.kind,
        "text": line.text,
        "value": number(figure),
        "exact": None if figure.kind == "hidden" else exact_text(figure.exact),
        "indicator": figure.indicator,
        "inputs": [{"name": n, "value": input_text(v)} for n, v in figure.inputs],
        "origins": [_origin(origin) for origin in figure.origins],
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "file": origin.file,
        "row": origin.row,
        "source": origin.source,
        "locator": origin.locator,
    }
