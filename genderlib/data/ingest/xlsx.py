"""Sheets of an Excel workbook, read once from beginning to end.

Our own, because a table that is collected must show what no library keeps together:
formulas beside values, merged ranges, hidden rows, and a bound on everything. openpyxl
takes three times as long and, on a sheet that claims to be huge, gigabytes.
"""

from __future__ import annotations

import posixpath
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.ingest.archives import refuse
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.markup import attribute, elements
from genderlib.data.ingest.sheets import (
    Cell,
    Sheet,
    address,
    area,
    position,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from genderlib.data.ingest.archives import Package

MOST_SHEETS: Final = 100
LONGEST_TEXT: Final = 2000

# Formats of dates that Excel numbers and does not write down.
_DATE_FORMATS = frozenset(
    [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)]
)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Day 60 of Excel is 29 February 1900, which never was.
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_DAY = re.compile(r"[0-9]{1,7}(\.[0-9]+)?")


def read_xlsx(package: Package, only: Collection[str] | None = None) -> list[Sheet]:
    """The sheets of a workbook, in order.

    Parameters
    ----------
    package : Package
    only : collection of str, optional
        Names of the sheets to read; all without it.

    Returns
    -------
    list of Sheet

    Raises
    ------
    Refused
        If a part is damaged or a sheet claims what no sheet has.
    """
    workbook = _Workbook(package)
    return [
        workbook.sheet(name, part, hidden=hidden)
        for name, part, hidden in workbook.sheets
        if only is None or name in only
    ]


class _Workbook:
    """What holds for all sheets: their parts, texts and formats."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.epoch = _EPOCH
        self.sheets: list[tuple[str, str, bool]] = []
        targets = self._targets()
        for ends, tag, element in elements(package, "xl/workbook.xml"):
            if (
                ends
                and tag == "workbookPr"
                and element.get("date1904") in ("1", "true")
            ):
                self.epoch = _EPOCH_1904
            if ends and tag == "sheet":
                hidden = element.get("state", "visible") != "visible"
                part = targets.get(attribute(element, "id"), "")
                if part:
                    self.sheets.append((element.get("name", ""), part, hidden))
        if len(self.sheets) > MOST_SHEETS:
            cure = "Keep the sheets with the tables."
            count = str(len(self.sheets))
            raise refuse(package.file, "the workbook has too many sheets", cure, count)
        self.texts = self._shared_texts()
        self.date_styles = self._date_styles()

    def _targets(self) -> dict[str, str]:
        """Parts of the worksheets by the id of their relation."""
        found = {}
        for ends, tag, element in elements(self.package, "xl/_rels/workbook.xml.rels"):
            kind = element.get("Type", "").rpartition("/")[2]
            if ends and tag == "Relationship" and kind == "worksheet":
                target = element.get("Target", "")
                part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
                found[element.get("Id", "")] = part
        return found

    def _shared_texts(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.package.names:
            return []
        texts, pieces, phonetic = [], [], False
        for ends, tag, element in elements(self.package, "xl/sharedStrings.xml"):
            if tag == "rPh":
                phonetic = not ends
            elif ends and tag == "t" and not phonetic:
                pieces.append(element.text or "")
            elif ends and tag == "si":
                texts.append("".join(pieces))
                pieces = []
                element.clear()
        return texts

    def _date_styles(self) -> set[str]:
        """Numbers of the cell styles that show a number as a date."""
        if "xl/styles.xml" not in self.package.names:
            return set()
        formats: dict[str, str] = {}
        inside, styles = False, []
        for ends, tag, element in elements(self.package, "xl/styles.xml"):
            if tag == "cellXfs":
                inside = not ends
            elif ends and tag == "numFmt":
                formats[element.get("numFmtId", "")] = element.get("formatCode", "")
            elif ends and tag == "xf" and inside:
                styles.append(element.get("numFmtId", "0"))
        return {
            str(number)
            for number, style in enumerate(styles)
            if _is_date(style, formats.get(style, ""))
        }

    def sheet(self, name: str, part: str, *, hidden: bool) -> Sheet:
        """Read one sheet."""
        return _SheetReader(self, Sheet(name, hidden=hidden)).read(part)


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

    def read(self, part: str) -> Sheet:
        starts = {"row": self._start_row, "c": self._start_cell}
        ends = {
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_text,
            "c": self._end_cell,
            "row": self._end_row,
            "col": self._column,
            "mergeCell": self._merge,
            "dimension": self._dimension,
        }
        for is_end, tag, element in elements(self.workbook.package, part):
            handler = (ends if is_end else starts).get(tag)
            if handler:
                handler(element)
        return self.sheet

    def _end_value(self, element: Any) -> None:
        self.value = element.text or ""

    def _end_formula(self, element: Any) -> None:
        self.formula = "=" + (element.text or "")

    def _end_text(self, element: Any) -> None:
        self.inline += element.text or ""

    def _end_row(self, element: Any) -> None:
        element.clear()

    def _merge(self, element: Any) -> None:
        self.sheet.merged.append(self._range(element.get("ref", "")))

    def _dimension(self, element: Any) -> None:
        self._range(element.get("ref", "A1"))

    def _start_row(self, element: Any) -> None:
        number = element.get("r", "")
        self.row = self._position(f"A{number}")[0] if number else self.row + 1
        self.column = 0
        if element.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(self.row)

    def _start_cell(self, element: Any) -> None:
        self.value = self.formula = self.inline = ""
        name = element.get("r", "")
        if name:
            self.row, self.column = self._position(name)
        else:
            self.column += 1

    def _end_cell(self, element: Any) -> None:
        cell = self._cell(element.get("t", "n"), element.get("s", "0"))
        if cell is None:
            return
        if len(cell.text) > LONGEST_TEXT:
            place = Place(
                self.workbook.package.file,
                self.sheet.name,
                address(self.row, self.column),
            )
            message = f"a text is longer than {LONGEST_TEXT} characters"
            raise Refused(Finding(place, cell.text, message, "Shorten it."))
        self.sheet.cells[self.row, self.column] = cell

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

    def _column(self, element: Any) -> None:
        if element.get("hidden") not in ("1", "true"):
            return
        first, last = element.get("min", ""), element.get("max", "")
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
