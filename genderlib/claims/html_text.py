"""Visible text of an HTML page, one line for each paragraph, item and table row.

The reader looks at every character once and keeps no tree, so neither depth nor
unclosed tags, comments and quotes can hold it up, which the parser of the standard
library cannot promise.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from genderlib.claims.documents import TextLine

_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_TAG_REST = re.compile(r"[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*")
_ATTRIBUTE = re.compile(
    r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?"
)
_RAW = {"script", "style", "textarea", "title", "noscript", "xmp", "iframe"}
_SKIPPED = {"template", "svg", "math", "head", "select", "datalist", "object", "canvas"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base"}
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "h1",
    "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "figure",
    "figcaption", "caption", "form", "fieldset", "address", "details", "summary", "hr",
    "table", "thead", "tbody", "tfoot", "legend", "body",
}  # fmt: skip
_LINES = {"br", "li", "dt", "dd", "tr", "option", "label", "button"}
_LONGEST_CELL = 300  # characters; a longer cell lays out a page
_MOST_SPANNED = 50
_DEEPEST_TABLE = 20


@dataclass(slots=True)
class _Flow:
    """Lines in the making: of the page, or of one cell."""

    lines: list[TextLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    number: int = 0

    def add(self, text: str, number: int) -> None:
        """Add words to the line that is being written."""
        if text.strip():
            self.number = self.number or number
        self.pieces.append(text)

    def end_line(self) -> None:
        """Close the line, white space made single."""
        text = " ".join("".join(self.pieces).split())
        if text:
            self.lines.append(TextLine(text, self.number))
        self.pieces, self.number = [], 0

    def end_block(self) -> None:
        """Close the line and leave an empty one behind it."""
        self.end_line()
        if self.lines and self.lines[-1].text:
            self.lines.append(TextLine("", self.lines[-1].number))


@dataclass(slots=True)
class _Cell:
    """A cell of the row that is being read."""

    columns: int
    rows: int
    flow: _Flow = field(default_factory=_Flow)


@dataclass(slots=True)
class _Table:
    """A table that is being read; cells that reach down wait for the next rows."""

    cells: list[_Cell] = field(default_factory=list)
    waiting: dict[int, tuple[int, str]] = field(default_factory=dict)
    is_in_cell: bool = False


def html_lines(source: str) -> list[TextLine]:
    """Visible lines of a page with their source lines; cells stand between tabs."""
    return _Reader(source).read()


class _Reader:
    """Reads a page from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = _Flow()
        self.tables: list[_Table] = []
        self.deeper = 0  # tables in tables that are no longer told apart
        self.skipped: list[str] = []  # an element whose content is not shown
        self.line, self._counted = 1, 0

    def read(self) -> list[TextLine]:
        """Read to the end."""
        source, at, end = self.source, 0, len(self.source)
        while at < end:
            start = source.find("<", at)
            start = end if start < 0 else start
            if start > at:
                self._add_text(at, start)
            at = self._read_mark(start) if start < end else end
        self.deeper = 0
        while self.tables:
            self._close_table()
        self.page.end_line()
        return self.page.lines

    def _line_at(self, at: int) -> int:
        """Line of a place in the source; places come in order."""
        self.line += self.source.count("\n", self._counted, at)
        self._counted = at
        return self.line

    def _flow(self) -> _Flow:
        """Where text goes: the innermost open cell, or the page."""
        for table in reversed(self.tables):
            if table.is_in_cell:
                return table.cells[-1].flow
        return self.page

    def _add_text(self, start: int, end: int) -> None:
        if self.skipped:
            return
        raw = self.source[start:end]
        lead = len(raw) - len(raw.lstrip())
        text = html.unescape(raw) if "&" in raw else raw
        self._flow().add(text, self._line_at(start + lead))

    def _read_mark(self, start: int) -> int:
        """Read what starts with "<"; return where reading goes on."""
        source = self.source
        if source.startswith("<!--", start):
            close = source.find("-->", start + 4)
            return len(source) if close < 0 else close + 3
        tag = _TAG.match(source, start)
        if tag is None:
            if source[start + 1 : start + 2] in ("!", "?", "/"):
                close = source.find(">", start)
                return len(source) if close < 0 else close + 1
            self._add_text(start, start + 1)
            return start + 1
        rest = _TAG_REST.match(source, tag.end())
        close = rest.end() if rest else tag.end()
        if close >= len(source) or source[close] != ">":
            return len(source)  # a tag that never ends hides the rest
        name = tag[1].lower()
        if source[start + 1] == "/":
            self._close(name)
            return close + 1
        return self._open(name, source[tag.end() : close], close + 1)

    def _open(self, name: str, rest: str, at: int) -> int:
        """Enter an element; return where reading goes on."""
        if name in _RAW:
            end = re.compile(f"</{re.escape(name)}", re.IGNORECASE)
            found = end.search(self.source, at)
            return found.start() if found else len(self.source)
        if self.skipped:
            if name == self.skipped[0]:
                self.skipped.append(name)
            return at
        attributes = _attributes(rest) if rest.strip("/ \n\t") else {}
        if name in _SKIPPED or "hidden" in attributes:
            if name not in _VOID and not rest.endswith("/"):
                self.skipped.append(name)
            return at
        self._lay_out(name, attributes)
        return at

    def _lay_out(self, name: str, attributes: dict[str, str]) -> None:
        """End lines and start cells as an element asks."""
        if name == "table":
            self._flow().end_block()
            if len(self.tables) < _DEEPEST_TABLE:
                self.tables.append(_Table())
            else:
                self.deeper += 1
        elif name in ("td", "th") and self.tables:
            self._start_cell(attributes)
        elif name == "tr" and self.tables:
            self._end_row()
        elif name == "li":
            self._flow().end_line()
            self._flow().add("- ", 0)
        elif name in _LINES:
            self._flow().end_line()
        elif name in _BLOCKS:
            self._flow().end_block()

    def _close(self, name: str) -> None:
        """Leave an element."""
        if self.skipped:
            if name == self.skipped[0]:
                self.skipped.pop()
            return
        if name == "table" and self.tables:
            self._close_table()
        elif name in ("td", "th") and self.tables:
            self.tables[-1].is_in_cell = False
        elif name == "tr" and self.tables:
            self._end_row()
        elif name in _LINES:
            self._flow().end_line()
        elif name in _BLOCKS:
            self._flow().end_block()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        table = self.tables[-1]
        columns = _span(attributes.get("colspan", ""))
        table.cells.append(_Cell(columns, _span(attributes.get("rowspan", ""))))
        table.is_in_cell = True

    def _end_row(self) -> None:
        """Write the row as a line, or as paragraphs where it lays out a page."""
        table = self.tables[-1]
        cells, table.cells, table.is_in_cell = table.cells, [], False
        if not cells:
            return
        flow = self._flow()
        for cell in cells:
            cell.flow.end_line()
        if any(_lays_out(cell) for cell in cells):
            for cell in cells:
                flow.end_block()
                flow.lines.extend(cell.flow.lines)
            flow.end_block()
            return
        texts = _spread(cells, table)
        lines = [line for cell in cells for line in cell.flow.lines if line.text]
        if lines:
            flow.end_line()
            flow.lines.append(TextLine("\t".join(texts), lines[0].number))

    def _close_table(self) -> None:
        if self.deeper:
            self.deeper -= 1
            return
        self._end_row()
        self.tables.pop()
        self._flow().end_block()


