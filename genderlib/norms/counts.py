"""Counts as a norm is held against them: one per group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from genderlib.norms.table import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import pandas as pd

# Group, unit and level.
Place = tuple[str, str | None, str | None]


class Counted(Protocol):
    """How many women a group has."""

    @property
    def women(self) -> int:
        """Women counted."""

    @property
    def men(self) -> int | None:
        """Men counted; None where the source does not give them."""

    @property
    def total(self) -> int:
        """Everyone counted."""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Counts of one group. [persons, attendances or organisations]"""

    women: int
    men: int | None
    total: int


def group_counts(counts: pd.DataFrame) -> dict[str, GroupCount]:
    """One count per group.

    Parameters
    ----------
    counts : DataFrame
        The table of that name, of one organisation and year.

    Returns
    -------
    dict of str to GroupCount
        From the row without unit and level where there is one; else the rows of the
        units are added up. Rows by level only break another row down.
    """
    by_group: dict[str, list[dict[str, Any]]] = {}
    for row in rows(counts):
        by_group.setdefault(str(row["group"]), []).append(row)
    return {group: _whole(found) for group, found in by_group.items()}


def adds_up(group: Mapping[str, Any]) -> bool:
    """Whether a group is added up with the others of its topic.

    Agencies are no people, another count of a group counts the same people, and people
    trained are those who took the course places.
    """
    counted = "attendances" if group["topic"] == "training" else "persons"
    return bool(group["counted"] == counted and group["variant_of"] is None)


def women_bounds(count: Counted) -> tuple[int, int]:
    """Fewest and most women: none, or all, of those without recorded sex."""
    unrecorded = 0 if count.men is None else count.total - count.women - count.men
    return count.women, count.women + unrecorded


def rows_of_whole(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a group that add up to the whole of it, every one counted once."""

    def blank(*names: str) -> list[dict[str, Any]]:
        return [row for row in found if all(row.get(name) is None for name in names)]

    return blank("unit", "level") or blank("level") or blank("unit") or found


def places_of(table: pd.DataFrame) -> list[Place]:
    """Group, unit and level of every row of a table, None where it has none."""
    return [
        (str(row["group"]), row["unit"] or None, row["level"] or None)
        for row in rows(table)
    ]


def not_come_in(asked: pd.DataFrame, received: Collection[Place]) -> pd.DataFrame:
    """Rows of the table `asked` that no count answers.

    Parameters
    ----------
    asked : DataFrame
    received : collection of (str, str or None, str or None)
        Groups, units and levels that are counted.
    """
    there = set(received)
    return asked[[place not in there for place in places_of(asked)]]


def left_out(
    received: Iterable[Place], missing: Iterable[Place]
) -> dict[str, list[Place]]:
    """What the sum of a group leaves out that was asked for and has not come in.

    A group that is counted as a whole leaves nothing out, whatever its units sent.

    Parameters
    ----------
    received, missing : iterable of (str, str or None, str or None)
        Groups, units and levels that came in, and that did not.

    Returns
    -------
    dict of str to list of (str, str or None, str or None)
        By group, in their order; a group that lacks nothing is not in it.
    """
    there, late = _by_group(received), _by_group(missing)
    found = {}
    for group in sorted(there.keys() & late.keys()):
        absent = [row for row in late[group] if row["unit"] or row["level"]]
        whole = rows_of_whole([*there[group], *absent])
        lacking = [row for row in absent if row in whole]
        if lacking:
            found[group] = [(group, row["unit"], row["level"]) for row in lacking]
    return found


def _by_group(places: Iterable[Place]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for group, unit, level in places:
        found.setdefault(group, []).append({"unit": unit, "level": level})
    return found


def _whole(found: list[dict[str, Any]]) -> GroupCount:
    used = rows_of_whole(found)
    men = [row.get("men") for row in used]
    return GroupCount(
        sum(int(row["women"]) for row in used),
        None if None in men else sum(int(number or 0) for number in men),
        sum(int(row["total"]) for row in used),
    )
