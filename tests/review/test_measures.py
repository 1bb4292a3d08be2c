"""What can be said of one group's counts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.review.facts import Count
from genderlib.review.measures import CHANGES, MEASURES


def count(women, total, men=None):
    return Count("group", women, men, total, ())


COUNTS = st.integers(1, 500).flatmap(
    lambda total: st.builds(count, st.integers(0, total), st.just(total))
)


@pytest.mark.parametrize(
    ("women", "total", "measure", "kind", "expected"),
    [
        pytest.param(4, 13, "women", "count", 4, id="women"),
        pytest.param(4, 13, "total", "count", 13, id="total"),
        pytest.param(4, 13, "others", "count", 9, id="others"),
        pytest.param(4, 13, "fraction", "printed", "4/13", id="fraction"),
        # Not reduced: the counts are what was counted.
        pytest.param(14, 48, "fraction", "printed", "14/48", id="not-reduced"),
        pytest.param(4, 13, "share", "share", Fraction(4, 13), id="share"),
        # 4/13 - 1/2 = 8/26 - 13/26
        pytest.param(4, 13, "parity_gap", "points", Fraction(-5, 26), id="gap"),
        pytest.param(
            6, 10, "parity_gap", "points", Fraction(1, 10), id="gap-above-half"
        ),
        pytest.param(4, 13, "seat", "points", Fraction(1, 13), id="seat"),
        # 7 of 13 is the first above 6.5, so 3 more than 4.
        pytest.param(4, 13, "parity_seats", "count", 3, id="parity-seats"),
        # 81 of 162 is one half.
        pytest.param(70, 162, "parity_seats", "count", 11, id="parity-seats-even"),
        pytest.param(6, 10, "parity_seats", "count", 0, id="parity-reached"),
    ],
)
def test_a_measure_of_a_group(women, total, measure, kind, expected):
    made = MEASURES[measure](count(women, total))

    assert (made.kind, made.exact) == (kind, expected)


@pytest.mark.parametrize(
    ("women", "total", "low", "high"),
    [
        # Wilson 95 % in per cent, two decimals: the reference's table of formulas,
        # checked there with statsmodels' proportion_confint(method="wilson").
        pytest.param(4, 13, 12.68, 57.63, id="party-committee"),
        pytest.param(3, 13, 8.18, 50.26, id="youth-union"),
        pytest.param(6, 10, 31.27, 83.18, id="trade-union"),
        pytest.param(14, 48, 18.24, 43.18, id="unit-leaders"),
        pytest.param(70, 162, 35.83, 50.91, id="division-heads"),
        pytest.param(2, 4, 15.00, 85.00, id="small-course"),
    ],
)
def test_the_ends_of_the_wilson_interval(women, total, low, high):
    ends = [
        float(100 * MEASURES[measure](count(women, total)).exact)
        for measure in ("interval_low", "interval_high")
    ]

    assert ends == pytest.approx([low, high], abs=0.005)


def test_men_who_are_not_given_are_not_worked_out():
    known = {name for name, measure in MEASURES.items() if measure(count(4, 13))}

    assert known.isdisjoint({"men", "unrecorded", "share_low", "share_high"})


def test_men_who_are_given_are_shown_and_leave_nothing_open():
    of_all = count(4, 13, men=9)

    assert MEASURES["men"](of_all).exact == 9
    assert MEASURES["unrecorded"](of_all) is None
    assert MEASURES["share_low"](of_all) is None


def test_unrecorded_sex_puts_the_share_between_bounds():
    # 13 - 4 - 6 = 3 people: none or all of them women gives 4 or 7 of 13.
    some_unrecorded = count(4, 13, men=6)

    assert MEASURES["unrecorded"](some_unrecorded).exact == 3
    assert MEASURES["share"](some_unrecorded).exact == Fraction(4, 13)
    assert MEASURES["share_low"](some_unrecorded).exact == Fraction(4, 13)
    assert MEASURES["share_high"](some_unrecorded).exact == Fraction(7, 13)


def test_of_an_empty_group_only_the_counts_are_known():
    known = {name for name, measure in MEASURES.items() if measure(count(0, 0))}

    assert known == {"women", "total", "others", "fraction"}


@pytest.mark.parametrize(
    ("measure", "kind", "expected"),
    [
        pytest.param("change_women", "count", 1, id="women"),
        # 4/13 - 3/12 = 48/156 - 39/156
        pytest.param("change_share", "points", Fraction(9, 156), id="share"),
        pytest.param("previous_women", "count", 3, id="women-before"),
        pytest.param("previous_total", "count", 12, id="total-before"),
        pytest.param("previous_share", "share", Fraction(1, 4), id="share-before"),
    ],
)
def test_a_change_from_one_year_to_the_next(measure, kind, expected):
    made = CHANGES[measure](count(4, 13), count(3, 12))

    assert (made.kind, made.exact) == (kind, expected)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        pytest.param(count(4, 13), count(0, 0), id="nobody-before"),
        pytest.param(count(0, 0), count(4, 13), id="nobody-now"),
    ],
)
def test_a_share_of_nobody_does_not_change(now, before):
    assert CHANGES["change_share"](now, before) is None


@given(COUNTS)
def test_measures_of_one_group_agree(group):
    made = {name: measure(group) for name, measure in MEASURES.items()}
    share = made["share"].exact

    assert made["others"].exact + group.women == group.total
    assert made["parity_gap"].exact == share - Fraction(1, 2)
    assert made["seat"].exact * group.women == share
    assert made["interval_low"].exact <= share <= made["interval_high"].exact
    reached = group.women + made["parity_seats"].exact
    assert 2 * reached >= group.total
    assert made["parity_seats"].exact == 0 or 2 * (reached - 1) < group.total
