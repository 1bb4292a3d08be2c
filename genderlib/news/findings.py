"""What a news item says of the counts: every percentage beside the counts it is of.

Sentences are plain and in the past: an item may be of a year long gone. Which comes
first follows from what was counted, never from what looks best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from genderlib.norms.counts import women_bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.news.item import NewsItem
    from genderlib.norms.counts import Counted
    from genderlib.review.subjects import Subject

_ONE_SEAT_TELLS: Final = 50
"""In a body of more seats one of them moves the share by less than two points."""


class _Clause(NamedTuple):
    """A finding: short for the headline, and in full."""

    short: Markup
    full: Markup


def headline(item: NewsItem) -> Iterator[Markup]:
    """The first finding in a few words; without any, what the item is about."""
    first = next(_clauses(item), None)
    if first is None:
        yield item.fill(
            "Bình đẳng giới tại {} năm {}",
            "Gender equality at the {} in {}",
            item.organisation_name,
            item.year_text(),
        )
    else:
        vi, en = "{} năm {}: {}", "{}, {}: {}"
        yield item.fill(vi, en, item.short_name, item.year_text(), first.short)


def lead(item: NewsItem) -> Iterator[Markup]:
    """Where, when and what: the first finding in full."""
    first = next(_clauses(item), None)
    yield item.fill(
        "Năm {1}, tại {0}, {2}",
        "At the {0} in {1}, {2}",
        item.organisation_name,
        item.year_text(),
        _nothing(item) if first is None else first.full,
    )


def _nothing(item: NewsItem) -> Markup:
    """What is said where neither leaders nor staff can be told of."""
    if item.concealed("representation") or item.concealed("staff"):
        return item.fill(
            "số liệu về phụ nữ trong lãnh đạo và cán bộ không được công bố.",
            "no counts of women among leaders or staff are published.",
        )
    return item.fill(
        "nguồn không có số liệu về phụ nữ trong lãnh đạo và cán bộ.",
        "the source has no counts of women among leaders or staff.",
    )


def further(item: NewsItem) -> Iterator[Markup]:
    """The findings after the first, one sentence each."""
    yield from _between(item)
    yield from _one_seat(item)
    for clause in [*_clauses(item)][1:]:
        yield _capital(clause.full)
    yield from _qualified(item)
    yield from _variants(item)
    yield from _unrecorded(item)


def _clauses(item: NewsItem) -> Iterator[_Clause]:
    """Findings, the first one for the headline."""
    several = len(item.representation) > 1
    if several:
        yield _several(item)
    if item.staff is not None:
        yield _staff(item, item.staff)
    for group in item.agencies:
        yield _agencies(item, group)
    if item.representation and not several:
        yield _one(item, item.representation[0])


def _several(item: NewsItem) -> _Clause:
    half = _half(item)
    return _Clause(half, half + ". " + _spread(item))


def _spread(item: NewsItem) -> Markup:
    """The largest and the smallest share, with the groups they are of."""
    low, high = item.lowest(item.representation), item.highest(item.representation)
    least, most = (item.cite(f"{g[0].identifier}.share") for g in (low, high))
    if low[0].identifier == high[0].identifier:
        vi = "Tỷ lệ nữ ở mọi nhóm đều là {} ({})."
        en = "Their share was {} in every group ({})."
        return item.fill(vi, en, most, _each(item, high))
    return item.fill(
        "Tỷ lệ nữ cao nhất là {} ({}), thấp nhất là {} ({}).",
        "Their share was largest at {} ({}) and smallest at {} ({}).",
        most,
        _each(item, high),
        least,
        _each(item, low),
    )


def _half(item: NewsItem) -> Markup:
    """In how many groups women are at least half."""
    number, of = "representation.at_parity", "representation.groups"
    named = _groups_of(item)
    reached = item.definitions.figure(number).exact
    groups = item.cite(of)
    if any(_is_open(item.count(group)) for group in item.representation):
        vi = f"phụ nữ chắc chắn chiếm ít nhất một nửa ở {{}} trong {{}} {named}"
        en = f"women were certainly at least half in {{}} of {{}} {named}"
        return item.fill(vi, en, item.cite(number), groups)
    if len(item.representation) == 2 and reached in (0, 2):
        return _both(item, is_half=reached == 2, named=named)
    if reached == 0:
        vi = f"phụ nữ chiếm dưới một nửa ở cả {{}} {named}"
        en = f"women were fewer than half in all {{}} {named}"
        return item.fill(vi, en, groups)
    if reached == len(item.representation):
        vi = f"phụ nữ chiếm ít nhất một nửa ở cả {{}} {named}"
        en = f"women were at least half in all {{}} {named}"
        return item.fill(vi, en, groups)
    vi = f"phụ nữ chiếm ít nhất một nửa ở {{}} trong {{}} {named}"
    en = f"women were at least half in {{}} of {{}} {named}"
    return item.fill(vi, en, item.cite(number), groups)


def _groups_of(item: NewsItem) -> str:
    """What the groups are called: staff and courses are counted as well."""
    if item.definitions.kind == "agency":
        vi, en = "nhóm lãnh đạo", "leadership groups"
        if item.concealed("representation"):
            vi, en = f"{vi} được công bố", f"{en} shown"
        return item.say(vi, en)
    if item.concealed("representation"):
        return item.say("nhóm được công bố", "groups shown")
    return item.say("nhóm được đếm", "groups counted")


def _both(item: NewsItem, *, is_half: bool, named: str) -> Markup:
    """The same of two groups."""
    size = (
        item.say("ít nhất", "at least") if is_half else item.say("dưới", "fewer than")
    )
    return item.fill(
        f"phụ nữ chiếm {size} một nửa ở cả hai {named}",
        f"women were {size} half in both {named}",
    )


def _is_open(count: Counted) -> bool:
    """Whether those whose sex is not recorded decide if women are half."""
    low, high = women_bounds(count)
    return 2 * low < count.total <= 2 * high


def _staff(item: NewsItem, staff: Subject) -> _Clause:
    women, total, share = _counts(item, staff)
    vi, en = "{} trên {} {} là nữ", "women were {} of {} on the staff"
    name = [staff.name] if item.language == "vi" else []
    short = item.fill(vi, en, women, total, *name)
    return _Clause(short, short + item.fill(" ({}).", " ({}).", share))


def _agencies(item: NewsItem, group: Subject) -> _Clause:
    women, total, share = _counts(item, group)
    vi, en = "có {} trên {} {}", "{} of {} were {}"
    short = item.fill(vi, en, women, total, group.name)
    vi, en = (
        " ({}); đây là số cơ quan, không phải số người.",
        " ({}); this counts agencies, not people.",
    )
    return _Clause(short, short + item.fill(vi, en, share))


def _one(item: NewsItem, group: Subject) -> _Clause:
    women, total, share = _counts(item, group)
    short = item.fill(
        "{2} có {0} nữ trên {1} người",
        "women were {} of {} ({})",
        women,
        total,
        group.name,
    )
    full = item.fill(
        "{3} có {0} nữ trên {1} người ({2}).",
        "women were {} of {} ({}) in one group, {}.",
        women,
        total,
        share,
        group.name,
    )
    return _Clause(short, full)


def _between(item: NewsItem) -> Iterator[Markup]:
    """Groups with neither the largest nor the smallest share."""
    groups = item.representation
    ends = {g.identifier for g in (*item.highest(groups), *item.lowest(groups))}
    between = [group for group in groups if group.identifier not in ends]
    if between:
        listed = Markup("; ").join(_with_share(item, group) for group in between)
        yield item.fill("Các nhóm còn lại: {}.", "Between them: {}.", listed)


def _one_seat(item: NewsItem) -> Iterator[Markup]:
    """In the smallest share of a small body, how much one appointment moves."""
    lowest = item.lowest(item.representation)
    if len(lowest) != 1 or len(item.representation) < 2:
        return
    group, count = lowest[0], item.count(lowest[0])
    if 1 < count.total <= _ONE_SEAT_TELLS and 2 * count.women < count.total:
        yield item.fill(
            "Ở nhóm có tỷ lệ thấp nhất, {}; {}.",
            "Where the share was smallest, {}; {}.",
            item.filters["one_seat"](group),
            item.filters["reach_half"](group),
        )


def _qualified(item: NewsItem) -> Iterator[Markup]:
    for group in item.qualified:
        yield item.fill(
            "Trong số {}, {} trên {} người là nữ ({}).",
            "Among {}, {} of {} were women ({}).",
            group.name,
            *_counts(item, group),
        )


def _variants(item: NewsItem) -> Iterator[Markup]:
    """Other counts of a group that is counted too; both are said."""
    for group in item.variants:
        yield item.fill(
            "Nhóm này còn được đếm theo cách khác: {}, {} trên {} ({}).",
            "It is also counted in another way: {}, {} of {} ({}).",
            group.name,
            *_counts(item, group),
        )


def _unrecorded(item: NewsItem) -> Iterator[Markup]:
    """People whose sex is not recorded, and between what that leaves the share."""
    for group in item.representation:
        if item.count(group).unrecorded:
            yield item.fill(
                "Trong nhóm {}, {} người không ghi giới tính, nên tỷ lệ nữ nằm giữa {} "
                "và {}.",
                "In one group, {}, the sex of {} is not recorded, so the share of "
                "women lies between {} and {}.",
                group.name,
                *(
                    item.cite(f"{group.identifier}.{measure}")
                    for measure in ("unrecorded", "share_low", "share_high")
                ),
            )


def benefits(item: NewsItem) -> Iterator[Markup]:
    """Who received what, where that was counted and may be shown."""
    for group in item.topic("benefit"):
        yield item.fill(
            "Nhóm {}: {} trên {} người là nữ ({}).",
            "Of those counted under {}, {} of {} were women ({}).",
            group.name,
            *_counts(item, group),
        )


def since(item: NewsItem) -> Iterator[Markup]:
    """What the counts were the year before, group by group."""
    before = item.definitions.previous_counts
    staff = [] if item.staff is None else [item.staff]
    for group in (*staff, *item.compared):
        identifier = group.identifier
        if identifier not in before or not before[identifier].total:
            continue
        count, previous = item.count(group), before[identifier]
        if (count.women, count.total) == (previous.women, previous.total):
            vi, en = "{}: số nữ và tổng số như năm {}.", "{}: the same counts as in {}."
            yield item.fill(vi, en, group.title, item.year_text(-1))
        else:
            yield item.fill(
                "{}: năm {} là {} trên {} ({}).",
                "{0}: {2} of {3} ({4}) in {1}.",
                group.title,
                item.year_text(-1),
                *_previous(item, group),
            )


def _previous(item: NewsItem, group: Subject) -> list[Markup]:
    return [
        item.cite(f"{group.identifier}.previous_{measure}")
        for measure in ("women", "total", "share")
    ]


def _counts(item: NewsItem, group: Subject) -> list[Markup]:
    return [
        item.cite(f"{group.identifier}.{measure}")
        for measure in ("women", "total", "share")
    ]


def _each(item: NewsItem, groups: Iterable[Subject]) -> Markup:
    """Groups with their counts, for where their share stands beside."""
    return Markup("; ").join(
        item.fill("{}: {} trên {}", "{}: {} of {}", g.name, *_counts(item, g)[:2])
        for g in groups
    )


def _with_share(item: NewsItem, group: Subject) -> Markup:
    vi, en = "{} ({} trên {}, {})", "{} ({} of {}, {})"
    return item.fill(vi, en, group.name, *_counts(item, group))


def _capital(words: Markup) -> Markup:
    """A clause of our own as a sentence; one that begins with a figure stays."""
    return words[:1].upper() + words[1:]
