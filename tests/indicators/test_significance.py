"""Known values, edges and identities of the tests."""

from fractions import Fraction
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib

SIDES = ["two-sided", "less", "greater"]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # Fagerland, Lydersen and Laake (2017), chapter 2: 13 of 16 against 0.5
        pytest.param("exact", 0.02127, id="exact"),
        pytest.param("mid-p", 0.01273, id="mid-p"),
        pytest.param("score", 0.01242, id="score"),
    ],
)
def test_share_test_known_values(method, expected):
    actual = genderlib.share_test(13, 16, 0.5, method=method)

    assert actual == pytest.approx(expected, abs=5e-6)


@pytest.mark.parametrize("baseline", [0, 1, -0.2, 1.5, 50, np.nan, True, "0.5"])
def test_a_baseline_outside_0_to_1_is_refused(baseline):
    with pytest.raises(ValueError, match="baseline must"):
        genderlib.share_test(4, 13, baseline)


def exact(probabilities, seen, alternative, *, mid):
    """Sum by definition, in fractions."""
    if alternative == "less":
        out = {k: p for k, p in probabilities.items() if k <= seen}
    elif alternative == "greater":
        out = {k: p for k, p in probabilities.items() if k >= seen}
    else:
        out = {k: p for k, p in probabilities.items() if p <= probabilities[seen]}
    at = probabilities[seen]
    ties = [p for p in out.values() if p == at] if alternative == "two-sided" else [at]
    return float(sum(out.values()) - (sum(ties) / 2 if mid else 0))


@pytest.mark.parametrize("alternative", SIDES)
@pytest.mark.parametrize("method", ["exact", "mid-p"])
@given(st.integers(1, 25), st.integers(1, 9), st.data())
def test_share_test_equals_the_sum_by_definition(
    method, alternative, total, tenth, data
):
    women = data.draw(st.integers(0, total))
    chance = Fraction(tenth, 10)
    model = {
        k: comb(total, k) * chance**k * (1 - chance) ** (total - k)
        for k in range(total + 1)
    }

    actual = genderlib.share_test(
        women, total, tenth / 10, method=method, alternative=alternative
    )

    expected = exact(model, women, alternative, mid=method == "mid-p")
    assert actual == pytest.approx(expected, abs=1e-12)


def lot(total, pool_women, pool_total):
    """Probabilities of a draw without replacement, in fractions."""
    men = pool_total - pool_women
    draws = range(max(0, total - men), min(total, pool_women) + 1)
    return {
        k: Fraction(comb(pool_women, k) * comb(men, total - k), comb(pool_total, total))
        for k in draws
    }


@pytest.mark.parametrize("alternative", SIDES)
@pytest.mark.parametrize("method", ["exact", "mid-p"])
@given(st.data())
def test_pool_test_equals_the_sum_by_definition(method, alternative, data):
    pool_total = data.draw(st.integers(1, 30))
    pool_women = data.draw(st.integers(0, pool_total))
    total = data.draw(st.integers(1, pool_total))
    model = lot(total, pool_women, pool_total)
    women = data.draw(st.sampled_from(sorted(model)))

    actual = genderlib.pool_test(
        women, total, pool_women, pool_total, alternative=alternative, method=method
    )

    expected = exact(model, women, alternative, mid=method == "mid-p")
    assert actual == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "method", "expected"),
    [
        # contingencytables for R, test-ch4.R, Ritland 2007: Fisher's test
        pytest.param((0, 16, 15, 88), "exact", 0.06287, id="ritland"),
        pytest.param((0, 16, 15, 88), "mid-p", 0.04466, id="ritland-mid-p"),
        # Fisher's tea taster, 3 of 4 cups: 34/70 by hand
        pytest.param((3, 4, 4, 8), "exact", 34 / 70, id="tea-by-hand"),
        pytest.param((5, 5, 5, 5), "exact", 1, id="everyone-selected"),
    ],
)
def test_pool_test_known_values(counts, method, expected):
    actual = genderlib.pool_test(*counts, method=method)

    assert actual == pytest.approx(expected, abs=5e-6)


@given(st.integers(1, 40), st.data())
def test_pool_test_does_not_change_when_the_sexes_change_places(pool_total, data):
    pool_women = data.draw(st.integers(0, pool_total))
    total = data.draw(st.integers(1, pool_total))
    women = data.draw(st.sampled_from(sorted(lot(total, pool_women, pool_total))))

    actual = genderlib.pool_test(women, total, pool_women, pool_total)

    mirrored = genderlib.pool_test(
        total - women, total, pool_total - pool_women, pool_total
    )
    assert mirrored == pytest.approx(actual, rel=1e-10)


