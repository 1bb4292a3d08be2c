"""A printed percentage held against the counts it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from genderlib.claims.percentages import (
    Direction,
    Interval,
    Percentage,
    Span,
    hedge_direction,
    hedged_interval,
    number_interval,
    parse_percentage,
    possible_totals,
    round_half_up,
)


class Verdict(StrEnum):
    """What can be said about one published statement."""

    CORRECT = "correct"
    TRUNCATED = "truncated"
    DOUBLE_ROUNDED = "double_rounded"
    PADDED = "padded"
    HEDGE_WRONG = "hedge_wrong"
    WRONG = "wrong"
    IMPOSSIBLE = "impossible"
    NO_PERCENT = "no_percent"
    NO_COUNT = "no_count"


class Fits(NamedTuple):
    """Counts that would make a printed percentage right.

    `women` are the counts that fit with the printed total, `totals` the totals that fit
    with the printed count of women; None where nothing does or nothing was printed.
    """

    women: Span | None
    totals: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the exact values that it rests on.

    `exact` and `distance` are shares, `distance` the way from the exact share to the
    printed one. `steps` are the roundings that lead to a number rounded twice.
    `fits_number` and `fits_hedged` hold the counts that fit the printed number alone
    and with its hedge, where the statement is wrong. `possible_totals` are the smallest
    totals that a percentage without counts can have.
    """

    verdict: Verdict
    women: int | None
    total: int | None
    printed: Percentage | None
    hedge: str
    exact: Fraction | None
    distance: Fraction | None = None
    steps: tuple[Fraction, ...] = ()
    fits_number: Fits | None = None
    fits_hedged: Fits | None = None
    possible_totals: tuple[Span, ...] = ()


def judge(
    women: int | None,
    total: int | None,
    printed: str | Percentage | None,
    hedge: str = "",
) -> Judgement:
    """Judge a printed percentage from the counts it was printed with.

    Parameters
    ----------
    women, total : int or None
        Counts as printed; None where the text gives none. [persons]
    printed : str, Percentage or None
        The percentage as printed, for example "45%"; None or "" where there is none.
    hedge : str
        The word in front of it as printed, for example "gần"; "" where there is none.

    Returns
    -------
    Judgement
        `correct` when the exact share rounds half up to the printed number, or to
        either neighbour of an exact tie, and lies where the hedge says; else the
        mildest explanation of the difference: `hedge_wrong`, `truncated`,
        `double_rounded`, `padded`, `wrong`. `impossible` when no whole count gives
        the percentage of a total printed without its women, and when more women are
        printed than persons. `no_percent` and `no_count` when there is nothing to
        compare.

    Raises
    ------
    ValueError
        If a count is negative, the total is 0, the percentage is not a number, or the
        hedge is not one of `HEDGES`.

    Examples
    --------
    >>> judge(70, 162, "45%", "gần").verdict
    <Verdict.WRONG: 'wrong'>
    """
    _check_counts(women, total)
    direction = hedge_direction(hedge)
    percentage = _percentage(printed)
    if percentage is None:
        return _judge_counts(women, total, hedge)
    if women is None or total is None:
        return _judge_percentage(women, total, percentage, hedge)
    exact = Fraction(women, total)
    verdict, steps = _compare(exact, percentage, direction)
    judgement = Judgement(
        verdict,
        women,
        total,
        percentage,
        hedge,
        exact,
        distance=percentage.value - exact,
        steps=steps,
    )
    if verdict is Verdict.WRONG or women > total:
        return _with_fits(judgement)
    return judgement


def _percentage(printed: str | Percentage | None) -> Percentage | None:
    if isinstance(printed, str):
        return parse_percentage(printed) if printed.strip() else None
    return printed


def _check_counts(women: int | None, total: int | None) -> None:
    if women is not None and women < 0:
        raise ValueError(f"women must be 0 or more, not {women}")
    if total is not None and total < 1:
        raise ValueError(f"total must be 1 or more, not {total}")


def _judge_counts(women: int | None, total: int | None, hedge: str) -> Judgement:
    """Judge counts without a percentage."""
    exact = None if women is None or total is None else Fraction(women, total)
    over = exact is not None and exact > 1
    verdict = Verdict.IMPOSSIBLE if over else Verdict.NO_PERCENT
    return Judgement(verdict, women, total, None, hedge, exact)


def _judge_percentage(
    women: int | None, total: int | None, printed: Percentage, hedge: str
) -> Judgement:
    """Judge a percentage that stands without one or both of its counts."""
    judgement = Judgement(Verdict.NO_COUNT, women, total, printed, hedge, None)
    if women is None and total is None:
        return replace(judgement, possible_totals=possible_totals(printed))
    return _with_fits(judgement)


def _with_fits(judgement: Judgement) -> Judgement:
    """Add the counts that fit; where none of the total does, say impossible."""
    printed, hedge = judgement.printed, judgement.hedge
    if printed is None:
        return judgement
    women, total = judgement.women, judgement.total
    number = _fits(number_interval(printed), women, total)
    hedged = _fits(hedged_interval(printed, hedge_direction(hedge)), women, total)
    impossible = False
    if total is not None:
        none_fits = number.women is None and hedged.women is None
        impossible = none_fits if women is None else women > total
    return replace(
        judgement,
        verdict=Verdict.IMPOSSIBLE if impossible else judgement.verdict,
        fits_number=number,
        fits_hedged=hedged if hedge else None,
    )


def _fits(interval: Interval, women: int | None, total: int | None) -> Fits:
    return Fits(
        None if total is None else interval.women_of(total),
        None if women is None else interval.totals_with(women),
    )


def _compare(
    exact: Fraction, printed: Percentage, direction: Direction | None
) -> tuple[Verdict, tuple[Fraction, ...]]:
    """Verdict on a percentage with both counts, and the roundings behind it."""
    if exact in hedged_interval(printed, direction):
        return Verdict.CORRECT, ()
    near = abs(printed.value - exact) <= printed.unit
    if direction is not None:
        return (Verdict.HEDGE_WRONG if near else _padded_or_wrong(exact, printed)), ()
    if printed.value == floor(exact / printed.unit) * printed.unit:
        return Verdict.TRUNCATED, ()
    if steps := _double_rounding(exact, printed):
        return Verdict.DOUBLE_ROUNDED, steps
    return _padded_or_wrong(exact, printed), ()


def _padded_or_wrong(exact: Fraction, printed: Percentage) -> Verdict:
    """Tell a number that was rounded to fewer digits from one that is wrong."""
    for zeros in range(1, printed.trailing_zeros + 1):
        if round_half_up(exact, printed.unit * 10**zeros) == printed.value:
            return Verdict.PADDED
    return Verdict.WRONG


def _double_rounding(exact: Fraction, printed: Percentage) -> tuple[Fraction, ...]:
    """Roundings to one or two digits more that end in the printed number."""
    for more in (1, 2):
        steps, value = [], exact
        for digits in range(more, 0, -1):
            value = round_half_up(value, printed.unit / 10**digits)
            steps.append(value)
        if round_half_up(value, printed.unit) == printed.value:
            return tuple(steps)
    return ()
