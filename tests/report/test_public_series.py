"""Public pages of several years or organisations, with counts planted in them."""

from dataclasses import replace

import pytest

from genderlib.batch.worker import beside
from genderlib.comparison import make_comparison
from genderlib.comparison.comparison import Comparison
from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.disclosure import Interval, attack, closed_groups, protect, year_system
from genderlib.report.guarding import DisclosureError, guard
from genderlib.report.rebuild import read_script
from genderlib.trends import make_trend
from genderlib.trends.trend import Trend
from tests.conftest import ROOT, copy_project
from tests.report.planted import small_page, two_years
from tests.review.year import Year

PROVINCES = ("ha_giang", "lao_cai", "son_la")
NOT_WHOLE = "is of a group that the public does not see whole"
RULE = {"personal": "yes", "threshold": "10", "source": "rule of the test"}


@pytest.fixture(scope="module")
def benefits(tmp_path_factory):
    """Tables of two years of an invented agency; and its notebook of trends."""
    folder = tmp_path_factory.mktemp("benefits") / "project"
    before, now = two_years(folder)
    return before, now, read_script(folder / "notebooks" / "trends.ipynb")


@pytest.fixture(scope="module")
def provinces(tmp_path_factory):
    """Three provinces; one of them says that its deputies are nobody's business."""
    folder = copy_project(tmp_path_factory.mktemp("three") / "project", *PROVINCES)
    rule = {"organisation": "lao_cai", "group": "province_deputies", **RULE}
    Year(folder).add("disclosure", topic="representation", **rule)
    (folder / "data" / "raw" / "lao_cai" / "2021" / "statements.csv").unlink()
    raw = RawTables(Project(folder))
    script = read_script(folder / "notebooks" / "comparison.ipynb")
    return {whose: raw.year(whose, 2021) for whose in PROVINCES}, script


# Years.


def test_last_years_count_of_an_open_group_gives_a_hidden_one_away(benefits):
    """What a page of trends would do: the sum of all benefits was shown that year."""
    before, _, _ = benefits
    system = year_system(before)
    hidden = protect(system)

    found = attack(system, {n for n in hidden if not n.startswith("child_allowance")})

    assert "child_allowance.total" in hidden
    assert "benefit.total" not in hidden
    # 67 people in all, 62 of whom are parents; 37 women, 33 of them mothers.
    assert found["violence_support.total"] == Interval(5, 5)
    assert found["violence_support.women"] == Interval(4, 4)


def test_a_group_that_was_hidden_in_one_year_is_in_no_public_trend(benefits):
    before, now, script = benefits

    trend = make_trend({2019: before, 2020: now}, language="en", audience="public")

    assert closed_groups([before, now]) == ["violence_support", "child_allowance"]
    assert {"violence_support", "child_allowance"}.isdisjoint(trend.definitions.series)
    guard(script.page(trend), now, before, beside=[before])


def test_a_trend_with_a_count_that_was_hidden_a_year_before_is_stopped(benefits):
    before, now, script = benefits
    violence = ["violence_support"]
    years = {
        tables.year: replace(
            tables, counts=tables.counts[~tables.counts["group"].isin(violence)]
        )
        for tables in (before, now)
    }
    page = script.page(Trend(years, language="en", audience="public"))

    with pytest.raises(DisclosureError, match=NOT_WHOLE) as caught:
        guard(page, now, before, beside=[before])

    named = {problem.partition(":")[0] for problem in caught.value.problems}
    assert "child_allowance.women.2019" in named
    assert {name.partition(".")[0] for name in named} == {"child_allowance"}


@pytest.mark.parametrize(
    "figure",
    [
        "violence_support.women.2019",
        "child_allowance.change_share.2020",
        "child_allowance.composition.2020.1",
        "benefit.women.2019",
    ],
)
def test_one_figure_of_a_closed_group_stops_a_page_of_years(benefits, figure):
    before, now, _ = benefits
    page = small_page("stameq", 2020, {"unit_leaders.women.2020": 3, figure: 1})

    with pytest.raises(DisclosureError) as caught:
        guard(page, now, None, beside=[before])

    assert caught.value.problems == (f"{figure}: {NOT_WHOLE}",)


# Organisations.


def test_a_group_personal_in_one_organisation_is_compared_nowhere(provinces):
    tables, script = provinces
    own = tables["ha_giang"]

    found = make_comparison(own, tables, language="en", audience="public")

    # The council is hidden beside its deputies, so that their sum may be shown.
    assert list(found.definitions.compared) == ["district_councils", "commune_councils"]
    guard(script.page(found), own, None, beside=tables.values())


def test_a_comparison_that_shows_every_organisation_is_stopped(provinces):
    tables, script = provinces
    own = tables["ha_giang"]
    page = script.page(Comparison(own, tables, language="en", audience="public"))

    with pytest.raises(DisclosureError, match=NOT_WHOLE) as caught:
        guard(page, own, None, beside=tables.values())

    assert any(p.startswith("lao_cai.women.") for p in caught.value.problems)
    assert not any("district" in problem for problem in caught.value.problems)


def test_the_sum_over_organisations_stops_a_page_that_leaves_one_out(provinces):
    """Six women in all; three in one and one in another leave two in the third."""
    tables, _ = provinces
    shown = {
        "province_deputies.women": 6,
        "ha_giang.women.province_deputies": 3,
        "son_la.women.province_deputies": 1,
    }

    with pytest.raises(DisclosureError) as caught:
        guard(
            small_page("ha_giang", 2021, shown),
            tables["ha_giang"],
            None,
            beside=tables.values(),
        )

    assert caught.value.problems == tuple(
        f"{name}: {NOT_WHOLE}" for name in sorted(shown)
    )


def test_the_share_of_all_organisations_is_not_taken_for_ones_own(provinces):
    tables, _ = provinces
    # 409 of 1,073 in all districts: no share that one of the provinces has.
    page = small_page("lao_cai", 2021, {"district_councils.share": 409 / 1073})

    guard(page, tables["lao_cai"], None, beside=tables.values())


# What the worker sets beside a page.


@pytest.mark.parametrize(
    ("own", "figure", "expected"),
    [
        pytest.param(
            ("lao_cai", 2021),
            "lao_cai.women.province_council",
            [("ha_giang", 2021), ("son_la", 2021)],
            id="organisations-of-its-kind",
        ),
        pytest.param(
            ("example", 2023),
            "division_heads.women.2022",
            [("example", 2022)],
            id="years-before",
        ),
        pytest.param(("example", 2023), "division_heads.women", [], id="one-year"),
    ],
)
def test_what_a_page_sets_side_by_side_is_told_by_its_figures(own, figure, expected):
    raw = RawTables(Project(ROOT))

    found = beside(small_page(*own, {figure: 1}), raw, raw.year(*own))

    assert [(tables.organisation, tables.year) for tables in found] == expected