def test_pool_test_of_a_million_persons_keeps_its_digits():
    # Symmetric draw: the two tails are equal and the middle is counted once.
    one = genderlib.pool_test(24_900, 50_000, 500_000, 10**6, alternative="less")
    two = genderlib.pool_test(24_900, 50_000, 500_000, 10**6)

    assert two == pytest.approx(2 * one, rel=1e-9)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        pytest.param((5, 3, 5, 8), "women must not exceed total: 5 > 3", id="women"),
        pytest.param(
            (3, 5, 9, 8), "pool_women must not exceed pool_total: 9 > 8", id="pool"
        ),
        pytest.param(
            (1, 3, 0, 8), "women must not exceed pool_women: 1 > 0", id="no-such-woman"
        ),
        pytest.param(
            (0, 9, 3, 8), "total must not exceed pool_total: 9 > 8", id="too-many"
        ),
        pytest.param(
            (0, 7, 3, 8),
            r"total \+ pool_women must not exceed women \+ pool_total: 7 \+ 3 > 0 \+ 8",
            id="too-many-others",
        ),
    ],
)
def test_a_selection_must_fit_into_its_pool(counts, message):
    with pytest.raises(ValueError, match=message):
        genderlib.pool_test(*counts)


@pytest.mark.parametrize("alternative", ["two-sided", "less"])
@given(st.integers(1, 40), st.data())
def test_fewest_unremarkable_is_the_first_that_passes(alternative, pool_total, data):
    pool_women = data.draw(st.integers(0, pool_total))
    total = data.draw(st.integers(1, pool_total))
    level = data.draw(st.sampled_from([0.5, 0.8, 0.95, 0.99]))
    possible = sorted(lot(total, pool_women, pool_total))

    actual = genderlib.fewest_unremarkable(
        total, pool_women, pool_total, level=level, alternative=alternative
    )

    p_values = genderlib.pool_test(
        possible, total, pool_women, pool_total, alternative=alternative
    )
    passing = [k for k, p in zip(possible, p_values, strict=True) if p > 1 - level]
    assert actual == passing[0]
    assert type(actual) is int


@pytest.mark.parametrize("method", ["exact", "mid-p", "score"])
def test_tests_of_no_one_are_missing(method):
    women = pd.Series([0, 2, None], dtype="Int64")
    total = pd.Series([0, 9, 9])

    actual = genderlib.share_test(women, total, 0.3, method=method)

    assert actual.isna().tolist() == [True, False, True]


def test_a_selection_of_no_one_is_missing():
    pool = genderlib.pool_test([0, 1], [0, 2], [3, 3], [9, 9])
    fewest = genderlib.fewest_unremarkable([0, 9], [3, 3], [9, 9])

    np.testing.assert_array_equal(np.isnan(pool), [True, False])
    np.testing.assert_array_equal(fewest, [np.nan, 3])


@pytest.mark.parametrize(
    "call",
    [
        lambda: genderlib.share_test(1, 2, 0.5, alternative="smaller"),
        lambda: genderlib.pool_test(1, 2, 3, 9, alternative="smaller"),
        lambda: genderlib.fewest_unremarkable(2, 3, 9, alternative="greater"),
        lambda: genderlib.trend_test([1, 2], [4, 4], alternative="smaller"),
    ],
    ids=["share", "pool", "fewest", "trend"],
)
def test_an_unknown_alternative_is_refused(call):
    with pytest.raises(ValueError, match="alternative must be one of two-sided, less"):
        call()


@pytest.mark.parametrize(
    ("counts", "scores", "expected"),
    [
        # R documentation of prop.trend.test: X-squared 8.2249 and 12.173, df 1
        pytest.param(
            ([83, 90, 129, 70], [86, 93, 136, 82]), None, 0.004132, id="smokers"
        ),
        pytest.param(
            ([83, 90, 129, 70], [86, 93, 136, 82]),
            [0, 0, 0, 1],
            0.0004848,
            id="scored",
        ),
        # Dalgaard, Introductory Statistics with R, 7.3: X-squared 8.0237
        pytest.param(
            ([5, 7, 6, 7, 8, 10], [22, 35, 42, 48, 54, 150]), None, 0.004617, id="shoe"
        ),
    ],
)
def test_trend_test_known_values(counts, scores, expected):
    actual = genderlib.trend_test(*counts, scores=scores)

    assert actual == pytest.approx(expected, rel=2e-4)


def test_trend_test_tells_rise_from_fall():
    women, total = [2, 5, 9], [10, 10, 10]

    rising = genderlib.trend_test(women, total, alternative="greater")
    falling = genderlib.trend_test(women, total, alternative="less")

    assert rising < 0.01
    assert rising + falling == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)), min_size=2))
def test_trend_test_ignores_scale_of_scores_and_empty_groups(cells):
    women, men = np.array(cells).T

    actual = genderlib.trend_test(women, women + men)

    years = np.arange(len(cells)) * 5 + 2000
    assert genderlib.trend_test(women, women + men, scores=years) == pytest.approx(
        actual
    )
    longer = genderlib.trend_test([*women, 0], [*(women + men), 0])
    assert longer == pytest.approx(actual)


