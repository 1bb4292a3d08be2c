"""Groups that both reports count: the change in persons and points, and what moved it.

Exact, from the counts in the two tables of figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from genderlib.indicators import decompose_share_change
from genderlib.report.comparison.lines import inputs, made_by, subject

if TYPE_CHECKING:
    from genderlib.report.reading import Line, Page


class Counted(NamedTuple):
    """Women and everyone of a group in one report."""

    women: int
    total: int

    @property
    def others(self) -> int:
        """Everyone but the women."""
        return self.total - self.women

    @property
    def share(self) -> Fraction | None:
        """Women's share; none of an empty group."""
        return Fraction(self.women, self.total) if self.total else None


class Parts(NamedTuple):
    """Two parts of a change of a share that add up to it; fractions, -1 to 1."""

    first: Fraction
    second: Fraction


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group, or a topic of several groups, in two reports.

    Parameters
    ----------
    group : str
        Its identifier.
    label : str
        Its name in the later report.
    before, after : Counted
        [persons, attendances or organisations]
    by_counts : Parts or None
        What the change in women and the change in the others did to the share; None
        where a year has nobody.
    by_groups : Parts or None
        Of a topic: what shares inside its groups did, and what their sizes did. None
        for a group, which has no parts.
    """

    group: str
    label: str
    before: Counted
    after: Counted
    by_counts: Parts | None
    by_groups: Parts | None = None

    @property
    def change_of_share(self) -> Fraction | None:
        """Points gained or lost, as a difference of shares."""
        if self.before.share is None or self.after.share is None:
            return None
        return self.after.share - self.before.share


def group_changes(before: Page, after: Page) -> list[GroupChange]:
    """Every group counted in both reports, in the order of the later one.

    Parameters
    ----------
    before, after : Page
        The reports.
    """
    names = dict.fromkeys(map(subject, after.lines))
    found = (_group_change(name, before, after) for name in names)
    return [change for change in found if change]


def _group_change(group: str, before: Page, after: Page) -> GroupChange | None:
    was, now = counted_in(before, group), counted_in(after, group)
    if was is None or now is None:
        return None
    return GroupChange(
        group,
        _label(group, after),
        was,
        now,
        parts_by_counts(was, now),
        _parts_by_groups(group, before, after),
    )


def counted_in(page: Page, group: str) -> Counted | None:
    """Counts of a group: its own figures, or what went into its share."""
    lines = (page.lines.get(f"{group}.{name}") for name in ("women", "total"))
    women, total = (line.machine if line else "" for line in lines)
    share = page.lines.get(f"{group}.share")
    given = inputs(share) if share else {}
    women, total = women or given.get("women", ""), total or given.get("total", "")
    if not (_is_count(women) and _is_count(total)) or int(women) > int(total):
        return None
    return Counted(int(women), int(total))


def parts_by_counts(before: Counted, after: Counted) -> Parts | None:
    """What the change in women, and the change in the others, did to the share.

    Each is the mean of its effect beside the old and beside the new number of the
    other, so that both are 0 where nothing changed and they add up.

    References
    ----------
    Das Gupta, P. (1993). Standardization and Decomposition of Rates: A User's Manual.
    US Bureau of the Census, Current Population Reports P23-186: a rate as a function
    of two factors.

    Examples
    --------
    14 women of 48, then one woman more:

    >>> parts_by_counts(Counted(14, 48), Counted(15, 49))
    Parts(first=Fraction(17, 1176), second=Fraction(0, 1))
    """
    was, now = (before.women, before.others), (after.women, after.others)
    shares = [
        Counted(w, w + o).share for w in (was[0], now[0]) for o in (was[1], now[1])
    ]
    if any(share is None for share in shares):
        return None
    old, others_only, women_only, new = (share or Fraction(0) for share in shares)
    return Parts(
        (women_only - old + new - others_only) / 2,
        (others_only - old + new - women_only) / 2,
    )


def _parts_by_groups(topic: str, before: Page, after: Page) -> Parts | None:
    """Shares inside the groups of a topic, and the groups' sizes (Kitagawa)."""
    tables = [_groups_of(topic, page) for page in (before, after)]
    if any(len(table) < 2 or not table["total"].sum() for table in tables):
        return None
    found = decompose_share_change(*tables)
    return Parts(Fraction(found.rate), Fraction(found.composition))


def _groups_of(topic: str, page: Page) -> pd.DataFrame:
    """The groups whose counts a topic adds up: columns women and total."""
    added = {
        name: _added(page.lines.get(f"{topic}.{name}")) for name in ("women", "total")
    }
    shared = [
        group
        for group, total in added["total"].items()
        if added["women"].get(group, total + 1) <= total
    ]
    columns = {name: [added[name][group] for group in shared] for name in added}
    return pd.DataFrame(columns, index=shared, dtype="int64")


def _added(line: Line | None) -> dict[str, int]:
    if line is None or made_by(line) != "sum":
        return {}
    return {group: int(n) for group, n in inputs(line).items() if _is_count(n)}


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _label(group: str, page: Page) -> str:
    """The group's name: its share's label without the measure."""
    for measure in ("share", "women", "total"):
        line = page.lines.get(f"{group}.{measure}")
        if line:
            return line.label.rpartition(":")[0] or line.label
    return group
