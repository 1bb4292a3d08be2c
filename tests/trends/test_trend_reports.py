"""What the report of an organisation's years says, and what it refuses to say."""

import csv
import re
import shutil

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from genderlib.cli import main
from genderlib.data import Project
from genderlib.report.verify import Verifier
from genderlib.trends import open_trend
from tests.conftest import copy_project
from tests.notebooks.editions import LANGUAGES, Edition, made, page
from tests.report.page import problems

ASSEMBLY = ("trends", "national_assembly", "2021")


def words(html):
    """The text of a page, one space between words, without its table of figures."""
    parsed = BeautifulSoup(html, "html.parser")
    for element in parsed.select("table#figures, style, desc"):
        element.extract()
    return " ".join(parsed.get_text(" ").replace(" ", " ").split())


def plain(html):
    """The same, with no space before punctuation where a figure ends."""
    return re.sub(r" (?=[.,;:)%–])|(?<=[(–]) ", "", words(html))


def change(path, edit):
    """Rows of a table, each changed or, where that gives None, left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in map(edit, rows) if row)


@pytest.fixture
def assembly(tmp_path):
    """The data of the National Assembly, to break."""
    return copy_project(tmp_path / "project", "national_assembly")


@pytest.mark.parametrize(
    ("language", "first"),
    [
        (
            "vi",
            (
                "Đại biểu Quốc hội: năm 2021 có 151 nữ trên 499 (30,3%), so với 10 "
                "trên 403 (2,5%) năm 1946. Mục tiêu đến năm 2030 là trên 35% "
                "(26-NQ/TW): với tổng số như năm 2021, cần thêm 24 nữ."
            ),
        ),
        (
            "en",
            (
                "Deputies of the National Assembly: in 2021, 151 of 499 were women "
                "(30.3%), against 10 of 403 (2.5%) in 1946. The goal is over 35% by "
                "2030 (26-NQ/TW): with the total of 2021, that takes 24 more women."
            ),
        ),
    ],
)
def test_the_first_paragraph_says_the_finding(language, first):
    html = BeautifulSoup(page(Edition(*ASSEMBLY, language)), "html.parser")

    lead = " ".join(html.select_one("h1").find_next("p").get_text().split())

    assert lead == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_counts_of_one_year_are_shown(language):
    html = page(Edition(*ASSEMBLY, language))
    shown = {"vi": ("2,5%", "3,0%"), "en": ("2.5%", "3.0%")}[language]

    said = plain(html)

    assert f"10 { {'vi': 'trên', 'en': 'of'}[language] } 403 ({shown[0]})" in said
    assert f"10 { {'vi': 'trên', 'en': 'of'}[language] } 333 ({shown[1]})" in said
    # The other count is a dot of its own in the chart, white inside.
    chart = BeautifulSoup(html, "html.parser").select_one("figure svg")
    assert chart.select('use[data-figure="elected_deputies.share.1946"]')


def test_no_two_years_are_tested_as_independent_samples():
    said = plain(page(Edition(*ASSEMBLY, "en")))

    assert "no statistical test is made between years" in said
    assert re.search(r"\bp-value|significan", said) is None


def test_fewer_than_four_counts_are_not_projected_and_the_report_says_so():
    html = page(Edition("trends", "central_government", "2023", "en"))

    assert (
        "Agencies with a woman among their key leaders: there are 3 counts; under four "
        "counts nothing is projected."
    ) in plain(html)
    assert ".expected." not in html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            (
                "Đại biểu Quốc hội: giữa lần đếm năm 1976 và lần đếm năm 2011 là hơn "
                "hai nhiệm kỳ, và từ đó mới có 3 lần đếm; dưới bốn lần đếm liền nhau "
                "thì không dự kiến."
            ),
        ),
        (
            "en",
            (
                "Deputies of the National Assembly: more than two terms lie between "
                "the counts of 1976 and 2011, and there are 3 counts from then on; "
                "under four counts in a row nothing is projected."
            ),
        ),
    ],
)
def test_nothing_is_projected_over_terms_that_are_missing(assembly, language, said):
    for year in ("2002", "2007"):
        shutil.rmtree(assembly / "data/raw/national_assembly" / year)

    html = made(Edition(*ASSEMBLY, language), Project(assembly))

    assert said in plain(html)
    assert ".expected." not in html
    assert "chart-projection" not in html


# (127 + 122 + 133 + 151) / (493 + 500 + 496 + 499) = 533 / 1988 = 26.811 %, and
# scipy.stats.binom(499, 533 / 1988).ppf gives 121 and 147, 115 and 153 of 499. Over
# 35 % of 499 is 175 or more, by the same function 0.00003. From 2002 to 2016 it gives
# 22.2 to 30.04 %, and 151 of 499 is 30.26 %.
OUTLOOK = {
    "vi": (
        (
            "Cộng các lần đếm năm 2007, 2011, 2016 và 2021, 26,8% số ghế thuộc về phụ "
            "nữ. Nếu lần bầu tới cũng như vậy, tỷ lệ nữ năm 2026 là 26,8%; dải 80% từ "
            "24,2% đến 29,5%."
        ),
        "hầu như không thể đạt mục tiêu (xác suất 0,0%).",
        "dải 95% đúng trong 0 trên 1 lần.",
    ),
    "en": (
        (
            "Over the counts of 2007, 2011, 2016 and 2021 together, 26.8% of the seats "
            "went to women. If the next election is like these, the share in 2026 is "
            "26.8%; the 80% band runs from 24.2% to 29.5%."
        ),
        "the goal is practically out of reach (probability 0.0%).",
        "the 95% band held in 0 of 1 projection.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assembly_is_projected_to_the_year_of_its_goal(language):
    html = page(Edition(*ASSEMBLY, language))

    said = plain(html)

    assert [s for s in OUTLOOK[language] if s not in said] == []
    assert figures(html)["low_95.2026"] == {"vi": "23,0%", "en": "23.0%"}[language]
    assert 'id="chart-projection-title"' in html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "từ năm 2023 đến năm 2024: không có gì thay đổi."),
        ("en", "Heads and deputy heads of division and equivalent, 2023 to 2024: noth"),
    ],
)
def test_where_nothing_changed_nothing_is_explained(language, said):
    html = page(Edition("trends", "example", "2024", language))

    # Of the invented agency's 12 heads and deputies 4 are women in both years.
    assert said in plain(html)
    assert re.search(r"\+0[.,]0\b", words(html)) is None


@pytest.fixture
def every_term(assembly):
    """The same with a count every five years from 1991 on; four are invented."""
    raw = assembly / "data/raw/national_assembly"
    for year in ("2002", "2007"):
        shutil.rmtree(raw / year)
    invented = {1991: 120, 1996: 125, 2001: 130, 2006: 127}
    for year, women in invented.items():
        shutil.copytree(raw / "2011", raw / str(year))
        for path in (raw / str(year)).glob("*.csv"):
            change(path, lambda row, year=year: {**row, "year": str(year)})
        change(
            raw / str(year) / "counts.csv",
            lambda row, women=women: {**row, "women": str(women)},
        )
        (raw / str(year) / "statements.csv").unlink(missing_ok=True)
    return assembly


def figures(html, group="national_deputies"):
    """What is shown of a group, by measure."""
    found = BeautifulSoup(html, "html.parser").select(f'data[data-figure^="{group}."]')
    return {e["data-figure"].removeprefix(f"{group}."): e.get_text() for e in found}


def test_four_counts_in_a_row_are_projected_with_their_band(every_term):
    html = made(Edition(*ASSEMBLY, "en"), Project(every_term))

    said = plain(html)

    assert problems(html, "en", "trends") == []
    assert (
        "Over the counts of 2006, 2011, 2016 and 2021 together, 26.7% of the seats "
        "went to women. If the next election is like these, the share in 2026 is 26.7%"
    ) in said
    assert "That is below the count of 2021" in said
    # (127 + 122 + 133 + 151) / (500 + 500 + 496 + 499) = 533 / 1995 = 26.716 %, and
    # scipy.stats.binom(499, 533 / 1995).ppf gives 121 and 146, 114 and 153 of 499.
    expected = {
        "low_80": "24.2%",
        "high_80": "29.3%",
        "low_95": "22.8%",
        "high_95": "30.7%",
    }
    shown = figures(html)
    assert {k: shown[f"{k}.2026"] for k in expected} == expected


def test_past_projections_are_held_against_the_next_count(every_term):
    html = made(Edition(*ASSEMBLY, "en"), Project(every_term))

    shown = figures(html)

    # From 2006, 2011 and 2016, by scipy.stats.binom: 24.4 in 21.4 to 29.0, 26.8 in 21.4
    # to 29.0, but 30.3 not in 21.8 to 29.6.
    assert (shown["held_95"], shown["tried"]) == ("2", "3")


def test_the_call_of_a_projection_in_the_table_of_figures_can_be_made(every_term):
    html = made(Edition(*ASSEMBLY, "en"), Project(every_term))
    row = BeautifulSoup(html, "html.parser").select_one(
        "#figures tr[id$='national_deputies.expected.2026']"
    )

    assert "women_among_leavers" in row.get_text()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            (
                "Nếu năm 1946 tính theo đại biểu Quốc hội được bầu, 10 trên 333 (3,0%)"
                ", thì thay đổi +27,3 điểm phần trăm."
            ),
        ),
        (
            "en",
            (
                "Counting elected deputies of the National Assembly in 1946, 10 of 333 "
                "(3.0%), the change is +27.3 percentage points."
            ),
        ),
    ],
)
def test_the_change_is_told_from_both_counts_of_the_first_year(language, said):
    # 15100 / 499 - 1000 / 333 = 30.260 - 3.003 = 27.257.
    assert said in plain(page(Edition(*ASSEMBLY, language)))


def test_agencies_are_not_called_women():
    html = page(Edition("trends", "central_government", "2023", "en"))
    table = BeautifulSoup(html, "html.parser").select_one("#table-agencies")

    headings = [cell.get_text() for cell in table.select("thead th")]

    assert headings[:4] == ["Group, year", "Agencies", "Total", "Share"]
    assert "−1 agency" in plain(html)
    assert "agencies were women" not in plain(html)


def test_a_report_is_held_against_every_year_it_is_made_from(assembly):
    project = Project(assembly)
    edition = Edition(*ASSEMBLY, "en")
    place = assembly / "reports/national_assembly/2021/internal/trends.en.html"
    place.parent.mkdir(parents=True)
    place.write_text(made(edition, project), encoding="utf-8")
    right = Verifier(project).verify(place)
    change(
        assembly / "data/raw/national_assembly/2011/counts.csv",
        lambda row: {**row, "women": "123"},
    )

    actual = Verifier(project).verify(place)

    assert (right.problem, right.differences) == ("", ())
    assert actual.differences
    assert {"data changed"} == {d.reason for d in actual.differences}


def test_a_report_that_was_edited_is_found(assembly):
    project = Project(assembly)
    html = made(Edition(*ASSEMBLY, "en"), project)
    place = assembly / "reports/national_assembly/2021/internal/trends.en.html"
    place.parent.mkdir(parents=True)
    place.write_text(html.replace(">24.4%<", ">34.4%<", 1), encoding="utf-8")

    actual = Verifier(project).verify(place)

    assert actual.differences


# Bad input: a calm page, or one line.


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_one_year_nothing_is_said_about_change(language):
    html = page(Edition("trends", "foreign_ministry", "2013", language))

    said = plain(html)

    assert {
        "vi": "Mới có số liệu của một năm, 2013, nên báo cáo chưa thể nói về thay đổi.",
        "en": "There are data for one year only, 2013, so nothing can be said of "
        "change yet.",
    }[language] in said
    assert "span_share" not in html
    assert BeautifulSoup(html, "html.parser").select("figure.chart") == []


def test_a_missing_year_leaves_a_step_over_it(assembly):
    shutil.rmtree(assembly / "data/raw/national_assembly/2011")

    html = made(Edition(*ASSEMBLY, "en"), Project(assembly))

    assert problems(html, "en", "trends") == []
    # 3 * (127 / 493 + 133 / 496) / 2 = 0.79, and the rest of 6 is due to the share.
    assert "National Assembly deputies, 2007–2016 +6 +0.8 +5.2" in plain(html)
    assert ".2011" not in html


@pytest.mark.parametrize("women", ["none", "all"])
def test_all_of_one_sex_is_a_page_like_others(assembly, women):
    for path in (assembly / "data/raw/national_assembly").glob("*/counts.csv"):
        change(
            path, lambda row: {**row, "women": row["total"] if women == "all" else "0"}
        )

    html = made(Edition(*ASSEMBLY, "en"), Project(assembly))

    assert problems(html, "en", "trends") == []
    expected = {"none": "0 of 499 were women (0%)", "all": "499 of 499 were women"}
    assert expected[women] in plain(html)
    likely = {"none": "out of reach (probability 0%)", "all": "certain to be met"}
    assert f"the goal is practically {likely[women]}" in plain(html)


def test_groups_in_which_nobody_was_counted_are_left_out(assembly):
    change(
        assembly / "data/raw/national_assembly/2011/counts.csv",
        lambda row: {**row, "women": "0", "total": "0"},
    )

    html = made(Edition(*ASSEMBLY, "en"), Project(assembly))

    assert problems(html, "en", "trends") == []
    assert ".2011" not in html


def test_a_year_that_is_not_there_is_one_line(assembly, monkeypatch):
    monkeypatch.chdir(assembly)
    arguments = ["--organisation", "national_assembly", "--year", "2012"]

    actual = CliRunner().invoke(main, ["render", "--notebook", "trends", *arguments])

    assert actual.exit_code != 0
    assert "2012" in str(actual.exception) + actual.output


# For the public.


def test_the_public_sees_no_count_of_staff_and_is_told_so():
    html = page(Edition("trends", "foreign_ministry", "2013", "en", "public"))

    assert (
        "Counts that may tell of single people are not in the public report: all "
        "staff, staff with a doctorate and staff with a master's degree."
    ) in plain(html)
    assert re.search(r"1,?041|2,?387|staff\.(women|total|share)", html) is None
    assert "1 of 21" in plain(html)


def test_an_unknown_audience_is_refused(root):
    with pytest.raises(ValueError, match="audience"):
        open_trend("stameq", 2020, audience="friends", project=Project(root))
