"""The first page of a trend: key figures, and what a reviewer checks before signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.review.summary import boxed, card, cards
from genderlib.text.names import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.review.tables import Fragment
    from genderlib.trends.series import Series
    from genderlib.trends.trend import Trend

_MOST_GROUPS = 2


def summary(trend: Trend) -> Fragment:
    """Share and change of the groups with most years."""
    shown = (trend.several_years or trend.all_series)[:_MOST_GROUPS]
    return cards(trend, [found for one in shown for found in _of(trend, one)])


def _of(trend: Trend, series: Series) -> list[Markup]:
    group, last = series.group, series.last
    name = trend.named(group).short_name
    share_vi, share_en = trend.share_of(group)
    term = trend.fill(
        f"{capital(share_vi)} năm {{}}",
        f"{capital(share_en.removeprefix('the '))}, {{}}",
        trend.dated_year(last),
    )
    counts = trend.fill(
        "{}: {} trên {}",
        "{}: {} of {}",
        name,
        trend.cite(f"{group}.women.{last}"),
        trend.cite(f"{group}.total.{last}"),
    )
    found = [card(term, trend.cite(f"{group}.share.{last}"), counts)]
    if len(series.years) > 1:
        since = trend.dated_year(series.first)
        term = trend.fill("Thay đổi từ năm {}", "Change since {}", since)
        vi, en = trend.counted(group)
        term += Markup(" ({})").format(trend.say(vi, en))
        points = trend.cite(f"{group}.span_share", "plus")
        detail = Markup("{}: {}").format(name, points)
        detail += Markup("").join(_from_other(trend, series))
        found.append(card(term, trend.cite(f"{group}.span_women", "plus"), detail))
    return found


def _from_other(trend: Trend, series: Series) -> Iterator[Markup]:
    """The same change from another count of the first year."""
    for other in trend.others_at_start(series):
        yield trend.fill(
            "; so với {} năm {}: {}",
            "; against {} in {}: {}",
            trend.named(other.group).name,
            trend.dated_year(other.first),
            trend.cite(f"{other.group}.span_other", "plus"),
        )


def reviewer_box(trend: Trend) -> Fragment:
    """What to check before signing."""
    points = []
    if trend.several_years:
        points.append(
            trend.fill(
                "Các năm có được đếm theo cùng một cách không; nếu không, hãy ghi rõ.",
                "Whether all years are counted in one way; where not, say so.",
            )
        )
    if trend.projected:
        points.append(
            trend.fill(
                "Giả định của phần dự kiến có hợp lý với cơ quan này không.",
                "Whether the assumption behind the projection fits this organisation.",
            )
        )
    points.append(
        trend.fill(
            "Chọn vài con số bất kỳ và theo đường dẫn đến nguồn của chúng ở bảng cuối.",
            "Pick a few figures and follow their links to their source in the last "
            "table.",
        )
    )
    return boxed(trend, points)
