"""Flows of persons that a public page must not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.disclosure import personal_flows
from genderlib.report.reading import shown_figures
from genderlib.review.flows import FLOW_MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.data import YearTables
    from genderlib.report.reading import Page


def flow_problems(page: Page, tables: YearTables) -> Iterator[str]:
    """What a page says of who came and left in groups that are personal.

    Parameters
    ----------
    page : Page
    tables : YearTables
        The year's, with everything.

    Yields
    ------
    str
        The figure, without its value.
    """
    personal = set(personal_flows(tables))
    names = {*page.lines, *(token.figure for token in shown_figures(page))}
    for name in sorted(names):
        group, _, measure = name.partition(".")
        if group in personal and measure.partition(".")[0] in FLOW_MEASURES:
            yield f"{name}: says who came and left"
