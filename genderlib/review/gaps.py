"""What the year's data cannot tell, said instead of left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from genderlib.review import norm_words
from genderlib.review.late import late_units
from genderlib.text.names import joined, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from genderlib.review.review import Review


def gaps(review: Review) -> Iterator[Markup]:
    """One sentence for each question that the tables leave open.

    A generator, so that a figure is only recorded when its sentence is shown.
    """
    for questions in (
        *(_late, _hidden, _hidden_statements, _norms, _staff, _topics, _sexes),
        *(_promises, _statements, _words, _time, _no_longer_counted),
    ):
        yield from questions(review)


def _late(review: Review) -> list[Markup]:
    said = late_units(review)
    return [said] if said else []


def _hidden(review: Review) -> list[Markup]:
    """What the public does not see, why, and by whose rule; said once."""
    definitions = review.definitions
    by_rule: dict[tuple[int, str], list[str]] = {}
    for group in _with_hidden_counts(review):
        rule = definitions.rule(group)
        key = rule.threshold, str(rule.row["source"]) if rule.personal else ""
        by_rule.setdefault(key, []).append(group)
    found = []
    for (_, source), groups in by_rule.items():
        subjects = [review.subject(g, definitions.groups[g]) for g in groups]
        titles = [subjects[0].title, *(subject.name for subject in subjects[1:])]
        named = joined(titles, review.language)
        found.append(_why_hidden(review, named, groups[0], source))
    return found


def _with_hidden_counts(review: Review) -> list[str]:
    """Groups of which something is hidden, of the whole or of a part, by identifier."""
    definitions = review.definitions
    return sorted({*definitions.hidden_groups, *definitions.with_hidden_parts})


def _why_hidden(review: Review, named: Markup, group: str, source: str) -> Markup:
    """Because of few people, by a rule; or because others could be worked out."""
    if not source:
        vi = "{}: một số số liệu không được công bố, vì từ đó có thể tính ra số khác."
        en = "{}: some counts are hidden because others could be worked out from them."
        return review.fill(vi, en, named)
    vi = (
        "{}: số liệu liên quan đến dưới {} người, hoặc có thể dùng để tính ra số đó, "
        "không được công bố (quy tắc: {})."
    )
    en = (
        "{}: counts of fewer than {} people, and counts from which they could be "
        "worked out, are hidden (rule: {})."
    )
    threshold = review.cite(f"{group}.threshold")
    return review.fill(vi, en, named, threshold, name(source))


def _hidden_statements(review: Review) -> list[Markup]:
    """Statements that are left out because they are about hidden counts."""
    if not review.definitions.hidden_statements:
        return []
    vi = (
        "Nhận định đã công bố về các số liệu không công bố ở trên không được đối chiếu "
        "trong báo cáo này."
    )
    en = "Published statements about these hidden counts are not checked here."
    return [review.fill(vi, en)]


def _norms(review: Review) -> list[Markup]:
    return [
        review.fill(
            "Chỉ tiêu “{}” ({}) chưa thể đánh giá: {}.",
            "The norm “{}” ({}) cannot be judged: {}.",
            norm_words.asks(review, judged),
            norm_words.document(review, judged),
            norm_words.reason(review, judged),
        )
        for judged in review.definitions.judgements
        if judged.outcome == "cannot_be_judged"
    ]


def _staff(review: Review) -> list[Markup]:
    if review.definitions.topic("staff") or review.definitions.hidden("staff"):
        return []
    vi = (
        "Nguồn không cho biết tổng số cán bộ và số nữ trong toàn cơ quan, nên không "
        "biết phụ nữ ở vị trí lãnh đạo nhiều hay ít so với tỷ lệ của họ trong cơ quan."
    )
    en = (
        "The source does not say how many people work here and how many of them are "
        "women, so it is not known whether women lead as often as their share of the "
        "staff."
    )
    return [review.fill(vi, en)]


def _topics(review: Review) -> list[Markup]:
    sentences = {
        "representation": (
            "Nguồn không có số liệu về phụ nữ trong cấp ủy và vị trí lãnh đạo.",
            "Women on committees and among leaders are not counted.",
        ),
        "training": (
            "Không có số người học, nên không biết ai được đào tạo.",
            "Participants are not counted, so it is not known who was trained.",
        ),
        "benefit": (
            "Nguồn không nêu số người hưởng quyền lợi, nữ hay nam.",
            "The source does not count who received the benefits, women or men.",
        ),
    }
    return [
        review.fill(vi, en)
        for topic, (vi, en) in sentences.items()
        if not review.definitions.topic(topic)
        and not review.definitions.hidden(topic)
        and not (topic == "training" and review.trained)
    ]


def _sexes(review: Review) -> list[Markup]:
    counts = review.definitions.counts.values()
    if not counts or any(count.men is not None for count in counts):
        return []
    vi = (
        "Nguồn chỉ đếm phụ nữ và tổng số, không đếm nam giới, nên không biết có người "
        "nào không ghi giới tính hay không."
    )
    en = (
        "The source counts women and everyone, not men, so it is not known whether the "
        "sex of some is not recorded."
    )
    return [review.fill(vi, en)]


def _promises(review: Review) -> list[Markup]:
    definitions = review.definitions
    if not definitions.targets:
        return [
            review.fill(
                "Không có mục tiêu nào để đối chiếu với kết quả.",
                "There are no goals to hold results against.",
            )
        ]
    return [
        review.fill(
            "Nguồn chưa báo cáo kết quả thực hiện các mục tiêu.",
            "The source reports no result for the goals.",
        )
    ]


def _statements(review: Review) -> list[Markup]:
    definitions = review.definitions
    if (
        not definitions.statements
        or not definitions.figure("statements.in_words").exact
    ):
        return []
    vi = "{} nhận định trong nguồn không kèm con số, nên không thể kiểm tra."
    one = definitions.figure("statements.in_words").exact == 1
    noun = "statement" if one else "statements"
    en = f"{{}} {noun} in the source without a number cannot be checked."
    return [review.fill(vi, en, review.cite("statements.in_words"))]


def _words(review: Review) -> list[Markup]:
    if review.tables.narrative.get(review.language):
        return []
    vi = (
        "Chưa có phần lời tiếng Việt cho năm này, nên báo cáo không kể những gì nằm "
        "ngoài các bảng số liệu."
    )
    en = (
        "There are no words in English for this year, so the report tells nothing that "
        "is not in the tables."
    )
    return [review.fill(vi, en)]


def _no_longer_counted(review: Review) -> list[Markup]:
    """Groups of the year before that nobody counted this year."""
    definitions = review.definitions
    gone = [
        review.subject(group, definitions.groups[group])
        for group in definitions.previous_counts
        if group not in definitions.counts and group not in definitions.hidden_groups
    ]
    if not gone:
        return []
    return [
        review.fill(
            "Năm {} có số liệu nhưng năm nay không có: {}.",
            "Counted in {} but not this year: {}.",
            review.year_text(-1),
            joined(gone, review.language),
        )
    ]


def _time(review: Review) -> list[Markup]:
    found = []
    latest = review.data_date
    if latest is not None and latest < date(review.year, 12, 31):
        found.append(
            review.fill(
                "Nguồn mới nhất đề {}, khi năm chưa kết thúc; những gì diễn ra sau đó "
                "chưa được tính.",
                "The latest source is dated {}, before the year ended; what came later "
                "is not counted.",
                review.cite(f"{review.latest_source}.date"),
            )
        )
    if not review.dated:
        found.append(
            review.fill(
                "Nguồn không cho biết số liệu được đếm vào ngày nào.",
                "The source does not say on which day the counts were taken.",
            )
        )
    if review.definitions.previous is None:
        found.append(
            review.fill(
                "Không có số liệu năm trước, nên không thấy được thay đổi.",
                "There are no data for the year before, so no change can be seen.",
            )
        )
    return found
