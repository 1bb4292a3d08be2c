"""A finished report read back: its facts, its figures, its words, its charts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST: Final = 20_000_000  # bytes; a report is under 150 kB
_DEEPEST: Final = 200  # elements within one another; a report has some 20
_VOID: Final = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link"})
_VOID_TOO: Final = frozenset({"meta", "source", "track", "wbr"})
_WORDS = re.compile(r"\S+")
# Where one sentence cannot go on into the next.
_BLOCKS: Final = frozenset(
    {"p", "li", "h1", "h2", "h3", "td", "th", "caption", "figcaption", "dt", "dd"}
)
_SHAPES: Final = frozenset({"path", "rect", "line", "circle", "polygon", "use"})


class NotAReportError(GenderlibError):
    """A file that this program did not make, or that cannot be read."""


class Token(NamedTuple):
    """One piece of a page in the order of reading.

    `kind` is "word", "figure" or "shape"; `place` says where: prose, table, chart,
    alternative or head.
    """

    kind: str
    text: str
    figure: str
    place: str


class Line(NamedTuple):
    """A figure's line in the table of figures, as text."""

    label: str
    value: str
    machine: str
    formula: str
    origins: str


@dataclass
class Page:
    """What a report says.

    Parameters
    ----------
    organisation, year, audience, language : str
        Which report it is.
    version : str
        The program that made it.
    tokens : list of Token
        Words, figures and shapes in order; the table of figures is not among them.
    lines : dict of str to Line
        The table of figures by identifier.
    sentences : list of str
        Texts of paragraphs, list items, headings and cells.
    fingerprint : str
        As printed in the footer.
    """

    organisation: str = ""
    year: str = ""
    audience: str = ""
    language: str = ""
    version: str = ""
    fingerprint: str = ""
    tokens: list[Token] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)


def read_file(path: Path) -> str:
    """The text of a report.

    Raises
    ------
    NotAReportError
        If it is missing, too large, or not UTF-8 text.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise NotAReportError(f"{path}: {size} bytes are too many for a report")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise NotAReportError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotAReportError(f"{path}: not a text file in UTF-8") from error


def read_page(text: str, name: str) -> Page:
    """Read a report.

    Parameters
    ----------
    text : str
        The HTML of the report.
    name : str
        Its file, for messages.

    Raises
    ------
    NotAReportError
        If it does not say which report it is, or nests deeper than a report can.
    """
    reader = _Reader(name)
    reader.feed(text)
    reader.close()
    reader.end_block()
    page = reader.page
    if not (page.organisation and page.year and page.audience and page.language):
        raise NotAReportError(f"{name}: not a report that genderlib made")
    return page


class _Reader(HTMLParser):
    """Walks the page once; keeps where it is, nothing else."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._name = name
        self._stack: list[tuple[str, dict[str, str]]] = []
        self._block: list[str] = []
        self._row: list[list[str]] = []
        self._row_id = ""
        self._machine = ""
        self._in_style = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag == "meta":
            self._meta(values)
        if tag in _SHAPES:
            drawn = " ".join(f"{key}={value}" for key, value in sorted(values.items()))
            self._token("shape", f"{tag} {drawn}", values.get("data-figure", ""))
        if tag in _VOID or tag in _VOID_TOO:
            return
        if len(self._stack) >= _DEEPEST:
            raise NotAReportError(f"{self._name}: nested too deeply for a report")
        self._stack.append((tag, values))
        if tag in _BLOCKS:
            self.end_block()
        if tag == "tr" and values.get("id", "").startswith("figure-"):
            self._row_id, self._row, self._machine = values["id"][7:], [], ""
        if self._row_id and tag in ("th", "td"):
            self._row.append([])
        if self._row_id and len(self._row) == 2 and not self._machine:
            self._machine = values.get("value") or values.get("datetime") or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in _VOID_TOO:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (open_tag for open_tag, _ in self._stack):
            return
        while self._stack.pop()[0] != tag:
            pass
        if tag in _BLOCKS:
            self.end_block()
        if tag == "tr" and self._row_id:
            self._end_row()

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._stack]
        if "style" in tags or "script" in tags:
            return
        words = _WORDS.findall(data)
        if not words:
            return
        if self._row_id:
            if self._row:
                self._row[-1].extend(words)
            return
        if self._attribute("class") == "fingerprint":
            self.page.fingerprint = words[0]
            return
        figure = self._attribute("data-figure")
        if figure:
            self._token("figure", " ".join(words), figure)
        else:
            for word in words:
                self._token("word", word, "")
        self._block.extend(words)

    def end_block(self) -> None:
        """A paragraph, cell or heading ends here."""
        if self._block:
            self.page.sentences.append(" ".join(self._block))
            self._block = []

    def _meta(self, values: dict[str, str]) -> None:
        content = values.get("content", "")
        if values.get("name") == "generator":
            self.page.version = content.removeprefix("genderlib ")
        if values.get("name") == "genderlib-report":
            facts = content.split(" ")
            if len(facts) == 4:
                page = self.page
                page.organisation, page.year, page.audience, page.language = facts

    def _attribute(self, name: str) -> str:
        """Of the nearest element around that has it."""
        values = (values[name] for _, values in reversed(self._stack) if name in values)
        return next(values, "")

    def _token(self, kind: str, text: str, figure: str) -> None:
        self.page.tokens.append(Token(kind, text, figure, self._place()))

    def _place(self) -> str:
        tags = {tag for tag, _ in self._stack}
        if "head" in tags:
            return "head"
        if "svg" in tags:
            return "alternative" if {"desc", "title"} & tags else "chart"
        return "table" if "table" in tags else "prose"

    def _end_row(self) -> None:
        cells = [" ".join(words) for words in self._row]
        if len(cells) == 4:
            label, value, formula, origins = cells
            line = Line(label, value, self._machine, formula, origins)
            self.page.lines[self._row_id] = line
        self._row_id = ""


def figures_shown(tokens: Iterable[Token]) -> dict[str, set[str]]:
    """Texts under which each figure is shown."""
    shown: dict[str, set[str]] = {}
    for token in tokens:
        if token.kind == "figure":
            shown.setdefault(token.figure, set()).add(token.text)
    return shown
