"""Counts, and what anyone who reads them knows: sums, printed shares, other years.

Everything that links one count to another is a statement of the same form, lower <= sum
of whole multiples of counts <= upper, so that one attack covers all of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Terms = tuple[tuple[str, int], ...]

# Counts of one organisation stay below it; a reader is taken to know that much.
_LEAST_CEILING: Final = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """One count.

    Parameters
    ----------
    name : str
        Unique among the cells and statements of a system.
    value : int
        What was counted. [persons]
    personal : bool
        Whether a small count of it says something of a person.
    threshold : int
        Smallest count above 0 that may be shown. [persons]
    cost : int
        What it costs to hide it, beside others.
    bundle : str
        Cells of one bundle are hidden together or not at all; alone if empty.
    """

    name: str
    value: int
    personal: bool = True
    threshold: int = 10
    cost: int = 1
    bundle: str = ""

    @property
    def small(self) -> bool:
        """Whether it is hidden for its own sake; nobody is concerned by a zero."""
        return self.personal and 0 < self.value < self.threshold


@dataclass(frozen=True, slots=True)
class Statement:
    """What is known of several counts: lower <= sum of multiples <= upper.

    Parameters
    ----------
    name : str
        Unique among the cells and statements of a system.
    terms : tuple of (str, int)
        Cells and their multiples.
    lower, upper : int or None
        Whole numbers; None where there is no limit.
    hideable : bool
        Whether it need not be printed; a sum always holds.
    cost : int
        What it costs to hide it.
    elsewhere : bool
        Whether it was printed elsewhere. What a person who is alone in a small count
        learns from it does not come from what is shown here.
    """

    name: str
    terms: Terms
    lower: int | None = 0
    upper: int | None = 0
    hideable: bool = False
    cost: int = 1
    elsewhere: bool = False


@dataclass(frozen=True)
class System:
    """Cells and the statements about them.

    Parameters
    ----------
    cells : tuple of Cell
    statements : tuple of Statement

    Raises
    ------
    ValueError
        For a name that stands twice, a statement about an unknown cell, a count below
        zero, or a statement that the counts do not fulfil.
    """

    cells: tuple[Cell, ...]
    statements: tuple[Statement, ...] = ()
    _checked: bool = field(default=True, repr=False)

    def __post_init__(self) -> None:
        names = [*(c.name for c in self.cells), *(s.name for s in self.statements)]
        if len(set(names)) < len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise ValueError(f"names that stand twice: {', '.join(twice)}")
        if negative := [cell.name for cell in self.cells if cell.value < 0]:
            raise ValueError(f"counts below zero: {', '.join(negative)}")
        for statement in self.statements:
            self._check(statement)

    def _check(self, statement: Statement) -> None:
        if unknown := [name for name, _ in statement.terms if name not in self.by_name]:
            raise ValueError(f"{statement.name}: unknown cells {', '.join(unknown)}")
        total = sum(many * self.by_name[name].value for name, many in statement.terms)
        low = statement.lower is not None and total < statement.lower
        if low or (statement.upper is not None and total > statement.upper):
            raise ValueError(f"{statement.name}: the counts do not fulfil it")

    @cached_property
    def by_name(self) -> dict[str, Cell]:
        """Cells by name."""
        return {cell.name: cell for cell in self.cells}

    @cached_property
    def touching(self) -> dict[str, tuple[Statement, ...]]:
        """Statements about each cell."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            for name, _ in statement.terms:
                found[name].append(statement)
        return {name: tuple(statements) for name, statements in found.items()}

    @cached_property
    def ceiling(self) -> int:
        """A power of ten that every count is known to stay below. [persons]"""
        largest = max((max(c.value, c.threshold) for c in self.cells), default=0)
        ceiling = _LEAST_CEILING
        while ceiling < 2 * largest:
            ceiling *= 10
        return ceiling

    @property
    def small(self) -> frozenset[str]:
        """Cells that are hidden for their own sake."""
        return frozenset(cell.name for cell in self.cells if cell.small)

    @cached_property
    def costs(self) -> dict[str, int]:
        """Everything that can be hidden, and what that costs."""
        cells = {cell.name: cell.cost for cell in self.cells}
        return cells | {s.name: s.cost for s in self.statements if s.hideable}

    @cached_property
    def bundles(self) -> dict[str, tuple[str, ...]]:
        """Cells that are hidden together, by bundle."""
        found: dict[str, list[str]] = defaultdict(list)
        for cell in self.cells:
            if cell.bundle:
                found[cell.bundle].append(cell.name)
        return {bundle: tuple(names) for bundle, names in found.items()}

    def component(self, name: str, hidden: Iterable[str]) -> Component:
        """What has to be looked at to work out one hidden cell."""
        gone = frozenset(hidden)
        cells, statements, waiting = {name: None}, {}, [name]
        while waiting:
            for statement in self.touching.get(waiting.pop(), ()):
                if statement.name in gone or statement.name in statements:
                    continue
                statements[statement.name] = statement
                new = [n for n, _ in statement.terms if n in gone and n not in cells]
                cells.update(dict.fromkeys(new))
                waiting += new
        return Component(self, tuple(cells), tuple(statements.values()))


@dataclass(frozen=True)
class Component:
    """Hidden cells that statements join, and those statements.

    Parameters
    ----------
    system : System
    cells : tuple of str
    statements : tuple of Statement
        What is printed about them.
    """

    system: System
    cells: tuple[str, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def around(self) -> frozenset[str]:
        """What could be hidden besides and would make a difference."""
        named = {name for s in self.statements for name, _ in s.terms}
        hideable = {s.name for s in self.statements if s.hideable}
        return frozenset(named | hideable) - set(self.cells)

    @cached_property
    def personal(self) -> tuple[Cell, ...]:
        """Cells any of which may be hidden for its own sake; none where none is."""
        cells = [self.system.by_name[name] for name in self.cells]
        if not any(cell.small for cell in cells):
            # Hidden for a reason of which the rule says nothing.
            return ()
        return tuple(cell for cell in cells if cell.personal)

    def beside(self, name: str) -> frozenset[str]:
        """Cells of other persons: those that are added up with this one."""
        found = set[str]()
        for statement in self.system.touching.get(name, ()):
            terms = dict(statement.terms)
            found.update(n for n, many in terms.items() if many * terms[name] > 0)
        return frozenset(found) - {name}

    def rule_holds(self, solution: Mapping[str, int]) -> bool:
        """Whether anything had to be hidden, were these the counts.

        Whoever knows the rule knows that nothing is hidden without cause: among cells
        that are joined, one at least is small.
        """
        return not self.personal or any(
            0 < solution[cell.name] < cell.threshold for cell in self.personal
        )
