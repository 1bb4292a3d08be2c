"""A strict reader of csv: bytes in, rows with their true line numbers out.

It repairs nothing. What a careless reader would guess at (encoding, separators, rows
that are too short) is a problem with its place, and all problems are found at once.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from genderlib.data.encodings import EncodingError, decode
from genderlib.data.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from genderlib.data.dictionary import TableDescription

LARGEST_FILE = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a csv file.

    Parameters
    ----------
    line : int
        Its first line in the file; the header is line 1.
    cells : dict of str to str
        The cells by column, exactly as they stand.
    """

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class RawTable:
    """What was read from one file.

    Parameters
    ----------
    file : str
        Path from the project folder.
    sha256 : str
        Of the bytes that were read.
    rows : list of Row or None
        None where the file cannot be read as a table.
    problems : list of Problem
    """

    file: str
    sha256: str
    rows: list[Row] | None = None
    problems: list[Problem] = field(default_factory=list)


def read_bytes(path: Path, file: str) -> bytes | Problem:
    """The content of a file, if it can be read and is not too large.

    Parameters
    ----------
    path : Path
    file : str
        Path from the project folder, for the message.

    Returns
    -------
    bytes or Problem
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return Problem(
                file,
                None,
                "",
                f"{size} bytes",
                f"the file is larger than {LARGEST_FILE // 2**20} MB",
                "Check that it is the right file; a table has a few thousand rows.",
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        cure = "Make the file readable for you."
        return Problem(file, None, "", reason, "the file cannot be read", cure)


def read_table(file: str, content: bytes, table: TableDescription) -> RawTable:
    """Rows of a csv file, and everything that is wrong with its shape.

    Parameters
    ----------
    file : str
        Path from the project folder.
    content : bytes
        The file.
    table : TableDescription
        Which columns it must have.

    Returns
    -------
    RawTable
    """
    raw = RawTable(file, hashlib.sha256(content).hexdigest())
    try:
        text = decode(content)
    except EncodingError as error:
        raw.problems.append(
            Problem(file, error.row, "", error.value, error.message, error.cure)
        )
        return raw
    records = list(_records(raw, text))
    if not records:
        _note(raw, None, "", "the file is empty", "Write the header and the rows.")
    elif _header_fits(raw, records[0][1], table):
        header = records[0][1]
        blank = {name: "" for name in table.names if name not in header}
        found = _rows(raw, header, records[1:])
        raw.rows = [Row(row.line, blank | row.cells) for row in found]
    return raw


def _note(raw: RawTable, row: int | None, value: str, message: str, cure: str) -> None:
    raw.problems.append(Problem(raw.file, row, "", value, message, cure))


def _records(raw: RawTable, text: str) -> Iterator[tuple[int, list[str]]]:
    """Cells of each record with the line it begins on; broken ones are noted."""
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _note(raw, line, *_csv_problem(str(error)))


def _csv_problem(error: str) -> tuple[str, str, str]:
    if "unexpected end of data" in error:
        return (
            "opened here, never closed",
            "a double quote is not closed",
            'Close it, or write a quote inside a quoted text twice: "".',
        )
    if "new-line character" in error:
        return (
            "carriage return",
            "a line ends in a way csv does not know",
            "Save the file again as CSV UTF-8.",
        )
    if "field limit" in error:
        return (
            f"over {csv.field_size_limit()} characters",
            "a cell is far too long",
            "Look for a double quote that is never closed.",
        )
    return (
        error,
        "a double quote is out of place",
        'Put the whole text in quotes, and write a quote inside it twice: "".',
    )


def _header_fits(raw: RawTable, header: list[str], table: TableDescription) -> bool:
    before = len(raw.problems)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        mark = "semicolons" if ";" in header[0] else "tabs"
        cure = "Save it as CSV with commas."
        _note(raw, 1, mark, "the columns are not separated by commas", cure)
        return False
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            cure = "Keep one of them."
            _note(raw, 1, name, "a column is there more than once", cure)
        if name not in table.names:
            _note(raw, 1, name, "a column is not known", _column_cure(name, table))
    for name in (column.name for column in table.columns if column.required):
        if name not in header:
            cure = f"The header is: {','.join(table.names)}"
            _note(raw, 1, name, "a column is missing", cure)
    return len(raw.problems) == before


def _column_cure(name: str, table: TableDescription) -> str:
    near = get_close_matches(name.strip().lower(), table.names, n=1)
    if near:
        return f"Write {near[0]}, or delete the column."
    return "Delete the column, or describe it in data/datapackage.json."


def _rows(
    raw: RawTable, header: list[str], records: list[tuple[int, list[str]]]
) -> Iterator[Row]:
    for line, cells in records:
        if not cells:
            _note(raw, line, "nothing", "a line is empty", "Delete the line.")
        elif len(cells) != len(header):
            _note(
                raw,
                line,
                f"{len(cells)} cells, the header has {len(header)}",
                "a row does not have as many cells as the header",
                "Put a text that holds a comma in double quotes; fill up with commas.",
            )
        else:
            yield Row(line, dict(zip(header, cells, strict=True)))
