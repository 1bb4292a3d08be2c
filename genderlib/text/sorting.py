"""Vietnamese alphabetical order."""

from __future__ import annotations

import re
import unicodedata

from genderlib.text.languages import check_language

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}

# Level, grave, hook above, tilde, acute, dot below: the order of the dictionaries.
_TONES = {
    "\N{COMBINING GRAVE ACCENT}": 1,
    "\N{COMBINING HOOK ABOVE}": 2,
    "\N{COMBINING TILDE}": 3,
    "\N{COMBINING ACUTE ACCENT}": 4,
    "\N{COMBINING DOT BELOW}": 5,
}

_SYLLABLE = re.compile(r"[^\W_]+")

Syllable = tuple[tuple[tuple[int, int], ...], int]
SortKey = tuple[tuple[Syllable, ...], str]


def sort_key(text: str, language: str) -> SortKey:
    """Key that sorts names as a dictionary of the language does.

    Parameters
    ----------
    text : str
        A name; composed or decomposed letters give one order.
    language : {"vi", "en"}
        In English, letters sort without their marks.

    Returns
    -------
    tuple
        For `sorted`; equal only where the texts are equal.

    Notes
    -----
    In Vietnamese names are compared syllable by syllable: first by the letters a ă â b
    c d đ e ê ... o ô ơ ... u ư ... y, then, where these are equal, by the tone: level,
    grave, hook above, tilde, acute, dot below. Only then does the next syllable count.
    A shorter name comes before a longer one that starts with it, lower case before
    upper case, digits before letters. Punctuation only separates syllables.

    References
    ----------
    Vũ Xuân Lương, Quy tắc sắp xếp đơn vị từ vựng trong từ điển tiếng Việt, Trung tâm
    Từ điển học (Vietnam Lexicography Centre), rules 1 to 4.

    Examples
    --------
    >>> sorted(["Đoàn", "Dân", "Ăn", "An"], key=lambda name: sort_key(name, "vi"))
    ['An', 'Ăn', 'Dân', 'Đoàn']
    """
    toned = check_language(language) == "vi"
    composed = unicodedata.normalize("NFC", text)
    syllables = _SYLLABLE.findall(composed.lower())
    key = tuple(_vietnamese(part) if toned else _unmarked(part) for part in syllables)
    return key, composed.swapcase()


def _vietnamese(syllable: str) -> Syllable:
    tone, letters = 0, ""
    for mark in unicodedata.normalize("NFD", syllable):
        tone, letters = _TONES.get(mark, tone), letters + mark * (mark not in _TONES)
    composed = unicodedata.normalize("NFC", letters)
    return tuple(_place(letter) for letter in composed), tone


def _unmarked(syllable: str) -> Syllable:
    # The bar of đ is part of the letter in Unicode.
    decomposed = unicodedata.normalize("NFD", syllable.replace("đ", "d"))
    letters = (mark for mark in decomposed if not unicodedata.combining(mark))
    return tuple(_place(letter) for letter in letters), 0


def _place(letter: str) -> tuple[int, int]:
    """Digits, then the alphabet, then letters it does not know."""
    if letter.isdigit():
        return 0, ord(letter)
    return (1, _RANK[letter]) if letter in _RANK else (2, ord(letter))
