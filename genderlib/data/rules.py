"""Rules across the columns of a row, the rows of a table and the tables of a year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from genderlib.data.cells import Record
    from genderlib.data.dictionary import Dictionary, Reference, TableDescription

    Rule = dict[str, Any]

# What a spreadsheet computes when it opens a csv.
FORMULA_SIGNS: Final = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Table:
    """A table that was read.

    Parameters
    ----------
    description : TableDescription
        Its columns and rules.
    file : str
        Path from the project folder.
    sha256 : str
        Of the file.
    records : list of Record or None
        None where the file cannot be read as a table.
    """

    description: TableDescription
    file: str
    sha256: str
    records: list[Record] | None = field(repr=False)

    @property
    def rows(self) -> list[Record]:
        """The records, none where the file cannot be read."""
        return self.records or []

    def label(self, record: Record) -> str:
        """Whom a row is about."""
        return str(record[self.description.label] or "")

    def problem(
        self, record: Record, column: str, value: object, message: str, cure: str
    ) -> Problem:
        """A problem of one of its rows."""
        label = self.label(record)
        return Problem(self.file, record.row, column, str(value), message, cure, label)


def check_table(table: Table, others: Mapping[str, Table]) -> Iterator[Problem]:
    """Problems across the columns and rows of one table.

    Parameters
    ----------
    table : Table
    others : mapping of str to Table
        The tables it refers to, itself included.

    Yields
    ------
    Problem
    """
    yield from _duplicates(table)
    for reference in table.description.references:
        if reference.table in others:
            yield from _unknown(table, reference, others[reference.table])
    for rule in table.description.rules:
        yield from _RULES[rule["rule"]](table, rule, others)


def check_folder(table: Table, organisation: str, year: int) -> Iterator[Problem]:
    """Rows that belong into another folder.

    Parameters
    ----------
    table : Table
    organisation, year : str and int
        The folder the table lies in.

    Yields
    ------
    Problem
    """
    for column, expected in (("organisation", organisation), ("year", year)):
        for record in table.rows:
            value = record[column]
            if value is not None and value != expected:
                yield table.problem(
                    record,
                    column,
                    value,
                    f"{column} differs from the folder {organisation}/{year}",
                    f"Write {expected}, or move the row to the folder it belongs to.",
                )


def check_identifiers(
    tables: Mapping[str, Table], dictionary: Dictionary
) -> Iterator[Problem]:
    """Identifiers that name two things, or a name kept for something else.

    Parameters
    ----------
    tables : mapping of str to Table
    dictionary : Dictionary

    Yields
    ------
    Problem
    """
    rule = dictionary.identifiers
    owners = dict.fromkeys(rule["reserved"], "the program")
    for name, column in rule["columns"]:
        if name not in tables:
            continue
        table = tables[name]
        for record in table.rows:
            value = record[column]
            if owners.get(value, table.file) != table.file:
                yield table.problem(
                    record,
                    column,
                    value,
                    f"{column} is a name already used by {owners[value]}",
                    "Choose another identifier.",
                )
            elif value is not None:
                owners[value] = table.file


def _duplicates(table: Table) -> Iterator[Problem]:
    key = table.description.key
    first: dict[tuple[Any, ...], int] = {}
    for record in table.rows:
        values = tuple(record[name] for name in key)
        if all(value is None for value in values):
            continue
        if values in first:
            found = ", ".join(str(value) for value in values if value is not None)
            yield table.problem(
                record,
                "",
                f"{found}, first in row {first[values]}",
                f"{' + '.join(key)} is there more than once",
                "Delete one of the rows, or tell them apart in those columns.",
            )
        else:
            first[values] = record.row


def _unknown(table: Table, reference: Reference, other: Table) -> Iterator[Problem]:
    if other.records is None:
        return
    known = {record[reference.key] for record in other.records} - {None}
    for record in table.rows:
        value = record[reference.column]
        if value is not None and value not in known:
            near = get_close_matches(value, sorted(known), n=1)
            perhaps = f"Write {near[0]}, or add" if near else "Add"
            yield table.problem(
                record,
                reference.column,
                value,
                f"{reference.column} is not in {other.file}",
                f"{perhaps} a row for it there.",
            )


def _sum_at_most(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    parts, whole = rule["parts"], rule["whole"]
    for record in table.rows:
        total = record[whole]
        given = {name: record[name] for name in parts}
        present = {name: value for name, value in given.items() if value is not None}
        if total is None or sum(present.values()) <= total:
            continue
        found = " + ".join(f"{name} {value}" for name, value in present.items())
        who = " and ".join(present) + (" together" if len(present) > 1 else "")
        yield table.problem(
            record,
            "",
            f"{found} > {whole} {total}",
            f"{who} exceed the {whole}",
            f"Correct the file, or set {whole} to everyone counted.",
        )


def _not_after(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    first, then = rule["first"], rule["then"]
    for record in table.rows:
        start, end = record[first], record[then]
        if start is not None and end is not None and start > end:
            yield table.problem(
                record,
                "",
                f"{first} {start} > {then} {end}",
                f"{first} is after {then}",
                "Correct one of the dates.",
            )


def _ranges_apart(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    spans = defaultdict(list)
    for record in table.rows:
        key = record[rule["key"]]
        if key is not None:
            start = record[rule["first"]] or date.min
            end = record[rule["then"]] or date.max
            spans[key].append((start, end, record))
    for of_one in spans.values():
        of_one.sort(key=lambda span: span[:2])
        for before, after in pairwise(of_one):
            if after[0] <= before[1]:
                yield table.problem(
                    after[2],
                    "",
                    f"overlaps with row {before[2].row}",
                    f"two rows of one {rule['key']} hold on the same day",
                    "Let one end before the other begins.",
                )


def _no_cycle(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    parent = {record[rule["key"]]: record[rule["parent"]] for record in table.rows}
    for record in table.rows:
        path = [record[rule["key"]]]
        while (above := parent.get(path[-1])) is not None and above not in path:
            path.append(above)
        if above is not None and above == path[0]:
            yield table.problem(
                record,
                "",
                " → ".join([*path, above]),
                f"{rule['parent']} leads back to the {rule['key']} itself",
                f"Leave {rule['parent']} of one of them empty.",
            )


def _same_as_referred(
    table: Table, rule: Rule, others: Mapping[str, Table]
) -> Iterator[Problem]:
    column = rule["column"]
    reference = next(
        found
        for found in table.description.references
        if found.column == rule["reference"]
    )
    other = others.get(reference.table)
    expected = {r[reference.key]: r[column] for r in (other.rows if other else ())}
    for record in table.rows:
        value = record[column]
        wanted = expected.get(record[reference.column])
        if None not in (value, wanted) and value != wanted:
            yield table.problem(
                record,
                "",
                f"{column} {value}, its {reference.column} "
                f"{record[reference.column]} has {wanted}",
                f"{column} differs from that of its {reference.column}",
                f"Choose another {reference.column}, or write {column} {wanted}.",
            )


def _together(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    columns = rule["columns"]
    for record in table.rows:
        missing = [name for name in columns if record.is_empty(name)]
        if missing and len(missing) < len(columns):
            yield table.problem(
                record,
                missing[0],
                "",
                f"{' and '.join(columns)} belong together",
                "Fill in all of them or none.",
            )


def _needed_when(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    unless = rule.get("unless")
    message = f"is needed when {_words(rule['when'])}"
    message += f", unless {_words(unless)}" if unless else ""
    for record in table.rows:
        if not _holds(record, rule["when"]) or (unless and _holds(record, unless)):
            continue
        for column in rule["columns"]:
            if record.is_empty(column):
                cure = f"Fill in {column}."
                yield table.problem(record, column, "", f"{column} {message}", cure)


def _at_most_when(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    column, maximum = rule["column"], rule["maximum"]
    for record in table.rows:
        value = record[column]
        if value is None or not _holds(record, rule["when"]):
            continue
        if Decimal(value) > maximum:
            yield table.problem(
                record,
                column,
                value,
                f"{column} is above {maximum} although {_words(rule['when'])}",
                "Write a share as a fraction: 0.25 for 25 %.",
            )


def _one_per(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    keys, column = rule["keys"], rule["column"]
    first: dict[tuple[Any, ...], Record] = {}
    for record in table.rows:
        values = tuple(record[name] for name in keys)
        if None in values:
            continue
        before = first.setdefault(values, record)
        if record[column] != before[column]:
            yield table.problem(
                record,
                column,
                record[column],
                f"{column} differs from another row with the same {' and '.join(keys)}",
                f"Write the same {column} in both rows.",
            )


def _listed(table: Table, rule: Rule, others: Mapping[str, Table]) -> Iterator[Problem]:
    other = others.get(rule["table"])
    if other is None or other.records is None:
        return
    by, value = rule["by"], rule["value"]
    for column in rule["columns"]:
        known = {r[value] for r in other.rows if r[by] == column} - {None}
        for record in table.rows:
            found = record[column]
            if found is not None and found not in {*known, *rule["except"]}:
                near = get_close_matches(found, sorted(known), n=1)
                perhaps = f"Write {near[0]}, or add" if near else "Add"
                message = f"{column} is not among the values in {other.file}"
                cure = f"{perhaps} a row for it there."
                yield table.problem(record, column, found, message, cure)


def _counts_persons(
    table: Table, rule: Rule, others: Mapping[str, Table]
) -> Iterator[Problem]:
    column, other = rule["column"], others.get("groups")
    counted = {r["group"]: r["counted"] for r in (other.rows if other else ())}
    for record in table.rows:
        what = counted.get(record[column], "persons")
        if what != "persons":
            yield table.problem(
                record,
                column,
                record[column],
                f"the group counts {what}, a register persons",
                "Choose a group that counts persons.",
            )


def _no_formula(
    table: Table, rule: Rule, _others: Mapping[str, Table]
) -> Iterator[Problem]:
    for record in table.rows:
        for column in rule["columns"]:
            value = record[column]
            if value is not None and value[:1] in FORMULA_SIGNS:
                message = f"{column} begins like a formula"
                cure = "Begin it with a letter or a digit."
                yield table.problem(record, column, value, message, cure)


def _holds(record: Record, when: dict[str, list[str]]) -> bool:
    return all(record[name] in values for name, values in when.items())


def _words(when: dict[str, list[str]]) -> str:
    return " and ".join(f"{name} is {' or '.join(v)}" for name, v in when.items())


_RULES: dict[str, Callable[[Table, Rule, Mapping[str, Table]], Iterator[Problem]]] = {
    "sum_at_most": _sum_at_most,
    "not_after": _not_after,
    "ranges_apart": _ranges_apart,
    "no_cycle": _no_cycle,
    "same_as_referred": _same_as_referred,
    "together": _together,
    "needed_when": _needed_when,
    "at_most_when": _at_most_when,
    "one_per": _one_per,
    "listed": _listed,
    "counts_persons": _counts_persons,
    "no_formula": _no_formula,
}
