"""Known values, edges and identities of the indicators of careers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib

cells = st.tuples(*[st.integers(0, 1000)] * 4)


def grades(women_top, others_top, women_below, others_below):
    """Counts over all grades and in the top grade."""
    women = women_top + women_below
    total = women + others_top + others_below
    return women, total, women_top, women_top + others_top


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 10, 0, 5), np.nan, id="no-woman-at-all"),
        pytest.param((3, 10, 0, 5), np.nan, id="no-woman-in-the-top-grade"),
        pytest.param((0, 0, 0, 0), np.nan, id="nobody"),
        pytest.param((4, 8, 1, 2), 1, id="as-often-at-the-top"),
        # By hand: (84/210) / (14/48) = 0.4 * 24/7 = 48/35
        pytest.param((84, 210, 14, 48), 48 / 35, id="two-grades-of-2020"),
    ],
)
def test_glass_ceiling_index_known_values(counts, expected):
    actual = genderlib.glass_ceiling_index(*counts)

    assert actual == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    "indicator", [genderlib.glass_ceiling_index, genderlib.glass_ceiling_range]
)
@pytest.mark.parametrize(
    ("counts", "message"),
    [
        pytest.param((11, 10, 1, 5), "women must not exceed total: 11 > 10", id="all"),
        pytest.param(
            (5, 10, 6, 5), "women_top must not exceed total_top: 6 > 5", id="top"
        ),
        pytest.param(
            (2, 10, 3, 5), "women_top must not exceed women: 3 > 2", id="women"
        ),
        pytest.param(
            (2, 4, 1, 5), "total_top must not exceed total: 5 > 4", id="everyone"
        ),
        pytest.param(
            (9, 10, 1, 5),
            r"women \+ total_top must not exceed total \+ women_top: 9 \+ 5 > 10 \+ 1",
            id="others",
        ),
    ],
)
def test_the_top_grade_is_a_part_of_all_grades(indicator, counts, message):
    with pytest.raises(ValueError, match=message):
        indicator(*counts)


@given(cells, st.integers(1, 100))
def test_glass_ceiling_index_ignores_scale(persons, factor):
    counts = grades(*persons)

    actual = genderlib.glass_ceiling_index(*[factor * n for n in counts])

    expected = genderlib.glass_ceiling_index(*counts)
    assert actual == pytest.approx(expected, nan_ok=True)


@given(st.tuples(*[st.integers(1, 1000)] * 4))
def test_a_woman_for_a_man_at_the_top_thins_the_ceiling(persons):
    women_top, others_top, women_below, others_below = persons

    before = genderlib.glass_ceiling_index(*grades(*persons))
    after = genderlib.glass_ceiling_index(
        *grades(women_top + 1, others_top - 1, women_below - 1, others_below + 1)
    )

    assert after < before


@given(st.tuples(*[st.integers(0, 60)] * 4))
def test_glass_ceiling_range_is_that_of_all_ways_to_leave(persons):
    left = [
        grades(*(n - (place == at) for place, n in enumerate(persons)))
        for at in range(4)
        if persons[at]
    ]
    found = [genderlib.glass_ceiling_index(*counts) for counts in left]
    index = genderlib.glass_ceiling_index(*grades(*persons))

    lower, upper = genderlib.glass_ceiling_range(*grades(*persons))

    if np.isnan(index) or np.isnan(found).all():
        assert np.isnan([lower, upper]).all()
    else:
        assert lower == pytest.approx(np.nanmin(found))
        decided_by_one = np.isnan(found).any()
        expected = np.nan if decided_by_one else np.nanmax(found)
        assert upper == pytest.approx(expected, nan_ok=True)


def test_glass_ceiling_range_by_hand():
    # Without one woman at the top: (83/209) / (13/47), without one man there:
    # (84/209) / (14/47); the other two lie between
    lower, upper = genderlib.glass_ceiling_range(84, 210, 14, 48)

    assert lower == pytest.approx(84 / 209 * 47 / 14)
    assert upper == pytest.approx(83 / 209 * 47 / 13)


def test_one_woman_at_the_top_leaves_no_upper_end():
    lower, upper = genderlib.glass_ceiling_range([5, 5], [10, 10], [1, 2], [3, 3])

    assert np.isfinite(lower).all()
    assert np.isnan(upper).tolist() == [True, False]


def test_career_ladder_by_hand():
    women = pd.Series([70, 14, 0, 1], index=["heads", "leaders", "deputies", "chief"])

    ladder = genderlib.career_ladder(women, [162, 48, 3, 1])

    assert ladder.index.tolist() == women.index.tolist()
    assert ladder["women_share"].tolist() == pytest.approx([70 / 162, 14 / 48, 0, 1])
    # By hand: (70/162) / (14/48) = 3360 / 2268; over a grade without women nothing
    assert ladder["neighbour_ratio"].tolist() == pytest.approx(
        [np.nan, 3360 / 2268, np.nan, 0], nan_ok=True
    )
    # By hand: shares over 85 / 214
    assert ladder["representation_ratio"].tolist() == pytest.approx(
        [70 / 162 * 214 / 85, 14 / 48 * 214 / 85, 0, 214 / 85]
    )


def test_empty_grades_have_no_share_and_no_ratio():
    ladder = genderlib.career_ladder([3, 0, 2], [5, 0, 8])

    assert ladder.isna().to_numpy().tolist() == [
        [False, True, False],
        [True, True, True],
        [False, True, False],
    ]


@pytest.mark.parametrize(
    ("women", "total", "expected"),
    [
        pytest.param([50, 40, 10, 2], [100, 100, 100, 10], 2, id="by-hand"),
        pytest.param([50, 25, 0], [100, 100, 10], 2, id="closed-grade"),
        pytest.param([40, 20, 10], [100, 100, 100], 1, id="the-lower-of-equal-ones"),
        pytest.param([10, 20, 30], [100, 100, 100], None, id="widens"),
        pytest.param([10, 20], [100, 200], None, id="stays"),
        pytest.param([5], [9], None, id="one-grade"),
        pytest.param([0, 3, 2], [9, 9, 9], 2, id="from-a-grade-without-women"),
        pytest.param([5, 0, 1], [9, 0, 9], None, id="around-an-empty-grade"),
    ],
)
def test_narrowest_step_known_values(women, total, expected):
    assert genderlib.narrowest_step(women, total) == expected


def test_narrowest_step_is_named_by_its_label():
    women = pd.Series([50, 40, 10], index=["division", "unit", "ministry"])

    assert genderlib.narrowest_step(women, [100, 100, 100]) == "ministry"


@pytest.mark.parametrize(
    "indicator", [genderlib.career_ladder, genderlib.narrowest_step]
)
@pytest.mark.parametrize(
    ("women", "total", "message"),
    [
        pytest.param([], [], "one number for each unit", id="empty"),
        pytest.param([5, 2], [3, 4], "women must not exceed total: 5 > 3", id="above"),
        pytest.param([5, None], [7, 4], "women must not be missing", id="missing"),
    ],
)
def test_ladders_of_invalid_counts_are_refused(indicator, women, total, message):
    with pytest.raises(ValueError, match=message):
        indicator(women, total)


LADDERS = st.lists(
    st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=2, max_size=7
)


@given(LADDERS)
def test_neighbour_ratios_multiply_to_the_whole_way(persons):
    women, men = np.array(persons).T

    ladder = genderlib.career_ladder(women, women + men)

    whole = ladder["women_share"].iloc[0] / ladder["women_share"].iloc[-1]
    assert ladder["neighbour_ratio"].prod() == pytest.approx(whole)
    weights = (women + men) / (women + men).sum()
    assert (weights * ladder["representation_ratio"]).sum() == pytest.approx(1)


@given(LADDERS)
def test_the_narrowest_step_has_the_largest_neighbour_ratio(persons):
    women, men = np.array(persons).T
    ratios = genderlib.career_ladder(women, women + men)["neighbour_ratio"]

    step = genderlib.narrowest_step(women, women + men)

    if step is None:
        assert ratios.max() <= 1 + 1e-12
    else:
        assert ratios[step] == pytest.approx(ratios.max())
        assert ratios[step] > 1
