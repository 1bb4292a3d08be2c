"""The folders of raw tables: what there is, is asked for, or does not belong there."""

from __future__ import annotations

import hashlib
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from genderlib.data.dictionary import read_dictionary
from genderlib.data.problems import Problem
from genderlib.data.reader import read_bytes
from genderlib.data.reads import NOTHING, fingerprint_of_names, note
from genderlib.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from genderlib.data.dictionary import Dictionary
    from genderlib.data.project import Project

_YEAR = re.compile(r"[12][0-9]{3}")


# Whoever asks which organisations and years there are, depends on all of them.
EVERY_YEAR = "data/raw/"
ANY_PAGE = "/*.html"


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
    years = _years(project)
    note(EVERY_YEAR, fingerprint_of_names(years))
    return years


def has_year(project: Project, organisation: str, year: int) -> bool:
    """Whether there are raw tables of an organisation's year."""
    folder = project.raw / organisation / str(year)
    note(f"{project.relative(folder)}/", fingerprint_of_folder(folder))
    return (organisation, year) in _years(project)


def note_year(
    project: Project, dictionary: Dictionary, organisation: str, year: int
) -> None:
    """Note the names of a year's files, and how their columns are described."""
    folder = project.raw / organisation / str(year)
    note(f"{project.relative(folder)}/", fingerprint_of_folder(folder))
    described = hashlib.sha256(dictionary.content).hexdigest()
    note(project.relative(project.dictionary), described)


def fingerprint_of_folder(folder: Path) -> str:
    """Fingerprint of the names of a year's files; empty without any.

    The year's words are left out: they are read language by language.
    """
    names = [path.name for path in visible(folder)]
    tables = [name for name in names if not name.startswith("narrative.")]
    return fingerprint_of_names(tables)


def published_in(project: Project, folder: Path) -> list[Path]:
    """Pages in a folder of reports, which somebody may hold beside another report."""
    pages = sorted(folder.glob("*.html"))
    note(f"{project.relative(folder)}{ANY_PAGE}", _names(pages))
    for page in pages:
        note(project.relative(page), sha256(page))
    return pages


def _names(paths: Iterable[Path]) -> str:
    return fingerprint_of_names(path.name for path in paths)


def fingerprint_now(project: Project, name: str) -> str:
    """Fingerprint that something noted has at this moment.

    Parameters
    ----------
    project : Project
    name : str
        As it was noted, see `genderlib.data.reads`.
    """
    if name == EVERY_YEAR:
        return fingerprint_of_names(_years(project))
    path = project.root / name
    if name.endswith("/"):
        return fingerprint_of_folder(path)
    if name.endswith(ANY_PAGE):
        return _names(sorted(path.parent.glob(path.name)))
    return sha256(path) if path.exists() else NOTHING


def sha256(path: Path) -> str:
    """SHA-256 of a file; empty for what the checks would refuse to read."""
    content = read_bytes(path, path.name)
    if isinstance(content, Problem):
        return NOTHING
    return hashlib.sha256(content).hexdigest()


def _years(project: Project) -> list[tuple[str, int]]:
    pattern = read_dictionary(project.dictionary).identifier_pattern
    return sorted(
        (organisation.name, int(year.name))
        for organisation in _folders(project.raw)
        if pattern.fullmatch(organisation.name)
        for year in _folders(organisation)
        if _YEAR.fullmatch(year.name) and visible(year)
    )


def require_data(project: Project, organisation: str | None, year: int | None) -> None:
    """Make sure that there are raw tables of an organisation, a year or both.

    Parameters
    ----------
    project : Project
    organisation : str or None
        Its identifier; None for any.
    year : int or None
        None for any.

    Raises
    ------
    NoDataError
        If there are none; what there is is named.
    """
    known = _years(project)
    organisations = sorted({name for name, _ in known})
    if organisation is not None and organisation not in organisations:
        near = get_close_matches(organisation, organisations, n=1)
        perhaps = f" Perhaps {near[0]}?" if near else ""
        there = ", ".join(organisations) or "none"
        raise NoDataError(
            f"{organisation}: no organisation of that name has tables in data/raw\n"
            f"  There are: {there}.{perhaps}",
            organisation,
            year,
        )
    years = sorted({number for name, number in known if organisation in (None, name)})
    if year is not None and year not in years:
        there = ", ".join(map(str, years)) or "none"
        whose = organisation or "<organisation>"
        raise NoDataError(
            f"{organisation or 'data/raw'}: no tables of {year}\n"
            f"  There are: {there}. Add data/raw/{whose}/{year}.",
            organisation,
            year,
        )


def check_year_folder(
    project: Project, dictionary: Dictionary, organisation: str, year: int
) -> Iterator[Problem]:
    """Files of a year's folder that nothing reads, a misspelt name for one.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    organisation, year : str and int
        Whose folder.

    Yields
    ------
    Problem
    """
    known = {f"{table.name}.csv" for table in dictionary.year_tables}
    known |= {f"narrative.{language}.md" for language in dictionary.languages}
    cure = f"Files here are {', '.join(sorted(known))}."
    folder = project.raw / organisation / str(year)
    yield from _unknown_files(project, folder, known, cure)


def check_raw_folder(
    project: Project, dictionary: Dictionary, organisations: set[str] | None
) -> Iterator[Problem]:
    """Files and folders under `data/raw` that nothing reads.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    organisations : set of str or None
        Identifiers there are; None where they cannot be read.

    Yields
    ------
    Problem
    """
    folders = _folders(project.raw)
    known = {f"{table.name}.csv" for table in dictionary.reference_tables}
    cure = f"Files here are {', '.join(sorted(known))} and organisations' folders."
    known |= {folder.name for folder in folders}
    yield from _unknown_files(project, project.raw, known, cure)
    for folder in folders:
        yield from _folder_name(project, folder, dictionary, organisations)
        years = {year.name for year in _folders(folder) if _YEAR.fullmatch(year.name)}
        own = {f"{table.name}.csv" for table in dictionary.organisation_tables}
        cure = (
            "An organisation's folder holds one folder a year, such as 2020, and "
            f"{', '.join(sorted(own))}."
        )
        yield from _unknown_files(project, folder, years | own, cure)


def _folder_name(
    project: Project,
    folder: Path,
    dictionary: Dictionary,
    organisations: set[str] | None,
) -> Iterator[Problem]:
    file, name = project.relative(folder), folder.name
    if not dictionary.identifier_pattern.fullmatch(name):
        message = f"the folder's name is not {dictionary.identifier_form}"
        yield Problem(file, None, "", "", message, "Rename the folder.")
    elif organisations is not None and name not in organisations:
        message = "the organisation is not in data/raw/organisations.csv"
        near = get_close_matches(name, sorted(organisations), n=1)
        cure = f"Name the folder {near[0]}, or add" if near else "Add"
        yield Problem(file, None, "", "", message, f"{cure} a row for it there.")


def _unknown_files(
    project: Project, folder: Path, known: set[str], cure: str
) -> Iterator[Problem]:
    for path in visible(folder):
        if path.name not in known:
            near = get_close_matches(path.name, sorted(known), n=1)
            perhaps = f"Perhaps {near[0]}? " if near else ""
            message = "nothing reads this file or folder"
            yield Problem(project.relative(path), None, "", "", message, perhaps + cure)


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
