"""Flows of persons that a public page must not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.disclosure import closed_flows, for_the_public, personal_flows
from genderlib.disclosure.parts import part_of
from genderlib.report.guarding_series import figure_names
from genderlib.review.flows import FLOW_MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.data import YearTables
    from genderlib.report.reading import Page


def flow_problems(
    page: Page, tables: YearTables, previous: YearTables | None
) -> Iterator[str]:
    """What a page says of ages, and of who came and left where something is hidden.

    Parameters
    ----------
    page : Page
    tables, previous : YearTables
        This year's and last year's, with everything.

    Yields
    ------
    str
        The figure, without its value.
    """
    names = sorted(figure_names(page))
    ages = (name for name in names if part_of(name).startswith("age_"))
    yield from (f"{name}: says how old people are" for name in ages)
    told = {name: name.partition(".")[0] for name in names}
    told = {name: group for name, group in told.items() if _is_flow(name)}
    closed = set(personal_flows(tables))
    if not closed.issuperset(told.values()):
        before = None if previous is None else for_the_public(previous)
        closed |= set(closed_flows(for_the_public(tables), before))
    for name, group in told.items():
        if group in closed:
            yield f"{name}: says who came and left"


def _is_flow(name: str) -> bool:
    measure = name.partition(".")[2].partition(".")[0]
    return measure in FLOW_MEASURES
