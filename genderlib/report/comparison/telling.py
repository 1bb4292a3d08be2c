"""Comparisons put into lines for a terminal, and into JSON for a program."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from genderlib.report.comparison import view
from genderlib.text import diff_words as words
from genderlib.text.columns import columns
from genderlib.text.numbers import integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.report.comparison.compare import Comparison
    from genderlib.report.comparison.figures import FigureChange
    from genderlib.report.comparison.groups import Counted, GroupChange
    from genderlib.report.comparison.pairs import Result
    from genderlib.report.comparison.view import Table
    from genderlib.report.reading import Line

MOST_ROWS: Final = 40
"""Rows of a table a terminal is given; JSON and the page hold all of them."""


def told(result: Result, language: str, width: int) -> str:
    """What became of a pair of reports.

    Parameters
    ----------
    result : Result
    language : {"vi", "en"}
    width : int
        Longest line. [characters]
    """
    return "\n".join(_lines(result, language, width))


def _lines(result: Result, language: str, width: int) -> Iterator[str]:
    found = result.comparison
    if found is None:
        key = f"only_{result.only}"
        yield f"{result.name}: {words.sentence(key, language)}"
        return
    yield f"{result.name}: {view.summary(found, language)}"
    for note in view.notes(found, language):
        yield textwrap.fill(note, width, initial_indent="  ", subsequent_indent="  ")
    if found.same:
        return
    for table in view.tables(found, language):
        yield ""
        yield _clean(table.title)
        yield from _rows(table, language, width)


def _rows(table: Table, language: str, width: int) -> Iterator[str]:
    if table.key in ("sentences", "page"):
        shown = "\n".join(_beneath(table, width))
    else:
        cells = [_cells(row) for row in table.rows[:MOST_ROWS]]
        shown = columns([table.headings, *cells], width)
    yield shown
    if table.below:
        yield textwrap.fill(table.below, width)
    more = len(table.rows) - MOST_ROWS
    if more > 0:
        number = integer(more, language)
        yield words.sentence("more", language, number=number)


def _cells(row: list[view.Cell]) -> list[str]:
    """Cells of a row; of a figure what it is called, its identifier is long."""
    first, *rest = row
    named = isinstance(first[0], view.Quoted)
    return [_clean(view.plain(cell)) for cell in (first[:1] if named else first, *rest)]


def _beneath(table: Table, width: int) -> Iterator[str]:
    """Long texts are read beneath each other: what was, what is."""
    for where, before, after in table.rows[:MOST_ROWS]:
        yield textwrap.fill(_clean(view.plain(where)), width)
        for sign, cell in (("-", before), ("+", after)):
            yield textwrap.fill(
                _clean(view.plain(cell)),
                width,
                initial_indent=f"  {sign} ",
                subsequent_indent="    ",
            )


def _clean(text: str) -> str:
    """Text that a terminal does not obey."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def as_json(result: Result) -> dict[str, Any]:
    """The same for a program; nothing in it depends on the language of the output.

    Parameters
    ----------
    result : Result

    Returns
    -------
    dict
        `report`, `same`, `only` ("before" or "after" where one side has no such
        report), `problem`, and of a comparison `before`, `after`, `notes`, `figures`,
        `groups`, `sentences`, `sentences_with_other_figures`, `charts`, `reread` and
        `page`. Shares are 0 to 1, changes of shares are differences of them.
    """
    found = result.comparison
    head = {
        "report": result.name,
        "same": result.same,
        "only": result.only,
        "problem": result.problem,
    }
    return head | (_object(found) if found else {})


def _object(found: Comparison) -> dict[str, Any]:
    return {
        "before": found.before._asdict(),
        "after": found.after._asdict(),
        "notes": list(found.notes),
        "figures": [_figure(change) for change in found.figures],
        "groups": [_group(change) for change in found.groups],
        "sentences": [
            {
                "place": change.place._asdict(),
                "before": change.before.text if change.before else "",
                "after": change.after.text if change.after else "",
            }
            for change in found.sentences
        ],
        "sentences_with_other_figures": found.only_figures,
        "charts": [
            {
                "chart": change.chart,
                "title": change.title,
                "kind": change.kind,
                "figures": list(change.figures),
                "drawing": change.drawing,
                "words": change.words,
            }
            for change in found.charts
        ],
        "reread": found.reread,
        "page": [
            {
                "place": difference.place._asdict(),
                "kind": difference.kind,
                "before": difference.found,
                "after": difference.expected,
            }
            for difference in found.page
        ],
    }


def _figure(change: FigureChange) -> dict[str, Any]:
    measure, exact = change.size or ("", None)
    moved: float | int | None = None
    if exact is not None:
        moved = float(exact) if measure == "points" else int(exact)
    return {
        "figure": change.figure,
        "label": change.label,
        "kind": change.kind,
        "before": _line(change.before),
        "after": _line(change.after),
        "change": moved,
        "measure": measure,
        "reasons": list(change.reasons),
        "causes": [cause._asdict() for cause in change.causes],
    }


def _line(line: Line | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "text": line.value,
        "value": line.machine,
        "formula": line.formula,
        "origins": list(line.origins),
    }


def _group(change: GroupChange) -> dict[str, Any]:
    was, now, share = change.before, change.after, change.change_of_share
    parts: dict[str, float] = {}
    if change.by_counts:
        first, second = change.by_counts
        parts |= {"women": float(first), "others": float(second)}
    if change.by_groups:
        first, second = change.by_groups
        parts |= {"inside_groups": float(first), "sizes": float(second)}
    return {
        "group": change.group,
        "label": change.label,
        "before": _counted(was),
        "after": _counted(now),
        "change": {
            "women": now.women - was.women,
            "others": now.others - was.others,
            "total": now.total - was.total,
            "share": None if share is None else float(share),
        },
        "parts": parts,
    }


def _counted(counted: Counted) -> dict[str, Any]:
    share = counted.share
    return {
        "women": counted.women,
        "total": counted.total,
        "share": None if share is None else float(share),
    }
