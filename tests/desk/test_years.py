"""How far a year has come, and what to do next, from a project's real files."""

import subprocess
import sys

import pytest

from genderlib.collect import prepare_year
from genderlib.data import Project
from genderlib.desk.steps import steps, why
from genderlib.desk.years import overview
from tests.conftest import copy_project


def look(root, year=2020):
    found = overview(Project(root))
    return next(one for one in found.years if one.year == year)


def first(state, language="en"):
    return [step.text for step in steps(state, language)][:1]


def test_a_year_that_was_never_rendered_asks_for_that(project):
    state = look(project)

    assert state.state == "not_rendered"
    assert [(s.text, s.command) for s in steps(state, "en")] == [
        ("Render", "genderlib render --organisation stameq --year 2020")
    ]
    assert first(state, "vi") == ["Làm báo cáo"]


def test_looking_writes_nothing(project):
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}

    overview(Project(project))

    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_a_report_that_is_up_to_date_is_a_draft_to_read_and_sign(made):
    state = look(made.root)

    assert state.state == "draft"
    assert first(state) == ["Read, check and sign"]
    assert [(r.notebook, r.language, r.audience) for r in state.reports] == [
        ("annual_review", "vi", "internal")
    ]


def test_changed_counts_make_a_report_stale_and_are_named(made):
    made.change("counts", "party_committee", women=5)

    state = look(made.root)

    assert state.state == "stale"
    assert first(state) == ["Render again"]
    assert why(state, "en") == "Changed: counts.csv."
    assert why(state, "vi") == "Đã đổi: counts.csv."


def test_a_changed_notebook_makes_a_report_stale(made):
    path = made.root / "notebooks" / "annual_review.ipynb"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")

    state = look(made.root)

    assert why(state, "en") == "Changed: the notebook."


def test_a_page_that_was_edited_by_hand_is_not_laid_to_the_program(made):
    (page,) = made.root.glob("reports/stameq/2020/internal/annual_review.vi.html")
    page.write_text(page.read_text("utf-8") + "<!-- -->\n", encoding="utf-8")

    state = look(made.root)

    assert why(state, "en") == "Changed: the report's file."
    assert why(state, "vi") == "Đã đổi: tệp báo cáo."


def test_a_signed_report_leaves_nothing_to_do(signed):
    state = look(signed.root)

    assert (state.state, state.signed_by) == ("signed", "Người Thử Nghiệm")
    assert state.signed_on == "2021-01-15"
    assert steps(state, "en") == []


def test_data_that_changed_after_signing_ask_for_a_decision(signed):
    signed.change("counts", "party_committee", women=5)

    state = look(signed.root)

    assert state.state == "signed"
    assert first(state) == ["Data changed after signing: decide on a new version"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(1, "Mend 1 row", id="one"),
        pytest.param(3, "Mend 3 rows", id="three"),
    ],
)
def test_rows_that_are_wrong_are_counted_and_come_first(year, rows, expected):
    groups = [row["group"] for row in year.rows("counts")][:rows]
    for group in groups:
        # Nobody is counted, and yet there are women among them.
        year.change("counts", group, total=0)

    state = look(year.root)

    assert state.state == "problems"
    assert first(state) == [expected]
    assert steps(state, "en")[0].command.startswith("genderlib check ")


def test_a_row_with_two_faults_is_one_row_to_mend(year):
    year.change("counts", "party_committee", total="x", women="y")

    state = look(year.root)

    assert len(state.problems) == 2
    assert first(state) == ["Mend 1 row"]


def test_a_file_that_is_missing_is_a_place_to_mend(year):
    year.file("sources").unlink()

    state = look(year.root)

    assert state.state == "problems"
    assert first(state) == ["Mend 1 place in the data"]


def test_a_prepared_year_without_counts_is_collected_first(year):
    prepare_year(Project(year.root), "stameq", 2021)

    state = look(year.root, 2021)

    assert state.state == "no_counts"
    # As many groups as 2020 has are asked for, and none has come.
    assert state.questions == len(year.rows("counts"))
    assert first(state) == ["Add counts: send the workbooks out and take them in"]


def test_open_questions_of_a_prepared_year_are_counted(year):
    prepare_year(Project(year.root), "stameq", 2021)
    folder = year.folder.parent / "2021"
    folder.mkdir(exist_ok=True)
    for table in ("counts", "sources"):
        text = year.file(table).read_text("utf-8").replace("2020,stameq", "2021,stameq")
        lines = text.splitlines(keepends=True)
        # The last two groups have not come.
        kept = lines[:-2] if table == "counts" else lines
        (folder / f"{table}.csv").write_text("".join(kept), encoding="utf-8")

    state = look(year.root, 2021)

    assert (state.state, state.questions) == ("not_rendered", 2)
    assert first(state) == ["Answer 2 questions"]


def test_an_error_of_the_last_run_is_kept_until_it_is_mended(made):
    path = made.root / "notebooks" / "annual_review.ipynb"
    text = path.read_text("utf-8").replace("review.reviewer_box()", "1 / 0")
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "genderlib", "render", "--language", "vi"]
    subprocess.run(command, cwd=made.root, check=False, capture_output=True)

    state = look(made.root)

    assert state.state == "failed"
    assert "ZeroDivisionError" in state.error
    assert first(state) == ["Mend the error, render"]


def test_a_fault_in_a_table_of_every_year_is_told_once(year):
    year.change("groups", "party_committee", topic="nonsense")

    found = overview(Project(year.root))

    assert {problem.file for problem in found.problems} == {"data/raw/groups.csv"}


def test_a_fault_in_the_rules_of_a_register_is_told(tmp_path):
    place = copy_project(tmp_path / "project", "example")
    rules = place / "data" / "raw" / "example" / "roster_groups.csv"
    with rules.open("a", encoding="utf-8") as table:
        table.write("nobody,,,,,,\n")

    found = overview(Project(place))

    assert "data/raw/example/roster_groups.csv" in {p.file for p in found.problems}
