"""What can be made of a finished report, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from genderlib.exports.finished import Finished


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Parameters
    ----------
    ending : str
        What takes the place of `.html` in the report's file name.
    maker : str
        Module and function of this room that make the bytes.
    gaps : str
        Module and function that name what the file has no value for; "" for none.
    """

    ending: str
    maker: str
    gaps: str = ""

    def file(self, report: Path) -> Path:
        """Where a report in this format lies: beside the report."""
        return report.with_name(report.name.removesuffix(".html") + self.ending)


FORMATS: Final = {
    "json": Format(".figures.json", "figures.figures_json"),
    "csv": Format(".figures.csv", "tidy.figures_csv"),
    "xlsx": Format(".xlsx", "workbook.workbook"),
    "docx": Format(".docx", "word.word", "word.missing"),
    "pdf": Format(".pdf", "pdf.pdf"),
    "pdf-archive": Format(".archive.pdf", "pdf.archive"),
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
    file = FORMATS[name].file(finished.report)
    content: bytes = _function(FORMATS[name].maker)(finished)
    write_atomically(file, content)
    return file


def gaps(finished: Finished, name: str) -> list[str]:
    """What a report in this format keeps a place for and has no value of."""
    function = FORMATS[name].gaps
    return list(_function(function)(finished)) if function else []


def _function(path: str) -> Callable[[Finished], Any]:
    """A function of this room; its module is imported when it is first needed."""
    module, _, name = path.partition(".")
    found: Callable[[Finished], Any] = getattr(
        import_module(f"genderlib.exports.{module}"), name
    )
    return found
