"""How many of a group are women, and how far that is from parity, pool and target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import numpy as np

from genderlib.indicators.counts import (
    Values,
    divide,
    read_counts,
    read_fraction,
    read_rates,
)

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


@overload
def women_share(women: float, total: float) -> float: ...
@overload
def women_share(women: Values, total: Values) -> Any: ...
def women_share(women: Values, total: Values) -> Any:
    """Women as a part of everyone counted.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of a group; `total` is everyone counted, also those whose sex is not
        recorded. A single number is used with every element of the other. [persons]

    Returns
    -------
    float, or the kind given
        Fraction from 0 (no woman) to 1 (women only); parity is 0.5. Missing where a
        count is missing and where the total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the total, or
        if the arguments differ in length or index.

    Notes
    -----
    share = women / total

    Misleads where the sex of some is not recorded: it is then the lowest possible
    share, and `share_bounds` gives both ends. In a small group one person moves it
    far: say the counts beside it.

    References
    ----------
    United Nations Statistics Division. SDG indicator metadata, 5.5.1: women as a part
    of all occupied seats at a date.

    Examples
    --------
    The board of the review of 2020:

    >>> women_share(4, 13)
    0.3076923076923077
    >>> women_share([4, 6, 0], [13, 10, 0])
    array([0.30769231, 0.6       ,        nan])
    """
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    return counts.answer(divide(counts["women"], counts["total"]))


@overload
def parity_gap(women: float, total: float) -> float: ...
@overload
def parity_gap(women: Values, total: Values) -> Any: ...
def parity_gap(women: Values, total: Values) -> Any:
    """Distance of the women's share from one half, with its sign.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of a group. [persons]

    Returns
    -------
    float, or the kind given
        From -0.5 (no woman) over 0 (parity) to 0.5 (women only): below 0 there are
        fewer women than parity. Missing where a count is missing and where the total
        is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the total, or
        if the arguments differ in length or index.

    Notes
    -----
    gap = women / total - 1/2

    Misleads when its sign is dropped: one more woman narrows the distance only while
    women are the minority. 8 of 10 are 0.300 from parity, 9 of 11 are 0.318.

    References
    ----------
    European Institute for Gender Equality. Glossary, gender balance: each sex from 40
    to 60 %, that is a gap from -0.1 to 0.1.

    Examples
    --------
    The party committee and the trade union executive of the review of 2020:

    >>> parity_gap(4, 13), parity_gap(6, 10)
    (-0.19230769230769232, 0.1)
    """
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    # (2w - t) / 2t rounds once; w / t - 1/2 would round twice.
    twice = 2 * counts["women"] - counts["total"]
    return counts.answer(divide(twice, 2 * counts["total"]))


@overload
def parity_ratio(women: float, men: float) -> float: ...
@overload
def parity_ratio(women: Values, men: Values) -> Any: ...
def parity_ratio(women: Values, men: Values) -> Any:
    """Women per man.

    Parameters
    ----------
    women, men : int or array_like of int
        Counts of a group. [persons]

    Returns
    -------
    float, or the kind given
        0 (no woman) and up; parity is 1. Missing where a count is missing and where
        there is no man.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, or if the arguments differ in
        length or index.

    Notes
    -----
    ratio = women / men

    Misleads when averaged or drawn on an even scale, because it is not symmetric: 1 to
    4 gives 0.25 and 4 to 1 gives 4. `parity_index` is.

    References
    ----------
    UNESCO International Institute for Educational Planning. Glossary, gender parity
    index: parity where the value lies from 0.97 to 1.03.

    Examples
    --------
    Heads of division in the review of 2020, 70 women and 92 men:

    >>> round(parity_ratio(70, 92), 4)
    0.7609
    """
    counts = read_counts(women=women, men=men)
    return counts.answer(divide(counts["women"], counts["men"]))


@overload
def parity_index(women: float, men: float) -> float: ...
@overload
def parity_index(women: Values, men: Values) -> Any: ...
def parity_index(women: Values, men: Values) -> Any:
    """Adjusted gender parity index of UNESCO, symmetric about 1.

    Parameters
    ----------
    women, men : float or array_like of float
        The same rate for women and for men (or counts of them), 0 or more.

    Returns
    -------
    float, or the kind given
        From 0 (women have none) over 1 (parity) to 2 (men have none). Missing where a
        value is missing and where both are 0.

    Raises
    ------
    ValueError
        If a value is negative or infinite, or if the arguments differ in length or
        index.

    Notes
    -----
    index = women / men where women <= men, otherwise 2 - men / women

    Misleads on counts of a small group: made for two rates, such as promotions per
    woman and per man, it says of two counts what the share says, on coarser steps.

    References
    ----------
    UNESCO Institute for Statistics. Adjusted gender parity index.

    Examples
    --------
    The party committee and the trade union executive of the review of 2020:

    >>> parity_index(4, 9)
    0.4444444444444444
    >>> parity_index(6, 4)
    1.3333333333333335
    """
    rates = read_rates(women=women, men=men)
    less, more = rates["women"], rates["men"]
    fewer = less <= more
    index = np.where(fewer, divide(less, more), 2 - divide(more, less))
    return rates.answer(index)


@overload
def representation_ratio(
    women: float, total: float, pool_women: float, pool_total: float
) -> float: ...
@overload
def representation_ratio(
    women: Values, total: Values, pool_women: Values, pool_total: Values
) -> Any: ...
def representation_ratio(
    women: Values, total: Values, pool_women: Values, pool_total: Values
) -> Any:
    """Women's share in a group against their share in the pool it is drawn from.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of the group. [persons]
    pool_women, pool_total : int or array_like of int
        Counts of the pool. [persons]

    Returns
    -------
    float, or the kind given
        0 (no woman) and up; 1 where the group mirrors its pool, below 1 where women
        are fewer than in the pool. Missing where a count is missing, where a total is
        0, and where the pool has no woman.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        or if the arguments differ in length or index.

    Notes
    -----
    ratio = (women / total) / (pool_women / pool_total)

    Misleads where the group is small: whether it could differ from its pool by chance
    is another question, see `pool_test`. The pool must be those who could be chosen.

    References
    ----------
    United States Equal Employment Opportunity Commission (1978). Uniform Guidelines on
    Employee Selection Procedures, section 4 D: below four fifths of another group's
    rate counts as adverse impact. The ratio here compares with the whole pool.

    Examples
    --------
    14 women among 48 leaders of units, drawn from 70 among 162 heads of division:

    >>> representation_ratio(14, 48, 70, 162)
    0.675
    """
    counts = read_counts(
        women=women, total=total, pool_women=pool_women, pool_total=pool_total
    )
    counts.refuse_above(["women"], "total")
    counts.refuse_above(["pool_women"], "pool_total")
    share = divide(counts["women"], counts["total"])
    # Multiplied crosswise, so that a mirrored group gives 1 and not nearly 1.
    ratio = divide(
        counts["women"].astype(float) * counts["pool_total"],
        counts["total"].astype(float) * counts["pool_women"],
    )
    return counts.answer(np.where(np.isnan(share), np.nan, ratio))


@overload
def seats_to_target(
    women: int,
    total: int,
    target: float | Decimal | Fraction,
    *,
    strict: bool = False,
) -> int: ...
@overload
def seats_to_target(
    women: Values,
    total: Values,
    target: float | Decimal | Fraction,
    *,
    strict: bool = False,
) -> Any: ...
def seats_to_target(
    women: Values,
    total: Values,
    target: float | Decimal | Fraction,
    *,
    strict: bool = False,
) -> Any:
    """Fewest further women among the same seats that meet a target.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts of a group. [persons]
    target : float, Decimal or Fraction
        Share to be reached, 0 to 1, taken exactly as written: 0.28 is 28/100. A third
        is written ``Fraction(1, 3)``.
    strict : bool
        Whether the share must exceed the target, for norms that say "more than".

    Returns
    -------
    int, or the kind given
        0 where the target is met, at most `total`: each further woman takes a seat
        that a man holds now. [seats] Missing where a count is missing and where the
        total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the total, if
        the arguments differ in length or index, if the target is not between 0 and 1,
        or if it is 1 and to be exceeded.

    Notes
    -----
    seats = max(0, ceil(target * total) - women)

    or, if strict, max(0, floor(target * total) + 1 - women). Computed in whole
    numbers: in floats 0.28 * 25 is 7.000000000000001, which asks for one seat too
    many.

    Misleads where the number of seats will change: the seats are counted among the
    present ones, each taken over from a man.

    References
    ----------
    None: it follows from the inequality of the norm itself.

    Examples
    --------
    The party committee of the review of 2020, 4 women of 13, against 35 %:

    >>> seats_to_target(4, 13, 0.35)
    1
    >>> seats_to_target(7, 25, 0.28)
    0
    >>> seats_to_target(7, 25, 0.28, strict=True)
    1
    """
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    share = read_fraction("target", target)
    if strict and share == 1:
        raise ValueError("target must be below 1 where it is to be exceeded, not 1")
    needed = _least_women(counts["total"], share, strict=strict)
    seats = np.maximum(needed - counts["women"], 0)
    return counts.answer_whole(seats, counts["total"] == 0)


def _least_women(total: np.ndarray, share: Fraction, *, strict: bool) -> np.ndarray:
    """Fewest women among each total that reach (or exceed) an exact share."""
    numerator, denominator = share.numerator, share.denominator
    largest = int(total.max(initial=0))
    if max(largest * numerator, denominator) >= 2**63:
        total = total.astype(object)  # whole numbers of any size
    if strict:
        needed = total * numerator // denominator + 1
    else:
        needed = -(-total * numerator // denominator)
    return np.asarray(needed).astype(np.int64)


@overload
def share_bounds(women: float, men: float, total: float) -> tuple[float, float]: ...
@overload
def share_bounds(women: Values, men: Values, total: Values) -> tuple[Any, Any]: ...
def share_bounds(women: Values, men: Values, total: Values) -> tuple[Any, Any]:
    """Lowest and highest possible share where the sex of some is not recorded.

    Parameters
    ----------
    women, men, total : int or array_like of int
        Counts of a group; `total` is everyone counted, so that women and men together
        may be fewer. [persons]

    Returns
    -------
    lower, upper : float, or the kind given
        Fractions from 0 to 1, equal where the sex of everyone is recorded. Missing
        where a count is missing and where the total is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women and men together
        exceed the total, or if the arguments differ in length or index.

    Notes
    -----
    lower = women / total, upper = (total - men) / total

    Misleads when read as a confidence interval: the bounds hold whoever the others
    are.

    References
    ----------
    Manski, C. F. (1989). Anatomy of the Selection Problem. Journal of Human Resources
    24(3), 343-360.

    Examples
    --------
    The party committee of 2020, if the sex of one of the nine others were not recorded:

    >>> lower, upper = share_bounds(4, 8, 13)
    >>> round(lower, 4), round(upper, 4)
    (0.3077, 0.3846)
    """
    counts = read_counts(women=women, men=men, total=total)
    counts.refuse_above(["women", "men"], "total")
    lower = divide(counts["women"], counts["total"])
    upper = divide(counts["total"] - counts["men"], counts["total"])
    return counts.answer(lower), counts.answer(upper)
