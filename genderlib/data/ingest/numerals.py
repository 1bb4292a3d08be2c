"""Counts and shares as people write them in tables; what was changed is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from genderlib.data.ingest.reading import plain_text

_FOOTNOTE = re.compile(r"^(.*\w.*?)\s*(\*+|\([0-9a-z]\)|[¹²³⁰⁴-⁹]+)$")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,\s])[0-9]{3})(?:\1[0-9]{3})*")
_NUMBER = r"[0-9][0-9.,\s]*"
_WORD = r"[^\W\d_][^/]*?"
_PAIR = re.compile(rf"({_NUMBER}?)\s*({_WORD})?\s*/\s*({_NUMBER}?)\s*({_WORD})?")
_SHARE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))?\s*%?")
_MEASURE = re.compile(
    r"\s*\b(?:công chức|viên chức|cán bộ|đồng chí|đ/c|lượt người|người|lượt|nữ|nam"
    r"|persons|people|women|men)\.?$",
    re.IGNORECASE,
)

_DIGITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5,
    "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
LARGEST: Final = 10_000_000


class UnreadableError(ValueError):
    """A text that is no count or share, or could be two.

    Parameters
    ----------
    message, cure : str
    """

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message, self.cure = message, cure


@dataclass(frozen=True, slots=True)
class Count:
    """A count, and what was done to the text to read it.

    Parameters
    ----------
    value : int
    changes : tuple of str
    """

    value: int
    changes: tuple[str, ...] = ()


def parse_count(text: str, thousands: str = "") -> Count:
    """A whole number, written in digits or in Vietnamese words.

    Parameters
    ----------
    text : str
    thousands : {"", ".", ",", " "}
        What separates thousands in this table; nothing where none does.

    Returns
    -------
    Count

    Raises
    ------
    UnreadableError
        If it is no count or could be two.

    Examples
    --------
    >>> parse_count("2.387", ".").value
    2387
    >>> parse_count("hai mươi mốt").value
    21
    """
    changes = []
    plain = plain_text(text)
    marked = _FOOTNOTE.fullmatch(plain)
    if marked:
        plain = marked[1]
        changes.append(f"the mark of a footnote was left out: {marked[2]}")
    bare = _MEASURE.sub("", plain)
    if bare != plain and bare:
        changes.append(
            f"words after the number were left out: {plain[len(bare) :].strip()}"
        )
        plain = bare
    if any(char.isdigit() and not ("0" <= char <= "9") for char in plain):
        message = "a number is not written with the digits 0 to 9"
        raise UnreadableError(message, "Type it again, such as 13.")
    value, how = _value(plain, thousands)
    if value > LARGEST:
        message = "a count is larger than any organisation"
        raise UnreadableError(message, "Correct the number.")
    return Count(value, (*changes, *how))


def _value(plain: str, thousands: str) -> tuple[int, tuple[str, ...]]:
    if re.fullmatch("[0-9]{1,18}", plain):
        return int(plain), ()
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        return _grouped(plain, grouped[1], thousands)
    spelled = words_to_number(plain)
    if spelled is not None:
        return spelled, ("a number in words was read as digits",)
    if re.fullmatch(r"[0-9]+[.,][0-9]+", plain):
        message, cure = "a count is not a whole number", "Write a whole number."
    elif re.fullmatch(r"-\s*[0-9].*", plain):
        message, cure = "a count is below 0", "Write a whole number from 0 on."
    else:
        message = "this is no count"
        cure = 'Correct the cell, or list the sign under "missing" or "zero".'
    raise UnreadableError(message, cure)


def _grouped(plain: str, mark: str, thousands: str) -> tuple[int, tuple[str, ...]]:
    if mark != thousands:
        shown = {"": "nothing", " ": "a space"}.get(thousands, f"“{thousands}”")
        raise UnreadableError(
            f"“{mark}” could separate thousands or decimals; the mapping says that "
            f"{shown} separates thousands",
            f'Set "thousands" to "{mark}" if {plain} is a whole number.',
        )
    return int(plain.replace(mark, "")), (f"“{mark}” was read as thousands",)


def words_to_number(text: str) -> int | None:
    """A number written in Vietnamese words, up to 999 999; None for anything else.

    Examples
    --------
    >>> words_to_number("một trăm linh năm"), words_to_number("hai nghìn ba trăm")
    (105, 2300)
    """
    words = text.lower().replace("ngàn", "nghìn").replace("lẻ", "linh").split()
    if not words:
        return None
    if "nghìn" in words:
        at = words.index("nghìn")
        high, low = (
            _below_thousand(words[:at]),
            _below_thousand(words[at + 1 :] or ["không"]),
        )
        return None if high is None or low is None else 1000 * high + low
    return _below_thousand(words)


def _below_thousand(words: list[str]) -> int | None:
    hundreds = 0
    if "trăm" in words[1:2]:
        if words[0] not in _DIGITS:
            return None
        hundreds, words = 100 * _DIGITS[words[0]], words[2:]
        if words[:1] == ["linh"]:
            words = words[1:]
            return (
                hundreds + _DIGITS[words[0]]
                if words and words[0] in _DIGITS and len(words) == 1
                else None
            )
        if not words:
            return hundreds
    below = _below_hundred(words)
    return None if below is None else hundreds + below


def _below_hundred(words: list[str]) -> int | None:
    if words[:1] == ["mười"]:
        tens, rest = 10, words[1:]
    elif words[1:2] == ["mươi"] and words[0] in _DIGITS:
        tens, rest = 10 * _DIGITS[words[0]], words[2:]
    else:
        tens, rest = 0, words
        if not rest:
            return None
    if not rest:
        return tens
    return tens + _DIGITS[rest[0]] if len(rest) == 1 and rest[0] in _DIGITS else None


def parse_pair(text: str, first: str, thousands: str = "") -> tuple[Count, Count]:
    """Women and total written into one cell.

    Parameters
    ----------
    text : str
        Such as "13/ 55" or "393 nữ/868 người".
    first : {"women", "total"}
        Which comes first where no word says it.
    thousands : str

    Returns
    -------
    tuple of (Count, Count)
        Women and total.

    Raises
    ------
    UnreadableError
        If these are not two counts, or the words contradict the order.
    """
    plain = plain_text(text)
    match = _PAIR.fullmatch(plain)
    if not match:
        message = "these are not two counts with a stroke between them"
        raise UnreadableError(message, "Write women/total, such as 13/55.")
    one, one_words, two, two_words = (part or "" for part in match.groups())
    counts = [parse_count(part.strip() or "none", thousands) for part in (one, two)]
    said = [_is_women(words) for words in (one_words, two_words)]
    if all(said):
        message = "both counts are said to be of women"
        raise UnreadableError(message, "Correct the cell.")
    women_first = said[0] or (not said[1] and first == "women")
    note = "two counts in one cell were taken apart"
    ordered = counts if women_first else counts[::-1]
    women, total = (Count(c.value, (note, *c.changes)) for c in ordered)
    return women, total


def _is_women(words: str) -> bool:
    return bool(re.search(r"\b(?:nữ|women|female)\b", words, re.IGNORECASE))


def parse_share(text: str, *, is_percent: bool = True) -> tuple[Fraction, int]:
    """A printed share and its number of decimals in per cent.

    Raises
    ------
    UnreadableError
        If it is no share from 0 to 100 per cent.

    Examples
    --------
    >>> parse_share("23,64%")
    (Fraction(591, 2500), 2)
    """
    match = _SHARE.fullmatch(plain_text(text))
    if not match:
        raise UnreadableError("this is no share", "Write it such as 23,64%.")
    decimals = match[2] or ""
    points = Fraction(int(match[1] + decimals), 10 ** len(decimals))
    share, digits = (
        (points / 100, len(decimals))
        if is_percent
        else (points, max(len(decimals) - 2, 0))
    )
    if share > 1:
        raise UnreadableError("a share is above 100%", "Correct the cell.")
    return share, digits


def rounded_share(women: int, total: int, digits: int) -> Fraction:
    """A share as it is printed with so many decimals in per cent, half up."""
    scale = 10**digits
    return Fraction(
        floor(Fraction(100 * women * scale, total) + Fraction(1, 2)), 100 * scale
    )
