"""Known values, edges and identities of the indicators of careers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib


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
    ],
)
def test_the_top_grade_is_a_part_of_all_grades(counts, message):
    with pytest.raises(ValueError, match=message):
        genderlib.glass_ceiling_index(*counts)


@given(st.tuples(*[st.integers(0, 1000)] * 4), st.integers(1, 100))
def test_glass_ceiling_index_ignores_scale(counts, factor):
    women_top, men_top, women_below, _ = counts
    women, total = women_top + women_below, sum(counts)
    given_counts = [women, total, women_top, women_top + men_top]

    actual = genderlib.glass_ceiling_index(*[factor * n for n in given_counts])

    expected = genderlib.glass_ceiling_index(*given_counts)
    assert actual == pytest.approx(expected, nan_ok=True)
