"""Shares through the years as lines, with what is projected and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from genderlib.charts import table as tables
from genderlib.charts.chart import make_chart
from genderlib.charts.lines_alternative import lines_alternative
from genderlib.charts.measure import width
from genderlib.charts.placing import Placing
from genderlib.charts.scene import (
    ASCENT,
    INK,
    LEADING,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    WIDTH,
    WOMEN,
    Box,
    Dot,
    Line,
    Piece,
    Scene,
    Words,
    filled,
    label_piece,
    number_piece,
)
from genderlib.text.series_words import series_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genderlib.charts.chart import Chart
    from genderlib.charts.table import Number, Row, Table
    from genderlib.text.series_words import SeriesWords

_LEFT: Final = 44.0
_RIGHT: Final = 364.0
_HEIGHT: Final = 170.0
_DOT: Final = 8.0
_TICK: Final = 4.0
_WIDE: Final = "#c9d6e3"
_NARROW: Final = "#8fabc7"
_COLUMNS: Final = ("label", "year", "share")

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """The share of one year; `other` is another count of the same group."""

    label: str
    year: int
    share: Number
    other: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is projected for one year: the share expected and two bands."""

    year: int
    expected: Number
    narrow: tuple[Number, Number]
    wide: tuple[Number, Number]

    @property
    def outcome(self) -> tuple[float, ...]:
        """The share and its bands, which stay the same from election to election."""
        ends = (self.expected, *self.narrow, *self.wide)
        return tuple(end.value for end in ends)


@dataclass(frozen=True, slots=True)
class Panel:
    """One group's points, with what is projected and asked for."""

    label: str
    points: tuple[Point, ...]
    ahead: tuple[Ahead, ...] = ()
    goal: Number | None = None

    @property
    def years(self) -> list[int]:
        """Years with a point or a projection."""
        return [p.year for p in self.points] + [a.year for a in self.ahead]

    @property
    def stretches(self) -> list[list[Ahead]]:
        """Neighbouring years with the same outcome."""
        return [list(years) for _, years in groupby(self.ahead, lambda a: a.outcome)]

    @property
    def line(self) -> list[Point]:
        """Points the line runs through."""
        return [point for point in self.points if not point.other]


def share_lines(
    table: Table,
    *,
    title: str,
    source: str,
    language: str,
    identifier: str,
    projection: Table | None = None,
    goal: Row | None = None,
) -> Chart:
    """Women's share by year, one panel a group, in the order of the table.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        One row per group and year: `label`, `year`, `share` (0 to 1) with `share_text`
        and `share_figure`. Optional: `other`, true for another count of the same group
        and year, shown beside the line.
    title, source : str or Markup
        The finding, and where the counts come from.
    language : {"vi", "en"}
        Language of the words in the chart.
    identifier : str
        Prefix of the chart's ids, unique on the page.
    projection : DataFrame or iterable of mappings, optional
        One row per year after the last of the only group: `year`, and `expected`,
        `low_80`, `high_80`, `low_95`, `high_95` (0 to 1), each with text and figure.
    goal : mapping, optional
        `value` (0 to 1) with `value_text` and `value_figure`: a line to the last year.

    Returns
    -------
    Chart
        The drawing and its text alternative.

    Raises
    ------
    ValueError
        If there is no row, a share is missing, or a projection belongs to more than one
        group.
    """
    panels = _panels(tables.read(table, _COLUMNS, _point))
    if projection is not None or goal is not None:
        if len(panels) > 1:
            raise ValueError("a projection belongs to one group, not to several")
        ahead = [] if projection is None else tables.read(projection, ["year"], _ahead)
        asked = None if goal is None else tables.share(goal, "value")
        panels = [Panel(panels[0].label, panels[0].points, tuple(ahead), asked)]
    words = series_words(language)
    return make_chart(
        _scene(panels, words),
        lines_alternative(panels, words),
        title=title,
        source=source,
        language=language,
        identifier=identifier,
    )


def _point(row: Row) -> Point:
    share = tables.share(row, "share")
    if share is None:
        raise ValueError("a point needs a share")
    return Point(tables.label(row), int(row["year"]), share, bool(row.get("other")))


def _ahead(row: Row) -> Ahead:
    names = ("expected", "low_80", "high_80", "low_95", "high_95")
    found = [tables.share(row, name) for name in names]
    expected, low, high, lowest, highest = (_present(number) for number in found)
    return Ahead(int(row["year"]), expected, (low, high), (lowest, highest))


def _present(number: Number | None) -> Number:
    if number is None:
        raise ValueError("a projection needs every end of its bands")
    return number


def _panels(points: Iterable[Point]) -> list[Panel]:
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point.label, []).append(point)
    return [
        Panel(label, tuple(sorted(found, key=lambda p: p.year)))
        for label, found in groups.items()
    ]


