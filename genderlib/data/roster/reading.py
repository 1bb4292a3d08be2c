"""The rows of a register as codes and numbers, and which of them are wrong.

Each distinct unit, level, title, sex and list of courses is looked up once, in Python,
and joined to the rows; the rows themselves never leave duckdb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.data.roster.headings import SEXES, plain_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from genderlib.data.roster.engine import Engine
    from genderlib.data.roster.files import RosterFile
    from genderlib.data.roster.rules import RosterRules

OLDEST, YOUNGEST = 90, 15
LOOKED_UP: Final = ("unit", "level", "title", "sex", "courses")
COLUMNS: Final = (
    "person",
    "unit",
    "level",
    "title",
    "sex",
    "birth_year",
    "date_in_post",
    "courses",
    "as_of",
)
NOT_LISTED: Final = -1

TAKEN: Final = (
    "person",
    "birth_year",
    "birth_unread",
    "date_in_post",
    "date_unread",
    "other_day",
)
# Code points of blanks that surround a value; 160 does not break a line.
_BLANKS: Final = (32, 9, 10, 13, 160)
_INTEGERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DOUBLE", "FLOAT")
_BETWEEN_COURSES: Final = re.compile(r"[;|\n]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault of one row.

    Parameters
    ----------
    column : str
        Column of ours.
    condition : str
        When it holds, over the columns of the view `coded`.
    message, cure : str
    """

    column: str
    condition: str
    message: str
    cure: str


def kinds_of_fault(as_of: date) -> list[Kind]:
    """What a row may have wrong.

    Parameters
    ----------
    as_of : date
        Reference day of the register.

    Returns
    -------
    list of Kind
    """
    day = f"DATE '{as_of.isoformat()}'"
    first, last = as_of.year - OLDEST, as_of.year - YOUNGEST
    listed = "List it in roster_names.csv, or correct the register."
    return [
        _missing("person", "person IS NULL"),
        _missing("unit", "unit = 0"),
        _missing("sex", "sex = 0", "; write 'not recorded' where it is not known"),
        *(
            Kind(name, f"{name} = -1", f"{name} is not in roster_names.csv", listed)
            for name in ("unit", "level", "title", "courses")
        ),
        Kind(
            "sex",
            "sex = -1",
            "sex is not a word for women or men",
            "Write Nữ or Nam, F or M, or 'not recorded'.",
        ),
        Kind(
            "birth_year",
            "birth_unread OR birth_year NOT BETWEEN 1000 AND 9999",
            "birth year is not a year",
            "Write four digits, or a whole date.",
        ),
        Kind(
            "birth_year",
            f"birth_year BETWEEN 1000 AND {first - 1}",
            f"birth year is before {first}",
            "Correct the year, or leave it blank.",
        ),
        Kind(
            "birth_year",
            f"birth_year BETWEEN {last + 1} AND 9999",
            f"birth year is after {last}",
            "Correct the year, or leave it blank.",
        ),
        Kind(
            "date_in_post",
            "date_unread",
            "date in post is not a day of the calendar",
            "Write 2024-05-31 or 31/05/2024, or leave it blank.",
        ),
        Kind(
            "date_in_post",
            f"date_in_post > {day}",
            f"date in post is after {as_of}",
            "Give the register of the reference day, or correct the date.",
        ),
        Kind(
            "date_in_post",
            f"year(date_in_post) < {YOUNGEST} + CASE WHEN birth_year "
            f"BETWEEN {first} AND {last} THEN birth_year ELSE {first} END",
            f"date in post is before the person was {YOUNGEST}, or in another century",
            "Correct the date or the birth year.",
        ),
        Kind(
            "as_of",
            "other_day",
            f"the register says another day or year than {as_of}",
            "Give the register of the reference day, or name its day with --as-of.",
        ),
    ]


def _missing(column: str, condition: str, more: str = "") -> Kind:
    cure = f"Fill it in for every person{more}."
    return Kind(column, condition, f"{column} is missing", cure)


def any_fault(kinds: Iterable[Kind]) -> str:
    """The condition that a row has any of these faults, but for its person's."""
    return " OR ".join(
        f"coalesce({kind.condition}, false)"
        for kind in kinds
        if kind.column != "person"
    )


