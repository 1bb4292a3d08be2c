"""The files of a register: which there are, of what kind, with what columns."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from genderlib.data.roster.engine import Unreadable
from genderlib.data.roster.faults import Fault, RosterError
from genderlib.data.roster.headings import HEADINGS, OPTIONAL, find_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from genderlib.data.project import Project
    from genderlib.data.roster.engine import Engine

KINDS: Final = {".csv": "csv", ".parquet": "parquet"}
SEPARATORS: Final = ",;\t|"

# A header is short; what is longer is no header but a file without lines.
_LONGEST_HEADER: Final = 65_536
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DAMAGED: Final = (
    "the file is damaged or not complete",
    "Ask for the file again; compare its size with the original.",
)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """One file of a register.

    Parameters
    ----------
    name : str
        Its name, from the folder that was named.
    path : Path
        A private link to it under a neutral name, so that duckdb sees no other.
    kind : str
        csv or parquet.
    columns : dict of str to int
        Position of each column of ours, from 0.
    names : tuple of str
        Of all columns, in order.
    types : tuple of str
        duckdb's types of all columns; empty for csv.
    separator : str
        Between the cells of a csv.
    """

    name: str
    path: Path
    kind: str
    columns: dict[str, int]
    names: tuple[str, ...] = field(repr=False)
    types: tuple[str, ...] = ()
    separator: str = ","


def open_register(
    engine: Engine, project: Project, path: Path, year: int
) -> list[RosterFile]:
    """The files of a register, each with its columns.

    Parameters
    ----------
    engine : Engine
    project : Project
        A register must lie outside of it.
    path : Path
        A csv or Parquet file, or a folder of them.
    year : int
        Reporting year; a name that says another one is refused.

    Returns
    -------
    list of RosterFile

    Raises
    ------
    RosterError
        If it lies in the project, is of another kind or year, is damaged, or lacks a
        column.
    """
    faults = list(_misplaced(project, path))
    if faults:
        raise RosterError(faults)
    files, faults = [], []
    links = engine.folder / f"register{len(list(engine.folder.glob('register*')))}"
    links.mkdir()
    for number, (name, place) in enumerate(_files(path)):
        try:
            files.append(_open(engine, links, number, name, place, year))
        except RosterError as error:
            faults += error.faults
    if faults:
        raise RosterError(faults)
    return files


def _misplaced(project: Project, path: Path) -> Iterator[Fault]:
    if path.resolve().is_relative_to(project.root):
        message = "a register of persons lies inside the project folder"
        cure = "Move it out, so that it is never committed, packed or published."
        yield Fault(path.name, message, cure)
    elif not path.exists():
        yield Fault(path.name, "there is no such file or folder", "Correct the path.")
    elif path.is_dir() and not _files(path):
        cure = "Name a folder with csv or Parquet files."
        yield Fault(path.name, "the folder is empty", cure)


def _files(path: Path) -> list[tuple[str, Path]]:
    if not path.is_dir():
        return [(path.name, path)]
    inside = (place for place in path.rglob("*") if place.is_file())
    named = [(place.relative_to(path).as_posix(), place) for place in inside]
    hidden = re.compile(r"(?:^|/)[._]")
    return sorted(pair for pair in named if not hidden.search(pair[0]))


def _open(
    engine: Engine, links: Path, number: int, name: str, place: Path, year: int
) -> RosterFile:
    kind = KINDS.get(place.suffix.lower())
    if kind is None:
        message = "the file is neither csv nor Parquet"
        _refuse(name, message, "Save it as .csv or .parquet, or take it out.")
    years = {int(found) for found in _YEAR.findall(name)}
    if years and year not in years:
        message = f"the name of the file says another year than {year}"
        _refuse(name, message, "Give the register of the reporting year.")
    link = links / f"{number}.{kind}"
    link.symlink_to(place.resolve())
    file = _read_csv_header(name, link) if kind == "csv" else None
    file = file or _read_parquet_schema(engine, name, link)
    faults = list(_columns(file))
    if faults:
        raise RosterError(faults)
    return file


def _refuse(name: str, message: str, cure: str) -> None:
    raise RosterError([Fault(name, message, cure)])


def _read_csv_header(name: str, path: Path) -> RosterFile:
    with path.open("rb") as stream:
        start = stream.read(_LONGEST_HEADER)
    if not start:
        _refuse(name, "the file is empty", "Give the file with its header.")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        _refuse(name, "the file is not in UTF-8", "Save it as CSV UTF-8.")
    text = start.decode("utf-8-sig", errors="replace")
    line = text.splitlines()[0]
    separator = max(SEPARATORS, key=line.count)
    header = next(csv.reader([line], delimiter=separator))
    return _with_columns(RosterFile(name, path, "csv", {}, tuple(header)), separator)


def _read_parquet_schema(engine: Engine, name: str, path: Path) -> RosterFile:
    try:
        found = engine.rows("DESCRIBE SELECT * FROM read_parquet([?])", [str(path)])
    except Unreadable:
        found = []
    if not found:
        _refuse(name, *_DAMAGED)
    names, types = (tuple(row[i] for row in found) for i in (0, 1))
    return _with_columns(RosterFile(name, path, "parquet", {}, names, types), ",")


def _with_columns(file: RosterFile, separator: str) -> RosterFile:
    found = find_columns(file.names)
    columns = {column: places[0] for column, places in found.items()}
    return RosterFile(
        file.name,
        file.path,
        file.kind,
        columns,
        file.names,
        file.types,
        separator,
    )


def _columns(file: RosterFile) -> Iterator[Fault]:
    """Columns that are missing or there twice; a heading is never quoted."""
    for column, places in find_columns(file.names).items():
        if len(places) > 1:
            told = " and ".join(str(place + 1) for place in places)
            message = f"columns {told} are both {column}"
            yield Fault(file.name, message, "Take one of them out.")
    for column in HEADINGS:
        if column not in file.columns and column not in OPTIONAL:
            cure = f"Add it, headed by one of: {', '.join(HEADINGS[column])}."
            yield Fault(file.name, f"there is no column for {column}", cure)


def damaged(file: RosterFile) -> Fault:
    """What is said of a file whose reading stops for no reason found in its rows."""
    return Fault(file.name, *_DAMAGED)


def sizes(files: Sequence[RosterFile]) -> list[tuple[int, int]]:
    """Size and time of change of each file, to see whether one changed meanwhile."""
    found = [file.path.stat() for file in files]
    return [(stat.st_size, stat.st_mtime_ns) for stat in found]
