"""Organisations that are units of others: counts that two reports have in common.

A ministry counts its directorates as units; a directorate has a report of its own, in
which the same count is a whole. What one of the two reports shows, the other cannot
hide.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genderlib.disclosure.parts import cell_name, place_of
from genderlib.norms import rows
from genderlib.norms.counts import group_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genderlib.data import YearTables
    from genderlib.disclosure.parts import PartNames

_NAMES: Final = ("id", "name_vi", "name_en", "short_vi", "short_en")
_MEASURES: Final = ("women", "men", "others", "unrecorded", "total")


class Shared(NamedTuple):
    """One count that stands in the reports of an organisation and of a unit of it.

    Parameters
    ----------
    in_whole, in_part : str
        Names of its cell in the report of the larger and of the smaller organisation.
    """

    in_whole: str
    in_part: str


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
        Of counts that both have and that agree; others are not the same count.
    """
    called = {
        _plain(str(row[column]))
        for row in rows(whole.organisations)
        if row["id"] == part.organisation
        for column in _NAMES
    }
    there = _by_level(part)
    for row in rows(whole.counts):
        unit, level = place_of(row)
        if unit is None or _plain(unit) not in called:
            continue
        group = str(row["group"])
        if there.get((group, level)) == _counted(row):
            here = names[0].name((unit, level)), names[1].name((None, level))
            for measure in _MEASURES:
                yield Shared(*(cell_name(group, measure, word) for word in here))


def _by_level(tables: YearTables) -> dict[tuple[str, str | None], tuple[int, int]]:
    """Women and total of every group, as a whole and by level."""
    found: dict[tuple[str, str | None], tuple[int, int]] = {
        (group, None): (count.women, count.total)
        for group, count in group_counts(tables.counts).items()
    }
    for row in rows(tables.counts):
        place = place_of(row)
        if place[0] is None:
            found.setdefault((str(row["group"]), place[1]), _counted(row))
    return found


def _counted(row: Mapping[str, Any]) -> tuple[int, int]:
    return int(row["women"]), int(row["total"])


def _plain(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(composed.split())
