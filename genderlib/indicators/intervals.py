"""Intervals for shares: what another round of appointments might give.

A register is a complete count. Whether a norm is met is decided by counting; an
interval answers another question and is labelled so wherever it is shown. Methods for
two groups take them as independent: two years of one group, which share most members,
are not, and are compared by counts, joiners and leavers instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import numpy as np

from genderlib.indicators import limits, pairs
from genderlib.indicators.counts import (
    Array,
    Columns,
    Values,
    in_blocks,
    once_per_row,
    read_choice,
    read_counts,
    read_level,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@overload
def share_interval(
    women: float, total: float, *, level: float = 0.95, method: str = "wilson"
) -> tuple[float, float]: ...
@overload
def share_interval(
    women: Values, total: Values, *, level: float = 0.95, method: str = "wilson"
) -> tuple[Any, Any]: ...
def share_interval(
    women: Values, total: Values, *, level: float = 0.95, method: str = "wilson"
) -> tuple[Any, Any]:
    """Confidence interval for the share behind a count of women.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of a group. [persons]
    level : float
        Confidence level, between 0 and 1.
    method : str
        "wilson", "clopper-pearson", "jeffreys", "agresti-coull", "mid-p" or "wald".

    Returns
    -------
    lower, upper : float, or the kind given
        Fractions from 0 to 1; an interval that holds 0.5 does not tell the group from
        parity. Missing where a count is missing and where the total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the total, if
        the arguments differ in length or index, if the level does not lie between 0
        and 1, or if the method is unknown.

    Notes
    -----
    wilson: the shares p with |women - total p| <= z sqrt(total p (1 - p))

    clopper-pearson: the shares that neither one-sided exact binomial test rejects at
    (1 - level) / 2; mid-p: the same, the observed count weighing half

    jeffreys: quantiles of a beta distribution with women + 1/2 and men + 1/2; lower 0
    without women, upper 1 without men

    wald: share +- z sqrt(share (1 - share) / total); agresti-coull: the same after
    adding z^2 / 2 women and as many men; both cut at 0 and 1

    Wilson and mid-p hold the level on average, Clopper-Pearson at least, at the price
    of width. Wald is here to compare with older tables only: of 0 in 20 it makes a
    certainty.

    Misleads where a complete count is judged: 4 of 13 meet a norm of 25 % by counting,
    whatever the interval. Members are taken as drawn independently with the same
    chances.

    References
    ----------
    Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical
    Inference. Journal of the American Statistical Association 22(158), 209-212.

    Clopper, C. J. and Pearson, E. S. (1934). The Use of Confidence or Fiducial Limits.
    Biometrika 26(4), 404-413.

    Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Interval Estimation for a
    Binomial Proportion. Statistical Science 16(2), 101-133.

    Examples
    --------
    The party committee of the review of 2020, 4 women of 13:

    >>> lower, upper = share_interval(4, 13)
    >>> round(lower, 4), round(upper, 4)
    (0.1268, 0.5763)
    """
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    name = read_choice("method", method, list(limits.METHODS))
    tail = (1 - read_level(level)) / 2
    closed = name in {"wilson", "agresti-coull", "wald"}
    apply = in_blocks if closed else once_per_row
    lower, upper = apply(
        lambda w, t: limits.METHODS[name](w.astype(float), _none(t), tail),
        counts["women"],
        counts["total"],
    )
    return counts.answer(lower), counts.answer(upper)


@overload
def share_difference_interval(
    women_a: float,
    total_a: float,
    women_b: float,
    total_b: float,
    *,
    level: float = 0.95,
    method: str = "newcombe",
) -> tuple[float, float]: ...
@overload
def share_difference_interval(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
    method: str = "newcombe",
) -> tuple[Any, Any]: ...
def share_difference_interval(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
    method: str = "newcombe",
) -> tuple[Any, Any]:
    """Confidence interval for share a minus share b of two independent groups.

    Parameters
    ----------
    women_a, total_a, women_b, total_b : int or array_like of int
        Counts of both groups. [persons]
    level : float
        Confidence level, between 0 and 1.
    method : str
        "newcombe", "miettinen-nurminen", "agresti-caffo" or "wald".

    Returns
    -------
    lower, upper : float, or the kind given
        From -1 to 1; 0 is no difference, above 0 women have the greater share in a.
        Missing where a count is missing and where a total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        if the arguments differ in length or index, if the level does not lie between
        0 and 1, or if the method is unknown.

    Notes
    -----
    newcombe: lower = d - sqrt((a - lower_a)^2 + (upper_b - b)^2), and so on, with the
    Wilson limits of both shares

    miettinen-nurminen: the differences that a score test does not reject, its variance
    taken at the shares that are likeliest under that difference, times N / (N - 1)

    wald: d +- z sqrt(a (1 - a) / total_a + b (1 - b) / total_b); agresti-caffo: the
    same after adding one woman and one man to each group; both cut at -1 and 1

    Misleads between two years of one group: most members are the same, so the groups
    are not independent. Compare counts, joiners and leavers there.

    References
    ----------
    Newcombe, R. G. (1998). Interval Estimation for the Difference between Independent
    Proportions: Comparison of Eleven Methods. Statistics in Medicine 17(8), 873-890,
    method 10.

    Miettinen, O. and Nurminen, M. (1985). Comparative Analysis of Two Rates.
    Statistics in Medicine 4(2), 213-226.

    Agresti, A. and Caffo, B. (2000). Simple and Effective Confidence Intervals for
    Proportions and Differences of Proportions. American Statistician 54(4), 280-288.

    Examples
    --------
    Heads of division and leaders of units in the review of 2020:

    >>> lower, upper = share_difference_interval(70, 162, 14, 48)
    >>> round(lower, 4), round(upper, 4)
    (-0.018, 0.2741)
    """
    counts = _two_groups(women_a, total_a, women_b, total_b)
    return _pair_limits(counts, pairs.DIFFERENCE_METHODS, method, level)


@overload
def share_ratio_interval(
    women_a: float,
    total_a: float,
    women_b: float,
    total_b: float,
    *,
    level: float = 0.95,
    method: str = "miettinen-nurminen",
) -> tuple[float, float]: ...
@overload
def share_ratio_interval(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
    method: str = "miettinen-nurminen",
) -> tuple[Any, Any]: ...
def share_ratio_interval(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
    method: str = "miettinen-nurminen",
) -> tuple[Any, Any]:
    """Confidence interval for share a over share b of two independent groups.

    Parameters
    ----------
    women_a, total_a, women_b, total_b : int or array_like of int
        Counts of both groups. [persons]
    level : float
        Confidence level, between 0 and 1.
    method : str
        "miettinen-nurminen", "koopman" or "katz".

    Returns
    -------
    lower, upper : float, or the kind given
        0 and up; 1 is no difference. The lower limit is 0 without women in a, the
        upper infinite without women in b; katz has no answer there (missing). Missing
        where a count is missing and where a total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        if the arguments differ in length or index, if the level does not lie between
        0 and 1, or if the method is unknown.

    Notes
    -----
    koopman: the ratios that a score test does not reject, its variance taken at the
    shares that are likeliest under that ratio; miettinen-nurminen: the same with the
    variance times N / (N - 1)

    katz: ratio times or over
    exp(z sqrt(1 / women_a - 1 / total_a + 1 / women_b - 1 / total_b))

    Misleads where b holds few women: one person moves the ratio far. Say the counts.

    References
    ----------
    Koopman, P. A. R. (1984). Confidence Intervals for the Ratio of Two Binomial
    Proportions. Biometrics 40(2), 513-517.

    Miettinen, O. and Nurminen, M. (1985). Comparative Analysis of Two Rates.
    Statistics in Medicine 4(2), 213-226.

    Katz, D., Baptista, J., Azen, S. P. and Pike, M. C. (1978). Obtaining Confidence
    Intervals for the Risk Ratio in Cohort Studies. Biometrics 34(3), 469-474.

    Examples
    --------
    Leaders of units against heads of division in the review of 2020:

    >>> lower, upper = share_ratio_interval(14, 48, 70, 162)
    >>> round(lower, 3), round(upper, 3)
    (0.41, 1.046)
    """
    counts = _two_groups(women_a, total_a, women_b, total_b)
    return _pair_limits(counts, pairs.RATIO_METHODS, method, level)


@overload
def odds_ratio_interval(
    women_a: float,
    total_a: float,
    women_b: float,
    total_b: float,
    *,
    level: float = 0.95,
    method: str = "miettinen-nurminen",
) -> tuple[float, float]: ...
@overload
def odds_ratio_interval(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
    method: str = "miettinen-nurminen",
) -> tuple[Any, Any]: ...
def odds_ratio_interval(
    women_a: Values,
    total_a: Values,
    women_b: Values,
    total_b: Values,
    *,
    level: float = 0.95,
    method: str = "miettinen-nurminen",
) -> tuple[Any, Any]:
    """Confidence interval for the odds of women in a over those in b.

    Parameters
    ----------
    women_a, total_a, women_b, total_b : int or array_like of int
        Counts of two independent groups. [persons]
    level : float
        Confidence level, between 0 and 1.
    method : str
        "miettinen-nurminen", "conditional-exact", "conditional-mid-p" or "woolf".

    Returns
    -------
    lower, upper : float, or the kind given
        0 and up; 1 is no difference. The lower limit is 0 where a has no woman or b no
        man, the upper infinite where a has no man or b no woman; woolf has no answer
        there (missing). Missing where a count is missing and where a total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        if the arguments differ in length or index, if the level does not lie between
        0 and 1, or if the method is unknown.

    Notes
    -----
    odds ratio = women_a men_b / (men_a women_b)

    miettinen-nurminen: the odds ratios that a score test does not reject, with the
    variance times N / (N - 1); conditional-exact: those that neither one-sided exact
    test given all margins rejects; conditional-mid-p: the same, the observed count
    weighing half; woolf: odds ratio times or over
    exp(z sqrt(1 / women_a + 1 / men_a + 1 / women_b + 1 / men_b))

    Misleads readers who take it for a ratio of shares: 60 % against 43 % is a ratio of
    1.4 and an odds ratio of 2.0.

    References
    ----------
    Miettinen, O. and Nurminen, M. (1985). Comparative Analysis of Two Rates.
    Statistics in Medicine 4(2), 213-226.

    Cornfield, J. (1956). A Statistical Problem Arising from Retrospective Studies.
    Proceedings of the Third Berkeley Symposium 4, 135-148.

    Woolf, B. (1955). On Estimating the Relation between Blood Group and Disease.
    Annals of Human Genetics 19(4), 251-253.

    Examples
    --------
    Leaders of units against heads of division in the review of 2020:

    >>> lower, upper = odds_ratio_interval(14, 48, 70, 162)
    >>> round(lower, 3), round(upper, 3)
    (0.272, 1.079)
    """
    counts = _two_groups(women_a, total_a, women_b, total_b)
    return _pair_limits(counts, pairs.ODDS_RATIO_METHODS, method, level)


def _two_groups(
    women_a: Values, total_a: Values, women_b: Values, total_b: Values
) -> Columns:
    counts = read_counts(
        women_a=women_a, total_a=total_a, women_b=women_b, total_b=total_b
    )
    counts.refuse_above(["women_a"], "total_a")
    counts.refuse_above(["women_b"], "total_b")
    return counts


def _pair_limits(
    counts: Columns,
    methods: Mapping[str, Callable[[Any, float], tuple[Array, Array]]],
    method: str,
    level: float,
) -> tuple[Any, Any]:
    find = methods[read_choice("method", method, list(methods))]
    tail = (1 - read_level(level)) / 2
    lower, upper = once_per_row(
        lambda w_a, t_a, w_b, t_b: find(
            (w_a.astype(float), _none(t_a), w_b.astype(float), _none(t_b)), tail
        ),
        *(counts[name] for name in ("women_a", "total_a", "women_b", "total_b")),
    )
    return counts.answer(lower), counts.answer(upper)


def _none(total: Array) -> Array:
    """Totals, missing where there is no one."""
    return np.where(total == 0, np.nan, total)
