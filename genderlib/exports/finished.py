"""A report that may leave the house: what it says is what the data say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from genderlib.errors import GenderlibError
from genderlib.exports.page import read_document
from genderlib.report.reading import read_file
from genderlib.report.sign_off import sha256
from genderlib.report.telling import told

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.data import Project
    from genderlib.exports.document import Document
    from genderlib.ledger import Figure
    from genderlib.report.verify import Verifier


class NotRightError(GenderlibError):
    """A report that does not say what the data say, so nothing is made of it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A report as it lies in `reports`, and the figures behind it.

    Parameters
    ----------
    project : Project
    report : Path
        The HTML file.
    html : str
        Its text.
    document : Document
        What it says.
    figures : tuple of Figure
        The ledger, in the order of the report's table of figures.
    inputs : dict of str to str
        SHA-256 of every file it is made from, by path from the project.
    """

    project: Project
    report: Path
    html: str
    document: Document
    figures: tuple[Figure, ...]
    inputs: dict[str, str]

    @property
    def sha256(self) -> str:
        """SHA-256 of the HTML file."""
        return sha256(self.html)

    @property
    def stem(self) -> str:
        """Name of the report without `.html`."""
        return self.report.name.removesuffix(".html")


def read_finished(project: Project, verifier: Verifier, report: Path) -> Finished:
    """Read a report, hold it against the data, and take the figures it lists.

    Raises
    ------
    NotRightError
        If it does not say what the data say; every difference is named.
    GenderlibError
        If it is no report, or its data do not pass the checks.
    """
    verification = verifier.verify(report)
    if not verification.right:
        raise NotRightError(
            f"{told(verification, report.name)}\nNothing was exported. Render the "
            "report again, or correct what is not right."
        )
    html = read_file(report)
    document = read_document(html)
    figures = {figure.identifier: figure for figure in verifier.figures(report)}
    if untraced := [name for name in document.lines if name not in figures]:
        raise NotRightError(
            f"{report.name}: the data hold no figure {', '.join(untraced)}"
        )
    return Finished(
        project,
        report,
        html,
        document,
        tuple(figures[name] for name in document.lines),
        verifier.inputs(report),
    )
