"""First and last sheet: whose workbook it is, how far it is, what words mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from genderlib.data.workbook import form as f
from genderlib.data.workbook import words
from genderlib.data.workbook.cells import (
    INK,
    frame,
    heading,
    introduction,
    title,
    to_fill_in,
    widths,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from genderlib.data.workbook.form import Form


def overview(sheet: Worksheet, form: Form) -> None:
    """Write the sheet that says whose workbook it is and how far it is.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    form : Form
    """
    widths(sheet, (40, 50, 14, 14, 18))
    title(sheet, 1, f"Biểu thu thập số liệu bình đẳng giới năm {form.year}", 5)
    write(sheet, 2, 1, f"Gender-equality data for {form.year}", colour=INK)
    write(sheet, 3, 1, "Cơ quan / Organisation")
    write(sheet, 3, 2, f"{form.name_vi}\n{form.name_en}")
    sheet.row_dimensions[3].height = 48
    for (row, column), label, value in (
        (f.ORGANISATION, "Mã cơ quan / Code", form.organisation),
        (f.YEAR, "Năm / Year", form.year),
        (f.UNIT, "Đơn vị / Unit", form.unit or f.WHOLE),
        (f.FORM, "Phiên bản biểu / Version of the form", f.VERSION),
    ):
        write(sheet, row, column - 1, label)
        write(sheet, row, column, value, bold=True)
        sheet.row_dimensions[row].height = 20
    for (row, column), label in (
        (f.AS_OF, "Ngày chốt số liệu / Reference day"),
        (f.FILLED_ON, "Ngày lập biểu / Filled in on"),
    ):
        write(sheet, row, column - 1, label)
        to_fill_in(sheet, row, column, number_format="yyyy-mm-dd")
        sheet.row_dimensions[row].height = 20
    introduction(sheet, 10, words.INTRODUCTION, 5)
    _validate_days(sheet, form)
    _states(sheet, form)


def _validate_days(sheet: Worksheet, form: Form) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last = (
        str((date(year, month, day) - date(1899, 12, 30)).days)
        for year, month, day in ((form.year, 1, 1), (form.year + 1, 12, 31))
    )
    rule = DataValidation(
        type="date", operator="between", formula1=first, formula2=last
    )
    rule.allow_blank, rule.showErrorMessage = True, True
    rule.error, rule.errorTitle = words.DAY_ERROR, words.CHECK_TITLE
    for place in (f.AS_OF, f.FILLED_ON):
        rule.add(sheet.cell(*place).coordinate)
    sheet.add_data_validation(rule)


def _states(sheet: Worksheet, form: Form) -> None:
    """How far each sheet is, and the whole."""
    head = ("Trang / Sheet", "Tình trạng / State", "Xong\nDone", "Dòng\nRows",
            "Lỗi\nMistakes")  # fmt: skip
    for column, text in enumerate(head, start=1):
        heading(sheet, f.FIRST_STATE - 1, column, text)
    sheet.row_dimensions[f.FIRST_STATE - 1].height = 34
    row = first = f.FIRST_STATE
    for row, (topic, rows) in enumerate(form.topics.items(), start=first):
        name = f.SHEETS[topic]
        done, mistakes = _progress(name, f.FIRST_ROW + len(rows) - 1)
        label = f"{name} / {words.SHEETS_EN[topic]}"
        _state_line(sheet, row, label, (done, len(rows), mistakes), "TRUE")
    last, row = row, row + 1
    sums = tuple(f"=SUM({column}{first}:{column}{last})" for column in "CDE")
    days = ",".join(f'{sheet.cell(*p).coordinate}<>""' for p in (f.AS_OF, f.FILLED_ON))
    _state_line(sheet, row, "Cả biểu / The whole", sums, f"AND({days})")
    _colour(sheet, f"B{first}:B{row}")


def _state_line(
    sheet: Worksheet, row: int, label: str, numbers: tuple[str | int, ...], also: str
) -> None:
    """One line of the table: what is formula is written as such."""
    bold = also != "TRUE"
    write(sheet, row, 1, label, bold=bold)
    for column, value in enumerate((_state(row, also), *numbers), start=2):
        cell = write(sheet, row, column, None, bold=bold)
        cell.value = value
    for column in range(1, 6):
        frame(sheet, row, column)
    sheet.row_dimensions[row].height = 20


def _progress(name: str, last: int) -> tuple[str, str]:
    """Formulas that count the rows that are done, and those with a mistake."""

    def cells(column: str) -> str:
        return f"'{name}'!${column}${f.FIRST_ROW}:${column}${last}"

    total, women, state = cells("G"), cells("H"), cells("I")
    numbers = f"ISNUMBER({total})*ISNUMBER({women})"
    said = f'(({state}="{f.NONE_STATE}")+({state}="{f.UNKNOWN_STATE}"))'
    written = f'(({total}<>"")+({women}<>"")>0)'
    no_number = "+".join(f'({c}<>"")*(1-ISNUMBER({c}))' for c in (total, women))
    wrong = f"{no_number}+{numbers}*({women}>{total})+{said}*{written}"
    done = f"=SUMPRODUCT(--(({numbers}+{said}*(1-{written}))>0))"
    return done, f"=SUMPRODUCT(--(({wrong})>0))"


def _state(row: int, also: str) -> str:
    return (
        f'=IF(E{row}>0,"{words.MISTAKES}",'
        f'IF(AND(C{row}=D{row},{also}),"{words.COMPLETE}","{words.TO_DO}"))'
    )


def _colour(sheet: Worksheet, cells: str) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill

    for text, fill, ink in (
        (words.COMPLETE, "DFF0D8", "1B5E20"),
        (words.MISTAKES, "FBE3E4", "8B0000"),
    ):
        rule = CellIsRule(
            operator="equal",
            formula=[f'"{text}"'],
            fill=PatternFill("solid", bgColor=fill),
            font=Font(color=ink, bold=True),
        )
        sheet.conditional_formatting.add(cells, rule)


def notes(sheet: Worksheet, form: Form) -> None:
    """Write the sheet of what the words and the groups of the form mean.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    form : Form
    """
    widths(sheet, (38, 54, 38, 54))
    head = ("Thuật ngữ", "Nghĩa", "Term", "Meaning")
    for column, text in enumerate(head, start=1):
        heading(sheet, 1, column, text)
    for number, texts in enumerate([*words.NOTES, *_groups(form)], start=2):
        for column, text in enumerate(texts, start=1):
            write(sheet, number, column, text)
            frame(sheet, number, column)
        sheet.row_dimensions[number].height = 34


def _groups(form: Form) -> Iterator[tuple[str, str, str, str]]:
    for row in {row.group: row for row in form.rows}.values():
        vi, en = words.COUNTED[row.counted]
        yield (
            f.capitalised(row.name_vi),
            f"Mã {row.group}; đếm: {vi.lower()}.",
            f.capitalised(row.name_en),
            f"Code {row.group}; counted: {en.lower()}.",
        )
