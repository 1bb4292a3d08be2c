"""The page of a report read into a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from genderlib.exports.document import (
    FIGURES,
    Box,
    Cell,
    Chart,
    Document,
    Heading,
    Items,
    KeyFigure,
    Line,
    Paragraph,
    Run,
    Summary,
    Table,
    plain,
)
from genderlib.report.reading import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.exports.document import Block, Content
    from genderlib.report.reading import Page

_VOID: Final = frozenset({"br", "meta", "link", "img", "hr", "input", "source", "wbr"})
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_LEFT_OUT: Final = frozenset({"nav", "style", "script"})
_SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_VIEW: Final = re.compile(r'\bviewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def read_document(html: str) -> Document:
    """Read a report.

    Parameters
    ----------
    html : str
        The page, as `genderlib render` writes it.

    Raises
    ------
    NotAReportError
        If it is no report.
    """
    page = read_page(html)
    drawings = _SVG.findall(html)
    tree = _tree(html)
    body = _first(tree, "body")
    reader = _Reader(iter(drawings))
    return Document(
        organisation=page.organisation,
        year=int(page.year),
        audience=page.audience,
        language=page.language,
        title=plain(_content(_first(tree, "title"))),
        masthead=_content(_of_class(body, "organisation")),
        edition=tuple(plain(_content(part)) for part in _of_class(body, "edition")),
        blocks=tuple(reader.blocks(_first(body, "main"))),
        about=tuple(_about(_first(body, "footer"))),
        lines=dict(_lines(page)),
        layout=body.get("class") or "report",
    )


def _lines(page: Page) -> Iterator[tuple[str, Line]]:
    for identifier, line in page.lines.items():
        value, made = line.machine, line.formula
        text, places = line.value, line.origins
        yield identifier, Line(identifier, line.label, text, value, made, places)


def _about(footer: Element) -> Iterator[tuple[str, str]]:
    for fact in footer.iter("div"):
        term, value = fact.find("dt"), fact.find("dd")
        if term is not None and value is not None:
            yield plain(_content(term)), plain(_content(value))


class _Tree(HTMLParser):
    """A page as a tree of elements; what it leaves open is closed with its parent."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in reversed(attrs)}
        element = SubElement(self._open[-1], tag, known)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in reversed(attrs)}
        SubElement(self._open[-1], tag, known)

    def handle_endtag(self, tag: str) -> None:
        tags = [element.tag for element in self._open]
        if tag in tags[1:]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        above = self._open[-1]
        if len(above):
            above[-1].tail = (above[-1].tail or "") + data
        else:
            above.text = (above.text or "") + data


def _tree(html: str) -> Element:
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return reader.root


def _first(above: Element, tag: str) -> Element:
    found = next(above.iter(tag), None)
    return Element(tag) if found is None else found


def _of_class(above: Element, name: str) -> Element:
    named = (e for e in above.iter() if name in e.get("class", "").split())
    return next(named, Element("p"))


@dataclass(slots=True)
class _Reader:
    """Walks the text of a report; takes one drawing for each chart."""

    drawings: Iterator[str]

    def blocks(self, above: Element) -> Iterator[Block]:
        """What an element holds, block by block."""
        for element in above:
            yield from self._blocks(element)

    def _blocks(self, element: Element) -> Iterator[Block]:
        tag, name = element.tag, element.get("class", "")
        if tag in _HEADINGS:
            yield Heading(_HEADINGS[tag], _content(element))
        elif tag == "p":
            is_source = name == "source"
            yield Paragraph(_content(element), "source" if is_source else "prose")
        elif tag in ("ul", "ol"):
            items = tuple(_content(item) for item in element.iter("li"))
            yield Items(items, ordered=tag == "ol")
        elif tag == "table":
            yield _table(element)
        elif name == "summary":
            yield _summary(element)
        elif name == "reviewer":
            yield Box(tuple(self.blocks(element)))
        elif tag == "figure":
            yield self._chart(element)
            yield from (Paragraph(_content(p), "source") for p in element.iter("p"))
        elif tag not in _LEFT_OUT:
            yield from self.blocks(element)

    def _chart(self, element: Element) -> Chart:
        svg = next(self.drawings)
        size = _VIEW.search(svg)
        width, height = (float(size[1]), float(size[2])) if size else (1.0, 1.0)
        title = _content(_first(element, "figcaption"))
        return Chart(title, svg, _content(_first(element, "desc")), width, height)


