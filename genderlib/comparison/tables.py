"""The tables of a comparison, each with its caption, its figures and its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.comparison.sentences import is_uneven
from genderlib.review import norm_words, sections
from genderlib.review.tables import Column, Table
from genderlib.text import terms
from genderlib.text.markup import interval_level
from genderlib.text.names import NONE, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.comparison.comparison import Comparison
    from genderlib.norms import Judgement


def table(comparison: Comparison, section: str) -> Table | None:
    """A table by name; None where there are no rows for it.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    if section not in _TABLES:
        known = ", ".join(_TABLES)
        raise ValueError(f"section must be one of {known}, not {section!r}")
    return _TABLES[section](comparison)


def _shares(comparison: Comparison) -> Table | None:
    rows = [
        [_of(comparison, group, organisation), *_share(comparison, group, organisation)]
        for group in comparison.groups
        for organisation in comparison.by_share(group)
    ]
    headings = [
        Column(comparison.say("Nhóm, cơ quan", "Group, organisation")),
        *comparison.numbers(
            ("Nữ", "Women"),
            ("Tổng số", "Total"),
            ("Tỷ lệ nữ", "Share"),
        ),
        Column(
            comparison.fill(
                "Khoảng Wilson {}", "{} Wilson interval", interval_level("95%")
            ),
            number=True,
        ),
    ]
    caption = comparison.say(
        "Tỷ lệ nữ trong từng nhóm, theo cơ quan",
        "Share of women in each group, by organisation",
    )
    return _table(comparison, "shares", caption, headings, rows)


def _share(comparison: Comparison, group: str, organisation: str) -> list[Markup]:
    def cite(measure: str, form: str = "plain") -> Markup:
        return comparison.cite(f"{organisation}.{measure}.{group}", form)

    ends = cite("interval_low", "fixed"), cite("interval_high", "fixed")
    interval = comparison.fill("từ {} đến {}", "{} to {}", *ends)
    return [cite("women"), cite("total"), cite("share", "fixed"), interval]


def _norms(comparison: Comparison) -> Table | None:
    rows = [
        [
            _of(comparison, judged.group, organisation),
            *_judged(comparison, judged, organisation),
        ]
        for judged, organisation in _judgements(comparison)
    ]
    headings = [
        Column(comparison.say("Nhóm, cơ quan", "Group, organisation")),
        *comparison.columns(("Mức", "Asked for"), ("Kết quả", "Finding")),
        *comparison.numbers(("Tỷ lệ nữ", "Share"), ("Còn thiếu (nữ)", "Women short")),
    ]
    caption = comparison.say(
        "Các cơ quan cách chỉ tiêu bao xa", "How far organisations are from the norms"
    )
    found = _table(comparison, "norms", caption, headings, rows)
    return found and replace(found, source=_with_documents(comparison))


def _with_documents(comparison: Comparison) -> Markup:
    """Where the counts come from, and the documents of the norms."""
    rules = {j.rule.number: j for j, _ in _judgements(comparison)}.values()
    documents = Markup("; ").join(norm_words.document(comparison, j) for j in rules)
    return comparison.fill(
        "{} Văn bản: {}.", "{} Norms: {}.", comparison.source_line, documents
    )


def _judgements(comparison: Comparison) -> list[tuple[Judgement, str]]:
    """Norms about the groups compared, by group and then by organisation."""
    definitions = comparison.definitions
    found = [
        (judged, organisation)
        for organisation, all_of in definitions.judged.items()
        for judged in all_of
        if organisation in definitions.compared.get(judged.group, {})
    ]
    order = comparison.groups
    return sorted(found, key=lambda item: (order.index(item[0].group), item[0].norm))


def _judged(
    comparison: Comparison, judged: Judgement, organisation: str
) -> list[Markup]:
    outcome = Markup('<strong class="outcome outcome-{}">{}</strong>').format(
        judged.outcome.replace("_", "-"),
        title(terms.outcome(judged.outcome, comparison.language)),
    )
    short = f"{organisation}.seats_short.{judged.group}.{judged.norm}"
    return [
        norm_words.asks(comparison, judged),
        outcome,
        comparison.cite(f"{organisation}.share.{judged.group}", "fixed"),
        comparison.maybe(short) or NONE,
    ]


def _spread(comparison: Comparison) -> Table | None:
    measures = ("dissimilarity", "expected_dissimilarity")
    rows = [
        [
            comparison.named(group).short_name,
            comparison.cite(f"{group}.organisations"),
            *(comparison.maybe(f"{group}.{measure}") or NONE for measure in measures),
            _corrected(comparison, group),
        ]
        for group in comparison.groups
    ]
    headings = [
        Column(comparison.say("Nhóm", "Group")),
        *comparison.numbers(
            ("Số cơ quan", "Organisations"),
            ("Chỉ số khác biệt", "Dissimilarity"),
            ("Trung bình khi bốc thăm", "Mean by lot"),
            ("Hiệu chỉnh theo ngẫu nhiên", "Corrected for chance"),
        ),
    ]
    caption = comparison.say(
        "Nữ và nam phân bố giữa các cơ quan đều hay không",
        "How evenly women and men are spread over the organisations",
    )
    return _table(comparison, "spread", caption, headings, rows)


def _corrected(comparison: Comparison, group: str) -> Markup:
    """The index corrected for chance; nothing where chance could explain it."""
    if not is_uneven(comparison, group):
        return NONE
    return comparison.cite(f"{group}.corrected_dissimilarity")


def _of(comparison: Comparison, group: str, organisation: str) -> Markup:
    subject, whose = comparison.named(group), comparison.whose(organisation)
    return Markup("{}, {}").format(subject.short_name, whose.name)


def _table(
    comparison: Comparison,
    identifier: str,
    caption: str,
    columns: list[Column],
    rows: list[list[Markup]],
) -> Table | None:
    if not rows:
        return None
    return Table(identifier, caption, columns, rows, comparison.source_line)


def _sources(comparison: Comparison) -> Table | None:
    return sections.table(comparison, "sources")


_TABLES: Final[dict[str, Callable[[Comparison], Table | None]]] = {
    "shares": _shares,
    "norms": _norms,
    "spread": _spread,
    "sources": _sources,
}
