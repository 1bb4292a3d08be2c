"""The first page: key figures, and what a reviewer checks before signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.review.late import late_units
from genderlib.review.tables import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.review.review import Review
    from genderlib.review.subjects import Subject


def summary(review: Review) -> Fragment:
    """Key figures as a list of terms, each with one number and what it counts."""
    return cards(review, _cards(review))


def cards(review: Review, found: list[Markup]) -> Fragment:
    """The list of key figures; a sentence where there are none."""
    heading = review.say("Những con số chính", "Key figures")
    if not found:
        none = review.say("Nguồn không có số liệu nào.", "The source has no counts.")
        found = [Markup("<div><dt>{}</dt><dd>–</dd></div>").format(none)]
    return Fragment(
        Markup(
            '<section class="summary" aria-label="{}">\n<dl>\n{}\n</dl>\n</section>'
        ).format(heading, Markup("\n").join(found))
    )


def _cards(review: Review) -> list[Markup]:
    found = [
        _group_card(review, review.say("Tỷ lệ nữ toàn cơ quan", "All staff"), [group])
        for group in review.topic("staff")
        if group.identifier == "staff"
    ]
    representation = review.topic("representation")
    if representation:
        high, low = review.highest(representation), review.lowest(representation)
        vi, en = "Tham gia lãnh đạo: tỷ lệ cao nhất", "Representation: largest share"
        if len(representation) == 1:
            vi, en = "Tỷ lệ nữ", "Share of women"
        found.append(_group_card(review, review.say(vi, en), high))
        if len(low) < len(representation):
            vi = "Tham gia lãnh đạo: tỷ lệ thấp nhất"
            en = "Representation: smallest share"
            found.append(_group_card(review, review.say(vi, en), low))
    if review.topic("training") and not review.concealed("training"):
        found.append(
            card(
                review.say("Phụ nữ trong số lượt học", "Women among course places"),
                review.cite("training.share"),
                _of(review, "training"),
            )
        )
    if review.definitions.judgements:
        found.append(
            card(
                review.say("Chỉ tiêu đã đạt", "Norms met"),
                review.cite("norms.met"),
                Markup(", ").join(_other_outcomes(review)),
            )
        )
    if review.checked_claims:
        found.append(
            card(
                review.say("Tỷ lệ đã công bố là đúng", "Published percentages right"),
                _fraction(review, "statements.right", "statements.percentages"),
                review.say("tỷ lệ kèm số liệu", "with their counts"),
            )
        )
    return found


def _group_card(review: Review, term: str, groups: Sequence[Subject]) -> Markup:
    # One share may be 2 of 4 here and 5 of 10 there.
    details = Markup("; ").join(
        Markup("{}: {}").format(group.short_name, _of(review, group.identifier))
        for group in groups
    )
    return card(term, review.cite(f"{groups[0].identifier}.share"), details)


def _of(review: Review, subject: str) -> Markup:
    women, total = review.cite(f"{subject}.women"), review.cite(f"{subject}.total")
    said = review.fill("{} trên {}", "{} of {}", women, total)
    if subject in review.definitions.incomplete:
        return said + review.fill(" (chưa đủ đơn vị)", " (not all units)")
    return said


def _other_outcomes(review: Review) -> Iterator[Markup]:
    yield review.fill("{} chưa đạt", "{} not met", review.cite("norms.not_met"))
    if review.definitions.figure("norms.not_yet_due").exact:
        later = review.cite("norms.not_yet_due")
        yield review.fill("{} chưa đến hạn", "{} not yet due", later)
    unknown = review.cite("norms.cannot_be_judged")
    yield review.fill("{} chưa thể đánh giá", "{} cannot be judged", unknown)


def _fraction(review: Review, part: str, whole: str) -> Markup:
    return Markup("{}/{}").format(review.cite(part), review.cite(whole))


def card(term: str, number: Markup, detail: str) -> Markup:
    """One key figure with what it is and what it counts."""
    return Markup(
        '<div><dt>{}</dt><dd class="value">{}</dd><dd class="detail">{}</dd></div>'
    ).format(term, number, detail)


def reviewer_box(review: Review) -> Fragment:
    """What to check before signing, from this year's own findings."""
    return boxed(review, _points(review))


def boxed(review: Review, points: list[Markup]) -> Fragment:
    """The box of points to check."""
    heading = review.say("Trước khi ký, hãy kiểm tra", "Check before signing")
    listed = Markup("\n").join(Markup("<li>{}</li>").format(point) for point in points)
    return Fragment(
        Markup(
            '<aside class="reviewer" aria-labelledby="reviewer">\n'
            '<h2 id="reviewer">{}</h2>\n<ul>\n{}\n</ul>\n</aside>'
        ).format(heading, listed)
    )


def _points(review: Review) -> list[Markup]:
    vi = "Chọn vài con số bất kỳ và theo đường dẫn đến nguồn của chúng ở bảng cuối."
    en = "Pick a few figures and follow their links to their source in the last table."
    return [*open_points(review), review.fill(vi, en)]


def open_points(review: Review) -> list[Markup]:
    """What the year's data leave open."""
    definitions = review.definitions
    points = [late] if (late := late_units(review)) else []
    if review.checked_claims and definitions.figure("statements.not_right").exact:
        vi = "{} tỷ lệ đã công bố cần xem lại cách ghi; quyết định cách đính chính."
        one = definitions.figure("statements.not_right").exact == 1
        noun = "statement needs" if one else "statements need"
        en = f"{{}} published {noun} correcting; decide how."
        points.append(review.fill(vi, en, review.cite("statements.not_right")))
    if definitions.judgements:
        open_norms = definitions.figure("norms.cannot_be_judged").exact
        if open_norms:
            vi = "{} chỉ tiêu chưa thể đánh giá; bổ sung số liệu còn thiếu nếu có."
            noun = "norm" if open_norms == 1 else "norms"
            en = f"{{}} {noun} cannot be judged; add missing counts if there are any."
            cited = review.cite("norms.cannot_be_judged")
            points.append(review.fill(vi, en, cited))
    if not review.dated:
        vi = "Nguồn không cho biết số liệu được đếm vào ngày nào; hỏi lại đơn vị."
        en = (
            "The source does not say on which day the counts were taken; ask the units."
        )
        points.append(review.fill(vi, en))
    return points
