"""What holding a report against the data gave; what is no report is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from genderlib.report.reading import NotAReportError, read_file, read_head

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.report.differences import Difference
    from genderlib.report.held import SignOff


@dataclass(frozen=True, slots=True)
class Verification:
    """What holding one report against the data gave.

    Parameters
    ----------
    report : Path
    figures : int
        Lines of its table of figures.
    differences : tuple of Difference
        In the order of reading.
    problem : str
        Why it could not be compared at all; empty where it was.
    notes : tuple of str
        What was compared less strictly, or is worth knowing.
    sign_off : SignOff or None
        What the record beside it is worth; None where there is none.
    """

    report: Path
    figures: int = 0
    differences: tuple[Difference, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    sign_off: SignOff | None = None

    @property
    def right(self) -> bool:
        """Whether the report says what the data say, and its record holds."""
        is_held = self.sign_off is None or not self.sign_off.problems
        return not self.differences and not self.problem and is_held


def refused(report: Path) -> Verification | None:
    """What becomes of a file that is no report; None where it says that it is one.

    It needs nothing of what a report is made with, and so no time.
    """
    try:
        read_head(read_file(report))
    except NotAReportError as error:
        return Verification(report, problem=str(error))
    return None
