"""Write docs/citing.md from what the 2020 review can cite: `python tools/citing.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from genderlib.data import Project
from genderlib.review import open_review
from genderlib.review.figures import UnknownFigureError
from genderlib.review.forms import written
from genderlib.review.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.ledger import Figure
    from genderlib.review import Review

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "citing.md"

HEAD = """# Citing figures

A sentence never holds a typed number. It cites a figure: the name of what it is about,
a bar, and the measure, as in `{{ party_committee | share }}`. The same words work in a
notebook's `%%prose` cell and in `narrative.vi.md` and `narrative.en.md`. A name or
measure that is not there is an error that says which one is near.

Names are the identifiers in the year's tables: groups (`party_committee`), norms
(`N010`), statements, documents, activities, goals and sources; the topics
(`representation`, `training`, `benefit`, `staff`) are all groups of a topic together,
and `norms`, `statements`, `activities`, `action_month`, `targets` count their rows.

This page is made by `make methods` from the 2020 review; a test fails when it is not
up to date.

## Measures

| cited as | what it is | vi | en |
|---|---|---|---|
"""

FORMS = """
## Forms

A measure may be followed by the form in which it is written:
`{{ party_committee | share('hedged') }}`.

| form | of | vi | en |
|---|---|---|---|
"""
OF = {
    "fixed": ("shares, in columns: always one decimal", "trade_union_committee.share"),
    "hedged": (
        "shares, against a whole percent, a half, third or quarter",
        "party_committee.share",
    ),
    "plus": ("differences, with their sign", "party_committee.parity_gap"),
    "size": ("differences, without their sign", "party_committee.parity_gap"),
    "short": ("dates in tables", "board_decision.date"),
    "day": ("dates without the year", "board_decision.date"),
}

PHRASES = """
## Phrases

| cited as | vi | en |
|---|---|---|
"""
SAID = (
    "party_committee | counts",
    "party_committee | hedged",
    "party_committee | one_seat",
    "party_committee | reach_half",
    "training | noun('groups', 'course', 'courses')",
    "N010 | document",
    "N010 | locus",
    "representation | highest | names",
    "representation | lowest | names",
    "outcomes | names",
    "year",
    "organisation",
)


def page() -> str:
    """The whole page."""
    both = [
        open_review("stameq", 2020, language=x, project=Project(ROOT))
        for x in LANGUAGES
    ]
    forms = (
        _row(f"`{form}`", of, *_texts(both, figure, form))
        for form, (of, figure) in OF.items()
    )
    said = (_row(f"`{{{{ {cited} }}}}`", *_phrases(both, cited)) for cited in SAID)
    return (
        HEAD
        + "".join(_measures(both))
        + FORMS
        + "".join(forms)
        + PHRASES
        + "".join(said)
    )


LANGUAGES = ("vi", "en")


def _measures(both: list[Review]) -> Iterator[str]:
    shown = {
        figure.identifier.partition(".")[2]: figure for figure in _figures(both[1])
    }
    for measure, figure in shown.items():
        subject = figure.identifier.partition(".")[0]
        cited = f"`{{{{ {subject} | {measure} }}}}`"
        if "." in measure:
            cited = f"`{{{{ {subject} | figure('{measure}') }}}}`"
        yield _row(
            cited,
            LABELS[measure.partition(".")[0]][1],
            *_texts(both, figure.identifier),
        )


def _figures(review: Review) -> Iterator[Figure]:
    """A figure of each measure the year has, by trying every name."""
    for measure in LABELS:
        for name in review.names:
            found = _maybe(review, f"{name}.{measure}")
            if found:
                yield found
                break


def _maybe(review: Review, identifier: str) -> Figure | None:
    try:
        return review.definitions.figure(identifier)
    except UnknownFigureError:
        return None


def _texts(both: list[Review], identifier: str, form: str = "plain") -> list[str]:
    return [written(r.definitions.figure(identifier), r.language, form) for r in both]


def _phrases(both: list[Review], cited: str) -> list[str]:
    return [r.prose(f"{{{{ {cited} }}}}", where=PAGE.name).striptags() for r in both]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE)
