"""How many of each kind: outcomes of norms, verdicts, stages of activities, in words.

A kind of which there is none is left out of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from genderlib.review.review import Review

_Words = dict[str, tuple[str, str]]

_OUTCOMES: Final[_Words] = {
    "met": ("{} đã đạt", "{} met"),
    "not_met": ("{} chưa đạt", "{} not met"),
    "not_yet_due": ("{} chưa đến hạn", "{} not yet due"),
    "cannot_be_judged": ("{} chưa thể đánh giá", "{} cannot be judged"),
    "not_applicable": ("{} không áp dụng", "{} not applicable"),
}
_VERDICTS: Final[_Words] = {
    "right": ("{} đúng", "{} right"),
    "truncated": (
        "{} cắt bỏ phần lẻ thay vì làm tròn",
        "{} cut off instead of rounded",
    ),
    "double_rounded": ("{} làm tròn hai lần", "{} rounded twice"),
    "padded": ("{} làm tròn rồi thêm số không", "{} rounded and padded with zeros"),
    "hedge_wrong": (
        "{} đúng số nhưng dùng sai từ ước lượng",
        "{} with the right number but the wrong word before it",
    ),
    "wrong": ("{} sai", "{} wrong"),
    "impossible": ("{} không thể có", "{} impossible"),
}
_STAGES: Final[_Words] = {
    "done": ("{} đã thực hiện", "{} done"),
    "under_way": ("{} đang thực hiện", "{} under way"),
    "planned": ("{} mới dự kiến", "{} only planned"),
    "not_reported": ("{} chưa được báo cáo", "{} not reported on"),
}


def outcomes(review: Review) -> Iterator[Markup]:
    """Norms met and not met with the groups that met or missed them, and the rest."""
    for outcome, (vi, en) in _OUTCOMES.items():
        judged = [j for j in review.definitions.judgements if j.outcome == outcome]
        if not judged:
            continue
        phrase = review.fill(vi, en, review.cite(f"norms.{outcome}"))
        if outcome in ("met", "not_met", "not_yet_due"):
            counts = review.definitions.counts
            groups = [review.group(counts[g]) for g in {j.group: 0 for j in judged}]
            named = joined(groups, review.language)
            phrase += review.fill(" ({})", " ({})", named)
        yield phrase


def verdicts(review: Review) -> Iterator[Markup]:
    """Published percentages by verdict, the right ones first."""
    return _phrases(review, "statements", _VERDICTS)


def stages(review: Review) -> Iterator[Markup]:
    """Activities of the action month by how far they are."""
    return _phrases(review, "action_month", _STAGES)


def _phrases(review: Review, subject: str, words: _Words) -> Iterator[Markup]:
    for measure, (vi, en) in words.items():
        identifier = f"{subject}.{measure}"
        if review.definitions.figure(identifier).exact:
            yield review.fill(vi, en, review.cite(identifier))
