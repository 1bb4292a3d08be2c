"""What is wrong between statements: sums, changes, averages, two values, norms."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.items import Item, Kind
from genderlib.claims.percentages import number_interval, round_half_up
from genderlib.claims.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genderlib.claims.linking import Claim
    from genderlib.claims.percentages import Percentage
    from genderlib.claims.sentences import Sentence
    from genderlib.claims.tables import Row


class Further(StrEnum):
    """Findings that rest on more than one statement."""

    PARTS = "parts_do_not_add_up"
    POINTS = "points_printed_as_percent"
    AVERAGE = "average_of_shares"
    TWO_VALUES = "two_values"
    NORM = "agency_norm_for_leaders"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A further finding in a sentence: its tokens and its numbers."""

    kind: Further
    first: int
    last: int
    facts: Mapping[str, Fraction]


_NEAR = Fraction(1, 5)  # parts further from their total than this count something else
_FAR = 8  # tokens
_MOST_PARTS = 12
_MOST_OF_TWO_YEARS = 6  # a year, its counts and its percentage, twice

# Agencies with a woman among their key leaders, in per cent: year due, and document.
_AGENCY_NORMS = {
    ("2015", "2351/qđ-ttg"): (70, 80),
    ("2020", "2351/qđ-ttg"): (95, 100),
    ("2025", "28/nq-cp"): (60,),
    ("2030", "28/nq-cp"): (75,),
    ("2025", "2282/qđ-ttg"): (60,),
    ("2030", "2282/qđ-ttg"): (75,),
}
_DUE = re.compile(r"(?:đến|trước|cuối|by|until|before)\s+(?:\w+\s+){0,2}(20\d\d)")
_LEADERS = frozenset(
    {"lãnh đạo", "leaders", "heads", "leadership", "người đứng đầu"}
    | {"lãnh đạo chủ chốt", "managers", "positions", "posts"}
)


def rows_that_do_not_add_up(whole: Row, parts: list[Row]) -> dict[str, Fraction] | None:
    """Sum and printed total of a table, where they differ by little."""
    for printed, found in (
        (whole.women, sum(row.women for row in parts)),
        (whole.total, sum(row.total for row in parts)),
    ):
        if printed != found and abs(found - printed) <= _NEAR * printed:
            return {"total": Fraction(printed), "parts": Fraction(found)}
    return None


def doubts(sentence: Sentence, items: list[Item]) -> Iterator[Doubt]:
    """Everything wrong between the numbers of one sentence."""
    meanings = sentence.all_meanings
    if meanings & lex.MEN:
        yield from _sexes_that_do_not_add_up(sentence, items)
    if meanings & lex.PARTS:
        yield from _parts_that_do_not_add_up(sentence, items)
    if meanings & lex.CHANGE:
        yield from _points_printed_as_percent(sentence, items)


def _sexes_that_do_not_add_up(sentence: Sentence, items: list[Item]) -> Iterator[Doubt]:
    """Women and men of one total: "13 ủy viên, trong đó 4 nữ và 8 nam"."""
    counts = [item for item in items if item.kind in (Kind.PAIR, Kind.COUNT)]
    for one, other in pairwise(counts):
        pair = one if one.kind is Kind.PAIR else other
        sexes = {one.sex, other.sex}
        if pair.total is None or sexes != {lex.WOMEN, lex.MEN}:
            continue
        same = one.kind is not other.kind or one.total == other.total
        if not same or other.first - one.last > 10 or not _joined(sentence, one, other):
            continue
        parts = (one.women or 0) + (other.women or 0)
        if parts != pair.total:
            yield _parts(one, other, pair.total, parts)


def _joined(sentence: Sentence, one: Item, other: Item) -> bool:
    gap = sentence.meanings[one.last + 1 : other.first]
    return any(meaning & (lex.AND | lex.COMMA) for meaning in gap)


def _parts(first: Item, last: Item, total: int, parts: int) -> Doubt:
    facts = {"total": Fraction(total), "parts": Fraction(parts)}
    return Doubt(Further.PARTS, first.first, max(first.last, last.last), facts)


