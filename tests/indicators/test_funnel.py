"""The band of a funnel plot: worked out by hand, and its bounds."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib


def by_hand(total, women, pool, tail):
    """Quantiles of the hypergeometric distribution, summed term by term."""
    ways = [comb(women, k) * comb(pool - women, total - k) for k in range(total + 1)]
    chances = [Fraction(way, comb(pool, total)) for way in ways]
    low = next(k for k in range(total + 1) if sum(chances[: k + 1]) >= tail)
    high = next(k for k in range(total, -1, -1) if sum(chances[k:]) > tail)
    return low, high


def test_two_drawn_of_two_women_and_two_men():
    # 0, 1 or 2 women in 1, 4 and 1 of 6 draws: 1/6 is more than 5 % and less than 20 %.
    wide = genderlib.chance_band(2, 2, 4, level=0.9)
    narrow = genderlib.chance_band(2, 2, 4, level=0.6)

    assert wide == (0, 2)
    assert narrow == (1, 1)


@pytest.mark.parametrize(
    ("total", "women", "pool"),
    [
        pytest.param(6, 6, 19, id="deputies-of-lao-cai"),
        pytest.param(55, 63, 177, id="council-of-lao-cai"),
        pytest.param(65, 63, 177, id="council-of-son-la"),
    ],
)
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_the_band_is_that_of_exact_sums(total, women, pool, level):
    tail = (1 - Fraction(str(level))) / 2

    band = genderlib.chance_band(total, women, pool, level=level)

    assert band == by_hand(total, women, pool, tail)


@given(st.data())
def test_the_band_lies_within_what_can_be_drawn_and_holds_the_whole_share(data):
    pool = data.draw(st.integers(1, 200))
    women = data.draw(st.integers(0, pool))
    total = data.draw(st.integers(0, pool))

    low, high = genderlib.chance_band(total, women, pool)
    wider = genderlib.chance_band(total, women, pool, level=0.998)

    assert max(0, total - (pool - women)) <= low <= high <= min(total, women)
    assert wider[0] <= low
    assert high <= wider[1]
    assert low <= total * women / pool <= high or high - low == 0


@pytest.mark.parametrize(
    ("arguments", "level", "words"),
    [
        pytest.param((-1, 2, 4), 0.95, "total", id="negative"),
        pytest.param((2, 5, 4), 0.95, "pool_women", id="more-women-than-people"),
        pytest.param((5, 2, 4), 0.95, "total", id="more-than-the-pool"),
        pytest.param((1.5, 2, 4), 0.95, "total", id="fraction"),
        pytest.param((float("nan"), 2, 4), 0.95, "total", id="missing"),
        pytest.param(([1, 2], 2, 4), 0.95, "total", id="several"),
        pytest.param((2, 2, 4), 1.0, "level", id="level"),
    ],
)
def test_bad_input_is_named(arguments, level, words):
    with pytest.raises(ValueError, match=words):
        genderlib.chance_band(*arguments, level=level)
