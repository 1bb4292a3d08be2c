"""What a finished report says, in the order of reading and free of any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Role = Literal["prose", "source"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind.

    Parameters
    ----------
    text : str
        A line break is a run of its own.
    figure : str
        Identifier of the figure the words are; empty where they are none.
    value : str
        The same as a machine reads it; empty where the words are no number or date.
    link : str
        Address outside the report.
    language : str
        Where it is not that of the report.
    """

    text: str
    figure: str = ""
    value: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    language: str = ""


Content = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the report."""

    level: int
    content: Content


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, or the line that names a source."""

    content: Content
    role: Role = "prose"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is one paragraph."""

    items: tuple[Content, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the numbers a report opens with."""

    term: Content
    value: Content
    detail: Content


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers a report opens with."""

    label: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """What to check before signing."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    content: Content
    is_number: bool = False
    is_heading: bool = False

    @property
    def text(self) -> str:
        """What it shows."""
        return plain(self.content)


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its caption; its first row and first column name the others."""

    identifier: str
    caption: Content
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the finding it shows, and the same for those who cannot see it.

    Parameters
    ----------
    title : Content
        The finding.
    svg : str
        The whole `<svg>` element.
    alternative : Content
        What the drawing shows, in sentences.
    width, height : float
        Its size in its own units; only their ratio matters.
    """

    title: Content
    svg: str
    alternative: Content
    width: float
    height: float


Block = Heading | Paragraph | Items | Summary | Box | Table | Chart


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in the table of figures, as the report shows it.

    Parameters
    ----------
    label : str
    text : str
        Its value as people read it.
    value : str
        Its value as a machine reads it, in full precision.
    made : str
        How it is made: the function and its counts, or words.
    places : tuple of str
        Files, rows and places in the source.
    """

    identifier: str
    label: str
    text: str
    value: str
    made: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Parameters
    ----------
    organisation, year, audience, language : str, int, str, str
        Which report it is.
    title : str
        Short title, as the window of a browser shows it.
    masthead : Content
        Name of the organisation.
    edition : tuple of str
        Year, state and audience in words.
    blocks : tuple of Block
        Everything between masthead and footer, the table of figures included.
    about : tuple of (str, str)
        The facts of the footer: what, and which.
    lines : mapping of str to Line
        The table of figures, by identifier.
    layout : str
        How the page is laid out: as a "report", or as a "news" item.
    """

    organisation: str
    year: int
    audience: str
    language: str
    title: str
    masthead: Content
    edition: tuple[str, ...]
    blocks: tuple[Block, ...]
    about: tuple[tuple[str, str], ...] = ()
    lines: Mapping[str, Line] = field(default_factory=dict)
    layout: str = "report"

    @property
    def tables(self) -> list[Table]:
        """The tables without the table of figures, which is the last one."""
        found = [block for block in self.blocks if isinstance(block, Table)]
        return [table for table in found if table.identifier != FIGURES]


FIGURES = "figures"
"""Identifier of the table of figures."""


def plain(content: Content) -> str:
    """What runs say, in one line."""
    return " ".join("".join(run.text for run in content).split())


def in_lines(content: Content) -> str:
    """What runs say, with their line breaks."""
    lines = "".join(run.text for run in content).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def contents_of(block: Block) -> Iterator[Content]:
    """Everything a block says, in the order of reading."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            yield content
        case Items(items=items):
            yield from items
        case Summary(figures=figures):
            for figure in figures:
                yield from (figure.term, figure.value, figure.detail)
        case Box(blocks=blocks):
            for inner in blocks:
                yield from contents_of(inner)
        case Table():
            yield block.caption
            for row in (block.columns, *block.rows):
                yield from (cell.content for cell in row)
        case Chart(title=title, alternative=alternative):
            yield from (title, alternative)
