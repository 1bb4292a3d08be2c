"""Comparisons as one page: offline, without script, made to be read by everyone."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from genderlib import __version__
from genderlib.report.aligning import changes
from genderlib.report.comparison import view
from genderlib.report.comparison.sentences import spaced
from genderlib.text import diff_words as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genderlib.report.comparison.pairs import Result
    from genderlib.report.reading import Block, Token

_TEMPLATES: Final = Path(__file__).parents[1] / "template"
_STYLES: Final = ("gender-review/static/report.css", "comparison/comparison.css")
_PARTS: Final = re.compile(r"(?m)^(?=/\* )")
_UNUSED: Final = ("/* Key figures", "/* What to check", "/* Verdicts")
_WORD: Final = re.compile(r"\s+|\S+")
_EDGES: Final = re.compile(r"([(\[“”‘’\"]*)(.*?)([)\]“”‘’\",.;:!?…]*)", re.DOTALL)
_LANGUAGE: Final = re.compile(r"\blang=(vi|en)\b")
# Elements that the reader of pages does not close.
_UNCLOSED: Final = frozenset({"data", "time", "br", "meta", "img", "hr", "wbr", "col"})
_DEL: Final = Markup("<del>{}</del>")
_INS: Final = Markup("<ins>{}</ins>")


class _Part(NamedTuple):
    """A section of the page: one pair of reports."""

    identifier: str
    title: Markup
    paragraphs: list[Markup]
    tables: list[_ShownTable]


class _ShownTable(NamedTuple):
    """A table with its cells as HTML."""

    identifier: str
    key: str
    title: str
    headings: list[str]
    rows: list[list[Markup]]
    below: Markup


def as_html(results: Sequence[Result], language: str) -> str:
    """The page that tells every comparison.

    Parameters
    ----------
    results : sequence of Result
        One for each pair of reports.
    language : {"vi", "en"}
        Of headings and reasons; what the reports say stays in theirs.
    """
    title = _title(results, language)
    parts = [
        _part(result, number, language) for number, result in enumerate(results, 1)
    ]
    return (
        _environment()
        .get_template("comparison/index.html.j2")
        .render(
            language=language,
            version=__version__,
            title=title,
            shown_title=_marked(title),
            style=Markup(_style()),  # noqa: S704  our own style sheets
            heading=_headings(language),
            parts=parts,
        )
    )


def _title(results: Sequence[Result], language: str) -> str:
    """What the page is, and of which reports."""
    title = words.heading("title", language)
    names = dict.fromkeys(name for result in results if (name := _sides(result)))
    return f"{title}: {', '.join(names)}" if 0 < len(names) < 3 else title


def _sides(result: Result) -> str:
    """The two reports, once where both say they are the same one."""
    found = result.comparison
    if found is None:
        return ""
    sides = (
        f"{side.organisation} {side.year} {side.audience} {side.language}"
        for side in (found.before, found.after)
    )
    return " → ".join(dict.fromkeys(sides))


def _headings(language: str) -> Callable[[str], str]:
    return lambda key: words.heading(key, language)


def _part(result: Result, number: int, language: str) -> _Part:
    identifier = f"report-{number}"
    found = result.comparison
    title = _marked(_sides(result)) or _shown(view.Code(result.name), language)
    if found is None:
        key = f"only_{result.only}"
        text = result.problem or words.sentence(key, language)
        return _Part(identifier, title, [_marked(text)], [])
    told = [view.summary(found, language), *view.notes(found, language)]
    shown = [] if found.same else view.tables(found, language)
    tables = [_table(table, identifier, language) for table in shown]
    return _Part(identifier, title, [_marked(text) for text in told], tables)


def _table(table: view.Table, above: str, language: str) -> _ShownTable:
    rows = [[_cell(cell, language) for cell in row] for row in table.rows]
    return _ShownTable(
        f"{above}-{table.key}",
        table.key,
        table.title,
        table.headings,
        rows,
        _marked(table.below),
    )


def _cell(cell: view.Cell, language: str) -> Markup:
    return Markup().join(_shown(piece, language) for piece in cell)


def _shown(piece: view.Piece, language: str) -> Markup:
    """A piece of a cell as HTML; every digit is a number a machine can read."""
    if isinstance(piece, str):
        return _marked(piece)
    if isinstance(piece, view.Number):
        shown = _data(piece.value, piece.text)
        return _spoken_in(piece.language or language, language, shown)
    if isinstance(piece, view.Code):
        return Markup('<code translate="no">{}</code>').format(
            _data(piece.text, piece.text)
        )
    if isinstance(piece, view.Quoted):
        return _spoken_in(piece.language, language, _marked(piece.text))
    return _passage(piece, language)


def _data(value: str, text: str) -> Markup:
    return Markup('<data value="{}">{}</data>').format(value, text)


def _spoken_in(own: str, around: str, text: Markup) -> Markup:
    if own == around or not text:
        return text
    return Markup('<span lang="{}">{}</span>').format(own, text)


def _marked(text: str) -> Markup:
    """Text in which every word with a digit is marked as data."""
    return Markup().join(_marked_word(word) for word in _WORD.findall(text))


def _marked_word(word: str) -> Markup:
    if not any(c.isnumeric() for c in word):
        return escape(word)
    edges = _EDGES.fullmatch(word)
    before, middle, after = edges.groups() if edges else ("", word, "")
    return escape(before) + _data(middle, middle) + escape(after)


class _Word(NamedTuple):
    """A word or figure of a sentence, as HTML, and how it is set."""

    shown: Markup
    space: str
    language: str
    differs: bool


def _passage(passage: view.Passage, language: str) -> Markup:
    """A sentence; what the other report does not say is marked."""
    if passage.block is None:
        return Markup()
    mark = _INS if passage.is_after else _DEL
    own = _words(passage.block, passage.language, passage.other)
    pieces = Markup()
    for (spoken, differs), run in groupby(own, key=lambda w: (w.language, w.differs)):
        first, *rest = run
        joined = first.shown + Markup().join(word.space + word.shown for word in rest)
        whole = mark.format(joined) if differs else joined
        pieces += first.space + _spoken_in(spoken, language, whole)
    return pieces


def _words(block: Block, language: str, other: Block | None) -> Iterator[_Word]:
    """Words with their languages, those marked that the other side does not have."""
    differing = _differing(block, other) if other else set()
    spaces = dict(spaced(block.tokens))
    languages, value = [("", language)], ""
    for index, token in enumerate(block.tokens):
        spoken = languages[-1][1]
        if token.kind == "code":
            _enter(languages, token.text)
            if index and token.text.partition(" ")[0] in ("td", "th"):
                yield _Word(Markup("|"), " ", spoken, differs=False)
        elif token.kind == "value":
            value = token.text
        elif index in spaces:
            shown = _marked(token.text)
            if token.kind == "figure":
                shown = _data(value or token.text, token.text)
            yield _Word(shown, spaces[index], spoken, index in differing)
            value = ""


def _enter(languages: list[tuple[str, str]], code: str) -> None:
    """Go into an element, or out of it; it may speak another language."""
    tag = code.partition(" ")[0]
    if tag.startswith("/"):
        if any(opened == tag[1:] for opened, _ in languages):
            while languages.pop()[0] != tag[1:]:
                pass
    elif tag not in _UNCLOSED:
        own = _LANGUAGE.search(code)
        languages.append((tag, own[1] if own else languages[-1][1]))


def _differing(block: Block, other: Block) -> set[int]:
    """Which tokens the other side does not have in their place."""
    here, there = (
        [(i, t) for i, t in enumerate(b.tokens) if t.kind in ("word", "figure")]
        for b in (block, other)
    )
    found = changes([_same(t) for _, t in here], [_same(t) for _, t in there])
    return {here[i][0] for change in found for i in range(change.start, change.end)}


def _same(token: Token) -> tuple[str, str]:
    return token.text, token.figure


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(_TEMPLATES)
    return Environment(autoescape=True, loader=loader, undefined=StrictUndefined)


@lru_cache(maxsize=1)
def _style() -> str:
    """The style of the reports, without the parts that no comparison has, and ours."""
    shared, own = ((_TEMPLATES / name).read_text("utf-8") for name in _STYLES)
    parts = _PARTS.split(shared)
    return "".join([*(p for p in parts if not p.startswith(_UNUSED)), own])
