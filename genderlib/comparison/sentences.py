"""What a comparison says in words; nothing that chance could explain is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.review import norm_words
from genderlib.review.figures import UnknownFigureError
from genderlib.text import terms
from genderlib.text.markup import interval_level
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from genderlib.comparison.comparison import Comparison
    from genderlib.norms import Judgement


def lead(comparison: Comparison) -> Iterator[Markup]:
    """The finding: where organisations differ by more than chance, and where not."""
    if not comparison.groups:
        return
    beyond = comparison.definitions.beyond
    uneven = [group for group in comparison.groups if beyond(group)]
    every = joined(
        (comparison.whose(o).name for o in comparison.definitions.others),
        comparison.language,
    )
    if not uneven:
        yield comparison.fill(
            "{}: ở mọi nhóm được so sánh, chênh lệch không vượt mức có thể do ngẫu "
            "nhiên.",
            "{}: in every group compared, they differ by no more than chance could "
            "explain.",
            every,
        )
        return
    named = joined((comparison.named(g).name for g in uneven), comparison.language)
    vi = "{}: chênh lệch vượt mức có thể do ngẫu nhiên ở {}"
    en = "{} differ by more than chance would explain in {}"
    if len(uneven) < len(comparison.groups):
        vi, en = f"{vi}; ở các nhóm khác thì không", f"{en}, and in no other group"
    yield comparison.fill(f"{vi}.", f"{en}.", every, named)
    yield _own(comparison)


def _own(comparison: Comparison) -> Markup:
    """Whether the organisation of the report itself lies beyond chance."""
    own, definitions = comparison.organisation, comparison.definitions
    sides = {
        group: definitions.beyond(group).get(own, 0) for group in comparison.groups
    }
    whose = comparison.whose(own).name
    if not any(sides.values()):
        return comparison.fill(
            "{} nằm trong dải ngẫu nhiên ở mọi nhóm.",
            "{} itself is within the band of chance in every group.",
            whose,
        )
    parts = [
        comparison.fill(
            vi,
            en,
            joined(
                (comparison.named(g).name for g, s in sides.items() if s == side),
                comparison.language,
            ),
        )
        for side, vi, en in (
            (1, "cao hơn dải ngẫu nhiên ở {}", "above that band in {}"),
            (-1, "thấp hơn dải ngẫu nhiên ở {}", "below that band in {}"),
        )
        if side in sides.values()
    ]
    vi, en = "{} {}.", "{} itself is {}."
    return comparison.fill(vi, en, whose, comparison.fill("; ", "; ").join(parts))


def findings(comparison: Comparison) -> Iterator[Markup]:
    """For each group, the lowest and the highest share and what is beyond chance."""
    for group in comparison.groups:
        ranked = comparison.by_share(group)
        spread = comparison.fill(
            "{}: từ {} ({}) đến {} ({}), tính chung {}",
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
            "; chênh lệch không vượt mức có thể do ngẫu nhiên.",
            "; no more than chance could explain.",
        )
    sides = (
        (1, "cao hơn dải ngẫu nhiên: {}", "above the band of chance: {}"),
        (-1, "thấp hơn dải ngẫu nhiên: {}", "below the band of chance: {}"),
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


def wide_level(comparison: Comparison) -> Markup:
    """How often a draw by lot lies in the band outside which a dot is filled."""
    return interval_level(comparison.say("99,8%", "99.8%"))


def standings(comparison: Comparison) -> Iterator[Markup]:
    """Where the organisation of the report stands in each group."""
    own = comparison.organisation
    for group in comparison.groups:
        if own not in comparison.definitions.compared[group]:
            continue
        yield comparison.fill(
            "{}: {} ({} trên {}); với cỡ này, ít nhất {} số lần bốc thăm cho từ {} "
            "đến {}.",
            "{}: {} ({} of {}); at this size, at least {} of draws by lot give {} to "
            "{}.",
            comparison.named(group).title,
            comparison.cite(f"{own}.share.{group}"),
            comparison.cite(f"{own}.women.{group}"),
            comparison.cite(f"{own}.total.{group}"),
            wide_level(comparison),
            comparison.cite(f"{own}.low_998.{group}"),
            comparison.cite(f"{own}.high_998.{group}"),
        )


def distances(comparison: Comparison) -> Iterator[Markup]:
    """What each norm asks for, and which organisations meet it."""
    found: dict[tuple[str, str], list[tuple[str, Judgement]]] = {}
    for organisation, judged in comparison.definitions.judged.items():
        for one in judged:
            if organisation in comparison.definitions.compared.get(one.group, {}):
                found.setdefault((one.norm, one.group), []).append((organisation, one))
    for (_, group), judgements in found.items():
        first = judgements[0][1]
        yield comparison.fill(
            "{}, {} ({}): {}.",
            "{}, {} ({}): {}.",
            comparison.named(group).title,
            norm_words.asks(comparison, first),
            comparison.cite(f"{first.norm}.number"),
            comparison.fill("; ", "; ").join(_outcomes(comparison, judgements)),
        )


def _outcomes(
    comparison: Comparison, judgements: list[tuple[str, Judgement]]
) -> Iterator[Markup]:
    """Organisations by outcome: "met: A and B; not yet due: C (one woman short)"."""
    for outcome in dict.fromkeys(judged.outcome for _, judged in judgements):
        named = [
            comparison.whose(organisation).name + _short(comparison, organisation, one)
            for organisation, one in judgements
            if one.outcome == outcome
        ]
        yield comparison.fill(
            "{} ở {}",
            "{} in {}",
            terms.outcome(outcome, comparison.language),
            joined(named, comparison.language),
        )


def _short(comparison: Comparison, organisation: str, judged: Judgement) -> Markup:
    """How many women an organisation lacks; nothing where it lacks none."""
    short = judged.seats_short
    if not short:
        return comparison.fill("", "")
    identifier = f"{organisation}.seats_short.{judged.group}.{judged.norm}"
    return comparison.fill(
        " (thiếu {} nữ)",
        " ({} woman short)" if short == 1 else " ({} women short)",
        comparison.cite(identifier),
    )


def spreads(comparison: Comparison) -> Iterator[Markup]:
    """How uneven each group is over the organisations, beside what chance gives."""
    for group in comparison.groups:
        index = comparison.maybe(f"{group}.dissimilarity")
        if index is None:
            continue
        start = comparison.fill(
            "{}: chỉ số {}, bốc thăm cho trung bình {}",
            "{}: index {}, where a draw by lot gives {} on average",
            comparison.named(group).title,
            index,
            comparison.cite(f"{group}.expected_dissimilarity"),
        )
        yield start + _spread(comparison, group)


def _spread(comparison: Comparison, group: str) -> Markup:
    """Whether the spread is called uneven, and by how much beyond chance."""
    if is_uneven(comparison, group):
        return comparison.fill(
            "; chỉ số hiệu chỉnh theo ngẫu nhiên là {}.",
            "; the index corrected for chance is {}.",
            comparison.cite(f"{group}.corrected_dissimilarity"),
        )
    if is_above_chance(comparison, group):
        return comparison.fill(
            "; không nơi nào nằm ngoài dải {}, nên không thể nói là phân bố không đều.",
            "; no organisation lies outside the {} band, so the spread is not called "
            "uneven.",
            wide_level(comparison),
        )
    return comparison.fill(
        "; không cao hơn mức đó, nên không thể nói là phân bố không đều.",
        "; it is no higher than that, so the spread is not called uneven.",
    )


def is_uneven(comparison: Comparison, group: str) -> bool:
    """Above the mean of chance, and some organisation beyond the band of chance.

    A draw by lot gives an index above its mean about every other time, so the mean
    alone decides nothing.
    """
    beyond = comparison.definitions.beyond(group)
    return bool(beyond) and is_above_chance(comparison, group)


def is_above_chance(comparison: Comparison, group: str) -> bool:
    """Whether the index is above its mean under a draw by lot."""
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
        wide_level(comparison),
    )
    if comparison.groups:
        yield comparison.fill(
            "Dải này coi mọi người được chọn bằng cách bốc thăm. Nhiều số liệu "
            "gộp nhiều tổ chức, mỗi nơi bầu theo danh sách và cơ cấu riêng, nên mức "
            "dao động thực có thể lớn hơn hoặc nhỏ hơn dải, và nằm ngoài dải chưa nói "
            "lên nguyên nhân.",
            "That band takes everyone to be drawn by lot. Many counts add up several "
            "bodies, each elected from its own lists and with its own quotas, so real "
            "shares may vary more or less than the band shows, and lying outside it "
            "does not by itself point to a cause.",
        )
    yield from _not_compared(comparison)
    if comparison.withheld:
        named = joined((s.name for s in comparison.withheld), comparison.language)
        yield comparison.fill(
            "Số liệu có thể liên quan đến từng người không có trong bản công khai: {}.",
            "Counts that may tell of single people are not in the public report: {}.",
            named,
        )


def _not_compared(comparison: Comparison) -> Iterator[Markup]:
    """Groups left out: no people, or counted by one organisation only."""
    definitions = comparison.definitions
    left = dict.fromkeys(
        group
        for tables in definitions.others.values()
        for group in tables.counts["group"]
        if group not in definitions.compared
    )
    people = [g for g in left if definitions.groups[g]["counted"] == "persons"]
    if people:
        yield comparison.fill(
            "Chỉ một cơ quan đếm các nhóm sau, nên không so sánh được: {}.",
            "Only one organisation counts these groups, so they are not compared: {}.",
            joined((comparison.named(g).name for g in people), comparison.language),
        )
    others = [group for group in left if group not in people]
    if others:
        yield comparison.fill(
            "Các số liệu sau đếm cơ quan hoặc lượt, không đếm người, nên không so với "
            "bốc thăm: {}.",
            "These counts are of agencies or course places, not of people, so they are "
            "not held against draws by lot: {}.",
            joined((comparison.named(g).name for g in others), comparison.language),
        )
