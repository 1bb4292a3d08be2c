"""Organisations that are units of others: counts that two reports have in common.

A ministry counts its directorates as units; a directorate has a report of its own, in
which the same count is a whole. What one of the two reports shows, the other cannot
hide.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.disclosure.parts import (
    OTHER_LEVELS,
    Breakdown,
    cell_name,
    counts_by_place,
    place_of,
)
from genderlib.disclosure.rules import Rule
from genderlib.norms import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genderlib.data import YearTables
    from genderlib.disclosure.parts import PartNames
    from genderlib.disclosure.system import Cell

    # Name of a cell, and how many it counts.
    _Count = tuple[str, int]

_NAMES: Final = ("id", "name_vi", "name_en", "short_vi", "short_en")
_MEASURES: Final = ("women", "men", "others", "unrecorded", "total")
# Counts of which these agree are taken for the same.
_DECIDING: Final = ("women", "total")
_NOT_PERSONAL: Final = Rule(personal=False, threshold=0, row={})


class Shared(NamedTuple):
    """One count that stands in the reports of an organisation and of a unit of it.

    Parameters
    ----------
    in_whole, in_part : tuple of str
        Names of its cell in the report of the larger and of the smaller organisation.
        Several where it is a sum there: who are no women in the one are men and those
        without recorded sex in the other.
    value : int
        What was counted. [persons]
    """

    in_whole: tuple[str, ...]
    in_part: tuple[str, ...]
    value: int


def is_part(part: YearTables, whole: YearTables) -> bool:
    """Whether an organisation is said to be a unit of another, in the same year."""
    return part.year == whole.year and any(
        row["part_of"] == whole.organisation and row["id"] == part.organisation
        for row in rows(whole.organisations)
    )


def shared_cells(
    whole: YearTables, part: YearTables, names: tuple[PartNames, PartNames]
) -> Iterator[Shared]:
    """Counts of a unit that are the same in the report of that unit itself.

    Parameters
    ----------
    whole, part : YearTables
        An organisation, and one that is a unit of it. The unit has one of the names of
        that organisation, or its identifier.
    names : tuple of PartNames
        How parts are called in the two reports.

    Yields
    ------
    Shared
        Of counts that both have and that agree; others are not the same count. Counts
        that are worked out stand for those with a row of their own: the sum of the
        unit's own units at a level is the unit at that level.
    """
    here, there = _values(whole, names[0]), _values(part, names[1])
    words = list(_words(whole, part, names))
    for group in dict.fromkeys(str(group) for group in whole.counts["group"]):
        for in_whole, in_part in words:
            yield from _same_counts(
                _measured(here, group, in_whole), _measured(there, group, in_part)
            )


def _values(tables: YearTables, names: PartNames) -> dict[str, int]:
    """What is counted of every group, or follows from it, by name of its cell."""
    cells: list[Cell] = []
    for group, counts in counts_by_place(tables.counts).items():
        cells += Breakdown(group, counts, names).cells(_NOT_PERSONAL)[0]
    return {cell.name: cell.value for cell in cells}


def _words(
    whole: YearTables, part: YearTables, names: tuple[PartNames, PartNames]
) -> Iterator[tuple[str, str]]:
    """How the unit and its levels are called in the one report and in the other."""
    called = {
        _plain(str(row[column]))
        for row in rows(whole.organisations)
        if row["id"] == part.organisation
        for column in _NAMES
    }
    ours, theirs = map(_units_and_levels, (whole, part))
    there = {_plain(level): level for level in theirs[1]}
    for unit in (unit for unit in ours[0] if _plain(unit) in called):
        in_whole = names[0].name((unit, None))
        yield in_whole, ""
        yield f"{in_whole}.{OTHER_LEVELS}", OTHER_LEVELS
        for level in ours[1]:
            if (same := there.get(_plain(level))) is not None:
                yield names[0].name((unit, level)), names[1].name((None, same))


def _units_and_levels(tables: YearTables) -> tuple[list[str], list[str]]:
    """Units and levels of a year, in the order of its rows."""
    places = [place_of(row) for row in rows(tables.counts)]
    units = dict.fromkeys(unit for unit, _ in places if unit is not None)
    return [*units], [*dict.fromkeys(level for _, level in places if level is not None)]


def _measured(values: Mapping[str, int], group: str, part: str) -> dict[str, _Count]:
    """Name and value of each count of a part of a group, by what is counted."""
    named = {measure: cell_name(group, measure, part) for measure in _MEASURES}
    return {m: (name, values[name]) for m, name in named.items() if name in values}


def _same_counts(
    here: Mapping[str, _Count], there: Mapping[str, _Count]
) -> Iterator[Shared]:
    """Each number that both have, if women and all are as many in both."""
    numbers = [
        [found[m][1] for m in _DECIDING if m in found] for found in (here, there)
    ]
    if not numbers[0] or numbers[0] != numbers[1]:
        return
    for measure in _DECIDING:
        name, number = here[measure]
        yield Shared((name,), (there[measure][0],), number)
    ours, theirs = map(_not_women, (here, there))
    if {m: n for m, (_, n) in ours.items()} == {m: n for m, (_, n) in theirs.items()}:
        for measure, (name, number) in ours.items():
            yield Shared((name,), (theirs[measure][0],), number)
    else:
        names = [tuple(name for name, _ in side.values()) for side in (ours, theirs)]
        yield Shared(names[0], names[1], numbers[0][1] - numbers[0][0])


def _not_women(counts: Mapping[str, _Count]) -> dict[str, _Count]:
    """Men and those without recorded sex, or both as one."""
    return {m: count for m, count in counts.items() if m not in _DECIDING}


def _plain(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(composed.split())
