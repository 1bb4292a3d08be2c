"""Known values, edges and identities of the intervals."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib
from genderlib.indicators import limits, pairs

SHARE = list(limits.METHODS)
DIFFERENCE = list(pairs.DIFFERENCE_METHODS)
RATIO = list(pairs.RATIO_METHODS)
ODDS = list(pairs.ODDS_RATIO_METHODS)
# 97.5 % point of the normal distribution: Abramowitz and Stegun, table 26.1
Z = 1.959963984540054


@st.composite
def groups(draw, most=10**4):
    total = draw(st.integers(1, most))
    return draw(st.integers(0, total)), total


@pytest.mark.parametrize(
    ("women", "total", "method", "expected"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, table I
        pytest.param(81, 263, "wilson", (0.2553, 0.3662), id="newcombe-81-of-263"),
        pytest.param(15, 148, "wilson", (0.0624, 0.1605), id="newcombe-15-of-148"),
        pytest.param(0, 20, "wilson", (0, 0.1611), id="newcombe-0-of-20"),
        pytest.param(1, 29, "wilson", (0.0061, 0.1718), id="newcombe-1-of-29"),
        pytest.param(81, 263, "clopper-pearson", (0.2527, 0.3676), id="exact-81"),
        pytest.param(1, 29, "clopper-pearson", (0.0009, 0.1776), id="exact-1"),
        pytest.param(81, 263, "wald", (0.2522, 0.3638), id="wald-81"),
        pytest.param(0, 20, "wald", (0, 0), id="wald-makes-a-certainty"),
        # Fagerland, Lydersen and Laake (2017), chapter 2, 13 of 16
        pytest.param(13, 16, "mid-p", (0.5699, 0.9500), id="mid-p-13-of-16"),
        pytest.param(13, 16, "jeffreys", (0.5792, 0.9442), id="jeffreys-13-of-16"),
        # R 4.3.3, DescTools::BinomCI(100, 200, method = "agresti-coull")
        pytest.param(100, 200, "agresti-coull", (0.4314, 0.5686), id="desctools"),
    ],
)
def test_share_interval_known_values(women, total, method, expected):
    actual = genderlib.share_interval(women, total, method=method)

    assert actual == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("total", [1, 9, 50, 10**6])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.9999])
def test_mid_p_at_the_ends_has_a_closed_form(total, level):
    # Half the chance of no woman is the tail: (1 - p)^total / 2 = (1 - level) / 2
    expected = 1 - (1 - level) ** (1 / total)

    assert genderlib.share_interval(0, total, level=level, method="mid-p") == (
        0,
        pytest.approx(expected, rel=1e-9),
    )
    assert genderlib.share_interval(total, total, level=level, method="mid-p") == (
        pytest.approx(1 - expected, rel=1e-9),
        1,
    )


@pytest.mark.parametrize("method", SHARE)
@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
def test_share_limits_are_finite_and_hold_the_share_for_every_small_count(
    method, level
):
    women, total = np.array([(w, t) for t in range(1, 51) for w in range(t + 1)]).T

    lower, upper = genderlib.share_interval(women, total, level=level, method=method)

    share = women / total
    assert ((lower >= 0) & (lower <= share + 1e-15)).all()
    assert ((upper <= 1) & (upper >= share - 1e-15)).all()


@given(groups(), st.sampled_from(SHARE))
def test_share_limits_mirror_when_the_sexes_change_places(group, method):
    women, total = group

    lower, upper = genderlib.share_interval(women, total, method=method)
    mirrored = genderlib.share_interval(total - women, total, method=method)

    assert mirrored == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@given(groups(), st.sampled_from(SHARE))
def test_a_higher_level_gives_a_wider_interval(group, method):
    narrow = genderlib.share_interval(*group, level=0.8, method=method)
    wide = genderlib.share_interval(*group, level=0.95, method=method)

    assert wide[0] <= narrow[0] + 1e-12
    assert wide[1] >= narrow[1] - 1e-12


@given(st.integers(1, 10**9), st.data())
def test_wilson_limits_solve_the_score_equation(total, data):
    women = data.draw(st.integers(0, total))

    for limit in genderlib.share_interval(women, total):
        distance = (women - total * limit) ** 2
        assert distance == pytest.approx(
            Z**2 * total * limit * (1 - limit), rel=1e-6, abs=1e-6
        )


@given(groups(most=60))
def test_mid_p_limits_leave_half_the_risk_on_each_side(group):
    women, total = group
    chances = [[1.0]]  # Pascal's triangle, so that no library checks itself
    for _ in range(total):
        row = chances[-1]
        chances.append([1.0, *map(sum, pairwise(row)), 1.0])

    def tail(share):
        terms = [
            c * share**k * (1 - share) ** (total - k)
            for k, c in enumerate(chances[total])
        ]
        return sum(terms[women + 1 :]) + terms[women] / 2

    lower, upper = genderlib.share_interval(women, total, method="mid-p")

    assert women == 0 or tail(lower) == pytest.approx(0.025)
    assert women == total or 1 - tail(upper) == pytest.approx(0.025)


@pytest.mark.parametrize("method", SHARE)
def test_an_empty_group_has_no_interval(method):
    women = pd.Series([0, 4, None], index=list("abc"), dtype="Int64")
    total = pd.Series([0, 13, 13], index=list("abc"))

    lower, upper = genderlib.share_interval(women, total, method=method)

    assert lower.isna().tolist() == upper.isna().tolist() == [True, False, True]


@pytest.mark.parametrize("method", SHARE)
def test_many_rows_give_what_one_row_gives(method):
    rows = 40_000  # more than one block
    women = np.arange(rows) % 97

    lower, upper = genderlib.share_interval(women, 100, method=method)

    for row in (0, 1, 96, rows - 1):
        one = genderlib.share_interval(int(women[row]), 100, method=method)
        assert (lower[row], upper[row]) == pytest.approx(one, rel=1e-14)


@pytest.mark.parametrize("level", [0, 1, -0.5, 95, np.nan, True, "0.95"], ids=repr)
def test_a_level_outside_0_to_1_is_refused(level):
    with pytest.raises(ValueError, match="level must"):
        genderlib.share_interval(4, 13, level=level)


@pytest.mark.parametrize(
    ("interval", "counts", "known"),
    [
        (genderlib.share_interval, (4, 13), "wilson, clopper-pearson"),
        (genderlib.share_difference_interval, (4, 13, 6, 10), "newcombe, miettinen"),
        (genderlib.share_ratio_interval, (4, 13, 6, 10), "miettinen-nurminen, koop"),
        (genderlib.odds_ratio_interval, (4, 13, 6, 10), "miettinen-nurminen, cond"),
    ],
    ids=["share", "difference", "ratio", "odds-ratio"],
)
def test_an_unknown_method_is_refused_with_the_known_ones(interval, counts, known):
    with pytest.raises(ValueError, match=f"method must be one of {known}.*'wilsen'"):
        interval(*counts, method="wilsen")


@pytest.mark.parametrize(
    ("counts", "method", "expected"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
        pytest.param((56, 70, 48, 80), "newcombe", (0.0524, 0.3339), id="newcombe-a"),
        pytest.param((9, 10, 3, 10), "newcombe", (0.1705, 0.8090), id="newcombe-b"),
        pytest.param((5, 56, 0, 29), "newcombe", (-0.0381, 0.1926), id="newcombe-d"),
        pytest.param((0, 10, 0, 10), "newcombe", (-0.2775, 0.2775), id="newcombe-f"),
        pytest.param((10, 10, 0, 20), "newcombe", (0.6791, 1), id="newcombe-g"),
        # Fagerland, Lydersen and Laake (2015), Perondi trial 7/34 and 1/34
        pytest.param((7, 34, 1, 34), "wald", (0.0292, 0.3238), id="perondi-wald"),
        pytest.param((7, 34, 1, 34), "agresti-caffo", (0.0116, 0.3217), id="perondi"),
        # contingencytables for R, test-ch4.R, Ritland 2007
        pytest.param(
            (0, 16, 15, 72), "miettinen-nurminen", (-0.3164, -0.0056), id="ritland"
        ),
    ],
)
def test_difference_interval_known_values(counts, method, expected):
    actual = genderlib.share_difference_interval(*counts, method=method)

    assert actual == pytest.approx(expected, abs=5e-5)


# Every 0 <= a, b <= n of two groups of n persons, for every n up to 50.
UP_TO_50 = np.concatenate(
    [
        np.stack([*np.divmod(np.arange((n + 1) ** 2), n + 1), [n] * (n + 1) ** 2])
        for n in range(1, 51)
    ],
    axis=1,
)


@pytest.mark.parametrize("method", DIFFERENCE)
def test_difference_limits_are_finite_for_all_tables_of_up_to_50(method):
    a, b, n = UP_TO_50

    lower, upper = genderlib.share_difference_interval(a, n, b, n, method=method)

    assert a.size == 45_525
    assert np.isfinite(lower).all()
    assert np.isfinite(upper).all()
    assert ((lower >= -1) & (upper <= 1) & (lower <= upper)).all()


@pytest.mark.parametrize("method", DIFFERENCE)
@given(groups(), groups())
def test_difference_limits_change_sign_with_the_groups(method, a, b):
    lower, upper = genderlib.share_difference_interval(*a, *b, method=method)

    swapped = genderlib.share_difference_interval(*b, *a, method=method)

    assert swapped == pytest.approx((-upper, -lower), abs=1e-9)


@given(groups(most=200), groups(most=200))
def test_miettinen_nurminen_limits_solve_the_score_equation(a, b):
    (women_a, total_a), (women_b, total_b) = a, b
    everyone = total_a + total_b
    limits_found = genderlib.share_difference_interval(
        *a, *b, method="miettinen-nurminen"
    )

    for limit in limits_found:
        if abs(limit) == 1:
            continue
        low, high = max(0.0, -limit), min(1.0, 1.0 - limit)
        for _ in range(200):  # the likeliest share of b, by halving
            share = (low + high) / 2
            slope = score_slope(share + limit, women_a, total_a)
            slope += score_slope(share, women_b, total_b)
            low, high = (share, high) if slope > 0 else (low, share)
        shares = (share + limit) * (1 - share - limit) / total_a
        shares += share * (1 - share) / total_b
        distance = women_a / total_a - women_b / total_b - limit
        variance = shares * everyone / (everyone - 1)
        assert distance**2 == pytest.approx(Z**2 * variance, rel=1e-6, abs=1e-12)


def score_slope(share, women, total):
    """Slope of the log likelihood of a share, beyond all bounds at the ends."""
    rise = women / max(share, 1e-300) if women else 0
    return rise - ((total - women) / max(1 - share, 1e-300) if women < total else 0)


@pytest.mark.parametrize(
    ("counts", "method", "expected"),
    [
        # Fagerland, Lydersen and Laake (2015), and Koopman through PropCIs for R
        pytest.param((7, 34, 1, 34), "katz", (0.9096, 53.8695), id="katz"),
        pytest.param(
            (7, 34, 1, 34), "miettinen-nurminen", (1.2086, 43.0330), id="corrected"
        ),
        pytest.param((7, 34, 1, 34), "koopman", (1.220853, 42.575718), id="koopman"),
    ],
)
def test_ratio_interval_known_values(counts, method, expected):
    actual = genderlib.share_ratio_interval(*counts, method=method)

    assert actual == pytest.approx(expected, abs=5e-5, rel=1e-7)


@pytest.mark.parametrize(
    ("counts", "method", "expected"),
    [
        # contingencytables for R, test-ch4.R, Lampasona 2013
        pytest.param(
            (9, 13, 4, 14), "miettinen-nurminen", (1.0934, 28.9419), id="lampasona"
        ),
        pytest.param(
            (9, 13, 4, 14), "conditional-mid-p", (1.0226, 31.5025), id="cornfield"
        ),
        # By hand: 9 * 10 / (4 * 4) = 5.625, times or over
        # exp(1.959964 * sqrt(1/9 + 1/4 + 1/4 + 1/10)) = exp(1.653018) = 5.222717
        pytest.param((9, 13, 4, 14), "woolf", (1.0770, 29.3778), id="woolf-by-hand"),
    ],
)
def test_odds_ratio_interval_known_values(counts, method, expected):
    actual = genderlib.odds_ratio_interval(*counts, method=method)

    assert actual == pytest.approx(expected, rel=5e-4)


def test_conditional_exact_limits_leave_half_the_risk_on_each_side():
    lower, upper = genderlib.odds_ratio_interval(3, 4, 1, 4, method="conditional-exact")

    # Fisher's tea taster; by hand the chances of 0 to 4 women in a, all margins being
    # 4, are as 1, 16 r, 36 r^2, 16 r^3 and r^4 for an odds ratio r.
    def chances(ratio):
        weights = np.array([1, 16, 36, 16, 1]) * ratio ** np.arange(5)
        return weights / weights.sum()

    assert chances(lower)[3:].sum() == pytest.approx(0.025)
    assert chances(upper)[:4].sum() == pytest.approx(0.025)


@pytest.mark.parametrize("method", ["miettinen-nurminen", "koopman"])
def test_ratio_limits_without_women_are_0_or_infinite(method):
    lower, upper = genderlib.share_ratio_interval(
        [0, 3, 0], 9, [3, 0, 0], 9, method=method
    )

    assert lower.tolist()[::2] == [0, 0]
    assert np.isfinite(upper[0])
    assert 0 < lower[1] < np.inf
    assert upper.tolist()[1:] == [np.inf, np.inf]


@pytest.mark.parametrize("method", ODDS[:-1])
def test_odds_ratio_limits_at_empty_cells_are_0_or_infinite(method):
    lower, upper = genderlib.odds_ratio_interval(
        [0, 9, 5, 9], 9, [5, 5, 0, 9], 9, method=method
    )

    assert lower.tolist()[::3] == [0, 0]
    assert upper.tolist()[1:] == [np.inf] * 3
    assert np.isfinite([upper[0], lower[1], lower[2]]).all()


def test_logarithms_of_empty_cells_give_no_limits():
    katz = genderlib.share_ratio_interval(0, 9, 3, 9, method="katz")
    woolf = genderlib.odds_ratio_interval(9, 9, 3, 9, method="woolf")

    assert np.isnan([*katz, *woolf]).all()


@given(groups(), groups(), st.sampled_from(["miettinen-nurminen", "koopman"]))
def test_ratio_limits_invert_with_the_groups(a, b, method):
    lower, upper = genderlib.share_ratio_interval(*a, *b, method=method)

    swapped = genderlib.share_ratio_interval(*b, *a, method=method)

    expected = (1 / upper if upper else np.inf, 1 / lower if lower else np.inf)
    assert swapped == pytest.approx(expected, rel=1e-8)


@given(groups(), groups())
def test_odds_ratio_limits_do_not_change_when_women_and_groups_change_places(a, b):
    (women_a, total_a), (women_b, total_b) = a, b

    actual = genderlib.odds_ratio_interval(*a, *b)

    mirrored = genderlib.odds_ratio_interval(
        total_b - women_b, total_b, total_a - women_a, total_a
    )
    assert mirrored == pytest.approx(actual, rel=1e-8)


@pytest.mark.parametrize(
    ("interval", "method"),
    [(genderlib.share_difference_interval, m) for m in DIFFERENCE]
    + [(genderlib.share_ratio_interval, m) for m in RATIO]
    + [(genderlib.odds_ratio_interval, m) for m in ODDS],
)
def test_gaps_and_empty_groups_have_no_limits(interval, method):
    lower, upper = interval([None, 0, 3], [9, 0, 9], [3, 3, 2], 9, method=method)

    assert np.isnan(lower).tolist() == np.isnan(upper).tolist() == [True, True, False]


@pytest.mark.parametrize("method", DIFFERENCE)
def test_limits_of_a_million_persons_stay_ordered(method):
    some = np.array([0, 1, 2, 500, 500_000, 999_999, 10**6])
    a, b = (side.ravel() for side in np.meshgrid(some, some))

    lower, upper = genderlib.share_difference_interval(
        a, 10**6, b, 10**6, method=method
    )

    assert ((lower <= (a - b) / 1e6 + 1e-15) & (upper >= (a - b) / 1e6 - 1e-15)).all()


def test_small_differences_of_large_groups_keep_their_digits():
    # One woman of one, a million of a million: under a difference d the likeliest
    # shares are 1 and 1 - d, so d^2 = z^2 d (1 - d) / n * N / (N - 1).
    spread = Z**2 / 10**6 * (10**6 + 1) / 10**6
    expected = spread / (1 + spread)

    upper = genderlib.share_difference_interval(
        1, 1, 10**6, 10**6, method="miettinen-nurminen"
    )[1]

    assert upper == pytest.approx(expected, rel=1e-9)
