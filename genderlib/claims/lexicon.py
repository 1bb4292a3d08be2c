"""What the words around a number can mean; `lexicon.toml` lists the words.

Both languages are read at once, because a review quotes one in the other. A word may
mean several things; each meaning is one bit, and the grammar looks at the bits that
matter in a place: "năm" behind a number is a length of time, before one a year.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import chain

from genderlib.claims.percentages import HEDGES

# Words.
WOMEN = 1 << 0
MEN = 1 << 1
NAME = 1 << 2  # names that hold a word for women, men or a group
PERSON = 1 << 3
BODY = 1 << 4  # nouns for organisations
THING = 1 << 5  # nouns for what is neither: criteria, votes, money
MEASURE = 1 << 6  # units of time, money and length
OF = 1 << 7  # women OF a total
SUM = 1 << 8  # "tổng số", "a total of"
WHICH = 1 << 9  # "trong đó", "of whom": a part of what was counted before
PARTS = 1 << 10  # "gồm", "comprising": all parts follow
LINK = 1 << 11  # "chiếm", "accounting for": a percentage or its counts follow
SHARE = 1 << 12  # "tỷ lệ", "share"
BE = 1 << 13  # "là", "có", "are"
LIGHT = 1 << 14  # words that add nothing to what is counted
NOT = 1 << 15
HEDGE = 1 << 16
CHANGE = 1 << 17  # "tăng", "fell by"
LEVEL = 1 << 18  # "lên", "xuống còn", "to": the level after a change
SINCE = 1 << 19  # "từ", "from": the level before one
VERSUS = 1 << 20  # "so với", "than"
TARGET = 1 << 21  # "mục tiêu", "quota"
DAY = 1 << 22  # a date follows
YEAR = 1 << 23  # a year follows
NUMBERED = 1 << 24  # "điều", "trang": the number that follows names, not counts
CONTACT = 1 << 25  # telephone, page views
AND = 1 << 26
PER_CENT = 1 << 27  # "phần trăm"
POINTS = 1 << 28
IN_TURN = 1 << 29  # "lần lượt", "respectively"
MEAN = 1 << 30  # "bình quân", "overall"
LIMIT = 1 << 31  # "trở lên", "at most": a threshold
SPELLED = 1 << 32  # may be a number in words
WORD = 1 << 33  # every word
# Numbers and marks.
COUNT = 1 << 34
DECIMAL = 1 << 35
PAIR = 1 << 36
DATE = 1 << 37
RANGE = 1 << 38
CODE = 1 << 39
PERCENT = 1 << 40
SLASH = 1 << 41
OPEN = 1 << 42
CLOSE = 1 << 43
COMMA = 1 << 44
SEMICOLON = 1 << 45
COLON = 1 << 46
DASH = 1 << 47
EQUALS = 1 << 48
CELL = 1 << 49
END = 1 << 50
MARK = 1 << 51  # every mark

NUMBER = COUNT | DECIMAL | PAIR | DATE | RANGE | CODE
GROUP = WOMEN | MEN | PERSON | BODY

_MEANINGS = {
    name.lower(): bit
    for name, bit in list(globals().items())
    if name.isupper() and isinstance(bit, int)
}


def _phrases() -> dict[str, dict[str, tuple[tuple[tuple[str, ...], int], ...]]]:
    """Phrases by their first and second word; longest first, "" for no second one."""
    tables = tomllib.loads(
        files("genderlib.claims").joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    tables["hedge"] = {"any": list(HEDGES)}
    meanings: dict[tuple[str, ...], int] = {}
    for name, lists in tables.items():
        for phrase in chain.from_iterable(lists.values()):
            key = tuple(phrase.split())
            meanings[key] = meanings.get(key, WORD) | _MEANINGS[name]
    found: dict[str, dict[str, tuple[tuple[tuple[str, ...], int], ...]]] = {}
    for key in sorted(meanings, key=len, reverse=True):
        seconds = found.setdefault(key[0], {})
        second = key[1] if len(key) > 1 else ""
        seconds[second] = (*seconds.get(second, ()), (key[1:], meanings[key]))
    return found


PHRASES = _phrases()
"""Every phrase of `lexicon.toml` and every hedge: first word, second word, the rest."""


def meaning_of(word: str) -> int:
    """Meaning of a word that stands alone; 0 where it is in no table."""
    single = PHRASES.get(word, {}).get("", ())
    return single[0][1] if single else 0
