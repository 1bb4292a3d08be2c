"""A sheet as it stands: cells by row and column, merged ranges, what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

# Excel's own; what claims more is no sheet.
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384

_ADDRESS = re.compile(r"\$?([A-Z]{1,7})\$?([1-9][0-9]{0,9})")

Position = tuple[int, int]
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.

    Parameters
    ----------
    kind : {"text", "number", "date", "boolean", "error", "formula"}
    text : str
        The text, the number as the file writes it, the date as year-month-day, or
        the formula with its equals sign.
    """

    kind: str
    text: str


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook, one table of a document, or a csv file.

    Parameters
    ----------
    name : str
    cells : dict
        Cell by row and column, both counted from 1; empty cells are left out.
    merged : list of tuple
        First row and column, last row and column.
    hidden_rows, hidden_columns : set of int
    hidden : bool
        Whether the whole sheet is.
    """

    name: str
    cells: dict[Position, Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; nothing where it is empty."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    @property
    def last_row(self) -> int:
        """The last row in which something stands."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column in which something stands."""
        return max((column for _, column in self.cells), default=0)

    def origin(self, row: int, column: int) -> Position:
        """The cell whose content a cell shows: another one where cells are merged."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column


def letters(column: int) -> str:
    """Name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """Name of a cell, such as F7."""
    return f"{letters(column)}{row}"


def column_number(name: str) -> int:
    """Number of a column by its name.

    Raises
    ------
    ValueError
        If it is no name of a column.
    """
    if not re.fullmatch("[A-Z]{1,3}", name):
        raise ValueError(name)
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def position(name: str) -> Position:
    """Row and column of a cell by its name.

    Raises
    ------
    ValueError
        If no sheet has such a cell.
    """
    match = _ADDRESS.fullmatch(name)
    if not match or len(match[1]) > 3:
        raise ValueError(name)
    row, column = int(match[2]), column_number(match[1])
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise ValueError(name)
    return row, column


def area(name: str) -> Range:
    """Corners of a range such as A1:C3, or of a single cell.

    Raises
    ------
    ValueError
        If no sheet has such a range.
    """
    first, _, last = name.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return top, left, bottom, right
