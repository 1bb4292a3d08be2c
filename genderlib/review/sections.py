"""The tables of a review, each with its caption, its figures and its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.disclosure.parts import cell_name, part_of
from genderlib.review import norm_words
from genderlib.review.forms import written
from genderlib.review.labels import how_made
from genderlib.review.late import under_a_table
from genderlib.review.tables import Column, Table
from genderlib.text import terms
from genderlib.text.markup import data, document_number, time
from genderlib.text.names import NONE, name, title
from genderlib.text.verdicts import verdict_name, verdict_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from genderlib.claims import Judgement
    from genderlib.ledger import Figure, Origin
    from genderlib.norms import Judgement as NormJudgement
    from genderlib.review.facts import Row
    from genderlib.review.review import Review
    from genderlib.review.subjects import Subject


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
            review.subject(identifier, row).title,
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


def _with_parts(review: Review, group: Subject) -> Iterator[list[Markup]]:
    """The whole of a group, then its units and levels where it has any."""
    parts = review.definitions.group_parts.get(group.identifier, {})
    whole = group.short_name if parts else group.title
    yield [whole, *_shares(review, group.identifier)]
    for part, found in parts.items():
        words = [review.vietnamese(word) for word in (found.unit, found.level) if word]
        title = Markup("{}: {}").format(whole, Markup(", ").join(words))
        yield [title, *_shares(review, group.identifier, part)]


def _agencies(review: Review) -> Table | None:
    rows = [row for group in review.agencies for row in _with_parts(review, group)]
    headings = [
        Column(review.say("Nhóm", "Group")),
        *review.numbers(
            ("Cơ quan", "Agencies"), ("Tổng số", "Total"), ("Tỷ lệ", "Share")
        ),
    ]
    caption = review.say("Số cơ quan, không phải số người", "Agencies, not people")
    under = under_a_table(review, review.agencies)
    return _table(review, "agencies", caption, headings, rows, under)


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
    groups = [*review.topic(topic), *review.empty(topic), *review.concealed(topic)]
    rows = [[group.title, *_shares(review, group.identifier)] for group in groups]
    if total and len(rows) > 1:
        everyone = review.say("Tổng cộng", "All together")
        rows.append([name(everyone), *_shares(review, topic)])
    headings = [
        Column(review.say("Nhóm", "Group")),
        *review.numbers(("Nữ", "Women"), ("Tổng số", "Total"), ("Tỷ lệ nữ", "Share")),
    ]
    return _table(review, topic, caption, headings, rows, under_a_table(review, groups))


def _shares(review: Review, subject: str, part: str = "") -> list[Markup]:
    women, total, share = (
        cell_name(subject, measure, part) for measure in ("women", "total", "share")
    )
    shown = review.maybe(share, "fixed") or NONE
    return [review.cite(women), review.cite(total), shown]


def _breakdowns(review: Review) -> Table | None:
    """Groups by unit and level: the whole, then units, levels, and both, by name."""
    rows = [row for group in review.broken_down for row in _with_parts(review, group)]
    headings = [
        Column(review.say("Nhóm: đơn vị, ngạch, bậc", "Group: unit, level")),
        *review.numbers(("Nữ", "Women"), ("Tổng số", "Total"), ("Tỷ lệ nữ", "Share")),
    ]
    caption = review.say("Theo đơn vị và ngạch, bậc", "By unit and level")
    under = under_a_table(review, review.broken_down)
    return _table(review, "breakdowns", caption, headings, rows, under)


def _flows(review: Review) -> Table | None:
    """Each group at the start, what happened to it, and at the end."""
    steps = (
        ("before", "đầu kỳ", "at the start"),
        ("left", "ra", "left"),
        ("stayed", "ở lại", "stayed"),
        ("joined", "vào", "joined"),
        ("", "cuối kỳ", "at the end"),
        ("promoted", "trong đó được nâng ngạch", "of them promoted"),
    )
    rows = [
        [
            Markup("{}: {}").format(group.short_name, review.say(vi, en)),
            *_moment(review, group.identifier, step),
        ]
        for group in review.flows
        for step, vi, en in steps
    ]
    headings = [
        Column(review.say("Nhóm: biến động", "Group: what happened")),
        *review.numbers(("Nữ", "Women"), ("Tổng số", "Total"), ("Tỷ lệ nữ", "Share")),
    ]
    caption = review.say(
        "Biến động nhân sự trong kỳ (người)", "Who came and left (people)"
    )
    return _table(review, "flows", caption, headings, rows)


def _moment(review: Review, group: str, step: str) -> list[Markup]:
    prefix = f"{step}_" if step else ""
    women, total = (review.cite(f"{group}.{prefix}{m}") for m in ("women", "total"))
    return [women, total, review.maybe(f"{group}.{prefix}share", "fixed") or NONE]


def _flows_by_level(review: Review) -> Table | None:
    """Who left each level of a group, who came to it and who of them rose to it."""
    steps = (
        ("left", "ra", "left"),
        ("joined", "vào", "joined"),
        ("promoted", "trong đó được nâng ngạch", "of them promoted"),
    )
    d = review.definitions
    rows = [
        [
            Markup("{}: {}, {}").format(
                group.short_name, review.vietnamese(level), review.say(vi, en)
            ),
            *(
                review.cite(f"{group.identifier}.{step}_{word}.{part}")
                for word in ("women", "total")
            ),
        ]
        for group in review.flows
        for part, (level, _) in d.level_flows.get(group.identifier, {}).items()
        for step, vi, en in steps
    ]
    headings = [
        Column(
            review.say("Nhóm: ngạch, bậc, biến động", "Group: level, what happened")
        ),
        *review.numbers(("Nữ", "Women"), ("Tổng số", "Total")),
    ]
    caption = review.say(
        "Biến động theo ngạch, bậc (người)", "Who came and left, by level (people)"
    )
    return _table(review, "flows_by_level", caption, headings, rows)


def _ages(review: Review) -> Table | None:
    """Groups by age, the young first."""
    rows = [
        [
            Markup("{}: {}").format(
                group.short_name, name(band.title(review.language))
            ),
            *_shares(review, group.identifier, part),
        ]
        for group in review.ages
        for part, band in review.definitions.ages[group.identifier].items()
    ]
    headings = [
        Column(review.say("Nhóm: độ tuổi", "Group: age")),
        *review.numbers(("Nữ", "Women"), ("Tổng số", "Total"), ("Tỷ lệ nữ", "Share")),
    ]
    caption = review.say("Theo độ tuổi (người)", "By age (people)")
    return _table(review, "ages", caption, headings, rows)


def _norms(review: Review) -> Table | None:
    rows = []
    for judged in review.definitions.judgements:
        row = review.definitions.norms[judged.norm]
        group = review.definitions.groups[judged.group]
        rows.append(
            [
                review.subject(judged.group, group).title,
                norm_words.asks(review, judged),
                norm_words.finding(review, judged),
                _document_read(review, judged, row),
            ]
        )
    headings = review.columns(
        ("Nhóm", "Group"),
        ("Chỉ tiêu", "What is asked"),
        ("Kết quả", "Finding"),
        ("Văn bản và mức độ kiểm chứng", "Document, and how it was read"),
    )
    caption = review.say(
        "Các chỉ tiêu của năm, đối chiếu với số liệu",
        "The year's norms, held against the counts",
    )
    source = review.fill(
        "{} Chỉ tiêu: trang được dẫn ở từng dòng.",
        "{} Norms: the page linked in each row.",
        review.source_line,
    )
    return _table(review, "norms", caption, headings, rows, source)


def _document_read(review: Review, judged: NormJudgement, row: Row) -> Markup:
    """The document, how it was read, where, and what was assumed."""
    certainty = name(terms.certainty(str(row["certainty"]), review.language))
    read = Markup('<a href="{}">{}</a>').format(str(row["source_url"]), certainty)
    parts = [norm_words.document(review, judged), read]
    note = row[f"note_{review.language}"]
    if note:
        parts.append(name(str(note).rstrip(".")))
    return Markup("; ").join(parts)


def _benefits(review: Review) -> Table | None:
    counted = _counted(
        review, "benefit", review.say("Người được hưởng", "People who benefited")
    )
    if counted is not None:
        return counted
    rows = [
        [
            review.subject(identifier, row).title,
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
            review.subject(identifier, row).title,
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
            review.subject(identifier, row).title,
            Markup.escape(terms.programme(str(row["programme"]), review.language)),
            _when(review, identifier, row),
            title(terms.status(str(row["status"]), review.language)),
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
    for identifier, judged in sorted(review.definitions.claims.items(), key=_checkable):
        row = review.definitions.statements[identifier]
        verdict = Markup('<span class="verdict verdict-{}">{}</span>').format(
            judged.verdict.replace("_", "-"),
            verdict_name(judged.verdict, review.language),
        )
        rows.append(
            [
                review.subject(identifier, row).title,
                review.quoted(row["wording"]),
                _counts(review, identifier, row),
                _exact(review, row),
                verdict,
                claim_reason(review, identifier) or NONE,
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
        "Các nhận định đã công bố, đối chiếu với số liệu",
        "Published statements, held against the counts",
    )
    return _table(review, "claims", caption, headings, rows)


def _checkable(item: tuple[str, Judgement]) -> int:
    """Percentages with counts first, then those without, then words alone."""
    judged = item[1]
    return 0 if judged.exact is not None else 1 if judged.printed is not None else 2


def _counts(review: Review, statement: str, row: Row) -> Markup:
    """Women of total; where no total is printed, the women that are."""
    d = review.definitions
    count = d.count_of(row)
    if count is not None and count.total:
        return review.cite(cell_name(count.group, "fraction", d.part_spoken_of(row)))
    if row["women"] is None:
        return NONE
    women = review.cite(f"{statement}.women")
    vi, en = "{} nữ, không in tổng số", "{} women, no total printed"
    return review.fill(vi, en, women)


def _exact(review: Review, row: Row) -> Markup:
    d = review.definitions
    count = d.count_of(row)
    if count is None:
        return NONE
    share = cell_name(count.group, "share", d.part_spoken_of(row))
    return review.maybe(share) or NONE


def claim_reason(
    review: Review, statement: str, *, hedge: str | None = None, fits: bool = True
) -> Markup:
    """Why a verdict is what it is; every number in it is a figure.

    Parameters
    ----------
    review : Review
    statement : str
        Identifier of the published statement.
    hedge : str, optional
        The word before the percentage as it is to be shown; as printed if not given.
    fits : bool
        Whether it names counts that would fit a wrong percentage.
    """
    judged = review.definitions.claims[statement]
    place = iter(range(1, 1000))

    def show(value: Fraction, text: str) -> Markup:
        known = review.definitions.known_number(statement, value)
        number = next(place)
        if known is None:
            return review.cite(f"{statement}.reason.{number}")
        return data(review.record(known).value, text, known)

    shown_hedge = _hedge(review, judged.hedge) if hedge is None else hedge
    words = replace(judged, hedge=shown_hedge)
    reason = verdict_reason(words, review.language, show, named=False, fits=fits)
    return Markup(reason)  # noqa: S704  our own words and figures


def _hedge(review: Review, hedge: str) -> str:
    """A hedge as printed, marked as Vietnamese where the report is in English."""
    if review.language == "vi" or not hedge:
        return str(name(hedge))
    return str(Markup('<span lang="vi">{}</span>').format(name(hedge)))


def _granularity(review: Review) -> Table | None:
    rows = [
        [
            group.title,
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
            ("Một người ứng với", "One person is"),
            ("Cần thêm để đạt ít nhất một nửa", "Women short of half"),
            ("Khoảng tin cậy Wilson", "Wilson confidence interval"),
        ),
    ]
    caption = review.say(
        "Một người ứng với bao nhiêu điểm phần trăm",
        "How far one person moves the share",
    )
    return _table(review, "granularity", caption, headings, rows)


def _sources(review: Review) -> Table | None:
    rows = []
    for identifier, row in review.definitions.sources.items():
        shown = review.own(row, "title")
        if row["url"]:
            shown = Markup('<a href="{}">{}</a>').format(str(row["url"]), shown)
        if row[f"note_{review.language}"]:
            note = name(str(row[f"note_{review.language}"]))
            shown = Markup("{}<br>{}").format(shown, note)
        rows.append(
            [
                shown,
                review.publisher(row),
                _cell(review, f"{identifier}.date", row["date"]),
                title(terms.licence(str(row["licence"] or ""), review.language)),
            ]
        )
    headings = review.columns(
        ("Nguồn", "Source"),
        ("Nơi công bố", "Publisher"),
        ("Ngày", "Date"),
        ("Giấy phép", "Licence"),
    )
    caption = review.say("Nguồn của số liệu", "Where the counts come from")
    return _table(review, "sources", caption, headings, rows, "")


def figures(review: Review) -> Table:
    """Every figure shown so far, one line each."""
    shown = list(review.ledger)
    rows = [
        [
            _label(figure),
            _value(review, figure),
            _formula(review, figure),
            _places(review, figure.origins),
        ]
        for figure in shown
    ]
    headings = review.columns(
        ("Con số", "Figure"),
        ("Giá trị", "Value"),
        ("Cách tính", "How it is made"),
        ("Dữ liệu và nguồn", "Data and source"),
    )
    caption = review.fill(
        "Mọi con số trong báo cáo; các tệp nằm trong data/raw và data/raw/{}/{}",
        "Every figure in the report; the files are in data/raw and data/raw/{}/{}",
        name(review.organisation),
        review.year_text(),
    )
    return Table(
        "figures",
        caption,
        headings,
        rows,
        row_identifiers=[f"figure-{figure.identifier}" for figure in shown],
        table_identifier="figures",
    )


def _label(figure: Figure) -> Markup:
    code = Markup('<br><code translate="no">{}</code>').format(_code(figure.identifier))
    if _about_part(figure.identifier):
        return _with_quotation(figure.label) + code
    return name(figure.label) + code


def _about_part(identifier: str) -> bool:
    return part_of(identifier).startswith(("unit_", "level_"))


def _with_quotation(label: str) -> Markup:
    """In English the names of units and levels stand in quotation marks."""
    before, mark, rest = label.partition("“")
    if not mark:
        return name(label)
    quoted, _, after = rest.partition("”")
    marked = Markup('<q lang="vi">{}</q>').format(name(quoted))
    return name(before) + marked + name(after)


def _value(review: Review, figure: Figure) -> Markup:
    """The value; the row itself is the figure's anchor."""
    form = "fixed" if figure.kind == "share" else "plain"
    text = written(figure, review.language, form)
    if figure.kind == "document":
        return document_number(text)
    return (
        time(figure.value, text) if figure.kind == "date" else data(figure.value, text)
    )


