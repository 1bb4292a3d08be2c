"""Activities as spans over a programme's days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from genderlib.charts import table as tables
from genderlib.charts.activities_alternative import activities_alternative
from genderlib.charts.chart import make_chart
from genderlib.charts.measure import width
from genderlib.charts.scene import (
    ASCENT,
    LEADING,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    WIDTH,
    Box,
    Line,
    Piece,
    Scene,
    Words,
    filled,
    label_piece,
)
from genderlib.text.chart_words import chart_words, day_and_month
from genderlib.text.dates import short_date
from genderlib.text.terms import status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.charts.chart import Chart
    from genderlib.charts.table import Row, Table
    from genderlib.text.chart_words import ChartWords

STATUSES: Final = ("planned", "under_way", "done", "not_reported")

_BAR: Final = 10.0
_TICK: Final = 4.0
_GAP: Final = 4.0
_SHORTEST: Final = 6.0
_APART: Final = 72.0
"""Room from one date to the next on the axis."""
_MONTHS: Final = 62
"""From so many days on, the axis counts in months."""
_COLUMNS: Final = ("label", "status", "start", "due")


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the chart."""

    label: str
    status: str
    start: date | None
    due: date | None
    start_figure: str | None
    due_figure: str | None

    def said_when(self, words: ChartWords) -> str:
        """How the dates there are read in a sentence, with {start} and {end} in it."""
        if not self.start and not self.due:
            return words.no_own_dates
        if self.start and self.due:
            return "{start}" if self.start == self.due else words.to
        return words.since if self.start else words.until


@dataclass(frozen=True, slots=True)
class Period:
    """The days the chart shows, both ends included, in one language."""

    start: date
    end: date
    as_of: date | None
    as_of_figure: str | None
    words: ChartWords

    def x(self, when: date) -> float:
        """Where a day begins. [SVG units]"""
        days = (self.end - self.start).days + 1
        return WIDTH * (when - self.start).days / days

    def span(self, activity: Activity) -> tuple[float, float] | None:
        """Where the activity begins and ends, as far as it lies in the period."""
        first = max(activity.start or self.start, self.start)
        last = min(activity.due or self.end, self.end)
        if first > last:
            return None
        left, right = self.x(first), self.x(last + timedelta(days=1))
        return min(left, WIDTH - _SHORTEST), max(right, left + _SHORTEST)

    def short(self, when: date) -> str:
        """Day and month; the year too where it is not the period's."""
        if not self.start.year <= when.year <= self.end.year:
            return short_date(when, self.words.language)
        return day_and_month(when, self.words.language)


def activity_span(
    table: Table,
    *,
    start: date,
    end: date,
    title: str,
    source: str,
    language: str,
    identifier: str,
    as_of: date | None = None,
    as_of_figure: str | None = None,
) -> Chart:
    """Activities of a programme along its days, in the order of the table.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        One row per activity: `label`, `status` (planned, under_way, done or
        not_reported), `start` and `due` (dates or missing: then the activity runs from
        the programme's start or to its end). Optional: `start_figure`, `due_figure`.
    start, end : date
        First and last day of the programme.
    title, source : str or Markup
        The finding, and where the activities are listed.
    language : {"vi", "en"}
        Language of the words in the chart.
    identifier : str
        Prefix of the chart's ids, unique on the page.
    as_of : date, optional
        Day of the data, marked where it lies in the programme.
    as_of_figure : str, optional
        Its figure.

    Returns
    -------
    Chart
        The drawing and its text alternative.

    Raises
    ------
    ValueError
        If there is no row, the programme ends before it starts, or rows are wrong: all
        of them are named.
    """
    if end <= start:
        raise ValueError(f"the programme must end after {start}, not on {end}")
    words = chart_words(language)
    period = Period(start, end, as_of, as_of_figure, words)
    activities = tables.read(table, _COLUMNS, _activity)
    return make_chart(
        _scene(activities, period),
        activities_alternative(activities, period),
        title=title,
        source=source,
        language=language,
        identifier=identifier,
    )


def _activity(row: Row) -> Activity:
    start, due = tables.day(row, "start"), tables.day(row, "due")
    if row.get("status") not in STATUSES:
        allowed = ", ".join(STATUSES)
        raise ValueError(f"status must be one of {allowed}, not {row.get('status')!r}")
    if start and due and due < start:
        raise ValueError(f"due {due} is before start {start}")
    return Activity(
        tables.label(row),
        row["status"],
        start,
        due,
        tables.identifier(row, "start_figure"),
        tables.identifier(row, "due_figure"),
    )


