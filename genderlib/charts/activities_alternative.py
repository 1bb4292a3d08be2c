"""What a chart of activities says to those who cannot see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.charts.sentences import (
    ALL_VALUES,
    extremes,
    fill,
    listed,
    name,
    together,
    whole,
)
from genderlib.text.dates import long_date
from genderlib.text.markup import escape, time
from genderlib.text.terms import status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from genderlib.charts.activities import Activity, Period
    from genderlib.text.chart_words import ChartWords


def activities_alternative(activities: Sequence[Activity], period: Period) -> Markup:
    """Kind of chart, how many are done, the first and last, each of a few."""
    words = period.words
    many = len(activities) > 1
    shown = activities if len(activities) <= ALL_VALUES else ()
    return together(
        [
            fill(
                words.activities if many else words.one_activity,
                count=whole(len(activities)),
                start=_full(period, period.start),
                end=_full(period, period.end),
            ),
            _by_status(activities, words) if many else None,
            *(_dated_extremes(activities, period) if many else ()),
            _state(period) if period.as_of else None,
            _values(shown, period) if shown else None,
        ]
    )


def _by_status(activities: Sequence[Activity], words: ChartWords) -> Markup:
    """How many are done, under way and so on, in that order of the table."""
    counts = Counter(status(activity.status, words.language) for activity in activities)
    parts = [
        fill("{count} {status}", status=escape(status), count=whole(count))
        for status, count in counts.items()
    ]
    return fill(words.by_status, parts=Markup(", ").join(parts))


def _dated_extremes(activities: Sequence[Activity], period: Period) -> Iterator[Markup]:
    words = period.words
    starts = [(a, a.start) for a in activities if a.start]
    ends = [(a, a.due) for a in activities if a.due]
    if starts:
        first = extremes(starts, lambda row: row[1].toordinal())[1]
        everyone = len(first) == len(activities)
        sentence = words.all_start if everyone else words.first_start
        yield _named_days(sentence, first, period)
    if ends:
        last = extremes(ends, lambda row: row[1].toordinal())[0]
        everyone = len(last) == len(activities)
        yield _named_days(words.all_end if everyone else words.last_end, last, period)


def _named_days(
    sentence: str, found: Sequence[tuple[Activity, date]], period: Period
) -> Markup:
    """A sentence about the activities of one day, which speaks of them or of it."""
    day = _full(period, found[0][1])
    rows = (
        fill("{name} ({date})", name=name(activity.label), date=day)
        for activity, _ in found
    )
    return fill(sentence, rows=listed(rows, period.words, value=day), date=day)


def _state(period: Period) -> Markup:
    as_of = period.as_of or period.end
    return fill(period.words.state_on, date=_full(period, as_of))


def _values(activities: Sequence[Activity], period: Period) -> Markup:
    rows = Markup("; ").join(_said(activity, period) for activity in activities)
    return fill(period.words.listed, rows=rows)


def _said(activity: Activity, period: Period) -> Markup:
    dates = {"start": activity.start, "end": activity.due}
    known = {name: _full(period, when) for name, when in dates.items() if when}
    return fill(
        "{name}: {status}, {dates}",
        name=name(activity.label),
        status=escape(status(activity.status, period.words.language)),
        dates=fill(activity.said_when(period.words), **known),
    )


def _full(period: Period, when: date) -> Markup:
    return time(when, long_date(when, period.words.language))
