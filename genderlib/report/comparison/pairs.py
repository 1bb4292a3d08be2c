"""Which report is held against which: two files, two folders, or a commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.errors import DataError, GenderlibError, NoDataError
from genderlib.report.editions import is_report_name, reports_under
from genderlib.report.reading import NotAReportError, read_file, read_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from genderlib.report.comparison.compare import Comparison
    from genderlib.report.comparison.evidence import Evidence
    from genderlib.report.comparison.history import Commit

_NO_REPORT: Final = "no report lies in this folder"


class PairError(GenderlibError):
    """Names on the command line that make no pair of reports."""


class Pair(NamedTuple):
    """Two reports; a side is None where only the other has one.

    A side is a name and a function that reads its HTML, so that one that cannot be read
    stops no other.
    """

    before: Source | None
    after: Source | None


class Source(NamedTuple):
    """A report that can be read.

    `remade` tells whether it was made again by another program than made it first.
    """

    name: str
    read: Callable[[], str]
    remade: Callable[[], bool] = bool


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one pair.

    Parameters
    ----------
    name : str
        The report as the reader calls it.
    comparison : Comparison or None
        None where only one side is there, or one cannot be read.
    only : str
        "before" or "after" where only that side is there.
    problem : str
        Why there is no comparison, with the file's name; empty where there is one.
    """

    name: str
    comparison: Comparison | None = None
    only: str = ""
    problem: str = ""

    @property
    def language(self) -> str:
        """That of the later report; English where there is no comparison."""
        return self.comparison.after.language if self.comparison else "en"

    @property
    def same(self) -> bool:
        """Whether the two reports are the same."""
        return self.comparison is not None and self.comparison.same


def refused(pair: Pair) -> Result | None:
    """What becomes of a pair of which one is no report; None for any other.

    It needs nothing of what two reports are compared with, and so no time.
    """
    if pair.before is None or pair.after is None:
        return None
    try:
        for source in (pair.after, pair.before):
            _require_report(source)
    except NotAReportError as error:
        return Result(pair.after.name, problem=str(error))
    return None


def _require_report(source: Source) -> None:
    try:
        read_head(source.read())
    except NotAReportError as error:
        raise NotAReportError(f"{source.name}: {error}") from error


def compared(pair: Pair, counted: Mapping[str, str], evidence: Evidence) -> Result:
    """Hold the two reports of a pair against each other.

    Parameters
    ----------
    pair : Pair
    counted : mapping of str to str
        What each group counts, as far as known.
    evidence : Evidence
        The data of both sides, as far as at hand.
    """
    from genderlib.report.comparison.compare import Text, compare

    name = (pair.after or pair.before or Source("", str)).name
    if pair.before is None or pair.after is None:
        return _of_one(pair, name)
    try:
        # The report of today first: a commit is asked only for one that can be read.
        after = Text(pair.after.name, _read(pair.after))
        before = Text(pair.before.name, _read(pair.before))
        found = compare(before, after, counted, evidence)
        if pair.before.remade():
            found = replace(found, notes=(*found.notes, "program"))
        return Result(name, found)
    except NoDataError:
        return Result(name, only="after")
    except NotAReportError as error:
        return Result(name, problem=str(error))
    except GenderlibError as error:
        return Result(name, problem=f"{name}: {error}")


def _of_one(pair: Pair, name: str) -> Result:
    return Result(name, only="before" if pair.after is None else "after")


def _read(source: Source) -> str:
    try:
        return source.read()
    except NotAReportError as error:
        raise NotAReportError(f"{source.name}: {error}") from error


def pairs_of(before: Path, after: Path, shown: Callable[[Path], object]) -> list[Pair]:
    """Two reports, or two folders whose reports are paired by their place.

    Parameters
    ----------
    before, after : Path
        Two files or two folders.
    shown : callable
        Gives a path as the reader writes it.

    Raises
    ------
    PairError
        If one is not there, both are the same, one is a file and the other a folder,
        or neither folder holds a report.
    """
    for path in (before, after):
        if not path.exists():
            raise PairError(f"{path}: no such file or folder")
    if before.samefile(after):
        raise PairError(f"{after}: both names lead to the same file or folder")
    if before.is_dir() != after.is_dir():
        raise PairError("name two reports or two folders, not one of each")
    if not before.is_dir():
        return [Pair(_source(before, shown), _source(after, shown))]
    return list(_of_folders(before, after, shown))


def _of_folders(
    before: Path, after: Path, shown: Callable[[Path], object]
) -> Iterator[Pair]:
    sides = [
        {path.relative_to(folder): path for path in reports_under(folder)}
        for folder in (before, after)
    ]
    if not any(sides):
        raise PairError(f"{before}, {after}: no report lies in these folders")
    for name in sorted({**sides[0], **sides[1]}):
        found = [side.get(name) for side in sides]
        yield Pair(*(_source(path, shown) if path else None for path in found))


def pairs_against(
    commit: Commit, path: Path, shown: Callable[[Path], object]
) -> list[Pair]:
    """A report or folder of today, and what a commit has in its place.

    Raises
    ------
    PairError
        If it is not there, or a folder without a report then and now.
    """
    if not path.exists():
        raise PairError(
            f"{path}: no such file or folder\nRender the reports of today first."
        )
    if not path.is_dir():
        return [_against(commit, path, shown)]
    today = reports_under(path)
    gone = [p for p in commit.reports(path) if is_report_name(p.name)]
    gone = [p for p in gone if not p.exists()]
    if not (today or gone):
        raise PairError(f"{path}: {_NO_REPORT}\nRender the reports of today first.")
    return [
        *(_against(commit, report, shown) for report in today),
        *(Pair(_source(report, shown), None) for report in gone),
    ]


def _against(commit: Commit, path: Path, shown: Callable[[Path], object]) -> Pair:
    before = Source(
        f"{shown(path)} ({commit.reference})",
        lambda: _of_commit(commit, path),
        lambda: commit.is_other_program and commit.kept(path) is None,
    )
    return Pair(before, _source(path, shown))


def _of_commit(commit: Commit, path: Path) -> str:
    from genderlib.report.comparison.history import HistoryError

    try:
        return commit.report(path)
    except NoDataError:
        raise
    except DataError as error:
        raise HistoryError(
            f"{commit.reference}: the tables of this commit do not pass the checks of "
            f"today\n{error}"
        ) from error


def _source(path: Path, shown: Callable[[Path], object]) -> Source:
    return Source(str(shown(path)), lambda: read_file(path))