def _scene(activities: Sequence[Activity], period: Period) -> Scene:
    scene = Scene()
    _draw_axis(scene, period)
    if period.as_of and period.start <= period.as_of <= period.end:
        _draw_day_of_data(scene, period.as_of, period)
    for activity in activities:
        scene.space(12)
        scene.paragraph([label_piece(activity.label)])
        scene.space(3)
        _draw_span(scene, activity, period)
        scene.space(_BAR + 3)
        scene.paragraph(_note(activity, period), size=SMALL)
    return scene


def _draw_day_of_data(scene: Scene, as_of: date, period: Period) -> None:
    """Mark the day of the data below the axis, its words on the side with room."""
    words = (
        Piece(f"{period.words.data_date} ", colour=MUTED),
        _dated(as_of, period.as_of_figure, period),
    )
    x, height = period.x(as_of), LEADING * SMALL + 3
    fits = x + _GAP + width(words, SMALL) <= WIDTH
    beside, anchor = (x + _GAP, "start") if fits else (x - _GAP, "end")
    baseline = scene.y + 3 + ASCENT * SMALL
    scene.add(
        Line((x, scene.y), (x, scene.y + height), MUTED, 1.5),
        Words(beside, baseline, words, SMALL, anchor),
    )
    scene.space(height)


def _dated(when: date, figure: str | None, period: Period) -> Piece:
    tick = None if figure else "date"
    return Piece(period.short(when), figure, tick, colour=MUTED)


def _draw_axis(scene: Scene, period: Period) -> None:
    scene.space(2)
    baseline = scene.y + ASCENT * SMALL
    scene.space(LEADING * SMALL + _TICK)
    scene.add(Line((0, scene.y), (WIDTH, scene.y)))
    for when, x, anchor in _ticks(period):
        piece = Piece(period.short(when), tick="axis", colour=MUTED)
        scene.add(Line((x, scene.y), (x, scene.y - _TICK)))
        scene.add(Words(x, baseline, (piece,), SMALL, anchor))


def _ticks(period: Period) -> Iterator[tuple[date, float, str]]:
    """Days on the axis: the first, the last, and those between that have room."""
    yield period.start, 0.0, "start"
    last = 0.0
    for when in _landmarks(period):
        x = period.x(when)
        if x - last >= _APART and x <= WIDTH - _APART:
            yield when, x, "middle"
            last = x
    yield period.end, float(WIDTH), "end"


def _landmarks(period: Period) -> Iterator[date]:
    """Weeks from the start; in a long programme the first days of months."""
    days = (period.end - period.start).days
    every = (period.start + timedelta(days=day) for day in range(1, days))
    for when in every:
        week = (when - period.start).days % 7 == 0
        if when.day == 1 if days >= _MONTHS else week:
            yield when


def _draw_span(scene: Scene, activity: Activity, period: Period) -> None:
    """Full is done, empty is planned, half full is under way, broken is unknown."""
    span = period.span(activity)
    if not span:
        return
    left, length = span[0], span[1] - span[0]
    unknown = activity.status == "not_reported"
    full = {"done": length, "under_way": length / 2}.get(activity.status, 0.0)
    edge = RULE if unknown else MUTED
    scene.add(Box(left, scene.y, length, _BAR, PAPER, edge, dashed=unknown))
    if full:
        scene.add(Box(left, scene.y, full, _BAR, MUTED, MUTED))


def _note(activity: Activity, period: Period) -> list[Piece]:
    """Status and dates in words, and what the period cuts off."""
    words = period.words
    note = [Piece(status(activity.status, words.language)), Piece(", ", colour=MUTED)]
    dates = {
        "start": (activity.start, activity.start_figure),
        "end": (activity.due, activity.due_figure),
    }
    pieces = {
        name: _dated(when, figure, period)
        for name, (when, figure) in dates.items()
        if when
    }
    note += filled(activity.said_when(words), pieces, MUTED)
    note += [Piece(f", {cut}", colour=MUTED) for cut in _cut(activity, period)]
    return note


def _cut(activity: Activity, period: Period) -> Iterator[str]:
    """What of an activity lies outside the period, in words."""
    if not period.span(activity):
        yield period.words.outside
        return
    if activity.start and activity.start < period.start:
        yield period.words.before_period
    if activity.due and activity.due > period.end:
        yield period.words.after_period
