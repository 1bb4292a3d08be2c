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
from genderlib.claims.numbers import is_year
from genderlib.claims.percentages import Percentage, parse_percentage

if TYPE_CHECKING:
    from genderlib.claims.tokens import Sentence


class Kind(StrEnum):
    """What a number is."""

    PERCENTAGE = "percentage"
    PAIR = "pair"  # women of a total
    COUNT = "count"
    ALONE = "alone"  # left alone, with a reason


class Reason(StrEnum):
    """Why a number is left alone."""

    DATE = "date"
    YEAR = "year"
    PERIOD = "period"
    RANGE = "range"
    CODE = "code"
    NUMBERED = "numbered"
    CONTACT = "contact"
    MEASURE = "measure"
    THING = "thing"
    FRACTION = "fraction"
    APPROXIMATE = "approximate"
    CHANGE = "change"
    POINTS = "points"
    COMPARED = "compared"
    TARGET = "target"
    THRESHOLD = "threshold"
    ASIDE = "aside"
    NO_GROUP = "no_group"
    NO_TOTAL = "no_total"
    NO_SHARE = "no_share"


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
    is_sum: bool = False  # "tổng số", "a total of" stand in front
    is_labelled: bool = False  # a colon stands in front
    is_among_women: bool = False  # "one of the three women"
    is_denied: bool = False  # "2/63 tỉnh không có cán bộ nữ"
    is_level: bool = False  # what a change started from or led to
    is_used: bool = False


_BREAKS = (
    lex.COMMA | lex.SEMICOLON | lex.COLON | lex.CELL | lex.CLOSE | lex.OPEN | lex.NUMBER
)
_ENDS_PHRASE = (
    lex.SEMICOLON | lex.COLON | lex.CELL | lex.CLOSE | lex.NUMBER
    | lex.NOT | lex.SLASH | lex.DASH | lex.LINK | lex.SHARE
)  # fmt: skip
_IN_ASIDE = lex.LINK | lex.LIGHT | lex.HEDGE | lex.NUMBER | lex.SHARE
_COMMON_FRACTIONS = frozenset(
    [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 10)]
)
_CHANGE_BEHIND = frozenset(
    [
        "higher",
        "lower",
        "more",
        "fewer",
        "less",
        "increase",
        "rise",
        "drop",
        "growth",
        "fall",
        "decline",
        "decrease",
        "reduction",
        "improvement",
        "gain",
        "points",
    ]
)
_RATIOS = frozenset({"ratio", "tỷ số", "tỉ số"})
_WINDOW = 8


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
    item.reason = _percentage_reason(sentence, item)
    item.sex = _sex_behind(sentence, last) or _sex_before(sentence, first)
    item.noun = _noun_behind(sentence, last) or _noun_before(sentence, first)
    before = sentence.at(first - 1)
    item.is_level = bool(before & (lex.LEVEL | lex.SINCE)) and item.reason is None
    if item.reason is None and before & lex.SINCE:
        item.reason = Reason.COMPARED
    if item.reason not in (None, Reason.COMPARED):
        item.kind = Kind.ALONE
    return item


def _percentage_reason(sentence: Sentence, item: Item) -> Reason | None:
    behind = sentence.at(item.last + 1)
    if behind & lex.LIMIT or sentence.at(item.first - 1) & lex.LIMIT:
        return Reason.THRESHOLD
    if behind & lex.POINTS:
        return Reason.POINTS
    if behind & lex.TARGET:
        return Reason.TARGET
    if behind and sentence.words[item.last + 1] in _CHANGE_BEHIND:
        return Reason.CHANGE
    return _reason_before(sentence, item.first)


def _reason_before(sentence: Sentence, first: int) -> Reason | None:
    """Whether a percentage is a change, a target or compared with, from the left."""
    skipped = lex.LIGHT | lex.HEDGE | lex.OF | lex.SHARE | lex.BE
    for j in range(first - 1, max(-1, first - 5), -1):
        meaning = sentence.meanings[j]
        if meaning & lex.LEVEL and j == first - 1:
            return None
        if meaning & lex.CHANGE and not meaning & lex.HEDGE:
            return Reason.CHANGE
        if meaning & lex.VERSUS:
            return Reason.COMPARED
        if meaning & lex.TARGET:
            return Reason.TARGET
        if not meaning & skipped or meaning & lex.LINK:
            return None
    return None


def _read_count(sentence: Sentence, i: int) -> Item:
    count = sentence.numbers[i][0]
    reason = _count_reason(sentence, i)
    if reason is not None:
        return _alone(i, i, reason)
    item = Item(Kind.COUNT, i, i, count)
    before = sentence.at(i - 1)
    item.is_approximate = bool(before & lex.HEDGE) and not before & lex.OF
    item.sex = _sex_behind(sentence, i) or _sex_labelled(sentence, i)
    label = sentence.at(i - 2) if before & lex.COLON else 0
    item.noun = _noun_behind(sentence, i) or label & lex.GROUP
    item.is_sum = _is_sum(sentence, i)
    return item