def _summary(element: Element) -> Summary:
    figures = [
        KeyFigure(
            _content(_first(fact, "dt")),
            _content(_of_class(fact, "value")),
            _content(_of_class(fact, "detail")),
        )
        for fact in element.iter("div")
    ]
    figures += [KeyFigure((), (), _content(item)) for item in element.iter("li")]
    return Summary(element.get("aria-label", ""), tuple(figures))


def _table(element: Element) -> Table:
    head, body = _first(element, "thead"), _first(element, "tbody")
    columns = [_cells(row) for row in head.iter("tr")]
    identifier = element.get("id", "")
    return Table(
        FIGURES if identifier == FIGURES else identifier.removeprefix("table-"),
        _content(_first(element, "caption")),
        columns[0] if columns else (),
        tuple(_cells(row) for row in body.iter("tr")),
    )


def _cells(row: Element) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            _content(cell),
            is_number="number" in cell.get("class", "").split(),
            is_heading=cell.tag == "th",
        )
        for cell in row
    )


def _content(element: Element) -> Content:
    """The words of an element as runs; white space as a browser shows it."""
    return _trimmed(_merged(_runs(element, Run(""))))


def _runs(element: Element, style: Run) -> Iterator[Run]:
    style = _styled(element, style)
    if element.tag == "q":
        yield replace(style, text="“")
    if element.text:
        yield replace(style, text=element.text)
    for child in element:
        if child.tag == "br":
            yield Run("\n")
        else:
            yield from _runs(child, style)
        if child.tail:
            yield replace(style, text=child.tail)
    if element.tag == "q":
        yield replace(style, text="”")


def _styled(element: Element, style: Run) -> Run:
    """How words inside an element differ from those around it."""
    tag = element.tag
    if tag in ("strong", "b"):
        style = replace(style, bold=True)
    elif tag in ("em", "i"):
        style = replace(style, italic=True)
    elif tag == "code":
        style = replace(style, code=True)
    elif tag == "a" and not element.get("href", "#").startswith("#"):
        style = replace(style, link=element.get("href", ""))
    elif tag in ("data", "time"):
        value = element.get("value" if tag == "data" else "datetime", "")
        style = replace(style, value=value)
    return replace(
        style,
        figure=element.get("data-figure", style.figure),
        language=element.get("lang", style.language),
    )


def _merged(runs: Iterator[Run]) -> list[Run]:
    """Neighbours of one style as one run; each figure stays a run of its own."""
    merged: list[Run] = []
    for run in runs:
        text = run.text if run.text == "\n" else re.sub(r"[ \t\n\r\f]+", " ", run.text)
        if (
            merged
            and not run.figure
            and replace(run, text="") == replace(merged[-1], text="")
            and "\n" not in (text, merged[-1].text)
        ):
            text = merged.pop().text + text
        merged.append(replace(run, text=text))
    return merged


def _trimmed(runs: list[Run]) -> Content:
    """Without white space at the ends, around line breaks, or twice in a row."""
    trimmed: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text
        if text == "\n":
            if trimmed:
                trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip(" "))
        elif after_space:
            text = text.lstrip(" ")
        if text:
            trimmed.append(replace(run, text=text))
            after_space = text.endswith((" ", "\n"))
    while trimmed and not trimmed[-1].text.strip():
        trimmed.pop()
    if trimmed:
        trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip())
    return tuple(trimmed)