def _parts_that_do_not_add_up(sentence: Sentence, items: list[Item]) -> Iterator[Doubt]:
    """A total and all its parts: "210 người, gồm 48 lãnh đạo và 160 trưởng phòng"."""
    for total, first in pairwise(items):
        marker = _marker(sentence, total, first)
        if marker < 0 or not total.women or total.is_approximate:
            continue
        parts = _listed(sentence, items, marker)
        found = sum(part.women or 0 for part in parts)
        is_near = abs(found - total.women) <= _NEAR * total.women
        if len(parts) > 1 and found != total.women and is_near:
            yield _parts(total, parts[-1], total.women, found)


def _marker(sentence: Sentence, total: Item, first: Item) -> int:
    """Place of the "gồm" between a total and its first part; -1 without one."""
    if total.kind is not Kind.COUNT or first.kind is not Kind.COUNT:
        return -1
    for j in range(first.first - 1, max(total.last, first.first - _FAR), -1):
        if sentence.meanings[j] & lex.PARTS:
            return j
    return -1


def _listed(sentence: Sentence, items: list[Item], marker: int) -> list[Item]:
    """Counts of a list in which every element has one; none where one has not."""
    parts: list[Item] = []
    start = bisect_left(items, marker, key=lambda item: item.first)
    behind = {item.first: item for item in items[start : start + _MOST_PARTS]}
    expects = True
    for j in range(marker + 1, min(len(sentence), marker + _MOST_PARTS * _FAR)):
        meaning = sentence.meanings[j]
        if meaning & (lex.SEMICOLON | lex.COLON | lex.CELL | lex.WHICH):
            break
        if meaning & lex.NUMBER:
            item = behind.get(j)
            if not expects or item is None or item.kind is not Kind.COUNT:
                return []
            parts.append(item)
            expects = False
        elif meaning & (lex.COMMA | lex.AND):
            expects = True
        elif expects and not meaning & (lex.LIGHT | lex.COLON):
            return []
    return [] if expects else parts


def _points_printed_as_percent(
    sentence: Sentence, items: list[Item]
) -> Iterator[Doubt]:
    """A change in points printed as per cent: "từ 24,4% lên 26,8%, tăng 2,4%"."""
    known = [item for item in items if _is_share(item) or item.reason is Reason.CHANGE]
    for i, item in enumerate(known):
        if item.reason is not Reason.CHANGE or item.percentage is None or i == 0:
            continue
        other = _other_share(sentence, known, i) or _year_before(items, known[i - 1])
        if other is None or not _follows_on(sentence, known[i - 1], item):
            continue
        facts = _points(_share(known[i - 1]), _share(other), item.percentage)
        if facts is not None:
            yield Doubt(Further.POINTS, item.first, item.last, facts)


def _is_share(item: Item) -> bool:
    """Whether a number is a share at some time: printed, or as counts."""
    if item.kind is Kind.PAIR:
        return item.women is not None and bool(item.total)
    return item.percentage is not None and item.reason in (None, Reason.COMPARED)


def _share(item: Item) -> tuple[Fraction, Fraction]:
    """A share and the unit of its last digit."""
    if item.percentage is not None:
        return item.percentage.value, item.percentage.unit
    return Fraction(item.women or 0, item.total or 1), Fraction(1, 1000)


def _other_share(sentence: Sentence, known: list[Item], i: int) -> Item | None:
    """The other end of a change: in front of "lên 26,8%", or behind "so với"."""
    last = known[i - 1]
    if last.is_level and i > 1 and _is_share(known[i - 2]):
        return known[i - 2]
    following = known[i + 1] if i + 1 < len(known) else None
    if following is None or not _is_share(following):
        return None
    gap = sentence.meanings[known[i].last + 1 : following.first]
    near = len(gap) <= 2 * _FAR and any(meaning & lex.VERSUS for meaning in gap)
    return following if near or following.reason is Reason.COMPARED else None


def _year_before(items: list[Item], last: Item) -> Item | None:
    """The share of the year before: "năm 2019 (25,8%), năm 2020 (34,1%), tăng 8,3%"."""
    end = bisect_left(items, last.first, key=lambda item: item.first) + 1
    share = None
    has_year = False
    for item in reversed(items[max(0, end - _MOST_OF_TWO_YEARS) : end]):
        if item.reason is Reason.YEAR:
            if share is not None:
                return share
            has_year = True
        elif not _is_share(item):
            return None
        elif has_year and share is None:
            share = item
    return None