@pytest.mark.parametrize(
    ("women", "total", "scores", "message"),
    [
        pytest.param([0, 0], [3, 4], None, "neither none nor all", id="no-woman"),
        pytest.param([3, 4], [3, 4], None, "neither none nor all", id="all-women"),
        pytest.param([1, 2], [3, 4], [1, 1], "scores must differ", id="one-score"),
        pytest.param([1, 2], [3, 4], [1], "scores has 1 values", id="too-few"),
        pytest.param([1, 2], [3, 4], [1, np.inf], "scores must be finite", id="inf"),
        pytest.param([1, None], [3, 4], None, "nothing at position 1", id="missing"),
        pytest.param([], [], None, "one number for each unit", id="empty"),
        pytest.param(1, 3, None, "one number for each unit", id="scalar"),
        pytest.param([5, 2], [3, 4], None, "5 > 3 at position 0", id="above"),
    ],
)
def test_trend_test_refuses_what_has_no_trend(women, total, scores, message):
    with pytest.raises(ValueError, match=message):
        genderlib.trend_test(women, total, scores=scores)


# Bickel, Hammel and O'Connell (1975): UCBAdmissions of R, departments A to F
ADMITTED_MEN = np.array([512, 353, 120, 138, 53, 22])
REFUSED_MEN = np.array([313, 207, 205, 279, 138, 351])
ADMITTED_WOMEN = np.array([89, 17, 202, 131, 94, 24])
REFUSED_WOMEN = np.array([19, 8, 391, 244, 299, 317])


def test_compare_strata_agrees_with_r():
    # mantelhaen.test(UCBAdmissions): 0.9046968, 0.7719074 to 1.0603298, of men here
    found = genderlib.compare_strata(
        ADMITTED_MEN,
        ADMITTED_MEN + ADMITTED_WOMEN,
        REFUSED_MEN,
        REFUSED_MEN + REFUSED_WOMEN,
    )

    assert found.odds_ratio == pytest.approx(0.9046968, abs=5e-8)
    assert found.lower == pytest.approx(0.7719074, abs=5e-7)
    assert found.upper == pytest.approx(1.0603298, abs=5e-7)
    assert found.strata == 6
    # statsmodels 0.15: StratifiedTable(tables).test_equal_odds(adjust=True).pvalue
    assert found.homogeneity == pytest.approx(0.0020714014, abs=5e-9)


def test_compare_strata_of_one_stratum_is_its_odds_ratio():
    found = genderlib.compare_strata([9], [13], [4], [14])

    # By hand: 9 * 10 / (4 * 4); without the test of a second stratum
    assert found.odds_ratio == pytest.approx(5.625)
    assert np.isnan(found.homogeneity)


def test_homogeneity_is_1_where_the_odds_ratios_are_equal():
    found = genderlib.compare_strata([10, 20], [30, 60], [5, 10], [25, 50])

    # By hand: 10 * 20 / (20 * 5) = 2 in both strata
    assert found.odds_ratio == pytest.approx(2)
    assert found.homogeneity == pytest.approx(1)


def test_strata_that_say_nothing_are_left_out():
    alone = genderlib.compare_strata([9, 4], [13, 9], [4, 3], [14, 8])

    more = genderlib.compare_strata(
        [9, 4, 5, 0, 3], [13, 9, 5, 7, 3], [4, 3, 8, 0, 0], [14, 8, 8, 6, 0]
    )

    assert more == alone


@pytest.mark.parametrize(
    ("women_a", "women_b", "expected"),
    [([0, 0], [2, 3], 0), ([2, 3], [0, 0], np.inf)],
    ids=["none-in-a", "none-in-b"],
)
def test_an_extreme_odds_ratio_has_no_limits(women_a, women_b, expected):
    found = genderlib.compare_strata(women_a, [5, 5], women_b, [5, 5])

    assert found.odds_ratio == expected
    assert np.isnan([found.lower, found.upper, found.homogeneity]).all()
    assert 0 < found.p_value < 1


def test_strata_without_both_groups_and_sexes_are_refused():
    with pytest.raises(ValueError, match="no stratum holds both groups"):
        genderlib.compare_strata([5, 0], [5, 3], [2, 0], [2, 0])


@given(st.lists(st.tuples(*[st.integers(1, 30)] * 4), min_size=2, max_size=6))
def test_compare_strata_inverts_with_the_groups(cells):
    women_a, men_a, women_b, men_b = np.array(cells).T

    found = genderlib.compare_strata(women_a, women_a + men_a, women_b, women_b + men_b)
    swapped = genderlib.compare_strata(
        women_b, women_b + men_b, women_a, women_a + men_a
    )

    assert swapped.odds_ratio == pytest.approx(1 / found.odds_ratio)
    assert swapped.upper == pytest.approx(1 / found.lower)
    assert swapped.p_value == pytest.approx(found.p_value)
    assert swapped.homogeneity == pytest.approx(found.homogeneity, abs=1e-8)
