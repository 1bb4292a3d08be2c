"""A topic's sheet of the collection workbook: one line a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genderlib.data.workbook import form as f
from genderlib.data.workbook import words
from genderlib.data.workbook.cells import (
    MUTED,
    count,
    frame,
    heading,
    introduction,
    merge,
    title,
    to_fill_in,
    widths,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from genderlib.data.workbook.form import Form, FormRow

_WIDTHS: Final = (20, 12, 50, 14, 11, 16, 11, 16, 24, 36)


def topic_sheet(sheet: Worksheet, form: Form, topic: str, rows: list[FormRow]) -> None:
    """Write a topic's sheet.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    form : Form
    topic : str
    rows : list of FormRow
        Of this topic.
    """
    widths(sheet, _WIDTHS)
    name = f"{sheet.title} / {words.SHEETS_EN[topic]}"
    title(sheet, 1, f"{name} – {form.unit or form.name_vi}", f.NOTE)
    introduction(sheet, 2, words.INTRODUCTION, f.NOTE)
    _headings(sheet, form)
    for number, row in enumerate(rows, start=f.FIRST_ROW):
        _line(sheet, number, row)
    # Most forms have no levels, and an empty column is a riddle.
    sheet.column_dimensions["B"].hidden = not any(row.level for row in rows)
    last = f.FIRST_ROW + len(rows) - 1
    for column, rule in _rules(sheet):
        start, end = sheet.cell(f.FIRST_ROW, column), sheet.cell(last, column)
        rule.add(f"{start.coordinate}:{end.coordinate}")
        sheet.add_data_validation(rule)
    _mark_mistakes(sheet, last)
    sheet.freeze_panes = sheet.cell(f.FIRST_ROW, f.COUNTED)
    sheet.print_title_rows = f"4:{f.FIRST_ROW - 1}"


def _headings(sheet: Worksheet, form: Form) -> None:
    for column, text in (
        (f.GROUP, "Mã\nCode"),
        (f.LEVEL, "Cấp\nLevel"),
        (f.NAME, "Nhóm\nGroup"),
        (f.COUNTED, "Đếm\nCounted"),
        (f.STATE, "Tình trạng\nState"),
        (f.NOTE, "Ghi chú\nNote"),
    ):
        heading(sheet, 4, column, text)
        heading(sheet, 5, column, "")
        merge(sheet, 4, column, 5, column)
    for column, year in ((f.LAST_TOTAL, form.year - 1), (f.TOTAL, form.year)):
        heading(sheet, 4, column, f"Năm {year}\nYear {year}")
        heading(sheet, 4, column + 1, "")
        merge(sheet, 4, column, 4, column + 1)
        heading(sheet, 5, column, "Tổng số\nTotal")
        heading(sheet, 5, column + 1, "Trong đó: Nữ\nOf whom women")
    sheet.row_dimensions[4].height = 34
    sheet.row_dimensions[5].height = 48


def _line(sheet: Worksheet, number: int, row: FormRow) -> None:
    write(sheet, number, f.GROUP, row.group, size=8, colour=MUTED)
    write(sheet, number, f.LEVEL, row.level)
    names = f"{f.capitalised(row.name_vi)}\n{f.capitalised(row.name_en)}"
    write(sheet, number, f.NAME, names)
    write(sheet, number, f.COUNTED, "\n".join(words.COUNTED[row.counted]))
    for column in (f.GROUP, f.LEVEL, f.NAME, f.COUNTED):
        frame(sheet, number, column)
    count(sheet, number, f.LAST_TOTAL, row.last_total)
    count(sheet, number, f.LAST_WOMEN, row.last_women)
    to_fill_in(sheet, number, f.TOTAL, number_format="0", right=True)
    to_fill_in(sheet, number, f.WOMEN, number_format="0", right=True)
    to_fill_in(sheet, number, f.STATE, number_format="@")
    to_fill_in(sheet, number, f.NOTE, number_format="@")
    lines = sum(-(-len(name) // 52) for name in (row.name_vi, row.name_en))
    sheet.row_dimensions[number].height = 6 + 15 * max(2, lines)


def _rules(sheet: Worksheet) -> Iterator[tuple[int, DataValidation]]:
    """What each column takes; the program that fills it in tells at once."""
    from openpyxl.worksheet.datavalidation import DataValidation

    total = sheet.cell(f.FIRST_ROW, f.TOTAL).coordinate
    women = sheet.cell(f.FIRST_ROW, f.WOMEN).coordinate
    # Also while the total is still empty: numbers are typed in any order.
    right = (
        f"AND(ISNUMBER({women}),{women}>=0,{women}=INT({women}),"
        f'OR({total}="",{women}<={total}))'
    )
    at_least, at_most = "greaterThanOrEqual", "lessThanOrEqual"
    choice = f'"{",".join(f.STATES)}"'
    for column, kind, operator, formula, error in (
        (f.TOTAL, "whole", at_least, women, words.WHOLE_ERROR),
        (f.WOMEN, "custom", None, right, words.WOMEN_ERROR),
        (f.STATE, "list", None, choice, words.STATE_ERROR),
        (f.NOTE, "textLength", at_most, "500", words.NOTE_ERROR),
    ):
        rule = DataValidation(type=kind, operator=operator, formula1=formula)
        rule.allow_blank, rule.showErrorMessage = True, True
        rule.error, rule.errorTitle = error, words.CHECK_TITLE
        yield column, rule


def _mark_mistakes(sheet: Worksheet, last: int) -> None:
    """Red where women exceed the total: what is pasted is not validated."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    first = f.FIRST_ROW
    wrong = f"AND(ISNUMBER($G{first}),ISNUMBER($H{first}),$H{first}>$G{first})"
    rule = FormulaRule(
        formula=[wrong],
        fill=PatternFill("solid", bgColor="FBE3E4"),
        font=Font(color="8B0000", bold=True),
    )
    sheet.conditional_formatting.add(f"G{first}:H{last}", rule)
