"""Tests: could a count of women have come about by chance?

They answer whether a difference is larger than chance makes it, for independent
persons. They never decide whether a norm is met: that is counting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from genderlib.indicators import libraries
from genderlib.indicators.counts import (
    Array,
    Values,
    once_per_row,
    read_choice,
    read_counts,
    read_level,
    read_scores,
    read_units,
)
from genderlib.indicators.distributions import Binomial, Hypergeometric, p_value
from genderlib.indicators.score import expected_cells

if TYPE_CHECKING:
    from genderlib.indicators.counts import Columns

ALTERNATIVES = ("two-sided", "less", "greater")


@overload
def share_test(
    women: float,
    total: float,
    baseline: float,
    *,
    method: str = "exact",
    alternative: str = "two-sided",
) -> float: ...
@overload
def share_test(
    women: Values,
    total: Values,
    baseline: float,
    *,
    method: str = "exact",
    alternative: str = "two-sided",
) -> Any: ...
def share_test(
    women: Values,
    total: Values,
    baseline: float,
    *,
    method: str = "exact",
    alternative: str = "two-sided",
) -> Any:
    """Probability of a count of women as far from a baseline, if chance alone decided.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of a group. [persons]
    baseline : float
        Chance of each appointment to be a woman, between 0 and 1.
    method : str
        "exact", "mid-p" or "score".
    alternative : str
        "two-sided", "less" (fewer women than the baseline) or "greater".

    Returns
    -------
    float, or the kind given
        From 0 to 1; near 1 nothing remarkable, near 0 hard to explain by chance.
        Missing where a count is missing and where the total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the total, if
        the arguments differ in length or index, if the baseline does not lie between 0
        and 1, or if the method or the alternative is unknown.

    Notes
    -----
    exact: sum of the binomial probabilities of all counts that are no likelier than
    the observed one (or of those at most or at least as large)

    mid-p: the same, counts as likely as the observed one weighing half

    score: normal probability of (women - total b) / sqrt(total b (1 - b))

    Misleads where the baseline is itself the share of a small pool: draws from a pool
    are not independent, and `pool_test` is the test to use.

    References
    ----------
    Fagerland, M. W., Lydersen, S. and Laake, P. (2017). Statistical Analysis of
    Contingency Tables. CRC Press, chapter 2.

    Examples
    --------
    14 women among 48 leaders of units, if 70 of 162 were the chance of each:

    >>> round(share_test(14, 48, 70 / 162), 4)
    0.0577
    """
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    chance = read_level(baseline, "baseline")
    name = read_choice("method", method, ["exact", "mid-p", "score"])
    side = read_choice("alternative", alternative, ALTERNATIVES)

    def find(women: Array, total: Array) -> tuple[Array]:
        if name == "score":
            error = np.sqrt(total * chance * (1 - chance))
            return (_normal_p_value((women - total * chance) / error, side),)
        model = Binomial(total, np.full_like(total, chance))
        return (p_value(model, women, side, mid=name == "mid-p"),)

    known = counts["total"] > 0
    total_or_one = np.where(known, counts["total"], 1.0)
    (found,) = once_per_row(find, counts["women"].astype(float), total_or_one)
    return counts.answer(np.where(known, found, np.nan))


@overload
def pool_test(
    women: float,
    total: float,
    pool_women: float,
    pool_total: float,
    *,
    alternative: str = "two-sided",
    method: str = "exact",
) -> float: ...
@overload
def pool_test(
    women: Values,
    total: Values,
    pool_women: Values,
    pool_total: Values,
    *,
    alternative: str = "two-sided",
    method: str = "exact",
) -> Any: ...
def pool_test(
    women: Values,
    total: Values,
    pool_women: Values,
    pool_total: Values,
    *,
    alternative: str = "two-sided",
    method: str = "exact",
) -> Any:
    """Probability of a selection as uneven, if it were drawn by lot from its pool.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of those selected. [persons]
    pool_women, pool_total : int or array_like of int
        Counts of the pool, the selected included. [persons]
    alternative : str
        "two-sided", "less" (fewer women than a lot would draw) or "greater".
    method : str
        "exact" or "mid-p".

    Returns
    -------
    float, or the kind given
        From 0 to 1; near 1 nothing remarkable, near 0 hard to explain by a lot.
        Missing where a count is missing and where nobody was selected.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        if more are selected (or more women, or more others) than the pool holds, if
        the arguments differ in length or index, or if the alternative or the method is
        unknown.

    Notes
    -----
    P(k) = C(pool_women, k) C(pool_men, total - k) / C(pool_total, total)

    exact: the sum of P(k) over all k that are no likelier than the observed one (or
    are at most or at least as large); mid-p: those as likely as the observed one weigh
    half. Two-sided and exact it is Fisher's test of selected against not selected.

    Misleads where the pool is not who could have been selected: rank, field and age
    decide too.

    References
    ----------
    Fisher, R. A. (1935). The Logic of Inductive Inference. Journal of the Royal
    Statistical Society 98(1), 39-82.

    Fagerland, M. W., Lydersen, S. and Laake, P. (2017). Statistical Analysis of
    Contingency Tables. CRC Press, chapter 4.

    Examples
    --------
    14 women among 48 leaders, all 210 leaders and heads of division being the pool:

    >>> round(pool_test(14, 48, 84, 210), 4)
    0.0945
    """
    counts = read_counts(
        women=women, total=total, pool_women=pool_women, pool_total=pool_total
    )
    _refuse_more_than_the_pool(counts)
    side = read_choice("alternative", alternative, ALTERNATIVES)
    mid = read_choice("method", method, ["exact", "mid-p"]) == "mid-p"

    def find(women: Array, *drawn: Array) -> tuple[Array]:
        return (p_value(Hypergeometric(*drawn), women, side, mid=mid),)

    known = counts["total"] > 0
    names = ("women", "total", "pool_women", "pool_total")
    columns = [counts[name].astype(float) for name in names]
    columns[3] = np.where(columns[3] > 0, columns[3], 1)
    (found,) = once_per_row(find, *columns)
    return counts.answer(np.where(known, found, np.nan))


@overload
def fewest_unremarkable(
    total: int,
    pool_women: int,
    pool_total: int,
    *,
    level: float = 0.95,
    alternative: str = "two-sided",
) -> int: ...
@overload
def fewest_unremarkable(
    total: Values,
    pool_women: Values,
    pool_total: Values,
    *,
    level: float = 0.95,
    alternative: str = "two-sided",
) -> Any: ...
def fewest_unremarkable(
    total: Values,
    pool_women: Values,
    pool_total: Values,
    *,
    level: float = 0.95,
    alternative: str = "two-sided",
) -> Any:
    """Smallest number of women that a draw by lot would explain.

    Parameters
    ----------
    total : int or array_like of int
        Number selected. [persons]
    pool_women, pool_total : int or array_like of int
        Counts of the pool, the selected included. [persons]
    level : float
        Confidence level, between 0 and 1.
    alternative : str
        "two-sided" or "less", as in `pool_test`.

    Returns
    -------
    int, or the kind given
        From 0 to `total`: the smallest number for which `pool_test` gives more than
        1 - level. Missing where a count is missing and where nobody is selected.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the pool or
        the pool is smaller than the selection, if the arguments differ in length or
        index, if the level does not lie between 0 and 1, or if the alternative is
        unknown.

    Notes
    -----
    min k with p-value(k) > 1 - level

    Misleads when read as a target: it is what chance alone allows, not what is fair.

    References
    ----------
    Fisher, R. A. (1935). The Logic of Inductive Inference. Journal of the Royal
    Statistical Society 98(1), 39-82.

    Examples
    --------
    48 leaders out of 210 leaders and heads of division, of whom 84 are women:

    >>> fewest_unremarkable(48, 84, 210)
    14
    """
    counts = read_counts(total=total, pool_women=pool_women, pool_total=pool_total)
    counts.refuse_above(["pool_women"], "pool_total")
    counts.refuse_above(["total"], "pool_total")
    side = read_choice("alternative", alternative, ["two-sided", "less"])
    risk = 1 - read_level(level)

    def find(*drawn: Array) -> tuple[Array]:
        return (_fewest(Hypergeometric(*drawn), side, risk),)

    pool = np.maximum(counts["pool_total"], 1)
    drawn = (counts["total"], counts["pool_women"], pool)
    (found,) = once_per_row(find, *(n.astype(float) for n in drawn))
    return counts.answer_whole(found.astype(np.int64), counts["total"] == 0)


def trend_test(
    women: Values,
    total: Values,
    *,
    scores: Values | None = None,
    alternative: str = "two-sided",
) -> float:
    """Probability of so clear a rise or fall of the share, if there were no trend.

    Parameters
    ----------
    women, total : array_like of int, shape (n_groups,)
        Counts of independent groups in their order, such as cohorts by year of
        appointment. [persons]
    scores : array_like of float, shape (n_groups,), optional
        Place of each group on the scale; 0, 1, 2 and so on where not given.
    alternative : str
        "two-sided", "less" (the share falls) or "greater" (it rises).

    Returns
    -------
    float
        From 0 to 1; near 1 no trend to be seen, near 0 hard to explain by chance.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed their
        total, if the arguments differ in length, if all are women or none is, if all
        persons have one score, or if the alternative is unknown.

    Notes
    -----
    z = sum of s_i (women_i - total_i p) /
    sqrt(p (1 - p) (sum of total_i s_i^2 - (sum of total_i s_i)^2 / N))

    with p the share over all groups and N everyone; empty groups add nothing.

    Misleads for yearly counts of one group, whose members stay from year to year:
    count appointments by year instead.

    References
    ----------
    Cochran, W. G. (1954). Some Methods for Strengthening the Common Chi-Squared Tests.
    Biometrics 10(4), 417-451.

    Armitage, P. (1955). Tests for Linear Trends in Proportions and Frequencies.
    Biometrics 11(3), 375-386.

    Examples
    --------
    The courses of 2020 by grade, specialists to heads of department:

    >>> round(trend_test([6, 2, 10], [13, 4, 18]), 4)
    0.6035
    """
    counts = read_units(women=women, total=total)
    counts.refuse_above(["women"], "total")
    side = read_choice("alternative", alternative, ALTERNATIVES)
    women_of, total_of = counts["women"].astype(float), counts["total"].astype(float)
    score = np.arange(total_of.size, dtype=float)
    if scores is not None:
        score = _scores(scores, total_of.size)
    everyone, share = total_of.sum(), women_of.sum() / max(total_of.sum(), 1)
    if share in {0.0, 1.0}:
        raise ValueError("women must be neither none nor all: no trend can be seen")
    centred = score - (total_of * score).sum() / everyone
    spread = (total_of * centred**2).sum()
    if not spread > 0:
        raise ValueError("scores must differ: all persons have one score")
    rise = (centred * (women_of - total_of * share)).sum()
    return float(_normal_p_value(rise / np.sqrt(share * (1 - share) * spread), side))


@dataclass(frozen=True)
class StratifiedComparison:
    """Two groups compared within strata: see `compare_strata`."""

    odds_ratio: float
    lower: float
    upper: float
    p_value: float
    homogeneity: float
    strata: int


def compare_strata(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
) -> StratifiedComparison:
    """Odds of women in a over b, compared within strata only.

    Parameters
    ----------
    women_a, total_a, women_b, total_b : array_like of int, shape (n_strata,)
        Counts of both groups in each stratum, such as a grade or a unit. [persons]
    level : float
        Confidence level of the interval, between 0 and 1.

    Returns
    -------
    StratifiedComparison
        `odds_ratio` is 0 and up, 1 being no difference, with its `lower` and `upper`
        limit; `p_value` is the probability of a difference as large by chance;
        `homogeneity` that of odds ratios as unequal among the strata; `strata` the
        number of strata that say anything: both groups present, women and men present.
        Limits and homogeneity are missing (nan) where the odds ratio is 0 or infinite,
        homogeneity also for a single stratum.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed their
        total, if the arguments differ in length, if no stratum says anything, or if
        the level does not lie between 0 and 1.

    Notes
    -----
    odds ratio = sum of women_a men_b / N over sum of men_a women_b / N

    Limits of Robins, Breslow and Greenland; test of Mantel and Haenszel without
    continuity correction; homogeneity by Breslow and Day with Tarone's adjustment.

    Misleads where homogeneity is small: one number cannot stand for strata that
    differ, so show them apart.

    References
    ----------
    Mantel, N. and Haenszel, W. (1959). Statistical Aspects of the Analysis of Data
    from Retrospective Studies of Disease. Journal of the National Cancer Institute
    22(4), 719-748.

    Breslow, N. E. and Day, N. E. (1980). Statistical Methods in Cancer Research,
    volume 1. IARC, section 4.4. Tarone, R. E. (1985). On Heterogeneity Tests Based on
    Efficient Scores. Biometrika 72(1), 91-95.

    Examples
    --------
    The elected councils of Lao Cai against those of Ha Giang, 2021-2026, by tier
    (province, district, commune):

    >>> lao_cai = [21, 125, 1198], [55, 298, 3218]
    >>> ha_giang = [19, 132, 1348], [57, 370, 4054]
    >>> found = compare_strata(*lao_cai, *ha_giang)
    >>> round(found.odds_ratio, 4), round(found.lower, 4), round(found.upper, 4)
    (1.2004, 1.0951, 1.3159)
    """
    counts = read_units(
        women_a=women_a, total_a=total_a, women_b=women_b, total_b=total_b
    )
    counts.refuse_above(["women_a"], "total_a")
    counts.refuse_above(["women_b"], "total_b")
    risk = 1 - read_level(level)
    women_of_a, women_of_b = counts["women_a"], counts["women_b"]
    men_a, men_b = counts["total_a"] - women_of_a, counts["total_b"] - women_of_b
    tables = np.stack([women_of_a, men_a, women_of_b, men_b]).astype(float)
    telling = (
        (counts["total_a"] > 0)
        & (counts["total_b"] > 0)
        & (women_of_a + women_of_b > 0)
        & (men_a + men_b > 0)
    )
    if not telling.any():
        raise ValueError("no stratum holds both groups and both women and men")
    return _compared(tables[:, telling], risk)


def _compared(tables: Array, risk: float) -> StratifiedComparison:
    strata = tables.shape[1]
    everyone = tables.sum(axis=0)
    with_a = float((tables[0] * tables[3] / everyone).sum())
    with_b = float((tables[1] * tables[2] / everyone).sum())
    fitted = libraries.contingency_tables().StratifiedTable(tables.reshape(2, 2, -1))
    test = float(fitted.test_null_odds().pvalue)
    if with_a == 0 or with_b == 0:
        ratio = 0.0 if with_a == 0 else np.inf
        return StratifiedComparison(ratio, np.nan, np.nan, test, np.nan, strata)
    lower, upper = fitted.oddsratio_pooled_confint(alpha=risk)
    alike = _homogeneity(tables, with_a / with_b) if strata > 1 else np.nan
    return StratifiedComparison(
        with_a / with_b, float(lower), float(upper), test, alike, strata
    )


def _homogeneity(tables: Array, odds_ratio: float) -> float:
    """Breslow-Day with Tarone's adjustment.

    statsmodels has it too, but divides 0 by 0 where the common odds ratio is 1.
    """
    women_a, men_a, women_b, men_b = tables
    cells = expected_cells(
        (women_a, women_a + men_a, women_b, women_b + men_b), odds_ratio
    )
    variance = 1 / np.sum([1 / cell for cell in cells], axis=0)
    excess = women_a - cells[0]
    distance = (excess**2 / variance).sum() - excess.sum() ** 2 / variance.sum()
    return float(libraries.special().chdtrc(women_a.size - 1, max(distance, 0.0)))


def _refuse_more_than_the_pool(counts: Columns) -> None:
    counts.refuse_above(["women"], "total")
    counts.refuse_above(["pool_women"], "pool_total")
    counts.refuse_above(["women"], "pool_women")
    counts.refuse_above(["total"], "pool_total")
    # The others selected are among the others of the pool.
    counts.refuse_above(["total", "pool_women"], "women", "pool_total")


def _fewest(drawn: Hypergeometric, alternative: str, risk: float) -> Array:
    low = np.array(drawn.lowest, dtype=float)
    high = np.array(drawn.mode if alternative == "two-sided" else drawn.highest)
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        remarkable = p_value(drawn, middle, alternative, mid=False) <= risk
        low = np.where(remarkable, middle + 1, low)
        high = np.where(remarkable, high, middle)
    return low


def _scores(scores: Values, groups: int) -> Array:
    score = read_scores(scores=scores)["scores"].astype(float)
    if score.size != groups:
        raise ValueError(f"scores has {score.size} values, women and total {groups}")
    return score


def _normal_p_value(distance: Array, alternative: str) -> Array:
    below = libraries.special().ndtr
    if alternative == "two-sided":
        return np.asarray(2 * below(-np.abs(distance)))
    return np.asarray(below(distance if alternative == "less" else -distance))
