"""Women in the years to come, if leavers and appointments go on as assumed.

Every seat is held by a woman or by a man and changes hands by chance, independently of
the others: a chain of two states. A projection says what the assumptions lead to; it
is no forecast, and `backtest` shows how such projections would have done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from genderlib.indicators import libraries
from genderlib.indicators.counts import (
    Array,
    read_counts,
    read_fraction,
    read_level,
    read_whole,
)
from genderlib.indicators.representation import seats_to_target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from fractions import Fraction

# Counts further than this many standard deviations (and persons) from the mean are
# left out: together they have a probability below 1e-20.
REACH = 10.0
HALVINGS = 60
ROUNDING = 1e-12


@dataclass(frozen=True)
class Flows:
    """Yearly chances: a woman leaves, a man leaves, an appointment is a woman's."""

    woman_leaves: float
    man_leaves: float
    woman_appointed: float

    def still_women(self, years: int) -> tuple[float, float]:
        """Chance of a woman in a seat after some years, by who holds it now.

        The closed form of the two-state chain: what is left of the start shrinks by
        the same factor every year.
        """
        left = (1 - self._lost - self._won) ** years
        balance = self.balance
        return balance + (1 - balance) * left, balance * (1 - left)

    @property
    def balance(self) -> float:
        """Share of women that the flows lead to in the end."""
        change = self._lost + self._won
        return self._won / change if change else 0.0

    @property
    def _lost(self) -> float:
        return self.woman_leaves * (1 - self.woman_appointed)

    @property
    def _won(self) -> float:
        return self.man_leaves * self.woman_appointed


@dataclass(frozen=True, eq=False)
class Year:
    """Distribution of the number of women in one year."""

    first: int
    probabilities: Array

    @property
    def mean(self) -> float:
        """Women expected."""
        return float(self.counts @ self.probabilities)

    @property
    def counts(self) -> Array:
        """Numbers of women that the probabilities belong to."""
        return np.arange(self.first, self.first + len(self.probabilities))

    def band(self, level: float) -> tuple[int, int]:
        """Fewest and most women, with at most (1 - level) / 2 beyond on each side."""
        tail = (1 - read_level(level)) / 2
        fewer = np.searchsorted(np.cumsum(self.probabilities), tail, "right")
        more = np.searchsorted(np.cumsum(self.probabilities[::-1]), tail, "right")
        last = self.first + len(self.probabilities) - 1
        return self.first + int(fewer), last - int(more)

    def at_least(self, women: int) -> float:
        """Probability of so many women or more."""
        return float(min(1.0, self.probabilities[max(0, women - self.first) :].sum()))


@dataclass(frozen=True, eq=False)
class Projection:
    """Distribution of women by year: see `project_share`."""

    total: int
    years: tuple[Year, ...]

    def table(self, levels: Sequence[float] = (0.8, 0.95)) -> pd.DataFrame:
        """Expected women and share by year, and the bands of women at these levels."""
        rows = []
        for year in self.years:
            row: dict[str, float] = {
                "expected_women": year.mean,
                "expected_share": year.mean / self.total,
            }
            for level in levels:
                name = f"{100 * read_level(level):g}"
                row[f"lower_{name}"], row[f"upper_{name}"] = year.band(level)
            rows.append(row)
        return pd.DataFrame(rows, index=pd.RangeIndex(len(rows), name="years_ahead"))

    def probability_met(
        self, target: float | Decimal | Fraction, *, strict: bool = False
    ) -> pd.Series[Any]:
        """Probability by year that the share reaches (or exceeds) a target."""
        needed = seats_to_target(0, self.total, target, strict=strict)
        met = [year.at_least(needed) for year in self.years]
        return pd.Series(met, index=pd.RangeIndex(len(met), name="years_ahead"))

    def first_year_met(
        self,
        target: float | Decimal | Fraction,
        *,
        strict: bool = False,
        probability: float = 0.5,
    ) -> int | None:
        """First year in which a target is met with this probability, if any is."""
        sure = read_level(probability)
        met = self.probability_met(target, strict=strict)
        found = np.flatnonzero(met.to_numpy() >= sure)
        return int(found[0]) if found.size else None


