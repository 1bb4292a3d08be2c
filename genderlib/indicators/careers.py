"""Women along the grades of a career."""

from __future__ import annotations

from typing import Any, overload

from genderlib.indicators.counts import Values, divide, read_counts


@overload
def glass_ceiling_index(
    women: float, total: float, women_top: float, total_top: float
) -> float: ...
@overload
def glass_ceiling_index(
    women: Values, total: Values, women_top: Values, total_top: Values
) -> Any: ...
def glass_ceiling_index(
    women: Values, total: Values, women_top: Values, total_top: Values
) -> Any:
    """Women's share over all grades against their share in the top grade.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts over all grades, the top grade included. [persons]
    women_top, total_top : int or array_like of int
        Counts in the top grade. [persons]

    Returns
    -------
    float, or the kind given
        0 and up; 1 where women reach the top grade as often as their share, above 1
        where fewer do: the higher, the thicker the ceiling. Missing where a count is
        missing, where a total is 0, and where no woman is in the top grade.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        if the top grade holds more than all grades, or if the arguments differ in
        length or index.

    Notes
    -----
    index = (women / total) / (women_top / total_top)

    Misleads where the top grade is small: one appointment moves the index far. And it
    compares stocks: who is in the top grade today entered many years ago.

    References
    ----------
    European Commission. She Figures, glass ceiling index: grades A, B and C against
    grade A.

    Examples
    --------
    Heads of division and leaders of units together, against leaders of units:

    >>> round(glass_ceiling_index(84, 210, 14, 48), 4)
    1.3714
    """
    counts = read_counts(
        women=women, total=total, women_top=women_top, total_top=total_top
    )
    counts.refuse_above(["women"], "total")
    counts.refuse_above(["women_top"], "total_top")
    counts.refuse_above(["women_top"], "women")
    counts.refuse_above(["total_top"], "total")
    return counts.answer(
        divide(
            counts["women"].astype(float) * counts["total_top"],
            counts["total"].astype(float) * counts["women_top"],
        )
    )
