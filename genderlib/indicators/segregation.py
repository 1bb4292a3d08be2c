"""How unevenly women and men are spread over units.

Small units look segregated by chance alone: show the value expected under random
allocation (`genderlib.indicators.chance`) beside the index, and call nothing below it
segregation.
"""

from __future__ import annotations

import numpy as np

from genderlib.indicators.counts import Array, Values, read_units


def dissimilarity_index(women: Values, men: Values) -> float:
    """Share of women who would have to change unit for an even spread.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit, level or group, in one order; empty units change nothing.
        [persons]

    Returns
    -------
    float
        Fraction: 0 when every unit mirrors the whole, 1 when no unit is mixed.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    D = 1/2 * sum over units of |women_i / all women - men_i / all men|

    Misleads where units are small: chance alone keeps it above 0. The five courses of
    2020 give 0.118, below the 0.215 that a lot would give on average, see
    `expected_dissimilarity`. Between years it mixes change inside units with change in
    their size, see `decompose_segregation_change`.

    References
    ----------
    Duncan, O. D. and Duncan, B. (1955). A Methodological Analysis of Segregation
    Indexes. American Sociological Review 20(2), 210-217.

    Examples
    --------
    >>> dissimilarity_index([100, 60, 40, 0], [0, 40, 60, 100])
    0.6

    The five courses of 2020:

    >>> round(dissimilarity_index([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    0.1184
    """
    return float(dissimilarity(*read_sexes(women, men)))


def karmel_maclachlan_index(women: Values, men: Values) -> float:
    """Share of all persons who would have to change unit, unit sizes staying.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit in one order; empty units change nothing. [persons]

    Returns
    -------
    float
        Fraction from 0 (every unit mirrors the whole) to 2 p (1 - p), at most 0.5,
        when no unit is mixed; p is the share of women in all.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    KM = 2 p (1 - p) D = 1/T * sum over units of |men_i - a * total_i|, a the share of
    men

    Misleads in comparisons of organisations with different shares of women: its
    largest value depends on the share.

    References
    ----------
    Karmel, T. and Maclachlan, M. (1988). Occupational Sex Segregation: Increasing or
    Decreasing? Economic Record 64(3), 187-195.

    Examples
    --------
    The five courses of 2020:

    >>> round(karmel_maclachlan_index([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    0.0584
    """
    women_of, men_of = read_sexes(women, men)
    share = women_of.sum() / (women_of.sum() + men_of.sum())
    return float(2 * share * (1 - share) * dissimilarity(women_of, men_of))


def gini_segregation_index(women: Values, men: Values) -> float:
    """Twice the area between the segregation curve and the line of evenness.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit in one order; empty units change nothing. [persons]

    Returns
    -------
    float
        Fraction: 0 when every unit mirrors the whole, 1 when no unit is mixed; never
        below the dissimilarity index.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    G = 1 / (2 T^2 p (1 - p)) * sum over pairs of units of
    total_i total_j |p_i - p_j|

    The curve runs through the units in the order of their share of women.

    Misleads where units are small, as `dissimilarity_index` does: chance alone keeps
    it above 0.

    References
    ----------
    James, D. R. and Taeuber, K. E. (1985). Measures of Segregation. Sociological
    Methodology 15, 1-32.

    Examples
    --------
    The five courses of 2020:

    >>> round(gini_segregation_index([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    0.1739
    """
    women_of, men_of = read_sexes(women, men)
    order = np.argsort(women_of / (women_of + men_of), kind="stable")
    women_of, men_of = women_of[order], men_of[order]
    everyone = _exact_product(women_of.sum(), men_of.sum())
    if everyone is None:
        women_of, men_of = women_of / women_of.sum(), men_of / men_of.sum()
    women_before = np.cumsum(women_of) - women_of
    men_before = np.cumsum(men_of) - men_of
    area = (women_of * men_before - men_of * women_before).sum()
    return float(area / (everyone or 1))


def isolation_index(women: Values, men: Values) -> float:
    """Share of women in the unit of the average woman.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit in one order; empty units change nothing. [persons]

    Returns
    -------
    float
        Fraction from p, the share of women in all, when every unit mirrors the whole,
        to 1 when no unit is mixed.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    isolation = sum over units of women_i / all women * women_i / total_i

    Misleads when compared between organisations: it rises with the share of women,
    however evenly they are spread.

    References
    ----------
    Massey, D. S. and Denton, N. A. (1988). The Dimensions of Residential Segregation.
    Social Forces 67(2), 281-315.

    Examples
    --------
    The five courses of 2020, with 29 women of 52:

    >>> round(isolation_index([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    0.5693
    """
    women_of, men_of = read_sexes(women, men)
    return float((women_of / women_of.sum() * (women_of / (women_of + men_of))).sum())


def exposure_index(women: Values, men: Values) -> float:
    """Share of men in the unit of the average woman.

    Parameters
    ----------
    women, men : array_like of int, shape (n_units,)
        Counts per unit in one order; empty units change nothing. [persons]

    Returns
    -------
    float
        Fraction from 0 when no unit is mixed to 1 - p when every unit mirrors the
        whole; p is the share of women in all. With isolation it adds up to 1.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if the arguments
        differ in length, if there are no women, no men or only one unit with anyone.

    Notes
    -----
    exposure = sum over units of women_i / all women * men_i / total_i

    Misleads when compared between organisations: it falls with the share of women,
    however evenly they are spread. Exchange the arguments for the exposure of men.

    References
    ----------
    Massey, D. S. and Denton, N. A. (1988). The Dimensions of Residential Segregation.
    Social Forces 67(2), 281-315.

    Examples
    --------
    The five courses of 2020, with 23 men of 52:

    >>> round(exposure_index([10, 2, 6, 7, 4], [8, 2, 7, 3, 3]), 4)
    0.4307
    """
    women_of, men_of = read_sexes(women, men)
    return float((women_of / women_of.sum() * (men_of / (women_of + men_of))).sum())


def read_sexes(women: Values, men: Values) -> tuple[Array, Array]:
    """Women and men of the units that hold anyone."""
    counts = read_units(women=women, men=men)
    women_of, men_of = counts["women"], counts["men"]
    for name in ("women", "men"):
        if not counts[name].any():
            raise ValueError(f"{name} must not be 0 in every unit: no index is defined")
    held = (women_of > 0) | (men_of > 0)
    if np.count_nonzero(held) < 2:
        raise ValueError("one unit alone cannot be segregated: two must hold someone")
    return (women_of, men_of) if held.all() else (women_of[held], men_of[held])


def dissimilarity(women: Array, men: Array) -> Array:
    """Index along the last axis, from whole numbers where they are small enough."""
    all_women = women.sum(axis=-1, keepdims=True)
    all_men = men.sum(axis=-1, keepdims=True)
    everyone = _exact_product(all_women.flat[0], all_men.flat[0])
    if everyone is None:
        return np.asarray(np.abs(women / all_women - men / all_men).sum(axis=-1) / 2)
    distance = np.abs(women * all_men - men * all_women).sum(axis=-1)
    return np.asarray(distance / (2 * everyone))


def _exact_product(women: int, men: int) -> int | None:
    """Product of both sexes where sums of products stay exact, else nothing."""
    product = int(women) * int(men)
    return product if product < 2**61 else None
