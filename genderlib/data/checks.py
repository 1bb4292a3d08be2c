"""The checks of a year and of the whole project, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from genderlib.data.cells import read_records
from genderlib.data.dictionary import read_dictionary
from genderlib.data.folders import (
    check_raw_folder,
    check_year_folder,
    list_years,
    require_data,
)
from genderlib.data.narrative import Narrative, read_narrative
from genderlib.data.problems import Problem
from genderlib.data.reader import read_bytes, read_table
from genderlib.data.rules import Table, check_folder, check_identifiers, check_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.data.dictionary import Dictionary, TableDescription
    from genderlib.data.project import Project


@dataclass
class Checked:
    """Tables that were read together, and what is wrong with them.

    Parameters
    ----------
    tables : dict of str to Table
    narratives : dict of str to Narrative
        By language.
    problems : list of Problem
    """

    tables: dict[str, Table] = field(default_factory=dict)
    narratives: dict[str, Narrative] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def inputs(self) -> dict[str, str]:
        """SHA-256 of every file, by its path from the project folder."""
        tables = {table.file: table.sha256 for table in self.tables.values()}
        words = {words.file: words.sha256 for words in self.narratives.values()}
        return tables | words

    def values(self, table: str, column: str) -> set[str] | None:
        """What stands in a column; None where the table cannot be read."""
        found = self.tables.get(table)
        if found is None or found.records is None:
            return None
        return {record[column] for record in found.records} - {None}


def check_references(project: Project, dictionary: Dictionary) -> Checked:
    """Read and check the tables that hold for every year.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary

    Returns
    -------
    Checked
    """
    checked = Checked()
    for description in dictionary.reference_tables:
        _read_into(checked, project, description, description.path("", 0))
    _check_tables(checked, checked.tables)
    return checked


def check_year(
    project: Project,
    dictionary: Dictionary,
    references: Checked,
    organisation: str,
    year: int,
) -> Checked:
    """Read and check the tables and words of one year.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    references : Checked
        The tables that hold for every year.
    organisation, year : str and int
        Whose folder.

    Returns
    -------
    Checked
        The problems are those of the year's own files.
    """
    checked = Checked()
    for description in dictionary.year_tables:
        path = description.path(organisation, year)
        _read_into(checked, project, description, path)
    _read_narratives(checked, project, dictionary, organisation, year)
    tables = {**references.tables, **checked.tables}
    _check_tables(checked, tables)
    for table in checked.tables.values():
        checked.problems += check_folder(table, organisation, year)
    checked.problems += check_identifiers(tables, dictionary)
    checked.problems += check_year_folder(project, dictionary, organisation, year)
    return checked


def check_roster_tables(
    project: Project,
    dictionary: Dictionary,
    references: Checked,
    organisation: str,
    *,
    needed: bool = False,
) -> Checked:
    """Read and check the tables by which an organisation's register is read.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    references : Checked
        The tables that hold for every organisation.
    organisation : str
        Whose tables.
    needed : bool
        Whether a table that is missing is a problem.

    Returns
    -------
    Checked
        The problems are those of these tables alone.
    """
    checked = Checked()
    for description in dictionary.organisation_tables:
        path = description.path(organisation, 0)
        _read_into(checked, project, description, path, needed=needed)
    _check_tables(checked, {**references.tables, **checked.tables})
    return checked


def check_project(
    project: Project, organisation: str | None = None, year: int | None = None
) -> list[Problem]:
    """Every problem of the project's raw files.

    Parameters
    ----------
    project : Project
    organisation : str, optional
        Only this organisation's years.
    year : int, optional
        Only this year.

    Returns
    -------
    list of Problem
        By file and row; empty where all is well. Tables that hold for every year
        are always checked.

    Raises
    ------
    NoDataError
        If there are no tables of that organisation or year.
    """
    require_data(project, organisation, year)
    dictionary = read_dictionary(project.dictionary)
    references = check_references(project, dictionary)
    problems = check_shared(project, dictionary, references, organisation)
    for name, number in list_years(project):
        if organisation in (None, name) and year in (None, number):
            found = check_year(project, dictionary, references, name, number)
            problems += found.problems
    # What is wrong with a table of every year shows in each of them.
    return sorted(set(problems), key=lambda p: (p.file, p.row or 0, p.column))


def check_shared(
    project: Project,
    dictionary: Dictionary,
    references: Checked,
    organisation: str | None = None,
) -> list[Problem]:
    """Check what belongs to no single year.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    references : Checked
        The tables that hold for every year.
    organisation : str, optional
        Look at the rules of its registers alone.

    Returns
    -------
    list of Problem
        Of the tables of every year, the rules of registers, and folders that belong
        nowhere.
    """
    known = references.values("organisations", "id")
    problems = [*references.problems, *check_raw_folder(project, dictionary, known)]
    for name in sorted({name for name, _ in list_years(project)}):
        if organisation in (None, name):
            own = check_roster_tables(project, dictionary, references, name)
            problems += own.problems
    return problems


def _read_into(
    checked: Checked,
    project: Project,
    description: TableDescription,
    path: str,
    *,
    needed: bool = False,
) -> None:
    """Read a table and add it, with what is wrong with its cells, to the others."""
    file = f"data/{path}"
    place = project.root / file
    if not place.exists():
        if needed or description.required:
            message = "the file is missing"
            cure = f"Add it; its columns are {','.join(description.names)}"
            checked.problems.append(Problem(file, None, "", "", message, cure))
        return
    content = read_bytes(place, file)
    if isinstance(content, Problem):
        checked.problems.append(content)
        return
    raw = read_table(file, content, description)
    records, problems = read_records(raw, description)
    readable = None if raw.rows is None else records
    checked.tables[description.name] = Table(description, file, raw.sha256, readable)
    checked.problems += [*raw.problems, *problems]
    if description.required and raw.rows == []:
        message, cure = "the file has no rows", "Add the rows below the header."
        checked.problems.append(Problem(file, None, "", "", message, cure))


def _read_narratives(
    checked: Checked,
    project: Project,
    dictionary: Dictionary,
    organisation: str,
    year: int,
) -> None:
    for language in dictionary.languages:
        file = f"data/raw/{organisation}/{year}/narrative.{language}.md"
        place = project.root / file
        if not place.exists():
            continue
        content = read_bytes(place, file)
        if isinstance(content, Problem):
            checked.problems.append(content)
            continue
        narrative = read_narrative(file, content, language, dictionary)
        checked.narratives[language] = narrative
        checked.problems += narrative.problems


def _check_tables(checked: Checked, tables: Mapping[str, Table]) -> None:
    for table in checked.tables.values():
        checked.problems += check_table(table, tables)
