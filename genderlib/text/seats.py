"""Seats and people in words: small numbers spelled out, plurals right.

Where digits would be shown, the functions take the number as the caller rendered it, so
that it can be a figure of the ledger.
"""

from __future__ import annotations

from typing import Final

from genderlib.text.languages import check_language, choose
from genderlib.text.numbers import integer
from genderlib.text.wording import say

_WORDS: Final = {
    "vi": (
        "không",
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
    ),
    "en": (
        "no",
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
    ),
}


def spelled(number: int, language: str) -> str:
    """A count up to ten in words, a larger one in digits.

    Raises
    ------
    ValueError
        If number is not a whole number from 0.

    Examples
    --------
    >>> spelled(5, "vi"), spelled(0, "en"), spelled(11, "en")
    ('năm', 'no', '11')
    """
    digits = integer(number, language)
    if number < 0:
        raise ValueError(f"number must be 0 or more, not {number!r}")
    words = _WORDS[check_language(language)]
    return words[number] if number < len(words) else digits


def is_spelled(number: int) -> bool:
    """Whether `spelled` gives a word, which needs no figure around it."""
    return 0 <= number < len(_WORDS["en"])


def women(number: int, language: str, text: str | None = None) -> str:
    """So many women.

    Parameters
    ----------
    number : int
        Decides between singular and plural.
    language : {"vi", "en"}
    text : str, optional
        The number as rendered; spelled out unless given.

    Examples
    --------
    >>> women(1, "en"), women(5, "vi"), women(14, "en")
    ('one woman', 'năm phụ nữ', '14 women')
    """
    return _counted(number, language, text, vi="phụ nữ", one="woman", many="women")


def further_women(number: int, language: str, text: str | None = None) -> str:
    """So many women more.

    Examples
    --------
    >>> further_women(5, "en"), further_women(1, "vi")
    ('five more women', 'một phụ nữ nữa')
    """
    return _counted(
        number, language, text, vi="phụ nữ nữa", one="more woman", many="more women"
    )


def seats(number: int, language: str, text: str | None = None) -> str:
    """So many seats.

    Examples
    --------
    >>> seats(13, "vi"), seats(1, "en")
    ('13 ghế', 'one seat')
    """
    return _counted(number, language, text, vi="ghế", one="seat", many="seats")


def one_seat(total: str, step: str, language: str) -> str:
    """What one seat is worth: the coarseness of a share in a small body.

    Parameters
    ----------
    total : str
        How many seats there are, as rendered.
    step : str
        One seat in percentage points, as rendered by `points`.

    Examples
    --------
    >>> one_seat("13", "7,7 điểm phần trăm", "vi")
    'một vị trí trong 13 vị trí là 7,7 điểm phần trăm'
    >>> one_seat("13", "7.7 percentage points", "en")
    'one seat of 13 is 7.7 percentage points'
    """
    return say(
        language,
        vi="một vị trí trong {total} vị trí là {step}",
        en="one seat of {total} is {step}",
        total=total,
        step=step,
    )


def reach(number: int, target: str, language: str, text: str | None = None) -> str:
    """How many women more it takes to reach a share, the seats staying as many.

    Parameters
    ----------
    number : int
        Seats still to be held by women; 0 where the share is reached.
    target : str
        The share asked for, as rendered.
    text : str, optional
        The number as rendered; spelled out unless given.

    Examples
    --------
    >>> reach(1, "35%", "en")
    'one more woman would reach 35%'
    >>> reach(2, "35%", "vi"), reach(0, "25%", "vi")
    ('thêm hai phụ nữ nữa thì đạt 35%', 'đã đạt 25%')
    """
    if number == 0:
        return say(
            language, vi="đã đạt {target}", en="{target} is reached", target=target
        )
    return say(
        language,
        vi="thêm {more} thì đạt {target}",
        en="{more} would reach {target}",
        more=further_women(number, language, text),
        target=target,
    )


def _counted(
    number: int, language: str, text: str | None, *, vi: str, one: str, many: str
) -> str:
    shown = spelled(number, language) if text is None else text
    noun = choose(language, vi=vi, en=one if number == 1 else many)
    return say(
        language, vi="{count} {noun}", en="{count} {noun}", count=shown, noun=noun
    )
