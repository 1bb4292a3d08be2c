"""The smallest set of counts to hide so that none of them can be worked out.

An exact method for small tables and one cell after the other for large ones. A master
programme (`scipy.optimize.milp`) chooses a set, the attacker tries it, and whatever he
gets through becomes a condition that the next set has to meet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from genderlib.disclosure.attacking import extreme_table, readers
from genderlib.disclosure.programs import NOISE, Program
from genderlib.disclosure.witnesses import Witnesses
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.disclosure.programs import Bound, Ease
    from genderlib.disclosure.system import System

# Above it cells are protected one after the other.
MOST_CELLS_AT_ONCE: Final = 250

# At least `least` of these, if the cell is hidden: coefficients by name.
_Condition = tuple[str, dict[str, float], float]


class UnprotectableError(GenderlibError):
    """Counts that can be worked out whatever else is hidden.

    Parameters
    ----------
    cells : tuple of str
        Their names.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        self.cells = tuple(sorted(cells))
        super().__init__(
            f"{', '.join(self.cells)}: can be worked out whatever else is hidden"
        )


def protect(
    system: System, *, hidden: Iterable[str] = (), at_once: bool | None = None
) -> frozenset[str]:
    """Choose what to hide besides the small counts.

    Parameters
    ----------
    system : System
        Counts and everything that is printed or known about them.
    hidden : iterable of str
        What is hidden in any case, for example in the report of the year before.
    at_once : bool, optional
        Whether the set is to be the smallest of all; else cell after cell, where each
        step is the cheapest. By the size of the table if not given.

    Returns
    -------
    frozenset of str
        Cells and statements to hide. Each hidden cell is safe from `attack`, and each
        small one also from a person who is the only one in another small cell and
        knows that.

    Raises
    ------
    UnprotectableError
        If even hiding everything that can be hidden is not enough.
    """
    if not system.cells:
        return frozenset()
    search = _Search(system, frozenset(hidden) | system.small)
    if not search.certain:
        return frozenset()
    small = at_once if at_once is not None else _few(system)
    if small:
        return search.cover(search.certain, None)
    return search.one_by_one()


def _few(system: System) -> bool:
    return len(system.costs) <= MOST_CELLS_AT_ONCE


@dataclass
class _Search:
    """A search for one system; conditions once found hold for every set."""

    system: System
    certain: frozenset[str]
    conditions: list[_Condition] = field(default_factory=list)
    witnesses: Witnesses = field(init=False)

    def __post_init__(self) -> None:
        self.witnesses = Witnesses(self.system)

    def cover(
        self, certain: frozenset[str], aims: frozenset[str] | None
    ) -> frozenset[str]:
        """The cheapest set around `certain` in which the aims (or all) are safe."""
        while True:
            chosen = self._cheapest(certain, aims)
            targets = chosen if aims is None else aims
            found = [
                condition
                for name in sorted(targets & self.system.by_name.keys())
                for condition in self._broken(name, chosen)
            ]
            if not found:
                return chosen
            self.conditions += found

    def one_by_one(self) -> frozenset[str]:
        """Protect each hidden cell in turn, the ones added on the way too."""
        chosen, safe = self.certain, set[str]()
        while waiting := sorted(chosen & self.system.by_name.keys() - safe):
            name = min(waiting, key=lambda n: (-self.system.by_name[n].small, n))
            chosen = self.cover(chosen, frozenset([name]))
            safe.add(name)
        return chosen

    def _cheapest(
        self, certain: frozenset[str], aims: frozenset[str] | None
    ) -> frozenset[str]:
        """What costs least among the sets that meet every condition found so far."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        names = list(self.system.costs)
        place = {name: at for at, name in enumerate(names)}
        rules = [c for c in self.conditions if aims is None or c[0] in aims]
        matrix = np.zeros((len(rules) + len(self._tied), len(names)))
        for row, (aim, added, least) in enumerate(rules):
            for name, much in added.items():
                matrix[row, place[name]] += much
            matrix[row, place[aim]] -= least
        for row, pair in enumerate(self._tied, start=len(rules)):
            matrix[row, [place[name] for name in pair]] = 1, -1
        most = np.repeat([np.inf, 0], [len(rules), len(self._tied)])
        forced = np.array([float(name in certain) for name in names])
        limits: Any = LinearConstraint(matrix, 0, most) if len(most) else ()
        found = milp(
            np.array([float(cost) for cost in self.system.costs.values()]),
            integrality=np.ones(len(names)),
            bounds=Bounds(forced, np.ones(len(names))),
            constraints=limits,
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise UnprotectableError(aims or certain)
        return frozenset(n for n, on in zip(names, found.x, strict=True) if on > 0.5)

    @cached_property
    def _tied(self) -> list[tuple[str, str]]:
        """Pairs of cells that are hidden together."""
        bundles = self.system.bundles.values()
        return [pair for names in bundles for pair in pairwise(names)]

    def _broken(self, name: str, chosen: frozenset[str]) -> Iterator[_Condition]:
        """Conditions that the set does not meet, by readers who get through it."""
        component = self.system.component(name, chosen)
        for known in readers(component, name):
            condition = self._condition(name, chosen, Program(component, known))
            if condition is not None:
                yield condition
                return

    def _condition(
        self, name: str, chosen: frozenset[str], program: Program
    ) -> _Condition | None:
        """What would have to be hidden besides; None where the cell is safe."""
        threshold = self.system.by_name[name].threshold
        if self._is_seen_safe(name, chosen, program):
            return None
        bounds = {sign: program.bound(name, sign) for sign in (1, -1)}
        if bounds[-1].value - bounds[1].value < threshold - NOISE:
            eases = [program.ease(name, s, bound.duals) for s, bound in bounds.items()]
            condition = _capacity(name, eases, threshold, chosen)
            return condition or self._wider(name, program)
        for sign, bound in bounds.items():
            self._keep(program, name, sign, bound)
        if self._is_seen_safe(name, chosen, program):
            return None
        return self._wider(name, program)

    def _is_seen_safe(
        self, name: str, chosen: frozenset[str], program: Program
    ) -> bool:
        span = self.witnesses.span(name, program.component, chosen, program.known)
        return span >= self.system.by_name[name].threshold

    def _keep(self, program: Program, name: str, sign: int, bound: Bound) -> None:
        """Keep the table that reaches a bound in whole numbers, under the rule."""
        table = bound.whole
        if table is None or not program.component.rule_holds(table):
            table = extreme_table(program, name, sign)
        self.witnesses.add(table)

    def _wider(self, name: str, program: Program) -> _Condition:
        """Something that touches what was worked out has to be hidden besides."""
        around = program.component.around & self.system.costs.keys()
        if not around:
            raise UnprotectableError([name])
        return name, dict.fromkeys(around, 1.0), 1.0


def _capacity(
    name: str, eases: list[Ease], threshold: int, chosen: frozenset[str]
) -> _Condition | None:
    """The condition by the duals of both bounds; None where the set meets it."""
    added: dict[str, float] = {}
    for ease in eases:
        for other, much in ease.by_name.items():
            added[other] = added.get(other, 0.0) + much
    least = threshold - sum(ease.fixed for ease in eases) - added.pop(name, 0.0)
    met = sum(much for other, much in added.items() if other in chosen)
    if least <= NOISE or met >= least - NOISE:
        return None
    # No more than the whole of it counts, which makes the condition sharper.
    scaled = {other: min(much / least, 1.0) for other, much in added.items()}
    return name, scaled, 1.0
