"""Percentages as they are printed: their value, their precision and their hedge.

All values are exact: a share is a `Fraction` from 0 to 1, a percentage keeps the digits
it was printed with, and nothing is rounded on the way to a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple


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


def hedge_direction(hedge: str) -> Direction | None:
    if not hedge:
        return None
    direction = HEDGES.get(" ".join(hedge.lower().split()))
    if direction is None:
        known = ", ".join(HEDGES)
        raise ValueError(f'unknown hedge "{hedge}"; known hedges: {known}')
    return direction


@lru_cache(maxsize=4096)
def number_interval(printed: Percentage) -> Interval:
    half = printed.unit / 2
    return Interval(printed.value - half, printed.value + half)


@lru_cache(maxsize=4096)
def hedged_interval(printed: Percentage, direction: Direction | None) -> Interval:
    """Shares that a printed number stands for together with its hedge."""
    value, unit = printed.value, printed.unit
    match direction:
        case None:
            return number_interval(printed)
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
    interval = number_interval(printed)
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
