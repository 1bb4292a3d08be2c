"""Flows of persons in reports for the public: only of groups that are not personal.

Who came and who left are few, and next year's count less this year's says how they
differ. As long as neither is shown, that difference leaves each of them open: any
number of people may have come if as many more left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from genderlib.disclosure.rules import rule_of
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


def without_flows(tables: YearTables) -> YearTables:
    """Tables without flows of personal groups and without ages.

    Parameters
    ----------
    tables : YearTables
        As they were read, or as the public may see their counts.

    Returns
    -------
    YearTables
        `concealed_flows` names the groups whose flows are gone.
    """
    personal = personal_flows(tables)
    return replace(
        tables,
        flows=tables.flows[~tables.flows["group"].isin(personal)],
        ages=tables.ages.iloc[:0],
        concealed_flows=personal,
    )
