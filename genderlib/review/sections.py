"""The tables of a review, each with its caption, its figures and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.review import norm_words
from genderlib.review.forms import marked
from genderlib.review.subjects import NONE, name
from genderlib.review.tables import Column, Table
from genderlib.text import terms
from genderlib.text.markup import data
from genderlib.text.verdicts import verdict_name, verdict_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from genderlib.ledger import Figure, Origin
    from genderlib.review.facts import Row
    from genderlib.review.review import Review


def table(review: Review, section: str) -> Table | None:
    """A table by name; None where the year has no rows for it.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    if section not in _TABLES:
        known = ", ".join(_TABLES)
        raise ValueError(f"section must be one of {known}, not {section!r}")
    return _TABLES[section](review)


def _documents(review: Review) -> Table | None:
    rows = [
        [
            review.subject(identifier, row).name,
            _cell(review, f"{identifier}.number", row["number"]),
            _cell(review, f"{identifier}.date", row["date"]),
            name(str(row[f"issuer_{review.language}"] or NONE)),
        ]
        for identifier, row in review.definitions.documents.items()
    ]
    headings = review.columns(
        ("Văn bản", "Document"), ("Số", "Number"), ("Ngày", "Date"), ("Ban hành", "By")
    )
    caption = review.say("Quyết định và kế hoạch", "Decisions and plans")
    return _table(review, "documents", caption, headings, rows)


def _representation(review: Review) -> Table | None:
    return _counted(
        review,
        "representation",
        review.say(
            "Phụ nữ trong các nhóm được đếm (người)",
            "Women in the groups counted (people)",
        ),
    )


def _training(review: Review) -> Table | None:
    return _counted(
        review,
        "training",
        review.say(
            "Phụ nữ trong các lớp học (lượt học)", "Women on courses (attendances)"
        ),
        total=True,
    )


def _counted(
    review: Review, topic: str, caption: str, *, total: bool = False
) -> Table | None:
    """Women, total and share by group, largest share first, one decimal everywhere."""
    groups = list(review.topic(topic)) + review.empty(topic)
    rows = [[group.name, *_shares(review, group.identifier)] for group in groups]
    if total and len(rows) > 1:
        everyone = review.say("Tổng cộng", "All together")
        rows.append([name(everyone), *_shares(review, topic)])
    headings = [
        Column(review.say("Nhóm", "Group")),
        *review.numbers(("Nữ", "Women"), ("Tổng số", "Total"), ("Tỷ lệ nữ", "Share")),
    ]
    return _table(review, topic, caption, headings, rows)


def _shares(review: Review, subject: str) -> list[Markup]:
    women, total = review.cite(f"{subject}.women"), review.cite(f"{subject}.total")
    share = review.maybe(f"{subject}.share", "fixed")
    return [women, total, share or NONE]


def _norms(review: Review) -> Table | None:
    rows = []
    for judged in review.definitions.judgements:
        row = review.definitions.norms[judged.norm]
        group = review.definitions.groups[judged.group]
        rows.append(
            [
                review.subject(judged.group, group).name,
                norm_words.asks(review, judged),
                norm_words.document(review, judged),
                norm_words.finding(review, judged),
                _capital(terms.certainty(str(row["certainty"]), review.language)),
            ]
        )
    headings = review.columns(
        ("Nhóm", "Group"),
        ("Quy định", "What is asked"),
        ("Văn bản", "Document"),
        ("Kết quả", "Finding"),
        ("Văn bản được đọc thế nào", "How the document was read"),
    )
    caption = review.say(
        "Các mức quy định của năm, đối chiếu với số đếm",
        "The year's norms, held against the counts",
    )
    return _table(review, "norms", caption, headings, rows)


def _benefits(review: Review) -> Table | None:
    counted = _counted(
        review, "benefit", review.say("Người được hưởng", "People who benefited")
    )
    if counted is not None:
        return counted
    rows = [
        [
            review.subject(identifier, row).name,
            review.quoted(row["wording"]),
            _cell(review, f"{identifier}.printed", row["printed"]),
        ]
        for identifier, row in review.definitions.statements.items()
        if row["topic"] == "benefit"
    ]
    headings = review.columns(
        ("Quyền lợi", "Benefit"),
        ("Nguồn viết", "What the source says"),
        ("Tỷ lệ đã công bố", "Percentage published"),
    )
    caption = review.say("Quyền lợi được nêu", "Benefits named by the source")
    return _table(review, "benefits", caption, headings, rows)


