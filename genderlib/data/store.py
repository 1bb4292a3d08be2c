"""Processed tables: checked, written as Parquet, and read back.

A table is written only after everything its year depends on has passed the checks, in
a temporary file that takes the place of the old one at once. The bytes depend on the
input alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genderlib import __version__
from genderlib.data.atomic import write_atomically
from genderlib.data.checks import check_references, check_year
from genderlib.data.dictionary import read_dictionary
from genderlib.data.folders import has_year, note_year, require_data, sha256, visible
from genderlib.data.narrative import Passage
from genderlib.data.parquet import (
    empty_frame,
    read_metadata,
    read_parquet,
    to_parquet,
)
from genderlib.data.problems import format_problems
from genderlib.data.reads import NOTHING, note
from genderlib.errors import DataError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    import pandas as pd

    from genderlib.data.checks import Checked
    from genderlib.data.dictionary import Dictionary, TableDescription
    from genderlib.data.narrative import Narrative
    from genderlib.data.parquet import Columns
    from genderlib.data.project import Project
    from genderlib.data.rules import Table

    Row = Mapping[str, Any]

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
    organisations, groups, norms, disclosure : DataFrame
        Tables that hold for every year.
    counts, asked, sources, statements, targets, activities, documents : DataFrame
    flows, ages : DataFrame
        Tables of the year. Every table ends with `file` (from the project folder) and
        `row` (line in it). Integers are Int64, text is string, dates are `date` objects
        or None, decimal numbers are their text ("0.25"), which is exact.
    narrative : mapping
        By language and section; a `Passage` is text with its `file` and `line`.
    absent : tuple of str
        Names of the optional files that are not there.
    inputs : dict of str to str
        SHA-256 of every file that was read, by its path from the project folder.
    concealed : dict of str to int or None
        In tables for the public: counts of groups and topics of which something is
        hidden, by `<subject>.<measure>`; None is hidden, and no other table holds it.
    concealed_flows : tuple of str
        In tables for the public: groups whose flows are not published.
    concealed_ages : tuple of str
        In tables for the public: groups whose ages are not published.
    concealed_parts : tuple of (str, str or None, str or None)
        Group, unit and level of the parts among them.
    concealed_statements : tuple of dict
        Names of statements about hidden counts; nothing that they print.
    received : tuple of (str, str or None, str or None), or None
        In tables for the public: groups, units and levels that were counted before
        some were hidden.
    neighbours : callable
        Reads the same year of organisations that are units of this one, or of which
        this one is a unit; a report for the public heeds what theirs show.
    """

    organisation: str
    year: int
    organisations: pd.DataFrame = field(repr=False)
    groups: pd.DataFrame = field(repr=False)
    norms: pd.DataFrame = field(repr=False)
    disclosure: pd.DataFrame = field(repr=False)
    counts: pd.DataFrame = field(repr=False)
    asked: pd.DataFrame = field(repr=False)
    sources: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    targets: pd.DataFrame = field(repr=False)
    activities: pd.DataFrame = field(repr=False)
    documents: pd.DataFrame = field(repr=False)
    flows: pd.DataFrame = field(repr=False)
    ages: pd.DataFrame = field(repr=False)
    narrative: Mapping[str, dict[str, Passage]] = field(repr=False)
    absent: tuple[str, ...]
    inputs: dict[str, str] = field(repr=False)
    concealed: dict[str, int | None] = field(default_factory=dict, repr=False)
    concealed_flows: tuple[str, ...] = ()
    concealed_ages: tuple[str, ...] = ()
    concealed_parts: tuple[tuple[str, str | None, str | None], ...] = ()
    concealed_statements: tuple[dict[str, Any], ...] = ()
    received: tuple[tuple[str, str | None, str | None], ...] | None = None
    neighbours: Callable[[], tuple[YearTables, ...]] = field(default=tuple, repr=False)

    @property
    def data_date(self) -> date | None:
        """Latest date among the sources; None where no source is dated."""
        return max(self.sources["date"].dropna(), default=None)


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


