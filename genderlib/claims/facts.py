"""The same fact in two places of a text, with two values.

Two statements are about the same fact when their group has the same words, their years
are the same and no other name or heading stands between them. That misses some; it
does not take the councils of two provinces for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex

if TYPE_CHECKING:
    from genderlib.claims.linking import Claim
    from genderlib.claims.sentences import Sentence

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EDGES = lex.SEMICOLON | lex.CELL | lex.NUMBER | lex.OPEN | lex.CLOSE
_EMPTY = (
    lex.LIGHT | lex.BE | lex.WOMEN | lex.MEN | lex.LINK | lex.SHARE | lex.HEDGE | lex.OF
    | lex.SUM | lex.AND | lex.WHICH | lex.MARK | lex.YEAR | lex.DAY | lex.MEAN
)  # fmt: skip
_COMMON = frozenset(
    [
        "người",
        "cán bộ",
        "thành viên",
        "đồng chí",
        "tham",
        "gia",
        "theo",
        "báo",
        "cáo",
        "members",
        "member",
        "people",
        "persons",
        "staff",
        "elected",
    ]
)
_FEWEST_WORDS = 2
_LONGEST_LABEL = 14


@dataclass(slots=True)
class Facts:
    """Counts by group, year, name and heading, as they were first printed."""

    known: dict[tuple[object, ...], tuple[int, int, int]] = field(default_factory=dict)
    heading: str = ""
    years: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def enter(self, heading: str) -> None:
        """Go on under a heading."""
        self.heading = heading
        if years := frozenset(_YEAR.findall(heading)):
            self.years = years

    def begin(self, sentence: Sentence) -> None:
        """Go on to a sentence, with the years it names."""
        if years := frozenset(_YEAR.findall(sentence.printed(0, len(sentence) - 1))):
            self.years = years

    def conflict(
        self, sentence: Sentence, claim: Claim, line: int
    ) -> dict[str, Fraction] | None:
        """The counts printed before for the same group, where one of them differs."""
        label = _label(sentence, claim)
        if names := _names(sentence, claim) - label:
            self.names = names
        women, total = claim.judgement.women, claim.judgement.total
        if women is None or total is None or len(label) < _FEWEST_WORDS:
            return None
        is_men = claim.counts is not None and claim.counts.sex == lex.MEN
        key = (label, self.years, self.names, self.heading, is_men)
        before = self.known.setdefault(key, (women, total, line))
        if (before[0] == women) == (before[1] == total):
            return None
        women, total, line = before
        numbers = {"women": women, "of": total, "line": line}
        return {name: Fraction(number) for name, number in numbers.items()}


def _label(sentence: Sentence, claim: Claim) -> frozenset[str]:
    """Words that name the group of a statement, before and behind its counts."""
    if claim.counts is None:
        return frozenset()
    words: set[str] = set()
    for places in (
        range(claim.counts.first - 1, max(-1, claim.counts.first - _LONGEST_LABEL), -1),
        range(claim.counts.last + 1, min(len(sentence), claim.last + _LONGEST_LABEL)),
    ):
        for j in places:
            meaning = sentence.meanings[j]
            if meaning & _EDGES or (meaning & (lex.COMMA | lex.COLON) and words):
                break
            if not meaning & _EMPTY and sentence.words[j] not in _COMMON:
                words.add(sentence.words[j])
    return frozenset(words)


def _names(sentence: Sentence, claim: Claim) -> frozenset[str]:
    """Capitalised words in front of a statement, in its part of the sentence."""
    names = set()
    for j in range(claim.first - 1, max(0, claim.first - 2 * _LONGEST_LABEL), -1):
        if sentence.meanings[j] & (lex.SEMICOLON | lex.NUMBER):
            break
        start = sentence.starts[j]
        if sentence.meanings[j] & lex.WORD and sentence.text[start].isupper():
            names.add(sentence.words[j])
    return frozenset(names)
