"""Two years' shares: where their dots lie, on which side their numbers stand."""

import pytest

from tests.charts.marks import dots, lines, number, ticks
from tests.charts.tables import change_row, drawn


def test_dots_lie_on_their_shares_empty_before_and_full_after():
    chart = drawn("change", rows=[change_row("A", 0.4, 0.7, "40%", "70%")])
    left, right = ticks(chart)["0%"], ticks(chart)["100%"]

    before, after = dots(chart, "group.share_2019"), dots(chart, "group.share")

    assert before == [(pytest.approx(left + 0.4 * (right - left), abs=0.02), "#ffffff")]
    assert after == [(pytest.approx(left + 0.7 * (right - left), abs=0.02), "#12436d")]


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        pytest.param((0.4, "40%"), (0.7, "70%"), "40%", id="rise"),
        pytest.param((0.7, "70%"), (0.4, "40%"), "40%", id="fall"),
        pytest.param((0.0, "0%"), (1.0, "100%"), "0%", id="from-nothing-to-all"),
    ],
)
def test_numbers_stand_on_the_outer_sides(before, after, left):
    row = change_row("A", before[0], after[0], before[1], after[1])
    chart = drawn("change", rows=[row], parity=False)

    sides = {text: number(chart, text)[1] for text in (before[1], after[1])}

    assert {text for text, side in sides.items() if side == "end"} == {left}


def test_a_share_that_did_not_change_is_said_once():
    chart = drawn("change", rows=[change_row("A", 0.6, 0.6, "60%", "60%")])

    assert lines(chart).count("60%") == 1
    assert "không đổi" in lines(chart)


def test_years_are_named_in_the_key():
    assert list(ticks(drawn("change"), "year")) == ["2019", "2020"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param((None, 0.3, None, "30%"), "2019: no data", id="before"),
        pytest.param((0.3, None, "30%", None), "2020: no data", id="after"),
        pytest.param((None, None, None, None), "no data", id="both"),
    ],
)
def test_a_missing_year_is_said(row, words):
    rows = [change_row("A", 0.4, 0.7, "40%", "70%"), change_row("B", *row)]

    assert words in lines(drawn("change", "en", rows=rows))


def test_alternative_says_what_the_chart_shows():
    rows = [
        change_row("A", 3 / 13, 4 / 13, "23.1%", "30.8%"),
        change_row("B", 0.6, 0.6, "60%", "60%"),
        change_row("C", 0.4, 0.3, "40%", "30%"),
        change_row("D", 0.1, 0.5, "10%", "50%"),
        change_row("E", None, 0.2, None, "20%"),
        change_row("F", None, None, None, None),
    ]

    said = drawn("change", "en", rows=rows).plain_alternative

    # By hand: A rises by 1/13, D by 4/10, C falls by 1/10, B stays.
    assert said == (
        "Dot chart: share of women in 6 groups, 2019 and 2020. "
        "Up: 2. Down: 1. Unchanged: 1. "
        "Largest rise: D (from 10% to 50%). Largest fall: C (from 40% to 30%). "
        "Values: A (from 23.1% to 30.8%); B (60%, unchanged); C (from 40% to 30%); "
        "D (from 10% to 50%); E (2019: no data; 2020: 20%). "
        "No data: F."
    )


def test_alternative_names_no_fall_where_there_is_none():
    rows = [
        change_row("A", 0.1, 0.2, "10%", "20%"),
        change_row("B", 0.1, 0.3, "10%", "30%"),
    ]

    said = drawn("change", rows=rows).plain_alternative

    assert "Tăng nhiều nhất: B (từ 10% đến 30%)." in said
    assert "Giảm nhiều nhất" not in said


def test_years_out_of_order_are_refused():
    with pytest.raises(ValueError, match="before must be an earlier year than 2019"):
        drawn("change", before=2020, after=2019)
