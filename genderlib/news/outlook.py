"""What a news item says of plans, and of what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.review.late import late_units
from genderlib.review.subjects import Subjects
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.news.item import NewsItem

# Elected bodies and the Government as a whole are no agencies: they have no staff,
# courses or benefits of their own that their counts could lack.
_NO_AGENCIES: Final = frozenset({"assembly", "government", "province"})
_TOPICS: Final = ("staff", "representation", "training", "benefit")


def done(item: NewsItem) -> Subjects:
    """Activities that the source reports as done."""
    return _activities(item, status="done")


def planned(item: NewsItem) -> Subjects:
    """Activities of the action month that are only planned."""
    return _activities(item, status="planned", programme="action_month")


def _activities(item: NewsItem, **wanted: str) -> Subjects:
    rows = item.definitions.activities.items()
    found = (
        item.subject(identifier, row)
        for identifier, row in rows
        if wanted.items() <= row.items()
    )
    return Subjects("activities", found)


def goals(item: NewsItem) -> Iterator[Markup]:
    """How many goals were named, and what they lack."""
    definitions = item.definitions
    if not definitions.targets:
        return
    one = definitions.figure("targets.count").exact == 1
    yield item.fill(
        "Nguồn nêu {} mục tiêu cho thời gian tới; {} có mức cụ thể và {} có thời hạn.",
        f"The source names {{}} {'goal' if one else 'goals'} for the time ahead; {{}} "
        "with a level and {} with a date.",
        item.cite("targets.count"),
        *(_or_none(item, f"targets.{m}") for m in ("with_value", "with_due")),
    )


def _or_none(item: NewsItem, figure: str) -> Markup:
    """A count in a sentence; a word for none."""
    if item.definitions.figure(figure).exact == 0:
        return item.fill("không mục tiêu nào", "none")
    return item.cite(figure)


def hidden(item: NewsItem) -> Iterator[Markup]:
    """Which groups were counted but are not shown to the public."""
    found = [group for topic in _TOPICS for group in item.concealed(topic)]
    if found:
        yield item.fill(
            "Một phần hoặc toàn bộ số liệu của các nhóm sau không được công bố, vì "
            "liên quan đến ít người: {}.",
            "Some or all counts of these groups are not published because they concern "
            "few people: {}.",
            joined(found, item.language),
        )


def unknown(item: NewsItem) -> Iterator[Markup]:
    """Counts that have not come in, and in one sentence what the data do not tell."""
    if late := late_units(item):
        yield late
    found = [*_unknown(item)]
    if found:
        vi, en = "Chưa biết: {}.", "Not known: {}."
        yield item.fill(vi, en, Markup("; ").join(found))


def _unknown(item: NewsItem) -> Iterator[Markup]:
    definitions = item.definitions
    if definitions.kind not in _NO_AGENCIES:
        if not definitions.topic("staff") and not definitions.hidden("staff"):
            yield item.fill(
                "toàn cơ quan có bao nhiêu người, bao nhiêu nữ",
                "how many people work there and how many of them are women",
            )
        hidden = definitions.hidden("training")
        if not item.topic("training") and not item.trained and not hidden:
            yield item.fill("ai được đào tạo", "who was trained")
        if not item.topic("benefit") and not definitions.hidden("benefit"):
            yield item.fill(
                "bao nhiêu người được hưởng các quyền lợi",
                "how many people received benefits",
            )
        if definitions.previous is None:
            yield item.fill(
                "điều gì đã thay đổi so với năm {}",
                "what changed since {}",
                item.year_text(-1),
            )
    if not item.dated:
        yield item.fill("ngày đếm số liệu", "the day on which the counts were taken")


def source(item: NewsItem) -> Iterator[Markup]:
    """Who published the counts; the date stands at the head of the item."""
    rows = item.definitions.sources.values()
    yield item.sourced(dict.fromkeys(item.publisher(row) for row in rows))
