"""`genderlib diff`: real reports of two years and versions, and whatever is none."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from genderlib.cli import main
from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.report.rebuild import rebuild
from genderlib.review import make_review
from tests.conftest import copy_project
from tests.report.lines import cited, figure, report
from tests.report.page import problems

# Invented, for these tests alone: what another year might have counted.
INVENTED = {
    "unit_leaders,,,14,,48": "unit_leaders,,,15,,49",
    "party_committee,,,4,,13": "party_committee,,,5,,13",
    "course_english,,,7,,10": "course_english,,,12,,20",
}


@pytest.fixture(autouse=True)
def _a_wide_terminal(monkeypatch):
    """No line is broken where a test looks, however wide the real one is."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture(scope="module")
def years(tmp_path_factory, pages):
    """A project with the reports of 2020 and of an invented 2021."""
    root = copy_project(tmp_path_factory.mktemp("years") / "project")
    folder = root / "data" / "raw" / "stameq"
    shutil.copytree(folder / "2020", folder / "2021")
    (folder / "2021" / "statements.csv").unlink()
    for path in (folder / "2021").glob("*.csv"):
        text = path.read_text("utf-8").replace("\n2020,", "\n2021,")
        for before, after in INVENTED.items():
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    raw = RawTables(Project(root))
    tables = raw.year("stameq", 2021), raw.year("stameq", 2020)
    notebook = root / "notebooks" / "annual_review.ipynb"
    for language, html in pages.items():
        review = make_review(*tables, language=language, audience="internal")
        write(root, 2020, language, html)
        write(root, 2021, language, rebuild(notebook, review))
    return root


def write(root, year, language, html):
    folder = root / "reports" / "stameq" / str(year) / "internal"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"annual_review.{language}.html").write_text(html, encoding="utf-8")


@pytest.fixture
def run(years, monkeypatch):
    """The command line in the project of two years."""
    monkeypatch.chdir(years)

    def call(*arguments):
        return CliRunner().invoke(main, ["diff", *map(str, arguments)])

    return call


def of(year, language="en"):
    return f"reports/stameq/{year}/internal/annual_review.{language}.html"


# Year against year.


@pytest.fixture(scope="module")
def found(years):
    """The two years compared, as a program reads it."""
    sides = (str(years / of(year)) for year in (2020, 2021))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(years)
        result = CliRunner().invoke(main, ["diff", "--json", *sides])
    assert result.exit_code == 1, result.stderr
    (comparison,) = json.loads(result.stdout)
    return comparison


def test_the_json_names_both_reports(found):
    assert (found["before"]["year"], found["after"]["year"]) == ("2020", "2021")
    assert not found["same"]


def test_groups_change_in_persons_and_points(found):
    actual = {g["group"]: (g["change"], g["parts"]) for g in found["groups"]}

    change, parts = actual["unit_leaders"]
    assert change == {
        "women": 1,
        "others": 0,
        "total": 1,
        "share": pytest.approx(15 / 49 - 14 / 48),
    }
    # The others stayed 34, so the woman who came explains all of it.
    assert parts == {"women": pytest.approx(15 / 49 - 14 / 48), "others": 0}


def test_a_topic_tells_shares_inside_groups_from_their_sizes(found):
    (training,) = (g for g in found["groups"] if g["group"] == "training")
    parts = training["parts"]

    # One course changed: 7/10 to 12/20, its part of all places 10/52 to 20/62.
    inside = (12 / 20 - 7 / 10) * (10 / 52 + 20 / 62) / 2
    assert training["change"]["women"] == 5
    assert parts["inside_groups"] == pytest.approx(inside)
    assert parts["sizes"] == pytest.approx(34 / 62 - 29 / 52 - inside)


@pytest.mark.parametrize(
    ("name", "kind", "reasons"),
    [
        pytest.param("party_committee.share", "moved", ["data"], id="share"),
        pytest.param("party_committee.change_women", "appeared", ["data"], id="change"),
        pytest.param("N027.value", "appeared", ["norm"], id="norm-in-force"),
        pytest.param("N010.value", "disappeared", ["norm"], id="norm-at-its-end"),
        pytest.param("statements.right", "disappeared", ["data"], id="no-statements"),
        pytest.param("norms.met", "moved", ["norm", "data"], id="norms-counted"),
    ],
)
def test_each_figure_has_its_reason(found, name, kind, reasons):
    (actual,) = (f for f in found["figures"] if f["figure"] == name)

    assert (actual["kind"], actual["reasons"]) == (kind, reasons)