def _targets(review: Review) -> Table | None:
    rows = [
        [
            review.subject(identifier, row).name,
            _cell(review, f"{identifier}.target", row["value"]),
            _cell(review, f"{identifier}.due", row["due"]),
        ]
        for identifier, row in review.definitions.targets.items()
    ]
    headings = review.columns(
        ("Mục tiêu", "Goal"), ("Mức", "Level"), ("Thời hạn", "Due")
    )
    return _table(
        review, "targets", review.say("Mục tiêu đã nêu", "Goals named"), headings, rows
    )


def _activities(review: Review) -> Table | None:
    rows = [
        [
            review.subject(identifier, row).name,
            Markup.escape(terms.programme(str(row["programme"]), review.language)),
            _when(review, identifier, row),
            _capital(terms.status(str(row["status"]), review.language)),
        ]
        for identifier, row in review.definitions.activities.items()
    ]
    headings = review.columns(
        ("Hoạt động", "Activity"),
        ("Chương trình", "Programme"),
        ("Thời gian", "When"),
        ("Tình trạng", "Status"),
    )
    caption = review.say("Hoạt động trong năm", "Activities of the year")
    return _table(review, "activities", caption, headings, rows)


def _when(review: Review, activity: str, row: Row) -> Markup:
    start = review.maybe(f"{activity}.start", "short") if row["start"] else None
    due = review.maybe(f"{activity}.due", "short") if row["due"] else None
    return Markup("–").join(part for part in (start, due) if part) or NONE


def _claims(review: Review) -> Table | None:
    rows = []
    for identifier, judged in review.definitions.claims.items():
        row = review.definitions.statements[identifier]
        verdict = Markup('<span class="verdict verdict-{}">{}</span>').format(
            judged.verdict.replace("_", "-"),
            verdict_name(judged.verdict, review.language),
        )
        rows.append(
            [
                review.subject(identifier, row).name,
                review.quoted(row["wording"]),
                _counts(review, row),
                _exact(review, row),
                verdict + review.error_of(identifier),
                _reason(review, identifier),
            ]
        )
    headings = review.columns(
        ("Nhận định", "Statement"),
        ("Nguồn viết", "As published"),
        ("Số đếm", "Counts"),
        ("Tính lại", "Recomputed"),
        ("Kết luận", "Verdict"),
        ("Vì sao", "Why"),
    )
    caption = review.say(
        "Các nhận định đã công bố, đối chiếu với số đếm",
        "Published statements, held against the counts",
    )
    return _table(review, "claims", caption, headings, rows)


def _counts(review: Review, row: Row) -> Markup:
    group = str(row["group"])
    if group not in review.definitions.counts:
        return NONE
    women, total = review.cite(f"{group}.women"), review.cite(f"{group}.total")
    return Markup("{}/{}").format(women, total)


def _exact(review: Review, row: Row) -> Markup:
    group = str(row["group"])
    if group not in review.definitions.counts:
        return NONE
    return review.maybe(f"{group}.share") or NONE


def _reason(review: Review, statement: str) -> Markup:
    """Why a verdict is what it is; every number in it is a figure of its own."""
    place = iter(range(1, 1000))

    def show(_: Fraction, __: str) -> Markup:
        return review.cite(f"{statement}.reason.{next(place)}")

    judged = review.definitions.claims[statement]
    return Markup(verdict_reason(judged, review.language, show))  # noqa: S704  our own words and figures


