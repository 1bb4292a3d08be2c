"""The parts of a group, by unit and level: their names in figures, how they add up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genderlib.disclosure.system import Cell, Statement
from genderlib.norms import rows
from genderlib.norms.counts import GroupCount, group_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from genderlib.disclosure.rules import Rule

# Unit and level of a part; None stands for all of them.
Place = tuple[str | None, str | None]
WHOLE: Final[Place] = (None, None)

# What levels leave of a whole, and what units leave of it.
OTHER_LEVELS: Final = "other_levels"
OTHER_UNITS: Final = "other_units"

# The fewest counts are hidden; of sets of one size, the one that keeps wholes.
_COST: Final = 1000


def place_of(row: Mapping[str, Any]) -> Place:
    """Unit and level of a row of counts."""
    return row["unit"] or None, row["level"] or None


def counts_by_place(counts: pd.DataFrame) -> dict[str, dict[Place, GroupCount]]:
    """Counts of every group by unit and level, the whole of it first."""
    found: dict[str, dict[Place, GroupCount]] = {
        group: {WHOLE: whole} for group, whole in group_counts(counts).items()
    }
    for row in rows(counts):
        men = row["men"]
        count = GroupCount(
            int(row["women"]), None if men is None else int(men), int(row["total"])
        )
        found[str(row["group"])].setdefault(place_of(row), count)
    return found


class PartNames:
    """What the parts of groups are called in identifiers of figures.

    Parameters
    ----------
    places : iterable of (str or None, str or None)
        Units and levels of every part there is, hidden ones too, so that the names are
        the same for every audience.

    Examples
    --------
    >>> PartNames([("Văn phòng", None)]).name(("Văn phòng", None))
    'unit_van_phong'
    """

    def __init__(self, places: Iterable[Place]) -> None:
        found = list(places)
        self._units = _short_names(unit for unit, _ in found)
        self._levels = _short_names(level for _, level in found)

    def name(self, place: Place) -> str:
        """Words of a part, joined by dots; empty for the whole."""
        unit, level = place
        words = [f"unit_{self._units[unit]}"] if unit is not None else []
        words += [f"level_{self._levels[level]}"] if level is not None else []
        return ".".join(words)


def _short_names(names: Iterable[str | None]) -> dict[str, str]:
    """Letters and digits of each name; what would be the same is numbered."""
    taken: dict[str, int] = {}
    found = {}
    for name in sorted({name for name in names if name is not None}):
        plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
        word = re.sub(r"[^a-z0-9]+", "_", re.sub(r"[\u0300-\u036f]", "", plain))
        short = word.strip("_") or "unnamed"
        taken[short] = taken.get(short, 0) + 1
        found[name] = short if taken[short] == 1 else f"{short}__{taken[short]}"
    return found


def subject_of(name: str) -> str:
    """Group or topic of a cell."""
    return name.partition(".")[0]


def part_of(name: str) -> str:
    """Part of a cell of a group, as it is called in identifiers; empty for the whole.

    Examples
    --------
    >>> part_of("staff.women.unit_office")
    'unit_office'
    """
    return name.partition(".")[2].partition(".")[2]


def cell_name(subject: str, measure: str, part: str = "") -> str:
    """Name of a cell, which is the identifier of its figure."""
    return f"{subject}.{measure}.{part}" if part else f"{subject}.{measure}"


def counted_cells(
    subject: str, count: GroupCount, rule: Rule, *, part: str = "", keep: int = 0
) -> tuple[list[Cell], Statement]:
    """The cells of one count, and how they make up its total.

    Parameters
    ----------
    subject : str
    count : GroupCount
    rule : Rule
    part : str
        Which part of the group, if not the whole.
    keep : int
        The larger, the sooner others are hidden in its place.
    """
    numbers = {"women": count.women}
    if count.men is None:
        numbers["others"] = count.total - count.women
    else:
        numbers["men"] = count.men
        if unrecorded := count.total - count.women - count.men:
            numbers["unrecorded"] = unrecorded
    parts = [
        Cell(cell_name(subject, m, part), n, rule.personal, rule.threshold, cost)
        for cost, (m, n) in ((_COST + keep, item) for item in numbers.items())
    ]
    total = Cell(
        cell_name(subject, "total", part),
        count.total,
        rule.personal,
        rule.threshold,
        _COST + keep + 1,
    )
    terms = (*((cell.name, 1) for cell in parts), (total.name, -1))
    named = f"{subject} {part}".strip()
    return [*parts, total], Statement(f"{named} parts", terms)


@dataclass(frozen=True)
class Breakdown:
    """A group with its parts, and sums that join them.

    Parameters
    ----------
    group : str
    counts : dict of Place to GroupCount
        The whole and every part that is counted.
    names : PartNames

    Notes
    -----
    Where the parts do not make up the whole, anybody can work out how many are left:
    that number is a cell, too. So is the sum over the levels of a unit that has no row
    of its own.
    """

    group: str
    counts: Mapping[Place, GroupCount]
    names: PartNames

    def cells(self, rule: Rule) -> tuple[list[Cell], list[Statement]]:
        """Cells of all parts and of what they leave, and all sums over them.

        Nothing but the cells of the whole, where there are no parts.
        """
        counts = self._with_sums()
        cells: list[Cell] = []
        statements: list[Statement] = []
        for place, count in counts.items():
            part = self.names.name(place)
            keep = 2 - sum(word is not None for word in place)
            made, adds = counted_cells(self.group, count, rule, part=part, keep=keep)
            cells += made
            statements.append(adds)
        for margin, others, places in self._lines(counts):
            rest = self._rest(counts, margin, places)
            if rest is None:
                continue
            part = ".".join(filter(None, [self.names.name(margin), others]))
            if rest.total:
                made, adds = counted_cells(self.group, rest, rule, part=part)
                cells += made
                statements.append(adds)
            statements += self._sums(margin, part if rest.total else "", places)
        return cells, statements

    def _with_sums(self) -> dict[Place, GroupCount]:
        """Counts with the sums over a unit or level that has no row of its own."""
        counts = dict(self.counts)
        inner = [place for place in counts if None not in place]
        for unit, level in inner:
            if (unit, None) not in counts:
                same = (counts[place] for place in inner if place[0] == unit)
                counts[unit, None] = _sum_of(same)
            if (None, level) not in counts:
                same = (counts[place] for place in inner if place[1] == level)
                counts[None, level] = _sum_of(same)
        return counts

    def _lines(
        self, counts: Mapping[Place, GroupCount]
    ) -> Iterator[tuple[Place, str, list[Place]]]:
        """What adds up: a margin, what its rest is called, and its parts."""
        for margin in counts:
            unit, level = margin
            parts = [place for place in counts if place[0] == unit and place[1]]
            if level is None:
                yield margin, OTHER_LEVELS, parts
            parts = [place for place in counts if place[1] == level and place[0]]
            if unit is None:
                yield margin, OTHER_UNITS, parts

    def _rest(
        self, counts: Mapping[Place, GroupCount], margin: Place, places: list[Place]
    ) -> GroupCount | None:
        """What parts leave of a margin; None where they do not belong to it."""
        together = _sum_of(counts[place] for place in places)
        women = counts[margin].women - together.women
        total = counts[margin].total - together.total
        if not places or not 0 <= women <= total:
            return None
        return GroupCount(women, None, total)

    def _sums(self, margin: Place, others: str, places: list[Place]) -> list[Statement]:
        """The parts make up the margin, with what they leave if that is named."""
        parts = [self.names.name(place) for place in places]
        parts += [others] if others else []
        whole = self.names.name(margin)
        return [
            Statement(
                f"{self.group} {measure} {' and '.join(parts)}",
                (
                    *((cell_name(self.group, measure, part), 1) for part in parts),
                    (cell_name(self.group, measure, whole), -1),
                ),
            )
            for measure in ("women", "total")
        ]


def _sum_of(counts: Iterable[GroupCount]) -> GroupCount:
    found = list(counts)
    men = [count.men for count in found]
    return GroupCount(
        sum(count.women for count in found),
        None if None in men else sum(number or 0 for number in men),
        sum(count.total for count in found),
    )
