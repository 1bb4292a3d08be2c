"""Segregation against chance: what a lot would give, and what is left beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from genderlib.indicators.counts import (
    Array,
    Values,
    read_choice,
    read_level,
    read_whole,
)
from genderlib.indicators.information import (
    entropy,
    mutual_information,
    read_mixed,
    theil_index,
)
from genderlib.indicators.random_allocation import (
    expected_distance,
    expected_information,
)
from genderlib.indicators.segregation import (
    dissimilarity,
    dissimilarity_index,
    read_sexes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROUNDING = 1e-12
CELLS_AT_ONCE = 2**16  # of the samples, so that they stay in the cache


def expected_dissimilarity(women: Values, men: Values) -> float:
    """Dissimilarity index that a lot would give on average.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit in one order; empty units change nothing. [persons]

    Returns
    -------
    float
        Fraction from nearly 0 (large units) to 1 (every unit is one person). An index
        at this value shows no segregation.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    E(D) = T / (2 W M) * sum over units of E|X_i - total_i W / T|

    where X_i, the number of women whom a lot gives to unit i, is hypergeometric. Each
    mean distance is the exact sum over all values of X_i, in closed form:
    2 k (M - total_i + k) / T * P(X_i = k) with k the first whole number above the
    mean.

    Misleads as a limit: it is a mean, and a lot gives more in about half of all draws.

    References
    ----------
    Cortese, C. F., Falk, R. F. and Cohen, J. K. (1976). Further Considerations on the
    Methodological Analysis of Segregation Indices. American Sociological Review 41(4),
    630-637.

    Diaconis, P. and Zabell, S. (1991). Closed Form Summation for Classical
    Distributions. Statistical Science 6(3), 284-302.

    Examples
    --------
    The five courses of 2020, whose own index is 0.1184:

    >>> round(expected_dissimilarity([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    0.2154
    """
    women_of, men_of = read_sexes(women, men)
    return expected_distance(women_of + men_of, women_of.sum(), men_of.sum())


def expected_mutual_information(counts: Values | pd.DataFrame) -> float:
    """Mutual information index that a lot would give on average.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men. [persons]

    Returns
    -------
    float
        Nats, from nearly 0 (large units) to the entropy of the groups (every unit is
        one person). An index at this value shows no segregation.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, or if the table is empty.

    Notes
    -----
    E(M) = 1 / T * sum over units and groups of E(X ln(X / mean of X))

    where X, the number of the group whom a lot gives to the unit, is hypergeometric;
    summed over all values of X that are likelier than 1e-18.

    Misleads as a limit: it is a mean, and a lot gives more in nearly half of all
    draws.

    References
    ----------
    Vinh, N. X., Epps, J. and Bailey, J. (2010). Information Theoretic Measures for
    Clusterings Comparison. Journal of Machine Learning Research 11, 2837-2854,
    equation 6.

    Examples
    --------
    The five courses of 2020, whose own index is 0.0134:

    >>> courses = [[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]
    >>> round(expected_mutual_information(courses), 4)
    0.0427
    """
    return expected_information(read_mixed(counts).cells)


def expected_theil(counts: Values | pd.DataFrame) -> float:
    """Theil index that a lot would give on average.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men. [persons]

    Returns
    -------
    float
        Fraction from nearly 0 (large units) to 1 (every unit is one person). An index
        at this value shows no segregation.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, or if the table is empty.

    Notes
    -----
    E(H) = E(M) / E, because a lot leaves the entropy E of the groups as it is

    Misleads as a limit: it is a mean, and a lot gives more in nearly half of all
    draws.

    References
    ----------
    Vinh, N. X., Epps, J. and Bailey, J. (2010). Information Theoretic Measures for
    Clusterings Comparison. Journal of Machine Learning Research 11, 2837-2854,
    equation 6.

    Examples
    --------
    The five courses of 2020, whose own index is 0.0195:

    >>> round(expected_theil([[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]), 4)
    0.0621
    """
    cells = read_mixed(counts).cells
    return expected_information(cells) / float(entropy(cells))


def corrected_dissimilarity(women: Values, men: Values) -> float:
    """Dissimilarity index with what chance explains taken off.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit in one order; empty units change nothing. [persons]

    Returns
    -------
    float
        From -1 (more even than a lot could make it) over 0 (what a lot gives on
        average) to 1 (no unit is mixed). Missing (nan) where every unit is one person:
        the index is then 1 whoever sits where.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    (D - E(D)) / (1 - E(D)) where D >= E(D), otherwise (D - E(D)) / E(D)

    Misleads when its two sides are compared: the scales above and below 0 differ.
    Below 0 there is no segregation to speak of.

    References
    ----------
    Carrington, W. J. and Troske, K. R. (1997). On Measuring Segregation in Samples
    with Small Units. Journal of Business and Economic Statistics 15(4), 402-409.

    Examples
    --------
    The five courses of 2020 are mixed more evenly than by lot:

    >>> round(corrected_dissimilarity([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    -0.4502
    """
    expected = expected_dissimilarity(women, men)
    return _corrected(dissimilarity_index(women, men), expected)


def corrected_theil(counts: Values | pd.DataFrame) -> float:
    """Theil index with what chance explains taken off.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men. [persons]

    Returns
    -------
    float
        From -1 (more even than a lot could make it) over 0 (what a lot gives on
        average) to 1 (no unit is mixed). Missing (nan) where every unit is one person:
        the index is then 1 whoever sits where.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, or if the table is empty.

    Notes
    -----
    (H - E(H)) / (1 - E(H)) where H >= E(H), otherwise (H - E(H)) / E(H)

    Misleads when its two sides are compared: the scales above and below 0 differ.
    Below 0 there is no segregation to speak of.

    References
    ----------
    Carrington, W. J. and Troske, K. R. (1997). On Measuring Segregation in Samples
    with Small Units. Journal of Business and Economic Statistics 15(4), 402-409, whose
    correction of D is applied to H.

    Examples
    --------
    The five courses of 2020 are mixed more evenly than by lot:

    >>> round(corrected_theil([[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]), 4)
    -0.6855
    """
    return _corrected(theil_index(counts), expected_theil(counts))


def segregation_interval(
    counts: Values | pd.DataFrame,
    *,
    seed: int,
    index: str = "dissimilarity",
    level: float = 0.95,
    samples: int = 1000,
) -> tuple[float, float]:
    """Bootstrap interval for a segregation index.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups; women and men for the dissimilarity index. [persons]
    seed : int
        Start of the random numbers: the same seed gives the same interval.
    index : str
        "dissimilarity", "mutual-information" or "theil".
    level : float
        Confidence level, between 0 and 1.
    samples : int
        How many tables are drawn, at least 100.

    Returns
    -------
    lower, upper : float
        In the range of the index; an interval that does not reach above the expected
        value of the index tells nothing from chance.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, if the table is empty, if the dissimilarity index is
        asked of more than two groups, if the level does not lie between 0 and 1, or if
        the index, the samples or the seed are not as said.

    Notes
    -----
    lower = 2 * index - upper quantile, upper = 2 * index - lower quantile

    of the index over tables whose persons are drawn again, with replacement, within
    each group. Drawn tables are less even than the one they come from; counting from
    the other side takes that off. Limits are cut at the ends of the range.

    Misleads for a complete register, as every interval does, and for units of a few
    persons, where no bootstrap is good: compare with the expected value instead.

    References
    ----------
    Davison, A. C. and Hinkley, D. V. (1997). Bootstrap Methods and their Application.
    Cambridge University Press, section 2.4 (basic bootstrap).

    Examples
    --------
    The five courses of 2020: nothing that chance would not explain:

    >>> courses = [[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]
    >>> lower, upper = segregation_interval(courses, seed=2020)
    >>> bool(lower < 0.1184 and upper < expected_dissimilarity(*zip(*courses)))
    True
    """
    cells = read_mixed(counts).cells
    name = read_choice("index", index, list(_OF_SAMPLES))
    tail = (1 - read_level(level)) / 2
    if name == "dissimilarity" and cells.shape[1] != 2:
        raise ValueError("counts must have two groups for the dissimilarity index")
    draw = np.random.default_rng(read_whole("seed", seed, 0))
    number = read_whole("samples", samples, 100)
    seen = float(_OF_SAMPLES[name](cells))
    drawn = _resampled(cells, number, draw, _OF_SAMPLES[name])
    low, high = np.quantile(drawn, [tail, 1 - tail])
    most = float(entropy(cells)) if name == "mutual-information" else 1.0
    return max(0.0, float(2 * seen - high)), min(most, float(2 * seen - low))


def _corrected(index: float, expected: float) -> float:
    if expected > 1 - ROUNDING:
        return float("nan")
    excess = index - expected
    return excess / (1 - expected) if excess >= 0 else excess / expected


def _resampled(
    cells: Array,
    samples: int,
    draw: np.random.Generator,
    index: Callable[[Array], Array],
) -> Array:
    """Index of tables whose persons are drawn again within each group."""
    cells = cells[:, cells.sum(axis=0) > 0]
    chances = cells / cells.sum(axis=0)
    at_once = max(1, CELLS_AT_ONCE // cells.size)
    found = []
    for start in range(0, samples, at_once):
        size = min(at_once, samples - start)
        groups = [
            draw.multinomial(total, chance, size=size)
            for total, chance in zip(cells.sum(axis=0), chances.T, strict=True)
        ]
        found.append(index(np.stack(groups, axis=-1)))
    return np.concatenate(found)


_OF_SAMPLES: dict[str, Callable[[Array], Array]] = {
    "dissimilarity": lambda cells: dissimilarity(cells[..., 0], cells[..., 1]),
    "mutual-information": mutual_information,
    "theil": lambda cells: mutual_information(cells) / entropy(cells),
}