def _is_sum(sentence: Sentence, i: int) -> bool:
    """Whether a count is called a total: "Tổng số cán bộ: 611"."""
    skipped = lex.LIGHT | lex.COLON | lex.BE | lex.PERSON | lex.BODY | lex.CELL
    for j in range(i - 1, max(-1, i - 5), -1):
        if sentence.meanings[j] & lex.SUM:
            return True
        if not sentence.meanings[j] & skipped:
            return False
    return False


def _count_reason(sentence: Sentence, i: int) -> Reason | None:
    """Why a whole number counts no persons, if it does not."""
    return next(filter(None, (rule(sentence, i) for rule in _COUNT_RULES)), None)


def _named_count(sentence: Sentence, i: int) -> Reason | None:
    """A number that names: "Điều 31", "ngày 5", "Lượt xem: 1605"."""
    before, behind = sentence.at(i - 1), sentence.at(i + 1)
    if before & lex.NUMBERED and not (
        behind & lex.GROUP and sentence.words[i - 1] == "số"
    ):
        return Reason.DATE if before & lex.DAY else Reason.NUMBERED
    label = sentence.at(i - 2) if before & lex.COLON else before
    return Reason.CONTACT if label & lex.CONTACT else None


def _year(sentence: Sentence, i: int) -> Reason | None:
    """Four digits that are no count: "năm 2020", but not "2020 người"."""
    before, behind = sentence.at(i - 1), sentence.at(i + 1)
    has_four_digits = sentence.ends[i] - sentence.starts[i] == 4
    if not has_four_digits or not is_year(sentence.numbers[i][0]):
        return None
    counts = behind & lex.GROUP or before & lex.SUM
    leads = behind & lex.OF and sentence.at(i + 2) & lex.COUNT
    if (counts and not before & lex.YEAR) or leads:
        return None
    return Reason.YEAR


def _other_unit(sentence: Sentence, i: int) -> Reason | None:
    """A number of years, points or criteria, or of persons more than before."""
    before, behind = sentence.at(i - 1), sentence.at(i + 1)
    if behind & lex.POINTS and not behind & lex.GROUP:
        return Reason.POINTS
    if behind & lex.MEASURE and not behind & lex.PERSON:
        return Reason.MEASURE
    if behind & lex.THING:
        return Reason.THING
    is_change = before & lex.CHANGE and not before & lex.HEDGE
    return Reason.CHANGE if is_change else None


_COUNT_RULES = (_named_count, _year, _other_unit)


def _read_pair(sentence: Sentence, i: int) -> Item:
    women, total = sentence.numbers[i]
    item = Item(Kind.PAIR, i, i, women, total)
    item.is_date_like = _is_day_and_month(sentence, i)
    item.is_labelled = bool(sentence.at(i - 1) & lex.COLON)
    item.is_denied = any(m & lex.NOT for m in sentence.meanings[i + 1 : i + 4])
    item.noun = _noun_behind(sentence, i)
    item.sex = _sex_behind(sentence, i) or _sex_labelled(sentence, i)
    item.reason = next(filter(None, (rule(sentence, i) for rule in _PAIR_RULES)), None)
    if item.reason is not None:
        item.kind = Kind.ALONE
    return item


def _is_day_and_month(sentence: Sentence, i: int) -> bool:
    first, last = sentence.numbers[i]
    return 1 <= first <= 31 and 1 <= last <= 12


def _named_pair(sentence: Sentence, i: int) -> Reason | None:
    """Two numbers that name: "ngày 15/11", "trang 3/13", "số 12/45"."""
    before = sentence.at(i - 1)
    if _is_day_and_month(sentence, i) and _follows_day(sentence, i):
        return Reason.DATE
    if before & lex.NUMBERED:
        return Reason.DATE if before & lex.DAY else Reason.NUMBERED
    return None


def _period(sentence: Sentence, i: int) -> Reason | None:
    """Two numbers with a year: "năm học 2020/2021", "8/2017"."""
    first, last = sentence.numbers[i]
    if sentence.at(i + 1) & lex.GROUP or not is_year(last):
        return None
    if is_year(first):
        return Reason.PERIOD
    return Reason.DATE if 1 <= first <= 12 else None


def _no_share(sentence: Sentence, i: int) -> Reason | None:
    """Two numbers that cannot be a part and its whole, or a part in words."""
    women, total = sentence.numbers[i]
    before, behind = sentence.at(i - 1), sentence.at(i + 1)
    if women > total or total == 0:
        is_date = _is_day_and_month(sentence, i)
        return Reason.DATE if is_date else Reason.NO_SHARE
    if behind & lex.MEASURE and not behind & lex.PERSON:
        return Reason.MEASURE
    if _is_fraction(sentence, i):
        return Reason.FRACTION
    is_approximate = before & lex.HEDGE and not before & lex.OF
    return Reason.APPROXIMATE if is_approximate else None


_PAIR_RULES = (_named_pair, _period, _no_share)


