"""The organisation's own tables: what stands in its register, and who is in a group.

`roster_names.csv` lists every unit, level, title and course of the register and what it
is called in counts. A value that it does not list is a fault, so nothing else than
its names can ever be written: a person's name in the wrong column goes nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.checks import check_references, check_roster_tables
from genderlib.data.dictionary import read_dictionary
from genderlib.data.problems import format_problems
from genderlib.data.roster.headings import plain_form
from genderlib.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.data.cells import Record
    from genderlib.data.problems import Problem
    from genderlib.data.project import Project
    from genderlib.data.rules import Table

NAMED: Final = ("unit", "level", "title", "course")
ANY: Final = "any"
FLOWING: Final = ("staff", "representation")

# One bit a group, one a course, in integers of 64 bits with a sign.
MOST_BITS: Final = 60


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one column of a register.

    Parameters
    ----------
    names : tuple of str
        As counts call them, in the order of the table; the first has code 1.
    codes : dict of str to int
        Code by the value in the register, in plain form.
    ranks : dict of int to int
        Of levels, by code; 1 is the highest.
    """

    names: tuple[str, ...]
    codes: dict[str, int]
    ranks: dict[int, int]

    def code(self, value: str) -> int | None:
        """Code of a value as it stands in a register; None where it is not listed."""
        return self.codes.get(plain_form(value))


@dataclass(frozen=True, slots=True)
class Rule:
    """Persons of a group: those for whom everything holds that is not None.

    Parameters
    ----------
    unit, level, title : int or None
        Codes.
    course : int or None
        Code of a course; 0 for any.
    """

    unit: int | None
    level: int | None
    title: int | None
    course: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of persons that a register can count.

    Parameters
    ----------
    name : str
        As in groups.csv.
    rules : tuple of Rule
        Whoever fulfils one of them is in the group.
    by_unit, by_level, by_age : bool
        Whether its units, levels and ages are counted too.
    flows : bool
        Whether it is counted who came and left; courses are not left.
    rows : tuple of int
        Lines of roster_groups.csv, for the locator.
    """

    name: str
    rules: tuple[Rule, ...]
    by_unit: bool
    by_level: bool
    by_age: bool
    flows: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RosterRules:
    """How the register of one organisation is read.

    Parameters
    ----------
    names : dict of str to Names
        For unit, level, title and course.
    groups : tuple of Group
        In the order of groups.csv.
    """

    names: dict[str, Names]
    groups: tuple[Group, ...]


def read_rules(project: Project, organisation: str) -> RosterRules:
    """The organisation's tables for its register.

    Parameters
    ----------
    project : Project
    organisation : str
        Its identifier.

    Returns
    -------
    RosterRules

    Raises
    ------
    DataError
        If one of the tables is missing or wrong; every problem is named.
    """
    dictionary = read_dictionary(project.dictionary)
    references = check_references(project, dictionary)
    checked = check_roster_tables(
        project, dictionary, references, organisation, needed=True
    )
    problems = [*references.problems, *checked.problems]
    problems += _alike(checked.tables.get("roster_names"))
    if problems:
        raise DataError(format_problems(problems), problems)
    names = _names(checked.tables["roster_names"].rows)
    topics = {r["group"]: r["topic"] for r in references.tables["groups"].rows}
    groups = _groups(checked.tables["roster_groups"].rows, names, topics)
    order = list(topics)
    return RosterRules(names, tuple(sorted(groups, key=lambda g: order.index(g.name))))


def _alike(table: Table | None) -> Iterator[Problem]:
    """Values that are one value to the program and have two names."""
    first: dict[tuple[str, str], Record] = {}
    for record in table.rows if table else ():
        column, value = record["column"], record["in_register"]
        if column is None or value is None:
            continue
        before = first.setdefault((column, plain_form(value)), record)
        if before is not record and table:
            message = "two values are alike but for case and spaces"
            cure = "Delete one of the rows."
            yield table.problem(record, "in_register", value, message, cure)


def _names(records: Iterable[Record]) -> dict[str, Names]:
    found = {column: Names((), {}, {}) for column in NAMED}
    listed: dict[str, dict[str, int]] = {column: {} for column in NAMED}
    for record in records:
        column, value = record["column"], record["in_register"]
        name = record["name"] or value
        code = listed[column].setdefault(name, len(listed[column]) + 1)
        found[column].codes[plain_form(value)] = code
        if record["rank"] is not None:
            found[column].ranks[code] = record["rank"]
    return {
        column: Names(tuple(listed[column]), names.codes, names.ranks)
        for column, names in found.items()
    }


def _groups(
    records: Iterable[Record], names: dict[str, Names], topics: dict[str, str]
) -> list[Group]:
    rows: dict[str, list[Record]] = {}
    for record in records:
        rows.setdefault(record["group"], []).append(record)
    return [_group(name, found, names, topics[name]) for name, found in rows.items()]


def _group(
    name: str, records: list[Record], names: dict[str, Names], topic: str
) -> Group:
    details = {part for r in records for part in str(r["detail"] or "").split(";")}
    return Group(
        name,
        tuple(_rule(record, names) for record in records),
        "unit" in details,
        "level" in details,
        "age" in details,
        topic in FLOWING,
        tuple(record.row for record in records),
    )


def _rule(record: Record, names: dict[str, Names]) -> Rule:
    return Rule(*(_code(record[column], names[column]) for column in NAMED))


def _code(value: Any, names: Names) -> int | None:
    if value is None:
        return None
    return 0 if value == ANY else names.code(value)
