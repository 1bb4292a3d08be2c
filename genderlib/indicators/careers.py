"""Women along the grades of a career."""

from __future__ import annotations

from typing import Any, overload

import numpy as np
import pandas as pd

from genderlib.indicators.counts import (
    Array,
    Columns,
    Values,
    divide,
    read_counts,
    read_units,
)


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

    Misleads where the top grade is small: one appointment moves the index far, see
    `glass_ceiling_range`. And it compares stocks: who is in the top grade today
    entered many years ago.

    References
    ----------
    European Commission. She Figures, glass ceiling index: grades A, B and C against
    grade A.

    Examples
    --------
    Heads of division and leaders of units in the review of 2020, against leaders:

    >>> round(glass_ceiling_index(84, 210, 14, 48), 4)
    1.3714
    """
    counts = _read_grades(women, total, women_top, total_top)
    return counts.answer(_index(_cells(counts)))


@overload
def glass_ceiling_range(
    women: float, total: float, women_top: float, total_top: float
) -> tuple[float, float]: ...
@overload
def glass_ceiling_range(
    women: Values, total: Values, women_top: Values, total_top: Values
) -> tuple[Any, Any]: ...
def glass_ceiling_range(
    women: Values, total: Values, women_top: Values, total_top: Values
) -> tuple[Any, Any]:
    """How far one person's leaving moves the glass ceiling index.

    Parameters
    ----------
    women, total : int or array_like of int
        Counts over all grades, the top grade included. [persons]
    women_top, total_top : int or array_like of int
        Counts in the top grade. [persons]

    Returns
    -------
    lower, upper : float, or the kind given
        Lowest and highest index, 0 and up, over all ways in which one person leaves;
        an interval around 1 says that one person decides whether there is a ceiling.
        Missing where the index is missing; the upper end also where one person's
        leaving would leave the top grade without a woman.

    Raises
    ------
    ValueError
        If a count is negative, fractional or infinite, if women exceed their total,
        if the top grade holds more than all grades, or if the arguments differ in
        length or index.

    Notes
    -----
    lower = min, upper = max of the index without one woman or one other person, in the
    top grade or below

    Misleads when read as a confidence interval: it says how the index hangs on single
    persons, not what chance would do.

    References
    ----------
    Tukey, J. W. (1958). Bias and Confidence in Not Quite Large Samples. Annals of
    Mathematical Statistics 29(2), 614: the leave-one-out values of the jackknife.

    Examples
    --------
    Heads of division and leaders of units in the review of 2020, against leaders:

    >>> lower, upper = glass_ceiling_range(84, 210, 14, 48)
    >>> round(lower, 4), round(upper, 4)
    (1.3493, 1.4358)
    """
    counts = _read_grades(women, total, women_top, total_top)
    cells = _cells(counts)
    every = []
    for place, cell in enumerate(cells):
        left = cells.copy()
        left[place] -= 1
        every.append(np.where(cell > 0, _index(left), np.nan))
    known = np.isfinite(every) & np.isfinite(_index(cells))
    lower = np.where(known, every, np.inf).min(axis=0)
    upper = np.where(known, every, -np.inf).max(axis=0)
    several = known.any(axis=0) & (cells[0] > 1)
    return (
        counts.answer(np.where(known.any(axis=0), lower, np.nan)),
        counts.answer(np.where(several, upper, np.nan)),
    )


def career_ladder(women: Values, total: Values) -> pd.DataFrame:
    """Women's share grade by grade, and how it narrows on the way up.

    Parameters
    ----------
    women, total : array_like of int, shape (n_levels,)
        Counts of the grades, the lowest first. [persons]

    Returns
    -------
    DataFrame
        One row per grade, under the index of a Series given. `women_share` is a
        fraction from 0 to 1; `neighbour_ratio` is the share one grade below over the
        share here, 0 and up, 1 where they are equal, above 1 where the way narrows;
        `representation_ratio` is the share here over the share in all grades, 1 where
        the grade mirrors the whole. Missing where a grade is empty, below the lowest
        grade, and in place of a division by 0.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed their
        total, or if the arguments differ in length or index.

    Notes
    -----
    neighbour_ratio_k = share_(k-1) / share_k

    representation_ratio_k = share_k / (all women / everyone)

    Misleads where the grades do not feed one another, or where a grade is small: one
    appointment moves both ratios far.

    References
    ----------
    The neighbour ratio is the Dutch glass-ceiling index: the share of women in one
    grade over the share in the grade above it.

    Examples
    --------
    Heads of division and leaders of units in the review of 2020:

    >>> career_ladder([70, 14], [162, 48]).round(4)
       women_share  neighbour_ratio  representation_ratio
    0       0.4321              NaN                1.0802
    1       0.2917           1.4815                0.7292
    """
    counts = read_units(women=women, total=total)
    counts.refuse_above(["women"], "total")
    women_of, total_of = (counts[name].astype(float) for name in ("women", "total"))
    share = divide(women_of, total_of)
    below = divide(women_of[:-1] * total_of[1:], total_of[:-1] * women_of[1:])
    mirrored = divide(women_of * total_of.sum(), total_of * women_of.sum())
    index = women.index if isinstance(women, pd.Series) else None
    return pd.DataFrame(
        {
            "women_share": share,
            "neighbour_ratio": np.where(np.isnan(share), np.nan, [np.nan, *below]),
            "representation_ratio": mirrored,
        },
        index=index,
    )


def narrowest_step(women: Values, total: Values) -> Any:
    """Grade that women reach most rarely from the one below.

    Parameters
    ----------
    women, total : array_like of int, shape (n_levels,)
        Counts of the grades, the lowest first. [persons]

    Returns
    -------
    int, or label of a Series
        Position (or label) of the upper grade of the step, from 1 to the top; the
        lowest of several equal ones. None where the way narrows nowhere: no grade has
        a lower share than the grade below it.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed their
        total, or if the arguments differ in length or index.

    Notes
    -----
    argmin of share_k / share_(k-1), if it is below 1

    A step into or out of an empty grade, or from a grade without women, is left out.

    Misleads where the grade is small: with 3 posts a single appointment can make or
    unmake the narrowest step.

    References
    ----------
    None: the smallest of the ratios of `career_ladder`.

    Examples
    --------
    Heads of division and leaders of units in the review of 2020:

    >>> narrowest_step([70, 14], [162, 48])
    1
    """
    counts = read_units(women=women, total=total)
    counts.refuse_above(["women"], "total")
    women_of, total_of = (counts[name].astype(float) for name in ("women", "total"))
    upward = divide(women_of[1:] * total_of[:-1], total_of[1:] * women_of[:-1])
    if not (upward < 1).any():
        return None
    position = int(np.nanargmin(upward)) + 1
    return women.index[position] if isinstance(women, pd.Series) else position


def _read_grades(
    women: Values, total: Values, women_top: Values, total_top: Values
) -> Columns:
    counts = read_counts(
        women=women, total=total, women_top=women_top, total_top=total_top
    )
    counts.refuse_above(["women"], "total")
    counts.refuse_above(["women_top"], "total_top")
    counts.refuse_above(["women_top"], "women")
    counts.refuse_above(["total_top"], "total")
    # The others in the top grade are among the others in all grades.
    counts.refuse_above(["women", "total_top"], "total", "women_top")
    return counts


def _cells(counts: Columns) -> Array:
    """Women and others in the top grade, women and others below."""
    women, total, women_top, total_top = np.broadcast_arrays(
        *(counts[name] for name in ("women", "total", "women_top", "total_top"))
    )
    others_top = total_top - women_top
    below = women - women_top, total - women - others_top
    return np.stack([women_top, others_top, *below]).astype(float)


def _index(cells: Array) -> Array:
    """Multiplied crosswise, so that equal shares give 1 and not nearly 1."""
    women, total_top = cells[0] + cells[2], cells[0] + cells[1]
    return divide(women * total_top, cells.sum(axis=0) * cells[0])
