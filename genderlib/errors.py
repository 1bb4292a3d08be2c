"""What can go wrong, as a small tree: every error of the project has one root."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from genderlib.data.problems import Problem


class GenderlibError(Exception):
    """Root of the errors the project raises on purpose; its text is for people."""


class ProjectError(GenderlibError):
    """The project folder, or its description of the tables, is not there or not right.

    Parameters
    ----------
    message : str
        What is wrong and the cure.
    path : Path or None
        The folder or file it is about.
    """

    def __init__(self, message: str, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class DataError(GenderlibError):
    """Tables that must not be used.

    Parameters
    ----------
    message : str
        Every problem, as a person reads it.
    problems : sequence of Problem
        The same, one by one.
    """

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class NoDataError(DataError):
    """An organisation or a year of which there are no tables.

    Parameters
    ----------
    message : str
        What was asked for and what there is.
    organisation : str or None
        Identifier asked for; None where any would do.
    year : int or None
        Year asked for; None where any would do.
    """

    def __init__(
        self, message: str, organisation: str | None, year: int | None
    ) -> None:
        super().__init__(message)
        self.organisation = organisation
        self.year = year


class StoreError(GenderlibError):
    """A processed table cannot be written or read.

    Parameters
    ----------
    message : str
        What the system said and the cure.
    path : Path
        The file concerned.
    """

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path