def _attributes(rest: str) -> dict[str, str]:
    """Attributes of a tag by their names in lower case."""
    return {
        found[1].lower(): found[2] or found[3] or found[4] or ""
        for found in _ATTRIBUTE.finditer(rest)
    }


def _span(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < 4
    return max(1, min(int(text), _MOST_SPANNED)) if is_number else 1


def _text(cell: _Cell) -> str:
    return " ".join(line.text for line in cell.flow.lines).strip()


def _lays_out(cell: _Cell) -> bool:
    """Whether a cell holds paragraphs or a table of its own."""
    lines = [line.text for line in cell.flow.lines if line.text]
    return any("\t" in line for line in lines) or len(_text(cell)) > _LONGEST_CELL


def _spread(cells: list[_Cell], table: _Table) -> list[str]:
    """Texts by column; headings that span columns or rows stand in each of them."""
    above, table.waiting = table.waiting, {}
    texts: list[str] = []
    for cell in cells:
        _reach_down(texts, above, table)
        text = _text(cell)
        repeated = "" if any(mark.isdecimal() for mark in text) else text
        for nth in range(cell.columns):
            if cell.rows > 1:
                table.waiting[len(texts)] = (cell.rows - 1, repeated)
            texts.append(repeated if nth else text)
    _reach_down(texts, above, table)
    return texts


def _reach_down(
    texts: list[str], above: dict[int, tuple[int, str]], table: _Table
) -> None:
    """Add the cells of earlier rows that reach into the next columns."""
    while len(texts) in above:
        rows, text = above[len(texts)]
        if rows > 1:
            table.waiting[len(texts)] = (rows - 1, text)
        texts.append(text)
