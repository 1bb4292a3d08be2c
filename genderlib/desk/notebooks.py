"""The notebooks of a project, held against the rules and the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.desk.citations import citation_breaches
from genderlib.desk.house_rules import (
    Breach,
    UnreadableError,
    house_breaches,
    read_cells,
)
from genderlib.report.opening import Opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from genderlib.data import Project


def notebook_breaches(project: Project) -> list[Breach]:
    """Everything that breaks the rules of the house in the notebooks of a folder.

    Parameters
    ----------
    project : Project

    Returns
    -------
    list of Breach
        By notebook and cell; what concerns a notebook as a whole comes first. Those
        of the package are not looked at.
    """
    found, opener = [], Opener(project)
    for path in sorted(project.notebooks.glob("*.ipynb")):
        breaches = dict.fromkeys(_of_notebook(project, opener, path))
        found += sorted(breaches, key=lambda b: (b.cell or 0, b.line or 0))
    return found


def _of_notebook(project: Project, opener: Opener, path: Path) -> Iterator[Breach]:
    shown = project.relative(path)
    try:
        cells = read_cells(path)
    except UnreadableError as error:
        cure = "Save it again from JupyterLab, or copy another."
        yield Breach(shown, None, "", str(error), cure)
        return
    yield from house_breaches(path, shown, cells)
    yield from citation_breaches(project, opener, path, shown)
