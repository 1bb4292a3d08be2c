"""Counts that were asked for and have not come in: whose, and which sums lack them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from genderlib.review.subjects import identifier_of
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genderlib.review.review import Review

_BLANK = Markup("")


def late_units(review: Review) -> Markup:
    """Who has not sent which counts, and which sums leave them out.

    Empty where everything came in, or nothing was asked for.
    """
    d = review.definitions
    if not d.missing:
        return _BLANK
    said = review.fill(
        "Chưa nhận đủ số liệu đã hỏi; {} trên {} nơi được hỏi còn thiếu: {}.",
        "Not all counts that were asked for have come in; {} of {} asked have not sent "
        "all: {}.",
        review.cite("asked.late"),
        review.cite("asked.units"),
        Markup("; ").join(_units(review)),
    )
    if not d.incomplete:
        return said
    named = joined(_groups(review, d.incomplete), review.language)
    return said + review.fill(
        " Tổng số của {} chưa gồm phần còn thiếu.",
        " The totals of {} leave out what is missing.",
        named,
    )


def _units(review: Review) -> Iterable[Markup]:
    """Each unit with the groups whose counts it has not sent."""
    by_unit: dict[str | None, dict[str, None]] = {}
    for row in review.definitions.missing:
        groups = by_unit.setdefault(row["unit"] or None, {})
        groups[str(row["group"])] = None
    for unit, groups in by_unit.items():
        named = joined(_groups(review, groups), review.language)
        yield review.fill("{} ({})", "{} ({})", _unit(review, unit), named)


def _unit(review: Review, unit: str | None) -> Markup:
    if unit is None:
        return review.fill("toàn cơ quan", "the organisation as a whole")
    return review.vietnamese(unit)


def _groups(review: Review, groups: Iterable[str]) -> list[Markup]:
    table = review.definitions.groups
    return [review.subject(group, table[group]).name for group in groups]


def left_out(review: Review, subject: Any) -> Markup:
    """Which units and levels a group's sum leaves out; empty where it leaves none."""
    group = identifier_of(subject)
    d = review.definitions
    if group not in d.left_out:
        return _BLANK
    parts = (", ".join(filter(None, place[1:])) for place in d.left_out[group])
    named = joined(map(review.vietnamese, parts), review.language)
    title = review.subject(group, d.groups[group]).title
    vi, en = "{}: tổng số chưa gồm {}.", "{}: the total leaves out {}."
    return review.fill(vi, en, title, named)


def under_a_table(review: Review, groups: Iterable[Any]) -> Markup:
    """What stands under a table: its sources, and what its sums leave out."""
    notes = [note for group in groups if (note := left_out(review, group))]
    return Markup(" ").join([review.source_line, *notes])
