"""A year's tables as the rows a review speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from genderlib.disclosure.parts import WHOLE, place_of
from genderlib.ledger import Origin
from genderlib.norms import rows_of_whole

if TYPE_CHECKING:
    from genderlib.disclosure.parts import Place

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """How many women a group has, with the rows that say so.

    Parameters
    ----------
    group : str
        Identifier of the group.
    women, total : int
        Counted. [persons, attendances or organisations]
    men : int or None
        Counted; None where the source does not give them.
    origins : tuple of Origin
        One row, or the rows of all units where the source gives no total.
    """

    group: str
    women: int
    men: int | None
    total: int
    origins: tuple[Origin, ...]

    @property
    def unrecorded(self) -> int:
        """People whose sex is known not to be recorded; 0 where men are not given."""
        return 0 if self.men is None else self.total - self.women - self.men


def origin(row: Row) -> Origin:
    """Where a row was read."""
    return Origin(
        str(row["file"]),
        int(row["row"]),
        str(row.get("source") or ""),
        str(row.get("locator") or ""),
    )


def group_counts(counts: Iterable[Row]) -> dict[str, Count]:
    """One count per group, in the order of the table.

    Which rows make up the whole of a group is said by `genderlib.norms`.
    """
    by_group: dict[str, list[dict[str, Any]]] = {}
    for row in counts:
        by_group.setdefault(str(row["group"]), []).append(dict(row))
    return {group: _whole(group, found) for group, found in by_group.items()}


def part_counts(counts: Iterable[Row]) -> dict[str, dict[Place, Count]]:
    """Counts of the parts of each group, by unit and level, in the order of names."""
    found: dict[str, dict[Place, Count]] = {}
    for row in counts:
        place = place_of(row)
        if place != WHOLE:
            group = str(row["group"])
            count = Count(
                group,
                int(row["women"]),
                None if row["men"] is None else int(row["men"]),
                int(row["total"]),
                (origin(row),),
            )
            found.setdefault(group, {})[place] = count
    return found


def _whole(group: str, found: list[dict[str, Any]]) -> Count:
    used = rows_of_whole(found)
    men = [row["men"] for row in used]
    return Count(
        group,
        sum(int(row["women"]) for row in used),
        None if None in men else sum(int(m) for m in men),
        sum(int(row["total"]) for row in used),
        tuple(origin(row) for row in used),
    )
