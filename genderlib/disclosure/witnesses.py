"""Tables that a reader cannot exclude, kept because they show many cells to be safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from genderlib.disclosure.system import Component, System


class Witnesses:
    """Whole tables that agree with what was printed in some choice of hidden cells.

    Parameters
    ----------
    system : System
        Its own counts are the first of them.
    """

    def __init__(self, system: System) -> None:
        cells = system.cells
        self._place = {cell.name: at for at, cell in enumerate(cells)}
        self._actual = np.array([cell.value for cell in cells])
        self._limits = np.array([c.threshold if c.personal else 0 for c in cells])
        self._hideable = [s for s in system.statements if s.hideable]
        self._tables = [self._actual]
        self._broken: list[frozenset[str]] = [frozenset()]

    def add(self, solution: Mapping[str, int]) -> None:
        """Keep the table that has these counts in place of its own."""
        table = self._actual.copy()
        for name, count in solution.items():
            table[self._place[name]] = count
        self._tables.append(table)
        self._broken.append(frozenset(self._unfulfilled(table)))

    def _unfulfilled(self, table: NDArray[np.int64]) -> list[str]:
        found = []
        for statement in self._hideable:
            total = sum(m * int(table[self._place[n]]) for n, m in statement.terms)
            low, high = statement.lower, statement.upper
            if (low is not None and total < low) or (high is not None and total > high):
                found.append(statement.name)
        return found

    def span(
        self,
        name: str,
        component: Component,
        hidden: frozenset[str],
        known: Mapping[str, int],
    ) -> int:
        """How far apart the counts of a cell are in the tables that fit. [persons]"""
        tables = np.array(self._tables)
        shown = np.array([cell not in hidden for cell in self._place])
        fits = ~((tables != self._actual) & shown).any(axis=1)
        fits &= np.array([broken <= hidden for broken in self._broken])
        for cell, value in known.items():
            fits &= tables[:, self._place[cell]] == value
        if component.personal:
            here = [self._place[cell] for cell in component.cells]
            small = (tables[:, here] > 0) & (tables[:, here] < self._limits[here])
            fits &= small.any(axis=1)
        counts = tables[fits, self._place[name]]
        return int(counts.max() - counts.min())
