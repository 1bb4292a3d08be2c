"""The attacker: what hidden counts can be, for one who puts everything together.

A hidden count is safe only if the whole numbers that cannot be excluded span at least
its threshold.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from genderlib.disclosure.programs import NOISE, ContradictionError, Program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genderlib.disclosure.system import Component, System


class Interval(NamedTuple):
    """Smallest and largest whole number that a hidden count can be. [persons]"""

    low: int
    high: int

    @property
    def span(self) -> int:
        """Distance between the two. [persons]"""
        return self.high - self.low


def attack(
    system: System, hidden: Iterable[str], *, known: Mapping[str, int] | None = None
) -> dict[str, Interval]:
    """Work out every hidden count as closely as everything printed allows.

    Parameters
    ----------
    system : System
        All counts, of which the attacker uses the shown ones alone, and all statements.
    hidden : iterable of str
        Cells and statements that are not printed.
    known : mapping of str to int, optional
        Hidden counts that this reader knows from elsewhere.

    Returns
    -------
    dict of str to Interval
        By hidden cell. The bounds of linear programming are rounded inward to whole
        numbers; between them only those count that whole numbers in all other cells
        and the rule allow (of cells that are joined, one at least is small).

    Raises
    ------
    ContradictionError
        If no whole counts agree with everything that is printed.

    Examples
    --------
    >>> from genderlib.disclosure.tables import cross_table
    >>> table = cross_table([[3, 20], [15, 30]], threshold=5)
    >>> attack(table, {"0,0"})
    {'0,0': Interval(low=3, high=3)}
    """
    gone = frozenset(hidden)
    cells = [cell.name for cell in system.cells if cell.name in gone]
    return {name: interval(system, name, gone, known or {}) for name in cells}


def unsafe(
    system: System, hidden: Iterable[str], *, among: Iterable[str] | None = None
) -> dict[str, Interval]:
    """Hidden counts that can be worked out more closely than their threshold allows.

    Parameters
    ----------
    system : System
    hidden : iterable of str
        Cells and statements that are not printed.
    among : iterable of str, optional
        The cells to look at; all that are hidden if not given.

    Returns
    -------
    dict of str to Interval
        By cell; empty where all are safe, also from a person who is alone in another
        small cell and knows that.
    """
    gone, cells = frozenset(hidden), system.by_name
    aims = gone if among is None else gone & frozenset(among)
    return {
        name: found
        for name in sorted(aims & cells.keys())
        for found in [narrowest(system, name, gone)]
        if found.span < cells[name].threshold
    }


def narrowest(system: System, name: str, hidden: frozenset[str]) -> Interval:
    """What one hidden count can be for the reader who comes closest to it."""
    component = system.component(name, hidden)
    known_to = readers(component, name)
    found = (interval(system, name, hidden, known) for known in known_to)
    return min(found, key=lambda interval: interval.span)


def readers(component: Component, name: str) -> Iterator[dict[str, int]]:
    """What anybody knows of hidden counts, and whoever is alone in a small one.

    Parameters
    ----------
    component : Component
        What has to be looked at to work out the cell.
    name : str
        The cell.

    Yields
    ------
    dict of str to int
        Nothing first; then, where the cell is small, each cell of one person that is
        added up with it.
    """
    yield {}
    if component.system.by_name[name].small:
        beside = component.beside(name)
        for other in component.personal:
            if other.value == 1 and other.name in beside:
                yield {other.name: 1}


def interval(
    system: System, name: str, hidden: frozenset[str], known: Mapping[str, int]
) -> Interval:
    """What one hidden count can be; see `attack`."""
    component = system.component(name, hidden)
    here = {cell: value for cell, value in known.items() if cell in component.cells}
    program = Program(component, here)
    low, high = relaxed(program, name)
    if low == high:
        return Interval(low, high)
    return Interval(exact(program, name, 1), exact(program, name, -1))


def relaxed(program: Program, name: str) -> Interval:
    """Bounds of linear programming, rounded inward.

    Raises
    ------
    ContradictionError
        If no whole number lies between them.
    """
    low = math.ceil(program.bound(name, 1).value - NOISE)
    high = math.floor(program.bound(name, -1).value + NOISE)
    if low > high:
        raise ContradictionError(
            f"{name}: no whole number agrees with everything that is printed"
        )
    return Interval(low, high)


def exact(program: Program, name: str, sign: int) -> int:
    """Smallest (sign 1) or largest (sign -1) whole number under the rule.

    Raises
    ------
    ContradictionError
        If no whole counts agree with everything that is printed.
    """
    return extreme_table(program, name, sign)[name]


def extreme_table(program: Program, name: str, sign: int) -> dict[str, int]:
    """Whole counts of all joined cells that make one smallest or largest.

    Raises
    ------
    ContradictionError
        If no whole counts agree with everything that is printed.
    """
    first = program.extreme(name, sign)
    if first is not None and program.component.rule_holds(first):
        return first
    best = None if first is None else _under_the_rule(program, name, sign, first[name])
    if best is None:
        raise ContradictionError(
            f"{name}: no whole counts agree with everything that is printed"
        )
    return best


def _under_the_rule(
    program: Program, name: str, sign: int, bound: int
) -> dict[str, int] | None:
    """The furthest table in which one cell or another is small.

    Each cell may be the small one; none leads further than `bound`, which is reached
    without the rule.
    """
    best: dict[str, int] | None = None
    for cell in sorted(program.component.personal, key=lambda cell: not cell.small):
        found = program.extreme(name, sign, {cell.name: (1, cell.threshold - 1)})
        if found is None:
            continue
        if best is None or sign * found[name] < sign * best[name]:
            best = found
        if best[name] == bound:
            return best
    return best
