"""Sentences: where they begin and end, and what they hold once they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOP = re.compile(r"[.!?…]+")
_WORTH_READING = re.compile(
    "[0-9]|phần trăm|per ?cent|trong (?:tổng )?số|trên tổng số|out of|"
    "of (?:the|its|them|whom|these)",
    re.IGNORECASE,
)
_ABBREVIATIONS = frozenset(
    [
        "ts",
        "ths",
        "pgs",
        "gs",
        "bs",
        "cn",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "tp",
        "tx",
        "no",
        "nr",
        "art",
        "vs",
        "approx",
        "prof",
        "gen",
        "ca",
        "cf",
        "incl",
        "đc",
    ]
)


class Sentence:
    """Tokens of one sentence as parallel lists.

    Attributes
    ----------
    text : str
        The whole text; `starts` and `ends` are places in it.
    meanings : list of int
        Bits of `lexicon`, one number a token.
    words : list of str
        Words and phrases in lower case, marks as they are, "" for numbers.
    numbers : dict of int to tuple
        Count and total by the place of the token; the total is 0 for a single count.
    all_meanings : int
        The meanings of all tokens together.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.meanings: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.numbers: dict[int, tuple[int, int]] = {}
        self.all_meanings = 0

    def __len__(self) -> int:
        return len(self.meanings)

    def add(self, meaning: int, start: int, end: int, word: str = "") -> None:
        """Append a token."""
        self.meanings.append(meaning)
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)

    def add_number(
        self, meaning: int, start: int, end: int, number: tuple[int, int]
    ) -> None:
        """Append a number."""
        self.numbers[len(self.ends)] = number
        self.add(meaning, start, end)

    def at(self, i: int) -> int:
        """Meaning of a token; 0 outside the sentence."""
        meanings = self.meanings
        return meanings[i] if 0 <= i < len(meanings) else 0

    def printed(self, first: int, last: int) -> str:
        """The text from one token to another, both included."""
        return self.text[self.starts[first] : self.ends[last]]


class Stretch(NamedTuple):
    """A sentence's place in the text, and whether it can hold a statement."""

    start: int
    end: int
    is_worth_reading: bool


def stretches(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Where the sentences of a paragraph begin and end."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, stop, begin, end):
            yield _stretch(text, begin, stop.end())
            begin = stop.end()
    if begin < end:
        yield _stretch(text, begin, end)


def _stretch(text: str, start: int, end: int) -> Stretch:
    return Stretch(start, end, _WORTH_READING.search(text, start, end) is not None)


def _ends(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    """Whether a stop ends its sentence; behind "TS" and before small letters not."""
    at, after = stop.span()
    following = text[after : min(after + 5, end)]
    if stop.group() != "." or not following:
        return True
    if following[0].isdecimal() and text[at - 1].isdecimal():
        return False
    before = re.split(r"[\W\d]", text[max(begin, at - 8) : at].lower())[-1]
    if len(before) == 1 or before in _ABBREVIATIONS:
        return False
    rest = following.lstrip().lstrip("\"'“”‘’([–-").lstrip()[:1]
    if not rest or rest.isupper():
        return True
    return not following[0].isalnum() and not rest.islower()
