"""Known values, edges and identities of the indicators of representation."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib


@st.composite
def groups(draw, least=1):
    total = draw(st.integers(least, 10**6))
    return draw(st.integers(0, total)), total


@pytest.mark.parametrize(
    ("women", "total", "expected"),
    [
        pytest.param(0, 7, 0, id="no-woman"),
        pytest.param(7, 7, 1, id="women-only"),
        # Published in the review of 2020; divided by hand: 4 / 13 = 0.307692...
        pytest.param(4, 13, 0.307692307692, id="committee-2020"),
        pytest.param(0, 0, np.nan, id="nobody"),
    ],
)
def test_women_share_known_values(women, total, expected):
    actual = genderlib.women_share(women, total)

    assert actual == pytest.approx(expected, nan_ok=True)


@given(groups())
def test_adding_a_woman_never_lowers_the_share(group):
    women, total = group

    more = genderlib.women_share(women + 1, total + 1)

    assert genderlib.women_share(women, total) <= more


@given(groups(), st.integers(1, 1000))
def test_women_share_ignores_scale(group, factor):
    women, total = group

    actual = genderlib.women_share(women * factor, total * factor)

    assert actual == genderlib.women_share(women, total)


@pytest.mark.parametrize(
    ("women", "total", "expected"),
    [
        pytest.param(0, 7, -0.5, id="no-woman"),
        pytest.param(7, 7, 0.5, id="women-only"),
        pytest.param(5, 10, 0, id="parity"),
        # By hand: 70 / 162 - 1/2 = -11 / 162
        pytest.param(70, 162, -11 / 162, id="heads-of-division-2020"),
        pytest.param(0, 0, np.nan, id="nobody"),
    ],
)
def test_parity_gap_known_values(women, total, expected):
    actual = genderlib.parity_gap(women, total)

    assert actual == pytest.approx(expected, nan_ok=True, rel=1e-15)


@given(groups())
def test_parity_gap_changes_sign_with_the_sexes(group):
    women, total = group

    actual = genderlib.parity_gap(total - women, total)

    assert actual == -genderlib.parity_gap(women, total)


@given(groups())
def test_adding_a_woman_narrows_the_gap_only_while_women_are_the_minority(group):
    women, total = group

    before = abs(genderlib.parity_gap(women, total))
    after = abs(genderlib.parity_gap(women + 1, total + 1))

    assert (after < before) == (2 * women < total)


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [
        pytest.param(0, 5, 0, id="no-woman"),
        pytest.param(5, 5, 1, id="parity"),
        # By hand: 70 women and 92 men, 35 / 46
        pytest.param(70, 92, 35 / 46, id="heads-of-division-2020"),
        pytest.param(5, 0, np.nan, id="no-man"),
        pytest.param(0, 0, np.nan, id="nobody"),
    ],
)
def test_parity_ratio_known_values(women, men, expected):
    actual = genderlib.parity_ratio(women, men)

    assert actual == pytest.approx(expected, nan_ok=True)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_parity_ratio_inverts_with_the_sexes(women, men):
    product = genderlib.parity_ratio(women, men) * genderlib.parity_ratio(men, women)

    assert product == pytest.approx(1)


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [
        pytest.param(0, 4, 0, id="women-have-none"),
        pytest.param(0.3, 0.3, 1, id="parity"),
        pytest.param(4, 0, 2, id="men-have-none"),
        # By hand: 4/9, and 2 - 4/6
        pytest.param(4, 9, 4 / 9, id="fewer-women"),
        pytest.param(6, 4, 4 / 3, id="more-women"),
        pytest.param(0, 0, np.nan, id="nobody"),
        pytest.param(0.12, 0.16, 0.75, id="rates"),
    ],
)
def test_parity_index_known_values(women, men, expected):
    actual = genderlib.parity_index(women, men)

    assert actual == pytest.approx(expected, nan_ok=True)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_parity_index_is_symmetric_about_one(women, men):
    index = genderlib.parity_index(women, men)
    mirrored = genderlib.parity_index(men, women)

    assert 0 <= index <= 2
    assert index + mirrored == pytest.approx(2)


@pytest.mark.parametrize(
    ("women", "men"),
    [
        pytest.param(-0.1, 1, id="negative"),
        pytest.param(1, np.inf, id="infinite"),
        pytest.param(True, 1, id="bool"),
        pytest.param("0.3", 1, id="text"),
    ],
)
def test_parity_index_refuses_what_is_no_rate(women, men):
    with pytest.raises(ValueError, match=r"must be finite numbers of 0 or more: "):
        genderlib.parity_index(women, men)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 5, 3, 9), 0, id="no-woman"),
        pytest.param((1, 3, 3, 9), 1, id="mirrors-its-pool"),
        # By hand: (14/48) / (70/162) = 14 * 162 / (48 * 70) = 27 / 40
        pytest.param((14, 48, 70, 162), 0.675, id="leaders-2020"),
        pytest.param((0, 0, 3, 9), np.nan, id="empty-group"),
        pytest.param((1, 5, 0, 9), np.nan, id="no-woman-in-the-pool"),
        pytest.param((1, 5, 0, 0), np.nan, id="empty-pool"),
    ],
)
def test_representation_ratio_known_values(counts, expected):
    actual = genderlib.representation_ratio(*counts)

    assert actual == pytest.approx(expected, nan_ok=True)


@given(groups(), st.integers(1, 1000))
def test_representation_ratio_is_one_for_a_pool_of_the_same_mix(group, factor):
    women, total = group

    actual = genderlib.representation_ratio(
        women, total, women * factor, total * factor
    )

    assert np.isnan(actual) if women == 0 else actual == 1


def brute_force(women, total, target, *, strict):
    """Count upwards, in whole hundredths, until the target is met."""
    for seats in range(total + 1):
        share, wanted = (women + seats) * 100, target * total
        if share > wanted or (not strict and share == wanted):
            return seats
    return None


@pytest.mark.parametrize(
    ("percent", "strict"),
    [(p, False) for p in range(101)] + [(p, True) for p in range(100)],
)
def test_seats_to_target_equals_counting(percent, strict):
    women, total = np.array([(w, t) for t in range(1, 61) for w in range(t + 1)]).T
    expected = [
        brute_force(w, t, percent, strict=strict)
        for w, t in zip(women.tolist(), total.tolist(), strict=True)
    ]

    actual = genderlib.seats_to_target(women, total, percent / 100, strict=strict)

    assert actual.tolist() == expected


@pytest.mark.parametrize(
    ("target", "strict", "expected"),
    [
        # 28 % of 25 is 7; in floats 0.28 * 25 is 7.000000000000001.
        pytest.param(0.28, False, 0, id="exact-at-least"),
        pytest.param(0.28, True, 1, id="exact-more-than"),
        pytest.param(np.float64(0.28), False, 0, id="numpy-float"),
        pytest.param(Decimal("0.28"), False, 0, id="decimal"),
        pytest.param(Fraction(7, 25), True, 1, id="fraction"),
        pytest.param(0, False, 0, id="nothing-asked"),
        pytest.param(1, False, 18, id="everyone"),
    ],
)
def test_seats_to_target_takes_the_target_as_written(target, strict, expected):
    actual = genderlib.seats_to_target(7, 25, target, strict=strict)

    assert type(actual) is int
    assert actual == expected


def test_seats_to_target_is_exact_for_large_counts_and_long_decimals():
    # By hand: 0.12345678901 * 10^15 = 123456789010000
    actual = genderlib.seats_to_target(0, 10**15, 0.12345678901)

    assert actual == 123456789010000


def test_seats_to_target_of_a_nullable_series_stays_whole():
    women = pd.Series([4, None, 0], index=list("abc"), dtype="Int64")

    actual = genderlib.seats_to_target(women, pd.Series([13, 13, 0], list("abc")), 0.35)

    assert actual.dtype == "Int64"
    assert actual.tolist() == [1, pd.NA, pd.NA]


def test_seats_to_target_of_an_empty_group_is_missing():
    assert np.isnan(genderlib.seats_to_target(0, 0, 0.3))
    np.testing.assert_array_equal(
        genderlib.seats_to_target([1, 0], [4, 0], 0.5), [1, np.nan]
    )


@pytest.mark.parametrize(
    "target",
    [-0.1, 1.01, 30, np.nan, np.inf, True, "0.3", None],
    ids=repr,
)
def test_seats_to_target_refuses_what_is_no_fraction(target):
    with pytest.raises(ValueError, match="target must be a fraction from 0 to 1, not"):
        genderlib.seats_to_target(4, 13, target)


def test_nothing_exceeds_everyone():
    with pytest.raises(ValueError, match="target must be below 1"):
        genderlib.seats_to_target(4, 13, 1, strict=True)


@given(groups(), st.integers(0, 10**9))
def test_seats_to_target_are_the_fewest(group, billionths):
    women, total = group
    target = Fraction(billionths, 10**9)

    seats = genderlib.seats_to_target(women, total, target)

    assert Fraction(women + seats, total) >= target
    assert seats == 0 or Fraction(women + seats - 1, total) < target


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((4, 9, 13), (4 / 13, 4 / 13), id="everyone-recorded"),
        # By hand: of 8 one is unknown: 3/8 or 4/8
        pytest.param((3, 4, 8), (0.375, 0.5), id="one-unknown"),
        pytest.param((0, 0, 5), (0, 1), id="nobody-recorded"),
        pytest.param((0, 0, 0), (np.nan, np.nan), id="nobody"),
    ],
)
def test_share_bounds_known_values(counts, expected):
    actual = genderlib.share_bounds(*counts)

    assert actual == pytest.approx(expected, nan_ok=True)


def test_share_bounds_refuse_more_than_the_total():
    message = r"women \+ men must not exceed total: 5 \+ 4 > 8"
    with pytest.raises(ValueError, match=message):
        genderlib.share_bounds(5, 4, 8)


@given(groups(), st.data())
def test_share_bounds_hold_whoever_the_unknown_are(group, data):
    recorded, total = group
    women = data.draw(st.integers(0, recorded))
    unknown_women = data.draw(st.integers(0, total - recorded))

    lower, upper = genderlib.share_bounds(women, recorded - women, total)

    assert lower <= (women + unknown_women) / total <= upper
