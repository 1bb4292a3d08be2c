"""What is wrong with a register, told by file, row and column, never by value.

A value may be a name, also where a unit should stand: a row may have slipped by one
column. So nothing that stood in a register is part of a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from genderlib.data.problems import plain
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Runs of rows told of one mistake; a register that is wrong throughout has one run.
MOST_LISTED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of mistake in one file.

    Parameters
    ----------
    file : str
        Name of the file.
    message, cure : str
        What is wrong and what to do, in words of ours.
    rows : tuple of str
        Wrong rows, such as "4", "17-18" or "3 = 9" for one person in two rows. In csv
        a row is a line and the header is line 1; in Parquet the first person is row 1.
    count : int
        How many rows, those that are not in the list included.
    column : str
        Column of ours, empty where it is the row as a whole.
    position : int
        Its place in the file, from 1; 0 where there is none.
    """

    file: str
    message: str
    cure: str
    rows: tuple[str, ...] = ()
    count: int = 0
    column: str = ""
    position: int = 0


class RosterError(GenderlibError):
    """A register that cannot be counted; nothing was written.

    Parameters
    ----------
    faults : sequence of Fault
        Everything that is wrong with it; no value of a person is part of one.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(format_faults(faults) + "\nNothing was written.")


def format_faults(faults: Iterable[Fault]) -> str:
    """Faults as text: per file and mistake a line, its rows, and the cure.

    Parameters
    ----------
    faults : iterable of Fault

    Returns
    -------
    str
    """
    ordered = sorted(faults, key=lambda f: (f.file, f.message, f.position))
    groups = groupby(ordered, key=lambda f: (f.file, f.message, f.cure))
    return "\n".join("\n".join(_lines(list(same))) for _, same in groups)


def _lines(same: list[Fault]) -> list[str]:
    first = same[0]
    count = sum(fault.count for fault in same)
    rows = f" in {count} {'row' if count == 1 else 'rows'}" if count else ""
    told = [_rows(fault) for fault in same if fault.rows]
    return [f"{plain(first.file)}: {first.message}{rows}", *told, f"  {first.cure}"]


def _rows(fault: Fault) -> str:
    where = f"column {fault.position} ({fault.column}), " if fault.column else ""
    word = "row" if fault.count == 1 else "rows"
    more = "" if len(fault.rows) < MOST_LISTED else ", and so on"
    return f"  {where}{word} {', '.join(fault.rows)}{more}"


def as_range(first: int, last: int) -> str:
    """Neighbouring rows as they are told."""
    return str(first) if first == last else f"{first}-{last}"
