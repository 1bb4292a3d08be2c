"""Tables as they come, read by their mapping; every change is listed with its cell."""

import io
import json

import docx
import pytest

from genderlib.data.ingest.mapping import read_mapping
from genderlib.data.ingest.reading import read_sheets
from genderlib.data.ingest.suggest import suggest_mapping
from genderlib.data.ingest.tables import read_tables
from tests.ingest import forms
from tests.ingest.bad_files import GOOD_ROWS, MAPPING, mapping

GROUPS = {
    "staff": ("toàn thể cán bộ", "Cán bộ", "all staff", "Staff"),
    "division_heads": ("trưởng phòng", "Trưởng phòng", "heads of division", "Heads"),
    "course_english": ("lớp tiếng Anh", "Tiếng Anh", "English course", "English"),
}
ROWS = {
    group: dict(zip(("name_vi", "short_vi", "name_en", "short_en"), names, strict=True))
    for group, names in GROUPS.items()
}


@pytest.fixture
def read(tmp_path):
    """Counts, problems, changes and questions of a file and its mapping."""

    def call(content, how, name="t.xlsx"):
        path, mapped = tmp_path / name, tmp_path / "m.json"
        path.write_bytes(content)
        mapped.write_bytes(how)
        sheets, _ = read_sheets(path)
        return read_tables(name, sheets, read_mapping(mapped), GROUPS)

    return call


def counts(taken):
    return {(e.unit, e.group): (e.women, e.total, e.place.cell) for e in taken.entries}


def said(findings):
    return {(f.place.cell, f.message) for f in findings}


def test_a_plain_table_is_read_with_the_cells_of_origin(read):
    taken = read(forms.table(GOOD_ROWS), mapping())

    assert taken.problems == []
    assert counts(taken) == {
        ("Đơn vị A", "staff"): (40, 100, "B2:C2"),
        ("Đơn vị A", "division_heads"): (8, 21, "B3:C3"),
    }


# Invented, in the form agencies use: a title, headings over two rows, unit names only
# in their first row, a row of totals, a footnote. Sums by hand: 393 + 13 = 406 women
# of 868 + 55 = 923, and 393/868 = 45.276...%, 13/55 = 23.636...%.
AGENCY = [
    ["BẢNG TỔNG HỢP NĂM 2021"],
    ["TT", "Đơn vị", "Nhóm", "Cán bộ", None, "Tỷ lệ"],
    [None, None, None, "Tổng số", "Trong đó: Nữ", None],
    [1, "Đơn vị A", "Cán bộ", "868", "393", "45,28%"],
    [None, None, "Trưởng phòng", "55", "mười ba", "23,64%"],
    [2, "Đơn vị B", "Cán bộ", "2.387", "1.100", "46,10%"],
    [None, "Tổng cộng", "Cán bộ", 3255, 1493, None],
    ["(*) Số liệu đến 31/12"],
]


def agency(sheet):
    for where in ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"):
        sheet.merge_cells(where)


AGENCY_TABLE = {
    "header_rows": [2, 3],
    "rows": [4, 7],
    "columns": {"A": "ignore", "B": "unit", "C": "group", "D": "total", "E": "women",
                "F": "share"},
    "headings": {"D": "Cán bộ | Tổng số", "E": "Cán bộ | Trong đó: Nữ"},
    "constant": {},
    "names": {"Cán bộ": "staff", "Trưởng phòng": "division_heads",
              "Tổng cộng": "(total)"},
    "repeated": ["B"],
}  # fmt: skip


def test_a_table_of_an_agency_is_read_and_all_that_was_changed_is_listed(read):
    content = forms.table(AGENCY, change=agency)

    taken = read(content, mapping(**AGENCY_TABLE))

    assert taken.problems == []
    assert counts(taken) == {
        ("Đơn vị A", "staff"): (393, 868, "D4:E4"),
        ("Đơn vị A", "division_heads"): (13, 55, "D5:E5"),
        ("Đơn vị B", "staff"): (1100, 2387, "D6:E6"),
    }
    assert said(taken.changes) >= {
        ("A1", "left out: above the table"),
        ("A8", "left out: below the table"),
        ("B5", "a blank was read as the cell above: Đơn vị A"),
        ("E5", "a number in words was read as digits: 13"),
        ("D6", "“.” was read as thousands: 2387"),
        ("A7", "left out: a row of totals, only compared"),
        ("F4", "left out: a share that agrees with its counts"),
    }
    # 1100/2387 is 46.083 per cent: 46.08 and not 46.10.
    (question,) = taken.questions
    assert question.place.cell == "F6"
    assert question.cure == "1100 of 2387 is 46.08%. Which is right?"


def test_a_row_of_totals_that_does_not_add_up_is_asked_about(read):
    rows = [list(row) for row in AGENCY]
    rows[6][4] = 1500

    taken = read(forms.table(rows, change=agency), mapping(**AGENCY_TABLE))

    messages = {q.message: q.cure for q in taken.questions}
    assert messages["a row of totals differs from the sum of its rows"] == (
        "The rows add up to 1493/3255. Which is right?"
    )


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("13/ 55", "women/total"),
        ("55/13", "total/women"),
        ("13 nữ/55 người", "total/women"),
    ],
)
def test_two_counts_in_one_cell_are_taken_apart(read, text, meaning):
    rows = [("Nhóm", "Nữ/tổng"), ("Cán bộ", text)]
    how = mapping(
        columns={"A": "group", "B": meaning},
        headings={},
        names={"Cán bộ": "staff"},
        rows=[2, 2],
    )

    taken = read(forms.table(rows), how)

    assert counts(taken) == {("Đơn vị A", "staff"): (13, 55, "B2")}
    assert [c.place.cell for c in taken.changes if "taken apart" in c.message] == ["B2"]


