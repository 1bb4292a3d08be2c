"""Counts that belong together: women of a total, in either order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.items import Item, Kind

if TYPE_CHECKING:
    from genderlib.claims.sentences import Sentence

_WIDEST_GAP = 30  # tokens between a total and the women in it
_NEAREST_ITEMS = 6
_CLAUSE_ENDS = lex.SEMICOLON | lex.CELL


def pair_counts(
    sentence: Sentence, items: list[Item], carried: Item | None = None
) -> list[Item]:
    """Join the counts of a sentence into pairs; a pair takes the place of its counts.

    Parameters
    ----------
    sentence : Sentence
        The tokens.
    items : list of Item
        Its numbers.
    carried : Item, optional
        A total of the sentence before, for a sentence that starts with "trong đó".

    Returns
    -------
    list of Item
        Pairs, single counts, percentages and what is left alone, in order.
    """
    _give_sex_in_brackets(sentence, items)
    paired: list[Item] = []
    for i, item in enumerate(items):
        pair = None
        if item.kind is Kind.COUNT:
            ahead = _total_ahead(sentence, item, items[i + 1 : i + 5])
            pair = (
                _completed(sentence, paired, item)
                or _with_women_before(sentence, paired, item)
                or _with_percentage_before(sentence, paired, item)
                or _with_total_before(sentence, paired, item, has_own=ahead)
                or _with_total_carried(sentence, item, carried)
            )
        if pair is None:
            paired.append(item)
        else:
            near = paired[-_NEAREST_ITEMS:]
            paired[-_NEAREST_ITEMS:] = [one for one in near if not one.is_used]
            paired.append(pair)
    return paired


def _completed(sentence: Sentence, before: list[Item], women: Item) -> Item | None:
    """Add the women to "30% of the 13 members (4)"."""
    if not before or before[-1].kind is not Kind.PAIR or before[-1].women is not None:
        return None
    leads = sentence.at(women.first - 1) & (lex.OPEN | lex.LINK)
    total = before[-1]
    if not leads or women.women is None or women.women > (total.total or 0):
        return None
    total.is_used = True
    return replace(total, women=women.women, last=women.last, is_used=False)


def _with_percentage_before(
    sentence: Sentence, before: list[Item], total: Item
) -> Item | None:
    """Pair "44 nữ, chiếm 7,2% tổng số 611"; without the women, "30% of 13 members"."""
    if not before or before[-1].kind is not Kind.PERCENTAGE:
        return None
    percentage = before[-1]
    connector = _connector(sentence, percentage.last + 1, total.first)
    if connector < 0 or not _reaches(sentence, percentage.last + 1, connector, None):
        return None
    gap = sentence.meanings[percentage.last + 1 : connector]
    leads = sentence.meanings[connector]
    apart = lex.CLOSE | lex.OPEN | lex.AND | lex.SHARE | lex.SLASH | lex.SEMICOLON
    known = leads & lex.SUM or total.noun & lex.GROUP
    if not known or any(meaning & apart for meaning in (*gap, leads)):
        return None
    women = before[-2] if len(before) > 1 else None
    is_count = women is not None and women.kind is Kind.COUNT
    if women and is_count and _is_theirs(sentence, women, percentage, total):
        return _make_pair(women, total, percentage)
    if any(meaning & lex.COMMA for meaning in gap):
        return None
    percentage.is_used = total.is_used = True
    return Item(
        Kind.PAIR,
        percentage.first,
        total.last,
        None,
        total.women,
        percentage.percentage,
        percentage.hedge,
        sex=percentage.sex or total.sex,
        noun=total.noun,
        is_approximate=total.is_approximate,
    )


def _give_sex_in_brackets(sentence: Sentence, items: list[Item]) -> None:
    """Give "(133 người)" behind "nữ chiếm 26,80%" the sex of its percentage."""
    for percentage, count in pairwise(items):
        if (
            count.kind is Kind.COUNT
            and percentage.kind is Kind.PERCENTAGE
            and not count.sex
            and count.first <= percentage.last + 3
            and sentence.at(percentage.last + 1) & lex.OPEN
        ):
            count.sex = percentage.sex


def _with_women_before(
    sentence: Sentence, before: list[Item], total: Item
) -> Item | None:
    """Pair "44 nữ trong tổng số 611", "393 nữ/868 người", "44 (7.2%) of 611"."""
    women, inner = _last_count(before)
    if women is None:
        return None
    connector = _connector(sentence, women.last + 1, total.first)
    if connector < 0 or not _reaches(sentence, women.last + 1, connector, inner):
        return None
    if not _kinds_agree(sentence, women, total, connector):
        return None
    if inner is not None and not _is_theirs(sentence, women, inner, total):
        return None
    men = sentence.at(total.last + 1) & lex.MEN
    if men and women.sex == lex.WOMEN and total.women is not None:
        whole = total.women + (women.women or 0)  # "4 nữ/9 nam" counts both
        total = replace(total, women=whole, last=total.last + 1)
    return _make_pair(women, total, inner)


def _is_theirs(sentence: Sentence, women: Item, percentage: Item, total: Item) -> bool:
    """Whether a percentage between two counts is the one of both.

    It is in "44 (7,2%) trong tổng số 611" and in "44 nữ, chiếm 7,2% tổng số 611";
    where only a comma leads to it, as in "45 người, 7% trong 147", it has to agree.
    """
    leads = sentence.at(percentage.first - 1)
    if leads & lex.OPEN:
        return True
    gap = sentence.meanings[women.last + 1 : percentage.first]
    if not women.sex or any(meaning & lex.WHICH for meaning in gap):
        return False
    if leads & lex.LINK:
        return True
    printed = percentage.percentage
    if printed is None or not women.women or not total.women:
        return False
    share = Fraction(women.women, total.women)
    return abs(printed.value - share) <= printed.unit


def _last_count(before: list[Item]) -> tuple[Item | None, Item | None]:
    """The count in front, and a percentage that stands between."""
    inner = None
    for item in reversed(before[-3:]):
        if item.kind is Kind.COUNT:
            return item, inner
        if item.kind is Kind.PERCENTAGE and inner is None:
            inner = item
        elif item.kind is not Kind.ALONE:
            return None, None
    return None, None


def _connector(sentence: Sentence, start: int, end: int) -> int:
    """Place of the word or slash that leads to a total; -1 where there is none."""
    for j in range(end - 1, max(start, end - 6) - 1, -1):
        meaning = sentence.meanings[j]
        if meaning & (lex.OF | lex.SLASH | lex.SUM):
            before = sentence.at(j - 1)
            return -1 if before & lex.AND and not before & lex.LINK else j
        skipped = lex.LIGHT | lex.SUM | lex.HEDGE | lex.COLON
        if meaning & lex.AND or not meaning & skipped:
            return -1
    return -1


def _reaches(
    sentence: Sentence, start: int, connector: int, inner: Item | None
) -> bool:
    """Whether nothing but a group's name and its percentage stand in between.

    A comma right in front of a total, as in "44 nữ (7,2%), trong 48 lãnh đạo có 14",
    starts something new unless the word behind it says that it is the total.
    """
    stops = (
        lex.SEMICOLON | lex.CELL | lex.VERSUS | lex.CHANGE | lex.COLON | lex.WHICH
        | lex.SHARE
    )  # fmt: skip
    if connector - start > _WIDEST_GAP // 2:
        return False
    is_sum = sentence.meanings[connector] & lex.SUM
    for j in range(start, connector):
        meaning = sentence.meanings[j]
        if inner is not None and j <= inner.last:
            stopped = meaning & lex.SEMICOLON
        elif meaning & (lex.COMMA | lex.SEMICOLON):
            stopped = not (is_sum and j == connector - 1)
        else:
            stopped = meaning & (stops if inner else stops | lex.LINK)
        if stopped and not meaning & lex.HEDGE:
            return False
    return True


def _kinds_agree(sentence: Sentence, women: Item, total: Item, connector: int) -> bool:
    """Whether a weak connector joins two counts of the same kind of thing."""
    if sentence.meanings[connector] & (lex.SUM | lex.SLASH):
        joins = sentence.meanings[connector] & (lex.OF | lex.SLASH)
        return bool(joins or women.sex)  # "nữ 4 người, tổng 13 người"
    persons = lex.PERSON | lex.WOMEN | lex.MEN
    if women.noun & persons and total.noun & lex.BODY:
        return False
    if women.noun & (lex.THING | lex.MEASURE) or total.noun & (lex.THING | lex.MEASURE):
        return False
    strong = len(sentence.words[connector].split()) > 1 or connector == women.last + 1
    return strong or bool(women.sex or total.noun & lex.GROUP)


def _total_ahead(sentence: Sentence, women: Item, following: list[Item]) -> bool:
    """Whether a total of their own comes behind: "32 women (45.7%) among 70"."""
    counts = [item for item in following if item.kind is Kind.COUNT]
    if not counts or following.index(counts[0]) > 1:
        return False
    total, inner = counts[0], None
    if total is not following[0]:
        inner = following[0] if following[0].kind is Kind.PERCENTAGE else None
    connector = _connector(sentence, women.last + 1, total.first)
    if connector < 0 or not _reaches(sentence, women.last + 1, connector, inner):
        return False
    if len(counts) > 1 and counts[1].sex and _leads_to(sentence, total, counts[1]):
        return False  # it is the total of the women behind it
    return _kinds_agree(sentence, women, total, connector)


def _with_total_before(
    sentence: Sentence, before: list[Item], women: Item, *, has_own: bool
) -> Item | None:
    """Pair "611 người, trong đó có 44 nữ", "of the 611 staff, 44 are women"."""
    if not women.sex or has_own:
        return None
    inner = None
    for item in reversed(before[-_NEAREST_ITEMS:]):
        if women.first - item.last > _WIDEST_GAP:
            return None
        if item.kind is Kind.PERCENTAGE:
            inner = inner or item
        elif item.kind is Kind.COUNT and not item.sex:
            if not _leads_to(sentence, item, women):
                return None
            return _make_pair(women, item, _inside(sentence, inner, women))
        elif item.kind is Kind.PAIR:
            return _with_other_sex(sentence, item, women)
    return None


def _with_other_sex(sentence: Sentence, pair: Item, other: Item) -> Item | None:
    """Give "và 9 nam" the total of "13 ủy viên, trong đó 4 nữ" in front of it."""
    is_other = pair.sex and pair.sex != other.sex and pair.total
    joined = sentence.at(other.first - 1) & (lex.AND | lex.COMMA)
    if not is_other or not joined:
        return None
    total = Item(Kind.COUNT, other.first, other.last, pair.total)
    return _make_pair(other, total, None)


def _inside(sentence: Sentence, inner: Item | None, women: Item) -> Item | None:
    """The percentage between total and women, where it is the women's."""
    if inner is None or inner.sex not in (0, women.sex):
        return None
    leads = sentence.at(women.first - 1) & (lex.OPEN | lex.LINK)
    return inner if leads and women.first - inner.last <= 4 else None


