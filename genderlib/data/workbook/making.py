"""Write the collection workbook: the same form gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from genderlib.data.workbook import form as f
from genderlib.data.workbook.overview import notes, overview
from genderlib.data.workbook.topics import topic_sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from genderlib.data.workbook.form import Form

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = b"1980-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MARGIN: Final = 0.4
"""Of a printed sheet. [inches]"""


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
    first = workbook.active
    assert first is not None  # noqa: S101  a new workbook has one sheet
    first.title = f.OVERVIEW
    overview(first, form)
    for topic, rows in form.topics.items():
        topic_sheet(workbook.create_sheet(f.SHEETS[topic]), form, topic, rows)
    notes(workbook.create_sheet(f.NOTES), form)
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
        sheet.sheet_view.showGridLines = False
        _page(sheet)


def _page(sheet: Worksheet) -> None:
    """A4 across, all columns on one page."""
    from openpyxl.worksheet.page import PageMargins

    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(
        _MARGIN, _MARGIN, _MARGIN, _MARGIN, header=0, footer=0
    )