def _granularity(review: Review) -> Table | None:
    rows = [
        [
            group.name,
            review.cite(f"{group.identifier}.share", "fixed"),
            review.cite(f"{group.identifier}.seat", "size"),
            review.cite(f"{group.identifier}.parity_seats"),
            review.fill(
                "từ {} đến {}",
                "{} to {}",
                review.cite(f"{group.identifier}.interval_low", "fixed"),
                review.cite(f"{group.identifier}.interval_high", "fixed"),
            ),
        ]
        for group in review.topic("representation")
    ]
    headings = [
        Column(review.say("Nhóm", "Group")),
        *review.numbers(
            ("Tỷ lệ nữ", "Share"),
            ("Một người là", "One person is"),
            ("Cần thêm để đạt một nửa", "Women short of one half"),
            ("Khoảng Wilson", "Wilson interval"),
        ),
    ]
    caption = review.say(
        "Một người nặng bao nhiêu trong mỗi nhóm", "How much one person weighs"
    )
    return _table(review, "granularity", caption, headings, rows)


def _sources(review: Review) -> Table | None:
    rows = []
    for identifier, row in review.definitions.sources.items():
        title = review.own(row, "title")
        if row["url"]:
            title = Markup('<a href="{}">{}</a>').format(str(row["url"]), title)
        rows.append(
            [
                title,
                name(str(row["publisher"] or NONE)),
                _cell(review, f"{identifier}.date", row["date"]),
                _capital(terms.licence(str(row["licence"] or ""), review.language)),
            ]
        )
    headings = review.columns(
        ("Nguồn", "Source"),
        ("Nơi công bố", "Publisher"),
        ("Ngày", "Date"),
        ("Giấy phép", "Licence"),
    )
    caption = review.say("Nguồn của các số đếm", "Where the counts come from")
    return _table(review, "sources", caption, headings, rows)


def figures(review: Review) -> Table:
    """Every figure shown so far, one line each."""
    shown = list(review.ledger)
    rows = [
        [
            _label(figure),
            _value(review, figure),
            _formula(figure),
            joined_lines(_place(review, o) for o in figure.origins),
        ]
        for figure in shown
    ]
    headings = review.columns(
        ("Con số", "Figure"),
        ("Giá trị", "Value"),
        ("Cách tính", "How it is made"),
        ("Dữ liệu và nguồn", "Data and source"),
    )
    caption = review.say("Mọi con số trong báo cáo", "Every figure in the report")
    return Table(
        "figures",
        caption,
        headings,
        rows,
        row_identifiers=[f"figure-{figure.identifier}" for figure in shown],
        table_identifier="figures",
    )


def _label(figure: Figure) -> Markup:
    code = Markup('<br><code translate="no">{}</code>').format(name(figure.identifier))
    return name(figure.label) + code


def _value(review: Review, figure: Figure) -> Markup:
    form = "fixed" if figure.kind == "share" else "plain"
    return marked(figure, review.language, form, link=False)


def _formula(figure: Figure) -> Markup:
    indicator = Markup("<code>{}</code>").format(name(figure.indicator))
    if not figure.inputs:
        return indicator
    inputs = [
        Markup("{} {}").format(name(key), data(value, str(value)))
        for key, value in figure.inputs
    ]
    return Markup("{}({})").format(indicator, Markup(", ").join(inputs))


def _place(review: Review, place: Origin) -> Markup:
    row = review.say("dòng", "row")
    where = Markup("{} {} {}").format(
        name(place.file), row, data(place.row, str(place.row))
    )
    if not place.locator:
        return where
    return where + Markup("; {}").format(
        name(terms.locator(place.locator, review.language))
    )


def joined_lines(parts: Iterable[Markup]) -> Markup:
    """Parts one below the other."""
    return Markup("<br>").join(dict.fromkeys(parts))


def _capital(words: str) -> Markup:
    return name(words[:1].upper() + words[1:])


def _cell(review: Review, identifier: str, value: object) -> Markup:
    return NONE if value is None else review.cite(identifier)


def _table(
    review: Review,
    identifier: str,
    caption: str,
    columns: list[Column],
    rows: list[list[Markup]],
) -> Table | None:
    """A table with the sources of the year under it; none without rows."""
    if not rows:
        return None
    return Table(identifier, caption, columns, rows, review.source_line)


_TABLES: Final[dict[str, Callable[[Review], Table | None]]] = {
    "documents": _documents,
    "representation": _representation,
    "norms": _norms,
    "training": _training,
    "benefits": _benefits,
    "targets": _targets,
    "activities": _activities,
    "claims": _claims,
    "granularity": _granularity,
    "sources": _sources,
}
