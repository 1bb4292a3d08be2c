"""What the words around a number say: of which sex, and of what it is a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex

if TYPE_CHECKING:
    from genderlib.claims.sentences import Sentence

WINDOW = 8  # tokens that a word may stand away from its number
BREAKS = (
    lex.COMMA | lex.SEMICOLON | lex.COLON | lex.CELL | lex.CLOSE | lex.OPEN | lex.NUMBER
)
_ENDS_PHRASE = (
    lex.SEMICOLON | lex.COLON | lex.CELL | lex.CLOSE | lex.NUMBER
    | lex.NOT | lex.SLASH | lex.DASH | lex.LINK | lex.SHARE
)  # fmt: skip
IN_ASIDE = lex.LINK | lex.LIGHT | lex.HEDGE | lex.NUMBER | lex.SHARE


def sex_behind(sentence: Sentence, last: int) -> int:
    """Sex named behind a number, within a few words: "44 cán bộ là nữ"."""
    j, left, is_new = last + 1, WINDOW, True
    while left and j < len(sentence):
        meaning = sentence.meanings[j]
        if meaning & (lex.OPEN | lex.COMMA):
            j = _end_of_aside(sentence, j)
            if j < 0:
                return 0
        elif is_new and meaning & lex.AND:
            return 0  # "4/13 và nam ..." goes on to something else
        elif meaning & (lex.WOMEN | lex.MEN):
            return meaning & (lex.WOMEN | lex.MEN)
        elif meaning & _ENDS_PHRASE or (meaning & lex.OF and not meaning & lex.WHICH):
            return 0
        is_new = bool(meaning & (lex.OPEN | lex.COMMA))
        j += 1
        left -= 1
    return 0


def _end_of_aside(sentence: Sentence, j: int) -> int:
    """Where brackets close, or commas around a share do: "4, or 30%, are women"."""
    for k in range(j + 1, min(j + 2 * WINDOW, len(sentence))):
        if sentence.meanings[j] & lex.OPEN:
            if sentence.meanings[k] & lex.CLOSE:
                return k
        elif sentence.meanings[k] & (lex.PERCENT | lex.PER_CENT):
            closes = sentence.at(k + 1) & lex.COMMA and sentence.at(k + 2) & lex.BE
            return k + 1 if closes else -1
        elif not sentence.meanings[k] & IN_ASIDE:
            return -1
    return -1


def sex_labelled(sentence: Sentence, first: int) -> int:
    """Sex named in front of a count as its label: "nữ: 44", "số nữ là 44"."""
    skipped = lex.PERSON | lex.BE | lex.COLON | lex.LIGHT | lex.EQUALS | lex.CELL
    for j in range(first - 1, max(-1, first - 5), -1):
        meaning = sentence.meanings[j]
        if meaning & (lex.WOMEN | lex.MEN):
            is_predicate = sentence.at(j - 1) & lex.BE
            return 0 if is_predicate else meaning & (lex.WOMEN | lex.MEN)
        if not meaning & skipped or meaning & (lex.OF | lex.SUM):
            return 0
    return 0


def sex_before(sentence: Sentence, first: int) -> int:
    """Sex named in front of a percentage, in its clause: "nữ đảng viên chiếm 30%"."""
    for j in range(first - 1, max(-1, first - 1 - WINDOW), -1):
        meaning = sentence.meanings[j]
        if meaning & (lex.WOMEN | lex.MEN):
            return meaning & (lex.WOMEN | lex.MEN)
        if meaning & BREAKS:
            return 0
    return 0


def noun_behind(sentence: Sentence, last: int) -> int:
    """The first kind of noun behind a number: persons, organisations, things."""
    nouns = lex.GROUP | lex.THING | lex.MEASURE
    for j in range(last + 1, min(last + 6, len(sentence))):
        meaning = sentence.meanings[j]
        if meaning & nouns:
            return meaning & nouns
        if meaning & (BREAKS | lex.LINK | lex.DASH):
            return 0
    return 0


def noun_labelled(sentence: Sentence, first: int) -> int:
    """Whether a pair is put to persons: "chuyên viên 6/13", "đại biểu: 4/13"."""
    for j in range(first - 1, max(-1, first - 5), -1):
        meaning = sentence.meanings[j]
        if meaning & lex.PERSON:
            return lex.PERSON
        if meaning & (BREAKS & ~lex.COLON | lex.LINK | lex.BE):
            return 0
    return 0


def noun_before(sentence: Sentence, first: int) -> int:
    """The nearest kind of noun in front of a percentage, in its clause."""
    nouns = lex.GROUP | lex.THING
    for j in range(first - 1, max(-1, first - 1 - WINDOW), -1):
        meaning = sentence.meanings[j]
        if meaning & nouns and not meaning & lex.TARGET:
            return meaning & nouns
        if meaning & BREAKS:
            return 0
    return 0


def is_sum(sentence: Sentence, i: int) -> bool:
    """Whether a count is called a total: "Tổng số cán bộ: 611"."""
    skipped = lex.LIGHT | lex.COLON | lex.BE | lex.PERSON | lex.BODY | lex.CELL
    for j in range(i - 1, max(-1, i - 5), -1):
        if sentence.meanings[j] & lex.SUM:
            return True
        if not sentence.meanings[j] & skipped:
            return False
    return False


def opening(sentence: Sentence, first: int) -> int:
    """Place of the bracket that a token stands in; -1 outside brackets."""
    for j in range(first - 1, max(-1, first - 1 - WINDOW), -1):
        if sentence.meanings[j] & lex.CLOSE:
            return -1
        if sentence.meanings[j] & lex.OPEN:
            return j
    return -1
