"""Filled collection workbooks: strict, because the form says what goes where."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.ingest.entries import Entry, FileSource, Taken
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.reading import (
    BEGINS_AS_FORMULA,
    plain_text,
    text_findings,
    text_problem,
)
from genderlib.data.ingest.sheets import address
from genderlib.data.rules import FORMULA_SIGNS
from genderlib.data.workbook import form as f

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.data.ingest.sheets import Cell, Position, Sheet

LARGEST_COUNT: Final = 10_000_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AGAIN: Final = "Take the workbook as it was sent out and fill it in again."


def is_form(sheets: list[Sheet]) -> bool:
    """Whether a file is a collection workbook."""
    titles = {sheet.name for sheet in sheets}
    return f.OVERVIEW in titles and bool(titles & set(f.SHEETS.values()))


def read_form(file: str, sheets: list[Sheet], groups: Mapping[str, Any]) -> Taken:
    """What a filled workbook says.

    Parameters
    ----------
    file : str
        Its name.
    sheets : list of Sheet
    groups : mapping
        Rows of the table of groups by identifier.

    Returns
    -------
    Taken

    Raises
    ------
    Refused
        If the overview does not say whose workbook it is.
    """
    return _FormReader(file, sheets, groups).read()


class _FormReader:
    """One workbook, cell by cell; problems are gathered, not raised."""

    def __init__(
        self, file: str, sheets: list[Sheet], groups: Mapping[str, Any]
    ) -> None:
        self.file, self.groups = file, groups
        self.sheets = {sheet.name: sheet for sheet in sheets}
        self.overview = self.sheets[f.OVERVIEW]
        self.problems: list[Finding] = []
        self.changes: list[Finding] = []

    def read(self) -> Taken:
        for sheet in self.sheets.values():
            self.problems += text_findings(self.file, sheet)
        taken = self._frame()
        as_of = self._day(f.AS_OF, "the reference day", taken.year)
        filled = self._day(f.FILLED_ON, "the day it was filled in", taken.year)
        if filled:
            taken.source = self._source(taken, filled)
        for name in f.SHEETS.values():
            if name in self.sheets:
                self._topic(taken, self.sheets[name], as_of)
        if not taken.entries and not taken.unknown and not self.problems:
            self._problem(Place(self.file), "", "nothing is filled in", _AGAIN)
        taken.problems, taken.changes = self.problems, self.changes
        return taken

    def _frame(self) -> Taken:
        """Whose workbook it is; without that nothing else can be read."""
        version = self._plain(f.FORM)
        if version != str(f.VERSION):
            raise self._refused(f.FORM, "the version of the form is not known")
        organisation, year = self._plain(f.ORGANISATION), self._plain(f.YEAR)
        if not re.fullmatch("[a-z][a-z0-9_]{0,59}", organisation):
            raise self._refused(f.ORGANISATION, "the code of the organisation is wrong")
        if not re.fullmatch("[12][0-9]{3}", year):
            raise self._refused(f.YEAR, "the year is wrong")
        unit = self._unit()
        empty = FileSource("", "", "", "", date.min)
        taken = Taken(self.file, organisation, int(year), unit, empty)
        told = {"organisation": f.ORGANISATION, "year": f.YEAR, "unit": f.UNIT}
        taken.told_at = {what: self._at(where) for what, where in told.items()}
        return taken

    def _unit(self) -> str | None:
        text = self._plain(f.UNIT)
        if not text:
            raise self._refused(f.UNIT, "the name of the unit is missing")
        name = plain_text(text)
        if name != text:
            form = (
                "composed (NFC)" if unicodedata.normalize("NFC", text) != text else ""
            )
            message = f"the unit's name was written {form or 'with single spaces'}"
            self.changes.append(Finding(self._at(f.UNIT), text, message))
        if name.startswith(FORMULA_SIGNS):
            self._problem(self._at(f.UNIT), text, *BEGINS_AS_FORMULA)
        return None if name == f.WHOLE else name

    def _plain(self, where: Position) -> str:
        cell = self.overview.cells.get(where)
        if cell is None:
            return ""
        if cell.kind not in ("text", "number"):
            raise self._refused(where, "a cell that is locked was changed")
        return cell.text

    def _at(self, where: Position, sheet: str = f.OVERVIEW) -> Place:
        return Place(self.file, sheet, address(*where))

    def _refused(self, where: Position, message: str) -> Refused:
        value = self.overview.text(*where)
        return Refused(Finding(self._at(where), value, message, _AGAIN))

    def _problem(self, place: Place, value: str, message: str, cure: str) -> None:
        self.problems.append(Finding(place, value, message, cure))

    def _day(self, where: Position, what: str, year: int) -> date | None:
        cell = self.overview.cells.get(where)
        place = self._at(where)
        if cell is None:
            self._problem(place, "", f"{what} is missing", "Fill in a date.")
            return None
        cure = f"Enter it as a date, such as {year}-12-31."
        if cell.kind not in ("date", "text") or not _DAY.fullmatch(cell.text.strip()):
            self._problem(place, cell.text, f"{what} is not a date", cure)
            return None
        try:
            day = date.fromisoformat(cell.text.strip())
        except ValueError:
            self._problem(place, cell.text, f"{what} is not a date", cure)
            return None
        if day.year not in (year, year + 1):
            message = f"{what} is neither in the year of the report nor in the next"
            self._problem(place, cell.text, message, cure)
            return None
        return day

    def _source(self, taken: Taken, filled: date) -> FileSource:
        who = taken.unit or plain_text(self.overview.text(3, 2).partition("\n")[0])
        return FileSource(
            source="",
            title_vi=f"Biểu thu thập số liệu bình đẳng giới: {who}",
            title_en=f"Workbook that collects gender-equality data: {who}",
            publisher=who,
            date=filled,
        )

    def _topic(self, taken: Taken, sheet: Sheet, as_of: date | None) -> None:
        read: set[int] = set()
        for row in range(f.FIRST_ROW, sheet.last_row + 1):
            group = sheet.text(row, f.GROUP)
            if group:
                read.add(row)
                self._row(taken, sheet, row, as_of)
        self._strays(sheet, read)

    def _strays(self, sheet: Sheet, read: set[int]) -> None:
        """Formulas in place of text, and cells that the form does not have."""
        for (row, column), cell in sorted(sheet.cells.items()):
            if cell.kind == "formula" and not f.TOTAL <= column <= f.WOMEN:
                place = self._at((row, column), sheet.name)
                message = "a formula stands in place of text"
                self._problem(place, cell.text, message, "Write the text itself.")
            elif row >= f.FIRST_ROW and (row not in read or column > f.NOTE):
                place = self._at((row, column), sheet.name)
                if f.TOTAL <= column <= f.WOMEN:
                    message = "a number stands in a row without a group"
                    cure = "Write it into the row of its group, or delete it."
                    self._problem(place, cell.text, message, cure)
                else:
                    message = "left out: the cell is not part of the form"
                    self.changes.append(Finding(place, cell.text, message))

    def _row(self, taken: Taken, sheet: Sheet, row: int, as_of: date | None) -> None:
        group = sheet.text(row, f.GROUP)
        place = self._at((row, f.GROUP), sheet.name)
        if group not in self.groups:
            self._problem(place, group, "the code of a group is not known", _AGAIN)
            return
        self._definition(taken, sheet, row, self.groups[group])
        level = plain_text(sheet.text(row, f.LEVEL)) or None
        if level and level.startswith(FORMULA_SIGNS):
            where = self._at((row, f.LEVEL), sheet.name)
            self._problem(where, level, *BEGINS_AS_FORMULA)
        total = self._count(sheet, row, f.TOTAL)
        women = self._count(sheet, row, f.WOMEN)
        state = self._state(sheet, row)
        if isinstance(total, Finding) or isinstance(women, Finding):
            return
        if row in sheet.hidden_rows and (total, women) != (None, None):
            message, cure = "a row that is filled in is hidden", "Show the row."
            self._problem(place, group, message, cure)
        cells = f"{address(row, f.TOTAL)}:{address(row, f.WOMEN)}"
        where = Place(self.file, sheet.name, cells)
        numbers = self._agree(where, total, women, state)
        if numbers:
            entry = Entry(
                taken.unit, group, level, numbers[1], None, numbers[0], as_of, where
            )
            taken.entries.append(entry)
        elif state == f.UNKNOWN_STATE:
            taken.unknown.append((taken.unit, group, level))
        note = plain_text(sheet.text(row, f.NOTE))
        if note:
            place = self._at((row, f.NOTE), sheet.name)
            taken.questions.append(Finding(place, note, "the unit notes"))

    def _definition(self, taken: Taken, sheet: Sheet, row: int, group: Any) -> None:
        """Whether the group still is what the unit read when it counted."""
        name = sheet.text(row, f.NAME).partition("\n")[0]
        if f.capitalised(plain_text(name)) != f.capitalised(group["name_vi"]):
            place = self._at((row, f.NAME), sheet.name)
            message = "the definition of the group changed since the form was made"
            cure = f"Ask whether this was counted: {group['name_vi']}."
            taken.questions.append(Finding(place, name, message, cure))

    def _count(self, sheet: Sheet, row: int, column: int) -> int | Finding | None:
        """A whole number; a finding where something else stands."""
        cell = sheet.cells.get((row, column))
        if cell is None:
            return None
        place = self._at((row, column), sheet.name)
        found = count_problem(cell)
        if found:
            finding = Finding(place, cell.text, *found)
            self.problems.append(finding)
            return finding
        if cell.kind == "text":
            message = "a number that was typed as text was read as a number"
            self.changes.append(Finding(place, cell.text, message))
        return int(float(cell.text)) if cell.kind == "number" else int(cell.text)

    def _state(self, sheet: Sheet, row: int) -> str:
        cell = sheet.cells.get((row, f.STATE))
        if cell is None or cell.text in f.STATES:
            return cell.text if cell else ""
        cure = f"Choose one of: {', '.join(f.STATES)}."
        place = self._at((row, f.STATE), sheet.name)
        self._problem(place, cell.text, "the state is not one of the list", cure)
        return ""

    def _agree(
        self, where: Place, total: int | None, women: int | None, state: str
    ) -> tuple[int, int] | None:
        """Total and women of a row whose cells do not contradict each other."""
        shown = f"{'' if women is None else women}/{'' if total is None else total}"
        if state in (f.NONE_STATE, f.UNKNOWN_STATE):
            if (
                total
                or women
                or (state == f.UNKNOWN_STATE and (total, women) != (None, None))
            ):
                cure = "Delete the numbers, or choose the state that fits."
                message = f"there are numbers, but the state is “{state}”"
                self._problem(where, shown, message, cure)
                return None
            return (0, 0) if state == f.NONE_STATE else None
        if total is None and women is None:
            if state:
                cure = "Fill in total and women, or choose another state."
                message = f"there are no numbers, but the state is “{state}”"
                self._problem(where, "", message, cure)
            return None
        if total is None or women is None:
            what = "total" if total is None else "number of women"
            cure = "Fill in both; write 0 where there is none."
            self._problem(where, shown, f"the {what} is missing", cure)
            return None
        if women > total:
            message, cure = "the women exceed the total", "Correct one of the two."
            self._problem(where, shown, message, cure)
            return None
        return total, women


_DIGITS: Final = "Write a whole number with the digits 0 to 9, such as 13."
_KINDS: Final = {
    "formula": ("a formula stands in place of a number", "Write the number itself."),
    "date": (
        "a date stands in place of a number",
        f"Format the cell as number. {_DIGITS}",
    ),
    "error": ("the cell holds no number", _DIGITS),
    "boolean": ("the cell holds no number", _DIGITS),
}


def count_problem(cell: Cell) -> tuple[str, str] | None:
    """Message and cure where a cell is no whole number from 0 on."""
    if cell.kind in _KINDS:
        return _KINDS[cell.kind]
    message = (_number_problem if cell.kind == "number" else _typed_problem)(cell.text)
    return text_problem(cell.text) or ((message, _DIGITS) if message else None)


def _number_problem(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return "the cell holds no number"
    if not number >= 0:
        return "a count is below 0 or no number"
    if number > LARGEST_COUNT:
        return "a count is larger than any organisation"
    return "" if number.is_integer() else "a count is not a whole number"


def _typed_problem(text: str) -> str:
    if re.fullmatch("[0-9]{1,8}", text):
        return _number_problem(text)
    if any(char.isdigit() and not char.isascii() for char in text):
        return "a number is not written with the digits 0 to 9"
    return "words or signs stand in place of a number"
