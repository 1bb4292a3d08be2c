"""What a chart of shares says to those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.charts.axis import PARITY
from genderlib.charts.sentences import (
    ALL_VALUES,
    extremes,
    fill,
    listed,
    name,
    shown,
    together,
    whole,
)
from genderlib.text.markup import data, escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.charts.groups import Group, Norm
    from genderlib.charts.table import Number
    from genderlib.text.chart_words import ChartWords

    _Known = tuple[Group, Number]


def shares_alternative(
    groups: Sequence[Group], words: ChartWords, *, parity: bool
) -> Markup:
    """Kind of chart, extremes, parity, norms, every value of a short chart, gaps."""
    known = [(group, group.share) for group in groups if group.share]
    kind = words.shares if len(groups) > 1 else words.one_share
    return together(
        [
            fill(kind, count=whole(len(groups))),
            *_extremes(known, words),
            _at_parity(known, words) if parity and known else None,
            *_norms(groups, words),
            _values(known, words),
            _missing(groups, words),
        ]
    )


def _extremes(known: Sequence[_Known], words: ChartWords) -> Iterator[Markup]:
    if len(known) < 2:
        return
    top, bottom = extremes(known, lambda row: row[1].value)
    if len(top) == len(known):
        yield fill(words.all_equal, value=shown(known[0][1]))
        return
    for sentence, found in ((words.highest, top), (words.lowest, bottom)):
        said = (_said(*row, words) for row in found)
        yield fill(sentence, rows=listed(said, words, value=shown(found[0][1])))


def _at_parity(known: Sequence[_Known], words: ChartWords) -> Markup:
    count = sum(share.value >= PARITY for _, share in known)
    said = fill(
        words.at_parity,
        parity=data(PARITY, "50%"),
        count=whole(count),
        total=whole(len(known)),
    )
    unsure = sum(group.known < PARITY <= group.possible for group, _ in known)
    if not unsure:
        return said
    return together([said, fill(words.parity_open, count=whole(unsure))])


def _norms(groups: Sequence[Group], words: ChartWords) -> Iterator[Markup]:
    marks = [(group, norm) for group in groups for norm in group.norms]
    if not marks:
        return
    met = whole(sum(norm.outcome == "met" for _, norm in marks))
    yield fill(words.norms_met, count=met, total=whole(len(marks)))
    yield fill(words.norms, rows=_said_norms(marks, words))


def _said_norms(marks: Sequence[tuple[Group, Norm]], words: ChartWords) -> Markup:
    """Each norm and its group; of many, between which values they lie."""
    numbers = sorted((norm.number for _, norm in marks), key=lambda n: n.value)
    first, last = shown(numbers[0]), shown(numbers[-1])
    if len(marks) <= ALL_VALUES:
        return Markup("; ").join(_said_norm(*mark, words) for mark in marks)
    return first if first == last else fill(words.to, start=first, end=last)


def _values(known: Sequence[_Known], words: ChartWords) -> Markup | None:
    if not known or len(known) > ALL_VALUES:
        return None
    rows = Markup("; ").join(_said(*row, words) for row in known)
    return fill(words.values, rows=rows)


def _missing(groups: Sequence[Group], words: ChartWords) -> Markup | None:
    names = [name(group.label) for group in groups if not group.share]
    return fill(words.missing, rows=listed(names, words)) if names else None


def _said(group: Group, share: Number, words: ChartWords) -> Markup:
    """Name, and in brackets the share, its counts and its bounds."""
    more = []
    if group.women and group.total:
        counts = fill(words.of, part=shown(group.women), whole=shown(group.total))
        more.append(counts)
    if group.lower and group.upper:
        bounds = {"lower": shown(group.lower), "upper": shown(group.upper)}
        more.append(fill(words.possible, **bounds))
    parts = Markup("; ").join([shown(share), *more])
    return fill("{name} ({parts})", name=name(group.label), parts=parts)


def _said_norm(group: Group, norm: Norm, words: ChartWords) -> Markup:
    return fill(
        "{name} ({value}: {verdict})",
        name=name(group.label),
        value=shown(norm.number),
        verdict=escape(norm.verdict(words.language)),
    )
