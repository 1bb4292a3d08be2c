"""Intervals for shares: what another round of appointments might give.

A register is a complete count. Whether a norm is met is decided by counting; an
interval answers another question and is labelled so wherever it is shown.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from genderlib.indicators.counts import (
    Array,
    Values,
    read_choice,
    read_counts,
    read_level,
)

if TYPE_CHECKING:
    from collections.abc import Callable


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
        "wilson".

    Returns
    -------
    lower, upper : float, or the kind given
        Fractions from 0 to 1. Missing where a count is missing and where the total
        is 0.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed the total, if
        the arguments differ in length or index, if the level does not lie between 0
        and 1, or if the method is unknown.

    Notes
    -----
    wilson: the shares p with |women - total p| <= z sqrt(total p (1 - p))

    Members of a group are taken as drawn independently: the interval says what
    another round of appointments with the same chances might give. Whether a norm is
    met is decided by counting, never by an interval.

    References
    ----------
    Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical
    Inference. Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> lower, upper = share_interval(4, 13)
    >>> round(lower, 4), round(upper, 4)
    (0.1268, 0.5763)
    """
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    limits = SHARE_METHODS[read_choice("method", method, list(SHARE_METHODS))]
    tail = (1 - read_level(level)) / 2
    everyone = np.where(counts["total"] == 0, np.nan, counts["total"])
    lower, upper = limits(counts["women"].astype(float), everyone, tail)
    return counts.answer(lower), counts.answer(upper)


def _wilson(women: Array, total: Array, tail: float) -> tuple[Array, Array]:
    z2 = NormalDist().inv_cdf(tail) ** 2
    men = total - women
    root = np.sqrt(z2 * (z2 + 4 * women * (men / total)))
    # The smaller root of the quadratic, written without a difference: exactly 0
    # where there is no woman, and the upper limit exactly 1 where there is no man.
    lower = 2 * women * (women / total) / (2 * women + z2 + root)
    upper = 1 - 2 * men * (men / total) / (2 * men + z2 + root)
    return lower, upper


SHARE_METHODS: dict[str, Callable[[Array, Array, float], tuple[Array, Array]]] = {
    "wilson": _wilson,
}
