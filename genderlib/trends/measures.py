"""What can be said of a group's years, each measure by its indicator."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.indicators import (
    appointments_needed,
    decompose_factors,
    decompose_segregation_change,
    decompose_share_change,
    expected_mutual_information,
    project_share,
    seats_to_target,
)
from genderlib.review.measures import Made, counted_inputs
from genderlib.trends.series import FEWEST_POINTS, MOST_TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.indicators import Projection, SegregationChange
    from genderlib.review.facts import Count
    from genderlib.trends.series import Part, Series

    _Cells = tuple[tuple[int, int], ...]


class Goal(NamedTuple):
    """A share to be reached by a year."""

    value: Fraction
    strict: bool
    year: int


class Outlook(NamedTuple):
    """Where a projection starts: last counts of a body that is filled term by term."""

    years: tuple[int, ...]
    women: tuple[int, ...]
    total: tuple[int, ...]
    term: int

    def elections(self, year: int) -> int:
        """How often all seats are filled anew after the last count, up to a year."""
        return max(0, (year - self.years[-1]) // self.term)

    @property
    def appointed(self) -> Fraction:
        """Share of women among the seats of all these counts."""
        return Fraction(sum(self.women), sum(self.total))


def by_factors(before: Count, after: Count) -> dict[str, Made]:
    """Parts of a change in women: the total, and the share of women in it.

    Two factors have a closed form, `decompose_factors` agrees with it.
    """
    old, new = (Fraction(c.women, c.total) for c in (before, after))
    exact = {
        "by_total": (after.total - before.total) * (old + new) / 2,
        "by_share": (new - old) * Fraction(before.total + after.total, 2),
    }
    computed = decompose_factors(
        {"total": before.total, "share": float(old)},
        {"total": after.total, "share": float(new)},
    ).factors["effect"]
    inputs = _two_counts(before, after)
    for name, value in exact.items():
        _agree("decompose_factors", float(computed[name.removeprefix("by_")]), value)
    return {
        name: Made("persons", value, "decompose_factors", inputs)
        for name, value in exact.items()
    }


def by_units(parts: Sequence[Part], effect: str, unit: int | None) -> Made:
    """Part of a change in share, of one unit or of all. [fraction]"""
    found = decompose_share_change(
        [part.before for part in parts], [part.after for part in parts]
    )
    value = getattr(found, effect) if unit is None else found.units[effect].iloc[unit]
    by = "decompose_share_change"
    return Made("points", _rounded(value), by, _counts_of(parts))


def _counts_of(parts: Sequence[Part]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (f"{name}_{number}_{when}", count)
        for number, part in enumerate(parts, start=1)
        for when, counts in (("before", part.before), ("after", part.after))
        for name, count in zip(("women", "total"), counts, strict=True)
    )


SPREAD: Final = {
    "spread_before": "before",
    "spread_after": "after",
    "spread_change": "change",
    "spread_share": "group_margin",
    "spread_sizes": "unit_margin",
    "spread_structure": "structure",
}
"""How unevenly women are spread over units, the change of it, and its parts."""

LOTS: Final = {"lot_before": 0, "lot_after": 1}
"""What a lot gives on average in the year before and in the year."""


def by_spread(parts: Sequence[Part], measure: str) -> Made | None:
    """A part of a change of the mutual information index, or what a lot gives. [nats]

    None without both sexes and somebody in two units or more, in both years.
    """
    tables = tuple(
        tuple((women, total - women) for women, total in counts)
        for counts in zip(*((part.before, part.after) for part in parts), strict=True)
    )
    if any(
        len(t) < 2 or not all(map(any, (*t, *zip(*t, strict=True)))) for t in tables
    ):
        return None
    if measure in LOTS:
        value = expected_mutual_information(tables[LOTS[measure]])
        by = "expected_mutual_information"
    else:
        value = getattr(_spread(*tables), SPREAD[measure])
        by = "decompose_segregation_change"
    return Made("index", _rounded(value), by, _counts_of(parts))


@lru_cache(maxsize=64)
def _spread(before: _Cells, after: _Cells) -> SegregationChange:
    return decompose_segregation_change(before, after)


def outlook(series: Series, term: int | None) -> Outlook | None:
    """Where a projection starts; None without a term or four counts in a row."""
    years = () if term is None else series.recent(term)[-FEWEST_POINTS:]
    if term is None or len(years) < FEWEST_POINTS:
        return None
    counts = [series.counts[year] for year in years]
    return Outlook(
        years,
        tuple(count.women for count in counts),
        tuple(count.total for count in counts),
        term,
    )


def appointed(start: Outlook) -> Made:
    """Women among the seats of the last counts."""
    inputs = ("women", sum(start.women)), ("total", sum(start.total))
    return Made("share", start.appointed, "women_share", inputs)


@lru_cache(maxsize=64)
def _projection(start: Outlook, elections: int) -> Projection:
    """Every seat is filled anew at each election: one step is a term."""
    women, total = start.women[-1], start.total[-1]
    return project_share(
        women,
        total,
        elections,
        leavers_per_year=total,
        women_among_leavers=women / total,
        women_among_appointments=float(start.appointed),
    )


def projected(start: Outlook, measure: str, year: int) -> Made | None:
    """The share expected in a year, or an end of its band; None before an election."""
    elections = start.elections(year)
    if not elections:
        return None
    found = _projection(start, elections).years[elections]
    if measure == "expected":
        exact = _rounded(found.mean / start.total[-1])
    else:
        end, _, level = measure.partition("_")
        women = found.band(int(level) / 100)[end == "high"]
        exact = Fraction(women, start.total[-1])
    return Made("share", exact, "project_share", (*_start(start), ("years", elections)))


def chance(start: Outlook, goal: Goal) -> Made | None:
    """Probability that a goal is met in its year; None without an election before."""
    elections = start.elections(goal.year)
    if not elections:
        return None
    met = _projection(start, elections).probability_met(goal.value, strict=goal.strict)
    inputs = (*_start(start), ("years", elections), *_goal(goal))
    by = "project_share, probability_met"
    return Made("share", _rounded(met.iloc[elections]), by, inputs)


def further(last: Count, goal: Goal) -> Made:
    """Women that a goal takes beyond those of the last count, at its total."""
    short = seats_to_target(last.women, last.total, goal.value, strict=goal.strict)
    inputs = (*counted_inputs(last), *_goal(goal))
    return Made("count", int(short), "seats_to_target", inputs)


def needed(last: Count, elections: int, goal: Goal) -> Made | None:
    """Women among the seats filled anew that meet a goal; None where none do.

    Every seat is filled anew, so nothing of the past enters but the total.
    """
    women, total = last.women, last.total
    found = appointments_needed(
        women,
        total,
        elections,
        goal.value,
        leavers_per_year=total,
        women_among_leavers=women / total,
        strict=goal.strict,
    )
    if math.isnan(found):
        return None
    inputs = (*_turnover(women, total), ("years", elections), *_goal(goal))
    return Made("share", _rounded(found), "appointments_needed", inputs)


def trials(series: Series, term: int) -> list[tuple[Outlook, int]]:
    """Projections that the past allows, each with the next year that was counted."""
    starts = (
        (outlook(series.until(before), term), year)
        for before, year in series.steps
        if year - before <= MOST_TERMS * term
    )
    return [(start, year) for start, year in starts if start is not None]


def tried(series: Series, term: int, measure: str) -> Made | None:
    """How many projections to the next count there are, and in how many a band held."""
    level = measure.partition("_")[2]
    every = trials(series, term)
    if not every:
        return None
    held = sum(_held(start, series.counts[year], level) for start, year in every)
    inputs = tuple(
        (f"{name}_{start.years[-1]}", value)
        for start, _ in every
        for name, value in (*_start(start), ("years", 1))
    )
    return Made("count", held, "project_share, band", inputs)


def _held(start: Outlook, came: Count, level: str) -> bool:
    """Whether the share that came lies in the band; of no band it always does."""
    if not level:
        return True
    low, high = _projection(start, 1).years[1].band(int(level) / 100)
    share, total = Fraction(came.women, came.total), start.total[-1]
    return Fraction(low, total) <= share <= Fraction(high, total)


def _start(start: Outlook) -> tuple[tuple[str, int | Fraction], ...]:
    return (
        *_turnover(start.women[-1], start.total[-1]),
        ("women_among_appointments", start.appointed),
    )


def _turnover(women: int, total: int) -> tuple[tuple[str, int | Fraction], ...]:
    """Everybody leaves at an election, women as often as men."""
    return (
        ("women", women),
        ("total", total),
        ("leavers_per_year", total),
        ("women_among_leavers", Fraction(women, total)),
    )


def _goal(goal: Goal) -> tuple[tuple[str, int | Fraction], ...]:
    return (("target", goal.value), *((("strict", True),) if goal.strict else ()))


def _two_counts(before: Count, after: Count) -> tuple[tuple[str, int], ...]:
    return (
        *counted_inputs(after),
        ("women_before", before.women),
        ("total_before", before.total),
    )


def _rounded(value: float) -> Fraction:
    """A computed number without the digits that differ from one machine to another."""
    return Fraction(f"{value:.12f}")


def _agree(indicator: str, computed: float, exact: Fraction) -> None:
    if abs(float(exact) - computed) > 1e-9:
        raise ArithmeticError(f"{indicator} gives {computed}, exactly {exact}")
