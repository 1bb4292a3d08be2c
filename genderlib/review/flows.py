"""Who came into a group, rose and left it, and what that did to the share of women.

Counted from two personnel registers: these are differences of complete lists of the
same people, not two samples, and so no test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from genderlib.indicators import women_share
from genderlib.norms import rows
from genderlib.review.facts import origin
from genderlib.review.measures import Made

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from genderlib.ledger import Origin
    from genderlib.review.facts import Count

KINDS: Final = ("joined", "left", "promoted")


@dataclass(frozen=True, slots=True)
class Flows:
    """What happened to one group between two days.

    Parameters
    ----------
    women, total : dict of str to int
        By flow: joined, left and promoted. [persons]
    origins : tuple of Origin
        The rows that say so.
    """

    women: Mapping[str, int]
    total: Mapping[str, int]
    origins: tuple[Origin, ...]


def group_flows(table: Any) -> dict[str, Flows]:
    """Flows of whole groups, of those for which all three are counted.

    Parameters
    ----------
    table : DataFrame
        The year's `flows`.
    """
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows(table):
        if row["level"] is None and row["flow"] in KINDS:
            found.setdefault(str(row["group"]), {})[str(row["flow"])] = row
    return {
        group: Flows(
            {kind: int(by_kind[kind]["women"]) for kind in KINDS},
            {kind: int(by_kind[kind]["total"]) for kind in KINDS},
            tuple(origin(by_kind[kind]) for kind in KINDS),
        )
        for group, by_kind in found.items()
        if len(by_kind) == len(KINDS)
    }


def level_flows(table: Any) -> dict[str, dict[str, Flows]]:
    """The same by group and level, in the order of the table."""
    levels = dict.fromkeys(row["level"] for row in rows(table) if row["level"])
    found: dict[str, dict[str, Flows]] = {}
    for level in levels:
        here = table[table["level"].eq(level)].assign(level=None)
        for group, flows in group_flows(here).items():
            found.setdefault(group, {})[str(level)] = flows
    return found


@dataclass(frozen=True, slots=True)
class _Sum:
    """Women and total of a moment or a flow, and how they come about."""

    women: int
    total: int
    made: tuple[str, ...]
    inputs: tuple[tuple[tuple[str, int], ...], ...]


def _moment(count: Count, flows: Flows, name: str) -> _Sum:
    """A flow, the group a year before, or those of it who stayed."""
    if name in KINDS:
        return _Sum(flows.women[name], flows.total[name], ("read", "read"), ((), ()))
    came = flows.women["joined"], flows.total["joined"]
    women, total = count.women - came[0], count.total - came[1]
    words = ["women - joined_women", "total - joined_total"]
    inputs: list[tuple[tuple[str, int], ...]] = [
        (("women", count.women), ("joined_women", came[0])),
        (("total", count.total), ("joined_total", came[1])),
    ]
    if name == "before":
        left = flows.women["left"], flows.total["left"]
        women, total = women + left[0], total + left[1]
        words = [f"{words[0]} + left_women", f"{words[1]} + left_total"]
        inputs = [
            (*inputs[0], ("left_women", left[0])),
            (*inputs[1], ("left_total", left[1])),
        ]
    return _Sum(women, total, tuple(words), tuple(inputs))


def _women(name: str, count: Count, flows: Flows) -> Made:
    found = _moment(count, flows, name)
    return Made("count", found.women, found.made[0], found.inputs[0])


def _total(name: str, count: Count, flows: Flows) -> Made:
    found = _moment(count, flows, name)
    return Made("count", found.total, found.made[1], found.inputs[1])


def _share(name: str, count: Count, flows: Flows) -> Made | None:
    """Women's share, exact; none of nobody."""
    found = _moment(count, flows, name)
    if found.total == 0:
        return None
    exact = Fraction(found.women, found.total)
    computed = women_share(found.women, found.total)
    if abs(float(exact) - computed) > 1e-15:
        raise ArithmeticError(f"women_share gives {computed}, exactly {exact}")
    inputs = ((f"{name}_women", found.women), (f"{name}_total", found.total))
    return Made("share", exact, "women_share", inputs)


FLOW_MEASURES: Final[Mapping[str, Callable[[Count, Flows], Made | None]]] = {
    f"{name}_{word}": partial(make, name)
    for name in ("before", "stayed", *KINDS)
    for word, make in (("women", _women), ("total", _total), ("share", _share))
}
