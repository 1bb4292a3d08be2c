"""Reports that set years or organisations side by side: only what is open in all.

What one report hides could be worked out from the sums, shares and changes of another.
Such reports therefore show nothing that the annual reviews beside them do not show.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from genderlib.disclosure.parts import subject_of
from genderlib.disclosure.years import about_groups, for_the_public, group_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from genderlib.data import YearTables


def partly_hidden(public: YearTables) -> set[str]:
    """Groups and topics of which something is hidden, of the whole or of a part.

    Parameters
    ----------
    public : YearTables
        What `for_the_public` left.
    """
    whole = {subject_of(name) for name, n in public.concealed.items() if n is None}
    return whole | {group for group, _, _ in public.concealed_parts}


def closed_groups(every: Iterable[YearTables]) -> list[str]:
    """Groups that no public report may set side by side over these tables.

    Parameters
    ----------
    every : iterable of YearTables
        All years or organisations of the report, as they were read.

    Returns
    -------
    list of str
        Groups that are personal in one of them, or of which the public annual review
        of one of them hides something, in the order in which they are counted.

    Raises
    ------
    GenderlibError
        If nobody has said whether a group's count is personal.
    UnprotectableError
        If a small count can be worked out whatever is hidden.

    Notes
    -----
    Of every other group the public annual reviews show each count. Sums, shares, bands
    and changes of those tell nothing that is not known from there.
    """
    found: dict[str, None] = {}
    for tables in every:
        rules = group_rules(tables)
        hidden = partly_hidden(for_the_public(tables))
        closed = (g for g, rule in rules.items() if rule.personal or g in hidden)
        found |= dict.fromkeys(closed)
    return list(found)


def without_groups(tables: YearTables, closed: Collection[str]) -> YearTables:
    """Tables without any trace of some groups, and without ages.

    Parameters
    ----------
    tables : YearTables
        As they were read.
    closed : collection of str
        From `closed_groups`.

    Returns
    -------
    YearTables
        Without counts and flows of these groups, without statements printed about them,
        and without hashes of files. `concealed_flows` names the groups whose flows are
        gone.
    """
    flows = tables.flows
    gone = [str(g) for g in dict.fromkeys(flows["group"]) if g in closed]
    return replace(
        tables,
        counts=tables.counts[~tables.counts["group"].isin(closed)],
        statements=tables.statements[~about_groups(tables, set(closed))],
        flows=flows[~flows["group"].isin(closed)],
        ages=tables.ages.iloc[:0],
        concealed_flows=tuple(gone),
        inputs={},
    )