def open_with_previous(
    project: Project, organisation: str, year: int
) -> tuple[YearTables, YearTables | None]:
    """Open a year and the one before it.

    Parameters
    ----------
    project : Project
    organisation : str
        Its identifier.
    year : int

    Returns
    -------
    tuple of YearTables
        The year, and the one before; None where there is no such year.

    Raises
    ------
    NoDataError, DataError, StoreError
        As `open_year` does, for either year.
    """
    tables = open_year(project, organisation, year)
    if not has_year(project, organisation, year - 1):
        return tables, None
    return tables, open_year(project, organisation, year - 1)


def refresh(
    project: Project,
    organisation: str,
    year: int,
    *,
    references: Callable[[], Checked] | None = None,
) -> list[Path]:
    """Check a year's raw files and write the processed tables that are out of date.

    Parameters
    ----------
    project : Project
    organisation : str
        Its identifier.
    year : int
    references : callable, optional
        Gives the tables that hold for every year, as they were checked; for many
        years it need not check them anew each time.

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
    store = _YearStore(project, dictionary, organisation, year)
    if store.is_fresh():
        return []
    common = references() if references else check_references(project, dictionary)
    checked = check_year(project, dictionary, common, organisation, year)
    problems = [*common.problems, *checked.problems]
    if problems:
        raise DataError(format_problems(problems), problems)
    return store.write(common, checked)


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
    return _YearStore(project, dictionary, organisation, year).read()


class _NotedWords(Mapping[str, dict[str, Passage]]):
    """The year's words by language; a report depends on those of its own language."""

    def __init__(
        self,
        words: Mapping[str, dict[str, Passage]],
        file: Callable[[str], str],
        inputs: Mapping[str, str],
    ) -> None:
        self._words, self._file, self._inputs = words, file, inputs

    def __getitem__(self, language: str) -> dict[str, Passage]:
        file = self._file(language)
        note(file, self._inputs.get(file, NOTHING))
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


