"""The tables of a trend, each with its caption, its figures and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.review import sections
from genderlib.review.tables import Column, Table
from genderlib.text.markup import interval_level
from genderlib.text.names import NONE, name

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.trends.series import Series
    from genderlib.trends.trend import Trend


def table(trend: Trend, section: str) -> Table | None:
    """A table by name; None where there are no rows for it.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    if section not in _TABLES:
        known = ", ".join(_TABLES)
        raise ValueError(f"section must be one of {known}, not {section!r}")
    return _TABLES[section](trend)


def _levels(trend: Trend) -> Table | None:
    caption = trend.say(
        "Phụ nữ trong từng nhóm qua các năm", "Women in each group by year"
    )
    return _by_year(trend, "levels", caption, ("Nữ", "Women"), agencies=False)


def _agencies(trend: Trend) -> Table | None:
    caption = trend.say(
        "Số cơ quan qua các năm, không phải số người", "Agencies by year, not people"
    )
    return _by_year(trend, "agencies", caption, ("Cơ quan", "Agencies"), agencies=True)


def _by_year(
    trend: Trend,
    identifier: str,
    caption: str,
    counted: tuple[str, str],
    *,
    agencies: bool,
) -> Table | None:
    """Counts by group and year; changes where any group has two years."""
    shown = [
        series
        for series in trend.definitions.series.values()
        if trend.counts_agencies(series.group) == agencies
    ]
    changes = any(len(series.years) > 1 for series in shown)
    rows = [
        [
            _of(trend, series.group, year),
            *_level(trend, series, year),
            *(_changes(trend, series, year) if changes else ()),
        ]
        for series in shown
        for year in series.years
    ]
    headings = [
        Column(trend.say("Nhóm, năm", "Group, year")),
        *trend.numbers(counted, ("Tổng số", "Total"), ("Tỷ lệ", "Share")),
    ]
    if changes:
        headings += trend.numbers(
            ("Tăng, giảm", "Change in number"),
            ("Tăng, giảm (điểm phần trăm)", "Change in share (percentage points)"),
        )
    return _table(trend, identifier, caption, headings, rows)


def _level(trend: Trend, series: Series, year: int) -> list[Markup]:
    group = series.group
    return [
        trend.cite(f"{group}.women.{year}"),
        trend.cite(f"{group}.total.{year}"),
        trend.cite(f"{group}.share.{year}", "fixed"),
    ]


def _changes(trend: Trend, series: Series, year: int) -> list[Markup]:
    """Changes since the count before."""
    return [
        trend.maybe(f"{series.group}.change_women.{year}", "plus") or NONE,
        trend.maybe(f"{series.group}.change_share.{year}", "bare") or NONE,
    ]


def _moved(trend: Trend) -> Table | None:
    rows = [
        [
            _step(trend, series.group, before, year),
            trend.cite(f"{series.group}.change_women.{year}", "plus"),
            trend.cite(f"{series.group}.by_total.{year}", "plus"),
            trend.cite(f"{series.group}.by_share.{year}", "plus"),
        ]
        for series in trend.several_years
        for before, year in series.steps
    ]
    headings = [
        Column(trend.say("Nhóm, giai đoạn", "Group, from and to")),
        *trend.numbers(
            ("Tăng, giảm", "Change in number"),
            ("Do tổng số", "Due to the total"),
            ("Do tỷ lệ", "Due to the share"),
        ),
    ]
    caption = trend.say(
        "Mỗi lần tăng, giảm đến từ đâu", "Where each change in number comes from"
    )
    return _table(trend, "moved", caption, headings, rows)


def _flows(trend: Trend) -> Table | None:
    steps = ("left", "joined", "promoted")
    rows = [
        [
            _of(trend, group, year),
            *(_flow(trend, f"{group}.{step}", year) for step in steps),
            trend.maybe(f"{group}.stayed_share.{year}", "fixed") or NONE,
            trend.maybe(f"{group}.share.{year}", "fixed") or NONE,
        ]
        for group, year in trend.definitions.flow_years
    ]
    headings = [
        Column(trend.say("Nhóm, năm", "Group, year")),
        *trend.numbers(
            ("Ra", "Left"),
            ("Vào", "Joined"),
            ("Lên ngạch", "Promoted"),
            ("Tỷ lệ nữ, người ở lại", "Share, stayed"),
            ("Tỷ lệ nữ, cuối kỳ", "Share, end"),
        ),
    ]
    caption = trend.say(
        "Ra, vào và lên ngạch qua các năm: số nữ trên tổng số",
        "Who left, joined and rose, by year: women of all",
    )
    return _table(trend, "flows", caption, headings, rows)


