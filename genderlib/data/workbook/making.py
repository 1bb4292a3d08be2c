"""Write the collection workbook: the same form gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.workbook import form as f

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from genderlib.data.workbook.form import Form, FormRow

# Contrast on white is 8.6 and 4.6 to 1; the fill of an input cell is for the eye only,
# its border says the same.
_INK, _MUTED, _INPUT, _HEAD = "12436D", "595959", "FFF8DC", "E7EEF4"
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = b"1980-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

_COUNTED: Final = {
    "persons": "Người\nPersons",
    "attendances": "Lượt người\nAttendances",
    "organisations": "Cơ quan\nOrganisations",
}
_INTRODUCTION: Final = (
    "Chỉ điền vào ô màu vàng. Nhóm không có ở đơn vị: chọn “Không có nhóm này”; "
    "chưa biết: chọn “Chưa có số liệu”.\n"
    "Fill in the yellow cells only. Where there is no such group choose the second "
    "state, where the number is not known the third."
)
_NOTES: Final = (
    (
        "Tổng số",
        "Tất cả những người được đếm, cả khi giới tính không được ghi.",
        "Total",
        "Everyone counted, also those whose sex is not recorded.",
    ),
    (
        "Trong đó: Nữ",
        "Số nữ trong tổng số; không lớn hơn tổng số.",
        "Of whom women",
        "Women among the total; never more than the total.",
    ),
    (
        "Người",
        "Mỗi người được đếm một lần.",
        "Persons",
        "Each person is counted once.",
    ),
    (
        "Lượt người",
        "Một người học hai lớp được đếm hai lần.",
        "Attendances",
        "A person in two courses counts twice.",
    ),
    (
        "Ngày chốt số liệu",
        "Ngày mà các con số mô tả, ví dụ 31/12.",
        "Reference day",
        "The day the numbers describe, for example 31 December.",
    ),
)


def make_workbook(form: Form) -> bytes:
    """A workbook for one unit to fill in.

    Parameters
    ----------
    form : Form
        What is asked for.

    Returns
    -------
    bytes
        An xlsx file. It depends on the form alone, not on day or machine.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    overview = workbook.active
    assert overview is not None  # noqa: S101  a new workbook has one sheet
    overview.title = f.OVERVIEW
    for topic, rows in form.topics.items():
        _topic_sheet(workbook.create_sheet(f.SHEETS[topic]), form, rows)
    _overview(overview, form)
    _notes(workbook.create_sheet(f.NOTES), form)
    _finish(workbook, form)
    out = io.BytesIO()
    workbook.save(out)
    return same_bytes(out.getvalue())


def same_bytes(content: bytes) -> bytes:
    """An Office file without the times of its making."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMPS.sub(rb"\g<1>" + _STAMP, part)
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            # Level by number: the default of zlib may change.
            new.writestr(info, part, compresslevel=6)
    return out.getvalue()


def _finish(workbook: Workbook, form: Form) -> None:
    from openpyxl.workbook.protection import WorkbookProtection

    workbook.properties.creator = "genderlib"
    workbook.properties.title = f"{form.organisation} {form.year}"
    # No password: the lock keeps a slip of the hand out, not a person.
    workbook.security = WorkbookProtection(lockStructure=True)
    workbook.calculation.fullCalcOnLoad = True
    for sheet in workbook.worksheets:
        sheet.protection.enable()
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    *,
    bold: bool = False,
    muted: bool = False,
    fill: str = "",
) -> Any:
    """A cell whose text stays text, whatever it begins with."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(row, column)
    if isinstance(value, str):
        # Not by assignment alone: openpyxl makes a formula of "=...".
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@")
    else:
        cell.value = value
    colour = _MUTED if muted else _INK if bold else "000000"
    cell.font = Font(name="Arial", size=11, bold=bold, color=colour)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    return cell


def _input(sheet: Worksheet, row: int, column: int, *, number_format: str) -> None:
    from openpyxl.styles import Border, Protection, Side

    cell = _write(sheet, row, column, None, fill=_INPUT)
    side = Side(style="thin", color=_INK)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.protection = Protection(locked=False)
    cell.number_format = number_format