class _YearStore:
    """The processed tables of one year; their folders mirror those of the raw files."""

    def __init__(
        self, project: Project, dictionary: Dictionary, organisation: str, year: int
    ) -> None:
        self.project, self.dictionary = project, dictionary
        self.organisation, self.year = organisation, year
        self.stamp = project.processed / organisation / str(year) / CHECKED
        self.made_with = {
            "dictionary": hashlib.sha256(dictionary.content).hexdigest(),
            "version": __version__,
        }

    def is_fresh(self) -> bool:
        """Whether these very files passed the checks and every table is there."""
        try:
            stamp = json.loads(self.stamp.read_bytes())
        except (OSError, ValueError):
            return False
        inputs = self._inputs()
        return stamp == {"inputs": inputs, **self.made_with} and all(
            self._is_stored(file, sha256) for file, sha256 in inputs.items()
        )

    def write(self, references: Checked, checked: Checked) -> list[Path]:
        """Write what is out of date, remove what has no raw file any more."""
        changed = []
        for table in [*references.tables.values(), *checked.tables.values()]:
            columns = columns_of(table.description)
            changed += self._write(table.file, table.sha256, columns, rows_of(table))
        for words in checked.narratives.values():
            rows = _word_rows(words)
            changed += self._write(words.file, words.sha256, _WORDS, rows)
        inputs = references.inputs | checked.inputs
        changed += self._remove_all_but({self._stored(file) for file in inputs})
        stamp = json.dumps({"inputs": inputs, **self.made_with}, indent=1)
        with _writing(self.stamp):
            write_atomically(self.stamp, stamp.encode() + b"\n")
        return changed

    def read(self) -> YearTables:
        """All tables of the year."""
        tables: dict[str, pd.DataFrame] = {}
        narrative: dict[str, dict[str, Passage]] = {}
        inputs: dict[str, str] = {}
        absent = []
        note_year(self.project, self.dictionary, self.organisation, self.year)
        for description in (
            *self.dictionary.reference_tables,
            *self.dictionary.year_tables,
        ):
            name = description.name
            path = self._stored(
                f"data/{description.path(self.organisation, self.year)}"
            )
            if description.required or path.exists():
                tables[name] = _read(path, inputs)
                note(*list(inputs.items())[-1])
            else:
                tables[name] = empty_frame(columns_of(description))
                absent.append(name)
        for language in self.dictionary.languages:
            path = self.stamp.with_name(f"narrative.{language}.parquet")
            if path.exists():
                narrative[language] = _passages(_read(path, inputs))
            else:
                narrative[language] = {}
                absent.append(f"narrative.{language}")
        return YearTables(
            organisation=self.organisation,
            year=self.year,
            narrative=_NotedWords(narrative, self._words, inputs),
            absent=tuple(absent),
            inputs=inputs,
            concealed={},
            concealed_flows=(),
            concealed_ages=(),
            concealed_parts=(),
            concealed_statements=(),
            received=None,
            neighbours=partial(self._neighbours, tables["organisations"]),
            **tables,
        )

    def _neighbours(self, organisations: pd.DataFrame) -> tuple[YearTables, ...]:
        found = neighbours(organisations, self.organisation)
        return tuple(
            open_year(self.project, other, self.year)
            for other in found
            if has_year(self.project, other, self.year)
        )

    def _words(self, language: str) -> str:
        """The raw file of the year's words, whether or not it is there."""
        return f"data/raw/{self.organisation}/{self.year}/narrative.{language}.md"

    def _inputs(self) -> dict[str, str]:
        """SHA-256 of the raw files the year depends on, known to the checks or not."""
        raw = self.project.raw
        references = [raw / f"{t.name}.csv" for t in self.dictionary.reference_tables]
        year = visible(raw / self.organisation / str(self.year))
        return {
            self.project.relative(path): sha256(path)
            for path in [*filter(Path.exists, references), *year]
        }

    def _stored(self, file: str) -> Path:
        """Where the processed form of a raw file is."""
        inside = Path(file).relative_to("data/raw").with_suffix(".parquet")
        return self.project.processed / inside

    def _metadata(self, file: str, sha256: str) -> dict[str, str]:
        return {"file": file, "sha256": sha256, **self.made_with}

    def _is_stored(self, file: str, sha256: str) -> bool:
        """Whether the processed table was made from that content, in this way."""
        return read_metadata(self._stored(file)) == self._metadata(file, sha256)

    def _write(
        self, file: str, sha256: str, columns: Columns, rows: Iterable[Row]
    ) -> list[Path]:
        if self._is_stored(file, sha256):
            return []
        path = self._stored(file)
        content = to_parquet(columns, rows, self._metadata(file, sha256))
        with _writing(path):
            write_atomically(path, content)
        return [path]

    def _remove_all_but(self, kept: set[Path]) -> list[Path]:
        others = sorted(set(self.stamp.parent.glob("*.parquet")) - kept)
        for path in others:
            with _writing(path):
                path.unlink(missing_ok=True)
        return others


def neighbours(organisations: pd.DataFrame, organisation: str) -> list[str]:
    """Organisations that are units of one, or of which it is a unit.

    Parameters
    ----------
    organisations : DataFrame
        The table of that name.
    organisation : str
        An identifier.
    """
    found = zip(organisations["id"], organisations["part_of"], strict=True)
    pairs = {(str(part), whole) for part, whole in found if isinstance(whole, str)}
    parts = {part for part, whole in pairs if whole == organisation}
    return sorted(parts | {str(whole) for part, whole in pairs if part == organisation})


def rows_of(table: Table) -> Iterator[Row]:
    """Rows of a checked table, each with its place."""
    for record in table.rows:
        yield {**record.by_column, "file": table.file, "row": record.row}


def _word_rows(words: Narrative) -> Iterator[Row]:
    for name, text in words.sections.items():
        yield {"section": name, "text": text, "file": text.file, "row": text.line}


def columns_of(description: TableDescription) -> Columns:
    """Columns of a processed table: those of the dictionary, then the place."""
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
