"""Cells of the collection workbook: words, headings, yellow cells to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genderlib.data.rules import FORMULA_SIGNS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Contrast on white is 8.6 and 7.0 to 1; the fill of an input cell is for the eye only,
# its border says the same.
INK, MUTED, INPUT, HEAD, LINE = "12436D", "595959", "FFF8DC", "E7EEF4", "BFBFBF"


def write(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    *,
    size: int = 11,
    colour: str = "000000",
    bold: bool = False,
) -> Any:
    """A cell whose text stays text, whatever it begins with."""
    from openpyxl.styles import Font

    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        # Not by assignment alone: openpyxl makes a formula of "=...".
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    cell.font = Font(name="Arial", size=size, bold=bold, color=colour)
    cell.alignment = _aligned("left")
    return cell


def _aligned(side: str) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="center", horizontal=side, indent=1)


def title(sheet: Worksheet, row: int, text: str, last_column: int) -> None:
    """A line over all columns."""
    cell = write(sheet, row, 1, text, size=14, colour=INK, bold=True)
    merge(sheet, row, 1, row, last_column)
    sheet.row_dimensions[cell.row].height = 24


def introduction(sheet: Worksheet, row: int, text: str, last_column: int) -> None:
    """Words over all columns."""
    write(sheet, row, 1, text)
    merge(sheet, row, 1, row, last_column)
    sheet.row_dimensions[row].height = 64


def heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Name of a column, or of several."""
    from openpyxl.styles import Alignment, PatternFill

    cell = write(sheet, row, column, text, colour=INK, bold=True)
    cell.fill = PatternFill("solid", start_color=HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    frame(sheet, row, column)


def count(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """A number that is known already."""
    cell = write(sheet, row, column, value, colour=MUTED)
    cell.alignment = _aligned("right")
    frame(sheet, row, column)


def to_fill_in(
    sheet: Worksheet, row: int, column: int, *, number_format: str, right: bool = False
) -> None:
    """A yellow cell: the only ones that are not locked."""
    from openpyxl.styles import PatternFill, Protection

    cell = write(sheet, row, column, None)
    cell.fill = PatternFill("solid", start_color=INPUT)
    cell.protection = Protection(locked=False)
    cell.number_format = number_format
    cell.alignment = _aligned("right" if right else "left")
    frame(sheet, row, column, INK)


def frame(sheet: Worksheet, row: int, column: int, colour: str = LINE) -> None:
    """A thin line around a cell."""
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=colour)
    border = Border(left=side, right=side, top=side, bottom=side)
    sheet.cell(row, column).border = border


def merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """One cell out of several."""
    sheet.merge_cells(
        start_row=top, start_column=left, end_row=bottom, end_column=right
    )


def widths(sheet: Worksheet, columns: tuple[int, ...]) -> None:
    """Widths of the first columns. [characters]"""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