class _Plot:
    """Where years and shares lie in one panel."""

    def __init__(self, scene: Scene, panel: Panel, years: tuple[int, int]) -> None:
        self.scene, self.panel, self.years = scene, panel, years
        self.top = scene.y
        self.bottom = scene.y + _HEIGHT
        self.highest = _nice(panel)

    def x(self, year: float) -> float:
        first, last = self.years
        room = _RIGHT - _LEFT - _DOT
        return _LEFT + _DOT + room * (year - first) / max(1, last - first)

    def y(self, share: float) -> float:
        return self.bottom - (_HEIGHT - 14) * share / self.highest


def _nice(panel: Panel) -> float:
    """Top of the axis: the next tenth above everything shown."""
    values = [point.share.value for point in panel.points]
    values += [year.wide[1].value for year in panel.ahead]
    values += [panel.goal.value] if panel.goal else []
    return min(1.0, max(0.1, ceil(round(10 * max(values) + 0.2, 9)) / 10))


def _scene(panels: Sequence[Panel], words: SeriesWords) -> Scene:
    scene = Scene()
    shown = [year for panel in panels for year in panel.years]
    for panel in panels:
        if len(panels) > 1:
            scene.paragraph([label_piece(panel.label)])
        _draw_panel(_Plot(scene, panel, (min(shown), max(shown))), words)
        scene.space(10)
    _draw_key(scene, words, panels)
    return scene


def _draw_panel(plot: _Plot, words: SeriesWords) -> None:
    scene, panel = plot.scene, plot.panel
    placing = Placing()
    placing.block(0, plot.bottom - 2, WIDTH, plot.bottom + LEADING * SMALL)
    placing.block(0, plot.top, _LEFT + 2, plot.bottom)
    for years in panel.stretches:
        _draw_bands(plot, years, placing)
    _draw_goal(plot, placing)
    _draw_line(plot, placing)
    for point in panel.points:
        _draw_point(plot, point, placing)
    _name_goal(plot, placing, words)
    _draw_values(plot, placing)
    scene.y = plot.bottom
    _draw_shares(plot)
    _draw_years(plot)


def _draw_bands(plot: _Plot, years: Sequence[Ahead], placing: Placing) -> None:
    """The bands of neighbouring years that are the same, as wide as these years."""
    half, ahead = (plot.x(1) - plot.x(0)) / 2, years[-1]
    left, right = plot.x(years[0].year) - half, plot.x(ahead.year) + half
    for ends, colour in ((ahead.wide, _WIDE), (ahead.narrow, _NARROW)):
        low, high = (plot.y(end.value) for end in ends)
        box = Box(left, high, right - left, low - high, colour, figure=ends[1].figure)
        plot.scene.add(box)
        placing.block(left, high, right, low)
    y = plot.y(ahead.expected.value)
    line = Line((left, y), (right, y), INK, 2, figure=ahead.expected.figure)
    plot.scene.add(line)


def _draw_goal(plot: _Plot, placing: Placing) -> None:
    if plot.panel.goal is None:
        return
    start, end = _goal_line(plot, plot.panel.goal)
    figure = plot.panel.goal.figure
    plot.scene.add(Line(start, end, INK, 2.4, figure=figure))
    placing.block(start[0], start[1] - 2, end[0], end[1] + 2)


def _goal_line(plot: _Plot, goal: Number) -> tuple[Spot, Spot]:
    """From the last count to the last year shown."""
    y = plot.y(goal.value)
    return (plot.x(plot.panel.line[-1].year), y), (plot.x(plot.years[1]), y)


def _name_goal(plot: _Plot, placing: Placing, words: SeriesWords) -> None:
    """Words beside the line of the goal, where neither line nor dot is in the way."""
    goal = plot.panel.goal
    if goal is None:
        return
    (start, y), (end, _) = _goal_line(plot, goal)
    pieces = (Piece(f"{words.goal} "), number_piece(goal, bold=True))
    placing.say(plot.scene, pieces, SMALL, [(end, y - 6, "end"), (start - 4, y, "end")])


def _draw_line(plot: _Plot, placing: Placing) -> None:
    points = [(plot.x(p.year), plot.y(p.share.value)) for p in plot.panel.line]
    for start, end in pairwise(points):
        plot.scene.add(Line(start, end, WOMEN, 2))
        placing.block_line(start, end)


def _draw_point(plot: _Plot, point: Point, placing: Placing) -> None:
    x, y = plot.x(point.year), plot.y(point.share.value)
    colour = PAPER if point.other else WOMEN
    plot.scene.add(Dot(x, y, colour, WOMEN, _DOT, point.share.figure))
    placing.block(
        x - _DOT / 2 - 1, y - _DOT / 2 - 1, x + _DOT / 2 + 1, y + _DOT / 2 + 1
    )


