"""The checks of a year and of the whole project, all problems at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from genderlib.data.cells import read_records
from genderlib.data.dictionary import read_dictionary
from genderlib.data.narrative import Narrative, read_narrative
from genderlib.data.problems import Problem
from genderlib.data.reader import read_bytes, read_table
from genderlib.data.rules import Table, check_folder, check_identifiers, check_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from genderlib.data.dictionary import Dictionary, TableDescription
    from genderlib.data.project import Project

_YEAR = re.compile(r"[12][0-9]{3}")


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
    checked.problems += _year_folder(project, dictionary, organisation, year)
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
        Empty where all is well. Tables that hold for every year are always checked.
    """
    dictionary = read_dictionary(project.dictionary)
    references = check_references(project, dictionary)
    problems = [*references.problems, *_raw_folder(project, dictionary, references)]
    for name, number in list_years(project):
        if organisation in (None, name) and year in (None, number):
            found = check_year(project, dictionary, references, name, number)
            problems += found.problems
    return problems


def list_years(project: Project) -> list[tuple[str, int]]:
    """Organisations and years there are raw tables of.

    Parameters
    ----------
    project : Project

    Returns
    -------
    list of (str, int)
        Sorted. A folder whose name cannot be right is left out; checks name it.
    """
    dictionary = read_dictionary(project.dictionary)
    return sorted(
        (organisation.name, int(year.name))
        for organisation in _folders(project.raw)
        if dictionary.identifier_pattern.fullmatch(organisation.name)
        for year in _folders(organisation)
        if _YEAR.fullmatch(year.name) and visible(year)
    )


def _read_into(
    checked: Checked, project: Project, description: TableDescription, path: str
) -> None:
    """Read a table and add it, with what is wrong with its cells, to the others."""
    file = f"data/{path}"
    place = project.root / file
    if not place.exists():
        if description.required:
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


def _year_folder(
    project: Project, dictionary: Dictionary, organisation: str, year: int
) -> Iterator[Problem]:
    folder = project.raw / organisation / str(year)
    known = {f"{table.name}.csv" for table in dictionary.year_tables}
    known |= {f"narrative.{language}.md" for language in dictionary.languages}
    cure = f"Files here are: {', '.join(sorted(known))}."
    yield from _unknown_files(project, folder, known, cure)


def _raw_folder(
    project: Project, dictionary: Dictionary, references: Checked
) -> Iterator[Problem]:
    folders = _folders(project.raw)
    known = {f"{table.name}.csv" for table in dictionary.reference_tables}
    cure = f"Files here are {', '.join(sorted(known))} and organisations' folders."
    known |= {folder.name for folder in folders}
    yield from _unknown_files(project, project.raw, known, cure)
    for folder in folders:
        yield from _organisation_folder(project, folder, dictionary, references)


def _organisation_folder(
    project: Project, folder: Path, dictionary: Dictionary, references: Checked
) -> Iterator[Problem]:
    file = project.relative(folder)
    known = _known_organisations(references)
    if not dictionary.identifier_pattern.fullmatch(folder.name):
        message = f"the folder's name is not {dictionary.identifier_form}"
        yield Problem(file, None, "", folder.name, message, "Rename the folder.")
    elif known is not None and folder.name not in known:
        message = "the organisation is not in data/raw/organisations.csv"
        near = get_close_matches(folder.name, sorted(known), n=1)
        perhaps = f"Name it {near[0]}, or add" if near else "Add"
        cure = f"{perhaps} a row for it there."
        yield Problem(file, None, "", folder.name, message, cure)
    years = {year.name for year in _folders(folder) if _YEAR.fullmatch(year.name)}
    cure = "An organisation's folder holds one folder a year, such as 2020."
    yield from _unknown_files(project, folder, years, cure)


def _known_organisations(references: Checked) -> set[str] | None:
    table = references.tables.get("organisations")
    if table is None or table.records is None:
        return None
    return {str(record["id"]) for record in table.records}


def _unknown_files(
    project: Project, folder: Path, known: set[str], cure: str
) -> Iterator[Problem]:
    for path in visible(folder):
        if path.name not in known:
            file, message = project.relative(path), "nothing reads this file or folder"
            near = get_close_matches(path.name, sorted(known), n=1)
            perhaps = f"Perhaps {near[0]}? " if near else ""
            yield Problem(file, None, "", "", message, perhaps + cure)


def visible(folder: Path) -> list[Path]:
    """What lies in a folder, without what the system hides (.DS_Store and the like).

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of Path
        Sorted; none where there is no such folder.
    """
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _folders(folder: Path) -> list[Path]:
    return [path for path in visible(folder) if path.is_dir()]
