"""Confidence limits for one share: counts of women and of everyone, as floats.

Every method takes the probability left out on each side and gives lower and upper
limits; rows without anyone hold nan and stay so.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from genderlib.indicators import libraries

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.indicators.counts import Array

Limits: TypeAlias = "tuple[Array, Array]"


def normal_point(tail: float) -> float:
    """Point of the normal distribution that leaves this probability above it."""
    return -NormalDist().inv_cdf(tail)


def wilson(women: Array, total: Array, tail: float) -> Limits:
    """Shares that a score test does not reject.

    The roots of the quadratic are written without a difference: the lower limit is
    exactly 0 where there is no woman, the upper exactly 1 where there is no man.
    """
    z2 = normal_point(tail) ** 2
    men = total - women
    root = np.sqrt(z2 * (z2 + 4 * women * (men / total)))
    lower = 2 * women * (women / total) / (2 * women + z2 + root)
    upper = 1 - 2 * men * (men / total) / (2 * men + z2 + root)
    return lower, upper


def wald(women: Array, total: Array, tail: float) -> Limits:
    """Share plus and minus its estimated standard error, cut at 0 and 1."""
    share = women / total
    return _around(share, np.sqrt(share * (1 - share) / total), tail)


def agresti_coull(women: Array, total: Array, tail: float) -> Limits:
    """Wald limits after adding z2 / 2 women and as many men, cut at 0 and 1."""
    z2 = normal_point(tail) ** 2
    share = (women + z2 / 2) / (total + z2)
    return _around(share, np.sqrt(share * (1 - share) / (total + z2)), tail)


def clopper_pearson(women: Array, total: Array, tail: float) -> Limits:
    """Shares that neither one-sided exact test rejects."""
    return _both(_clopper_pearson_lower, women, total, tail)


def jeffreys(women: Array, total: Array, tail: float) -> Limits:
    """Quantiles after a prior of half a woman and half a man; 0 and 1 at the ends."""
    return _both(_jeffreys_lower, women, total, tail)


def mid_p(women: Array, total: Array, tail: float) -> Limits:
    """Shares that neither one-sided exact test with the mid-p rejects."""
    return _both(_mid_p_lower, women, total, tail)


METHODS: dict[str, Callable[[Array, Array, float], Limits]] = {
    "wilson": wilson,
    "clopper-pearson": clopper_pearson,
    "jeffreys": jeffreys,
    "agresti-coull": agresti_coull,
    "mid-p": mid_p,
    "wald": wald,
}


def _around(share: Array, error: Array, tail: float) -> Limits:
    margin = normal_point(tail) * error
    return np.maximum(share - margin, 0), np.minimum(share + margin, 1)


def _both(
    lower: Callable[[Array, Array, float], Array],
    women: Array,
    total: Array,
    tail: float,
) -> Limits:
    """Limits of a method in which women and men may change places."""
    nobody = 0 * total  # nan where there is no one
    men = total - women
    return lower(women, total, tail) + nobody, 1 - lower(men, total, tail) + nobody


def _clopper_pearson_lower(women: Array, total: Array, tail: float) -> Array:
    return _quantile(women, total - women + 1, tail)


def _jeffreys_lower(women: Array, total: Array, tail: float) -> Array:
    found = _quantile(women + 0.5, total - women + 0.5, tail)
    return np.where(women == 0, 0, found)


def _mid_p_lower(women: Array, total: Array, tail: float) -> Array:
    """Share at which the mid-p of so many women or more is the probability left out.

    The mid-p is the mean of the tails from this count and from the next, so the
    answer lies between the shares at which the one and the other equal it.
    """
    men = total - women
    inner = (women > 0) & (men > 0)
    some, others = np.where(inner, women, 1), np.where(inner, men, 1)
    at_least = libraries.special().betainc

    def excess(share: Array, women: Array, men: Array) -> Array:
        tails = at_least(women, men + 1, share) + at_least(women + 1, men, share)
        return np.asarray(tails / 2 - tail)

    bracket = _quantile(some, others + 1, tail), _quantile(some + 1, others, tail)
    find_root = libraries.elementwise().find_root
    found = find_root(excess, bracket, args=(some, others))
    # Without men the mid-p is share^total / 2; without women there is no lower limit.
    all_women = np.exp(np.log(2 * tail) / np.where(men == 0, total, 1))
    return np.where(inner, found.x, np.where(women == 0, 0, all_women))


def _quantile(women: Array, men: Array, tail: float) -> Array:
    """Quantile of the beta distribution; 0 where there is no woman."""
    found = libraries.special().betaincinv(np.where(women == 0, 1, women), men, tail)
    return np.where(women == 0, 0, found)
