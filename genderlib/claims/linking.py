"""Percentages and the counts they belong to, and what stays without one.

Counts and percentages take turns in a sentence, and only neighbours can belong
together. How strongly two neighbours are tied is read from the words between them; the
set of ties with the greatest strength in all is taken, so that "30,8% (4/13), 23,1%
(3/13)" and "4/13 (30,8%), 3/13 (23,1%)" are both read as they are meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.items import Item, Kind
from genderlib.claims.judging import Judgement, Verdict, judge
from genderlib.claims.reasons import Reason

if TYPE_CHECKING:
    from genderlib.claims.sentences import Sentence

STRONG, MEDIUM, WEAK, NONE = 3, 2, 1, 0
_AGREES = 4  # numbers that agree belong together more surely than words can tell
_WIDEST_GAP = 40  # tokens between counts and their percentage
_WEAK_DISTANCE = Fraction(2, 100)  # a weak tie with a greater difference is no tie
_SAFE = (
    lex.LINK | lex.SHARE | lex.LIGHT | lex.BE | lex.WOMEN | lex.HEDGE | lex.EQUALS
    | lex.COLON | lex.DASH | lex.IN_TURN
)  # fmt: skip
_WITH = ("với", "with")
_WRONG = (Verdict.WRONG, Verdict.IMPOSSIBLE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement found in a sentence: its tokens and its judgement."""

    first: int
    last: int
    judgement: Judgement
    counts: Item | None
    percentage: Item | None


def link(
    sentence: Sentence, items: list[Item], *, women_nearby: bool
) -> tuple[list[Claim], list[Item]]:
    """Statements of a sentence, and the numbers left alone with a reason each.

    Parameters
    ----------
    sentence : Sentence
        The tokens.
    items : list of Item
        Its pairs, counts and percentages, in order.
    women_nearby : bool
        Whether the lines before are about women.
    """
    claims = [_claim(item, item) for item in items if _has_percentage(item)]
    open_items = [item for item in items if not _has_percentage(item)]
    claims += _linked_in_turn(sentence, open_items) or _linked(sentence, open_items)
    taken = {id(one) for claim in claims for one in (claim.counts, claim.percentage)}
    about_women = bool(sentence.all_meanings & lex.WOMEN)
    counted = any(
        item.kind is Kind.PAIR and not item.is_date_like for item in open_items
    )
    alone = []
    for item in open_items:
        if id(item) in taken:
            continue
        is_date = item.is_date_like and item.is_apart and not counted
        named = item.is_labelled or item.noun & lex.GROUP
        if is_date and not named:
            item.reason = Reason.DATE
            alone.append(item)
        elif _stands_alone(item, women_nearby=women_nearby, about_women=about_women):
            claims.append(_bare_claim(item))
        else:
            alone.append(item)
    claims.sort(key=lambda claim: claim.first)
    return claims, alone


def _has_percentage(item: Item) -> bool:
    return (
        item.kind is Kind.PAIR
        and item.percentage is not None
        and not item.is_approximate
    )


def _claim(counts: Item, percentage: Item) -> Claim:
    """The statement that counts and a percentage make together."""
    judgement = judge(
        counts.women, counts.total, percentage.percentage, percentage.hedge
    )
    first = min(counts.first, percentage.first)
    last = max(counts.last, percentage.last)
    return Claim(first, last, judgement, counts, percentage)


def _bare_claim(item: Item) -> Claim:
    judgement = judge(item.women, item.total, item.percentage, item.hedge)
    if item.kind is Kind.PERCENTAGE:
        return Claim(item.first, item.last, judgement, None, item)
    return Claim(item.first, item.last, judgement, item, None)


