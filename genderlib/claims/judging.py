"""A printed percentage held against the counts it belongs to.

All values are exact: a share is a `Fraction` from 0 to 1, a percentage is read from its
printed text and keeps its precision, and nothing is rounded on the way to a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple


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


class Direction(StrEnum):
    """Where the exact share lies when a hedge is used rightly."""

    BELOW = "below"  # at most one unit of the last printed digit below
    ABOVE = "above"  # likewise above
    ABOUT = "about"  # likewise on either side
    AT_LEAST = "at_least"  # the printed number or anything above it
    UNDER = "under"  # anything below the printed number


_HEDGES_BY_DIRECTION = {
    Direction.BELOW: "gần|gần bằng|gần như|xấp xỉ|suýt soát|nearly|almost|close to|"
    "just under|just below|not quite",
    Direction.ABOVE: "hơn|trên|nhỉnh hơn|over|more than|above|just over|just above|"
    "slightly more than|slightly over",
    Direction.ABOUT: "khoảng|chừng|khoảng chừng|vào khoảng|ước khoảng|about|around|"
    "approximately|roughly|some|circa|~|≈",
    Direction.AT_LEAST: "ít nhất|tối thiểu|không dưới|không thấp hơn|at least|"
    "no less than|not less than|no fewer than|a minimum of|≥",
    Direction.UNDER: "dưới|chưa đến|chưa tới|chưa đầy|thấp hơn|less than|under|below|"
    "fewer than",
}

HEDGES = {
    word: direction
    for direction, words in _HEDGES_BY_DIRECTION.items()
    for word in words.split("|")
}
"""Hedge words as printed, in lower case, with what they claim."""


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage as printed: its text, its value and its precision."""

    text: str
    value: Fraction
    digits: int

    @property
    def unit(self) -> Fraction:
        """One unit of the last printed digit, as a share."""
        return Fraction(1, 100 * 10**self.digits)

    @property
    def trailing_zeros(self) -> int:
        """Zeros at the end of the printed decimals: 2 in "27,00", none in "30"."""
        scaled = int(self.value / self.unit)
        zeros = 0
        while zeros < self.digits and scaled % 10 ** (zeros + 1) == 0:
            zeros += 1
        return zeros


class Span(NamedTuple):
    """Whole numbers from `low` to `high`, both included; no `high` is no end."""

    low: int
    high: int | None


