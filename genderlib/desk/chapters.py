"""A new chapter: a copy of the model notebook under a name of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import nbformat

from genderlib.data.atomic import write_atomically
from genderlib.data.checks import check_references
from genderlib.data.dictionary import read_dictionary
from genderlib.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.data import Project

MODEL: Final = "chapter"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")


def start_chapter(
    project: Project,
    name: str,
    organisation: str | None = None,
    year: int | None = None,
) -> Path:
    """Copy the model of a chapter.

    Parameters
    ----------
    project : Project
    name : str
        Small letters, digits and underscores; the name of the notebook and of its
        reports.
    organisation : str, optional
        Whose figures it shows when it is run by hand.
    year : int, optional
        The same.

    Returns
    -------
    Path
        The new notebook, in the project's own folder.

    Raises
    ------
    ProjectError
        If the name cannot be one, or is taken; what is there stays as it is.
    """
    path = project.notebooks / f"{name}.ipynb"
    if not _NAME.fullmatch(name):
        raise ProjectError(
            f"{name}: no name for a notebook\n"
            "Take small letters, digits and underscores, such as women_in_science.",
            path,
        )
    if organisation is not None and not _is_known(project, organisation):
        raise ProjectError(
            f"{organisation}: no organisation of that name\n"
            "Name one of data/raw/organisations.csv, or leave it out.",
            path,
        )
    if project.notebook(name).exists():
        raise ProjectError(
            f"{name}: there is a notebook of that name\nTake another name.", path
        )
    notebook = nbformat.read(project.notebook(MODEL), as_version=4)
    del notebook.metadata["genderlib"]  # which says that no report is made from it
    given = {"organisation": organisation, "year": year}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = _with(cell.source, given)
    write_atomically(path, f"{nbformat.writes(notebook)}\n".encode())
    return path


def _is_known(project: Project, organisation: str) -> bool:
    found = check_references(project, read_dictionary(project.dictionary))
    return organisation in (found.values("organisations", "id") or ())


def _with(source: str, given: dict[str, str | int | None]) -> str:
    """Parameters with other values; types and explanations stay."""
    for name, value in given.items():
        if value is not None:
            # An identifier or a year: nothing in it means anything to Python.
            shown = f'"{value}"' if isinstance(value, str) else str(value)
            source = re.sub(rf"(?m)^({name}: \w+ = )\S+", rf"\g<1>{shown}", source)
    return source
