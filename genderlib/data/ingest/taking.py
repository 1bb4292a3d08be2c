"""From files to the raw tables of a year: all of them, or none."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.atomic import write_changed
from genderlib.data.checks import check_references, check_year
from genderlib.data.collection import (
    ASKED,
    LOG,
    asked_of,
    collection_folder,
    slug,
    to_csv,
)
from genderlib.data.dictionary import read_dictionary
from genderlib.data.ingest.filled import is_form, read_form
from genderlib.data.ingest.findings import Finding, IngestError, Place, Refused
from genderlib.data.ingest.mapping import SUFFIX, read_mapping
from genderlib.data.ingest.reading import (
    BEGINS_AS_FORMULA,
    read_sheets,
    text_problem,
)
from genderlib.data.ingest.reconcile import merge, spellings, to_ask
from genderlib.data.ingest.tables import read_tables
from genderlib.data.problems import format_problems
from genderlib.data.rules import FORMULA_SIGNS
from genderlib.data.trial import check_contents
from genderlib.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genderlib.data.checks import Checked
    from genderlib.data.dictionary import Dictionary
    from genderlib.data.ingest.entries import Entry, FileSource, Key, Taken
    from genderlib.data.ingest.reconcile import Counted
    from genderlib.data.project import Project
    from genderlib.data.rules import Table

# With sheet and cell it makes a locator of at most 120 characters.
LONGEST_NAME: Final = 60
MEASURES: Final = ("women", "men", "total")


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the files.

    Parameters
    ----------
    organisation, year : str and int
    counts : int
        Rows that are new or were replaced.
    changes, questions : list of Finding
        What was changed or left out, and what should be asked.
    written : list of Path
    """

    organisation: str
    year: int
    counts: int
    changes: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)


def ingest(
    project: Project,
    files: Sequence[Path],
    *,
    mapping: Path | None = None,
    replace_counts: bool = False,
) -> Ingested:
    """Take filled workbooks and mapped tables into a year's raw tables.

    Parameters
    ----------
    project : Project
    files : sequence of Path
    mapping : Path, optional
        How the tables are read that are no collection workbooks; without it the
        file `<name>.mapping.json` beside each.
    replace_counts : bool
        Let counts of these files take the place of others already there.

    Returns
    -------
    Ingested

    Raises
    ------
    IngestError
        If any file cannot be taken in; every problem of every file is named and
        nothing is written.
    DataError
        If the tables would not pass the checks with these counts.
    """
    dictionary = read_dictionary(project.dictionary)
    references = check_references(project, dictionary)
    if references.problems:
        raise DataError(format_problems(references.problems), references.problems)
    taken, problems = _read_all(references, files, mapping)
    problems += [problem for file in taken for problem in file.problems]
    problems += _one_year(taken, references)
    if problems:
        raise IngestError(problems)
    year = _Year(project, dictionary, references, taken[0].organisation, taken[0].year)
    return year.take(taken, replace_counts=replace_counts)


def groups_of(references: Checked) -> dict[str, dict[str, Any]]:
    """Rows of the table of groups by identifier."""
    rows = [record.by_column for record in references.tables["groups"].rows]
    return {str(row["group"]): row for row in rows}


def _read_all(
    references: Checked, files: Sequence[Path], mapping: Path | None
) -> tuple[list[Taken], list[Finding]]:
    """Every file; of each only its counts are kept, so memory stays small."""
    groups = groups_of(references)
    taken, problems = [], []
    for path in files:
        try:
            taken.append(read_file_counts(path, groups, mapping))
        except Refused as error:
            problems.append(error.finding)
    return taken, problems


