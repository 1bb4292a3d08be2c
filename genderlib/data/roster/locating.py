"""Which rows are wrong: read again, slowly, with their numbers.

Only a register with faults comes here. A csv is read by Python's own reader, whose line
numbers are those that an editor shows; rows go on to duckdb as a stream, never to disk.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.roster.engine import Unreadable
from genderlib.data.roster.faults import MOST_LISTED, Fault, as_range
from genderlib.data.roster.files import damaged
from genderlib.data.roster.headings import RECORDED
from genderlib.data.roster.reading import (
    COLUMNS,
    Kind,
    create_coded,
    create_codes,
    create_lines,
    create_rows,
    kinds_of_fault,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from genderlib.data.roster.engine import Engine
    from genderlib.data.roster.files import RosterFile
    from genderlib.data.roster.rules import RosterRules

_BATCH: Final = 50_000
_CELLS: Final = (
    "the row does not have as many cells as the header",
    "Put a text that holds a comma in double quotes.",
)
_QUOTES: Final = (
    "a double quote is out of place or never closed",
    'Put the whole text in quotes, and write a quote inside it twice: "".',
)
_LETTERS: Final = ("the row is not in UTF-8", "Save the file as CSV UTF-8.")


def find_faults(
    engine: Engine,
    files: Sequence[RosterFile],
    rules: RosterRules,
    as_of: date,
) -> list[Fault]:
    """Everything that is wrong with the rows of a register.

    Parameters
    ----------
    engine : Engine
    files : sequence of RosterFile
    rules : RosterRules
    as_of : date

    Returns
    -------
    list of Fault
        Empty where every row is right.
    """
    kinds = kinds_of_fault(as_of)
    faults = _number(engine, files, rules, as_of, kinds)
    for number, file in enumerate(files):
        faults += _listed(engine, number, file, kinds)
    return faults + list(_repeated(engine, files))


def find_changed_sex(
    engine: Engine,
    files: Sequence[RosterFile],
    rules: RosterRules,
    as_of: date,
    before: str,
) -> list[Fault]:
    """Persons with another sex than in the register before.

    Parameters
    ----------
    engine : Engine
    files : sequence of RosterFile
        Of the register of the year.
    rules : RosterRules
    as_of : date
    before : str
        The view of the register before.

    Returns
    -------
    list of Fault
    """
    faults = _number(engine, files, rules, as_of, ())
    engine.run(
        "UPDATE located SET faults = 1 FROM "  # noqa: S608  our own names
        f"(SELECT person, sex FROM {before}) AS b "
        "WHERE located.person = b.person AND located.sex <> b.sex "
        f"AND located.sex IN {RECORDED} AND b.sex IN {RECORDED}"
    )
    message = "sex is another one than in the register before"
    kind = Kind("sex", "", message, "Correct one of the registers.")
    for number, file in enumerate(files):
        faults += _listed(engine, number, file, [kind])
    return faults


def _number(
    engine: Engine,
    files: Sequence[RosterFile],
    rules: RosterRules,
    as_of: date,
    kinds: Sequence[Kind],
) -> list[Fault]:
    """A table of all rows with their numbers and faults; broken files are told."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE located "
        "(file INTEGER, line BIGINT, person VARCHAR, sex BIGINT, faults BIGINT)"
    )
    faults = []
    for number, file in enumerate(files):
        try:
            faults += _locate(engine, number, file, rules, as_of, kinds)
        except Unreadable:
            faults.append(damaged(file))
    return faults


def _locate(
    engine: Engine,
    number: int,
    file: RosterFile,
    rules: RosterRules,
    as_of: date,
    kinds: Sequence[Kind],
) -> list[Fault]:
    """Add the rows of a file to the table; what is wrong with its form comes back."""
    lines = _Lines(file)
    _create_numbered(engine, file, lines, as_of)
    create_codes(engine, "numbered", rules)
    create_coded(engine, "numbered_coded", "numbered", kept="line")
    bits = ["0"] + [
        f"CASE WHEN coalesce({kind.condition}, false) THEN {1 << i} ELSE 0 END"
        for i, kind in enumerate(kinds)
    ]
    engine.run(
        f"INSERT INTO located SELECT {number}, line, person, sex, "  # noqa: S608
        f"{' + '.join(bits)} FROM numbered_coded"
    )
    return lines.faults()


def _create_numbered(
    engine: Engine, file: RosterFile, lines: _Lines, as_of: date
) -> None:
    """The rows of one file with their numbers."""
    if file.kind == "parquet":
        create_rows(engine, "numbered", [file], as_of, numbered=True)
        return
    names = ", ".join(f"{name} VARCHAR" for name in COLUMNS)
    engine.run(f"CREATE OR REPLACE TEMP TABLE lines (line BIGINT, {names})")
    for batch in lines.batches():
        engine.add("lines", batch)
    create_lines(engine, "numbered", "lines", as_of)


