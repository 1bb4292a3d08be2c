"""The project folder: where tables, notebooks and reports are."""

from __future__ import annotations

import os
from pathlib import Path

from genderlib.data.notebooks import makes_reports
from genderlib.data.packaged import packaged
from genderlib.errors import ProjectError

DICTIONARY = Path("data", "datapackage.json")
ROOT_VARIABLE = "GENDERLIB_ROOT"


class Project:
    """A folder that holds `data/datapackage.json`, and the folders beside it.

    Parameters
    ----------
    root : str or Path
        The project folder.

    Raises
    ------
    ProjectError
        If the folder has no dictionary.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root).resolve()
        if not self.dictionary.is_file():
            raise ProjectError(
                f"{self.root}: not a project folder, {DICTIONARY.as_posix()} "
                "is missing\nName a folder that holds it.",
                self.root,
            )

    def __repr__(self) -> str:
        return f"Project({str(self.root)!r})"

    @property
    def dictionary(self) -> Path:
        """The file that describes every table and column."""
        return self.root / DICTIONARY

    @property
    def raw(self) -> Path:
        """Tables as received."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """Checked tables, written by code only."""
        return self.root / "data" / "processed"

    @property
    def reports(self) -> Path:
        """Finished reports, written by code only."""
        return self.root / "reports"

    @property
    def notebooks(self) -> Path:
        """The notebooks reports are made from."""
        return self.root / "notebooks"

    def notebook(self, name: str) -> Path:
        """The notebook of that name: the folder's own, else the package's.

        Parameters
        ----------
        name : str
            Without ending.
        """
        own = self.notebooks / f"{name}.ipynb"
        return own if own.is_file() else packaged("notebooks", own.name)

    def input_file(self, name: str) -> Path:
        """A file that a report was made from.

        Parameters
        ----------
        name : str
            Its path from the project folder; a bare name is a notebook of the package.
        """
        return self.root / name if "/" in name else packaged("notebooks", name)

    def notebook_names(self) -> list[str]:
        """Notebooks that make reports, the folder's own and the package's."""
        folders = (self.notebooks, packaged("notebooks"))
        names = {path.stem for f in folders for path in f.glob("*.ipynb")}
        return sorted(name for name in names if makes_reports(self.notebook(name)))

    def relative(self, path: Path) -> str:
        """Path from the project folder, with `/` on every system."""
        return path.relative_to(self.root).as_posix()

    @classmethod
    def find(cls, start: str | Path | None = None) -> Project:
        """The project a folder belongs to.

        Parameters
        ----------
        start : str or Path, optional
            Where to look, and then in each folder above. Without it the environment
            variable GENDERLIB_ROOT decides, and then the current folder.

        Returns
        -------
        Project

        Raises
        ------
        ProjectError
            If no folder on the way up holds a dictionary.
        """
        named = os.environ.get(ROOT_VARIABLE)
        if start is None and named:
            return cls(named)
        here = Path(start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / DICTIONARY).is_file():
                return cls(folder)
        raise ProjectError(
            f"{here}: no project here or in a folder above\n"
            f"Go to a folder with {DICTIONARY.as_posix()}, or set {ROOT_VARIABLE}.",
            here,
        )
