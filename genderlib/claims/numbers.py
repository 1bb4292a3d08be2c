"""Numbers as texts write them: digits with separators, pairs, dates, number words."""

from __future__ import annotations

import re
from typing import NamedTuple

from genderlib.claims import lexicon as lex

LONGEST = 40  # characters; a longer run of digits and separators is no count
MOST_DIGITS = 12


class Number(NamedTuple):
    """What a run of digits and separators is: a count, or a count of a total."""

    meaning: int
    start: int
    end: int
    women: int = 0
    total: int = 0


def read_run(run: str) -> list[Number]:
    """Read a run of digits, separators and dashes that starts and ends with a digit.

    Parameters
    ----------
    run : str
        For example "13", "1.198/3.218", "27/5/2019", "2016-2020", "4/7,3/7".

    Returns
    -------
    list of Number
        One number, or the pairs of a list written without spaces. Places count from
        the start of the run.
    """
    end = len(run)
    if end > LONGEST:
        return [Number(lex.CODE, 0, end)]
    if "/" in run and "-" not in run and "–" not in run:
        return _slashed(run)
    if run.isdecimal():
        return [_whole(run, end)]
    is_dashed = "-" in run or "–" in run
    return [Number(_dashed(run), 0, end) if is_dashed else _separated(run, end)]


def _slashed(run: str) -> list[Number]:
    """Read a pair, pairs without spaces between them, a date or a code."""
    pieces = run.split(",")
    if run.count("/") == 1:
        return [_pair(run, 0, len(run))]
    if len(pieces) > 1 and all(piece.count("/") == 1 for piece in pieces):
        return _pairs(pieces)
    meaning = lex.DATE if is_date(run.split("/")) else lex.CODE
    return [Number(meaning, 0, len(run))]


def is_date(parts: list[str]) -> bool:
    """Whether three numbers are a day, a month and a year, in either order."""
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return False
    first, month, last = map(int, parts)
    day, year = (last, first) if first > 31 else (first, last)
    known_year = 1900 <= year <= 2100 or len(parts[2]) == 2
    return 1 <= day <= 31 and 1 <= month <= 12 and known_year


def is_year(value: int) -> bool:
    """Whether a whole number could be a year in a review."""
    return 1900 <= value <= 2100


def _whole(run: str, end: int) -> Number:
    """Read digits alone; a long run, or one with a zero in front, is a code."""
    if len(run) > MOST_DIGITS or (run[0] == "0" and len(run) > 2):
        return Number(lex.CODE, 0, end)
    return Number(lex.COUNT, 0, end, int(run))


def _dashed(run: str) -> int:
    parts = re.split("[-–]", run)
    if is_date(parts):
        return lex.DATE
    return lex.RANGE if len(parts) == 2 and all(parts) else lex.CODE


def _separated(run: str, end: int) -> Number:
    """Read a number with commas or points: thousands, decimals, or a dotted date."""
    count = _grouped(run)
    if count is not None:
        return Number(lex.COUNT, 0, end, count)
    if "," not in run and is_date(run.split(".")):
        return Number(lex.DATE, 0, end)
    cut = max(run.rfind(","), run.rfind("."))
    whole, mark, decimals = run[:cut], run[cut], run[cut + 1 :]
    plain = decimals.isdecimal() and mark not in whole and _grouped(whole) is not None
    return Number(lex.DECIMAL if plain else lex.CODE, 0, end)


def _grouped(run: str) -> int | None:
    """Whole number with or without marks between its thousands."""
    if run.isdecimal():
        return int(run) if len(run) <= MOST_DIGITS else None
    for mark in ".,":
        first, *rest = run.split(mark)
        if (
            rest
            and 1 <= len(first) <= 3
            and first.isdecimal()
            and first[0] != "0"
            and all(len(group) == 3 and group.isdecimal() for group in rest)
            and len(rest) <= 3
        ):
            return int(first + "".join(rest))
    return None


def _pair(run: str, start: int, end: int) -> Number:
    first, last = (_grouped(part) for part in run.split("/"))
    if first is None or last is None:
        return Number(lex.CODE, start, end)
    return Number(lex.PAIR, start, end, first, last)


def _pairs(pieces: list[str]) -> list[Number]:
    numbers, start = [], 0
    for piece in pieces:
        numbers.append(_pair(piece, start, start + len(piece)))
        start += len(piece) + 1
    return numbers


_DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_LAST_DIGITS = {**_DIGITS, "mốt": 1, "tư": 4, "lăm": 5}
_ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        start=1,
    )
}
_ENGLISH_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10),
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}


def read_words(words: list[str]) -> tuple[int, int] | None:
    """Read a number from 1 to 99 at the start of a list of words.

    Returns
    -------
    tuple or None
        The number and how many words it takes; None where there is none.

    Examples
    --------
    >>> read_words(["hai", "mươi", "lăm", "người"])
    (25, 3)
    >>> read_words(["twenty", "three", "members"])
    (23, 2)
    """
    first, second, third = (*words[:3], "", "", "")[:3]
    if first == "mười":
        digit = {**_DIGITS, "lăm": 5}.get(second)
        return (10 + digit, 2) if digit else (10, 1)
    if first in _DIGITS and second == "mươi":
        tens = _DIGITS[first] * 10
        digit = _LAST_DIGITS.get(third)
        return (tens + digit, 3) if digit else (tens, 2)
    if first in _DIGITS:
        return _DIGITS[first], 1
    if first in _ENGLISH_TENS:
        digit = _ENGLISH.get(second, 10)
        tens = _ENGLISH_TENS[first]
        return (tens + digit, 2) if digit < 10 else (tens, 1)
    return (_ENGLISH[first], 1) if first in _ENGLISH else None
