"""What past counts say about appointments, and how past projections would have done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from genderlib.indicators.counts import (
    Array,
    Values,
    read_level,
    read_scores,
    read_units,
)
from genderlib.indicators.projection import Year, after, read_flows, read_leavers

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_POINTS = 4


@dataclass(frozen=True, eq=False)
class Backtest:
    """Past projections against what came: see `backtest`."""

    table: pd.DataFrame
    held: pd.Series[Any]


def estimate_appointments(
    years: Values, women: Values, total: Values, *, leavers_per_year: float
) -> float:
    """Part of women among appointments that fits the counts of past years best.

    Parameters
    ----------
    years : array_like of int, shape (n_years,)
        Years of the counts, rising, at least four.
    women, total : array_like of int, shape (n_years,)
        Counts of these years. [persons]
    leavers_per_year : float
        Persons who left in a year, on average, all replaced. [persons]

    Returns
    -------
    float
        Fraction from 0 to 1; the share of the group where nothing changed. Cut at 0
        and 1 where the counts moved faster than appointments can move them.

    Raises
    ------
    ValueError
        If there are fewer than four years, if years do not rise, if a count is
        missing, negative, fractional or infinite, if women exceed their total, if a
        total is 0, if the arguments differ in length, or if nobody leaves or more than
        there are.

    Notes
    -----
    Least squares on s' - s r^k = a (1 - r^k), for neighbouring counts k years apart
    with the shares s and s', r = 1 - leavers / total, each weighing total persons:
    leavers are taken to be women as often as the group is.

    Misleads where women leave more or less often than men, and where totals change
    much: count the appointments instead, if they are known.

    References
    ----------
    None: the closed form of `project_share`, solved for the appointments.

    Examples
    --------
    The National Assembly of Viet Nam, the last four counts, if a fifth of the seats
    changed hands every year:

    >>> round(estimate_appointments(
    ...     [2007, 2011, 2016, 2021], [127, 122, 133, 151], [493, 500, 496, 499],
    ...     leavers_per_year=98,
    ... ), 3)
    0.282
    """
    series = _read_series(years, women, total, leavers_per_year)
    return _fitted(*series, leavers_per_year)


def backtest(
    years: Values,
    women: Values,
    total: Values,
    *,
    leavers_per_year: float,
    levels: Sequence[float] = (0.8, 0.95),
) -> Backtest:
    """How often the bands of past projections would have held.

    Parameters
    ----------
    years : array_like of int, shape (n_years,)
        Years of the counts, rising, at least five.
    women, total : array_like of int, shape (n_years,)
        Counts of these years. [persons]
    leavers_per_year : float
        Persons who left in a year, on average, all replaced. [persons]
    levels : sequence of float
        Levels of the bands, each between 0 and 1.

    Returns
    -------
    Backtest
        `table`, one row for each year from which a projection could be made (the
        fourth and later) and each later year, with the share that came, the share
        expected, the limits of each band and whether it held; `held`, the part of the
        rows in which each band held: 0 to 1, to be compared with its level.

    Raises
    ------
    ValueError
        As `estimate_appointments`, for fewer than five years, or if a level does not
        lie between 0 and 1.

    Notes
    -----
    From each year the part of women among appointments is estimated from the counts
    up to that year, projected with `project_share`, and the share in each later year
    compared with the bands of women over the total of the year projected from.

    Misleads where rows are few: they overlap, so that ten rows are far from ten
    independent trials.

    References
    ----------
    Tashman, L. J. (2000). Out-of-Sample Tests of Forecasting Accuracy. International
    Journal of Forecasting 16(4), 437-450 (rolling origins).

    Examples
    --------
    The National Assembly of Viet Nam, the terms whose counts are in the project's data
    (1st, 2nd, 3rd, 6th, 11th to 15th; all 403 deputies of 1946), if 66 seats changed
    hands every year: chance alone does not explain this series, and the bands held in
    3 and 5 of 15 projections:

    >>> found = backtest(
    ...     [1946, 1960, 1964, 1976, 2002, 2007, 2011, 2016, 2021],
    ...     [10, 49, 62, 132, 136, 127, 122, 133, 151],
    ...     [403, 453, 455, 492, 498, 493, 500, 496, 499], leavers_per_year=66,
    ... )
    >>> found.held.round(3)
    level
    0.80    0.200
    0.95    0.333
    Name: held, dtype: float64
    """
    bands = [read_level(level, "levels") for level in levels]
    series = _read_series(years, women, total, leavers_per_year)
    when, women_of, total_of = series
    if when.size <= FEWEST_POINTS:
        raise ValueError(f"years has {when.size} points: a backtest needs five or more")
    rows = []
    for origin in range(FEWEST_POINTS - 1, when.size - 1):
        when_known, women_known, total_known = (c[: origin + 1] for c in series)
        appointed = _fitted(when_known, women_known, total_known, leavers_per_year)
        start = int(women_of[origin]), int(total_of[origin])
        flows = read_flows(*start, leavers_per_year, start[0] / start[1], appointed)
        for later in range(origin + 1, when.size):
            year = after(*start, int(when[later] - when[origin]), flows)
            came = int(women_of[later]), int(total_of[later])
            rows.append(
                {"from": int(when[origin]), "year": int(when[later])}
                | _compared(year, start[1], came, bands)
            )
    table = pd.DataFrame(rows)
    held = [table[f"held_{100 * level:g}"].mean() for level in bands]
    index = pd.Index(bands, name="level")
    return Backtest(table, pd.Series(held, index=index, name="held"))


def _compared(
    year: Year, total: int, came: tuple[int, int], levels: Sequence[float]
) -> dict[str, Any]:
    share = came[0] / came[1]
    row: dict[str, Any] = {"share": share, "expected_share": year.mean / total}
    for level in levels:
        name = f"{100 * level:g}"
        lower, upper = (women / total for women in year.band(level))
        row |= {f"lower_{name}": lower, f"upper_{name}": upper}
        row[f"held_{name}"] = lower <= share <= upper
    return row


def _read_series(
    years: Values, women: Values, total: Values, leavers_per_year: float
) -> tuple[Array, Array, Array]:
    when = read_scores(years=years)["years"].astype(float)
    counts = read_units(women=women, total=total)
    counts.refuse_above(["women"], "total")
    women_of, total_of = counts["women"].astype(float), counts["total"].astype(float)
    if when.shape != women_of.shape:
        raise ValueError(f"years has {when.size} values, women {women_of.size}")
    if (when % 1 != 0).any() or (np.diff(when) <= 0).any():
        raise ValueError("years must be whole numbers that rise")
    if when.size < FEWEST_POINTS:
        raise ValueError(
            f"years has {when.size} points: nothing under four is projected"
        )
    if (total_of == 0).any():
        raise ValueError("total must not be 0 in any year: no share is defined")
    if read_leavers(leavers_per_year, int(total_of.min())) == 0:
        raise ValueError("leavers_per_year must be above 0: nobody was appointed")
    return when, women_of, total_of


def _fitted(when: Array, women: Array, total: Array, leavers: float) -> float:
    share = women / total
    stayed = (1 - leavers / total[:-1]) ** np.diff(when)
    weight = total[1:] * (1 - stayed)
    top = (weight * (share[1:] - share[:-1] * stayed)).sum()
    return float(np.clip(top / (weight * (1 - stayed)).sum(), 0, 1))
