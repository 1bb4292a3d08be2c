"""Sheets of an Excel workbook, read once from beginning to end.

Our own, because a table that is collected must show what no library keeps together:
formulas beside values, merged ranges, hidden rows, and a bound on everything. openpyxl
takes five times as long and, on a sheet that claims to be huge, gigabytes.
"""

from __future__ import annotations

import posixpath
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from genderlib.data.ingest.archives import refuse
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.markup import parse
from genderlib.data.ingest.sheets import (
    Cell,
    Sheet,
    address,
    area,
    position,
)

if TYPE_CHECKING:
    from genderlib.data.ingest.archives import Package
    from genderlib.data.ingest.markup import Attributes

MOST_SHEETS: Final = 100
LONGEST_TEXT: Final = 2000
_TRUE: Final = ("1", "true")

# Formats of dates that Excel numbers and does not write down.
_DATE_FORMATS = frozenset(
    [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)]
)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Day 60 of Excel is 29 February 1900, which never was.
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_DAY = re.compile(r"[0-9]{1,7}(\.[0-9]+)?")


def read_xlsx(package: Package, form: str = "", unread: str = "") -> list[Sheet]:
    """The sheets of a workbook, in order.

    Parameters
    ----------
    package : Package
    form, unread : str
        A sheet that is not read in a workbook that has a sheet `form`.

    Returns
    -------
    list of Sheet

    Raises
    ------
    Refused
        If a part is damaged or a sheet claims what no sheet has.
    """
    workbook = _Workbook(package)
    is_form = any(name == form for name, _, _ in workbook.sheets)
    return [
        _SheetReader(workbook, Sheet(name, hidden=hidden)).read(part)
        for name, part, hidden in workbook.sheets
        if not (is_form and name == unread)
    ]


