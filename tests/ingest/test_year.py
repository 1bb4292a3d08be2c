"""A year from nothing to report, with invented units and invented counts.

The next year is prepared, workbooks are made and filled in, one of them with mistakes;
it is refused, mended, taken in; questions are written; the report is rendered, and a
draft of it while one section fails.
"""

import csv
import io
import json
import shutil

import pytest

from genderlib.data.workbook import form as layout
from tests.conftest import copy_project
from tests.ingest import forms

YEAR = ("--organisation", "stameq", "--year", "2021")
UNITS = ("Đơn vị A", "Đơn vị B", "Đơn vị C")
COURSES = ("department_level", "principal_specialist", "english", "political_theory")
NO_COURSE = {f"course_{name}": layout.UNKNOWN_STATE for name in COURSES}
# Invented. Of 2020 the source has 14/48 unit leaders, 70/162 division heads: the sums
# here are 15/48 and 68/162, which no question follows.
POSTS = ("staff", "unit_leaders", "division_heads")
COUNTS = {
    "Đơn vị A": dict(zip(POSTS, [(40, 100), (5, 16), (25, 60)], strict=True)),
    "Đơn vị B": dict(zip(POSTS, [(50, 90), (6, 16), (23, 50)], strict=True)),
    "Đơn vị C": dict(zip(POSTS, [(30, 70), (4, 16), (20, 52)], strict=True)),
}
WHOLE = {"party_committee": (4, 13), "youth_union_committee": (9, 13),
         "trade_union_committee": (6, 10)}  # fmt: skip


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


@pytest.fixture
def year(project):
    return project / "data" / "raw" / "stameq" / "2021"


@pytest.fixture
def collection(project):
    return project / "data" / "collection" / "stameq" / "2021"


@pytest.fixture(scope="module")
def first(tmp_path_factory, commands):
    """The next year with three invented units, and their filled workbooks, once."""
    folder = tmp_path_factory.mktemp("first")
    project = copy_project(folder / "project")
    units = [word for unit in UNITS for word in ("--unit", unit)]
    new = commands(project, "new", *YEAR, *units)
    assert new["code"] == 0, new["words"]
    (folder / "words.txt").write_text(new["words"], encoding="utf-8")
    shutil.copytree(project, folder / "prepared")
    assert commands(project, "workbook", *YEAR)["code"] == 0
    (folder / "received").mkdir()
    blank = project / "data" / "collection" / "stameq" / "2021" / "workbooks"
    for unit, counts in {**COUNTS, "": WHOLE}.items():
        name = {"": "organisation"}.get(unit, f"don_vi_{unit[-1:].lower()}")
        base = (blank / f"stameq-2021-{name}.xlsx").read_bytes()
        content = forms.filled(counts | NO_COURSE, base=base)
        (folder / "received" / f"{name}.xlsx").write_bytes(content)
    return folder


@pytest.fixture
def project(tmp_path):
    return tmp_path / "project"


@pytest.fixture
def prepared(project, first):
    """The next year, with three invented units: what was said of it."""
    shutil.copytree(first / "prepared", project)
    return (first / "words.txt").read_text("utf-8")


@pytest.fixture
def received(project, first, tmp_path):
    """The filled workbooks of the three units and the organisation."""
    shutil.copytree(first / "project", project)
    shutil.copytree(first / "received", tmp_path / "received")
    return tmp_path / "received"


def test_a_year_is_prepared_from_the_one_before(year, prepared):
    asked = {(row["unit"], row["group"]) for row in rows(year / "asked.csv")}
    assert {unit for unit, _ in asked} == {"", *UNITS}
    assert ("", "party_committee") in asked
    assert ("Đơn vị A", "unit_leaders") in asked
    # Seven of the ten activities of 2020 are planned, three are done.
    carried = rows(year / "activities.csv")
    assert [row["status"] for row in carried] == ["planned"] * 7
    assert {row["year"] for row in carried} == {"2021"}
    # By the dates in norms.csv: 26-NQ/TW holds from 2021, 11-NQ/TW to the end of 2020.
    begins, _, ends = prepared.partition("Norms that no longer hold in 2021")
    assert "N027" in begins.partition("did not before")[2]
    assert "N010" in ends
    assert "data/raw/stameq/2021/counts.csv" in prepared


ONE_ASKED = "year,organisation,group,unit,level\n2021,stameq,staff,,\n"


