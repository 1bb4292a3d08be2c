"""Levels and ages of an invented group: figures by hand, sentences, what is public."""

import re
import shutil
from fractions import Fraction

import pytest

from genderlib.data import Project
from genderlib.report.guarding import DisclosureError, guard
from genderlib.review import open_review
from tests.conftest import copy_project
from tests.report.planted import small_page

HEAD = "year,organisation,group"
COUNTS = f"{HEAD},unit,level,women,men,total,as_of,source,locator"
FLOWS = f"{HEAD},level,flow,women,men,total,since,as_of,source,locator"
AGES = f"{HEAD},age_from,age_to,women,men,total,as_of,source,locator"
DAY = "2024-12-31,register,row"
SPAN = f"2023-12-31,{DAY}"
WHO = "2024,example,staff,"


def lines(*rows):
    return "\n".join(rows) + "\n"


def flows(level, joined, left, promoted):
    """Rows of one level: women and men who joined, left and rose to it."""
    kinds = {"joined": joined, "left": left, "promoted": promoted}
    return [
        f"{WHO}{level},{kind},{women},{men},{women + men},{SPAN}"
        for kind, (women, men) in kinds.items()
    ]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Two levels: three rose from the first to the second. Four bands, one unknown."""
    place = copy_project(tmp_path_factory.mktemp("bands") / "project", "example")
    year = place / "data" / "raw" / "example" / "2024"
    counts = [f"{WHO},,45,60,105,{DAY}", f"{WHO},Bậc một,25,35,60,{DAY}"]
    (year / "counts.csv").write_text(lines(COUNTS, *counts))
    (year / "flows.csv").write_text(
        lines(
            FLOWS,
            *flows("", (9, 6), (4, 6), (1, 2)),
            *flows("Bậc một", (8, 6), (5, 7), (0, 0)),
            *flows("Bậc hai", (2, 2), (0, 1), (1, 2)),
        )
    )
    (year / "ages.csv").write_text(
        lines(
            AGES,
            f"{WHO},30,12,18,30,{DAY}",
            f"{WHO}31,40,20,20,40,{DAY}",
            f"{WHO}61,,5,20,25,{DAY}",
            f"{WHO},,8,2,10,{DAY}",
        )
    )
    return Project(place)


@pytest.fixture(scope="module", params=["vi", "en"])
def review(request, project):
    return open_review("example", 2024, language=request.param, project=project)


@pytest.fixture(scope="module")
def english(project):
    return open_review("example", 2024, language="en", project=project)


@pytest.fixture(scope="module")
def public(project):
    return open_review(
        "example", 2024, language="en", audience="public", project=project
    )


@pytest.mark.parametrize(
    ("figure", "expected", "row"),
    [
        ("joined_women.level_bac_mot", 8, ("flows.csv", 5)),
        ("left_total.level_bac_mot", 12, ("flows.csv", 6)),
        ("promoted_total.level_bac_hai", 3, ("flows.csv", 10)),
        ("women.age_to_30", 12, ("ages.csv", 2)),
        # 12 / 30, 20 / 40 and 5 / 25.
        ("share.age_to_30", Fraction(2, 5), ("ages.csv", 2)),
        ("share.age_31_40", Fraction(1, 2), ("ages.csv", 3)),
        ("share.age_from_61", Fraction(1, 5), ("ages.csv", 4)),
        ("total.age_unknown", 10, ("ages.csv", 5)),
    ],
)
def test_figures_by_hand_come_from_their_rows(english, figure, expected, row):
    found = english.record(f"staff.{figure}")

    assert found.exact == expected
    assert [(o.file.rpartition("/")[2], o.row) for o in found.origins] == [row]


def plain(markup):
    words = re.sub(r"<[^>]+>", "", re.sub(r"</t[dh]>", " ", str(markup)))
    return " ".join(words.replace("\u00a0", " ").split())


def test_where_most_came_and_left_is_said_with_how_many(review):
    # Fourteen joined the first level and twelve left it; four and one the second.
    said = plain(review.filters["by_level"](review.flows[0]))

    assert {
        "vi": "vào nhiều nhất là Bậc một (14 người, trong đó 8 nữ); ra nhiều nhất là "
        "Bậc một (12 người, trong đó 5 nữ).",
        "en": "most joined Bậc một (14, 8 of them women); most left Bậc một (12, 5 of "
        "them women).",
    }[review.language] in said


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param(
            "vi",
            "ngạch mới: không ai vào ngạch nào; ra nhiều nhất là Bậc một và Bậc hai "
            "(mỗi ngạch 3 người).",
            id="vi",
        ),
        pytest.param(
            "en",
            "joins the next, nobody joined a level; most left Bậc một and Bậc hai (3 "
            "each).",
            id="en",
        ),
    ],
)
def test_where_nobody_joined_a_level_it_says_so(project, tmp_path, language, expected):
    place = tmp_path / "project"
    shutil.copytree(project.root, place)
    moves = [
        *flows("Bậc một", (0, 0), (1, 2), (0, 0)),
        *flows("Bậc hai", (0, 0), (2, 1), (0, 0)),
    ]
    table = place / "data" / "raw" / "example" / "2024" / "flows.csv"
    table.write_text(lines(FLOWS, *flows("", (0, 0), (3, 3), (0, 0)), *moves))

    review = open_review("example", 2024, language=language, project=Project(place))

    said = plain(review.filters["by_level"](review.flows[0]))
    assert said.endswith(expected)


def test_the_ages_with_most_and_fewest_women_are_said(review):
    """Those whose age is not recorded, 8 of 10, are no age."""
    said = plain(review.filters["by_age"](review.ages[0]))

    expected = {
        "vi": "Tỷ lệ nữ cao nhất ở nhóm từ 31 đến 40 tuổi (20 trên 40, 50%) và thấp "
        "nhất ở nhóm từ 61 tuổi (5 trên 25, 20%).",
        "en": "The share of women is highest among those aged 31 to 40 (20 of 40, 50%) "
        "and lowest among those aged 61 or over (5 of 25, 20%).",
    }
    assert said == expected[review.language]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(["31,40,20,20,40", ",,8,2,10"], "", id="one-known-band"),
        pytest.param(
            ["31,40,20,20,40", "61,,1,1,2"],
            "The share of women is the same at every age: 31 to 40 (20 of 40, 50%); "
            "and 61 or over (1 of 2, 50%).",
            id="the-same-share",
        ),
    ],
)
def test_ages_are_compared_only_where_there_are_two(project, tmp_path, rows, said):
    place = tmp_path / "project"
    shutil.copytree(project.root, place)
    ages = place / "data" / "raw" / "example" / "2024" / "ages.csv"
    ages.write_text(lines(AGES, *(f"{WHO}{row},{DAY}" for row in rows)))

    review = open_review("example", 2024, language="en", project=Project(place))

    assert plain(review.filters["by_age"](review.ages[0])) == said


def test_the_tables_have_a_row_for_every_level_and_band(english):
    levels = plain(english.table("flows_by_level")._repr_html_())
    ages = plain(english.table("ages")._repr_html_())

    assert "Bậc một, left 5 12 Staff: Bậc một, joined 8 14" in levels
    assert "Bậc hai, joined 2 4 Staff: Bậc hai, of them promoted 1 3" in levels
    assert "Staff: 61 or over 5 25 20.0%" in ages
    assert "Staff: age not recorded 8 10 80.0%" in ages


def test_the_public_sees_neither_and_is_told_so(public):
    assert public.table("flows_by_level") is None
    assert public.table("ages") is None
    assert public.tables.ages.empty
    assert [g.identifier for g in public.hidden_ages] == ["staff"]


@pytest.mark.parametrize("figure", ["women.age_to_30", "share.age_from_61"])
def test_an_age_on_a_public_page_stops_it(english, figure):
    page = small_page("example", 2024, {f"staff.{figure}": 12})

    with pytest.raises(DisclosureError) as caught:
        guard(page, english.tables, None)

    assert caught.value.problems == (f"staff.{figure}: says how old people are",)


def test_without_ages_and_levels_there_is_no_sentence(project):
    earlier = open_review("example", 2022, language="en", project=project)

    assert earlier.filters["by_level"](earlier.broken_down[0]) == ""
    assert plain(earlier.filters["by_age"](earlier.ages[0])) != ""
