"""What a chart of women and men says to those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

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
from genderlib.text.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.charts.counts import CountedGroup
    from genderlib.text.chart_words import ChartWords


def counts_alternative(rows: Sequence[CountedGroup | str], words: ChartWords) -> Markup:
    """Kind of chart, extremes, where women are half, values of a short chart, gaps."""
    groups = [row for row in rows if not isinstance(row, str)]
    names = [name(row) for row in rows if isinstance(row, str)]
    kind = words.counts if len(rows) > 1 else words.one_count
    return together(
        [
            fill(kind, count=whole(len(rows))),
            *_extremes(groups, words),
            _half(groups, words) if groups else None,
            _values(groups, words) if 0 < len(groups) <= ALL_VALUES else None,
            fill(words.missing, rows=listed(names, words)) if names else None,
        ]
    )


def _extremes(groups: Sequence[CountedGroup], words: ChartWords) -> Iterator[Markup]:
    if len(groups) < 2:
        return
    top, bottom = extremes(groups, lambda group: group.women.value)
    if len(top) == len(groups):
        yield fill(words.same_women, value=shown(groups[0].women))
        return
    for sentence, found in ((words.most_women, top), (words.fewest_women, bottom)):
        said = (_said_women(group, words) for group in found)
        rows = listed(said, words, value=shown(found[0].women))
        yield fill(sentence, rows=rows)


def _half(groups: Sequence[CountedGroup], words: ChartWords) -> Markup:
    count = sum(0 < group.total.value <= 2 * group.women.value for group in groups)
    return fill(words.half_women, count=whole(count), total=whole(len(groups)))


def _values(groups: Sequence[CountedGroup], words: ChartWords) -> Markup:
    rows = (_said_parts(group, words) for group in groups)
    return fill(words.values, rows=Markup("; ").join(rows))


def _said_women(group: CountedGroup, words: ChartWords) -> Markup:
    counts = fill(words.of, part=shown(group.women), whole=shown(group.total))
    return fill("{name} ({counts})", name=name(group.label), counts=counts)


def _said_parts(group: CountedGroup, words: ChartWords) -> Markup:
    parts = Markup(", ").join(
        fill("{number} {word}", number=shown(part.number), word=escape(part.word))
        for part in group.parts(words)
    )
    return fill("{name}: {parts}", name=name(group.label), parts=parts)
