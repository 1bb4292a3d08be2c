"""The charts of a review: which table, and the finding that stands above it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from genderlib import charts
from genderlib.review.forms import written
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.charts import Chart
    from genderlib.review.facts import Row
    from genderlib.review.review import Review
    from genderlib.review.subjects import Subjects


def chart(review: Review, section: str) -> Chart | None:
    """A chart by name; None where the year has no rows for it.

    Raises
    ------
    ValueError
        If there is no such chart.
    """
    if section not in _CHARTS:
        known = ", ".join(_CHARTS)
        raise ValueError(f"section must be one of {known}, not {section!r}")
    return _CHARTS[section](review)


def _representation(review: Review) -> Chart | None:
    groups = review.topic("representation")
    if not groups:
        return None
    return charts.share_bars(
        [_share_row(review, group.identifier) for group in groups],
        norms=_norm_rows(review),
        title=_extremes(review, groups),
        source=_source(review, "representation"),
        note=_hidden(review, "representation"),
        language=review.language,
        identifier="chart-representation",
    )


def _hidden(review: Review, topic: str) -> Markup:
    """Groups that are not drawn because the public does not see them."""
    hidden = review.concealed(topic)
    if not hidden:
        return Markup("")
    named = joined(hidden, review.language)
    vi, en = "Không công bố vì liên quan đến ít người: {}.", "Hidden, few people: {}."
    return review.fill(vi, en, named)


def _source(review: Review, topic: str) -> Markup:
    """Where the counts come from, and which are not drawn."""
    return Markup("{} {}").format(review.source_line, _hidden(review, topic)).rstrip()


def _extremes(review: Review, groups: Subjects) -> Markup:
    """Where the share of women is largest and smallest; several groups may share it."""
    highest, lowest = review.highest(groups), review.lowest(groups)
    largest = review.cite(f"{highest[0].identifier}.share")
    if len(groups) > 1 and len(highest) == len(groups):
        vi, en = "Tỷ lệ nữ ở mọi nhóm là {}", "The share of women is {} in every group"
        return review.fill(vi, en, largest)
    if len(groups) == 1:
        vi, en = "{}: phụ nữ chiếm {}", "{}: {} are women"
        return review.fill(vi, en, groups[0].title, largest)
    have = "has" if len(highest) == 1 else "have"
    first, *others = highest
    title = review.fill(
        "{} có tỷ lệ nữ cao nhất, {}",
        f"{{}} {have} the largest share of women, {{}}",
        joined([first.title, *others], review.language),
        largest,
    )
    return title + review.fill(
        "; {} thấp nhất, {}",
        "; {} the smallest, {}",
        joined(lowest, review.language),
        review.cite(f"{lowest[0].identifier}.share"),
    )


def _share_row(review: Review, group: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "group": group,
        "label": review.definitions.title(review.definitions.groups[group]),
    }
    row.update(_number(review, f"{group}.share", "value", ""))
    for measure in ("women", "total"):
        row.update(_number(review, f"{group}.{measure}", measure, f"{measure}_"))
    if review.definitions.counts[group].unrecorded:
        row.update(_number(review, f"{group}.share_low", "lower", "lower_"))
        row.update(_number(review, f"{group}.share_high", "upper", "upper_"))
    return row


def _count_row(review: Review, group: str) -> dict[str, Any]:
    count = review.definitions.counts[group]
    measures = {"women": "women", "total": "total"}
    measures["men"] = "others" if count.men is None else "men"
    if count.unrecorded:
        measures["unknown"] = "unrecorded"
    row = {"label": review.definitions.title(review.definitions.groups[group])}
    for column, measure in measures.items():
        row |= _number(review, f"{group}.{measure}", column, f"{column}_")
    return row


def _norm_rows(review: Review) -> list[dict[str, Any]]:
    """Norms in per cent, one mark a level: two documents may ask for the same."""
    marks: dict[tuple[str, Any], dict[str, Any]] = {}
    for judged in review.definitions.judgements:
        norm = review.definitions.norms[judged.norm]
        key = (judged.group, norm["value"])
        if norm["measure"] != "share" or key in marks:
            continue
        row = _number(review, f"{judged.norm}.value", "value", "")
        marks[key] = {"group": judged.group, "outcome": judged.outcome, **row}
    return list(marks.values())


def _number(review: Review, identifier: str, value: str, prefix: str) -> dict[str, Any]:
    figure = review.record(identifier)
    return {
        value: figure.exact,
        f"{prefix}text": written(figure, review.language),
        f"{prefix}figure": identifier,
    }


def _change(review: Review) -> Chart | None:
    groups = [
        group
        for group in review.compared
        if group.row["topic"] == "representation"
        and group.row["counted"] != "organisations"
    ]
    if not groups:
        return None
    rows = [_change_row(review, group.identifier) for group in groups]
    return charts.share_change(
        rows,
        before=review.year - 1,
        after=review.year,
        title=review.fill(
            "Tỷ lệ nữ thay đổi thế nào từ năm {} đến năm {}",
            "How the share of women changed from {} to {}",
            review.year_text(-1),
            review.year_text(),
        ),
        source=review.fill(
            "{} Số liệu năm {}: {}.",
            "{} Counts of {}: {}.",
            review.source_line,
            review.year_text(-1),
            joined(review.previous_publishers, review.language),
        ),
        language=review.language,
        identifier="chart-change",
    )


def _change_row(review: Review, group: str) -> dict[str, Any]:
    row = {"label": review.definitions.title(review.definitions.groups[group])}
    row |= _number(review, f"{group}.previous_share", "before", "before_")
    return row | _number(review, f"{group}.share", "after", "after_")


def _training(review: Review) -> Chart | None:
    courses = review.topic("training")
    if not courses:
        return None
    hidden = _hidden(review, "training")
    title = review.fill(
        "Phụ nữ chiếm {} trong {} lượt học",
        "Women took {} of {} course places",
        review.cite("training.women"),
        review.cite("training.total"),
    )
    return charts.stacked_counts(
        [_count_row(review, course.identifier) for course in courses],
        title=title,
        source=_source(review, "training"),
        note=hidden,
        language=review.language,
        identifier="chart-training",
        men_counted=all(review.count(course).men is not None for course in courses),
    )


def _action_month(review: Review) -> Chart | None:
    month = {
        identifier: row
        for identifier, row in review.definitions.activities.items()
        if row["programme"] == "action_month"
    }
    if not any(row["start"] for row in month.values()):
        return None
    if not any(row["due"] for row in month.values()):
        return None
    title = review.fill(
        "Đến {}, {} trong {} hoạt động của tháng hành động được báo là đã thực hiện",
        "By {}, {} of {} activities of the action month were reported as done",
        review.cite(f"{review.latest_source}.date"),
        review.cite("action_month.done"),
        review.cite("action_month.count"),
    )
    latest = review.latest_source
    return charts.activity_span(
        [_activity_row(review, i, row) for i, row in month.items()],
        start=_day(review, "action_month.start"),
        end=_day(review, "action_month.due"),
        as_of=_day(review, f"{latest}.date"),
        as_of_figure=f"{latest}.date",
        title=title,
        source=review.source_line,
        language=review.language,
        identifier="chart-action-month",
    )


def _activity_row(review: Review, activity: str, row: Row) -> dict[str, Any]:
    cells = {"label": review.definitions.title(row), "status": row["status"]}
    for column in ("start", "due"):
        if row[column] is not None:
            review.record(f"{activity}.{column}")
        cells[column] = row[column]
        cells[f"{column}_figure"] = row[column] and f"{activity}.{column}"
    return cells


def _day(review: Review, identifier: str) -> date:
    return date.fromisoformat(review.record(identifier).value)


_CHARTS: Final[dict[str, Callable[[Review], Chart | None]]] = {
    "representation": _representation,
    "change": _change,
    "training": _training,
    "action_month": _action_month,
}