def create_rows(
    engine: Engine,
    view: str,
    files: Sequence[RosterFile],
    as_of: date,
    *,
    numbered: bool = False,
) -> None:
    """A view of the rows of all files, under names of ours.

    Parameters
    ----------
    engine : Engine
    view : str
        Its name. Units, levels, titles, sexes and courses are as they stand.
    files : sequence of RosterFile
    as_of : date
        Reference day.
    numbered : bool
        With the number of each row, from 1, in `line`; of Parquet files alone.
    """
    line = ("file_row_number + 1 AS line",) if numbered else ()
    parts = [
        f"SELECT {', '.join((*line, *_cells(file, as_of)))} "  # noqa: S608  our names
        f"FROM {_source(file, numbered=numbered)}"
        for file in files
    ]
    engine.run(f"CREATE OR REPLACE TEMP VIEW {view} AS {' UNION ALL '.join(parts)}")


def create_lines(engine: Engine, view: str, table: str, as_of: date) -> None:
    """The same from a table of text, with its column `line`.

    Parameters
    ----------
    engine : Engine
    view : str
    table : str
        With a column for each of `COLUMNS`.
    as_of : date
    """
    text = {name: (name, "VARCHAR") for name in COLUMNS}
    cells = ", ".join(("line", *_values(text, as_of)))
    engine.run(
        f"CREATE OR REPLACE TEMP VIEW {view} AS "  # noqa: S608  our own names
        f"SELECT {cells} FROM {table}"
    )


def _source(file: RosterFile, *, numbered: bool) -> str:
    """The table function that reads a file; its path is a private link of ours."""
    path = str(file.path).replace("'", "''")
    if file.kind == "parquet":
        return f"read_parquet(['{path}'], file_row_number={str(numbered).lower()})"
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(file.names)))
    return (
        f"read_csv(['{path}'], auto_detect=false, header=false, skip=1, "
        f"delim='{file.separator}', quote='\"', escape='\"', nullstr='', "
        f"strict_mode=true, columns={{{columns}}})"
    )


def _cells(file: RosterFile, as_of: date) -> list[str]:
    """The columns of a file, each with its type."""
    found = {}
    for column in COLUMNS:
        position = file.columns.get(column)
        if position is None:
            found[column] = ("NULL::VARCHAR", "VARCHAR")
        elif file.kind == "csv":
            found[column] = (f"c{position}", "VARCHAR")
        else:
            name = file.names[position].replace('"', '""')
            found[column] = (f'"{name}"', file.types[position])
    return _values(found, as_of)


def _values(cells: dict[str, tuple[str, str]], as_of: date) -> list[str]:
    """What is taken from the columns, as expressions with names of ours."""
    born, since = cells["birth_year"], cells["date_in_post"]
    values = {name: _text(*cells[name]) for name in LOOKED_UP}
    values |= {
        "person": _person(_text(*cells["person"])),
        "birth_year": _year(*born),
        "birth_unread": _unread(_year, *born),
        "date_in_post": _date(*since),
        "date_unread": _unread(_date, *since),
        "other_day": _other_day(_trimmed(_text(*cells["as_of"])), as_of),
    }
    return [f"{value} AS {name}" for name, value in values.items()]


def _text(cell: str, kind: str) -> str:
    if kind.endswith("[]"):
        return f"array_to_string({cell}, ';')"
    return cell if kind == "VARCHAR" else f"{cell}::VARCHAR"


def _person(text: str) -> str:
    """A person's identifier in small letters, composed, without blanks around it.

    Full-width letters and digits are those of ASCII. Nearly all identifiers are ASCII
    and have no blanks to cut off.
    """
    wide = "".join(map(chr, range(0xFF01, 0xFF5F)))
    plain = "".join(map(chr, range(0x21, 0x7F))).replace("'", "''")
    ascii_alone = f"strlen({text}) = length({text})"
    other = _trimmed(f"nfc_normalize(translate({text}, '{wide}', '{plain}'))")
    return f"lower(CASE WHEN {ascii_alone} THEN {_cut(text)} ELSE {other} END)"


def _cut(text: str) -> str:
    """As `_trimmed`, only where there is something to cut off."""
    last = f"{text}[-1]"
    padded = f"{text} < '!' OR {last} < '!'"
    return f"CASE WHEN {padded} THEN {_trimmed(text)} ELSE {text} END"


def _trimmed(text: str) -> str:
    blanks = " || ".join(f"chr({code})" for code in _BLANKS)
    return f"nullif(trim({text}, {blanks}), '')"


def _year(cell: str, kind: str) -> str:
    """The year of a cell that is a year or a date."""
    if kind in _INTEGERS:
        return f"TRY_CAST({cell} AS INTEGER)"
    if kind != "VARCHAR":
        return f"year({_date(cell, kind)})::INTEGER"
    text = _trimmed(cell)
    return (
        f"CASE WHEN length({text}) = 4 THEN TRY_CAST({text} AS INTEGER) "
        f"ELSE year({_date(cell, kind)})::INTEGER END"
    )


