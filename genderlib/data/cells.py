"""Each cell by itself: its form, its type and the constraints of its column.

Types and constraints are read by frictionless, straight from the dictionary. Its own
reading of forms is too kind ("2020-1-1", "１３"), so `forms` comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from genderlib.data.forms import form_problem
from genderlib.data.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from genderlib.data.dictionary import Column, TableDescription
    from genderlib.data.reader import RawTable

    CellReader = Callable[[str], tuple[Any, dict[str, str] | None]]


@dataclass(frozen=True, slots=True)
class Record:
    """One row with its values.

    Parameters
    ----------
    row : int
        Its line in the file.
    by_column : dict
        A value per column: int, date or text; None where nothing stands, or
        something wrong. Decimal numbers stay text: a float cannot hold 0.28.
    wrong : frozenset of str
        Columns in which something wrong stands.
    """

    row: int
    by_column: dict[str, Any]
    wrong: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> Any:
        return self.by_column[column]

    def is_empty(self, column: str) -> bool:
        """Whether nothing stands in a column."""
        return self.by_column[column] is None and column not in self.wrong


def read_records(
    raw: RawTable, table: TableDescription
) -> tuple[list[Record], list[Problem]]:
    """Values of every row, and the cells that break the dictionary.

    Parameters
    ----------
    raw : RawTable
        Rows as they stand.
    table : TableDescription
        What they must be.

    Returns
    -------
    tuple of list
        Records and problems.
    """
    readers = _cell_readers(table.columns)
    records, problems = [], []
    for row in raw.rows or ():
        values, wrong = {}, set()
        for column, reader in zip(table.columns, readers, strict=True):
            text = row.cells[column.name]
            values[column.name], found = _read(column, reader, text)
            if found:
                wrong.add(column.name)
                label = row.cells[table.label]
                problems.append(
                    Problem(raw.file, row.line, column.name, text, *found, label)
                )
        records.append(Record(row.line, values, frozenset(wrong)))
    return records, problems


def _cell_readers(columns: Sequence[Column]) -> list[CellReader]:
    # Imported here because it takes as long as the checks themselves. Fields are made
    # one by one: a whole schema would load jsonschema, which takes seconds, to look at
    # a dictionary that the tests have looked at.
    from frictionless import fields

    kinds = {
        "string": fields.StringField,
        "integer": fields.IntegerField,
        "number": fields.NumberField,
        "date": fields.DateField,
    }
    return [
        kinds[column.type](
            name=column.name, constraints=column.constraints
        ).create_cell_reader()
        for column in columns
    ]


def _read(
    column: Column, reader: CellReader, text: str
) -> tuple[Any, tuple[str, str] | None]:
    found = form_problem(column, text) if text else None
    if found:
        return None, found
    value, notes = reader(text)
    if notes:
        return None, _constraint_problem(column, next(iter(notes)), text)
    return (text if value is not None and column.type == "number" else value), None


def _constraint_problem(column: Column, broken: str, text: str) -> tuple[str, str]:
    """Message and cure for a constraint of the dictionary that does not hold."""
    name, limit = column.name, column.constraints.get(broken, ())
    if broken == "enum":
        near = get_close_matches(text, limit, n=1)
        perhaps = f" Perhaps {near[0]}?" if near else ""
        return (
            f"{name} has a value it may not have",
            f"Write one of: {', '.join(limit)}.{perhaps}",
        )
    return {
        "required": (f"{name} is missing", f"Fill in {name}."),
        "minimum": (f"{name} is below {limit}", f"Write {limit} or more."),
        "maximum": (f"{name} is above {limit}", f"Write {limit} or less."),
        "maxLength": (f"{name} is longer than {limit} characters", "Shorten it."),
        "pattern": (f"{name} is not {column.form}", "Write it in that form."),
        "type": (f"{name} is not a day of the calendar", "Correct the day."),
    }[broken]
