"""What a news item says of norms: how many were met, what is missing, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.review import norm_words
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.news.item import NewsItem
    from genderlib.norms import Judgement

# Of each outcome what is said of one norm, of several, and of all of several.
_OUTCOMES: Final = {
    "met": ("đã đạt", "was met", "were met", "All {} norms with a level were met"),
    "not_met": (
        "chưa đạt",
        "was not met",
        "were not met",
        "None of the {} norms with a level was met",
    ),
    "not_yet_due": (
        "chưa đến hạn",
        "is not yet due",
        "are not yet due",
        "None of the {} norms with a level is due yet",
    ),
    "cannot_be_judged": (
        "chưa thể đánh giá",
        "cannot be judged",
        "cannot be judged",
        "None of the {} norms with a level can be judged",
    ),
    "not_applicable": (
        "không áp dụng",
        "does not apply",
        "do not apply",
        "None of the {} norms with a level applies",
    ),
}
_NOT_COUNTED: Final = frozenset({"not_counted", "condition_not_counted"})
_WITH_GROUPS: Final = frozenset({"met", "not_met", "not_yet_due"})


def norms(item: NewsItem) -> Iterator[Markup]:
    """How the norms in force were met; nothing where there are none."""
    if not item.definitions.judgements:
        return
    yield _counted(item)
    yield from _missing(item)
    yield from _open(item)


def _counted(item: NewsItem) -> Markup:
    """How many norms there are, and how many of each outcome."""
    judgements = item.definitions.judgements
    outcomes = [o for o in _OUTCOMES if any(j.outcome == o for j in judgements)]
    if len(outcomes) > 1:
        of = item.cite("norms.applied")
        each = joined((_outcome(item, o) for o in outcomes), item.language)
        vi, en = (
            "Trong {} chỉ tiêu nêu một mức, {}.",
            "Of the {} norms with a level, {}.",
        )
        return item.fill(vi, en, of, each)
    vi, one, _, every = _OUTCOMES[outcomes[0]]
    groups = _groups(item, outcomes[0])
    if len(judgements) == 1:
        vi, en = (
            f"Chỉ tiêu duy nhất nêu một mức {vi}",
            f"The one norm with a level {one}",
        )
        return item.fill(vi, en) + groups + "."
    vi = f"Cả {{}} chỉ tiêu nêu một mức đều {vi}"
    return item.fill(vi, every, item.cite("norms.applied")) + groups + "."


def _outcome(item: NewsItem, outcome: str) -> Markup:
    number = item.cite(f"norms.{outcome}")
    vi, one, many, _ = _OUTCOMES[outcome]
    several = item.definitions.figure(f"norms.{outcome}").exact != 1
    said = item.fill(f"{{}} {vi}", f"{{}} {many if several else one}", number)
    return said + _groups(item, outcome)


def _groups(item: NewsItem, outcome: str) -> Markup:
    """The groups that norms were met or missed by, in brackets."""
    if outcome not in _WITH_GROUPS:
        return Markup("")
    judged = [j.group for j in item.definitions.judgements if j.outcome == outcome]
    counts = item.definitions.counts
    named = [item.group(counts[group]) for group in dict.fromkeys(judged)]
    return item.fill(" ({})", " ({})", joined(named, item.language))


def _missing(item: NewsItem) -> Iterator[Markup]:
    """What norms that were not reached ask for, and how far they are; levels once."""
    levels: dict[tuple[object, ...], Judgement] = {}
    for judged in item.definitions.judgements:
        rule = judged.rule
        is_short = judged.outcome in ("not_met", "not_yet_due")
        if is_short and judged.reason == "counted":
            level = judged.group, rule.comparison, rule.value, rule.goal_year
            levels.setdefault(level, judged)
    for judged in levels.values():
        yield _short_of(item, judged)


def _short_of(item: NewsItem, judged: Judgement) -> Markup:
    group = item.group(item.definitions.counts[judged.group])
    counts = [item.cite(f"{group.identifier}.{m}") for m in ("women", "total", "share")]
    said = item.fill(
        "Với {}, chỉ tiêu là {}; số đếm là {} trên {} ({})",
        "For {}, the level is {}; the count is {} of {} ({})",
        group.name,
        norm_words.asks(item, judged),
        *counts,
    )
    if not judged.seats_short:
        return said + "."
    short = item.cite(f"{judged.group}.seats_short.{judged.norm}")
    if judged.rule.counted == "organisations":
        return said + item.fill(", còn thiếu {} cơ quan.", ", {} short.", short)
    return said + item.fill(", còn thiếu {} nữ.", ", {} short.", short)


def _open(item: NewsItem) -> Iterator[Markup]:
    """Why norms cannot be judged; what nobody counted is named once."""
    judgements = item.definitions.judgements
    unjudged = [j for j in judgements if j.outcome == "cannot_be_judged"]
    lacking = [j for j in unjudged if j.reason in _NOT_COUNTED]
    missing = dict.fromkeys(group for j in lacking for group in j.missing)
    if missing:
        groups = item.definitions.groups
        named = [item.subject(group, groups[group]).name for group in missing]
        yield item.fill(
            "Chưa thể đánh giá vì nguồn không đếm: {}.",
            "Not judged because the source does not count them: {}.",
            Markup("; ").join(named),
        )
    others = [j for j in unjudged if j.reason not in _NOT_COUNTED]
    for reason in dict.fromkeys(norm_words.reason(item, j) for j in others):
        yield item.fill("Chưa thể đánh giá vì {}.", "Not judged: {}.", reason)
