"""Mapping files: which column of a table from elsewhere means what."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.ingest.archives import read_file
from genderlib.data.ingest.entries import FileSource
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.reading import (
    BEGINS_AS_FORMULA,
    plain_text,
)
from genderlib.data.ingest.sheets import column_number
from genderlib.data.rules import FORMULA_SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAMES: Final = ("unit", "group", "level")
MEASURES: Final = ("women", "men", "total", "women/total", "total/women", "share")
MEANINGS: Final = (*NAMES, *MEASURES, "ignore")
TOTAL_ROW: Final = "(total)"
LEAVE_OUT: Final = "(leave out)"
SUFFIX: Final = ".mapping.json"

_KEYS: Final = {"organisation", "year", "as_of", "source", "tables"}
_NEEDED: Final = ("source", "title_vi", "title_en", "publisher", "date")
_SOURCE_KEYS: Final = {
    "source", "title_vi", "title_en", "publisher", "date", "licence", "url",
    "note_vi", "note_en",
}  # fmt: skip
_TABLE_KEYS: Final = {
    "sheet", "header_rows", "rows", "columns", "headings", "constant", "names",
    "thousands", "missing", "zero", "repeated", "hidden_rows",
}  # fmt: skip
_HIDDEN: Final = ("", "leave_out", "read")


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What one column holds.

    Parameters
    ----------
    meaning : str
        One of `MEANINGS`.
    constant : mapping
        Unit, group or level that hold for this column alone.
    """

    meaning: str
    constant: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one table is read.

    Parameters
    ----------
    sheet : str
        Name of the sheet; number of a table in a document; empty for csv.
    header_rows : tuple of int
    first_row, last_row : int
    columns : dict of int to ColumnMeaning
    headings : dict of int to str
        What the headings must say, so that another year's table is not read as this
        one's.
    constant : dict
        Unit, group and level where no column gives them.
    names : dict of str to str
        Names in the table to units, groups and levels, "(total)" or "(leave out)".
    thousands : str
    missing, zero : frozenset of str
        Signs that stand for a missing value and for none.
    repeated : frozenset of int
        Columns in which a blank repeats the cell above.
    hidden_rows : {"", "leave_out", "read"}
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: dict[int, ColumnMeaning]
    headings: dict[int, str]
    constant: dict[str, str | None]
    names: dict[str, str]
    thousands: str
    missing: frozenset[str]
    zero: frozenset[str]
    repeated: frozenset[int]
    hidden_rows: str


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How one file is read."""

    file: str
    organisation: str
    year: int
    as_of: date | None
    source: FileSource
    tables: tuple[TableMapping, ...]


def read_mapping(path: Path) -> FileMapping:
    """A mapping file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    FileMapping

    Raises
    ------
    Refused
        If it is not JSON, or says something that is not known; the place is named.
    """
    return _Reader(path.name).read(read_file(path))


class _Reader:
    """Checks while it reads; the first mistake ends it."""

    def __init__(self, file: str) -> None:
        self.file = file

    def read(self, content: bytes) -> FileMapping:
        try:
            given = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self.wrong("", str(error), "the mapping is not JSON", "") from error
        given = self.keys(
            "", given, _KEYS, {"organisation", "year", "source", "tables"}
        )
        self.blanks(given)
        tables = self.kind("tables", given["tables"], list)
        if not tables:
            cure = "Describe the table, or take what --suggest proposes."
            raise self.wrong("tables", "", "the mapping describes no table", cure)
        return FileMapping(
            self.file,
            self.kind("organisation", given["organisation"], str),
            self.kind("year", given["year"], int),
            self.day("as_of", given.get("as_of")),
            self.source(given["source"]),
            tuple(self.table(f"tables {n}", t) for n, t in enumerate(tables, start=1)),
        )

    def blanks(self, given: dict[str, Any]) -> None:
        """What a proposal leaves to be filled in, all of it at once."""
        source = self.kind("source", given["source"], dict)
        blank = [key for key in ("organisation", "year") if given[key] in ("", 0)]
        blank += [f"source {key}" for key in _NEEDED if source.get(key) == ""]
        if blank:
            message = f"these keys are still blank: {', '.join(blank)}"
            raise self.wrong("", "", message, "Fill them in.")

    def wrong(self, where: str, value: object, message: str, cure: str) -> Refused:
        cure = cure or "Correct the mapping file."
        told = f"{where}: {message}" if where else message
        return Refused(Finding(Place(self.file), str(value), told, cure))

    def kind(self, where: str, value: Any, kind: type) -> Any:
        if not isinstance(value, kind) or isinstance(value, bool):
            message = f"this is not {_KINDS[kind]}"
            raise self.wrong(where, json.dumps(value, ensure_ascii=False), message, "")
        return value

    def text(self, where: str, value: Any) -> str:
        """Words that come to stand in a table of ours."""
        text: str = self.kind(where, value, str)
        if text.startswith(FORMULA_SIGNS):
            raise self.wrong(where, text, *BEGINS_AS_FORMULA)
        return text

    def keys(self, where: str, value: Any, known: set[str], needed: set[str]) -> Any:
        found = self.kind(where, value, dict)
        for key in found:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                cure = (
                    f"Perhaps {near[0]}?"
                    if near
                    else f"Known: {', '.join(sorted(known))}."
                )
                raise self.wrong(
                    where, key, "the mapping has a key that is not known", cure
                )
        for key in sorted(needed - found.keys()):
            raise self.wrong(where, key, "the mapping lacks a key", "Add it.")
        return found

    def day(self, where: str, value: Any) -> date | None:
        if value in (None, ""):
            return None
        try:
            return date.fromisoformat(self.kind(where, value, str))
        except ValueError as error:
            cure = "Write it as 2021-12-31."
            raise self.wrong(where, value, "this is not a day", cure) from error

    def source(self, value: Any) -> FileSource:
        given = self.keys("source", value, _SOURCE_KEYS, set(_NEEDED))
        for key, text in given.items():
            self.text(f"source {key}", text)
            if key in _NEEDED and not text.strip():
                raise self.wrong(
                    f"source {key}", "", "this is still empty", "Fill it in."
                )
        day = self.day("source date", given["date"])
        if day is None:
            raise self.wrong("source date", "", "this is still empty", "Fill it in.")
        words = {key: text for key, text in given.items() if key != "date"}
        return FileSource(date=day, **words)

    def table(self, where: str, value: Any) -> TableMapping:
        given = self.keys(where, value, _TABLE_KEYS, {"sheet", "rows", "columns"})
        rows = self.kind(f"{where} rows", given["rows"], list)
        if (
            len(rows) != 2
            or not all(isinstance(r, int) for r in rows)
            or not 0 < rows[0] <= rows[1] <= 1_048_576
        ):
            message, cure = "rows are not a first and a last row", "Write [5, 20]."
            raise self.wrong(f"{where} rows", rows, message, cure)
        hidden = given.get("hidden_rows") or ""
        thousands = given.get("thousands") or ""
        self.one_of(f"{where} hidden_rows", hidden, _HIDDEN)
        self.one_of(f"{where} thousands", thousands, ("", ".", ",", " "))
        columns = self.columns(where, given["columns"])
        return TableMapping(
            sheet=self.kind(f"{where} sheet", given["sheet"], str),
            header_rows=tuple(self.kind(where, given.get("header_rows", []), list)),
            first_row=rows[0],
            last_row=rows[1],
            columns=columns,
            headings=self.by_column(f"{where} headings", given.get("headings", {})),
            constant=self.constant(where, given.get("constant", {})),
            names=self.names(where, given.get("names", {})),
            thousands=thousands,
            missing=frozenset(self.texts(where, given.get("missing", []))),
            zero=frozenset(self.texts(where, given.get("zero", []))),
            repeated=frozenset(
                self.column(where, name) for name in given.get("repeated", [])
            ),
            hidden_rows=hidden,
        )

    def one_of(self, where: str, value: Any, known: tuple[str, ...]) -> str:
        if value not in known:
            cure = f"Write one of: {', '.join(filter(None, known))}."
            raise self.wrong(
                where, value, "the mapping has a value that is not known", cure
            )
        return str(value)

    def texts(self, where: str, value: Any) -> list[str]:
        return [self.kind(where, text, str) for text in self.kind(where, value, list)]

    def column(self, where: str, name: Any) -> int:
        try:
            return column_number(self.kind(where, name, str))
        except ValueError as error:
            cure = "Write its letter, such as C."
            raise self.wrong(where, name, "this is not a column", cure) from error

    def by_column(self, where: str, value: Any) -> dict[int, str]:
        given = self.kind(where, value, dict)
        return {
            self.column(where, name): plain_text(self.kind(where, text, str))
            for name, text in given.items()
        }

    def columns(self, where: str, value: Any) -> dict[int, ColumnMeaning]:
        found = {}
        for name, meaning in self.kind(where, value, dict).items():
            at = f"{where} column {name}"
            given = {"is": meaning} if isinstance(meaning, str) else meaning
            given = self.keys(at, given, {"is", *NAMES}, {"is"})
            self.one_of(at, given["is"], MEANINGS)
            constant = {key: self.text(at, given[key]) for key in NAMES if key in given}
            found[self.column(at, name)] = ColumnMeaning(given["is"], constant)
        if not any(column.meaning in MEASURES for column in found.values()):
            cure = f"Say which column is one of: {', '.join(MEASURES)}."
            raise self.wrong(where, "", "no column holds counts", cure)
        return found

    def constant(self, where: str, value: Any) -> dict[str, str | None]:
        given = self.keys(f"{where} constant", value, set(NAMES), set())
        for text in given.values():
            if text is not None:
                self.text(f"{where} constant", text)
        return {key: text or None for key, text in given.items()}

    def names(self, where: str, value: Any) -> dict[str, str]:
        given = self.kind(f"{where} names", value, dict)
        blank = [
            name
            for name, meaning in given.items()
            if not self.kind(f"{where} names", meaning, str)
        ]
        if blank:
            cure = f"Write an identifier, {TOTAL_ROW} or {LEAVE_OUT}."
            message = "the mapping does not say yet what these names mean"
            raise self.wrong(f"{where} names", ", ".join(blank), message, cure)
        return {likeness(name): meaning for name, meaning in given.items()}


_KINDS: Final = {str: "text", int: "a whole number", list: "a list", dict: "an object"}


def likeness(name: str) -> str:
    """A name as it is looked up: composed, single spaces, small letters, no marks."""
    plain = re.sub(r"[\s:.*]+$|^[-–+•\s]+", "", plain_text(name))
    return plain.casefold()