def _widths(sheet: Worksheet, widths: tuple[int, ...]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _topic_sheet(sheet: Worksheet, form: Form, rows: list[FormRow]) -> None:
    _widths(sheet, (24, 12, 46, 14, 11, 11, 11, 11, 22, 40))
    _write(sheet, 1, 1, f"{sheet.title} – {form.unit or form.name_vi}", bold=True)
    _write(sheet, 2, 1, _INTRODUCTION)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=f.NOTE)
    sheet.row_dimensions[2].height = 48
    _headings(sheet, form)
    for number, row in enumerate(rows, start=f.FIRST_ROW):
        _form_row(sheet, number, row)
    last = f.FIRST_ROW + len(rows) - 1
    _validate(sheet, last)
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
        _write(sheet, 4, column, text, bold=True, fill=_HEAD)
        sheet.merge_cells(
            start_row=4, start_column=column, end_row=5, end_column=column
        )
    for column, year in ((f.LAST_TOTAL, form.year - 1), (f.TOTAL, form.year)):
        _write(sheet, 4, column, f"Năm {year}\n{year}", bold=True, fill=_HEAD)
        sheet.merge_cells(
            start_row=4, start_column=column, end_row=4, end_column=column + 1
        )
        _write(sheet, 5, column, "Tổng số\nTotal", bold=True, fill=_HEAD)
        women = "Trong đó: Nữ\nOf whom women"
        _write(sheet, 5, column + 1, women, bold=True, fill=_HEAD)
    sheet.row_dimensions[4].height = 32
    sheet.row_dimensions[5].height = 46


def _form_row(sheet: Worksheet, number: int, row: FormRow) -> None:
    _write(sheet, number, f.GROUP, row.group, muted=True)
    _write(sheet, number, f.LEVEL, row.level)
    _write(sheet, number, f.NAME, f"{row.name_vi}\n{row.name_en}")
    _write(sheet, number, f.COUNTED, _COUNTED[row.counted])
    _write(sheet, number, f.LAST_TOTAL, row.last_total, muted=True)
    _write(sheet, number, f.LAST_WOMEN, row.last_women, muted=True)
    _input(sheet, number, f.TOTAL, number_format="0")
    _input(sheet, number, f.WOMEN, number_format="0")
    _input(sheet, number, f.STATE, number_format="@")
    _input(sheet, number, f.NOTE, number_format="@")
    sheet.row_dimensions[number].height = 34


