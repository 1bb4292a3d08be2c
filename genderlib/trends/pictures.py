"""The charts of a trend: which table, and the finding that stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genderlib import charts
from genderlib.review.forms import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from genderlib.charts import Chart
    from genderlib.trends.series import Series
    from genderlib.trends.trend import Trend


def chart(trend: Trend, section: str) -> Chart | None:
    """A chart by name; None where there are no rows for it.

    Raises
    ------
    ValueError
        If there is no such chart.
    """
    if section not in _CHARTS:
        known = ", ".join(_CHARTS)
        raise ValueError(f"section must be one of {known}, not {section!r}")
    return _CHARTS[section](trend)


def _shares(trend: Trend) -> Chart | None:
    series = trend.several_years
    if not series:
        return None
    return charts.share_lines(
        [row for one in series for row in _rows(trend, one)],
        title=_change(trend, series[0]),
        source=trend.source_line,
        language=trend.language,
        identifier="chart-shares",
    )


def _change(trend: Trend, series: Series) -> Markup:
    group = series.group
    vi, en = trend.share_of(group)
    change = float(trend.definitions.figure(f"{group}.span_share").value)
    rise, fall = ("tăng", "rose"), ("giảm", "fell")
    verb = ("đi", "went") if not change else rise if change > 0 else fall
    return trend.fill(
        f"{{}}: {vi} {verb[0]} từ {{}} năm {{}} đến {{}} năm {{}}",
        f"{{}}: {en} {verb[1]} from {{}} in {{}} to {{}} in {{}}",
        trend.named(group).title,
        trend.cite(f"{group}.share.{series.first}"),
        trend.dated_year(series.first),
        trend.cite(f"{group}.share.{series.last}"),
        trend.dated_year(series.last),
    )


def _rows(trend: Trend, series: Series) -> list[dict[str, Any]]:
    """Points of a group, and of other counts of it."""
    definitions = trend.definitions
    label = definitions.title(definitions.groups[series.group])
    others = [
        other
        for group, other in definitions.series.items()
        if definitions.groups[group]["variant_of"] == series.group
    ]
    return [
        {
            "label": label,
            "year": year,
            "other": one is not series,
            **_number(trend, f"{one.group}.share.{year}", "share"),
        }
        for one in (series, *others)
        for year in one.years
    ]


def _projection(trend: Trend) -> Chart | None:
    if not trend.projected:
        return None
    series = trend.projected[0]
    norm = trend.definitions.goal_norm(series.group)
    goal = None if norm is None else _number(trend, f"{norm.norm}.value", "value")
    elections = trend.elections(series)
    years = range(elections[0], trend.horizon(series) + 1)
    return charts.share_lines(
        _rows(trend, series),
        projection=[_ahead(trend, series, year) for year in years],
        goal=goal,
        title=_heading(trend, series),
        source=trend.source_line,
        language=trend.language,
        identifier="chart-projection",
    )


def _heading(trend: Trend, series: Series) -> Markup:
    group, year = series.group, trend.elections(series)[-1]
    return trend.fill(
        "{}: nếu bầu như các năm {} cộng lại, tỷ lệ nữ từ năm {} là {}",
        "{}: elected as in {} together, from {} on {} would be women",
        trend.named(group).title,
        trend.window(series),
        trend.dated_year(year),
        trend.cite(f"{group}.expected.{year}"),
    )


def _ahead(trend: Trend, series: Series, year: int) -> dict[str, Any]:
    """What holds in a year: the outcome of the last election up to it."""
    row: dict[str, Any] = {"year": year}
    elected = max(when for when in trend.elections(series) if when <= year)
    for measure in ("expected", "low_80", "high_80", "low_95", "high_95"):
        row |= _number(trend, f"{series.group}.{measure}.{elected}", measure)
    return row


def _number(trend: Trend, identifier: str, column: str) -> dict[str, Any]:
    figure = trend.record(identifier)
    return {
        column: figure.exact,
        f"{column}_text": written(figure, trend.language),
        f"{column}_figure": identifier,
    }


_CHARTS: Final[dict[str, Callable[[Trend], Chart | None]]] = {
    "shares": _shares,
    "projection": _projection,
}