def _date(cell: str, kind: str) -> str:
    """A date written from the year on, or from the day on."""
    if kind == "DATE":
        return cell
    if kind != "VARCHAR":
        return f"TRY_CAST({cell} AS DATE)"
    text, formats = _trimmed(cell), "['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']"
    return (
        f"CASE WHEN length({text}) < 8 THEN NULL ELSE "
        f"coalesce(TRY_CAST(left({text}, 10) AS DATE), "
        f"CAST(try_strptime({text}, {formats}) AS DATE)) END"
    )


def _unread(reader: Callable[[str, str], str], cell: str, kind: str) -> str:
    """Whether something stands in a cell that cannot be read."""
    there = _trimmed(cell) if kind == "VARCHAR" else cell
    return f"({there} IS NOT NULL AND {reader(cell, kind)} IS NULL)"


def _other_day(text: str, as_of: date) -> str:
    return (
        f"CASE WHEN {text} IS NULL THEN NULL "
        f"WHEN length({text}) = 4 THEN {text} <> '{as_of.year}' "
        f"ELSE coalesce({_date(text, 'VARCHAR')} <> DATE '{as_of.isoformat()}', true) "
        "END"
    )


def create_codes(engine: Engine, view: str, rules: RosterRules) -> None:
    """Tables that give each distinct text of a view its code.

    Parameters
    ----------
    engine : Engine
    view : str
        As made by `create_rows`.
    rules : RosterRules

    Raises
    ------
    Unreadable
        If a file cannot be read to its end.
    """
    sets = ", ".join(f"({name})" for name in LOOKED_UP)
    numbers = ", ".join(LOOKED_UP)
    sql = (
        f"SELECT {numbers}, GROUPING({numbers}) FROM {view} "  # noqa: S608  our names
        f"GROUP BY GROUPING SETS ({sets})"
    )
    lookups = _lookups(rules)
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in LOOKED_UP}
    which = {_grouping(i): (i, name) for i, name in enumerate(LOOKED_UP)}
    for row in engine.stream(sql):
        index, name = which[row[-1]]
        code = None if row[index] is None else lookups[name](row[index])
        if code is not None:
            found[name].append((row[index], code))
    for name, rows in found.items():
        engine.fill(f"{view}_{name}", "text VARCHAR, code BIGINT", rows)


def _grouping(index: int) -> int:
    """What GROUPING gives for the set of one column: a 1 for each that is not in it."""
    every = 2 ** len(LOOKED_UP) - 1
    return int(every - 2 ** (len(LOOKED_UP) - 1 - index))


def _lookups(rules: RosterRules) -> dict[str, Callable[[str], int | None]]:
    def listed(name: str) -> Callable[[str], int | None]:
        return lambda text: rules.names[name].code(text) if text.strip() else 0

    return {
        "unit": listed("unit"),
        "level": listed("level"),
        "title": listed("title"),
        "sex": lambda text: SEXES.get(plain_form(text)) if text.strip() else 0,
        "courses": lambda text: course_mask(text, rules),
    }


def course_mask(text: str, rules: RosterRules) -> int | None:
    """A bit for each course of a list such as "tiếng Anh; chuyên viên".

    Parameters
    ----------
    text : str
        Courses between `;`, `|` or line ends.
    rules : RosterRules

    Returns
    -------
    int or None
        None where one of them is not listed.
    """
    names = [part for part in _BETWEEN_COURSES.split(text) if part.strip()]
    mask = 0
    for name in names:
        code = rules.names["course"].code(name)
        if code is None:
            return None
        mask |= 1 << (code - 1)
    return mask


def create_coded(engine: Engine, view: str, rows: str, kept: str = "") -> None:
    """A view of rows as codes and numbers.

    Parameters
    ----------
    engine : Engine
    view : str
        Its name. Code 0 stands for a blank, -1 for what is not listed.
    rows : str
        As made by `create_rows`; its tables of codes are there.
    kept : str
        A further column of `rows`.
    """
    joins = " ".join(
        f"LEFT JOIN {rows}_{name} AS {name}_codes ON {name}_codes.text = r.{name}"
        for name in LOOKED_UP
    )
    codes = ", ".join(
        f"CASE WHEN r.{name} IS NULL THEN 0 "
        f"ELSE coalesce({name}_codes.code, {NOT_LISTED}) END AS {name}"
        for name in LOOKED_UP
    )
    others = ", ".join(f"r.{name}" for name in (*TAKEN, *([kept] if kept else [])))
    engine.run(
        f"CREATE OR REPLACE TEMP VIEW {view} AS "  # noqa: S608  our own names
        f"SELECT {codes}, {others} FROM {rows} AS r {joins}"
    )
