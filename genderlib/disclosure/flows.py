"""Flows of persons in reports for the public: all of a group or nothing.

Who came and who left are few, and next year's count less this year's says how they
differ. As long as neither is shown, that difference leaves each of them open: any
number of people may have come if as many more left. With one of them shown the other
follows, so they are not chosen one by one.

Flows that are shown tell last year's count. They are left out, too, where a report of
one of the two years hides something of the group.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from genderlib.disclosure.rules import rule_of
from genderlib.disclosure.series import partly_hidden
from genderlib.norms import rows

if TYPE_CHECKING:
    from genderlib.data import YearTables


def personal_flows(tables: YearTables) -> tuple[str, ...]:
    """Groups with flows that concern persons, in the order of the table of groups.

    Raises
    ------
    GenderlibError
        If nobody has said whether a group's count is personal.
    """
    there = set(tables.flows["group"])
    return tuple(
        str(row["group"])
        for row in rows(tables.groups)
        if row["group"] in there
        and rule_of(tables.disclosure, tables.organisation, row).personal
    )


def closed_flows(
    public: YearTables, previous: YearTables | None = None
) -> tuple[str, ...]:
    """Groups whose flows the public does not see, in the order of the table of groups.

    Parameters
    ----------
    public, previous : YearTables
        This year's and last year's, as `for_the_public` leaves them.

    Returns
    -------
    tuple of str
        Groups that are personal, or of which something is hidden in one of the years:
        with this year's count, flows tell last year's.
    """
    closed = {*personal_flows(public), *partly_hidden(public)}
    closed |= set() if previous is None else partly_hidden(previous)
    there = set(public.flows["group"])
    groups = (str(row["group"]) for row in rows(public.groups))
    return tuple(group for group in groups if group in there & closed)


def without_flows(public: YearTables, previous: YearTables | None = None) -> YearTables:
    """Tables without the flows that the public does not see and without ages.

    Parameters
    ----------
    public, previous : YearTables
        This year's and last year's, as `for_the_public` leaves them.

    Returns
    -------
    YearTables
        This year's; `concealed_flows` and `concealed_ages` name the groups whose flows
        and ages are gone.
    """
    closed = closed_flows(public, previous)
    return replace(
        public,
        flows=public.flows[~public.flows["group"].isin(closed)],
        ages=public.ages.iloc[:0],
        concealed_flows=closed,
        concealed_ages=tuple(map(str, dict.fromkeys(public.ages["group"]))),
    )
