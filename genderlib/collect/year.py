"""What is known of a year while its data are still coming in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genderlib.data.checks import check_references, check_year
from genderlib.data.collection import ASKED, asked_of, collection_folder
from genderlib.data.dictionary import read_dictionary
from genderlib.data.problems import format_problems
from genderlib.errors import DataError, ProjectError

if TYPE_CHECKING:
    from genderlib.data.checks import Checked
    from genderlib.data.collection import Asked
    from genderlib.data.dictionary import Dictionary
    from genderlib.data.project import Project

Key = tuple[str | None, str, str | None]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CollectedYear:
    """A year's tables as far as they are there, and what is asked for.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    references, tables : Checked
        Tables of all years, and of this one.
    organisation, year : str and int
    """

    project: Project
    dictionary: Dictionary
    references: Checked
    tables: Checked
    organisation: str
    year: int

    @property
    def folder(self) -> Path:
        """The year's raw tables."""
        return self.project.raw / self.organisation / str(self.year)

    @property
    def collection(self) -> Path:
        """The folder in which the year is asked for."""
        return collection_folder(self.project, self.organisation, self.year)

    def rows(self, name: str) -> list[Row]:
        """Rows of a table; none where it is not there."""
        found = {**self.references.tables, **self.tables.tables}.get(name)
        return [dict(record.by_column) for record in found.rows] if found else []

    @property
    def groups(self) -> dict[str, Row]:
        """Rows of the table of groups by identifier."""
        return {row["group"]: row for row in self.rows("groups")}

    @property
    def counts(self) -> dict[Key, Row]:
        """Rows of counts by unit, group and level."""
        rows = self.rows("counts")
        return {
            (row["unit"], row["group"], row["level"]): row
            for row in rows
            if None not in (row["group"], row["women"], row["total"])
        }

    @property
    def asked(self) -> list[Asked]:
        """What is asked for; none where the year was not prepared.

        Raises
        ------
        DataError
            If the table is wrong; every problem is named.
        """
        problems = [p for p in self.tables.problems if Path(p.file).name == ASKED]
        if problems:
            raise DataError(format_problems(problems), problems)
        return asked_of(self.rows("asked"))

    @property
    def name(self) -> Row:
        """The organisation's row of names on the last day of the year."""
        rows = [r for r in self.rows("organisations") if r["id"] == self.organisation]
        last = f"{self.year}-12-31"
        held = [
            row
            for row in rows
            if str(row["valid_from"] or "") <= last
            and (row["valid_to"] is None or str(row["valid_to"]) >= last)
        ]
        return (held or rows)[0]


def open_collected(project: Project, organisation: str, year: int) -> CollectedYear:
    """A year's tables, complete or not.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int

    Returns
    -------
    CollectedYear

    Raises
    ------
    DataError
        If the tables that hold for every year are wrong.
    ProjectError
        If there is no such organisation.
    """
    dictionary = read_dictionary(project.dictionary)
    references = check_references(project, dictionary)
    if references.problems:
        raise DataError(format_problems(references.problems), references.problems)
    known = sorted(references.values("organisations", "id") or ())
    if organisation not in known:
        raise ProjectError(
            f"{organisation}: no organisation of that name\n"
            f"There are: {', '.join(known)}. Add a row to data/raw/organisations.csv.",
            project.raw / "organisations.csv",
        )
    tables = check_year(project, dictionary, references, organisation, year)
    return CollectedYear(project, dictionary, references, tables, organisation, year)
