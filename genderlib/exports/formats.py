"""What can be made of a finished report, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from genderlib.data.atomic import write_atomically
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.exports.finished import Finished


class MissingExtraError(GenderlibError):
    """A format whose packages are not installed."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Parameters
    ----------
    ending : str
        What takes the place of `.html` in the report's file name.
    maker : str
        Module and function of this room that make the bytes.
    """

    ending: str
    maker: str

    def file(self, report: Path) -> Path:
        """Where a report in this format lies: beside the report."""
        return report.with_name(report.name.removesuffix(".html") + self.ending)


FORMATS: Final = {
    "json": Format(".figures.json", "figures.figures_json"),
    "csv": Format(".figures.csv", "tidy.figures_csv"),
    "package": Format(".package.zip", "package.package"),
}
"""Every format by its name on the command line."""


def write_format(finished: Finished, name: str) -> Path:
    """Write a report in another format beside it.

    Parameters
    ----------
    finished : Finished
    name : str
        A key of `FORMATS`.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    MissingExtraError
        If a package it needs is not installed.
    OSError
        If the file cannot be written.
    """
    wanted = FORMATS[name]
    module, _, function = wanted.maker.partition(".")
    make = getattr(import_module(f"genderlib.exports.{module}"), function)
    file = wanted.file(finished.report)
    write_atomically(file, make(finished))
    return file
