"""The two languages a report is written in."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["vi", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


def check_language(language: str) -> Language:
    """Give the language back, known to be one of the two.

    Raises
    ------
    ValueError
        If it is another one; the message names those there are.
    """
    if language not in LANGUAGES:
        raise ValueError(
            f"language must be one of {', '.join(LANGUAGES)}, not {language!r}"
        )
    return language


def choose(language: str, *, vi: str, en: str) -> str:
    """One of two wordings.

    Examples
    --------
    >>> choose("vi", vi="phụ nữ", en="women")
    'phụ nữ'
    """
    return vi if check_language(language) == "vi" else en