def _follows_day(sentence: Sentence, i: int) -> bool:
    """Whether words for a day lead to a pair that could be one."""
    before, is_group = sentence.at(i - 1), sentence.at(i + 1) & lex.GROUP
    if before & (lex.OPEN | lex.COLON):
        before = sentence.at(i - 2)
    if before & lex.DAY:
        weak = before & (lex.SINCE | lex.LEVEL | lex.LIGHT | lex.PERSON)
        return not (weak and is_group)
    if is_group or sentence.at(i + 1) & lex.LINK:
        return False
    for j in range(i - 1, max(-1, i - 1 - _WINDOW), -1):
        meaning = sentence.meanings[j]
        if meaning & _BREAKS:
            return False
        if meaning & lex.DAY and meaning & (lex.NUMBERED | lex.NAME):
            return True
    return False


def _is_fraction(sentence: Sentence, i: int) -> bool:
    """Whether a pair is a ratio or a part in words: "hơn 2/3 số phiếu"."""
    before, behind = sentence.at(i - 1), sentence.at(i + 1)
    if _RATIOS.intersection(sentence.words[max(0, i - _WINDOW) : i]):
        return True
    word = sentence.words[i + 1] if i + 1 < len(sentence) else ""
    if sentence.numbers[i] not in _COMMON_FRACTIONS:
        return word == "số"
    if before & (lex.HEDGE | lex.SHARE) or behind & (lex.OF | lex.THING):
        return True
    return word in ("số", "majority", "tổng số", "trong")


def _sex_behind(sentence: Sentence, last: int) -> int:
    """Sex named behind a number, within a few words: "44 cán bộ là nữ"."""
    j, left = last + 1, _WINDOW
    while left and j < len(sentence):
        meaning = sentence.meanings[j]
        if meaning & (lex.OPEN | lex.COMMA):
            j = _end_of_aside(sentence, j)
            if j < 0:
                return 0
        elif meaning & (lex.WOMEN | lex.MEN):
            return meaning & (lex.WOMEN | lex.MEN)
        elif meaning & _ENDS_PHRASE or (meaning & lex.OF and not meaning & lex.WHICH):
            return 0
        j += 1
        left -= 1
    return 0


def _end_of_aside(sentence: Sentence, j: int) -> int:
    """Where brackets close, or commas around a share do: "4, or 30%, are women"."""
    for k in range(j + 1, min(j + 2 * _WINDOW, len(sentence))):
        if sentence.meanings[j] & lex.OPEN:
            if sentence.meanings[k] & lex.CLOSE:
                return k
        elif sentence.meanings[k] & (lex.PERCENT | lex.PER_CENT):
            return k + 1 if sentence.at(k + 1) & lex.COMMA else -1
        elif not sentence.meanings[k] & _IN_ASIDE:
            return -1
    return -1


def _sex_labelled(sentence: Sentence, first: int) -> int:
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


def _sex_before(sentence: Sentence, first: int) -> int:
    """Sex named in front of a percentage, in its clause: "nữ đảng viên chiếm 30%"."""
    for j in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        meaning = sentence.meanings[j]
        if meaning & (lex.WOMEN | lex.MEN):
            return meaning & (lex.WOMEN | lex.MEN)
        if meaning & _BREAKS:
            return 0
    return 0


def _noun_behind(sentence: Sentence, last: int) -> int:
    """The first kind of noun behind a number: persons, organisations, things."""
    nouns = lex.GROUP | lex.THING | lex.MEASURE
    for j in range(last + 1, min(last + 6, len(sentence))):
        meaning = sentence.meanings[j]
        if meaning & nouns:
            return meaning & nouns
        if meaning & (_BREAKS | lex.LINK):
            return 0
    return 0


def _noun_before(sentence: Sentence, first: int) -> int:
    """The nearest kind of noun in front of a percentage, in its clause."""
    nouns = lex.GROUP | lex.THING
    for j in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        meaning = sentence.meanings[j]
        if meaning & nouns and not meaning & lex.TARGET:
            return meaning & nouns
        if meaning & _BREAKS:
            return 0
    return 0


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
        bracket = _opening(sentence, item.first)
        if bracket != opened and bracket >= 0:
            is_aside = _tells_something_else(sentence, bracket, item)
        opened = bracket
        if bracket >= 0 and is_aside and item.kind is Kind.COUNT and not item.sex:
            item.kind, item.reason = Kind.ALONE, Reason.ASIDE


def _tells_something_else(sentence: Sentence, bracket: int, item: Item) -> bool:
    """Whether the words around the first number in a bracket name no known group."""
    known = lex.SUM | lex.OF | _IN_ASIDE
    if not all(m & known for m in sentence.meanings[bracket + 1 : item.first]):
        return True
    behind = []
    for meaning in sentence.meanings[item.last + 1 : item.last + 1 + _WINDOW]:
        if meaning & lex.CLOSE:
            break
        behind.append(meaning)
    counts = lex.GROUP | lex.OF | lex.SLASH | lex.NUMBER | lex.PERCENT
    return lex.WORD in behind and not any(meaning & counts for meaning in behind)


def _opening(sentence: Sentence, first: int) -> int:
    """Place of the bracket that a token stands in; -1 outside brackets."""
    for j in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        if sentence.meanings[j] & lex.CLOSE:
            return -1
        if sentence.meanings[j] & lex.OPEN:
            return j
    return -1
