"""What a comparison says in words; nothing that chance alone explains is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.review.figures import UnknownFigureError
from genderlib.review.subjects import joined
from genderlib.text.markup import interval_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from genderlib.comparison.comparison import Comparison


def findings(comparison: Comparison) -> Iterator[Markup]:
    """For each group, the lowest and the highest share and what is beyond chance."""
    for group in comparison.groups:
        ranked = comparison.by_share(group)
        spread = comparison.fill(
            "{}: từ {} ({}) đến {} ({}), chung {}",
            "{}: from {} ({}) to {} ({}), {} overall",
            comparison.named(group).title,
            comparison.cite(f"{ranked[-1]}.share.{group}"),
            comparison.whose(ranked[-1]).name,
            comparison.cite(f"{ranked[0]}.share.{group}"),
            comparison.whose(ranked[0]).name,
            comparison.cite(f"{group}.share"),
        )
        yield spread + _beyond(comparison, group)


def _beyond(comparison: Comparison, group: str) -> Markup:
    """Which organisations chance does not explain."""
    found = comparison.definitions.beyond(group)
    if not found:
        return comparison.fill(
            "; chênh lệch không vượt mức ngẫu nhiên.",
            "; differences that chance alone explains.",
        )
    sides = (
        (1, "cao hơn mức ngẫu nhiên: {}", "above what chance explains: {}"),
        (-1, "thấp hơn mức ngẫu nhiên: {}", "below what chance explains: {}"),
    )
    phrases = [
        comparison.fill(
            vi,
            en,
            joined(
                (comparison.whose(o).name for o, s in found.items() if s == side),
                comparison.language,
            ),
        )
        for side, vi, en in sides
        if side in found.values()
    ]
    return comparison.fill("; {}.", "; {}.", comparison.fill("; ", "; ").join(phrases))


def standings(comparison: Comparison) -> Iterator[Markup]:
    """Where the organisation of the report stands in each group."""
    own = comparison.organisation
    for group in comparison.groups:
        if own not in comparison.definitions.compared[group]:
            continue
        yield comparison.fill(
            "{}: {} ({} trên {}); với cỡ này, riêng ngẫu nhiên đã cho từ {} đến {}.",
            "{}: {} ({} of {}); at this size chance alone gives {} to {}.",
            comparison.named(group).title,
            comparison.cite(f"{own}.share.{group}"),
            comparison.cite(f"{own}.women.{group}"),
            comparison.cite(f"{own}.total.{group}"),
            comparison.cite(f"{own}.low_998.{group}"),
            comparison.cite(f"{own}.high_998.{group}"),
        )


def distances(comparison: Comparison) -> Iterator[Markup]:
    """How many organisations meet each norm."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for organisation, judged in comparison.definitions.judged.items():
        for one in judged:
            if one.group in comparison.definitions.compared:
                whose = found.setdefault((one.norm, one.group), {})
                whose[organisation] = one.outcome
    for (norm, group), outcomes in found.items():
        met = [o for o, outcome in outcomes.items() if outcome == "met"]
        asked = comparison.definitions.norms[norm]["comparison"]
        vi, en = ("trên {}", "over {}") if asked == ">" else ("{}", "{}")
        value = comparison.fill(vi, en, comparison.cite(f"{norm}.value"))
        named = joined((comparison.whose(o).name for o in met), comparison.language)
        yield comparison.fill(
            "{} (mức {}): {}.",
            "{} ({} asked for): {}.",
            comparison.named(group).title,
            value,
            comparison.fill("đạt ở {}", "met in {}", named)
            if met
            else comparison.fill("chưa nơi nào đạt", "met nowhere"),
        )


def spreads(comparison: Comparison) -> Iterator[Markup]:
    """How uneven each group is over the organisations, beside what chance gives."""
    for group in comparison.groups:
        index = comparison.maybe(f"{group}.dissimilarity")
        if index is None:
            continue
        expected = comparison.cite(f"{group}.expected_dissimilarity")
        title = comparison.named(group).title
        if is_uneven(comparison, group):
            yield comparison.fill(
                "{}: chỉ số {}, trong khi ngẫu nhiên cho trung bình {}; sau khi "
                "trừ phần đó còn {}.",
                "{}: index {}, where chance gives {} on average; {} after taking "
                "that off.",
                title,
                index,
                expected,
                comparison.cite(f"{group}.corrected_dissimilarity"),
            )
        else:
            yield comparison.fill(
                "{}: chỉ số {}, không cao hơn mức trung bình {} mà ngẫu nhiên cho; "
                "không thể gọi là phân bố không đều.",
                "{}: index {}, no more than the {} that chance gives on average, so "
                "the spread is not called uneven.",
                title,
                index,
                expected,
            )


def is_uneven(comparison: Comparison, group: str) -> bool:
    """A value that chance alone gives is no segregation."""
    figure = comparison.definitions.figure
    names = (f"{group}.dissimilarity", f"{group}.expected_dissimilarity")
    try:
        index, expected = (float(figure(name).value) for name in names)
    except UnknownFigureError:
        return False
    return index > expected


def gaps(comparison: Comparison) -> Iterator[Markup]:
    """What the comparison does not tell."""
    yield comparison.fill(
        "Nguồn không cho biết vì sao các cơ quan khác nhau; dải {} chỉ tách phần ngẫu "
        "nhiên.",
        "The sources do not say why organisations differ; the {} band only sets chance "
        "apart.",
        interval_level(comparison.say("99,8%", "99.8%")),
    )
    definitions = comparison.definitions
    alone = {
        group: tables
        for tables in definitions.others.values()
        for group in dict.fromkeys(tables.counts["group"])
        if group not in definitions.compared
    }
    if alone:
        yield comparison.fill(
            "Chỉ một cơ quan đếm các nhóm sau, nên không so sánh được: {}.",
            "Only one organisation counts these groups, so they are not compared: {}.",
            joined((comparison.named(g).name for g in alone), comparison.language),
        )