def _linked_in_turn(sentence: Sentence, items: list[Item]) -> list[Claim]:
    """Statements of "4/13, 3/13 và 6/10, lần lượt chiếm 30,8%, 23,1% và 60%"."""
    if not sentence.all_meanings & lex.IN_TURN:
        return []
    pairs = [item for item in items if item.kind is Kind.PAIR]
    percentages = [item for item in items if item.kind is Kind.PERCENTAGE]
    if len(pairs) != len(percentages) or len(pairs) < 2:
        return []
    if (
        pairs[-1].first > percentages[0].first
        and percentages[-1].first > pairs[0].first
    ):
        return []
    return [
        _claim(pair, percentage)
        for pair, percentage in zip(pairs, percentages, strict=True)
    ]


def _linked(sentence: Sentence, items: list[Item]) -> list[Claim]:
    """Statements by the strongest set of ties between neighbours."""
    nodes = [item for item in items if item.kind is not Kind.ALONE]
    ties = [_tie(sentence, left, right) for left, right in pairwise(nodes)]
    best = [(0, False)]  # greatest sum up to a node, and whether its tie is taken
    for i, (weight, _) in enumerate(ties):
        skipped = best[i][0]
        taken = (best[i - 1][0] if i else 0) + weight
        best.append((taken, True) if taken > skipped else (skipped, False))
    claims = []
    i = len(ties)
    while i > 0:
        if best[i][1]:
            claims.append(ties[i - 1][1])
            i -= 1
        i -= 1
    return [claim for claim in claims if claim is not None]


def _tie(sentence: Sentence, left: Item, right: Item) -> tuple[int, Claim | None]:
    """Weight of the tie between two neighbours, and the statement it makes."""
    counts, percentage = (right, left) if left.percentage else (left, right)
    if not _may_tie(counts, percentage) or right.first <= left.last:
        return 0, None
    if counts is left:
        strength = _forward(sentence, counts, percentage)
    else:
        strength = _backward(sentence, percentage, counts)
    if strength < _least(counts, percentage):
        return 0, None
    claim = _claim(counts, percentage)
    is_wrong = claim.judgement.verdict in _WRONG
    if is_wrong and not _is_credible(claim, strength):
        return 0, None
    return strength + (0 if is_wrong else _AGREES), claim


def _least(counts: Item, percentage: Item) -> int:
    """Strength that a tie needs: more for half the counts, most for an old value."""
    if percentage.reason is not None:
        return STRONG
    return MEDIUM if counts.kind is Kind.COUNT else WEAK


def _may_tie(counts: Item, percentage: Item) -> bool:
    """Whether two neighbours are counts and a percentage of the same sex."""
    if percentage.kind is not Kind.PERCENTAGE or counts.is_approximate:
        return False
    if counts.kind is Kind.COUNT:
        one_sex = counts.sex and counts.sex == (percentage.sex or counts.sex)
        return bool(one_sex) and not counts.noun & (lex.BODY | lex.THING)
    one_sex = not counts.sex or counts.sex == (percentage.sex or counts.sex)
    return counts.kind is Kind.PAIR and bool(one_sex)


def _is_credible(claim: Claim, strength: int) -> bool:
    """Whether a tie is strong enough to call the percentage wrong by it."""
    distance = claim.judgement.distance
    if distance is None:
        return strength >= STRONG
    return strength >= MEDIUM or abs(distance) <= _WEAK_DISTANCE


@dataclass(frozen=True, slots=True)
class _Gap:
    """The mark that keeps two neighbours furthest apart, and what stands behind it."""

    mark: int  # a bracket that stays open, ";", a cell's edge, ",", ":", or nothing
    start: int  # the first token behind the mark
    end: int
    begin: int  # the first token of the gap


