"""The public reports of organisations that are units of one another, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from genderlib.disclosure import (
    Statement,
    System,
    is_part,
    part_names,
    public_cells,
    shared_cells,
)

if TYPE_CHECKING:
    from genderlib.data import YearTables


class Neighbour(NamedTuple):
    """What the public report of another organisation tells.

    Parameters
    ----------
    system : System
        Its cells, under names of their own.
    shown : frozenset of str
        Which of them it shows, and cells of ours that it shows.
    same : tuple of Statement
        Counts that are the same in both reports.
    """

    system: System
    shown: frozenset[str]
    same: tuple[Statement, ...]


def beside_others(tables: YearTables, own: System, other: YearTables) -> Neighbour:
    """What the public report of a neighbour tells, whether or not it was made.

    Parameters
    ----------
    tables : YearTables
        The year of the organisation whose report it is.
    own : System
        Its cells.
    other : YearTables
        The same year of an organisation that is a unit of it, or of which it is one.
    """
    prefix = f"{other.organisation}: "
    theirs, hidden = public_cells(other)
    shown = {prefix + cell.name for cell in theirs.cells if cell.name not in hidden}
    same = []
    for pair in _pairs(tables, other):
        here = [name for name in pair.here if name in own.by_name]
        there = [prefix + name for name in pair.there if name in theirs.by_name]
        name = f"{' and '.join(pair.here)} is {prefix}{' and '.join(pair.there)}"
        if here and there:
            terms = (*((cell, 1) for cell in here), *((cell, -1) for cell in there))
            same.append(Statement(name, terms))
        elif len(alone := here or there) == 1:
            # Nothing personal is near it in the other report, which shows it.
            shown.update(alone)
        elif alone:
            terms = tuple((cell, 1) for cell in alone)
            same.append(Statement(name, terms, pair.value, pair.value))
    return Neighbour(named(prefix, theirs), frozenset(shown), tuple(same))


class _Pair(NamedTuple):
    here: tuple[str, ...]
    there: tuple[str, ...]
    value: int


def _pairs(tables: YearTables, other: YearTables) -> list[_Pair]:
    """Names of counts that both have: in the report of ours, in that of theirs."""
    ours, theirs = part_names(tables), part_names(other)
    if is_part(other, tables):
        shared = shared_cells(tables, other, (ours, theirs))
        return [_Pair(found.in_whole, found.in_part, found.value) for found in shared]
    shared = shared_cells(other, tables, (theirs, ours))
    return [_Pair(found.in_part, found.in_whole, found.value) for found in shared]


def named(prefix: str, system: System) -> System:
    """The same counts under names that begin with a prefix."""
    cells = tuple(
        replace(
            cell, name=prefix + cell.name, bundle=cell.bundle and prefix + cell.bundle
        )
        for cell in system.cells
    )
    statements = tuple(
        replace(
            statement,
            name=prefix + statement.name,
            terms=tuple((prefix + name, many) for name, many in statement.terms),
        )
        for statement in system.statements
    )
    return System(cells, statements)