def _formula(review: Review, figure: Figure) -> Markup:
    """Indicator and inputs as they were called, around the value that comes of it."""
    if not figure.inputs:
        return name(how_made(figure.indicator, review.language))
    call = ", ".join(f"{key}={value}" for key, value in figure.inputs)
    named = figure.indicator.isidentifier()
    text = f"{figure.indicator}({call})" if named else f"{figure.indicator}; {call}"
    return Markup("<code>{}</code>").format(data(figure.value, text))


def _code(word: str) -> Markup:
    """A word of the program's own; its digits are no figures."""
    if not _digit(word):
        return Markup("{}").format(word)
    return Markup('<data value="{}">{}</data>').format(word, word)


def _digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _places(review: Review, origins: Iterable[Origin]) -> Markup:
    """Files, rows and places in the source; one line for what lies side by side."""
    rows: dict[tuple[str, str], list[int]] = {}
    for place in origins:
        rows.setdefault((place.file, place.locator), []).append(place.row)
    lines = [_place(review, *where, found) for where, found in rows.items()]
    return Markup("<br>").join(lines) or name(review.say("không dòng nào", "no row"))


def _place(review: Review, path: str, locator: str, rows: list[int]) -> Markup:
    """File and rows; the folder of the year is said once, above the table."""
    folder = f"data/raw/{review.organisation}/{review.year}/"
    file = path.removeprefix(folder).removeprefix("data/raw/")
    several = len(set(rows)) > 1
    word = review.say("dòng", "rows" if several else "row")
    text = f"{file} {word} {_spans(rows)}"
    if locator:
        text += f"; {terms.locator(locator, review.language)}"
    return data(f"{file}:{_spans(rows)}", text)


def _spans(rows: Iterable[int]) -> str:
    """Rows as people write them: "2, 7–11"."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and spans[-1][-1] == row - 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return ", ".join(f"{s[0]}–{s[-1]}" if len(s) > 1 else f"{s[0]}" for s in spans)


def _cell(review: Review, identifier: str, value: object) -> Markup:
    return NONE if value is None else review.cite(identifier)


def _table(
    review: Review,
    identifier: str,
    caption: str,
    columns: list[Column],
    rows: list[list[Markup]],
    source: str | None = None,
) -> Table | None:
    """A table with the sources of the year under it; none without rows."""
    if not rows:
        return None
    under = review.source_line if source is None else source
    return Table(identifier, caption, columns, rows, under)


_TABLES: Final[dict[str, Callable[[Review], Table | None]]] = {
    "documents": _documents,
    "representation": _representation,
    "breakdowns": _breakdowns,
    "agencies": _agencies,
    "flows": _flows,
    "flows_by_level": _flows_by_level,
    "ages": _ages,
    "norms": _norms,
    "training": _training,
    "benefits": _benefits,
    "targets": _targets,
    "activities": _activities,
    "claims": _claims,
    "granularity": _granularity,
    "sources": _sources,
}
