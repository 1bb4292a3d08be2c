"""What a norm asks, in which document, and what was found, with every number cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.text import terms
from genderlib.text.markup import document_number, escape
from genderlib.text.names import joined, name, plain_text, title

if TYPE_CHECKING:
    from genderlib.norms import Judgement
    from genderlib.review.review import Review


def asks(review: Review, judged: Judgement) -> Markup:
    """What must hold, and where it applies."""
    rule, language = judged.rule, review.language
    comparison = str(rule.comparison)
    value = review.cite(f"{rule.norm}.value")
    if rule.measure == "presence":
        number = int(rule.value or 0)
        wanted = terms.presence_asked(comparison, number, language)
        review.record(f"{rule.norm}.value")
    else:
        upper = review.maybe(f"{rule.norm}.value_to")
        counted = rule.counted or "persons"
        wanted = terms.share_asked(comparison, value, language, upper, counted=counted)
    if rule.goal_year is not None:
        goal = review.year_text(rule.goal_year - review.year)
        wanted = terms.by_year(wanted, goal, language)
    if rule.condition_group is None:
        return escape(wanted)
    condition = terms.condition_asked(
        review.cite(f"{rule.norm}.condition"),
        _group(review, rule.condition_group),
        language,
    )
    return Markup("{}, {}").format(escape(wanted), escape(condition))


def document(review: Review, judged: Judgement) -> Markup:
    """Name, number, article and dates of the document."""
    rule = judged.rule
    title = rule.document if review.language == "vi" else rule.document_en
    parts = [name(title), review.cite(f"{rule.norm}.number")]
    if rule.locus:
        place = terms.locator(rule.locus, review.language)
        parts.append(document_number(plain_text(place)))
    start = review.maybe(f"{rule.norm}.valid_from", "short")
    end = review.maybe(f"{rule.norm}.valid_to", "short")
    if start and end:
        parts.append(
            review.fill("được đối chiếu cho {}–{}", "applied here to {}–{}", start, end)
        )
    elif start:
        parts.append(review.fill("được đối chiếu từ {}", "applied here from {}", start))
    return Markup(", ").join(parts)


def finding(review: Review, judged: Judgement) -> Markup:
    """The outcome, and the counts or the reason it rests on."""
    outcome = Markup('<strong class="outcome outcome-{}">{}</strong>').format(
        judged.outcome.replace("_", "-"),
        title(terms.outcome(judged.outcome, review.language)),
    )
    if (
        judged.outcome in ("met", "not_met", "not_yet_due")
        and judged.reason == "counted"
    ):
        return outcome + Markup(": {}").format(_counted(review, judged))
    return outcome + Markup(": {}").format(reason(review, judged))


def reason(review: Review, judged: Judgement) -> Markup:
    """Why a norm is judged as it is."""
    groups = joined(
        (_group(review, group) for group in judged.missing), review.language
    )
    return escape(terms.reason(judged.reason, review.language, groups))


def _counted(review: Review, judged: Judgement) -> Markup:
    """Counts, and what is short of the norm or how many women would do."""
    group, norm = judged.group, judged.norm
    counts = review.cite(f"{group}.fraction")
    if judged.rule.measure == "share":
        counts = Markup("{} ({})").format(counts, review.cite(f"{group}.share"))
    if judged.seats_short:
        short = review.cite(f"{group}.seats_short.{norm}")
        if judged.rule.counted == "organisations":
            noun = "agency" if judged.seats_short == 1 else "agencies"
            vi, en = "; còn thiếu {} cơ quan", f"; {{}} {noun} short"
            return counts + review.fill(vi, en, short)
        noun = "woman" if judged.seats_short == 1 else "women"
        return counts + review.fill("; còn thiếu {} nữ", f"; {{}} {noun} short", short)
    least = review.maybe(f"{group}.met_with.{norm}")
    if least is None:
        return counts
    return counts + review.fill("; cần ít nhất {}", "; at least {} needed", least)


def _group(review: Review, group: str) -> Markup:
    return review.subject(group, review.definitions.groups[group]).name
