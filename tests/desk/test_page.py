"""The start page: what it says, in both languages, and that names in it stay text."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

import genderlib
from genderlib.collect import prepare_year
from genderlib.data import Project
from genderlib.desk import problems as listed_problems
from genderlib.desk import questions, start_page
from tests.review.hostile import TEXTS, fill

LANGUAGES = ["vi", "en"]


@pytest.fixture
def page(monkeypatch):
    """The page of a project as it is shown in its notebooks folder."""

    def shown(root, language="en", organisation=""):
        monkeypatch.chdir(root / "notebooks")
        found = start_page(language, organisation, project=Project(root))
        return BeautifulSoup(found._repr_html_(), "html.parser")

    return shown


def rows(page):
    """Texts of each row that is a year."""
    found = page.select("tbody tr:not(.organisation)")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in found
    ]


def test_a_year_has_its_state_next_step_files_and_reports(made, page):
    ((year, state, step, files, reports),) = rows(page(made.root))

    assert (year, state) == ("2020", "Draft")
    assert step == (
        "Read, check and sign "
        "genderlib export --sign-off --organisation stameq --year 2020"
    )
    assert files.startswith("counts.csv narrative.vi.md narrative.en.md Other tables (")
    assert reports == "Annual review, Vietnamese"


def test_the_same_in_vietnamese(made, page):
    ((_, state, step, _, reports),) = rows(page(made.root, "vi"))

    assert (state, step.partition(" genderlib")[0]) == (
        "Dự thảo",
        "Đọc, kiểm tra và ký",
    )
    assert reports == "Báo cáo năm, tiếng Việt"


def test_every_link_leads_from_where_it_is_shown_to_a_file(signed, page):
    shown = page(signed.root)

    links = [link["href"] for link in shown.find_all("a")]
    assert {link.rpartition("/")[2] for link in links} >= {
        *("counts.csv", "narrative.vi.md", "annual_review.vi.html", "index.html"),
    }
    folder = signed.root / "notebooks"
    assert all((folder / link).is_file() for link in links)


def test_a_signature_is_shown_with_its_day(signed, page):
    ((_, state, step, *_),) = rows(page(signed.root))

    assert state == "Signed Người Thử Nghiệm, 15/01/2021"
    assert step == "Nothing is left to do"


def test_every_row_that_is_wrong_is_told_with_its_cure(year, page):
    year.change("counts", "party_committee", total=0)

    shown = page(year.root, "vi")

    # The header is row 1, the Party committee the next.
    (told,) = [item.get_text() for item in shown.select(".problems li")]
    assert told.startswith("data/raw/stameq/2020/counts.csv, dòng 2: women ")
    assert "Sửa 1 dòng số liệu" in rows(shown)[0][2]


def test_a_fault_in_a_table_of_every_year_stands_above(year, page):
    year.change("groups", "party_committee", topic="nonsense")

    shown = page(year.root)

    (told,) = [item.get_text() for item in shown.select(".problems li")]
    assert told.startswith("data/raw/groups.csv, row ")


def test_years_are_counted_by_their_state(root, page):
    shown = page(root)

    counted = [int(number.get_text()) for number in shown.select(".states strong")]
    assert sum(counted) == len(rows(shown))


def test_one_organisation_alone_can_be_asked_for(root, page):
    shown = page(root, "en", "national_assembly")

    assert [row.code.get_text() for row in shown.select("tr.organisation")] == [
        "national_assembly"
    ]
    # Nine terms have counts.
    assert len(rows(shown)) == 9


def test_in_a_terminal_it_is_a_line_a_year(made):
    actual = repr(start_page("en", project=Project(made.root)))

    assert actual.split("\n")[0].split() == ["Year", "State", "Next"]
    assert "stameq 2020  Draft  Read, check and sign" in actual


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_name_stays_text(year, page, text):
    fill(year, text)

    shown = page(year.root, "vi")

    known = {"div", "style", "section", "ul", "li", "strong", "table", "caption"}
    known |= {"thead", "tbody", "tr", "th", "td", "a", "code", "span", "p", "br"}
    known |= {"details", "summary", "h2", "data"}
    assert {tag.name for tag in shown.find_all(True)} <= known
    # A title begins with a capital.
    assert shown.select_one("tr.organisation th").get_text()[1:].startswith(text[1:9])
    assert "mathjax_ignore" in shown.div["class"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_violation_in_the_start_page(
    signed, new_page, axe, tmp_path, language, width
):
    signed.change("counts", "party_committee", women=5)
    signed.change("counts", "unit_leaders", total=0)
    html = start_page(language, project=Project(signed.root))._repr_html_()
    frame = '<!doctype html><html lang="{0}"><title>x</title><main><h1>x</h1>{1}</main>'
    file = tmp_path / "start.html"
    file.write_text(frame.format(language, html), encoding="utf-8")
    window = new_page(viewport={"width": width, "height": 800})
    window.goto(file.as_uri())

    assert axe(window) == []


# The same findings as tables of their own.


def test_problems_are_listed_as_the_command_finds_them(year):
    year.change("counts", "party_committee", total=0)

    found = listed_problems("stameq", 2020, project=Project(year.root), language="en")
    page = BeautifulSoup(found._repr_html_(), "html.parser")

    (row,) = page.select("tbody tr")
    cells = [cell.get_text() for cell in row.find_all(["th", "td"])]
    assert cells[:2] == ["data/raw/stameq/2020/counts.csv", "2"]
    assert page.div["lang"] == "en"
    assert {span["lang"] for span in row.select("span[lang]")} == {"en"}


def test_without_problems_it_says_so(untouched):
    found = listed_problems("stameq", 2020, project=Project(untouched))

    assert repr(found) == "Không có lỗi."


def test_open_questions_are_listed_by_unit(year):
    prepare_year(Project(year.root), "stameq", 2021)

    found = questions("stameq", 2021, language="en", project=Project(year.root))

    page = BeautifulSoup(found._repr_html_(), "html.parser")
    first = [c.get_text() for c in page.select("tbody tr")[0].find_all(["th", "td"])]
    assert first == [
        "The whole organisation",
        "What is missing",
        "Party committee: total and women?",
    ]


def test_they_are_at_hand_from_the_package(project, monkeypatch):
    monkeypatch.chdir(project)

    shown = [
        genderlib.start_page("en"),
        genderlib.problems("stameq", 2020, language="en"),
        genderlib.questions("stameq", 2020, language="en"),
    ]

    assert "Not yet rendered" in repr(shown[0])
    assert repr(shown[1]) == "All tables are in order."
    assert repr(shown[2]) == "There are no questions."


def test_the_start_page_makes_no_report(untouched):
    command = [sys.executable, "-m", "genderlib", "render", "--notebook", "start"]

    result = subprocess.run(
        command, cwd=untouched, capture_output=True, text=True, check=False
    )

    assert result.returncode == 2
    assert result.stderr.startswith("--notebook start: no report is made from it")
    assert "start" not in result.stderr.splitlines()[1]
