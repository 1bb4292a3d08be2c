"""Largest and smallest values that hidden counts can have, by linear programming."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from genderlib.disclosure.system import Component, Statement

# What a solver leaves of a zero.
NOISE: Final = 1e-6

Range = tuple[int, int]


class ContradictionError(GenderlibError):
    """Printed counts and statements that cannot all be true."""


class Ease(NamedTuple):
    """How far a bound can move, and what would have to be hidden for it.

    Parameters
    ----------
    fixed : float
        Distance of the bound from the count as it is, whatever else is hidden.
    by_name : dict of str to float
        What each cell or statement adds at most, were it hidden.
    """

    fixed: float
    by_name: dict[str, float]


class Bound(NamedTuple):
    """A bound of one cell without regard to whole numbers.

    Parameters
    ----------
    value : float
    solution : dict of str to float
        Counts of the component that reach it.
    duals : dict of str to float
        By statement.
    """

    value: float
    solution: dict[str, float]
    duals: dict[str, float]

    @property
    def whole(self) -> dict[str, int] | None:
        """The same in whole numbers; None where they are not."""
        counts = {name: round(count) for name, count in self.solution.items()}
        near = (abs(self.solution[name] - count) for name, count in counts.items())
        return counts if max(near, default=0.0) < NOISE else None


@dataclass(frozen=True)
class Program:
    """The counts that agree with everything printed about one component.

    Parameters
    ----------
    component : Component
    known : mapping of str to int
        Hidden cells whose count the reader knows all the same.
    """

    component: Component
    known: Mapping[str, int]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.component.cells)}

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        """What this reader takes into account; see `Statement.elsewhere`."""
        found = self.component.statements
        return tuple(s for s in found if not (s.elsewhere and self.known))

    @cached_property
    def _matrix(self) -> NDArray[np.float64]:
        statements = self._statements
        matrix = np.zeros((len(statements), len(self.component.cells)))
        for row, statement in enumerate(statements):
            for name, many in statement.terms:
                if name in self._place:
                    matrix[row, self._place[name]] += many
        return matrix

    @cached_property
    def _limits(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Lower and upper limits once the counts that are shown are taken off."""
        lower, upper = [], []
        by_name = self.component.system.by_name
        for statement in self._statements:
            shown = sum(
                many * by_name[name].value
                for name, many in statement.terms
                if name not in self._place
            )
            low, high = statement.lower, statement.upper
            lower.append(-np.inf if low is None else low - shown)
            upper.append(np.inf if high is None else high - shown)
        return np.array(lower), np.array(upper)

    def _bounds(self, within: Mapping[str, Range]) -> list[Range]:
        ceiling = self.component.system.ceiling
        limits = []
        for name in self.component.cells:
            low, high = within.get(name, (0, ceiling))
            if name in self.known:
                low, high = max(low, self.known[name]), min(high, self.known[name])
            limits.append((low, high))
        return limits

    def extreme(
        self, name: str, sign: int, within: Mapping[str, Range] | None = None
    ) -> dict[str, int] | None:
        """Whole counts that make a cell smallest (sign 1) or largest (sign -1).

        Returns
        -------
        dict of str to int or None
            None where no whole counts agree with what is printed.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        costs = np.zeros(len(self.component.cells))
        costs[self._place[name]] = sign
        low, high = np.array(self._bounds(within or {}), dtype=float).T
        if (low > high).any():
            return None
        rules: Any = ()
        if len(self._matrix):
            rules = LinearConstraint(self._matrix, *self._limits)
        found = milp(
            costs,
            integrality=np.ones_like(costs),
            bounds=Bounds(low, high),
            constraints=rules,
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            return None
        whole = (round(float(count)) for count in found.x)
        return dict(zip(self.component.cells, whole, strict=True))

    def bound(self, name: str, sign: int) -> Bound:
        """The bound that linear programming gives, with its duals.

        Raises
        ------
        ContradictionError
            If nothing agrees with everything that is printed.
        """
        from scipy.optimize import linprog

        costs = np.zeros(len(self.component.cells))
        costs[self._place[name]] = sign
        lower, upper = self._limits
        exact = lower == upper
        over, under = np.isfinite(upper) & ~exact, np.isfinite(lower) & ~exact
        found = linprog(
            costs,
            A_eq=self._matrix[exact],
            b_eq=upper[exact],
            A_ub=np.vstack([self._matrix[over], -self._matrix[under]]),
            b_ub=np.concatenate([upper[over], -lower[under]]),
            bounds=self._bounds({}),
            method="highs",
        )
        if found.x is None:
            raise ContradictionError(
                f"{name}: no counts agree with everything that is printed"
            )
        duals = np.zeros(len(lower))
        duals[exact] = found.eqlin.marginals
        parts = np.split(found.ineqlin.marginals, [int(over.sum())])
        duals[over] += parts[0]
        duals[under] -= parts[1]
        names = (statement.name for statement in self._statements)
        return Bound(
            sign * found.fun,
            dict(zip(self.component.cells, map(float, found.x), strict=True)),
            dict(zip(names, map(float, duals), strict=True)),
        )

    def ease(self, name: str, sign: int, duals: Mapping[str, float]) -> Ease:
        """What a bound owes to which cells, by the duals of its program.

        Notes
        -----
        For any duals y the smallest sign * x is at least y b + sum over cells of the
        smallest (c - A'y) x; a shown cell has one value, a hidden one its whole range.
        With other cells hidden the same duals give the bound for them (Fischetti and
        Salazar 2001, Management Science 47(7), 1008-1027, capacity constraints).
        """
        system = self.component.system
        reduced: defaultdict[str, float] = defaultdict(float, {name: float(sign)})
        fixed = 0.0
        added: dict[str, float] = {}
        for statement in self._statements:
            dual = duals[statement.name]
            if abs(dual) <= NOISE:
                continue
            total = 0
            for other, many in statement.terms:
                reduced[other] -= dual * many
                total += many * system.by_name[other].value
            limit = statement.lower if dual > 0 else statement.upper
            fixed += abs(dual * (total - (0 if limit is None else limit)))
            if statement.hideable:
                added[statement.name] = float(system.ceiling)
        for other, rate in reduced.items():
            value = system.by_name[other].value
            room = value if rate > 0 else system.ceiling - value
            if abs(rate) > NOISE and other not in self.known:
                added[other] = abs(rate) * room
        return Ease(fixed, added)