def test_attendances_are_not_called_persons(found):
    measures = {f["figure"]: (f["change"], f["measure"]) for f in found["figures"]}

    assert measures["party_committee.women"] == (1, "persons")
    assert measures["course_english.women"] == (5, "attendances")
    # 5/13 - 4/13.
    assert measures["party_committee.share"] == (pytest.approx(1 / 13), "points")


def test_charts_name_what_moved_in_them(found):
    charts = {chart["chart"]: chart for chart in found["charts"]}

    assert charts["chart-change"]["kind"] == "appeared"
    assert "course_english.women" in charts["chart-training"]["figures"]


def test_the_text_is_in_the_language_of_the_report(run):
    result = run(of(2020, "vi"), of(2021, "vi"))

    assert result.exit_code == 1
    assert "Đảng ủy" in result.stdout
    # 1/13 is 7.69 points.
    assert "+7,7 điểm %" in result.stdout
    assert "+1 người" in result.stdout
    assert "+5 lượt người" in result.stdout


def test_the_language_can_be_chosen(run):
    result = run(of(2020, "vi"), of(2021, "vi"), "--language", "en")

    assert "Figures that moved" in result.stdout
    assert "+7.7 points" in result.stdout
    assert "Đảng ủy: tỷ lệ nữ" in result.stdout


def test_folders_are_paired_by_place(run):
    result = run("reports/stameq/2020", "reports/stameq/2021", "--json")

    actual = [comparison["report"] for comparison in json.loads(result.stdout)]
    assert actual == [of(2021, "en"), of(2021, "vi")]


def test_a_report_of_one_folder_only_is_named(run, years, tmp_path):
    folder = tmp_path / "stameq"
    shutil.copytree(years / "reports" / "stameq" / "2020", folder)
    (folder / "internal" / "annual_review.vi.html").unlink()

    result = run("reports/stameq/2020", folder, "--quiet")

    assert result.exit_code == 1
    assert (
        result.stdout == f"{of(2020, 'vi')}: Only the earlier side has this report.\n"
    )


def test_both_languages_have_the_same_figures(run):
    result = run(of(2020, "vi"), of(2020, "en"))

    assert result.exit_code == 0
    assert "Every figure is the same." in result.stdout


def test_a_copy_is_the_same(run, years, tmp_path):
    copy = tmp_path / "copy.html"
    shutil.copy(years / of(2020), copy)

    result = run(of(2020), copy)

    assert result.exit_code == 0
    assert result.stdout == f"{copy}: The two reports are the same.\n"


def test_quiet_says_nothing_of_reports_alike(run, years, tmp_path):
    copy = tmp_path / "copy.html"
    shutil.copy(years / of(2020), copy)

    assert run(of(2020), copy, "--quiet").stdout == ""


# The page.


@pytest.fixture(scope="module", params=["vi", "en"])
def page(request, years):
    """The page of the two years, and its language."""
    target = years / f"changes.{request.param}.html"
    sides = (str(years / of(year, request.param)) for year in (2020, 2021))
    CliRunner().invoke(main, ["diff", *sides, "--html", str(target)])
    return target.read_text("utf-8"), request.param


def test_the_page_keeps_every_rule_of_a_report(page):
    html, language = page

    assert problems(html, language) == []


def test_words_that_went_and_came_are_marked(page):
    soup = BeautifulSoup(page[0], "html.parser")
    row = next(tr for tr in soup.select(".sentences tr") if tr.find("del"))

    assert row.find(["del", "ins"]).name == "del"
    assert soup.select(".sentences ins")


def test_a_page_in_another_language_marks_what_the_reports_say(run, tmp_path):
    target = tmp_path / "changes.html"

    run(of(2020, "vi"), of(2021, "vi"), "--language", "en", "--html", target)

    assert problems(target.read_text("utf-8"), "en") == []


