"""The collection workbook: same bytes, locked, validated, opened by LibreOffice."""

import io
import os
import shutil
import subprocess
import sys

import openpyxl
import pytest

from genderlib.data.collection import slug
from genderlib.data.ingest.reading import read_sheets
from genderlib.data.workbook import form as layout
from genderlib.data.workbook.words import COMPLETE, MISTAKES, TO_DO
from tests.ingest import forms

STAFF = layout.SHEETS["staff"]


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_same_form_gives_the_same_bytes_in_any_process(root):
    code = (
        "import hashlib; from tests.ingest import forms;"
        "print(hashlib.sha256(forms.blank()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }

    assert len(digests) == 1


def test_only_input_cells_are_unlocked_and_the_structure_is_locked():
    workbook = opened(forms.blank())

    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }

    inputs = {
        (name, f"{c}6") for name in ("Nhân sự", "Lãnh đạo", "Đào tạo") for c in "GHIJ"
    }
    assert unlocked == inputs | {("Tổng quan", "B7"), ("Tổng quan", "B8")}
    assert workbook.security.lockStructure
    assert all(sheet.protection.sheet for sheet in workbook)


def test_cells_are_validated_and_states_chosen_from_a_list():
    sheet = opened(forms.blank())[STAFF]

    rules = {
        str(rule.sqref): (rule.type, rule.formula1)
        for rule in sheet.data_validations.dataValidation
    }

    assert rules["G6"] == ("whole", "H6")
    assert rules["H6"][0] == "custom"
    assert "H6<=G6" in rules["H6"][1]
    assert rules["I6"] == ("list", f'"{",".join(layout.STATES)}"')


def test_last_year_stands_beside_the_empty_cells():
    sheet = opened(forms.blank())[STAFF]

    row = [sheet.cell(6, column).value for column in range(5, 9)]

    assert row == [98, 38, None, None]
    assert sheet["E4"].value.startswith("Năm 2020")
    assert sheet["H5"].value == "Trong đó: Nữ\nOf whom women"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_that_begins_as_a_formula_stays_text(start):
    name = f'{start}HYPERLINK("http://x.vn","x")'

    workbook = opened(forms.blank(name))

    cell = workbook[layout.OVERVIEW].cell(*layout.UNIT)
    assert (cell.data_type, cell.value) == ("s", name)
    assert cell.quotePrefix


def test_the_reader_sees_what_openpyxl_sees(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(forms.filled())

    sheets, _ = read_sheets(path)

    other = opened(forms.filled())
    for sheet in sheets:
        theirs = other[sheet.name]
        for (row, column), cell in sheet.cells.items():
            value = theirs.cell(row, column).value
            shown = value.date().isoformat() if cell.kind == "date" else str(value)
            assert cell.text == shown
        assert {m.coord for m in theirs.merged_cells.ranges} == {
            f"{openpyxl.utils.get_column_letter(left)}{top}:"
            f"{openpyxl.utils.get_column_letter(right)}{bottom}"
            for top, left, bottom, right in sheet.merged
        }


def test_slugs_keep_vietnamese_names_readable():
    assert slug("Cục Đo lường") == "cuc_do_luong"
    assert slug("2. Vụ") == "unit_2_vu"


CASES = {
    "blank": (forms.blank, [TO_DO] * 4),
    "filled-in": (forms.filled, [COMPLETE] * 4),
    "a-sheet-left": (
        lambda: forms.filled({"staff": (40, 100), "division_heads": layout.NONE_STATE}),
        [COMPLETE, COMPLETE, TO_DO, TO_DO],
    ),
    "women-above-total": (
        lambda: forms.filled(forms.COUNTS | {"staff": (101, 100)}),
        [MISTAKES, COMPLETE, COMPLETE, MISTAKES],
    ),
    "words-for-a-number": (
        lambda: forms.filled(forms.COUNTS | {"division_heads": ("hai", 20)}),
        [COMPLETE, MISTAKES, COMPLETE, MISTAKES],
    ),
    "state-against-numbers": (
        lambda: forms.with_cell(STAFF, "I6", layout.NONE_STATE),
        [MISTAKES, COMPLETE, COMPLETE, MISTAKES],
    ),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Workbooks saved again by LibreOffice, which recalculates their formulas."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        pytest.skip(
            "LIBREOFFICE IS MISSING: whether the workbook opens in it was not checked "
            "(apt-get install libreoffice-calc-nogui)"
        )
    folder = tmp_path_factory.mktemp("office")
    for name, (make, _) in CASES.items():
        (folder / f"{name}.xlsx").write_bytes(make())
    result = subprocess.run(
        [program, "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "out",
         *sorted(folder.glob("*.xlsx"))],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert result.stdout.count("convert ") == len(CASES), result.stderr
    return folder / "out"


def states(content):
    """What the overview shows after LibreOffice has calculated it."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[layout.OVERVIEW]
    first = layout.FIRST_STATE
    return [sheet.cell(row, 2).value for row in range(first, first + 4)]


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_opens_it_and_the_overview_turns_complete(saved, name):
    content = (saved / f"{name}.xlsx").read_bytes()

    assert states(content) == CASES[name][1]
    assert len(opened(content)[STAFF].data_validations.dataValidation) == 4


def test_what_libreoffice_saves_is_read_as_what_was_filled_in(saved):
    sheets = {sheet.name: sheet for sheet in read_sheets(saved / "filled-in.xlsx")[0]}

    cells = [sheets[STAFF].text(6, column) for column in (1, 7, 8)]
    assert cells == ["staff", "100", "40"]
    assert sheets[layout.OVERVIEW].text(*layout.AS_OF) == "2021-12-31"