class _Lines:
    """The rows of a csv with the lines they begin on, and the lines that are broken."""

    def __init__(self, file: RosterFile) -> None:
        self.file = file
        self.broken: dict[tuple[str, str], list[int]] = {}

    def batches(self) -> Iterator[Any]:
        """Tables of rows that have their cells, under names of ours."""
        import pyarrow as pa

        names = ("line", *COLUMNS)
        types = (pa.int64(), *(pa.string() for _ in COLUMNS))
        schema = pa.schema(list(zip(names, types, strict=True)))
        rows = self._rows()
        while piece := list(islice(rows, _BATCH)):
            columns = zip(*piece, strict=True)
            arrays = [pa.array(c, t) for c, t in zip(columns, types, strict=True)]
            yield pa.Table.from_arrays(arrays, schema=schema)

    def faults(self) -> list[Fault]:
        """What is wrong with the form of rows."""
        return [
            Fault(
                self.file.name,
                *what,
                rows=tuple(map(str, lines[:MOST_LISTED])),
                count=len(lines),
            )
            for what, lines in self.broken.items()
        ]

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        width, places = len(self.file.names), self.file.columns
        positions = [places.get(name) for name in COLUMNS]
        for line, cells in self._records():
            if len(cells) != width:
                self._note(_CELLS, line)
            elif any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
                self._note(_LETTERS, line)
            else:
                yield line, *(None if p is None else cells[p] for p in positions)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        with self.file.path.open(
            encoding="utf-8-sig", errors="surrogateescape", newline=""
        ) as text:
            reader = csv.reader(text, delimiter=self.file.separator, strict=True)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    self._note(_QUOTES, line)
                    continue
                if cells and line > 1:
                    yield line, cells

    def _note(self, what: tuple[str, str], line: int) -> None:
        self.broken.setdefault(what, []).append(line)


def _listed(
    engine: Engine, number: int, file: RosterFile, kinds: Sequence[Kind]
) -> Iterator[Fault]:
    """Faults of the cells of a file, runs of rows told as one."""
    for bit, kind in enumerate(kinds):
        chosen = f"FROM located WHERE file = {number} AND faults & {1 << bit} <> 0"
        ((count,),) = engine.rows(f"SELECT count(*) {chosen}")
        if count:
            runs = engine.rows(
                "SELECT min(line), max(line) FROM (SELECT line, line - "  # noqa: S608
                f"row_number() OVER (ORDER BY line) AS run {chosen}) "
                f"GROUP BY run ORDER BY 1 LIMIT {MOST_LISTED}"
            )
            yield Fault(
                file.name,
                kind.message,
                kind.cure,
                tuple(as_range(*run) for run in runs),
                count,
                kind.column,
                file.columns.get(kind.column, -1) + 1,
            )


def _repeated(engine: Engine, files: Sequence[RosterFile]) -> Iterator[Fault]:
    """Persons in more than one row, told by their rows."""
    found = engine.stream(
        "SELECT list({'file': file, 'line': line} ORDER BY file, line), "  # noqa: S608
        f"count(DISTINCT sex) FILTER (sex IN {RECORDED}) > 1 "
        "FROM located WHERE person IS NOT NULL GROUP BY person HAVING count(*) > 1"
    )
    by_fault: dict[tuple[int, bool], list[tuple[int, str]]] = {}
    counts: dict[tuple[int, bool], int] = {}
    for places, two_sexes in islice(found, MOST_LISTED * 10):
        first = places[0]
        key = first["file"], two_sexes
        told = " = ".join(
            str(place["line"])
            if place["file"] == first["file"]
            else f"{files[place['file']].name} {place['line']}"
            for place in places[:10]
        )
        by_fault.setdefault(key, []).append((first["line"], told))
        counts[key] = counts.get(key, 0) + len(places)
    for key, found_rows in by_fault.items():
        number, two_sexes = key
        yield _repetition(files[number], two_sexes, sorted(found_rows), counts[key])


def _repetition(
    file: RosterFile, two_sexes: bool, told: list[tuple[int, str]], count: int
) -> Fault:
    message, cure = "one person is in more than one row", "Keep one row a person."
    if two_sexes:
        message = "one person is in more than one row, with two sexes"
        cure = "Keep the row that is right."
    rows = tuple(text for _, text in told[:MOST_LISTED])
    fault = Fault(file.name, message, cure, rows, count, "person")
    return replace(fault, position=file.columns["person"] + 1)