class Fits(NamedTuple):
    """Counts that would make a printed percentage right.

    `women` are the counts that fit with the printed total, `totals` the totals that fit
    with the printed count of women; None where nothing does or nothing was printed.
    """

    women: Span | None
    totals: Span | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Shares that a printed percentage stands for."""

    low: Fraction
    high: Fraction
    low_included: bool = True
    high_included: bool = True

    def __contains__(self, share: Fraction) -> bool:
        above = share > self.low or (self.low_included and share == self.low)
        below = share < self.high or (self.high_included and share == self.high)
        return above and below

    def women_of(self, total: int) -> Span | None:
        """Counts of women whose share of `total` lies in the interval."""
        low = max(0, _first(self.low * total, included=self.low_included))
        high = min(total, _last(self.high * total, included=self.high_included))
        return Span(low, high) if low <= high else None

    def totals_with(self, women: int) -> Span | None:
        """Totals of which `women` have a share in the interval."""
        if women == 0:
            return Span(1, None) if Fraction(0) in self else None
        if self.high <= 0:
            return None
        low = max(women, _first(women / self.high, included=self.high_included))
        if self.low <= 0:
            return Span(low, None)
        high = _last(women / self.low, included=self.low_included)
        return Span(low, high) if low <= high else None


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


def parse_percentage(text: str) -> Percentage:
    """Read a printed percentage: "30%", "26,80 %", "58.03%", "1.234,5%".

    The last separator is the decimal one; one that stands before it groups thousands.

    Raises
    ------
    ValueError
        If the text is not one plain number, with or without its percent sign.

    Examples
    --------
    >>> parse_percentage("26,80 %")
    Percentage(text='26,80 %', value=Fraction(67, 250), digits=2)
    """
    number = text.strip().removesuffix("%").removesuffix("per cent").strip()
    cut = max(number.rfind(","), number.rfind("."))
    whole, decimals = (number[:cut], number[cut + 1 :]) if cut >= 0 else (number, "")
    whole = whole.replace(",", "").replace(".", "")
    digits = whole + decimals
    if not (whole and digits.isascii() and digits.isdecimal() and len(digits) <= 18):
        raise ValueError(f'not a percentage: "{text}" (expected text like "30,8%")')
    if cut >= 0 and not decimals:
        raise ValueError(f'not a percentage: "{text}" (digits are missing at its end)')
    value = Fraction(int(digits), 100 * 10 ** len(decimals))
    return Percentage(text.strip(), value, len(decimals))


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
    direction = _direction(hedge)
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


def round_half_up(value: Fraction, unit: Fraction) -> Fraction:
    """The multiple of `unit` nearest to `value`; ties go up."""
    return floor(value / unit + Fraction(1, 2)) * unit


@lru_cache(maxsize=4096)
def possible_totals(printed: Percentage) -> tuple[Span, ...]:
    """Totals that could give a percentage printed alone, the smallest ones first.

    At most five spans are named. From the total at which one person is less than a
    unit of the last digit, every total can give every percentage: a span without end.

    Examples
    --------
    >>> possible_totals(parse_percentage("43,2%"))[:2]
    (Span(low=37, high=37), Span(low=44, high=44))
    """
    interval = _number_interval(printed)
    low, high = max(interval.low, Fraction(0)), min(interval.high, Fraction(1))
    if low > high:
        return ()
    if low == 0 or high == 1:
        return (Span(1, None),)
    least = _simplest(low, high).denominator
    every = ceil(1 / printed.unit)
    found: list[Span] = []
    for total in range(least, min(every, least + 2000) + 1):
        if interval.women_of(total) is None:
            continue
        if found and found[-1].high == total - 1:
            found[-1] = Span(found[-1].low, total)
        elif len(found) == 5:
            break
        else:
            found.append(Span(total, total))
        if total == every:
            found[-1] = Span(found[-1].low, None)
    return tuple(found)


def _percentage(printed: str | Percentage | None) -> Percentage | None:
    if isinstance(printed, str):
        return parse_percentage(printed) if printed.strip() else None
    return printed


def _check_counts(women: int | None, total: int | None) -> None:
    if women is not None and women < 0:
        raise ValueError(f"women must be 0 or more, not {women}")
    if total is not None and total < 1:
        raise ValueError(f"total must be 1 or more, not {total}")


def _direction(hedge: str) -> Direction | None:
    if not hedge:
        return None
    direction = HEDGES.get(" ".join(hedge.lower().split()))
    if direction is None:
        known = ", ".join(HEDGES)
        raise ValueError(f'unknown hedge "{hedge}"; known hedges: {known}')
    return direction


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
    """Add the counts that fit; where one is missing and none fits, say impossible."""
    printed, hedge = judgement.printed, judgement.hedge
    if printed is None:
        return judgement
    women, total = judgement.women, judgement.total
    number = _fits(_number_interval(printed), women, total)
    hedged = _fits(_interval(printed, _direction(hedge)), women, total)
    if women is not None and total is not None:
        impossible = women > total
    else:
        impossible = number == hedged == Fits(None, None)
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
    if exact in _interval(printed, direction):
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


def _number_interval(printed: Percentage) -> Interval:
    half = printed.unit / 2
    return Interval(printed.value - half, printed.value + half)


def _interval(printed: Percentage, direction: Direction | None) -> Interval:
    """Shares that a printed number stands for together with its hedge."""
    value, unit = printed.value, printed.unit
    match direction:
        case None:
            return _number_interval(printed)
        case Direction.BELOW:
            return Interval(value - unit, value, high_included=False)
        case Direction.ABOVE:
            return Interval(value, value + unit, low_included=False)
        case Direction.ABOUT:
            return Interval(value - unit, value + unit)
        case Direction.AT_LEAST:
            return Interval(value, max(value, Fraction(1)))
        case Direction.UNDER:
            return Interval(Fraction(0), value, high_included=False)


def _first(bound: Fraction, *, included: bool) -> int:
    """Smallest whole number at or, where it is not included, above `bound`."""
    return ceil(bound) if included else floor(bound) + 1


def _last(bound: Fraction, *, included: bool) -> int:
    """Largest whole number at or, where it is not included, below `bound`."""
    return floor(bound) if included else ceil(bound) - 1


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """Fraction with the smallest denominator in [low, high], by continued fractions."""
    whole = ceil(low)
    if whole <= high:
        return Fraction(whole)
    rest = floor(low)
    return rest + 1 / _simplest(1 / (high - rest), 1 / (low - rest))