def project_share(
    women: int,
    total: int,
    years: int,
    *,
    leavers_per_year: float,
    women_among_leavers: float,
    women_among_appointments: float,
) -> Projection:
    """Distribution of the number of women in each of the coming years.

    Parameters
    ----------
    women, total : int
        Counts of today; the number of seats stays. [persons]
    years : int
        How many years to look ahead, at least 1.
    leavers_per_year : float
        Persons who leave in a year, on average, all replaced. [persons]
    women_among_leavers : float
        Part of women among those who leave in the first year, 0 to 1. It fixes the
        chance of each woman and of each man to leave, which then stays.
    women_among_appointments : float
        Part of women among those appointed, 0 to 1.

    Returns
    -------
    Projection
        `years[n]` is the distribution of women after n years, from 0 to `total`
        (`years[0]` is today, `mean`, `band(level)` and `at_least(women)` read it).
        `table()` gives expected values with bands of 80 and 95 %,
        `probability_met(target)` the probability by year that a target is met, and
        `first_year_met(target)` the first year in which it is likelier met than not.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed the
        total, if the total is 0, if a part is not between 0 and 1, if more women or
        men would leave than there are, or if `years` is not a whole number above 0.

    Notes
    -----
    A woman leaves with the chance q_w = leavers * part / women, a man with
    q_m = leavers * (1 - part) / men; an appointment is a woman's with the chance a.
    After t years a seat that a woman holds today is a woman's with the chance
    b + (1 - b) r^t, one that a man holds with b (1 - r^t), where
    r = 1 - q_w (1 - a) - q_m a and b = q_m a / (1 - r).
    The number of women is the sum of two binomial counts with these chances. Where
    there is no woman (no man) today, later ones leave as often as everybody does.

    Misleads as a forecast: assumptions that hold on average are taken as known and as
    the same for every seat. The bands show chance, not doubt about the assumptions.

    References
    ----------
    Bartholomew, D. J., Forbes, A. F. and McClean, S. I. (1991). Statistical Techniques
    for Manpower Planning, 2nd edition. Wiley, chapter 4.

    Examples
    --------
    The 48 leaders of units of the review of 2020, 14 of them women, if 4 left each
    year, women as often as men, and half of the appointments were women:

    >>> ahead = project_share(
    ...     14, 48, 5, leavers_per_year=4, women_among_leavers=14 / 48,
    ...     women_among_appointments=0.5,
    ... )
    >>> ahead.table().round(3).loc[5]
    expected_women    17.528
    expected_share     0.365
    lower_80          14.000
    upper_80          21.000
    lower_95          13.000
    upper_95          23.000
    Name: 5, dtype: float64
    >>> ahead.first_year_met(0.35)
    4
    """
    start = _read_start(women, total)
    ahead = read_whole("years", years, 1)
    flows = read_flows(
        *start, leavers_per_year, women_among_leavers, women_among_appointments
    )
    return _projected(*start, ahead, flows)


def appointments_needed(
    women: int,
    total: int,
    years: int,
    target: float | Decimal | Fraction,
    *,
    leavers_per_year: float,
    women_among_leavers: float,
    probability: float = 0.5,
    strict: bool = False,
) -> float:
    """Part of women among appointments that meets a target by a year.

    Parameters
    ----------
    women, total : int
        Counts of today; the number of seats stays. [persons]
    years : int
        Years until the target is due, at least 1.
    target : float, Decimal or Fraction
        Share to be reached, 0 to 1, taken exactly as written.
    leavers_per_year : float
        Persons who leave in a year, on average, all replaced. [persons]
    women_among_leavers : float
        Part of women among those who leave in the first year, 0 to 1.
    probability : float
        How surely the target is to be met in that year, between 0 and 1.
    strict : bool
        Whether the share must exceed the target.

    Returns
    -------
    float
        Fraction from 0 (met without appointing women) to 1 (women only); the share of
        today where nothing needs to change. Missing (nan) where even appointing women
        only does not meet the target as surely.

    Raises
    ------
    ValueError
        As `project_share`; also if the target is not between 0 and 1 or the
        probability does not lie between 0 and 1.

    Notes
    -----
    The smallest a for which P(women after `years` years >= needed) >= probability,
    with the distribution of `project_share`.

    Misleads as a quota: it is a mean over appointments, and the model's leavers are
    assumed, not observed.

    References
    ----------
    Bartholomew, D. J., Forbes, A. F. and McClean, S. I. (1991). Statistical Techniques
    for Manpower Planning, 2nd edition. Wiley, chapter 4.

    Examples
    --------
    14 women among 48 leaders, 4 leavers a year: to reach 35 % in five years, more
    likely than not,

    >>> round(appointments_needed(
    ...     14, 48, 5, 0.35, leavers_per_year=4, women_among_leavers=14 / 48
    ... ), 3)
    0.442
    """
    start = _read_start(women, total)
    ahead, sure = read_whole("years", years, 1), read_level(probability, "probability")
    needed = seats_to_target(0, total, target, strict=strict)

    def surely_met(appointed: float) -> bool:
        flows = read_flows(*start, leavers_per_year, women_among_leavers, appointed)
        return after(*start, ahead, flows).at_least(needed) >= sure

    if surely_met(0.0):
        return 0.0
    if not surely_met(1.0):
        return float("nan")
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if surely_met(middle) else (middle, high)
    return high


