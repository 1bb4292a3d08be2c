"""What is found in a file that came from elsewhere: refusals, questions, changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from genderlib.data.problems import plain, show
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something stands.

    Parameters
    ----------
    file : str
        Name of the file, without its folder.
    sheet : str
        Sheet of a workbook or number of a table; empty for the file as a whole.
    cell : str
        Address such as F7; empty for the sheet as a whole.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    @property
    def locator(self) -> str:
        """The place inside the file, as a person finds it again."""
        words = [f"sheet {self.sheet}" if self.sheet else ""]
        words.append(f"cell {self.cell}" if self.cell else "")
        return ", ".join(word for word in words if word)

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.file, self.locator]))


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to say of one place.

    Parameters
    ----------
    place : Place
    value : str
        What stands there.
    message : str
        What is wrong, was changed or is asked; the same for every cell like it.
    cure : str
        What to do; empty where nothing must be done.
    """

    place: Place
    value: str
    message: str
    cure: str = ""


class IngestError(GenderlibError):
    """Files that cannot be taken in; nothing of them was.

    Parameters
    ----------
    findings : sequence of Finding
        Everything that is wrong with any of them.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(format_findings(findings) + "\nNothing was taken in.")


class Refused(Exception):  # noqa: N818  a refusal of one file, gathered with the others
    """A file, sheet or cell that stops the reading of its file.

    Parameters
    ----------
    finding : Finding
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def format_findings(findings: Iterable[Finding]) -> str:
    """Findings as text, grouped by file and message.

    Parameters
    ----------
    findings : iterable of Finding

    Returns
    -------
    str
        Per message one line, one line a cell, and the cure.
    """
    ordered = sorted(findings, key=_group)
    return "\n".join(
        "\n".join(_lines(list(same))) for _, same in groupby(ordered, key=_group)
    )


def _group(finding: Finding) -> tuple[str, str, str]:
    return finding.place.file, finding.message, finding.cure


def _lines(same: list[Finding]) -> list[str]:
    first = same[0]
    file = plain(first.place.file)
    cure = [f"  {first.cure}"] if first.cure else []
    if not any(finding.place.locator for finding in same):
        values = ", ".join(dict.fromkeys(show(f.value) for f in same if f.value))
        return [f"{file}: {first.message}{f': {values}' if values else ''}", *cure]
    return [f"{file}: {first.message}", *map(_line, same), *cure]


def _line(finding: Finding) -> str:
    value = f': "{show(finding.value)}"' if finding.value else ""
    return f"  {plain(finding.place.locator)}{value}"
