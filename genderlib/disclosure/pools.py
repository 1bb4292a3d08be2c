"""Groups of persons that are drawn from others: a part is no larger than its pool."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from genderlib.disclosure.parts import (
    OTHER_LEVELS,
    OTHER_UNITS,
    cell_name,
    part_of,
    subject_of,
)
from genderlib.disclosure.system import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genderlib.disclosure.system import Cell, Terms

# What it costs to hide a public group: more than to hide all others of a year.
_LAST_RESORT: Final = 1_000_000

_MEASURES: Final = {
    "women": ("women",),
    "men": ("men",),
    "not women": ("men", "unrecorded", "others"),
    "total": ("total",),
}
_REST: Final = frozenset({OTHER_UNITS, OTHER_LEVELS})


def as_last_resort(cells: Iterable[Cell]) -> list[Cell]:
    """Cells that are hidden only where nothing else helps, a whole count at once."""
    return bundled(replace(cell, cost=cell.cost + _LAST_RESORT) for cell in cells)


def bundled(cells: Iterable[Cell]) -> list[Cell]:
    """Cells of which those of one count, women, others and all, are hidden together."""
    return [
        replace(cell, bundle=f"{subject_of(cell.name)} {part_of(cell.name)}")
        for cell in cells
    ]


class Pools:
    """Which counted groups of persons are drawn from which.

    Parameters
    ----------
    groups : iterable of mapping
        Rows of the table of groups.
    counted : iterable of str
        Groups that are counted. A group is drawn from the pool of its pool, too,
        whether or not the one between them is counted.
    """

    def __init__(
        self, groups: Iterable[Mapping[str, Any]], counted: Iterable[str]
    ) -> None:
        self._pools = {
            str(row["group"]): str(row["pool"] or "")
            for row in groups
            if row["counted"] == "persons"
        }
        self._counted = [group for group in counted if group in self._pools]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each counted group with each counted one that it is drawn from."""
        for group in self._counted:
            for pool in self._above(group):
                if pool in self._counted:
                    yield group, pool

    def joined_to(self, groups: Iterable[str]) -> frozenset[str]:
        """Counted groups that hang together with any of these, and these themselves."""
        found, grown, pairs = set(groups), True, list(self.pairs())
        while grown:
            more = {g for pair in pairs if found.intersection(pair) for g in pair}
            grown = not more <= found
            found |= more
        return frozenset(found)

    def no_larger(self, values: Mapping[str, int]) -> Iterator[Statement]:
        """A group has no more women, others and people than its pool.

        Parameters
        ----------
        values : mapping of str to int
            Counts by cell.

        Yields
        ------
        Statement
            For the wholes, and for each unit and level that both have. Counts that say
            otherwise, of another day perhaps, are not a statement.
        """
        for group, pool in self.pairs():
            for part in sorted(_parts(values, group) & _parts(values, pool)):
                for word, terms in _differences(values, group, pool, part):
                    if sum(many * values[name] for name, many in terms) >= 0:
                        name = f"{group} in {pool} {word} {part}".strip()
                        yield Statement(name, terms, 0, None)

    def _above(self, group: str) -> Iterator[str]:
        """Pools of a group, the nearest first; a circle ends where it closes."""
        seen = {group}
        while (group := self._pools.get(group, "")) and group not in seen:
            seen.add(group)
            yield group


def _parts(values: Mapping[str, int], group: str) -> set[str]:
    """Parts of a group that are counted, the whole among them as an empty word.

    What is left beside the units of one is not what is left beside those of another.
    """
    total = f"{group}.total"
    found = {part_of(n) for n in values if n == total or n.startswith(f"{total}.")}
    return {part for part in found if not _REST.intersection(part.split("."))}


def _differences(
    values: Mapping[str, int], group: str, pool: str, part: str
) -> Iterator[tuple[str, Terms]]:
    """What a pool has more than a group, by what is counted of both."""

    def cells(subject: str, measures: Iterable[str]) -> list[str]:
        names = (cell_name(subject, measure, part) for measure in measures)
        return [name for name in names if name in values]

    for word, measures in _MEASURES.items():
        more, less = cells(pool, measures), cells(group, measures)
        if more and less:
            yield word, (*((n, 1) for n in more), *((n, -1) for n in less))
