"""What each number in a sentence is: a percentage, counts of a group, or neither.

A number is taken only for what the words around it say it is. The reasons for leaving
one alone are kept, because `audit --all` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.context import (
    IN_ASIDE,
    WINDOW,
    is_sum,
    noun_before,
    noun_behind,
    noun_labelled,
    opening,
    sex_before,
    sex_behind,
    sex_labelled,
)
from genderlib.claims.percentages import Percentage, parse_percentage
from genderlib.claims.reasons import (
    Reason,
    count_reason,
    is_day_and_month,
    pair_reason,
    percentage_reason,
)

if TYPE_CHECKING:
    from genderlib.claims.sentences import Sentence


class Kind(StrEnum):
    """What a number is."""

    PERCENTAGE = "percentage"
    PAIR = "pair"  # women of a total
    COUNT = "count"
    ALONE = "alone"  # left alone, with a reason


@dataclass(slots=True)
class Item:
    """A number in its sentence.

    `first` and `last` are its tokens, a hedge included. A count stands in `women` until
    it is known what it counts. `sex` is `lexicon.WOMEN`, `lexicon.MEN` or 0, `noun` the
    kind of noun behind it.
    """

    kind: Kind
    first: int
    last: int
    women: int | None = None
    total: int | None = None
    percentage: Percentage | None = None
    hedge: str = ""
    reason: Reason | None = None
    sex: int = 0
    noun: int = 0
    is_approximate: bool = False
    is_date_like: bool = False
    is_apart: bool = False  # no word right in front: a date in a heading stands so
    is_sum: bool = False  # "tổng số", "a total of" stand in front
    is_labelled: bool = False  # a colon stands in front
    is_among_women: bool = False  # "one of the three women"
    is_denied: bool = False  # "2/63 tỉnh không có cán bộ nữ"
    is_level: bool = False  # what a change started from or led to
    is_used: bool = False


def read_items(sentence: Sentence) -> list[Item]:
    """Every number of a sentence, in order."""
    items: list[Item] = []
    i, last = 0, len(sentence)
    while i < last:
        if sentence.meanings[i] & lex.NUMBER:
            item = _read(sentence, i)
            items.append(item)
            i = item.last
        i += 1
    _mark_ranges(sentence, items)
    _mark_asides(sentence, items)
    return items


def _read(sentence: Sentence, i: int) -> Item:
    meaning, after = sentence.meanings[i], sentence.at(i + 1)
    if meaning & (lex.COUNT | lex.DECIMAL) and after & (lex.PERCENT | lex.PER_CENT):
        return _read_percentage(sentence, i)
    if meaning & lex.COUNT:
        return _read_count(sentence, i)
    if meaning & lex.PAIR:
        return _read_pair(sentence, i)
    last = i + 1 if after & (lex.PERCENT | lex.PER_CENT) else i
    if meaning & lex.DECIMAL and after & lex.POINTS:
        return _alone(i, last, Reason.POINTS)
    reasons = {lex.DATE: Reason.DATE, lex.RANGE: Reason.RANGE, lex.CODE: Reason.CODE}
    return _alone(i, last, reasons.get(meaning & lex.NUMBER, Reason.NO_GROUP))


def _alone(first: int, last: int, reason: Reason) -> Item:
    return Item(Kind.ALONE, first, last, reason=reason)


@lru_cache(maxsize=4096)
def _parse(number: str, printed: str) -> Percentage | None:
    try:
        percentage = parse_percentage(number)
    except ValueError:
        return None
    return Percentage(printed, percentage.value, percentage.digits)


def _read_percentage(sentence: Sentence, i: int) -> Item:
    """Read a percentage with its hedge, unless it is a change or a reference value."""
    last = i + 1
    number, printed = sentence.printed(i, i), sentence.printed(i, last)
    percentage = _parse(number, printed)
    if percentage is None and i in sentence.numbers:
        percentage = Percentage(printed, Fraction(sentence.numbers[i][0], 100), 0)
    if percentage is None:
        return _alone(i, last, Reason.CODE)
    first, hedge = i, ""
    if sentence.at(i - 1) & lex.HEDGE:
        first, hedge = i - 1, sentence.words[i - 1]
    item = Item(Kind.PERCENTAGE, first, last, percentage=percentage, hedge=hedge)
    item.reason = percentage_reason(sentence, first, last)
    item.sex = sex_behind(sentence, last) or sex_before(sentence, first)
    item.noun = noun_behind(sentence, last) or noun_before(sentence, first)
    before = sentence.at(first - 1)
    item.is_level = bool(before & (lex.LEVEL | lex.SINCE)) and item.reason is None
    if item.reason is None and before & lex.SINCE:
        item.reason = Reason.COMPARED
    if item.reason not in (None, Reason.COMPARED):
        item.kind = Kind.ALONE
    return item


def _read_count(sentence: Sentence, i: int) -> Item:
    count = sentence.numbers[i][0]
    reason = count_reason(sentence, i)
    if reason is not None:
        return _alone(i, i, reason)
    item = Item(Kind.COUNT, i, i, count)
    before = sentence.at(i - 1)
    item.is_approximate = bool(before & lex.HEDGE) and not before & lex.OF
    item.sex = sex_behind(sentence, i) or sex_labelled(sentence, i)
    label = sentence.at(i - 2) if before & lex.COLON else 0
    item.noun = noun_behind(sentence, i) or label & lex.GROUP
    item.is_sum = is_sum(sentence, i)
    return item


def _read_pair(sentence: Sentence, i: int) -> Item:
    women, total = sentence.numbers[i]
    item = Item(Kind.PAIR, i, i, women, total)
    item.is_date_like = is_day_and_month(sentence, i)
    item.is_apart = not sentence.at(i - 1) & lex.WORD
    item.is_labelled = bool(sentence.at(i - 1) & lex.COLON)
    item.is_denied = any(m & lex.NOT for m in sentence.meanings[i + 1 : i + 4])
    item.noun = noun_behind(sentence, i) or noun_labelled(sentence, i)
    item.sex = sex_behind(sentence, i) or sex_labelled(sentence, i)
    item.reason = pair_reason(sentence, i)
    if item.reason is not None:
        item.kind = Kind.ALONE
    return item


def _mark_ranges(sentence: Sentence, items: list[Item]) -> None:
    """Leave alone "20 - 25%", "20% đến 25%" unless they are two ends of a change."""
    for low, high in pairwise(items):
        if high.percentage is None or high.first - low.last != 2:
            continue
        between = sentence.meanings[low.last + 1]
        joins = between & (lex.DASH | lex.LEVEL) or (
            between & lex.AND and sentence.at(low.first - 1) & lex.SINCE
        )
        if joins and not _follows_change(sentence, low.first):
            for item in (low, high):
                item.kind, item.reason, item.is_level = Kind.ALONE, Reason.RANGE, False


def _follows_change(sentence: Sentence, first: int) -> bool:
    for j in range(first - 1, max(-1, first - 4), -1):
        if sentence.meanings[j] & lex.CHANGE:
            return True
    return False


def _mark_asides(sentence: Sentence, items: list[Item]) -> None:
    """Leave alone the counts in a bracket that tells something else: "(gồm 70 ...)"."""
    opened, is_aside = -1, False
    for item in items:
        bracket = opening(sentence, item.first)
        if bracket != opened and bracket >= 0:
            is_aside = _tells_something_else(sentence, bracket, item)
        opened = bracket
        if bracket >= 0 and is_aside and item.kind is Kind.COUNT and not item.sex:
            item.kind, item.reason = Kind.ALONE, Reason.ASIDE


def _tells_something_else(sentence: Sentence, bracket: int, item: Item) -> bool:
    """Whether the words around the first number in a bracket name no known group."""
    known = lex.SUM | lex.OF | IN_ASIDE
    if not all(m & known for m in sentence.meanings[bracket + 1 : item.first]):
        return True
    behind = []
    for meaning in sentence.meanings[item.last + 1 : item.last + 1 + WINDOW]:
        if meaning & lex.CLOSE:
            break
        behind.append(meaning)
    counts = lex.GROUP | lex.OF | lex.SLASH | lex.NUMBER | lex.PERCENT
    return lex.WORD in behind and not any(meaning & counts for meaning in behind)