def _forward(sentence: Sentence, counts: Item, percentage: Item) -> int:
    """Strength of the tie from counts to a percentage behind them."""
    begin = counts.last + 1
    if sentence.at(begin) & lex.WHICH:
        begin += 1  # "4 of whom are women (30%)"
    gap = _read_gap(sentence, begin, percentage.first, counts.sex)
    if gap is None or _is_kept_apart(sentence, counts, gap):
        return NONE
    if gap.mark == lex.COMMA:
        return _behind_comma(sentence, counts, percentage, gap)
    safe = _is_safe(sentence, gap.start, gap.end)
    if gap.mark == lex.OPEN:
        return STRONG if safe else WEAK
    if gap.mark == lex.SEMICOLON:
        return MEDIUM if safe and _has(sentence, gap, lex.SHARE) else NONE
    if gap.mark == lex.CELL:
        return STRONG
    empty = gap.begin == gap.end
    strength = _strength_of(sentence.at(gap.end - 1), empty=empty)
    return min(strength, WEAK) if _starts_anew(sentence, gap) else strength


def _starts_anew(sentence: Sentence, gap: _Gap) -> bool:
    """Whether "và" joins more than two nouns: "4/13 và dân tộc chiếm 12%"."""
    nouns = lex.PERSON | lex.BODY
    return any(
        sentence.meanings[j] & lex.AND
        and not (sentence.at(j - 1) & nouns and sentence.at(j + 1) & nouns)
        for j in range(gap.begin, gap.end)
    )


def _is_kept_apart(sentence: Sentence, counts: Item, gap: _Gap) -> bool:
    """Whether the words in front of a percentage give it to something else.

    Behind "và" something new starts; in "27/43 tỉnh có tỷ lệ nữ trên 15%" it is the
    provinces that have the share.
    """
    if _is_joined(sentence, gap.end) or sentence.at(gap.begin) & lex.AND:
        return True
    if gap.mark or not counts.noun & lex.BODY:
        return False
    last = sentence.at(gap.end - 1)
    is_own = last & lex.LINK and last & lex.SHARE  # "đạt tỷ lệ 50%"
    return not is_own and _has(sentence, gap, lex.SHARE)


def _behind_comma(sentence: Sentence, counts: Item, percentage: Item, gap: _Gap) -> int:
    """Strength of a tie over a comma: "4/13 là nữ, chiếm 30,8%"."""
    if gap.start == gap.end:
        behind = sentence.at(percentage.last + 1)
        if behind == lex.WORD or behind & (lex.GROUP | lex.OF | lex.THING):
            return NONE
        return WEAK if behind & lex.WORD else MEDIUM
    if _is_safe(sentence, gap.start, gap.end):
        return STRONG if _has(sentence, gap, lex.LINK | lex.SHARE) else MEDIUM
    if not sentence.at(gap.end - 1) & lex.LINK:
        return NONE
    if counts.first and sentence.words[counts.first - 1] in _WITH:
        return MEDIUM  # "với 4/13 người là nữ, Đảng ủy đạt 30,8%"
    is_name = gap.begin < gap.start - 1  # "70/162 trưởng, phó phòng chiếm 45%"
    return WEAK if is_name else NONE


def _strength_of(before: int, *, empty: bool) -> int:
    """Strength of a tie by the word right in front of the percentage."""
    if before & (lex.LINK | lex.EQUALS):
        return STRONG
    medium = lex.SHARE | lex.COLON | lex.DASH | lex.BE | lex.LIGHT | lex.WOMEN
    return MEDIUM if empty or before & medium else WEAK


def _backward(sentence: Sentence, percentage: Item, counts: Item) -> int:
    """Strength of the tie from a percentage to counts behind it."""
    gap = _read_gap(sentence, percentage.last + 1, counts.first, counts.sex)
    if gap is None or gap.mark == lex.SEMICOLON or _has_and(sentence, gap):
        return NONE
    safe = _is_safe(sentence, gap.start, gap.end, lex.PERSON)
    if gap.mark == lex.OPEN:
        return STRONG if safe else MEDIUM
    if gap.mark == lex.CELL:
        return MEDIUM
    return _behind_percentage(sentence, gap, safe=safe)