def read_file_counts(
    path: Path, groups: dict[str, dict[str, Any]], mapping: Path | None = None
) -> Taken:
    """What one file gives.

    Parameters
    ----------
    path : Path
    groups : dict
        Rows of the table of groups by identifier.
    mapping : Path, optional

    Raises
    ------
    Refused
        If the file cannot be read, or is no collection workbook and has no mapping.
    """
    found = text_problem(path.name) or _name_problem(path.name)
    if found:
        raise Refused(Finding(Place(path.name), "", *found))
    sheets, content = read_sheets(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if is_form(sheets):
        taken = read_form(path.name, sheets, groups)
        taken.sha256 = sha256
        return taken
    how = mapping or path.with_name(path.name + SUFFIX)
    if not how.exists():
        message = "this is no collection workbook, and there is no mapping for it"
        cure = (
            f"Run genderlib ingest --suggest on it, complete what it proposes and "
            f"save it as {path.name}{SUFFIX}."
        )
        raise Refused(Finding(Place(path.name), "", message, cure))
    taken = read_tables(path.name, sheets, read_mapping(how), groups)
    taken.sha256 = sha256
    return taken


def _name_problem(name: str) -> tuple[str, str] | None:
    """A name that cannot stand in a locator."""
    if name.startswith(FORMULA_SIGNS):
        return BEGINS_AS_FORMULA
    if len(name) <= LONGEST_NAME:
        return None
    message = f"the name of the file is longer than {LONGEST_NAME} characters"
    return message, "Give it a shorter one: it stands beside each count."


def _one_year(taken: Sequence[Taken], references: Checked) -> Iterator[Finding]:
    known = references.values("organisations", "id") or set()
    names = [file.file for file in taken]
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = "two files have the same name"
        yield Finding(Place(name), "", message, "Rename one: counts name their file.")
    first = (taken[0].organisation, taken[0].year) if taken else ("", 0)
    for file in taken:
        if file.organisation not in known:
            cure = "Correct it, or add a row to data/raw/organisations.csv."
            message = "the organisation is not known"
            yield Finding(file.place("organisation"), file.organisation, message, cure)
        if (file.organisation, file.year) != first:
            value = f"{file.organisation} {file.year}, not {first[0]} {first[1]}"
            message = "the file is for another organisation or year than the first"
            cure = "Take it in by a call of its own."
            yield Finding(file.place("year"), value, message, cure)


class _Year:
    """The raw tables of one year, before and after."""

    def __init__(
        self,
        project: Project,
        dictionary: Dictionary,
        references: Checked,
        organisation: str,
        year: int,
    ) -> None:
        self.project, self.dictionary, self.references = project, dictionary, references
        self.organisation, self.year = organisation, year
        self.folder = project.raw / organisation / str(year)
        self.log_file = collection_folder(project, organisation, year) / LOG
        self.log = read_log(self.log_file)
        checked = check_year(project, dictionary, references, organisation, year)
        self.tables = checked.tables
        self.groups = groups_of(references)
        broken = {"counts.csv", "sources.csv", ASKED}
        wrong = [p for p in checked.problems if Path(p.file).name in broken and p.row]
        if wrong:
            raise DataError(format_problems(wrong), wrong)

    def take(self, taken: Sequence[Taken], *, replace_counts: bool) -> Ingested:
        asked = asked_of(self._rows("asked"))
        before = self._counts()
        units = {a.unit for a in asked if a.unit}
        known = units | {str(row["unit"]) for row in before.values() if row["unit"]}
        problems = [*spellings(taken, known), *_unasked(taken, units)]
        merged, doubled, changes = merge(e for file in taken for e in file.entries)
        changes = [c for file in taken for c in file.changes] + changes
        new, differing = self._against(before, merged, replace_counts=replace_counts)
        problems += doubled
        if not replace_counts:
            problems += differing
        if problems:
            raise IngestError(problems)
        changes += differing
        contents = self._contents(taken, before, new)
        check_contents(
            self.project,
            self.dictionary,
            self.references,
            self.organisation,
            self.year,
            contents,
        )
        written = [p for p, content in contents.items() if write_changed(p, content)]
        questions = [q for file in taken for q in file.questions]
        counts = _numbers(before) | {k: (e.women, e.total) for k, e in new.items()}
        places = {key: entry.place for key, entry in merged.items()}
        keys = [(a.unit, a.group, a.level) for a in asked]
        questions += to_ask(counts, self._year_before(), keys, places)
        return Ingested(
            self.organisation, self.year, len(new), changes, questions, written
        )

    def _year_before(self) -> dict[Key, Counted]:
        """Women and total by unit, group and level; nothing where there is no such."""
        checked = check_year(
            self.project,
            self.dictionary,
            self.references,
            self.organisation,
            self.year - 1,
        )
        table = checked.tables.get("counts")
        rows = [record.by_column for record in table.rows] if table else []
        return _numbers({(r["unit"], r["group"], r["level"]): r for r in rows})

    def _rows(self, name: str) -> list[dict[str, Any]]:
        table: Table | None = self.tables.get(name)
        return [dict(record.by_column) for record in table.rows] if table else []

    def _counts(self) -> dict[Key, dict[str, Any]]:
        return {
            (row["unit"], row["group"], row["level"]): row
            for row in self._rows("counts")
        }

    def _against(
        self,
        before: dict[Key, dict[str, Any]],
        merged: dict[Key, Entry],
        *,
        replace_counts: bool,
    ) -> tuple[dict[Key, Entry], list[Finding]]:
        """Entries that are not in the tables yet, and those that differ from them."""
        new, findings = {}, []
        for key, entry in merged.items():
            row = before.get(key)
            numbers = row and tuple(row[name] for name in MEASURES)
            if numbers == entry.numbers:
                continue
            new[key] = entry
            if row:
                message = "another count stands in counts.csv already"
                cure = "" if replace_counts else "Add --replace if the new one holds."
                old = f"{row['women']}/{row['total']}, {row['source']}"
                value = f"{entry} ≠ {old}"
                findings.append(Finding(entry.place, value, message, cure))
        return new, findings

    def _contents(
        self,
        taken: Sequence[Taken],
        before: dict[Key, dict[str, Any]],
        new: dict[Key, Entry],
    ) -> dict[Path, bytes]:
        """The files to write, sources before the counts that name them."""
        sources, named = self._sources(taken, {e.place.file for e in new.values()})
        counts = before | {k: self._row(e, named[e.place.file]) for k, e in new.items()}
        order = {group: number for number, group in enumerate(self.groups)}
        rows = sorted(
            counts.values(),
            key=lambda row: (
                row["unit"] or "",
                order[row["group"]],
                row["level"] or "",
            ),
        )
        return {
            self.log_file: self._log(taken, named),
            self.folder / "sources.csv": self._csv("sources", sources),
            self.folder / "counts.csv": self._csv("counts", rows),
        }

    def _csv(self, name: str, rows: Iterable[dict[str, Any]]) -> bytes:
        return to_csv(self.dictionary.tables[name].names, rows)

    def _row(self, entry: Entry, source: str) -> dict[str, Any]:
        return {
            "year": self.year,
            "organisation": self.organisation,
            "group": entry.group,
            "unit": entry.unit,
            "level": entry.level,
            "women": entry.women,
            "men": entry.men,
            "total": entry.total,
            "as_of": entry.as_of,
            "source": source,
            "locator": f"{entry.place.file}, {entry.place.locator}",
        }

    def _sources(
        self, taken: Sequence[Taken], used: set[str]
    ) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """Rows of sources with those of the files, and the identifier of each file."""
        rows = {row["source"]: row for row in self._rows("sources")}
        others = self._identifiers() | set(rows)
        named: dict[str, str] = {}
        for file in taken:
            source = self._identified(file, rows, others)
            named[file.file] = source.source
            others.add(source.source)
            if file.file in used:
                rows[source.source] = self._source_row(source)
        return list(rows.values()), named

    def _identifiers(self) -> set[str]:
        """Identifiers that name something else."""
        rule = self.dictionary.identifiers
        taken = set(rule["reserved"])
        for name, column in rule["columns"]:
            table = self.tables.get(name) or self.references.tables.get(name)
            if table and name != "sources":
                taken |= {record[column] for record in table.rows}
        return taken

    def _identified(
        self, file: Taken, rows: dict[str, dict[str, Any]], others: set[str]
    ) -> FileSource:
        """A file's source under the identifier it has or gets.

        The same file again keeps its identifier; another file gets one of its own,
        because a row names one place.
        """
        source = file.source
        if source.source:
            return source
        for record in self.log:
            same = record["file"], record.get("unit")
            if same == (file.file, file.unit) and record["source"] in rows:
                return replace(source, source=record["source"])
        base = candidate = f"form_{slug(file.unit) if file.unit else 'organisation'}"
        number = 1
        while candidate in others:
            number += 1
            candidate = f"{base}_{number}"
        return replace(source, source=candidate)

    def _source_row(self, source: FileSource) -> dict[str, Any]:
        return {
            "year": self.year,
            "organisation": self.organisation,
            "source": source.source,
            "title_vi": source.title_vi,
            "title_en": source.title_en,
            "publisher": source.publisher,
            "date": source.date,
            "licence": source.licence,
            "url": source.url,
            "note_vi": source.note_vi,
            "note_en": source.note_en,
        }

    def _log(self, taken: Sequence[Taken], named: dict[str, str]) -> bytes:
        """What was said of each file, the last word on a file of the same name."""
        said = {record["file"]: record for record in self.log}
        for file in taken:
            said[file.file] = {
                "file": file.file,
                "sha256": file.sha256,
                "source": named[file.file],
                "unit": file.unit,
                "changes": [_said(finding) for finding in file.changes],
                "questions": [_said(finding) for finding in file.questions],
                "unknown": [list(key) for key in file.unknown],
            }
        ordered = [said[name] for name in sorted(said)]
        return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()


def _numbers(rows: Mapping[Key, Mapping[str, Any]]) -> dict[Key, Counted]:
    return {
        key: (row["women"], row["total"])
        for key, row in rows.items()
        if None not in (key[1], row["women"], row["total"])
    }


def _unasked(taken: Sequence[Taken], units: set[str]) -> Iterator[Finding]:
    """Units that nobody asked, where it is known who is asked."""
    if not units:
        return
    for file in taken:
        for unit in sorted({e.unit for e in file.entries if e.unit} - units):
            message = "the unit is not among those that are asked"
            cure = "Write its name as in asked.csv, or add its rows there."
            yield Finding(file.place("unit"), unit, message, cure)


def _said(finding: Finding) -> dict[str, str]:
    return {
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "value": finding.value,
        "message": finding.message,
        "cure": finding.cure,
    }


def read_log(path: Path) -> list[dict[str, Any]]:
    """What was said of the files that were taken in.

    Raises
    ------
    DataError
        If somebody changed the file so that it cannot be read.
    """
    if not path.exists():
        return []
    try:
        records: list[dict[str, Any]] = json.loads(path.read_bytes())
        if all(isinstance(record, dict) and "file" in record for record in records):
            return records
    except (OSError, ValueError, TypeError):
        pass
    raise DataError(
        f"{path.name}: the record of what was taken in cannot be read\n"
        "  Delete it and take the files in again."
    )
