"""Today's tables with the values that a report's own table of figures gives.

If a report differs from the data, either the data have changed since or somebody
changed the report. A report is never believed, but it can be tested: were the data what
its table of figures says, would this very report come of them?
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from genderlib.review.figures import UnknownFigureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from genderlib.data import YearTables
    from genderlib.ledger import Figure
    from genderlib.report.reading import Line, Page
    from genderlib.review.figures import Definitions

_INPUT: Final = re.compile(r"\b(women|total|men)=(\d{1,9})\b", re.ASCII)
_COLUMNS: Final = {"target": "value", "condition": "condition_share"}
_TABLES: Final = (
    *("counts", "norms", "statements", "documents", "sources", "activities"),
    "targets",
)


@dataclass(frozen=True, slots=True)
class Supposition:
    """A cell of a table with the value that a report gives it.

    Parameters
    ----------
    table, file, row, column : str, str, int and str
        The cell, as it is today.
    now, then : str
        Its value today and the one in the report.
    """

    table: str
    file: str
    row: int
    column: str
    now: str
    then: str

    def __str__(self) -> str:
        """The cell as a person finds it, and its two values."""
        now, then = self.now or "empty", self.then or "empty"
        return f"{self.file} row {self.row}, {self.column}: {then} then, {now} now"


def suppositions(
    page: Page, definitions: Definitions, figures: Iterable[str]
) -> list[Supposition]:
    """Cells for which a report gives other values than the tables of today.

    Parameters
    ----------
    page : Page
        The report.
    definitions : Definitions
        Figures of the organisation and year, as they are today.
    figures : iterable of str
        Identifiers whose lines in the table of figures differ.
    """
    cells: dict[tuple[str, int, str], Supposition] = {}
    for figure in figures:
        line = page.lines.get(figure)
        for found in _cells(figure, line, definitions) if line else ():
            if found.now != found.then:
                cells.setdefault((found.file, found.row, found.column), found)
    return list(cells.values())


def _cells(name: str, line: Line, definitions: Definitions) -> Iterator[Supposition]:
    """Cells a figure was read or computed from, where they are of one row."""
    try:
        figure = definitions.figure(name)
    except (UnknownFigureError, LookupError):
        return
    places = {(origin.file, origin.row) for origin in figure.origins}
    if len(places) != 1:
        return
    file, row = places.pop()
    table = file.rpartition("/")[2].removesuffix(".csv")
    if table not in _TABLES:
        return
    frames = [getattr(tables, table) for tables in definitions.all_tables]
    for column, then in _values(figure, line):
        now = (_cell(frame, file, row, column) for frame in frames)
        today = next((text for text in now if text is not None), None)
        if today is not None:
            yield Supposition(table, file, row, column, today, then)


def _values(figure: Figure, line: Line) -> list[tuple[str, str]]:
    """Columns with the values that a line gives them."""
    if figure.indicator == "read" and not figure.inputs:
        _, measure, *_ = figure.identifier.split(".")
        return [(_COLUMNS.get(measure, measure), line.machine)]
    return _INPUT.findall(line.formula)


def _cell(frame: pd.DataFrame, file: str, row: int, column: str) -> str | None:
    """Text of a cell; None where there is no such cell."""
    if column not in frame:
        return None
    found = frame.loc[(frame["row"] == row) & (frame["file"] == file), column]
    if len(found) != 1:
        return None
    return "" if found.isna().iloc[0] else str(found.iloc[0])


def supposed(tables: YearTables, cells: Iterable[Supposition]) -> YearTables:
    """The tables with other values in some cells, if they are cells of theirs.

    Raises
    ------
    ValueError
        If a value is none that its column can hold.
    """
    changed: dict[str, Any] = {}
    for cell in cells:
        frame = changed.get(cell.table)
        if frame is None:
            frame = getattr(tables, cell.table).copy()
        there = frame.index[(frame["row"] == cell.row) & (frame["file"] == cell.file)]
        if there.empty:
            continue
        changed[cell.table] = frame
        value = _typed(frame[cell.column], cell.then)
        position = there[0]
        frame.at[position, cell.column] = value  # noqa: PD008  a date object stays one
    return replace(tables, **changed)


def _typed(column: pd.Series[Any], text: str) -> Any:
    if str(column.dtype) == "Int64":
        return int(text)
    return date.fromisoformat(text) if column.dtype == object else text
