"""Percentages published before: which are right, and what is right instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.claims import Verdict
from genderlib.disclosure.parts import cell_name
from genderlib.review.figures import NOT_RIGHT
from genderlib.review.sections import claim_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.claims import Judgement
    from genderlib.news.item import NewsItem
    from genderlib.review.facts import Row

# Words that sources print before a percentage; others stay as they are printed.
_HEDGES: Final = {
    "gần": "nearly",
    "hơn": "more than",
    "trên": "over",
    "dưới": "under",
    "khoảng": "about",
}
_BOTH: Final = 2


def published(item: NewsItem) -> Iterator[Markup]:
    """How many of the percentages published with their counts are right."""
    if item.checked_claims:
        right = item.definitions.figure("statements.right").exact
        yield _verdict(item, len(item.checked_claims), right)


def unchecked(item: NewsItem) -> Iterator[Markup]:
    """How many percentages were published that nobody can check."""
    number = item.definitions.figure("statements.without_count").exact
    if number:
        noun = "percentage was" if number == 1 else "percentages were"
        yield item.fill(
            "Không kiểm tra được {} tỷ lệ công bố không kèm đủ số đếm.",
            f"{{}} {noun} published without full counts and cannot be checked.",
            item.cite("statements.without_count"),
        )


def _verdict(item: NewsItem, checked: int, right: object) -> Markup:
    """The sentence before the corrections, if there are any."""
    if checked == 1:
        if right:
            vi, en = "là đúng.", "is right."
        else:
            vi, en = "được đính chính dưới đây.", "is corrected below."
        return item.fill(
            f"Tỷ lệ duy nhất đã công bố kèm số đếm {vi}",
            f"The one percentage that was published with its counts {en}",
        )
    of = item.cite("statements.percentages")
    if right == checked:
        vi = "Cả {} tỷ lệ đã công bố kèm số đếm đều đúng."
        every = "Both" if checked == _BOTH else "All {}"
        en = f"{every} percentages that were published with their counts are right."
        return item.fill(vi, en, of)
    noun = "is" if right == 1 else "are"
    return item.fill(
        "Trong {} tỷ lệ đã công bố kèm số đếm, {} tỷ lệ đúng; số còn lại được đính "
        "chính dưới đây.",
        f"Of the {{}} percentages that were published with their counts, {{}} {noun} "
        "right; the others are corrected below.",
        of,
        item.cite("statements.right"),
    )


def corrections(item: NewsItem) -> Iterator[Markup]:
    """Published percentages that do not agree with their counts, one sentence each."""
    for statement, judged in item.definitions.claims.items():
        if judged.verdict in NOT_RIGHT and judged.exact is not None:
            yield _correction(item, statement, judged)


def _correction(item: NewsItem, statement: str, judged: Judgement) -> Markup:
    """What is right first, then what was published."""
    row = item.definitions.statements[statement]
    women, total = (item.cite(_figure(item, row, m)) for m in ("women", "total"))
    hedge, printed = _hedge(item, judged.hedge), item.cite(f"{statement}.printed")
    return item.fill(
        "{}, {} trên {}: {}; đã công bố <q>{}</q>{}.",
        "{}, {} of {}: {}; published was <q>{}</q>{}.",
        _about(item, statement, row),
        women,
        total,
        _right(item, statement, judged, hedge),
        Markup("{} {}").format(hedge, printed) if hedge else printed,
        _off(item, statement, judged),
    )


def _figure(item: NewsItem, row: Row, measure: str) -> str:
    """A figure of the group, unit or level that a statement is about."""
    return cell_name(str(row["group"]), measure, item.definitions.part_spoken_of(row))


def _about(item: NewsItem, statement: str, row: Row) -> Markup:
    """The group a statement is about; of a unit or level the statement itself."""
    if item.definitions.part_spoken_of(row):
        return item.subject(statement, row).title
    return item.group(item.definitions.counts[str(row["group"])]).title


def _right(item: NewsItem, statement: str, judged: Judgement, hedge: Markup) -> Markup:
    """The right percentage, with the reason where it takes one to see the fault."""
    if judged.verdict is Verdict.WRONG:
        row = item.definitions.statements[statement]
        return item.cite(_figure(item, row, "share"))
    return claim_reason(item, statement, hedge=str(hedge), fits=False)


def _off(item: NewsItem, statement: str, judged: Judgement) -> Markup:
    """By how much a wrong percentage was off."""
    if judged.verdict is not Verdict.WRONG or not judged.distance:
        return Markup("")
    points = item.cite(f"{statement}.distance", "size")
    vi, en = ("thấp", "too low") if judged.distance < 0 else ("cao", "too high")
    return item.fill(f", {vi} hơn {{}}", f", {{}} {en}", points)


def _hedge(item: NewsItem, hedge: str) -> Markup:
    """The word before the percentage, in English where there is one for it."""
    if item.language == "vi" or not hedge:
        return Markup.escape(hedge)
    if hedge in _HEDGES:
        return Markup.escape(_HEDGES[hedge])
    return item.vietnamese(hedge)