def _validate(sheet: Worksheet, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    first = f.FIRST_ROW
    total = sheet.cell(first, f.TOTAL).coordinate
    women = sheet.cell(first, f.WOMEN).coordinate
    for column, rule in (
        (
            f.TOTAL,
            DataValidation(
                type="whole",
                operator="greaterThanOrEqual",
                formula1=women,
                error=_WHOLE_ERROR,
            ),
        ),
        (
            f.WOMEN,
            DataValidation(
                # Also while the total is still empty: numbers are typed in any order.
                type="custom",
                formula1=(
                    f"AND(ISNUMBER({women}),{women}>=0,{women}=INT({women}),"
                    f'OR({total}="",{women}<={total}))'
                ),
                error=_WOMEN_ERROR,
            ),
        ),
        (
            f.STATE,
            DataValidation(
                type="list",
                formula1=f'"{",".join(f.STATES)}"',
                error=_STATE_ERROR,
            ),
        ),
        (
            f.NOTE,
            DataValidation(
                type="textLength",
                operator="lessThanOrEqual",
                formula1="500",
                error=_NOTE_ERROR,
            ),
        ),
    ):
        rule.allow_blank, rule.showErrorMessage = True, True
        rule.errorTitle = "Xem lại / Please check"
        start = sheet.cell(first, column).coordinate
        rule.add(f"{start}:{sheet.cell(last, column).coordinate}")
        sheet.add_data_validation(rule)


_WHOLE_ERROR: Final = (
    "Tổng số là số nguyên, không nhỏ hơn số nữ.\n"
    "The total is a whole number, not less than the women."
)
_WOMEN_ERROR: Final = (
    "Số nữ là số nguyên từ 0 đến tổng số.\n"
    "Women are a whole number from 0 to the total."
)
_STATE_ERROR: Final = "Chọn một mục trong danh sách.\nChoose one of the list."
_NOTE_ERROR: Final = "Tối đa 500 ký tự.\nAt most 500 characters."
_DAY_ERROR: Final = (
    "Nhập ngày, ví dụ 31/12, trong năm báo cáo hoặc năm sau.\n"
    "Enter a day of the reporting year or of the year after."
)


def _overview(sheet: Worksheet, form: Form) -> None:
    _widths(sheet, (44, 44, 16, 16, 30))
    title = f"Biểu thu thập số liệu bình đẳng giới năm {form.year}"
    _write(sheet, 1, 1, title, bold=True)
    _write(sheet, 2, 1, f"Collection of gender-equality data for {form.year}")
    _write(sheet, 3, 1, "Cơ quan / Organisation")
    _write(sheet, 3, 2, f"{form.name_vi}\n{form.name_en}")
    for (row, column), label, value in (
        (f.ORGANISATION, "Mã cơ quan / Code", form.organisation),
        (f.YEAR, "Năm / Year", form.year),
        (f.UNIT, "Đơn vị / Unit", form.unit or f.WHOLE),
        (f.FORM, "Phiên bản biểu / Version of the form", f.VERSION),
    ):
        _write(sheet, row, column - 1, label)
        _write(sheet, row, column, value, bold=True)
    for (row, column), label in (
        (f.AS_OF, "Ngày chốt số liệu / Reference day"),
        (f.FILLED_ON, "Ngày lập biểu / Filled in on"),
    ):
        _write(sheet, row, column - 1, label)
        _input(sheet, row, column, number_format="yyyy-mm-dd")
    _write(sheet, 10, 1, _INTRODUCTION)
    sheet.merge_cells(start_row=10, start_column=1, end_row=10, end_column=5)
    sheet.row_dimensions[10].height = 64
    _validate_days(sheet, form)
    _states(sheet, form)


def _validate_days(sheet: Worksheet, form: Form) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    serials = [
        str((date(year, month, day) - date(1899, 12, 30)).days)
        for year, month, day in ((form.year, 1, 1), (form.year + 1, 12, 31))
    ]
    rule = DataValidation(
        type="date",
        operator="between",
        formula1=serials[0],
        formula2=serials[1],
        allow_blank=True,
    )
    rule.showErrorMessage, rule.error = True, _DAY_ERROR
    rule.errorTitle = "Xem lại / Please check"
    for place in (f.AS_OF, f.FILLED_ON):
        rule.add(sheet.cell(*place).coordinate)
    sheet.add_data_validation(rule)


def _states(sheet: Worksheet, form: Form) -> None:
    """How far each sheet is, and the whole."""
    head = ("Trang / Sheet", "Tình trạng / State", "Xong / Done", "Dòng / Rows", "Lỗi")
    for column, text in enumerate(head, start=1):
        _write(sheet, f.FIRST_STATE - 1, column, text, bold=True, fill=_HEAD)
    row = f.FIRST_STATE
    for row, (topic, rows) in enumerate(form.topics.items(), start=f.FIRST_STATE):
        name = f.SHEETS[topic]
        done, mistakes = _progress(name, f.FIRST_ROW + len(rows) - 1)
        _write(sheet, row, 1, name)
        sheet.cell(row, 3).value = done
        _write(sheet, row, 4, len(rows))
        sheet.cell(row, 5).value = mistakes
        sheet.cell(row, 2).value = _state(row, "TRUE")
    first, last = f.FIRST_STATE, row
    for column in (3, 4, 5):
        letter = sheet.cell(row, column).column_letter
        sheet.cell(row + 1, column).value = f"=SUM({letter}{first}:{letter}{last})"
    _write(sheet, row + 1, 1, "Cả biểu / The whole workbook", bold=True)
    days = ",".join(f'{sheet.cell(*p).coordinate}<>""' for p in (f.AS_OF, f.FILLED_ON))
    sheet.cell(row + 1, 2).value = _state(row + 1, f"AND({days})")
    _colour(sheet, f"B{first}:B{row + 1}")


COMPLETE: Final = "Hoàn tất / Complete"
TO_DO: Final = "Còn thiếu / To do"
MISTAKES: Final = "Có lỗi / Mistakes"


def _progress(name: str, last: int) -> tuple[str, str]:
    """Formulas that count the rows that are done, and those with a mistake."""

    def cells(column: str) -> str:
        return f"'{name}'!${column}${f.FIRST_ROW}:${column}${last}"

    total, women, state = cells("G"), cells("H"), cells("I")
    counted = f'({total}<>"")*({women}<>"")'
    said = f'({state}="{f.NONE_STATE}")+({state}="{f.UNKNOWN_STATE}")'
    done = f"=SUMPRODUCT(--(({counted}+{said})>0))"
    return done, f'=SUMPRODUCT(({women}<>"")*({total}<>"")*({women}>{total}))'


def _state(row: int, and_also: str) -> str:
    return (
        f'=IF(E{row}>0,"{MISTAKES}",'
        f'IF(AND(C{row}=D{row},{and_also}),"{COMPLETE}","{TO_DO}"))'
    )


def _colour(sheet: Worksheet, cells: str) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill

    for text, fill, ink in (
        (COMPLETE, "DFF0D8", "1B5E20"),
        (MISTAKES, "FBE3E4", "8B0000"),
    ):
        rule = CellIsRule(
            operator="equal",
            formula=[f'"{text}"'],
            fill=PatternFill("solid", bgColor=fill),
            font=Font(color=ink, bold=True),
        )
        sheet.conditional_formatting.add(cells, rule)


def _notes(sheet: Worksheet, form: Form) -> None:
    _widths(sheet, (30, 60, 30, 60))
    head = ("Thuật ngữ", "Nghĩa", "Term", "Meaning")
    for column, text in enumerate(head, start=1):
        _write(sheet, 1, column, text, bold=True, fill=_HEAD)
    for number, words in enumerate(_NOTES, start=2):
        for column, text in enumerate(words, start=1):
            _write(sheet, number, column, text)
        sheet.row_dimensions[number].height = 34
    del form
