"""Workbooks as units fill them in, and files taken apart and put together again."""

import datetime as dt
import io
import zipfile
from functools import cache

import openpyxl

from genderlib.data.workbook import Form, FormRow, make_workbook
from genderlib.data.workbook import form as layout

# Invented, like every count in these tests.
ROWS = (
    FormRow("staff", "staff", None, "công chức, viên chức và người lao động",
            "all staff", "persons", 38, 98),
    FormRow("representation", "division_heads", None,
            "trưởng phòng, phó trưởng phòng và tương đương",
            "heads and deputy heads of division and equivalent", "persons", 7, 20),
    FormRow("training", "course_english", None, "lớp tiếng Anh", "English course",
            "attendances"),
)  # fmt: skip
COUNTS = {"staff": (40, 100), "division_heads": (8, 21), "course_english": (3, 4)}


@cache
def blank(unit="Đơn vị A", year=2021, organisation="stameq"):
    """A workbook as it is sent out."""
    name = "Tổng cục Tiêu chuẩn Đo lường Chất lượng"
    return make_workbook(Form(organisation, name, "Directorate", year, unit, ROWS))


def filled(counts=COUNTS, *, unit="Đơn vị A", year=2021, change=None, base=None):
    """A workbook as it comes back; `change` gets it before it is saved."""
    content = base or blank(unit, year)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    overview = workbook[layout.OVERVIEW]
    overview.cell(*layout.AS_OF).value = dt.date(year, 12, 31)
    overview.cell(*layout.FILLED_ON).value = dt.date(year + 1, 1, 5)
    for sheet in workbook:
        if sheet.title in layout.SHEETS.values():
            for row in range(layout.FIRST_ROW, sheet.max_row + 1):
                fill(sheet, row, counts.get(sheet.cell(row, layout.GROUP).value))
    if change:
        change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def fill(sheet, row, count):
    """Write women and total, or a state, into a row."""
    if isinstance(count, str):
        sheet.cell(row, layout.STATE).value = count
    elif count:
        women, total = count
        sheet.cell(row, layout.WOMEN).value = women
        sheet.cell(row, layout.TOTAL).value = total


def with_cell(sheet, cell, value, number_format=None):
    """A filled workbook with one cell changed."""

    def change(workbook):
        place = workbook[sheet][cell]
        place.value = value
        if number_format:
            place.number_format = number_format

    return filled(change=change)


def parts(content):
    """The parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(files, compression=zipfile.ZIP_DEFLATED):
    """An Office file from its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(name, change, content=None):
    """A filled workbook with one part changed, or added."""
    files = parts(content or filled())
    files[name] = change(files.get(name, b""))
    return package(files)


def table(rows, *, change=None, title="Bảng 1"):
    """A workbook with one plain table."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