def test_groups_side_by_side_are_read_by_column(read):
    rows = [("Đơn vị", "Cán bộ", "Nữ", "Lớp", "Nữ"), ("Đơn vị B", 9, 4, 6, 2)]
    columns = {
        "A": "unit",
        "B": {"is": "total", "group": "staff"},
        "C": {"is": "women", "group": "staff"},
        "D": {"is": "total", "group": "course_english"},
        "E": {"is": "women", "group": "course_english"},
    }

    taken = read(
        forms.table(rows),
        mapping(columns=columns, headings={}, rows=[2, 2], constant={}),
    )

    assert counts(taken) == {
        ("Đơn vị B", "staff"): (4, 9, "B2:C2"),
        ("Đơn vị B", "course_english"): (2, 6, "D2:E2"),
    }


@pytest.mark.parametrize(
    ("how", "number", "message"),
    [
        ("leave_out", 1, "left out: the row is hidden"),
        ("read", 2, "a row that is hidden was read"),
    ],
)
def test_a_hidden_row_is_treated_as_the_mapping_says_and_listed(
    read, how, number, message
):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    taken = read(forms.table(GOOD_ROWS, change=hide), mapping(hidden_rows=how))

    assert len(taken.entries) == number
    assert ("A3", message) in said(taken.changes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_its_encodings_with_its_separators(read, encoding, mark):
    text = "\r\n".join(mark.join(map(str, row)) for row in GOOD_ROWS)

    taken = read(text.encode(encoding), mapping(sheet=""), "t.csv")

    assert counts(taken)["Đơn vị A", "staff"] == (40, 100, "B2:C2")


def test_decomposed_letters_are_read_as_composed(read):
    import unicodedata

    rows = [[unicodedata.normalize("NFD", str(c)) for c in row] for row in GOOD_ROWS]
    text = "\n".join(",".join(row) for row in rows)

    taken = read(text.encode(), mapping(sheet=""), "t.csv")

    assert counts(taken)["Đơn vị A", "division_heads"] == (8, 21, "B3:C3")


def word_table():
    made = docx.Document()
    grid = made.add_table(rows=5, cols=4)
    rows = [
        ("Đơn vị", "Nhóm", "Năm 2021", ""),
        ("", "", "Tổng số", "Trong đó: Nữ"),
        ("Đơn vị A", "Cán bộ", "868", "393"),
        ("", "Trưởng phòng", "55", "13"),
        ("Tổng cộng", "Cán bộ", "868", "393"),
    ]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.cell(number, column).text = text
    grid.cell(0, 2).merge(grid.cell(0, 3))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 1).merge(grid.cell(1, 1))
    grid.cell(2, 0).merge(grid.cell(3, 0))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_table_of_a_document_with_merged_cells_is_read(read):
    columns = {"A": "unit", "B": "group", "C": "total", "D": "women"}
    how = mapping(
        sheet="1",
        header_rows=[1, 2],
        rows=[3, 5],
        columns=columns,
        headings={"D": "Năm 2021 | Trong đó: Nữ"},
        constant={},
        names=AGENCY_TABLE["names"],
    )

    taken = read(word_table(), how, "t.docx")

    assert taken.problems == []
    assert counts(taken) == {
        ("Đơn vị A", "staff"): (393, 868, "C3:D3"),
        ("Đơn vị A", "division_heads"): (13, 55, "C4:D4"),
    }
    assert ("A4", "the merged cell A3 was repeated") in said(taken.changes)


def test_a_mapping_is_proposed_and_says_what_is_left_to_decide(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(
        forms.table(
            [*AGENCY[:6], [None, None, "Bộ phận khác", 9, 4], *AGENCY[6:]],
            change=agency,
        )
    )

    proposed = suggest_mapping(
        read_sheets(path)[0], ROWS, organisation="stameq", year=2021
    )

    (table,) = proposed["tables"]
    assert table["header_rows"] == [2, 3]
    assert table["rows"] == [4, 8]
    assert table["columns"] == AGENCY_TABLE["columns"]
    assert table["headings"]["E"] == "Cán bộ | Trong đó: Nữ"
    assert table["names"] == {
        "Cán bộ": "staff",
        "Trưởng phòng": "division_heads",
        "Bộ phận khác": "",
        "Tổng cộng": "(total)",
    }
    assert table["thousands"] == "."
    assert table["repeated"] == ["B"]


def test_a_proposal_completed_by_a_person_is_read(tmp_path, read):
    content = forms.table(AGENCY, change=agency)
    path = tmp_path / "t.xlsx"
    path.write_bytes(content)
    proposed = suggest_mapping(
        read_sheets(path)[0], ROWS, organisation="stameq", year=2021
    )
    proposed["source"] = MAPPING["source"]

    taken = read(content, json.dumps(proposed).encode())

    assert taken.problems == []
    assert counts(taken)["Đơn vị B", "staff"] == (1100, 2387, "D6:E6")