def test_preparing_again_overwrites_nothing(project, year, prepared, commands):
    del prepared
    asked = year / "asked.csv"
    asked.write_text(ONE_ASKED, encoding="utf-8")

    again = commands(project, "new", *YEAR)

    assert again["code"] == 0
    assert "asked.csv: there already, left as it is" in again["words"]
    assert asked.read_text("utf-8") == ONE_ASKED


def test_actions_whose_day_has_passed_are_marked(prepared):
    # Of 2020 one action has a day: the action month, 15 December.
    line = "hold_action_month (planned, was due 2020-12-15: set its status, or a new"

    assert line in prepared


def test_units_whose_names_look_alike_are_refused(project, commands, first):
    shutil.copytree(first / "prepared", project)
    units = ("--unit", "Đơn vị A", "--unit", "ĐƠN VỊ A")

    result = commands(project, "new", "--organisation", "stameq", "--year", "2022",
                      *units)  # fmt: skip

    assert result["code"] == 2
    assert "ĐƠN VỊ A: the name looks the same as Đơn vị A" in result["words"]


def test_a_folder_that_cannot_be_written_to_is_named(project, prepared, commands):
    del prepared
    (project / "full").write_text("a file", encoding="utf-8")

    result = commands(project, "workbook", *YEAR, "--to", "full/folder")

    assert result["code"] == 1
    assert "Traceback" not in result["words"]
    assert "full" in result["words"]


def test_a_filled_workbook_is_never_replaced(project, collection, received, commands):
    del received
    path = collection / "workbooks" / "stameq-2021-don_vi_a.xlsx"
    path.write_bytes(forms.filled(base=path.read_bytes()))
    before = path.read_bytes()

    result = commands(project, "workbook", *YEAR)

    assert result["code"] == 2
    assert "another file is there\nIt may be filled in." in result["words"]
    assert path.read_bytes() == before


def test_a_unit_that_is_not_asked_gets_no_workbook(project, prepared, commands):
    del prepared

    result = commands(project, "workbook", *YEAR, "--unit", "Đơn vị D")

    assert result["code"] == 2
    assert "Đơn vị D: the unit is not asked in 2021" in result["words"]


def test_one_workbook_with_mistakes_stops_all_and_is_mended(
    project, year, received, commands
):
    broken = received / "don_vi_b.xlsx"
    good = broken.read_bytes()
    mistakes = COUNTS["Đơn vị B"] | {"staff": (95, 90), "unit_leaders": ("sáu", 16)}
    broken.write_bytes(forms.filled(mistakes, base=good))
    before = sorted(path.name for path in year.iterdir())

    refused = commands(project, "ingest", *sorted(received.iterdir()))

    assert refused["code"] == 1
    assert 'sheet Nhân sự, cell G6:H6: "95/90"' in refused["words"]
    assert 'sheet Lãnh đạo, cell H6: "sáu"' in refused["words"]
    assert sorted(path.name for path in year.iterdir()) == before

    broken.write_bytes(good)
    taken = commands(project, "ingest", *sorted(received.iterdir()))

    assert taken["code"] == 0
    assert "12 counts taken in" in taken["words"]
    counts = rows(year / "counts.csv")
    assert len(counts) == 12
    locators = {(r["unit"], r["group"]): r["locator"] for r in counts}
    place = "don_vi_a.xlsx, sheet Nhân sự, cell G6:H6"
    assert locators["Đơn vị A", "staff"] == place
    assert commands(project, "check", *YEAR)["code"] == 0


@pytest.fixture
def taken(project, received, commands):
    """All of them taken in."""
    result = commands(project, "ingest", *sorted(received.iterdir()))
    assert result["code"] == 0, result["words"]
    return received


def test_taking_the_same_files_in_again_changes_nothing(project, year, taken, commands):
    before = (year / "counts.csv").read_bytes()

    again = commands(project, "ingest", *sorted(taken.iterdir()))

    assert (again["code"], "0 counts taken in" in again["words"]) == (0, True)
    assert (year / "counts.csv").read_bytes() == before


