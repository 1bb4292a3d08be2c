"""Figures as tidy tables: one row a figure, an input, an origin or a cell."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from genderlib.exports.document import plain
from genderlib.exports.figures import exact_text, input_text, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.exports.finished import Finished

Row = tuple[Any, ...]
Field = dict[str, Any]

_REQUIRED: Final = {"constraints": {"required": True}}
_FIGURE: Final[Field] = {
    "name": "figure",
    "type": "string",
    "description": "Identifier of the figure, <subject>.<measure>.",
    **_REQUIRED,
}
_REFERENCE: Final = [
    {"fields": ["figure"], "reference": {"resource": "figures", "fields": ["figure"]}}
]


def _text(name: str, description: str, *, required: bool = False) -> Field:
    more = _REQUIRED if required else {}
    return {"name": name, "type": "string", "description": description, **more}


def _whole(name: str, description: str) -> Field:
    return {"name": name, "type": "integer", "description": description, **_REQUIRED}


FIGURES: Final[dict[str, Any]] = {
    "fields": [
        _whole("year", "Reporting year."),
        _text("organisation", "Identifier of the organisation.", required=True),
        _FIGURE,
        _text("subject", "What it is a figure of.", required=True),
        _text("measure", "What is said of the subject.", required=True),
        _text("label", "The same in the language of the report.", required=True),
        _text("kind", "count, share (0 to 1), points and so on.", required=True),
        {
            "name": "value",
            "type": "number",
            "description": "In full precision; empty where it is no number.",
        },
        _text("exact", "Without rounding: 4/13, an ISO date; empty where hidden."),
        _text("text", "As the report's table of figures shows it.", required=True),
        _text("indicator", "The function that made it.", required=True),
        _text("made", "How it is made, as the report says it.", required=True),
        _text("place", "File, row and place in the source, as the report says it."),
    ],
    "primaryKey": ["figure"],
}
"""Table Schema of the figures."""

INPUTS: Final[dict[str, Any]] = {
    "fields": [
        _FIGURE,
        _whole("position", "Order of the inputs, from 1."),
        _text("name", "Name of the input.", required=True),
        _text("value", "A whole number, a fraction, true or false.", required=True),
    ],
    "primaryKey": ["figure", "position"],
    "foreignKeys": _REFERENCE,
}
"""Table Schema of what went into each figure."""

ORIGINS: Final[dict[str, Any]] = {
    "fields": [
        _FIGURE,
        _whole("position", "Order of the rows, from 1."),
        _text("file", "Path of the table from the project folder.", required=True),
        _whole("row", "Line in the file; the header is line 1."),
        _text("source", "Identifier of the source."),
        _text("locator", "Place in the source."),
    ],
    "primaryKey": ["figure", "position"],
    "foreignKeys": _REFERENCE,
}
"""Table Schema of the rows each figure was read from."""

CELLS: Final[dict[str, Any]] = {
    "fields": [
        _text("table", "Identifier of the table in the report.", required=True),
        _text("caption", "Its caption.", required=True),
        _whole("row", "From 1, without the row of headings."),
        _whole("column", "From 1."),
        _text("row_heading", "First cell of the row."),
        _text("column_heading", "Heading of the column."),
        _text("text", "What the cell shows."),
        _text("figures", "Identifiers of the figures in it, with spaces between."),
    ],
    "primaryKey": ["table", "row", "column"],
}
"""Table Schema of the tables a report shows, cell by cell."""


def figures_csv(finished: Finished) -> bytes:
    """The figures of a report as one tidy table.

    Returns
    -------
    bytes
        UTF-8 with a header; the same bytes for the same report.
    """
    return as_csv(FIGURES, _figures(finished))


def inputs_csv(finished: Finished) -> bytes:
    """What went into each figure, one row an input."""
    return as_csv(
        INPUTS,
        (
            (figure.identifier, position, name, input_text(value))
            for figure in finished.figures
            for position, (name, value) in enumerate(figure.inputs, start=1)
        ),
    )


def origins_csv(finished: Finished) -> bytes:
    """Where each figure was read, one row of a table a row."""
    return as_csv(
        ORIGINS,
        (
            (figure.identifier, at, o.file, o.row, o.source, o.locator)
            for figure in finished.figures
            for at, o in enumerate(figure.origins, start=1)
        ),
    )


def cells_csv(finished: Finished) -> bytes:
    """The tables a report shows, one row a cell."""
    return as_csv(CELLS, _cells(finished))


def as_csv(schema: dict[str, Any], rows: Iterable[Row]) -> bytes:
    """Rows under the names of a schema's fields; None is an empty cell."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field["name"] for field in schema["fields"]])
    writer.writerows(rows)
    return text.getvalue().encode()


def _figures(finished: Finished) -> Iterator[Row]:
    document = finished.document
    for figure in finished.figures:
        line = document.lines[figure.identifier]
        subject, _, measure = figure.identifier.partition(".")
        is_hidden = figure.kind == "hidden"
        yield (
            *(document.year, document.organisation, figure.identifier),
            *(subject, measure, figure.label, figure.kind, number(figure)),
            *("" if is_hidden else exact_text(figure.exact), line.text),
            *(figure.indicator, line.made, "; ".join(line.places)),
        )


def _cells(finished: Finished) -> Iterator[Row]:
    for table in finished.document.tables:
        headings = [cell.text for cell in table.columns]
        for row_number, row in enumerate(table.rows, start=1):
            for number_, (heading, cell) in enumerate(
                zip(headings, row, strict=True), start=1
            ):
                found = dict.fromkeys(r.figure for r in cell.content if r.figure)
                yield (
                    *(table.identifier, plain(table.caption), row_number, number_),
                    *(row[0].text, heading, cell.text, " ".join(found)),
                )