def _follows_on(sentence: Sentence, share: Item, change: Item) -> bool:
    """Whether a change is said of the share in front of it, and of nothing else."""
    allowed = (
        lex.COMMA | lex.OPEN | lex.CLOSE | lex.CHANGE | lex.LIGHT | lex.HEDGE | lex.OF
        | lex.BE | lex.AND | lex.LINK
    )  # fmt: skip
    gap = sentence.meanings[share.last + 1 : change.first]
    return len(gap) <= _FAR and all(meaning & allowed for meaning in gap)


def _points(
    one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction], change: Percentage
) -> dict[str, Fraction] | None:
    """Facts of a change that is right in points and wrong in per cent."""
    (low, low_unit), (high, high_unit) = sorted((one, other))
    points, slack = high - low, (low_unit + high_unit) / 2
    if not points or abs(change.value - points) > slack:
        return None
    bases = [base for base in (low, high) if base]
    near = change.unit / 2 + slack
    if any(abs(change.value - points / base) <= near for base in bases):
        return None
    return {"change": change.value, "low": low, "high": high, "points": points}


def norm_for_leaders(sentence: Sentence, items: list[Item]) -> Iterator[Doubt]:
    """A norm that counts agencies, told as a share of leaders.

    `items` are the numbers that stand alone: a share with its counts is no norm.
    """
    if not sentence.all_meanings & lex.WOMEN or _LEADERS.isdisjoint(sentence.words):
        return
    norms = _norms_named(sentence.printed(0, len(sentence) - 1).lower())
    for item in items:
        if item.percentage is None or item.percentage.value * 100 not in norms:
            continue
        near = range(
            max(0, item.first - 2 * _FAR), min(len(sentence), item.last + _FAR)
        )
        leader = next((j for j in near if sentence.words[j] in _LEADERS), -1)
        bodies = any(sentence.meanings[j] & lex.BODY for j in near if j < leader)
        if leader >= 0 and not bodies:
            facts = {"norm": item.percentage.value}
            yield Doubt(Further.NORM, item.first, item.last, facts)


def _norms_named(text: str) -> set[int]:
    """Norms on agencies that a sentence may mean, by its document or its year."""
    due = set(_DUE.findall(text))
    return {
        norm
        for (year, document), norms in _AGENCY_NORMS.items()
        if year in due or document in text
        for norm in norms
    }


@dataclass(slots=True)
class Averages:
    """Shares of parts seen lately, to hold a share of the whole against."""

    parts: list[tuple[int, int, Percentage | None]] = field(default_factory=list)

    def add(self, claim: Claim) -> None:
        """Remember a part that has both counts."""
        judged = claim.judgement
        if judged.women is not None and judged.total:
            self.parts.append((judged.women, judged.total, judged.printed))

    def doubt(self, sentence: Sentence, claim: Claim) -> Doubt | None:
        """Whether a share called that of the whole is the mean of the parts' shares."""
        printed = claim.judgement.printed
        if claim.judgement.total is not None or printed is None or len(self.parts) < 2:
            return None
        near = sentence.meanings[max(0, claim.first - 10) : claim.last + 4]
        if not any(meaning & lex.MEAN for meaning in near):
            return None
        facts = average_facts([part[:2] for part in self.parts], printed)
        if facts is None:
            return None
        return Doubt(Further.AVERAGE, claim.first, claim.last, facts)


def average_facts(
    parts: list[tuple[int, int]], printed: Percentage
) -> dict[str, Fraction] | None:
    """Mean and share of the whole, where a percentage prints the mean as the share."""
    shares = [Fraction(women, total) for women, total in parts]
    mean = sum(shares, Fraction(0)) / len(shares)
    whole = Fraction(sum(part[0] for part in parts), sum(part[1] for part in parts))
    interval = number_interval(printed)
    rounded = [round_half_up(share, printed.unit) for share in shares]
    means = {mean, sum(rounded, Fraction(0)) / len(shares)}
    if whole in interval or not any(one in interval for one in means):
        return None
    return {"mean": mean, "whole": whole}
