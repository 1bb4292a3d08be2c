"""Counts and sources on their way into the raw tables, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from genderlib.data.ingest.findings import Place

if TYPE_CHECKING:
    from datetime import date

    from genderlib.data.ingest.findings import Finding

Key = tuple[str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One count.

    Parameters
    ----------
    unit : str or None
        None for the organisation as a whole.
    group : str
    level : str or None
    women, men, total : int or None
        `men` is None where the table does not give them.
    as_of : date or None
    place : Place
        The cells it stands in.
    """

    unit: str | None
    group: str
    level: str | None
    women: int
    men: int | None
    total: int
    as_of: date | None
    place: Place

    @property
    def key(self) -> Key:
        """What names a row of counts in a year."""
        return self.unit, self.group, self.level

    @property
    def numbers(self) -> tuple[int, int | None, int]:
        """Women, men and total."""
        return self.women, self.men, self.total

    def __str__(self) -> str:
        who = ", ".join(filter(None, [self.unit, self.group, self.level]))
        return f"{who}: {self.women}/{self.total}"


@dataclass(frozen=True, slots=True)
class FileSource:
    """Where the counts of one file come from.

    Parameters
    ----------
    source : str
        Identifier; empty where it is made from the publisher's name.
    title_vi, title_en, publisher : str
    date : date
    licence, url, note_vi, note_en : str
    """

    source: str
    title_vi: str
    title_en: str
    publisher: str
    date: date
    licence: str = "not_stated"
    url: str = ""
    note_vi: str = ""
    note_en: str = ""


@dataclass(slots=True)
class Taken:
    """What one file gives.

    Parameters
    ----------
    file : str
    organisation : str
    year : int
    unit : str or None
        Who sent it; None for the organisation or several units.
    source : FileSource
    sha256 : str
        Of the file.
    entries : list of Entry
    changes : list of Finding
        What was changed or left out, with its cell.
    unknown : list of Entry keys
        Counts of which the unit says that they are not known.
    questions : list of Finding
    problems : list of Finding
        What keeps the file from being taken in.
    told_at : dict of str to Place
        The cells that say organisation, year and unit, where cells do.
    """

    file: str
    organisation: str
    year: int
    unit: str | None
    source: FileSource
    sha256: str = ""
    entries: list[Entry] = field(default_factory=list)
    changes: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)
    unknown: list[Key] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    told_at: dict[str, Place] = field(default_factory=dict)

    def place(self, what: str) -> Place:
        """Where the file says its organisation, year or unit."""
        return self.told_at.get(what, Place(self.file))
