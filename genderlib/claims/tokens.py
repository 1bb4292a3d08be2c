"""Text to sentences of tokens: words with their meanings, numbers and marks.

A token is a row over parallel lists, which is several times faster than an object for
each word. Every character is looked at once; what has to look back or ahead looks at a
few tokens or characters at most, so reading takes time in proportion to length.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from genderlib.claims import lexicon as lex
from genderlib.claims.numbers import is_date, read_run, read_words
from genderlib.claims.sentences import Sentence

_PIECE = re.compile(
    r"[0-9](?:[0-9.,/–-]*[0-9])?|i\.e\.|[^\W\d_]+(?:['’][^\W\d_]+)?|\S|\t"
)
_CODE_TAIL = re.compile(r"[/-]?[^\W_](?:[\w/&-]*\w)?")
_MARKS = {
    "%": lex.PERCENT,
    "％": lex.PERCENT,
    "/": lex.SLASH,
    "⁄": lex.SLASH,
    "∕": lex.SLASH,
    "(": lex.OPEN,
    "[": lex.OPEN,
    ")": lex.CLOSE,
    "]": lex.CLOSE,
    ",": lex.COMMA,
    ";": lex.SEMICOLON,
    ":": lex.COLON,
    "-": lex.DASH,
    "–": lex.DASH,
    "—": lex.DASH,
    "=": lex.EQUALS,
    "→": lex.EQUALS,
    "&": lex.AND,
    "~": lex.HEDGE,
    "≈": lex.HEDGE,
    "≥": lex.HEDGE,
    "\t": lex.CELL,
    "|": lex.CELL,
}
_MONEY = "$€£¥₫°#№"


class _Kind(NamedTuple):
    """What a piece is by itself; a number has no meaning yet."""

    meaning: int
    word: str
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]


_NONE: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = {}


class _Kinds(dict[str, _Kind]):
    """Kinds of pieces, worked out once for each."""

    _most = 1 << 16

    def __missing__(self, piece: str) -> _Kind:
        if len(self) >= self._most:
            self.clear()
        kind = self[piece] = self._kind(piece)
        return kind

    @staticmethod
    def _kind(piece: str) -> _Kind:
        if piece[0].isalpha():
            word = piece.lower().replace("’", "'")
            phrases = lex.PHRASES.get(word, _NONE)
            meaning = lex.meaning_of(word)
            if len(phrases) == 1 and meaning and not meaning & (lex.SPELLED | lex.MEN):
                return _Kind(meaning, word, _NONE)  # no phrase starts with it
            return _Kind(lex.WORD, word, phrases)
        if piece[0].isascii() and piece[0].isdecimal():
            return _Kind(0, "", _NONE)
        return _Kind(_MARKS.get(piece, 0) | lex.MARK, piece, _NONE)


_KINDS = _Kinds()
_read_run = lru_cache(maxsize=1 << 14)(read_run)


def read_sentence(text: str, start: int, end: int) -> Sentence:
    """Tokens of a sentence, with phrases joined and given their meanings."""
    return _Reader(text, start, end).read()


class _Reader:
    """Reads the tokens of one sentence from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.sentence = Sentence(text)
        self.text = text
        self.end = end
        self.pieces: list[str] = _PIECE.findall(text, start, end)
        self.kinds = [_KINDS[piece] for piece in self.pieces]
        self.words = [kind.word for kind in self.kinds]
        self.starts = self._starts(start)

    def _starts(self, at: int) -> list[int]:
        """Where the pieces start; only white space stands between them."""
        starts = []
        find = self.text.find
        for piece in self.pieces:
            at = find(piece, at)
            starts.append(at)
            at += len(piece)
        return starts

    def read(self) -> Sentence:
        """Read all tokens."""
        i, last, position = 0, len(self.pieces), 0
        add = self.sentence.add
        while i < last:
            start = self.starts[i]
            meaning, word, phrases = self.kinds[i]
            if start < position:
                i += 1  # the rest of a document number that was taken as one
            elif phrases:
                i += self._add_phrase(i)
            elif meaning:
                add(meaning, start, start + len(self.pieces[i]), word)
                i += 1
            else:
                taken, position = self._add_number(i)
                i += taken
        self.sentence.all_meanings = reduce(or_, self.sentence.meanings, 0)
        return self.sentence

    def _stop(self, i: int) -> int:
        return self.starts[i] + len(self.pieces[i])

    def _add_number(self, i: int) -> tuple[int, int]:
        """Add a number or the code it is a part of; pieces taken and where it ends."""
        text, start, stop = self.text, self.starts[i], self._stop(i)
        tail = None
        if stop < self.end and (text[stop] in "/-" or text[stop].isalnum()):
            tail = _CODE_TAIL.match(text, stop, min(self.end, stop + 60))
        if self._is_glued(start) or (tail and _makes_code(tail.group())):
            stop = tail.end() if tail else stop
            self.sentence.add(lex.CODE, start, stop)
            return 1, stop
        numbers = _read_run(self.pieces[i])
        if numbers[0].meaning & lex.COUNT and i + 2 < len(self.pieces):
            taken = self._add_torn(i, numbers[0].women)
            if taken:
                return taken, self._stop(i + taken - 1)
        for number in numbers:
            place = (start + number.start, start + number.end)
            values = (number.women, number.total)
            self.sentence.add_number(number.meaning, *place, values)
        return 1, stop

    def _is_glued(self, start: int) -> bool:
        """Whether a number belongs to what stands in front: QH11, COVID-19, n=5."""
        sentence = self.sentence
        if not sentence.ends or sentence.ends[-1] != start:
            return False
        meaning, word = sentence.meanings[-1], sentence.words[-1]
        if meaning & lex.WORD or (word and word in _MONEY):
            return True
        joins = meaning & (lex.DASH | lex.EQUALS) and len(sentence.ends) > 1
        return bool(
            joins
            and sentence.meanings[-2] & lex.WORD
            and sentence.ends[-2] == start - 1
        )

    def _add_torn(self, i: int, count: int) -> int:
        """Add what spaces tore: "13/ 55" is a pair, "10:30" a time; pieces taken."""
        mark = self.kinds[i + 1].meaning
        if not mark & (lex.COLON | lex.SLASH) or self.words[i + 2]:
            return 0
        second = _read_run(self.pieces[i + 2])[0]
        start, stop = self.starts[i], self._stop(i + 2)
        widest = max(self.starts[j + 1] - self._stop(j) for j in (i, i + 1))
        is_time = mark & lex.COLON and stop - start == len("10:30")
        if not second.meaning & lex.COUNT or not (is_time or mark & lex.SLASH):
            return 0
        if is_time:
            self.sentence.add(lex.CODE, start, stop)
        elif widest > 1:
            return 0
        elif self.pieces[i + 3 : i + 4] == ["/"] and self.words[i + 4 : i + 5] == [""]:
            return self._add_three(i)
        else:
            self.sentence.add_number(lex.PAIR, start, stop, (count, second.women))
        return 3

    def _add_three(self, i: int) -> int:
        """Add a date with spaces in it: "27 / 5 / 2019"."""
        meaning = lex.DATE if is_date(self.pieces[i : i + 5 : 2]) else lex.CODE
        self.sentence.add(meaning, self.starts[i], self._stop(i + 4))
        return 5

    def _add_phrase(self, i: int) -> int:
        """Add the longest phrase or number in words at a place; pieces taken."""
        size, meaning = self._phrase(i)
        start, stop = self.starts[i], self._stop(i + size - 1)
        if meaning & lex.SPELLED:
            taken, count = self._spelled(i)
            if taken:
                stop = self._stop(i + taken - 1)
                self.sentence.add_number(lex.COUNT, start, stop, (count, 0))
                return taken
        if meaning == lex.WORD | lex.MEN and _is_name(self.text, start):
            meaning = lex.WORD | lex.NAME
        word = self.words[i] if size == 1 else " ".join(self.words[i : i + size])
        self.sentence.add(meaning, start, stop, word)
        return size

    def _phrase(self, i: int) -> tuple[int, int]:
        """Size and meaning of the longest phrase that starts at a piece."""
        phrases = self.kinds[i].phrases
        words = self.words
        if i + 1 < len(words):
            for rest, meaning in phrases.get(words[i + 1], ()) if words[i + 1] else ():
                end = i + 1 + len(rest)
                if len(rest) == 1 or tuple(words[i + 1 : end]) == rest:
                    return end - i, meaning
        single = phrases.get("")
        return 1, single[0][1] if single else self.kinds[i].meaning

    def _spelled(self, i: int) -> tuple[int, int]:
        """Pieces and value of a number in words; no pieces where it counts nothing."""
        last = min(i + 5, len(self.words))
        window = [j for j in range(i, last) if not self.kinds[j].meaning & lex.DASH]
        number = read_words([self.words[j] for j in window])
        if number is None:
            return 0, 0
        value, size = number
        after = window[size - 1] + 1
        before = self.sentence.at(len(self.sentence) - 1)
        year = lex.OF | lex.YEAR | lex.LIGHT | lex.DAY
        is_year = self.words[i] == "năm" and before & year
        if is_year or after >= len(self.words):
            return 0, 0
        return (after - i, value) if self._counts(after, value, before) else (0, 0)

    def _counts(self, after: int, value: int, before: int) -> bool:
        """Whether a number in words counts persons or is a percentage."""
        size, following = self._phrase(after)
        if following & (lex.PER_CENT | lex.WHICH):
            return True
        if following & lex.OPEN:
            return "%" in self.words[after + 1 : after + 4]
        if following & lex.OF:
            rest = self.words[after + 1 : after + 4]
            return size > 1 or rest[:1] == [""] or read_words(rest) is not None
        if following & lex.BE and after + size < len(self.words):
            following = self._phrase(after + size)[1] & (lex.WOMEN | lex.MEN)
        if following & (lex.WOMEN | lex.MEN | lex.PERSON):
            return value > 1
        return bool(following & lex.BODY and before & (lex.OF | lex.SUM))


def _makes_code(tail: str) -> bool:
    """Whether what is glued to a number makes it a code: "/QĐ-TĐC", "-NQ/TW", "km"."""
    letters = tail.lstrip("/-")
    if letters[0].isdecimal():
        return False
    if tail[0] in "/-":
        return letters[0].isupper()
    return not lex.meaning_of(letters.lower()) & lex.GROUP


def _is_name(text: str, start: int) -> bool:
    """Whether "Nam" is a name: a capital letter inside a sentence."""
    before = text[max(0, start - 2) : start]
    return text[start].isupper() and before[:1].isalpha() and before[1:] == " "