def _behind_percentage(sentence: Sentence, gap: _Gap, *, safe: bool) -> int:
    """Strength of a tie to counts without a bracket: "30,8%, tương ứng 4/13"."""
    if not safe:
        return NONE if gap.mark else WEAK
    words = range(gap.start, gap.end)
    if gap.mark == lex.COMMA and any(
        sentence.meanings[j] & (lex.WOMEN | lex.COLON) for j in words
    ):
        return WEAK  # "30%, nữ chiếm 4/13" starts something new
    if _has(sentence, gap, lex.LINK) or any(sentence.words[j] in _WITH for j in words):
        return STRONG
    return MEDIUM if gap.mark == lex.COLON else WEAK


def _has_and(sentence: Sentence, gap: _Gap) -> bool:
    meanings = sentence.meanings[gap.begin : gap.end]
    return any(meaning & lex.AND and not meaning & lex.LINK for meaning in meanings)


def _is_joined(sentence: Sentence, place: int) -> bool:
    """Whether "và" or "and" starts something new right in front of a place."""
    before = sentence.at(place - 1)
    return bool(before & lex.AND and not before & lex.LINK)


_APART = (lex.OPEN, lex.SEMICOLON, lex.CELL, lex.COMMA, lex.COLON)
_ANY_APART = lex.OPEN | lex.SEMICOLON | lex.CELL | lex.COMMA | lex.COLON


def _read_gap(sentence: Sentence, begin: int, end: int, sex: int) -> _Gap | None:
    """What stands between two neighbours; None where it keeps them apart."""
    if end - begin > _WIDEST_GAP:
        return None
    places: dict[int, int] = {}
    barred = lex.WHICH | lex.VERSUS | (0 if sex == lex.MEN else lex.MEN)
    j = begin
    while j < end:
        meaning = sentence.meanings[j]
        if meaning & lex.OPEN and (close := _closing(sentence, j, end)) >= 0:
            j = close
        elif meaning & _ANY_APART:
            places[meaning & _ANY_APART] = j
        elif (meaning & barred and not meaning & lex.LINK) or (
            meaning & lex.NUMBER and (lex.COMMA in places or lex.SEMICOLON in places)
        ):
            return None
        j += 1
    mark = next((mark for mark in _APART if mark in places), 0)
    return _Gap(mark, places.get(mark, begin - 1) + 1, end, begin)


def _closing(sentence: Sentence, opened: int, end: int) -> int:
    for j in range(opened + 1, end):
        if sentence.meanings[j] & lex.CLOSE:
            return j
    return -1


def _is_safe(sentence: Sentence, start: int, end: int, also: int = 0) -> bool:
    """Whether only words stand there that name no other group."""
    return all(sentence.meanings[j] & (_SAFE | also) for j in range(start, end))


def _has(sentence: Sentence, gap: _Gap, meanings: int) -> bool:
    """Whether a word with one of the meanings stands behind the mark of a gap."""
    return any(sentence.meanings[j] & meanings for j in range(gap.start, gap.end))


def _stands_alone(item: Item, *, women_nearby: bool, about_women: bool) -> bool:
    """Whether counts without a percentage, or the other way round, are a statement."""
    if item.kind is Kind.PERCENTAGE:
        is_known = bool(item.sex or item.noun & lex.GROUP) and item.reason is None
        item.reason = item.reason or Reason.NO_GROUP
        return is_known
    if item.kind is Kind.PAIR:
        item.reason = Reason.APPROXIMATE if item.is_approximate else Reason.NO_GROUP
        if item.is_approximate or item.is_among_women or item.is_denied:
            return False
        if item.noun & lex.THING:
            return False
        is_certain = item.is_labelled or not item.is_date_like
        is_certain = is_certain and not item.noun & lex.BODY
        known = women_nearby or item.noun & lex.PERSON
        return about_women or bool(known and is_certain)
    if item.kind is Kind.COUNT:
        item.reason = Reason.NO_TOTAL if item.sex else Reason.NO_GROUP
    return False
