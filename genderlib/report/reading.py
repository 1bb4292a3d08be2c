"""A finished report read back: its facts, its words, figures, charts and code.

Nothing of a page is left out, so that two pages that differ anywhere differ in a token.
The reader takes any bytes in time proportional to their number; what a browser would
make of broken HTML does not matter here, because our pages are not broken.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST: Final = 3_000_000  # bytes; a report is under 150 kB
_DEEPEST: Final = 200  # elements within one another; a report has some 20
_MOST_PIECES: Final = 250_000  # tokens; a report has some 12 000
_LONGEST_HEAD: Final = 100_000  # characters
_NOT_OURS: Final = "not a report that genderlib made"
_LONGEST_CODE: Final = 120  # characters of code that is not ours

Kind = Literal["word", "figure", "value", "link", "shape", "style", "code"]
Part = Literal[
    "head",
    "header",
    "summary",
    "reviewer",
    "contents",
    "prose",
    "table",
    "chart",
    "alternative",
    "figures",
    "footer",
]

_PIECE = re.compile(
    r"<(?P<close>/?)(?P<tag>[A-Za-z][\w:-]*+)"
    r"(?P<attributes>(?:\s++[\w:@.-]++(?:\s*+=\s*+"
    r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))?+)*+)\s*+(?P<empty>/?)>"
    r"|(?P<text>[^<]++)"
    r"|(?P<odd><[^<>]*+>?)"
)
_ATTRIBUTE = re.compile(
    r"([\w:@.-]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>=`]++)))?+"
)
_VOID: Final = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "source", "track", "wbr"),
    }
)
# Where one sentence cannot go on into the next.
_BLOCKS: Final = frozenset(
    {
        *("aside", "caption", "dd", "desc", "div", "dl", "dt", "figcaption", "figure"),
        *("footer", "h1", "h2", "h3", "h4", "header", "li", "main", "meta", "nav"),
        *("ol", "p", "script", "section", "style", "svg", "table", "tbody", "td"),
        *("text", "th", "thead", "title", "tr", "ul"),
    }
)
_NUMBERS: Final = frozenset({"data", "time"})
_SPOKEN: Final = frozenset({"alt", "aria-description", "aria-label", "title"})
_PARTS: Final[dict[str, Part]] = {
    "head": "head",
    "style": "head",
    "header": "header",
    "nav": "contents",
    "svg": "chart",
    "footer": "footer",
    "table": "table",
}
_LINKS: Final = frozenset({"href", "src", "xlink:href"})


class NotAReportError(GenderlibError):
    """A file that this program did not make, or that cannot be read."""


class Token(NamedTuple):
    """One piece of a page in the order of reading.

    A figure is a number as people read it, a value the same number as a machine does;
    `figure` is its identifier, empty where it has none. A shape is drawn, a style is a
    rule of CSS, code is an element or what stands in none.
    """

    kind: Kind
    text: str
    figure: str = ""


class Place(NamedTuple):
    """Where something stands, as a person looks for it; what does not apply is empty.

    `part` is one of head, header, summary, reviewer, contents, prose, table, chart,
    alternative (what a chart says to those who cannot see it), figures (the table of
    all figures) and footer.
    """

    part: Part
    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""


class Block(NamedTuple):
    """A heading, a paragraph, a cell: what is read in one go."""

    place: Place
    tokens: tuple[Token, ...]
    text: str


class Line(NamedTuple):
    """A figure's line in the table of figures."""

    label: str
    value: str
    machine: str
    formula: str
    origins: tuple[str, ...]


