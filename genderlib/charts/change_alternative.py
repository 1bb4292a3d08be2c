"""What a chart of two years' shares says to those who cannot see it."""

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
from genderlib.text.markup import escape, time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.charts.change import ChangedGroup
    from genderlib.text.chart_words import ChartWords


def change_alternative(
    groups: Sequence[ChangedGroup], years: tuple[int, int], words: ChartWords
) -> Markup:
    """Kind of chart, how many rise and fall, the largest changes, values, gaps."""
    marked = _dated(years[0]), _dated(years[1])
    many = len(groups) > 1
    moved = [(g, d) for g in groups if (d := g.difference) is not None]
    return together(
        [
            fill(
                words.change if many else words.one_change,
                count=whole(len(groups)),
                before=marked[0],
                after=marked[1],
            ),
            *(_directions(moved, words) if many else ()),
            *_largest(moved, marked, words),
            _values(groups, marked, words) if len(groups) <= ALL_VALUES else None,
            _missing(groups, words),
        ]
    )


def _dated(year: int) -> Markup:
    return time(str(year), str(year))


def _directions(
    moved: Sequence[tuple[ChangedGroup, float]], words: ChartWords
) -> Iterator[Markup]:
    signs = [(d > 0) - (d < 0) for _, d in moved]
    for sentence, sign in ((words.rises, 1), (words.falls, -1), (words.no_changes, 0)):
        yield fill(sentence, count=whole(signs.count(sign)))


def _largest(
    moved: Sequence[tuple[ChangedGroup, float]],
    years: tuple[Markup, Markup],
    words: ChartWords,
) -> Iterator[Markup]:
    if len(moved) < 2:
        return
    top, bottom = extremes(moved, lambda row: row[1])
    for sentence, found, real in (
        (words.largest_rise, top, top[0][1] > 0),
        (words.largest_fall, bottom, bottom[0][1] < 0),
    ):
        if real:
            rows = listed((_said(group, years, words) for group, _ in found), words)
            yield fill(sentence, rows=rows)


def _values(
    groups: Sequence[ChangedGroup], years: tuple[Markup, Markup], words: ChartWords
) -> Markup | None:
    known = [group for group in groups if group.before or group.after]
    rows = [_said(group, years, words) for group in known]
    return fill(words.values, rows=Markup("; ").join(rows)) if rows else None


def _missing(groups: Sequence[ChangedGroup], words: ChartWords) -> Markup | None:
    names = [name(g.label) for g in groups if not g.before and not g.after]
    return fill(words.missing, rows=listed(names, words)) if names else None


def _said(
    group: ChangedGroup, years: tuple[Markup, Markup], words: ChartWords
) -> Markup:
    change = _change(group, years, words)
    return fill("{name} ({change})", name=name(group.label), change=change)


def _change(
    group: ChangedGroup, years: tuple[Markup, Markup], words: ChartWords
) -> Markup:
    if group.before and group.after:
        before, after = shown(group.before), shown(group.after)
        if group.difference:
            return fill(words.changed, before=before, after=after)
        return fill("{share}, {same}", share=after, same=escape(words.unchanged))
    none = escape(words.no_data)
    return Markup("; ").join(
        fill("{year}: {share}", year=year, share=shown(number) if number else none)
        for year, number in zip(years, (group.before, group.after), strict=True)
    )
