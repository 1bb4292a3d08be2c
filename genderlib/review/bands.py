"""Sentences on levels and ages: where most came and left, where women are most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from genderlib.review.subjects import identifier_of
from genderlib.text.names import joined, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from genderlib.review.ages import Band
    from genderlib.review.review import Review


def by_level(review: Review, group: Any) -> Markup:
    """To which levels of a group most people came, and which most left.

    Empty where that is not known.
    """
    identifier = identifier_of(group)
    if not review.definitions.level_flows.get(identifier):
        return review.fill("", "")
    return review.fill(
        "Theo ngạch, bậc, trong đó ai được nâng ngạch thì tính là ra khỏi ngạch cũ và "
        "vào ngạch mới: {}; {}.",
        "By level, where whoever rises leaves one level and joins the next, {}; {}.",
        _said(review, identifier, "joined"),
        _said(review, identifier, "left"),
    )


# Of each flow what is said of the levels with most of it, and where there is none.
_FLOWS: Final = {
    "joined": (
        ("vào nhiều nhất là {}", "most joined {}"),
        ("không ai vào ngạch nào", "nobody joined a level"),
    ),
    "left": (
        ("ra nhiều nhất là {}", "most left {}"),
        ("không ai ra khỏi ngạch nào", "nobody left a level"),
    ),
}


def _said(review: Review, group: str, kind: str) -> Markup:
    some, none = _FLOWS[kind]
    most = _most(review, group, kind)
    return review.fill(*none) if most is None else review.fill(*some, most)


def _most(review: Review, group: str, kind: str) -> Markup | None:
    """Levels with most of one flow, with how many; None where there are none."""
    moves = review.definitions.level_flows[group]
    most = max(flows.total[kind] for _, flows in moves.values())
    if most == 0:
        return None
    levels = {part: at for part, (at, f) in moves.items() if f.total[kind] == most}
    named = joined(map(review.vietnamese, levels.values()), review.language)
    part = next(iter(levels))
    total = review.cite(f"{group}.{kind}_total.{part}")
    if len(levels) > 1:
        return review.fill("{} (mỗi ngạch {} người)", "{} ({} each)", named, total)
    women = review.cite(f"{group}.{kind}_women.{part}")
    vi, en = "{} ({} người, trong đó {} nữ)", "{} ({}, {} of them women)"
    return review.fill(vi, en, named, total, women)


def by_age(review: Review, group: Any) -> Markup:
    """The ages at which the share of women in a group is highest and lowest.

    Empty where fewer than two ages are known, so that there is nothing to compare.
    """
    identifier = identifier_of(group)
    bands = review.definitions.ages.get(identifier, {}).values()
    shares = [(band, _share(band)) for band in bands if band.count.total and band.known]
    if len(shares) < 2:
        return review.fill("", "")
    high, low = (pick(share for _, share in shares) for pick in (max, min))
    most = _aged(review, identifier, (b for b, share in shares if share == high))
    if high == low:
        vi = "Ở mọi độ tuổi tỷ lệ nữ như nhau: {}."
        en = "The share of women is the same at every age: {}."
        return review.fill(vi, en, most)
    return review.fill(
        "Tỷ lệ nữ cao nhất ở nhóm {} và thấp nhất ở nhóm {}.",
        "The share of women is highest among those aged {} and lowest among those "
        "aged {}.",
        most,
        _aged(review, identifier, (b for b, share in shares if share == low)),
    )


def _share(band: Band) -> Fraction:
    return Fraction(band.count.women, band.count.total)


def _aged(review: Review, group: str, bands: Iterable[Band]) -> Markup:
    """Bands, each with its counts: one of one is a share of 100% as well."""
    return joined((_counted(review, group, band) for band in bands), review.language)


def _counted(review: Review, group: str, band: Band) -> Markup:
    measures = ("women", "total", "share")
    figures = (review.cite(f"{group}.{m}.{band.name}") for m in measures)
    vi, en = "{} ({} trên {}, {})", "{} ({} of {}, {})"
    return review.fill(vi, en, name(band.title(review.language)), *figures)
