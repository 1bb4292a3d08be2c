"""Public pages that set years or organisations side by side.

Each figure of such a page has to be of a group that the annual reviews beside it show
whole; sums, shares, bands and changes of those give nothing away. Which kind of page
it is, is told from its figures: `<group>.<measure>.<year>` and
`<organisation>.<measure>.<group>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from genderlib.disclosure import closed_groups
from genderlib.norms import rows
from genderlib.report.reading import shown_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.data import YearTables
    from genderlib.report.reading import Page

SideBySide = Literal["years", "organisations"]

_YEAR: Final = re.compile(r"[12][0-9]{3}")


def figure_names(page: Page) -> set[str]:
    """Identifiers of all figures of a page, in its table of figures or not."""
    return {*page.lines, *(token.figure for token in shown_figures(page))} - {""}


def side_by_side(page: Page, tables: YearTables) -> set[SideBySide]:
    """What a page sets side by side, as its figures are named.

    Parameters
    ----------
    page : Page
    tables : YearTables
        Those of its own organisation and year.
    """
    organisations = set(tables.organisations["id"])
    groups = set(tables.groups["group"])
    found: set[SideBySide] = set()
    for name in figure_names(page):
        subject, _, rest = name.partition(".")
        words = rest.split(".")[1:]
        if subject in groups and words and _YEAR.fullmatch(words[0]):
            found.add("years")
        elif subject in organisations and words and words[0] in groups:
            found.add("organisations")
    return found


def series_problems(page: Page, every: Iterable[YearTables]) -> Iterator[str]:
    """Figures of groups that are not open in all years or organisations of a page.

    Parameters
    ----------
    page : Page
    every : iterable of YearTables
        All that the page may set side by side, with every count.

    Yields
    ------
    str
        The figure, without its value.
    """
    found = list(every)
    closed = set(closed_groups(found))
    topics = {
        str(row["topic"])
        for tables in found
        for row in rows(tables.groups)
        if row["group"] in closed
    }
    for name in sorted(figure_names(page)):
        if name.partition(".")[0] in topics or closed.intersection(name.split(".")):
            yield f"{name}: is of a group that the public does not see whole"