def _leads_to(sentence: Sentence, total: Item, women: Item) -> bool:
    """Whether a total in front is the one that the women are counted among."""
    if total.noun & (lex.THING | lex.MEASURE):
        return False
    gap = range(total.last + 1, women.first)
    meanings = [sentence.meanings[j] for j in gap]
    if any(meaning & lex.WHICH for meaning in meanings):
        return True
    labelled = _is_summed(sentence, total)
    if any(meaning & _CLAUSE_ENDS for meaning in meanings):
        persons = labelled or total.noun & lex.PERSON
        return bool(persons and sentence.at(women.first - 1) & lex.COLON)
    if labelled:
        return not (total.noun & lex.BODY and women.noun & (lex.PERSON | lex.WOMEN))
    return _is_next_to(sentence, total, women)


def _is_summed(sentence: Sentence, total: Item) -> bool:
    """Whether words like "trong số", "tổng số" or "of the" stand in front."""
    for j in range(total.first - 1, max(-1, total.first - 5), -1):
        meaning = sentence.meanings[j]
        if meaning & (lex.OF | lex.SUM):
            return True
        if not meaning & (lex.LIGHT | lex.COLON | lex.BE | lex.PERSON | lex.BODY):
            return False
    return False


def _is_next_to(sentence: Sentence, total: Item, women: Item) -> bool:
    """Whether only the group's noun, a comma or a bracket stand in between."""
    marks = lex.COMMA | lex.OPEN | lex.BE | lex.AND | lex.LIGHT | lex.COLON
    place = women.first - 1
    while sentence.at(place) & lex.LIGHT:
        place -= 1
    leads = sentence.at(place)
    if not leads & (lex.COMMA | lex.OPEN | lex.BE | lex.WOMEN | lex.COLON):
        return False
    nouns = lex.PERSON | lex.BODY | lex.WOMEN
    unknown = [
        j
        for j in range(total.last + 1, women.first)
        if not sentence.meanings[j] & (marks | nouns)
    ]
    return bool(total.noun & (lex.PERSON | lex.BODY)) and len(unknown) <= 3


