"""The counts of one group through the years, and what its years have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from genderlib.norms import rows
from genderlib.review.facts import group_counts, origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.data import YearTables
    from genderlib.ledger import Origin
    from genderlib.review.facts import Count

FEWEST_POINTS = 4
"""Under so many counts nothing is projected."""

MOST_TERMS = 2
"""Counts further apart than so many terms do not follow one another."""


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's counts in two years, with the rows they stand in."""

    unit: str
    before: tuple[int, int]
    after: tuple[int, int]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of one group by year, first year first.

    Parameters
    ----------
    group : str
        Identifier of the group.
    counts : mapping of int to Count
        Only years in which somebody was counted.
    """

    group: str
    counts: Mapping[int, Count]

    @property
    def years(self) -> tuple[int, ...]:
        """Years with a count, rising."""
        return tuple(self.counts)

    @property
    def first(self) -> int:
        """First year with a count."""
        return self.years[0]

    @property
    def last(self) -> int:
        """Last year with a count."""
        return self.years[-1]

    def before(self, year: int) -> int | None:
        """The year counted before this one; None for the first."""
        earlier = [other for other in self.years if other < year]
        return earlier[-1] if year in self.counts and earlier else None

    def recent(self, term: int) -> tuple[int, ...]:
        """Years at the end that follow one another, no further apart than two terms."""
        found = [self.last]
        for before, year in reversed(self.steps):
            if year - before > MOST_TERMS * term:
                break
            found.append(before)
        return tuple(reversed(found))

    def until(self, year: int) -> Series:
        """The same counts up to a year."""
        kept = {when: count for when, count in self.counts.items() if when <= year}
        return Series(self.group, kept)

    @property
    def steps(self) -> list[tuple[int, int]]:
        """Neighbouring years with a count."""
        return list(zip(self.years, self.years[1:], strict=False))


def read_series(years: Mapping[int, YearTables]) -> dict[str, Series]:
    """Counts by group and year.

    Parameters
    ----------
    years : mapping of int to YearTables
        Tables of one organisation, first year first.

    Returns
    -------
    dict of str to Series
        Groups with most years first; the order of the tables decides between equals.
    """
    found: dict[str, dict[int, Count]] = {}
    for year in sorted(years):
        for group, count in group_counts(rows(years[year].counts)).items():
            if count.total:
                found.setdefault(group, {})[year] = count
    series = {group: Series(group, counts) for group, counts in found.items()}
    return dict(sorted(series.items(), key=lambda item: -len(item[1].counts)))


def read_parts(before: YearTables, after: YearTables, group: str) -> list[Part]:
    """Units that make up a group in two years; none where they do not add up to it."""
    first, second = _units(before, group), _units(after, group)
    if not first or first.keys() != second.keys():
        return []
    return [
        Part(unit, first[unit][0], second[unit][0], (first[unit][1], second[unit][1]))
        for unit in first
    ]


def _units(tables: YearTables, group: str) -> dict[str, tuple[tuple[int, int], Origin]]:
    """Women and total by unit, where the units are the whole of the group."""
    of_group = [
        row
        for row in rows(tables.counts)
        if row["group"] == group and row["level"] is None
    ]
    units = {
        str(row["unit"]): ((int(row["women"]), int(row["total"])), origin(row))
        for row in of_group
        if row["unit"] is not None
    }
    whole = group_counts(of_group).get(group)
    added = [sum(counts[place] for counts, _ in units.values()) for place in (0, 1)]
    if whole is None or added != [whole.women, whole.total]:
        return {}
    return units
