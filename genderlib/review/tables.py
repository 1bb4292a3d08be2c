"""Tables as a reader meets them: caption, scopes, a region that scrolls on a phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.text.columns import columns
from genderlib.text.markup import escape, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

# Fixed, so that a notebook that is kept has the same bytes wherever it ran.
_WIDTH: Final = 100  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and whether it holds numbers."""

    heading: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that shows itself in a notebook and in a report.

    Parameters
    ----------
    identifier : str
        Unique on the page.
    caption : str
        What the table shows.
    columns : sequence of Column
        The first names the rows.
    rows : sequence of sequence of str
        Cells; text from data is escaped here, Markup is kept.
    source : str
        Where the rows come from.
    row_identifiers : sequence of str
        `id` of each row, where rows can be linked to.
    """

    identifier: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    source: str = ""
    row_identifiers: Sequence[str] = field(default=())
    table_identifier: str = ""

    def __repr__(self) -> str:
        """The table for a terminal."""
        rows = [[column.heading for column in self.columns], *self.rows]
        body = columns([[in_words(cell) for cell in row] for row in rows], _WIDTH)
        return "\n".join(filter(None, [in_words(self.caption), body]))

    def _repr_html_(self) -> str:
        """The table for JupyterLab and for the report."""
        caption = f"caption-{self.identifier}"
        source = f'<p class="source">{escape(self.source)}</p>\n' if self.source else ""
        return (
            f'<div class="table mathjax_ignore" role="region" tabindex="0" '
            f'aria-labelledby="{caption}">\n'
            f'<table id="{self.table_identifier or "table-" + self.identifier}">\n'
            f'<caption id="{caption}">{escape(self.caption)}</caption>\n'
            f"<thead>{self._head()}</thead>\n"
            f"<tbody>\n{self._body()}</tbody>\n</table>\n</div>\n{source}"
        )

    def _head(self) -> str:
        cells = "".join(
            f'<th scope="col"{_class(column)}>{escape(column.heading)}</th>'
            for column in self.columns
        )
        return f"<tr>{cells}</tr>"

    def _body(self) -> str:
        lines = []
        for number, row in enumerate(self.rows):
            name = ""
            if self.row_identifiers:
                name = f' id="{self.row_identifiers[number]}"'
            lines.append(f"<tr{name}>{self._cells(row)}</tr>\n")
        return "".join(lines)

    def _cells(self, row: Sequence[str]) -> str:
        first, *rest = row
        cells = [f'<th scope="row">{escape(first)}</th>']
        for column, text in zip(self.columns[1:], rest, strict=True):
            cells.append(f"<td{_class(column)}>{escape(text)}</td>")
        return "".join(cells)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page: a summary, a box."""

    html: Markup

    def _repr_html_(self) -> str:
        """The fragment for JupyterLab and for the report."""
        return str(self.html)


def in_words(text: str) -> str:
    """What a cell says, without markup and in one line."""
    return plain(text.striptags() if isinstance(text, Markup) else text)


def _class(column: Column) -> str:
    return ' class="number"' if column.number else ""