def _with_total_carried(
    sentence: Sentence, women: Item, carried: Item | None
) -> Item | None:
    """Pair women with the total of the sentence before: "Trong đó có 44 nữ"."""
    if carried is None or not women.sex or women.first > _WIDEST_GAP:
        return None
    start = sentence.meanings[:3]
    goes_on = any(meaning & lex.WHICH for meaning in start)
    is_row = carried.is_sum and any(meaning & lex.WOMEN for meaning in start)
    if not goes_on and not is_row:
        return None
    total = Item(Kind.COUNT, women.first, women.last, carried.women)
    return _make_pair(women, total, None)


def _make_pair(women: Item, total: Item, inner: Item | None) -> Item | None:
    """One item for two counts and the percentage between them."""
    if women.women is None or total.women is None:
        return None
    whole = total.women
    if women.women > whole or whole == 0:
        return None
    women.is_used = total.is_used = True
    pair = Item(
        Kind.PAIR,
        min(women.first, total.first),
        max(women.last, total.last),
        women.women,
        whole,
        sex=women.sex,
        noun=total.noun or women.noun,
        is_approximate=women.is_approximate or total.is_approximate,
        is_among_women=bool(total.noun & lex.WOMEN) and not women.sex,
    )
    if inner is not None:
        inner.is_used = True
        pair.percentage, pair.hedge = inner.percentage, inner.hedge
    return pair
