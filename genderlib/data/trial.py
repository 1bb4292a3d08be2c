"""Tables tried in a folder of their own before they replace the others."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from genderlib.data.checks import check_year
from genderlib.data.problems import format_problems
from genderlib.data.project import Project
from genderlib.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.data.checks import Checked
    from genderlib.data.dictionary import Dictionary


def check_contents(
    project: Project,
    dictionary: Dictionary,
    references: Checked,
    organisation: str,
    year: int,
    contents: Mapping[Path, bytes],
) -> None:
    """Check a year as it would be with other contents; nothing of it is written.

    Parameters
    ----------
    project : Project
    dictionary : Dictionary
    references : Checked
    organisation, year : str and int
    contents : mapping of Path to bytes
        New files; those that lie in the year's folder are checked.

    Raises
    ------
    DataError
        If a row would be wrong. A year that is being collected may lack its words and
        further tables.
    """
    ours = project.raw / organisation / str(year)
    with tempfile.TemporaryDirectory(prefix="genderlib-") as name:
        copy = Path(name) / "project"
        raw = copy / "data" / "raw"
        folder = raw / organisation / str(year)
        folder.mkdir(parents=True)
        shutil.copyfile(project.dictionary, copy / "data" / "datapackage.json")
        for table in project.raw.glob("*.csv"):
            shutil.copyfile(table, raw / table.name)
        for path in ours.glob("*.csv"):
            shutil.copyfile(path, folder / path.name)
        for path, content in contents.items():
            if path.parent == ours:
                (folder / path.name).write_bytes(content)
        checked = check_year(Project(copy), dictionary, references, organisation, year)
    wrong = [p for p in checked.problems if p.row is not None]
    if wrong:
        raise DataError(format_problems(wrong), wrong)
