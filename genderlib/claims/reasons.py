"""Why a number is left alone: rules, one for each kind of number that counts nobody."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.context import BREAKS, WINDOW
from genderlib.claims.numbers import is_year

if TYPE_CHECKING:
    from genderlib.claims.sentences import Sentence


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


def percentage_reason(sentence: Sentence, first: int, last: int) -> Reason | None:
    """Why a percentage is no share of a group at the time, if it is not."""
    behind = sentence.at(last + 1)
    if behind & lex.LIMIT or sentence.at(first - 1) & lex.LIMIT:
        return Reason.THRESHOLD
    if behind & lex.POINTS:
        return Reason.POINTS
    if behind & lex.TARGET:
        return Reason.TARGET
    if behind and sentence.words[last + 1] in _CHANGE_BEHIND:
        return Reason.CHANGE
    return _reason_before(sentence, first)


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


def count_reason(sentence: Sentence, i: int) -> Reason | None:
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


def pair_reason(sentence: Sentence, i: int) -> Reason | None:
    """Why two numbers with a slash are no count of a total, if they are not."""
    return next(filter(None, (rule(sentence, i) for rule in _PAIR_RULES)), None)


def is_day_and_month(sentence: Sentence, i: int) -> bool:
    first, last = sentence.numbers[i]
    return 1 <= first <= 31 and 1 <= last <= 12


def _named_pair(sentence: Sentence, i: int) -> Reason | None:
    """Two numbers that name: "ngày 15/11", "trang 3/13", "số 12/45"."""
    before = sentence.at(i - 1)
    if is_day_and_month(sentence, i) and (
        _follows_day(sentence, i) or _is_in_range_of_days(sentence, i)
    ):
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
        is_date = is_day_and_month(sentence, i)
        return Reason.DATE if is_date else Reason.NO_SHARE
    if behind & lex.MEASURE and not behind & lex.PERSON:
        return Reason.MEASURE
    if _is_fraction(sentence, i):
        return Reason.FRACTION
    is_approximate = before & lex.HEDGE and not before & lex.OF
    return Reason.APPROXIMATE if is_approximate else None


_PAIR_RULES = (_named_pair, _period, _no_share)


def _is_in_range_of_days(sentence: Sentence, i: int) -> bool:
    """Whether a pair is one end of "(4/7 - 8/7)"."""
    return any(
        sentence.at(i + step) & lex.DASH
        and sentence.at(i + 2 * step) & lex.PAIR
        and is_day_and_month(sentence, i + 2 * step)
        for step in (-1, 1)
    )


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
    for j in range(i - 1, max(-1, i - 1 - WINDOW), -1):
        meaning = sentence.meanings[j]
        if meaning & BREAKS:
            return False
        if meaning & lex.DAY and meaning & (lex.NUMBERED | lex.NAME):
            return True
    return False


def _is_fraction(sentence: Sentence, i: int) -> bool:
    """Whether a pair is a ratio or a part in words: "hơn 2/3 số phiếu"."""
    before, behind = sentence.at(i - 1), sentence.at(i + 1)
    if _RATIOS.intersection(sentence.words[max(0, i - WINDOW) : i]):
        return True
    word = sentence.words[i + 1] if i + 1 < len(sentence) else ""
    if sentence.numbers[i] not in _COMMON_FRACTIONS:
        return word == "số"
    if before & (lex.HEDGE | lex.SHARE) or behind & (lex.OF | lex.THING):
        return True
    return word in ("số", "majority", "tổng số", "trong")