def test_hostile_words_stay_words(run, tmp_path):
    words = "&lt;script&gt;alert(1)&lt;/script&gt; \x1b[31m &lt;img src=x onerror=a&gt;"
    board = figure("board.women", "4", 4, label="<script>alert(1)</script>\x1b]0;x\x07")
    one, other = tmp_path / "a.html", tmp_path / "b.html"
    one.write_text(report(board, body=f"<p>{words}</p>"), encoding="utf-8")
    later = report(board.replace("4", "5"), body=f"<p>{words} changed</p>")
    other.write_text(later, encoding="utf-8")
    target = tmp_path / "changes.html"

    result = run(one, other, "--html", target)

    soup = BeautifulSoup(target.read_text("utf-8"), "html.parser")
    assert soup.find_all(["script", "img"]) == []
    assert "<script>" in soup.get_text()
    assert "\x1b" not in result.stdout


def test_a_page_that_cannot_be_written_is_an_error(run, tmp_path):
    (tmp_path / "file").write_text("")

    result = run(of(2020), of(2021), "--html", tmp_path / "file" / "page.html")

    assert result.exit_code == 2
    assert "--html" in result.stderr


# What is no pair of reports.

NOT_REPORTS = [
    pytest.param(b"", "nothing in it says whose report it is", id="empty"),
    pytest.param(b"\x00\xff\xfe\x80" * 50, "not text in UTF-8", id="binary"),
    pytest.param(b"<html><p>4/13</p></html>", "nothing in it says", id="other-page"),
    pytest.param(
        b'<meta name="genderlib-report" content="stameq 2020 internal en"><body>'
        + b"<div>" * 5_000,
        "elements lie deeper",
        id="deep",
    ),
]


@pytest.mark.parametrize(("content", "expected"), NOT_REPORTS)
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "second"])
def test_what_is_no_report_is_2(run, tmp_path, content, expected, is_first):
    path = tmp_path / "page.html"
    path.write_bytes(content)
    names = [path, of(2020)] if is_first else [of(2020), path]

    result = run(*names)

    assert result.exit_code == 2
    assert f"{path}: " in result.stderr
    assert expected in result.stderr
    assert "Traceback" not in result.output


def test_a_huge_file_is_not_read(run, tmp_path):
    path = tmp_path / "page.html"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    result = run(path, of(2020))

    assert result.exit_code == 2
    assert "100,000,000 bytes are more than any has" in result.stderr


def test_one_file_that_is_no_report_stops_no_other(run, years, tmp_path):
    folder = tmp_path / "2020"
    shutil.copytree(years / "reports" / "stameq" / "2020", folder)
    (folder / "internal" / "annual_review.en.html").write_text("", encoding="utf-8")

    result = run(folder, "reports/stameq/2021")

    assert result.exit_code == 2
    assert "annual_review.en.html" in result.stderr
    assert f"{of(2021, 'vi')}: 21 số liệu thay đổi" in result.stdout


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([], "name two reports", id="nothing"),
        pytest.param([of(2020)], "name two reports", id="one"),
        pytest.param([of(2020)] * 3, "name two reports", id="three"),
        pytest.param([of(2020), of(2020)], "both names lead to the same", id="same"),
        pytest.param(["x.html", of(2020)], "x.html: no such file", id="missing"),
        pytest.param([of(2020), "reports"], "not one of each", id="file-and-folder"),
        pytest.param(["data", "notebooks"], "no report lies in", id="no-reports"),
    ],
)
def test_names_that_make_no_pair_are_2(run, names, expected):
    result = run(*names)

    assert result.exit_code == 2
    assert expected in result.stderr
    assert result.stdout == ""


def test_reports_are_compared_where_there_is_no_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    html = report(figure("board.women", "4", 4), body=cited("board.women", "4", 4))
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    later = html.replace(">4<", ">6<").replace('"4"', '"6"')
    (tmp_path / "b.html").write_text(later, encoding="utf-8")

    result = CliRunner().invoke(main, ["diff", "a.html", "b.html"])

    assert result.exit_code == 1
    # What is counted is not known here, so the number stands alone.
    assert "board.women  4       6      +2      data" in result.stdout