def _flow(trend: Trend, flow: str, year: int) -> Markup:
    women, total = (trend.cite(f"{flow}_{word}.{year}") for word in ("women", "total"))
    return trend.fill("{} trên {}", "{} of {}", women, total)


def _parts(trend: Trend) -> Table | None:
    rows = []
    for series in trend.several_years:
        year = series.last
        for number, part in enumerate(trend.definitions.parts(series.group, year), 1):
            rows.append(
                [
                    _unit(trend, part.unit),
                    trend.cite(f"{series.group}.composition.{year}.{number}", "bare"),
                    trend.cite(f"{series.group}.rate.{year}.{number}", "bare"),
                ]
            )
    headings = [
        Column(trend.say("Đơn vị", "Unit")),
        *trend.numbers(
            ("Do cơ cấu", "Due to the mix of units"),
            ("Do tỷ lệ trong đơn vị", "Due to the share inside"),
        ),
    ]
    caption = trend.say(
        "Thay đổi tỷ lệ ở lần đếm gần nhất, theo đơn vị (điểm phần trăm)",
        "Change in share at the last count, by unit (percentage points)",
    )
    return _table(trend, "parts", caption, headings, rows)


def _unit(trend: Trend, unit: str) -> Markup:
    shown = name(unit)
    if trend.language == "vi":
        return shown
    return Markup('<span lang="vi">{}</span>').format(shown)


def _projection(trend: Trend) -> Table | None:
    rows = [
        [
            _of(trend, series.group, year),
            trend.cite(f"{series.group}.expected.{year}", "fixed"),
            _band(trend, series.group, year, "80"),
            _band(trend, series.group, year, "95"),
        ]
        for series in trend.projected
        for year in trend.elections(series)
    ]
    headings = [
        Column(trend.say("Nhóm, năm", "Group, year")),
        *trend.numbers(("Tỷ lệ dự kiến", "Share projected")),
        *(_band_column(trend, level) for level in ("80%", "95%")),
    ]
    caption = trend.say(
        "Tỷ lệ nữ nếu ghế được bầu lại theo giả định nêu trên",
        "Share of women if seats are filled anew as assumed above",
    )
    return _table(trend, "projection", caption, headings, rows)


def _band_column(trend: Trend, level: str) -> Column:
    heading = trend.fill("Dải {}", "{} band", interval_level(level))
    return Column(heading, number=True)


def _band(trend: Trend, group: str, year: int, level: str) -> Markup:
    return trend.fill(
        "từ {} đến {}",
        "{} to {}",
        trend.cite(f"{group}.low_{level}.{year}", "fixed"),
        trend.cite(f"{group}.high_{level}.{year}", "fixed"),
    )


def _of(trend: Trend, group: str, year: int) -> Markup:
    return Markup("{}, {}").format(
        trend.named(group).short_name, trend.dated_year(year)
    )


def _step(trend: Trend, group: str, before: int, year: int) -> Markup:
    years = trend.dated_year(before), trend.dated_year(year)
    return Markup("{}, {}–{}").format(trend.named(group).short_name, *years)


def _table(
    trend: Trend,
    identifier: str,
    caption: str,
    columns: list[Column],
    rows: list[list[Markup]],
) -> Table | None:
    if not rows:
        return None
    return Table(identifier, caption, columns, rows, trend.source_line)


def _sources(trend: Trend) -> Table | None:
    return sections.table(trend, "sources")


_TABLES: Final[dict[str, Callable[[Trend], Table | None]]] = {
    "levels": _levels,
    "agencies": _agencies,
    "moved": _moved,
    "parts": _parts,
    "flows": _flows,
    "projection": _projection,
    "sources": _sources,
}
