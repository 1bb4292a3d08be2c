"""What a chart of shares by year says to those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.charts.sentences import fill, name, shown, together, whole
from genderlib.text.markup import interval_level, time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genderlib.charts.lines import Ahead, Panel, Point
    from genderlib.text.series_words import SeriesWords


def lines_alternative(panels: Sequence[Panel], words: SeriesWords) -> Markup:
    """Kind of chart, every value by year, the projection and the goal."""
    years = [year for panel in panels for year in panel.years]
    kind = words.lines if len(panels) > 1 else words.one_line
    ends = {"start": _dated(min(years)), "end": _dated(max(years))}
    sentences = [fill(kind, count=whole(len(panels)), **ends)]
    for panel in panels:
        sentences += _panel(panel, words)
    return together(sentences)


def _panel(panel: Panel, words: SeriesWords) -> Iterator[Markup]:
    values = _values(panel.line, words)
    yield fill(words.series, name=name(panel.label), values=values)
    others = [point for point in panel.points if point.other]
    if others:
        yield fill(words.another, values=_values(others, words))
    for years in panel.stretches:
        yield _projection(years[-1], words)
    if panel.goal:
        yield fill(words.goal_line, value=shown(panel.goal))


def _values(points: Iterable[Point], words: SeriesWords) -> Markup:
    return Markup(", ").join(
        fill(words.at, value=shown(point.share), year=_dated(point.year))
        for point in points
    )


def _projection(ahead: Ahead, words: SeriesWords) -> Markup:
    return fill(
        words.projection,
        year=_dated(ahead.year),
        expected=shown(ahead.expected),
        narrow=interval_level("80%"),
        low=shown(ahead.narrow[0]),
        high=shown(ahead.narrow[1]),
        wide=interval_level("95%"),
        lowest=shown(ahead.wide[0]),
        highest=shown(ahead.wide[1]),
    )


def _dated(year: int) -> Markup:
    return time(str(year), str(year))
