"""Who came and left on public pages: nothing that gives a hidden count away."""

from dataclasses import replace

import pandas as pd
import pytest

from genderlib.disclosure import Interval, attack, protect, year_system
from genderlib.report.guarding import DisclosureError, guard
from genderlib.report.rebuild import read_script
from genderlib.review import Review, make_review
from tests.report.planted import small_page, two_years

# Women, total: 35 of 65 parents are 33 of 62 and those who came, less those who left.
FLOWS = {"joined": (10, 15), "left": (8, 12), "promoted": (0, 0)}


def with_flows(tables, group):
    """The tables with flows of one group."""
    rows = [
        {
            "year": tables.year,
            "organisation": tables.organisation,
            "group": group,
            "flow": flow,
            "women": women,
            "men": total - women,
            "total": total,
            "row": number,
            "file": "flows.csv",
        }
        for number, (flow, (women, total)) in enumerate(FLOWS.items(), start=2)
    ]
    flows = pd.DataFrame(rows).reindex(columns=tables.flows.columns)
    flows = flows.astype(object).where(flows.notna(), None)
    return replace(tables, flows=flows.astype(tables.flows.dtypes.to_dict()))


@pytest.fixture(scope="module")
def parents(tmp_path_factory):
    """Two years of an invented agency, its flows, and its notebook."""
    folder = tmp_path_factory.mktemp("parents") / "project"
    before, now = two_years(folder)
    script = read_script(folder / "notebooks" / "annual_review.ipynb")
    return before, with_flows(now, "child_allowance"), script


def test_the_flows_of_a_shown_group_tell_what_last_year_hid(parents):
    """The control: 65 less 15 plus 12 are 62, and 67 less 62 are five people."""
    before, _, _ = parents
    system = year_system(before)
    hidden = protect(system)
    known = {
        "child_allowance.women": 35 - 10 + 8,
        "child_allowance.total": 65 - 15 + 12,
    }

    found = attack(system, hidden - known.keys())

    assert known.keys() <= hidden
    assert found["violence_support.total"] == Interval(5, 5)
    assert found["violence_support.women"] == Interval(4, 4)


def test_a_public_review_leaves_out_flows_from_a_hidden_count(parents):
    before, now, script = parents

    review = make_review(now, before, language="en", audience="public")

    assert list(review.flows) == []
    assert [g.identifier for g in review.hidden_flows] == ["child_allowance"]
    assert review.cite("child_allowance.total", link=False).striptags() == "65"
    guard(script.page(review), now, before)


def test_without_a_hidden_count_the_flows_of_that_group_are_shown(parents):
    _, now, _ = parents

    review = make_review(now, None, language="en", audience="public")

    assert [g.identifier for g in review.flows] == ["child_allowance"]


def test_a_page_with_flows_from_a_hidden_count_is_stopped(parents):
    before, now, script = parents
    violence = now.counts["group"].eq("violence_support")
    shown = replace(now, counts=now.counts[~violence])
    page = script.page(Review(shown, None, language="en", audience="public"))

    with pytest.raises(DisclosureError, match="says who came and left") as caught:
        guard(page, now, before)

    told = {problem.partition(":")[0] for problem in caught.value.problems}
    assert "child_allowance.before_total" in told


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(["joined_women", "left_women"], id="came-and-left"),
        pytest.param(["stayed_total"], id="stayed"),
        pytest.param(["before_share"], id="the-year-before"),
        pytest.param(["promoted_women.level_chuyen_vien"], id="a-level"),
    ],
)
def test_one_flow_of_a_personal_group_stops_a_page(parents, figures):
    before, now, _ = parents
    tables = with_flows(now, "violence_support")
    names = [f"violence_support.{figure}" for figure in figures]

    with pytest.raises(DisclosureError) as caught:
        guard(small_page("stameq", 2020, dict.fromkeys(names, 3)), tables, before)

    assert caught.value.problems == tuple(
        f"{name}: says who came and left" for name in names
    )


def test_large_flows_of_a_personal_group_are_hidden_like_small_ones(parents):
    """All or nothing: being hidden says nothing of how many they were."""
    before, now, _ = parents
    tables = with_flows(now, "violence_support")

    review = make_review(tables, before, language="en", audience="public")

    assert list(review.tables.flows["group"]) == []