def test_another_number_needs_to_be_said_to_replace_the_old(
    project, year, taken, commands
):
    path = taken / "don_vi_a.xlsx"
    counts = COUNTS["Đơn vị A"] | {"staff": (41, 100)}
    path.write_bytes(forms.filled(counts, base=path.read_bytes()))

    refused = commands(project, "ingest", path)
    replaced = commands(project, "ingest", "--replace", path)

    assert refused["code"] == 1
    assert "another count stands in counts.csv already" in refused["words"]
    assert "Add --replace" in refused["words"]
    assert replaced["code"] == 0
    found = {(r["unit"], r["group"]): r for r in rows(year / "counts.csv")}
    assert found["Đơn vị A", "staff"]["women"] == "41"
    assert len(found) == 12


def test_questions_to_each_unit_say_what_is_missing_moved_and_contradicts(
    project, year, collection, taken, commands
):
    del taken
    counts = year / "counts.csv"
    text = counts.read_text("utf-8")
    whole = "2021,stameq,staff,,,125,,260,,tcvn_article,paragraph 1\n"
    counts.write_text(text + whole, encoding="utf-8")

    result = commands(project, "check", "--questions", *YEAR)

    assert result["code"] == 0, result["words"]
    folder = collection / "questions"
    unit = (folder / "don_vi_a.vi.txt").read_text("utf-8")
    assert unit.startswith("Kính gửi: Đơn vị A\n")
    assert "Lớp tiếng Anh: tổng số và số nữ? Đơn vị đã ghi là chưa có số liệu" in unit
    organisation = (folder / "organisation.vi.txt").read_text("utf-8")
    # 3/13 and 9/13: 23.07...% and 69.23...%. 40 + 50 + 30 = 120 of 260.
    moved = "Ban Chấp hành Đoàn Thanh niên: năm 2020 là 3/13 (23,1%), năm 2021 là 9/13"
    assert moved in organisation
    assert "120/260 ≠ 125/260" in organisation
    assert "Lãnh đạo các đơn vị" not in organisation


def test_a_table_of_the_agency_is_taken_in_beside_the_workbooks(
    project, year, prepared, commands, tmp_path
):
    del prepared
    path = tmp_path / "bang.xlsx"
    path.write_bytes(
        forms.table([("Nhóm", "Tổng số", "Trong đó: Nữ"), ("Đảng ủy", 13, 4)])
    )

    proposed = commands(project, "ingest", "--suggest", *YEAR, path)
    mapping = json.loads(proposed["words"].partition("\nFill in")[0])
    mapping["source"] |= {"source": "party_report", "title_vi": "Báo cáo",
                          "title_en": "Report", "publisher": "Đảng ủy",
                          "date": "2022-01-05"}  # fmt: skip
    path.with_name("bang.xlsx.mapping.json").write_text(json.dumps(mapping), "utf-8")
    taken = commands(project, "ingest", path)

    assert taken["code"] == 0, taken["words"]
    (row,) = rows(year / "counts.csv")
    assert (row["group"], row["women"], row["total"]) == ("party_committee", "4", "13")
    assert row["locator"] == "bang.xlsx, sheet Bảng 1, cell B2:C2"
    assert "cell A1" not in taken["words"]


@pytest.mark.kernel
def test_the_year_is_rendered_and_so_is_a_draft_of_it(project, year, taken, commands):
    del taken
    reports = project / "reports" / "stameq" / "2021" / "internal"

    done = commands(project, "render", *YEAR, "--language", "vi")

    assert done["code"] == 0, done["words"]
    page = (reports / "annual_review.vi.html").read_text("utf-8")
    assert "a.xlsx, trang tính Lãnh đạo, ô G6:H6" in page
    assert 'class="draft"' not in page

    words = "## who\n\nCó {{ unit_leader | women }} người.\n"  # misspelt
    (year / "narrative.vi.md").write_text(words, encoding="utf-8")
    failed = commands(project, "render", *YEAR, "--language", "vi")
    draft = commands(project, "render", *YEAR, "--language", "vi", "--draft")

    assert failed["code"] == 1
    assert draft["code"] == 0, draft["words"]
    shown = (reports / "annual_review.draft.vi.html").read_text("utf-8")
    assert '<p class="draft">DỰ THẢO</p>' in shown
    assert shown.count('<aside class="failure"') == 1
    failure = shown.partition('<aside class="failure"')[2].partition("</aside>")[0]
    assert "narrative.vi.md, section who" in failure
    assert "Ai phụ trách công việc" in failure
    assert "Phụ nữ có mặt ở đâu?" in shown
    assert (reports / "annual_review.vi.html").read_text("utf-8") == page
