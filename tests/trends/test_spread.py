"""How unevenly women are spread over units, and what the change of it comes from."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup

from genderlib.data import Project
from genderlib.indicators import decompose_segregation_change
from genderlib.trends import open_trend
from genderlib.trends.sentences import moved
from tests.conftest import copy_project
from tests.notebooks.editions import Edition, made
from tests.report.page import problems

HEADER = "year,organisation,group,unit,level,women,men,total,as_of,source,locator\n"


@pytest.fixture
def two_years(tmp_path):
    """The invented agency with two units, women and total given for both years."""
    place = copy_project(tmp_path / "project", "example")
    raw = place / "data" / "raw" / "example"
    shutil.rmtree(raw / "2022")

    def write(before, after):
        for year, units in ((2023, before), (2024, after)):
            whole = [sum(counts) for counts in zip(*units, strict=True)]
            named = [("", whole), *zip(("Phòng A", "Phòng B"), units, strict=True)]
            (raw / str(year) / "counts.csv").write_text(
                HEADER
                + "".join(
                    f"{year},example,staff,{unit},,{women},,{total},"
                    f"{year}-12-31,register,row\n"
                    for unit, (women, total) in named
                ),
                encoding="utf-8",
            )
            for table in ("flows", "ages", "asked"):
                (raw / str(year) / f"{table}.csv").unlink(missing_ok=True)
        return Project(place)

    return write


def said(project, language):
    """What the last change comes from, as plain text."""
    trend = open_trend("example", 2024, language=language, project=project)
    return [re.sub("<[^>]+>", "", s).replace("&#43;", "+") for s in moved(trend)]


# Two units of 100, half of all women, 60 and 40 of them, then 80 and 20. By hand, M is
# ln 2 less the entropy of a unit: ln 2 + .6 ln .6 + .4 ln .4 = 0.0201 and
# ln 2 + .8 ln .8 + .2 ln .2 = 0.1927. Neither margin moves: all of 0.1726 is structure.
APART = ([(60, 100), (40, 100)], [(80, 100), (20, 100)])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            (
                "So với lần đếm trước, phụ nữ phân bố kém đều hơn giữa các đơn vị: chỉ "
                "số M (bằng không khi mọi đơn vị có cùng tỷ lệ nữ) thay đổi +0,1726, "
                "trong đó 0,0000 do tỷ lệ nữ chung, 0,0000 do quy mô các đơn vị và "
                "+0,1726 do phân bố giữa các đơn vị."
            ),
        ),
        (
            "en",
            (
                "Women are spread less evenly over the units than at the count before: "
                "the M index (zero where all units have the same share of women) "
                "changed by +0.1726, of which 0.0000 comes from the share overall, "
                "0.0000 from the sizes of the units and +0.1726 from who works where."
            ),
        ),
    ],
)
def test_a_change_of_who_works_where_is_told_as_such(two_years, language, expected):
    assert expected in said(two_years(*APART), language)


def test_the_other_way_round_it_is_more_even_and_the_signs_turn(two_years):
    (told,) = [s for s in said(two_years(*APART[::-1]), "en") if "M index" in s]

    assert told.startswith("Women are spread more evenly over the units")
    assert "changed by −0.1726" in told
    assert told.endswith("and −0.1726 from who works where.")


# 52 and 48 of 100: M is ln 2 + .52 ln .52 + .48 ln .48 = 0.0008. A lot gives about
# (units - 1) (groups - 1) / (2 persons) = 1 / 400 = 0.0025 and more, so 0.003.
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            (
                "là 0,001 ở lần đếm trước và 0,193 ở lần này, trong khi bốc thăm cho "
                "trung bình 0,003 và 0,003; không phải cả hai lần đều cao hơn mức đó, "
                "nên thay đổi của chỉ số không được phân tích."
            ),
        ),
        (
            "en",
            (
                "was 0.001 at the count before and is 0.193 now, where a lot gives "
                "0.003 and 0.003 on average; it was not above that both times, so its "
                "change is not taken apart."
            ),
        ),
    ],
)
def test_what_chance_could_have_made_is_not_taken_apart(two_years, language, expected):
    project = two_years([(52, 100), (48, 100)], APART[1])

    (told,) = [s for s in said(project, language) if " M " in s]

    assert told.endswith(expected)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([(0, 100), (0, 100)], id="no-woman"),
        pytest.param([(100, 100), (100, 100)], id="no-man"),
        pytest.param([(60, 100), (0, 0)], id="an-empty-unit"),
    ],
)
def test_where_the_index_does_not_exist_nothing_is_said_of_it(two_years, before):
    project = two_years(before, APART[1])

    assert [s for s in said(project, "en") if "M index" in s] == []


def test_each_part_is_that_of_the_indicator(two_years):
    years = [(60, 100), (30, 120)], [(110, 150), (50, 90)]
    found = decompose_segregation_change(
        *([(women, total - women) for women, total in units] for units in years)
    )

    figure = open_trend("example", 2024, project=two_years(*years)).definitions.figure

    parts = [found.change, found.group_margin, found.unit_margin, found.structure]
    shown = [
        float(figure(f"staff.spread_{name}.2024").exact)
        for name in ("change", "share", "sizes", "structure")
    ]
    assert shown == pytest.approx(parts, abs=1e-11)
    assert len({round(part, 5) for part in parts}) == 4
    assert sum(shown[1:]) == pytest.approx(shown[0], abs=1e-11)


def test_its_figures_stand_in_the_page_with_the_indicator_that_made_them(two_years):
    html = made(
        Edition("trends", "example", "2024", "en"), Project(two_years(*APART).root)
    )

    assert problems(html, "en", "trends") == []
    assert 'data-figure="staff.spread_structure.2024"' in html
    line = BeautifulSoup(html, "html.parser").select_one(
        "[id='figure-staff.spread_structure.2024']"
    )
    assert "decompose_segregation_change" in line.get_text()