def vacancies_needed(
    women: int,
    total: int,
    target: float | Decimal | Fraction,
    *,
    women_among_leavers: float,
    women_among_appointments: float,
    strict: bool = False,
) -> float:
    """Vacancies until a target can be expected, at a given share of appointments.

    Parameters
    ----------
    women, total : int
        Counts of today; the number of seats stays. [persons]
    target : float, Decimal or Fraction
        Share to be reached, 0 to 1, taken exactly as written.
    women_among_leavers : float
        Part of women among those who leave first, 0 to 1.
    women_among_appointments : float
        Part of women among those appointed, 0 to 1.
    strict : bool
        Whether the share must exceed the target.

    Returns
    -------
    float
        Whole number of vacancies, one filled after the other: 0 where the target is
        met. Missing (nan) where it is never to be expected at that share. [persons]

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed the
        total, if the total is 0, or if the target or a part is not between 0 and 1.

    Notes
    -----
    The smallest v with women expected after v steps of one leaver each >= needed, in
    the chain of `project_share`.

    Misleads as a date: it counts vacancies, not years, and what is expected comes
    later about as often as earlier.

    References
    ----------
    Bartholomew, D. J., Forbes, A. F. and McClean, S. I. (1991). Statistical Techniques
    for Manpower Planning, 2nd edition. Wiley, chapter 4.

    Examples
    --------
    14 women among 48 leaders, to 35 %, if half of the appointments were women:

    >>> vacancies_needed(
    ...     14, 48, 0.35, women_among_leavers=14 / 48, women_among_appointments=0.5
    ... )
    17.0
    """
    start = _read_start(women, total)
    needed = seats_to_target(0, total, target, strict=strict)
    flows = read_flows(*start, 1.0, women_among_leavers, women_among_appointments)
    if women >= needed:
        return 0.0
    # What is expected comes ever closer to the balance and never passes it.
    if total * flows.balance <= needed * (1 + ROUNDING):
        return float("nan")
    fewest, most = 0, 1
    while _expected(*start, most, flows) < needed:
        fewest, most = most, 2 * most
    while most - fewest > 1:
        middle = (fewest + most) // 2
        enough = _expected(*start, middle, flows) >= needed
        fewest, most = (fewest, middle) if enough else (middle, most)
    return float(most)


def _read_start(women: int, total: int) -> tuple[int, int]:
    counts = read_counts(women=women, total=total)
    counts.refuse_above(["women"], "total")
    for name in ("women", "total"):
        if counts[name].shape or counts.missing(name).any():
            raise ValueError(f"{name} must be one whole number, not missing")
    if counts["total"] == 0:
        raise ValueError("total must not be 0: there is no seat to fill")
    return int(counts["women"]), int(counts["total"])


def read_flows(
    women: int,
    total: int,
    leavers_per_year: float,
    women_among_leavers: float,
    women_among_appointments: float,
) -> Flows:
    leavers = read_leavers(leavers_per_year, total)
    part = float(read_fraction("women_among_leavers", women_among_leavers))
    appointed = read_fraction("women_among_appointments", women_among_appointments)
    everybody = leavers / total
    return Flows(
        woman_leaves=_chance("women", leavers * part, women, everybody),
        man_leaves=_chance("men", leavers * (1 - part), total - women, everybody),
        woman_appointed=float(appointed),
    )


def read_leavers(leavers_per_year: float, total: int) -> float:
    given = np.asarray(leavers_per_year)
    plain = given.shape == () and given.dtype.kind in "iuf"
    if not plain or not 0 <= float(given) <= total:
        raise ValueError(
            f"leavers_per_year must be a number from 0 to the total of {total}, "
            f"not {leavers_per_year!r}"
        )
    return float(given)


def _chance(sex: str, leavers: float, persons: int, everybody: float) -> float:
    """Chance to leave; that of everybody where there is nobody of that sex today."""
    if leavers > persons * (1 + ROUNDING) + ROUNDING:
        raise ValueError(
            f"women_among_leavers: {leavers:g} {sex} would leave in a year, "
            f"but there are {persons}"
        )
    return min(1.0, leavers / persons) if persons else everybody


def _projected(women: int, total: int, years: int, flows: Flows) -> Projection:
    ahead = (after(women, total, year, flows) for year in range(years + 1))
    return Projection(total, tuple(ahead))


def after(women: int, total: int, years: int, flows: Flows) -> Year:
    kept, won = flows.still_women(years)
    first, of_women = _binomial(women, kept)
    second, of_men = _binomial(total - women, won)
    return Year(first + second, np.convolve(of_women, of_men))


def _expected(women: int, total: int, steps: int, flows: Flows) -> float:
    kept, won = flows.still_women(steps)
    # A target met but for rounding is met.
    return (women * kept + (total - women) * won) * (1 + ROUNDING)


def _binomial(seats: int, chance: float) -> tuple[int, Array]:
    """Probabilities of the counts that matter, from the first of them."""
    chance = min(1.0, max(0.0, chance))
    mean, spread = seats * chance, np.sqrt(seats * chance * (1 - chance))
    reach = REACH * spread + 4 * REACH
    first, last = max(0, int(mean - reach)), min(seats, int(np.ceil(mean + reach)))
    counts = np.arange(first, last + 1)
    return first, np.asarray(libraries.stats().binom.pmf(counts, seats, chance))
