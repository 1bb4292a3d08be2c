"""Processed tables: checked, written as Parquet, and read back.

A table is written only after everything its year depends on has passed the checks, in
a temporary file that takes the place of the old one at once. The bytes depend on the
input alone.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from genderlib import __version__
from genderlib.data.atomic import write_atomically
from genderlib.data.checks import check_references, check_year
from genderlib.data.dictionary import read_dictionary
from genderlib.data.folders import require_data, visible
from genderlib.data.narrative import Passage
from genderlib.data.parquet import (
    empty_frame,
    read_metadata,
    read_parquet,
    to_parquet,
)
from genderlib.data.problems import Problem, format_problems
from genderlib.data.reader import read_bytes
from genderlib.errors import DataError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from genderlib.data.checks import Checked
    from genderlib.data.dictionary import Dictionary, TableDescription
    from genderlib.data.narrative import Narrative
    from genderlib.data.parquet import Columns
    from genderlib.data.project import Project
    from genderlib.data.rules import Table

CHECKED = "checked.json"
_PLACE = (("file", "string"), ("row", "integer"))
_WORDS = (("section", "string"), ("text", "string"), *_PLACE)


@dataclass(frozen=True)
class YearTables:
    """The tables of one review; a table that is absent is empty and has its columns.

    Parameters
    ----------
    organisation : str
    year : int
    organisations, groups, norms : DataFrame
        Tables that hold for every year.
    counts, sources, statements, targets, activities, documents : DataFrame
        Tables of the year. Every table ends with `file` (from the project folder) and
        `row` (line in it). Integers are Int64, text is string, dates are `date` objects
        or None, decimal numbers are their text ("0.25"), which is exact.
    narrative : dict
        By language and section; a `Passage` is text with its `file` and `line`.
    absent : tuple of str
        Names of the optional files that are not there.
    inputs : dict of str to str
        SHA-256 of every file that was read, by its path from the project folder.
    """

    organisation: str
    year: int
    organisations: pd.DataFrame = field(repr=False)
    groups: pd.DataFrame = field(repr=False)
    norms: pd.DataFrame = field(repr=False)
    counts: pd.DataFrame = field(repr=False)
    sources: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    targets: pd.DataFrame = field(repr=False)
    activities: pd.DataFrame = field(repr=False)
    documents: pd.DataFrame = field(repr=False)
    narrative: dict[str, dict[str, Passage]] = field(repr=False)
    absent: tuple[str, ...]
    inputs: dict[str, str] = field(repr=False)

    @property
    def data_date(self) -> date:
        """Latest date among the sources."""
        latest: date = max(self.sources["date"])
        return latest


def open_year(project: Project, organisation: str, year: int) -> YearTables:
    """Check a year's raw files, bring its processed tables up to date and read them.

    Parameters
    ----------
    project : Project
    organisation : str
        Its identifier.
    year : int

    Returns
    -------
    YearTables

    Raises
    ------
    NoDataError
        If there are no tables of that organisation or year.
    DataError
        If a raw file is wrong; every problem is named and nothing is written.
    StoreError
        If a processed table cannot be written or read.
    """
    refresh(project, organisation, year)
    return read_year(project, organisation, year)


def refresh(project: Project, organisation: str, year: int) -> list[Path]:
    """Check a year's raw files and write the processed tables that are out of date.

    Parameters
    ----------
    project : Project
    organisation : str
        Its identifier.
    year : int

    Returns
    -------
    list of Path
        Files that were written or removed; none where all was up to date.

    Raises
    ------
    NoDataError
        If there are no tables of that organisation or year.
    DataError
        If a raw file is wrong; nothing is written then, and what was there stays.
    StoreError
        If a processed table cannot be written.
    """
    dictionary = read_dictionary(project.dictionary)
    require_data(project, organisation, year)
    place = _Place(project, dictionary, organisation, year)
    if place.is_fresh():
        return []
    references = check_references(project, dictionary)
    checked = check_year(project, dictionary, references, organisation, year)
    problems = [*references.problems, *checked.problems]
    if problems:
        raise DataError(format_problems(problems), problems)
    return place.write(references, checked)


def read_year(project: Project, organisation: str, year: int) -> YearTables:
    """Processed tables of one year, as they were last written.

    Parameters
    ----------
    project : Project
    organisation : str
        Its identifier.
    year : int

    Returns
    -------
    YearTables

    Raises
    ------
    NoDataError
        If there are no tables of that organisation or year.
    StoreError
        If a processed table is missing or cannot be read.
    """
    dictionary = read_dictionary(project.dictionary)
    require_data(project, organisation, year)
    return _Place(project, dictionary, organisation, year).read()


class _Place:
    """Where the processed tables of one year are."""

    def __init__(
        self, project: Project, dictionary: Dictionary, organisation: str, year: int
    ) -> None:
        self.project, self.dictionary = project, dictionary
        self.organisation, self.year = organisation, year
        self.raw = project.raw / organisation / str(year)
        self.folder = project.processed / organisation / str(year)
        self.made_with = {
            "dictionary": hashlib.sha256(dictionary.content).hexdigest(),
            "version": __version__,
        }

    def path(self, name: str, *, per_year: bool = True) -> Path:
        """Processed file of a table."""
        folder = self.folder if per_year else self.project.processed
        return folder / f"{name}.parquet"

    def is_fresh(self) -> bool:
        """Whether these very files passed the checks and every table is there."""
        try:
            stamp = json.loads((self.folder / CHECKED).read_bytes())
        except (OSError, ValueError):
            return False
        inputs = self._inputs()
        return stamp == {"inputs": inputs, **self.made_with} and all(
            self._is_stored(file, sha256) for file, sha256 in inputs.items()
        )

    def _inputs(self) -> dict[str, str]:
        """SHA-256 of the raw files the year depends on, known to the checks or not."""
        raw = self.project.raw
        references = [raw / f"{t.name}.csv" for t in self.dictionary.reference_tables]
        return {
            self.project.relative(path): _sha256(path)
            for path in [*filter(Path.exists, references), *visible(self.raw)]
        }

    def _is_stored(self, file: str, sha256: str) -> bool:
        """Whether the processed table was made from that content, in this way."""
        name = file.rpartition("/")[2].rpartition(".")[0]
        path = self.path(name, per_year=file.count("/") > 2)
        wanted = {"file": file, "sha256": sha256, **self.made_with}
        return read_metadata(path) == wanted

    def write(self, references: Checked, checked: Checked) -> list[Path]:
        """Write what is out of date, remove what has no raw file any more."""
        changed = []
        for table in references.tables.values():
            changed += self._write_table(table, per_year=False)
        for table in checked.tables.values():
            changed += self._write_table(table, per_year=True)
        for words in checked.narratives.values():
            changed += self._write_words(words)
        changed += self._remove_others(checked)
        inputs = references.inputs | checked.inputs
        stamp = json.dumps(
            {"inputs": inputs, **self.made_with}, indent=1, sort_keys=True
        )
        with _writing(self.folder / CHECKED):
            write_atomically(self.folder / CHECKED, stamp.encode() + b"\n")
        return changed

    def _write_table(self, table: Table, *, per_year: bool) -> list[Path]:
        if self._is_stored(table.file, table.sha256):
            return []
        rows = [
            {**record.by_column, "file": table.file, "row": record.row}
            for record in table.rows
        ]
        path = self.path(table.description.name, per_year=per_year)
        metadata = {"file": table.file, "sha256": table.sha256, **self.made_with}
        content = to_parquet(_columns(table.description), rows, metadata)
        with _writing(path):
            write_atomically(path, content)
        return [path]

    def _write_words(self, words: Narrative) -> list[Path]:
        if self._is_stored(words.file, words.sha256):
            return []
        rows = [
            {"section": name, "text": text, "file": text.file, "row": text.line}
            for name, text in words.sections.items()
        ]
        path = self.path(f"narrative.{words.language}")
        metadata = {"file": words.file, "sha256": words.sha256, **self.made_with}
        with _writing(path):
            write_atomically(path, to_parquet(_WORDS, rows, metadata))
        return [path]

    def _remove_others(self, checked: Checked) -> list[Path]:
        kept = {self.path(name) for name in checked.tables}
        kept |= {self.path(f"narrative.{name}") for name in checked.narratives}
        others = sorted(set(self.folder.glob("*.parquet")) - kept)
        for path in others:
            with _writing(path):
                path.unlink(missing_ok=True)
        return others

    def read(self) -> YearTables:
        """All tables of the year."""
        tables: dict[str, pd.DataFrame] = {}
        inputs: dict[str, str] = {}
        absent = []
        for description in self.dictionary.tables.values():
            path = self.path(description.name, per_year=description.per_year)
            if not description.required and not path.exists():
                tables[description.name] = empty_frame(_columns(description))
                absent.append(description.name)
            else:
                tables[description.name] = _read(path, inputs)
        narrative = {}
        for language in self.dictionary.languages:
            path = self.path(f"narrative.{language}")
            narrative[language] = (
                _passages(_read(path, inputs)) if path.exists() else {}
            )
            if not path.exists():
                absent.append(f"narrative.{language}")
        return YearTables(
            organisation=self.organisation,
            year=self.year,
            narrative=narrative,
            absent=tuple(absent),
            inputs=inputs,
            **tables,
        )


def _columns(description: TableDescription) -> Columns:
    return (*((column.name, column.type) for column in description.columns), *_PLACE)


def _read(path: Path, inputs: dict[str, str]) -> pd.DataFrame:
    """A processed table; what it was made from is added to the inputs."""
    try:
        frame, metadata = read_parquet(path)
        inputs[metadata["file"]] = metadata["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(
            f"{path.name}: the processed table cannot be read: {error}\n"
            "  Delete data/processed and run again; it is made from data/raw.",
            path,
        ) from error
    return frame


def _passages(words: pd.DataFrame) -> dict[str, Passage]:
    return {
        str(row["section"]): Passage(
            str(row["text"]), str(row["file"]), int(row["row"])
        )
        for row in words.to_dict("records")
    }


def _sha256(path: Path) -> str:
    """SHA-256 of a file; empty for what the checks would refuse to read."""
    content = read_bytes(path, path.name)
    return "" if isinstance(content, Problem) else hashlib.sha256(content).hexdigest()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path.name}: the processed table cannot be written: {error.strerror}\n"
            "  Make room on the disk, or data/processed writable; nothing was lost.",
            path,
        ) from error