def _draw_values(plot: _Plot, placing: Placing) -> None:
    """Values beside their dots, the first, last and extreme ones before the others."""
    line = plot.panel.line
    by_share = sorted(line, key=lambda p: p.share.value)
    for point in dict.fromkeys([line[-1], line[0], by_share[-1], by_share[0], *line]):
        piece = number_piece(point.share, bold=point is line[-1])
        x, y = plot.x(point.year), plot.y(point.share.value)
        placing.say(plot.scene, (piece,), SMALL, _beside(x, y))


def _beside(x: float, y: float) -> list[tuple[float, float, str]]:
    """Places for a value around its dot; the last two are for the edge of a chart."""
    middle = y + 0.365 * SMALL
    return [
        (x, y - 9, "middle"),
        (x, y + 9 + ASCENT * SMALL, "middle"),
        (x + 9, middle, "start"),
        (x - 9, middle, "end"),
        (x, y - 14, "middle"),
        (x, y - 20, "middle"),
        (x - 5, y - 9, "end"),
        (x + 5, y + 9 + ASCENT * SMALL, "start"),
        (x + 14, y + 10 + ASCENT * SMALL, "end"),
        (x + 14, y - 10, "end"),
    ]


def _draw_shares(plot: _Plot) -> None:
    """The axis of shares, from 0 to its top."""
    tenths = round(10 * plot.highest)
    step = 1 if tenths <= 4 else 2 if tenths <= 8 else 5
    plot.scene.add(Line((_LEFT, plot.y(plot.highest)), (_LEFT, plot.bottom)))
    for tenth in range(0, tenths + 1, step):
        y = plot.y(tenth / 10)
        piece = Piece(f"{10 * tenth}%", tick="axis", colour=MUTED)
        words = Words(_LEFT - 7, y + 0.365 * SMALL, (piece,), SMALL, "end")
        plot.scene.add(Line((_LEFT - _TICK, y), (_LEFT, y)), words)


def _draw_years(plot: _Plot) -> None:
    """The axis of years: those with a count, as far as their words have room."""
    scene, baseline = plot.scene, plot.bottom + _TICK + 3 + ASCENT * SMALL
    scene.add(Line((_LEFT, plot.bottom), (_RIGHT, plot.bottom)))
    years = [point.year for point in plot.panel.line]
    ends = [plot.panel.ahead[-1].year] if plot.panel.ahead else []
    taken: list[tuple[float, float]] = []
    for year in [*ends, years[-1], years[0], *reversed(years[1:-1])]:
        x = plot.x(year)
        scene.add(Line((x, plot.bottom), (x, plot.bottom + _TICK)))
        piece = Piece(str(year), tick="year", colour=MUTED)
        room = width([piece], SMALL)
        middle = min(max(x, room / 2), WIDTH - room / 2)
        left, right = middle - room / 2 - 1, middle + room / 2 + 1
        if all(right <= start or end <= left for start, end in taken):
            taken.append((left, right))
            scene.add(Words(middle, baseline, (piece,), SMALL, "middle"))
    scene.y = plot.bottom + _TICK + 3 + LEADING * SMALL


def _draw_key(scene: Scene, words: SeriesWords, panels: Sequence[Panel]) -> None:
    """What the colours of the bands and a dot that is not filled mean."""
    if any(panel.ahead for panel in panels):
        _draw_key_of_bands(scene, words)
    if any(point.other for panel in panels for point in panel.points):
        y = scene.y
        scene.add(Dot(_LEFT + 8, y + 7, PAPER, WOMEN, _DOT))
        pieces = (Piece(words.other_count, colour=MUTED),)
        scene.add(Words(_LEFT + 22, y + ASCENT * SMALL, pieces, SMALL))
        scene.space(LEADING * SMALL + 4)


def _draw_key_of_bands(scene: Scene, words: SeriesWords) -> None:
    x, y = _LEFT, scene.y
    for colour, level in ((_NARROW, "80%"), (_WIDE, "95%")):
        named = {"level": Piece(level, tick="level", colour=MUTED)}
        pieces = tuple(filled(words.bands, named, MUTED))
        scene.add(Box(x, y + 2, 16, 10, colour, edge=RULE))
        scene.add(Words(x + 22, y + ASCENT * SMALL, pieces, SMALL))
        x += 22 + width(pieces, SMALL) + 16
    pieces = (Piece(words.projected, colour=MUTED),)
    scene.add(Line((x, y + 7), (x + 16, y + 7), INK, 2))
    scene.add(Words(x + 22, y + ASCENT * SMALL, pieces, SMALL))
    scene.space(LEADING * SMALL + 4)