@dataclass
class Page:
    """What a report says.

    Parameters
    ----------
    organisation, year, audience, language : str
        Which report it is, as it says itself.
    version : str
        The program that made it, as it says itself.
    fingerprint : str
        As printed in the footer.
    blocks : list of Block
        Everything, in the order of reading.
    lines : dict of str to Line
        The table of figures by identifier.
    """

    organisation: str = ""
    year: str = ""
    audience: str = ""
    language: str = ""
    version: str = ""
    fingerprint: str = ""
    blocks: list[Block] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Which report it is, in one line."""
        return f"{self.organisation} {self.year} {self.audience} {self.language}"


def read_file(path: Path) -> str:
    """The text of a report.

    Raises
    ------
    NotAReportError
        If it cannot be read, is larger than any report, or is not UTF-8 text.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise NotAReportError(f"{_NOT_OURS}: {size:,} bytes are more than any has")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise NotAReportError(f"it cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotAReportError(f"{_NOT_OURS}: not text in UTF-8") from error


def read_head(text: str) -> Page:
    """Which report a page says it is; the rest is left unread.

    Parameters
    ----------
    text : str
        The HTML of the report.

    Raises
    ------
    NotAReportError
        If it does not say so.
    """
    end = text.find("<body", 0, _LONGEST_HEAD)
    page = _read(text[: end if end >= 0 else _LONGEST_HEAD])
    if not (page.organisation and page.language):
        raise NotAReportError(
            f"{_NOT_OURS}, or its first lines are gone: nothing in it says whose "
            "report it is"
        )
    if not re.fullmatch(r"[0-9]{4}", page.year, re.ASCII):
        raise NotAReportError(f"{_NOT_OURS}: it names no year but {page.year[:40]!r}")
    return page


def read_page(text: str) -> Page:
    """Read a report.

    Parameters
    ----------
    text : str
        The HTML of the report.

    Raises
    ------
    NotAReportError
        If it does not say which report it is, or nests deeper than a report can.
    """
    read_head(text)
    return _read(text)


def _read(text: str) -> Page:
    reader = _Reader()
    for piece in _PIECE.finditer(text):
        reader.take(piece)
    return reader.finish()


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, and what holds inside it."""

    tag: str
    part: Part
    figure: str = ""
    is_number: bool = False
    is_fingerprint: bool = False


class _Reader:
    """Walks the page once; knows where it is."""

    def __init__(self) -> None:
        self.page = Page()
        self._open: list[_Open] = [_Open("", "prose")]
        self._tokens: list[Token] = []
        self._words: list[str] = []
        self._blocks: list[Block] = []
        self._section = self._caption = self._row = ""
        self._columns: list[str] = []
        self._column = -1
        self._ledger: _LedgerRow | None = None
        self._room = _MOST_PIECES

    def take(self, piece: re.Match[str]) -> None:
        """Go on to the next piece."""
        if piece["text"] is not None:
            self._text(piece["text"])
        elif piece["odd"] is not None:
            self._add("code", _short(piece["odd"]))
        elif piece["close"]:
            self._close(piece["tag"].lower())
        else:
            self._start(piece["tag"].lower(), piece["attributes"], piece["empty"])

    def finish(self) -> Page:
        """The page, when there are no more pieces."""
        self._end_block()
        self.page.blocks = self._blocks
        return self.page

    def _start(self, tag: str, attributes: str, empty: str) -> None:
        values = _values(attributes)
        if tag in _BLOCKS:
            self._end_block()
        self._enter(tag, values)
        self._element(tag, values)
        if tag == "meta":
            self._meta(values)
        if tag in _VOID or empty:
            self._open.pop()
            if tag in _BLOCKS:
                self._end_block()

    def _enter(self, tag: str, values: dict[str, str]) -> None:
        above = self._open[-1]
        if len(self._open) > _DEEPEST:
            raise NotAReportError(
                f"{_NOT_OURS}: elements lie deeper in one another than in any"
            )
        inside = _Open(
            tag,
            _part(tag, values, above.part),
            values.get("data-figure", above.figure),
            above.is_number or tag in _NUMBERS,
            values.get("class") == "fingerprint",
        )
        self._open.append(inside)
        if tag == "table":
            self._caption, self._columns, self._row = "", [], ""
        elif tag == "tr":
            self._row, self._column = "", -1
            self._ledger = _ledger_row(values)
        elif tag in ("td", "th"):
            self._column += 1

    def _element(self, tag: str, values: dict[str, str]) -> None:
        """Tokens of an element: what it is, and what of it means something."""
        inside = self._open[-1]
        figure, drawn = inside.figure, inside.part == "chart"
        told = {*_SPOKEN, *_LINKS, "data-figure"}
        told |= {"value", "datetime"} if tag in _NUMBERS else set()
        rest = sorted((name, v) for name, v in values.items() if name not in told)
        code = " ".join([tag, *(f"{name}={value}" for name, value in rest)])
        self._add("shape" if drawn else "code", code, figure if drawn else "")
        for name in sorted(_LINKS & set(values)):
            self._add("link", values[name], figure)
        for name in sorted(_SPOKEN & set(values)):
            self._speak(values[name])
        if tag in _NUMBERS:
            machine = values.get("value", values.get("datetime", ""))
            self._add("value", machine, figure)

    def _close(self, tag: str) -> None:
        if all(element.tag != tag for element in self._open[1:]):
            self._add("code", f"/{tag}")
            return
        while True:
            element = self._open.pop()
            self._leave(element)
            if element.tag == tag:
                return

    def _leave(self, element: _Open) -> None:
        tag = element.tag
        if tag not in _NUMBERS:
            self._add("code", f"/{tag}")
        if tag not in _BLOCKS:
            return
        block = self._end_block(element.part)
        text = block.text if block else ""
        if tag in ("h2", "h3"):
            self._section = text
        elif tag == "caption":
            self._caption = text
        elif tag == "th":
            self._header(text)
        elif tag == "tr":
            self._end_row()

    def _header(self, text: str) -> None:
        if any(element.tag == "thead" for element in self._open):
            self._columns.append(text)
        elif self._blocks and not self._ledger:
            self._row = text
            block = self._blocks[-1]
            self._blocks[-1] = block._replace(place=block.place._replace(row=text))

    def _end_row(self) -> None:
        if self._ledger and self._ledger.is_complete:
            self.page.lines.setdefault(self._ledger.figure, self._ledger.line())
        self._ledger = None

    def _text(self, text: str) -> None:
        inside = self._open[-1]
        if inside.tag == "style":
            for rule in text.split("}"):
                if words := " ".join(rule.split()):
                    self._add("style", words)
        elif inside.tag == "script":
            self._add("code", _short(text))
        else:
            self._shown(_plain(text), inside)
        if inside.is_fingerprint:
            self.page.fingerprint = text.strip()

    def _shown(self, text: str, inside: _Open) -> None:
        self._words.append(text)
        if not (inside.is_number or inside.figure):
            self._speak(text)
        elif words := " ".join(text.split()):
            self._add("figure", words, inside.figure)

    def _speak(self, text: str) -> None:
        for word in text.split():
            self._add("word", word)

    def _add(self, kind: Kind, text: str, figure: str = "") -> None:
        self._tokens.append(Token(kind, text, figure))
        self._room -= 1
        if self._room < 0:
            raise NotAReportError(f"{_NOT_OURS}: it has more pieces than any")

    def _end_block(self, part: Part | None = None) -> Block | None:
        """A paragraph, cell or heading ends here."""
        if not self._tokens:
            return None
        place = self._place(part or self._open[-1].part)
        text = " ".join("".join(self._words).split())
        block = Block(place, tuple(self._tokens), text)
        self._tokens, self._words = [], []
        self._blocks.append(block)
        if self._ledger and self._column >= 0:
            self._ledger.add(self._column, block)
        return block

    def _place(self, part: Part) -> Place:
        if part not in ("table", "figures"):
            return Place(part, self._section)
        known = 0 <= self._column < len(self._columns)
        column = self._columns[self._column] if known else ""
        row = self._ledger.figure if self._ledger else self._row
        return Place(part, self._section, self._caption, row, column)

    def _meta(self, values: dict[str, str]) -> None:
        page, content = self.page, values.get("content", "")
        if values.get("name") == "generator":
            page.version = content.removeprefix("genderlib ")
        facts = content.split(" ")
        if values.get("name") == "genderlib-report" and len(facts) == 4:
            page.organisation, page.year, page.audience, page.language = facts


@dataclass(slots=True)
class _LedgerRow:
    """A row of the table of figures while it is read."""

    figure: str
    cells: dict[int, list[Block]] = field(default_factory=dict)

    def add(self, column: int, block: Block) -> None:
        """Take a piece of a cell."""
        self.cells.setdefault(column, []).append(block)

    @property
    def is_complete(self) -> bool:
        """Whether it has the four cells of a line."""
        return set(self.cells) == set(range(4))

    def line(self) -> Line:
        """The line, its label without the identifier below it."""
        label = self._text(0).removesuffix(self.figure).rstrip()
        machine = self._values(1)
        return Line(
            label,
            self._text(1),
            machine[0] if machine else self._text(1),
            self._text(2),
            tuple(self._values(3)),
        )

    def _text(self, column: int) -> str:
        return " ".join(text for b in self.cells[column] if (text := b.text))

    def _values(self, column: int) -> list[str]:
        tokens = (token for block in self.cells[column] for token in block.tokens)
        return [token.text for token in tokens if token.kind == "value"]


def _ledger_row(values: dict[str, str]) -> _LedgerRow | None:
    identifier = values.get("id", "")
    if not identifier.startswith("figure-"):
        return None
    return _LedgerRow(identifier.removeprefix("figure-"))


def _part(tag: str, values: dict[str, str], above: Part) -> Part:
    """What part of the page an element is, or belongs to."""
    if values.get("id") == "figures" and tag == "table":
        return "figures"
    if values.get("class") == "summary":
        return "summary"
    if values.get("class") == "reviewer":
        return "reviewer"
    if above == "chart" and tag in ("title", "desc"):
        return "alternative"
    return _PARTS.get(tag, above)


def _values(attributes: str) -> dict[str, str]:
    """Attributes by name; of two with one name the first counts, as in a browser."""
    values: dict[str, str] = {}
    for name, *quoted in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), _plain("".join(quoted)))
    return values


def _plain(text: str) -> str:
    """Text without entities."""
    try:
        return html.unescape(text)
    except ValueError:  # an entity of thousands of digits
        return text


def _short(code: str) -> str:
    words = " ".join(code.split())
    return words if len(words) <= _LONGEST_CODE else words[: _LONGEST_CODE - 1] + "…"


def shown_figures(page: Page) -> Iterator[Token]:
    """Every figure with an identifier, outside the table of figures."""
    for block in page.blocks:
        if block.place.part != "figures":
            for token in block.tokens:
                if token.kind == "figure" and token.figure:
                    yield token
