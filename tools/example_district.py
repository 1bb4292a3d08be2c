"""The workbooks that the units of an invented district send back, for the tutorial.

`python tools/example_district.py` makes the workbooks of 2024 as a newcomer does in
the tutorial, fills them in and writes them to examples/district/received. The district,
its units and every count are invented; nobody in them exists.
"""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from genderlib.collect import prepare_year, write_workbooks
from genderlib.data import Project
from genderlib.data.starting import start_example
from genderlib.data.workbook import form
from genderlib.data.workbook.making import same_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[1]
RECEIVED = ROOT / "examples" / "district" / "received"
WHOSE, YEAR = "example_district", 2024
COUNTED_ON, FILLED_ON = dt.date(2024, 12, 31), dt.date(2025, 1, 6)

# What each unit fills in, as women and total; the words are what it wrote instead.
Counts = dict[str, tuple[int | str, int | str]]
WHOLE: Counts = {
    "party_committee": (4, 15),
    "standing_committee": (1, 5),
    "planned_leaders": (19, 50),
}
OFFICE: Counts = {
    "division_heads": (1, 3),
    "staff": (12, 25),
    "course_specialist": (3, 5),
}
HOME_AFFAIRS: Counts = {
    "division_heads": (2, 3),
    "staff": (6, 12),
    "course_specialist": (1, 2),
}
EDUCATION: Counts = {
    "division_heads": (1, 3),
    "staff": (13, 18),
    "course_specialist": (3, 4),
}
# By place below received/: two units make a mistake at first, one mends its own later.
FILES: dict[str, Counts] = {
    "organisation": WHOLE,
    "van_phong_gia_dinh": OFFICE,
    "phong_noi_vu_gia_dinh": {**HOME_AFFAIRS, "division_heads": (3, 2)},
    "phong_giao_duc_gia_dinh": {**EDUCATION, "staff": (13, "khoảng 18")},
    "corrected/phong_noi_vu_gia_dinh": HOME_AFFAIRS,
    "corrected/phong_giao_duc_gia_dinh": EDUCATION,
    "later/van_phong_gia_dinh": {**OFFICE, "staff": (13, 26)},
}


def main() -> None:
    """Write all files."""
    for name, content in files():
        path = RECEIVED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT))


def files() -> Iterator[tuple[str, bytes]]:
    """Each file that was received, by its path below received/."""
    with tempfile.TemporaryDirectory() as name:
        start_example(Path(name) / "district")
        project = Project(Path(name) / "district")
        prepare_year(project, WHOSE, YEAR)
        sent = {path.name: path for path in write_workbooks(project, WHOSE, YEAR)}
        for place, counts in FILES.items():
            folder, _, unit = place.rpartition("/")
            blank = sent[f"{WHOSE}-{YEAR}-{unit}.xlsx"]
            yield str(Path(folder) / blank.name), filled(blank, counts)


def filled(blank: Path, counts: Counts) -> bytes:
    """A workbook as the unit sends it back, with the same bytes each time."""
    workbook = openpyxl.load_workbook(blank)
    first = workbook[form.OVERVIEW]
    first.cell(*form.AS_OF).value = COUNTED_ON
    first.cell(*form.FILLED_ON).value = FILLED_ON
    for title in form.SHEETS.values():
        if title in workbook.sheetnames:
            fill_in(workbook[title], counts)
    out = io.BytesIO()
    workbook.save(out)
    return same_bytes(out.getvalue())


def fill_in(sheet: Worksheet, counts: Counts) -> None:
    """Women and total of each group that the sheet asks for."""
    for row in range(form.FIRST_ROW, sheet.max_row + 1):
        if (group := str(sheet.cell(row, form.GROUP).value)) in counts:
            women, total = counts[group]
            sheet.cell(row, form.WOMEN).value = women
            sheet.cell(row, form.TOTAL).value = total


if __name__ == "__main__":
    main()
