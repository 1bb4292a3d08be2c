"""Percentages that a source printed, read as its readers take them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genderlib.disclosure.parts import cell_name
from genderlib.disclosure.system import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genderlib.norms.counts import GroupCount

_PERCENT: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,3}))? ?%")


class _Reading(NamedTuple):
    """From `low` to `high` parts in `unit`; `below` leaves out `high` itself."""

    low: int
    high: int
    unit: int
    below: bool

    def fits(self, count: GroupCount) -> bool:
        women = self.unit * count.women
        most = self.high * count.total - self.below
        return self.low * count.total <= women <= most


def printed_of(
    statement: Mapping[str, Any], group: str, part: str, count: GroupCount
) -> Iterator[Statement]:
    """What a printed percentage says of a count that it is right about.

    Parameters
    ----------
    statement : mapping
        A row of the table of statements.
    group, part : str
        Whom it is about, as they are called in cells.
    count : GroupCount
        Of that group or part.

    Yields
    ------
    Statement
        Women at least and at most. Where the number is rounded half up and no word
        softens it, readers take it so: half a unit of the last digit on either side.
        After such a word, or where it was cut off, a whole unit. Nothing where the
        count lies further from it.
    """
    found = _PERCENT.fullmatch(str(statement["printed"] or "").strip())
    if found is None:
        return
    readings = _readings(found, hedged=bool(statement["hedge"]))
    reading = next((reading for reading in readings if reading.fits(count)), None)
    if reading is None:
        return
    women, total = (cell_name(group, m, part) for m in ("women", "total"))
    named = f"{statement['statement']} printed"
    least = ((women, reading.unit), (total, -reading.low))
    most = ((total, reading.high), (women, -reading.unit))
    yield Statement(f"{named} at least", least, 0, None, elsewhere=True)
    yield Statement(f"{named} at most", most, int(reading.below), None, elsewhere=True)


def _readings(found: re.Match[str], *, hedged: bool) -> Iterator[_Reading]:
    """Ways to take a number, the likeliest first."""
    decimals = found[2] or ""
    number, unit = int(found[1] + decimals), 100 * 10 ** len(decimals)
    if not hedged:
        yield _Reading(2 * number - 1, 2 * number + 1, 2 * unit, below=True)
    yield _Reading(number - 1, number + 1, unit, below=False)