class _Workbook:
    """What holds for all sheets: their parts, texts and formats."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.epoch = _EPOCH
        self.targets: dict[str, str] = {}
        self.sheets: list[tuple[str, str, bool]] = []
        relations = {"Relationship": self._relation}
        parse(package, "xl/_rels/workbook.xml.rels", relations, {})
        starts = {"workbookPr": self._properties, "sheet": self._sheet}
        parse(package, "xl/workbook.xml", starts, {})
        if len(self.sheets) > MOST_SHEETS:
            cure = "Keep the sheets with the tables."
            count = str(len(self.sheets))
            raise refuse(package.file, "the workbook has too many sheets", cure, count)
        self.texts = _SharedTexts(package).texts
        self.date_styles = _Styles(package).dates

    def _relation(self, given: Attributes) -> None:
        """Parts of the worksheets by the id of their relation."""
        if given["Type"].rpartition("/")[2] == "worksheet":
            part = posixpath.normpath(posixpath.join("/xl", given["Target"]))
            self.targets[given["Id"]] = part.lstrip("/")

    def _properties(self, given: Attributes) -> None:
        if given["date1904"] in _TRUE:
            self.epoch = _EPOCH_1904

    def _sheet(self, given: Attributes) -> None:
        part = self.targets.get(given["id"])
        if part:
            hidden = given["state"] in ("hidden", "veryHidden")
            self.sheets.append((given["name"], part, hidden))


class _SharedTexts:
    """Texts that cells refer to by number."""

    def __init__(self, package: Package) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.phonetic = False
        part = "xl/sharedStrings.xml"
        if part in package.names:
            ends = {"t": self._text, "rPh": self._end_phonetic, "si": self._item}
            parse(package, part, {"rPh": self._phonetic}, ends)

    def _phonetic(self, _: Attributes) -> None:
        self.phonetic = True

    def _end_phonetic(self, _: str) -> None:
        self.phonetic = False

    def _text(self, text: str) -> None:
        if not self.phonetic:
            self.pieces.append(text)

    def _item(self, _: str) -> None:
        self.texts.append("".join(self.pieces))
        self.pieces.clear()


class _Styles:
    """Numbers of the cell styles that show a number as a date."""

    def __init__(self, package: Package) -> None:
        self.dates: set[str] = set()
        self.formats: dict[str, str] = {}
        self.inside, self.number = False, 0
        part = "xl/styles.xml"
        if part in package.names:
            starts = {"numFmt": self._format, "cellXfs": self._open, "xf": self._style}
            parse(package, part, starts, {"cellXfs": self._close})

    def _format(self, given: Attributes) -> None:
        self.formats[given["numFmtId"]] = given["formatCode"]

    def _open(self, _: Attributes) -> None:
        self.inside = True

    def _close(self, _: str) -> None:
        self.inside = False

    def _style(self, given: Attributes) -> None:
        if not self.inside:
            return
        style = given["numFmtId"] or "0"
        if _is_date(style, self.formats.get(style, "")):
            self.dates.add(str(self.number))
        self.number += 1


def _is_date(style: str, code: str) -> bool:
    if not code:
        return style.isdigit() and int(style) in _DATE_FORMATS
    return bool(re.search("[dyDY]", _QUOTED.sub("", code)))


class _SheetReader:
    """One pass over the XML of a sheet."""

    def __init__(self, workbook: _Workbook, sheet: Sheet) -> None:
        self.workbook, self.sheet = workbook, sheet
        self.row = self.column = 0
        self.value = self.formula = self.inline = ""
        self.kind, self.style = "n", "0"

    def read(self, part: str) -> Sheet:
        starts = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "col": self._column,
            "mergeCell": self._merge,
            "dimension": self._dimension,
        }
        ends = {
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_text,
            "c": self._end_cell,
        }
        parse(self.workbook.package, part, starts, ends)
        return self.sheet

    def _start_row(self, given: Attributes) -> None:
        number = given["r"]
        self.row = self._position(f"A{number}")[0] if number else self.row + 1
        self.column = 0
        if given["hidden"] in _TRUE:
            self.sheet.hidden_rows.add(self.row)

    def _start_cell(self, given: Attributes) -> None:
        self.value = self.formula = self.inline = ""
        self.kind, self.style = given["t"] or "n", given["s"] or "0"
        name = given["r"]
        if name:
            self.row, self.column = self._position(name)
        else:
            self.column += 1

    def _start_formula(self, _: Attributes) -> None:
        # Also where the text of a shared formula stands in another cell.
        self.formula = "="

    def _end_formula(self, text: str) -> None:
        self.formula = "=" + text

    def _end_value(self, text: str) -> None:
        self.value = text

    def _end_text(self, text: str) -> None:
        self.inline += text

    def _end_cell(self, _: str) -> None:
        cell = self._cell(self.kind, self.style)
        if cell is None:
            return
        if len(cell.text) > LONGEST_TEXT:
            file, where = self.workbook.package.file, address(self.row, self.column)
            message = f"a text is longer than {LONGEST_TEXT} characters"
            place = Place(file, self.sheet.name, where)
            raise Refused(Finding(place, cell.text, message, "Shorten it."))
        self.sheet.cells[self.row, self.column] = cell

    def _merge(self, given: Attributes) -> None:
        self.sheet.merged.append(self._range(given["ref"]))

    def _dimension(self, given: Attributes) -> None:
        self._range(given["ref"] or "A1")

    def _cell(self, kind: str, style: str) -> Cell | None:
        if self.formula:
            return Cell("formula", self.formula)
        if kind == "inlineStr":
            return _text(self.inline)
        if not self.value:
            return None
        if kind == "s":
            return _text(self._shared(self.value))
        if kind == "n":
            return self._number(style)
        named = {"b": "boolean", "e": "error", "d": "date"}
        return Cell(named[kind], self.value) if kind in named else _text(self.value)

    def _shared(self, number: str) -> str:
        texts = self.workbook.texts
        if number.isascii() and number.isdigit() and int(number) < len(texts):
            return texts[int(number)]
        message = "a cell refers to a text that is not there"
        raise self._damaged(number, message, address(self.row, self.column))

    def _number(self, style: str) -> Cell:
        if style not in self.workbook.date_styles:
            return Cell("number", self.value)
        if not _DAY.fullmatch(self.value):
            return Cell("date", self.value)
        days = timedelta(days=int(self.value.partition(".")[0]))
        try:
            return Cell("date", (self.workbook.epoch + days).isoformat())
        except OverflowError:
            return Cell("date", self.value)

    def _column(self, given: Attributes) -> None:
        if given["hidden"] not in _TRUE:
            return
        first, last = given["min"], given["max"]
        if not (first.isdigit() and last.isdigit()):
            raise self._damaged(f"{first}:{last}", "a column has no number")
        bounded = range(int(first), min(int(last), 1000) + 1)
        self.sheet.hidden_columns.update(bounded)

    def _position(self, name: str) -> tuple[int, int]:
        try:
            return position(name)
        except ValueError as error:
            message = "the sheet claims a cell that no sheet can have"
            raise self._damaged(name, message) from error

    def _range(self, name: str) -> tuple[int, int, int, int]:
        try:
            return area(name)
        except ValueError as error:
            message = "the sheet claims rows or columns that no sheet can have"
            raise self._damaged(name, message) from error

    def _damaged(self, value: str, message: str, cell: str = "") -> Refused:
        place = Place(self.workbook.package.file, self.sheet.name, cell)
        cure = "Copy the table into a new workbook and save that."
        return Refused(Finding(place, value, message, cure))


def _text(text: str) -> Cell | None:
    return Cell("text", text) if text.strip() else None
