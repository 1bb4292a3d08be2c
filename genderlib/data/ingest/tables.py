"""Tables as they come, read as their mapping says; nothing is guessed silently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.ingest import mapping as m
from genderlib.data.ingest.entries import Entry, Taken
from genderlib.data.ingest.filled import count_problem
from genderlib.data.ingest.findings import Finding, Place
from genderlib.data.ingest.numerals import (
    UnreadableError,
    parse_count,
    parse_pair,
    parse_share,
    rounded_share,
)
from genderlib.data.ingest.reading import (
    BEGINS_AS_FORMULA,
    plain_text,
    text_findings,
)
from genderlib.data.ingest.sheets import Cell, address, letters
from genderlib.data.rules import FORMULA_SIGNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from genderlib.data.ingest.mapping import FileMapping, TableMapping
    from genderlib.data.ingest.sheets import Sheet

_SPLIT: Final = {"women/total": "women", "total/women": "total"}


def read_tables(
    file: str,
    sheets: list[Sheet],
    mapping: FileMapping,
    groups: Collection[str],
) -> Taken:
    """What the tables of a file say.

    Parameters
    ----------
    file : str
        Its name.
    sheets : list of Sheet
    mapping : FileMapping
    groups : collection of str
        Identifiers of the groups there are.

    Returns
    -------
    Taken
    """
    taken = Taken(file, mapping.organisation, mapping.year, None, mapping.source)
    by_name = {sheet.name: sheet for sheet in sheets}
    for table in mapping.tables:
        sheet = by_name.get(table.sheet)
        if sheet is None:
            cure = f"There are: {', '.join(by_name)}."
            message = "the file has no sheet or table of that name"
            taken.problems.append(Finding(Place(file), table.sheet, message, cure))
            continue
        taken.problems += text_findings(file, sheet)
        _TableReader(taken, sheet, table, mapping, groups).read()
    for name in sorted(by_name.keys() - {table.sheet for table in mapping.tables}):
        message = "left out: the mapping does not name this sheet or table"
        taken.changes.append(Finding(Place(file, name), "", message))
    return taken


@dataclass(slots=True)
class _Target:
    """The numbers of one unit, group and level in one row."""

    cells: list[str]
    women: int | None = None
    men: int | None = None
    total: int | None = None
    share: tuple[Any, int, str] | None = None


class _TableReader:
    """One table, row by row."""

    def __init__(
        self,
        taken: Taken,
        sheet: Sheet,
        table: TableMapping,
        mapping: FileMapping,
        groups: Collection[str],
    ) -> None:
        self.taken, self.sheet, self.table, self.mapping = taken, sheet, table, mapping
        self.groups = groups
        self.above: dict[int, str] = {}
        self.totals: list[dict[tuple[str | None, ...], _Target]] = []

    def read(self) -> None:
        self._outside()
        self._headings()
        if self.taken.problems:
            return
        before = len(self.taken.entries)
        for row in range(self.table.first_row, self.table.last_row + 1):
            if any(self._shown(row, column) for column in self.table.columns):
                self._row(row)
        self._sums(self.taken.entries[before:])

    def _place(self, row: int, column: int) -> Place:
        return Place(self.taken.file, self.sheet.name, address(row, column))

    def _change(self, row: int, column: int, message: str) -> None:
        text = self.sheet.text(*self.sheet.origin(row, column))
        self.taken.changes.append(Finding(self._place(row, column), text, message))

    def _problem(self, row: int, column: int, message: str, cure: str) -> None:
        text = self.sheet.text(*self.sheet.origin(row, column))
        self.taken.problems.append(
            Finding(self._place(row, column), text, message, cure)
        )

    def _outside(self) -> None:
        """List what the mapping leaves out: titles, footnotes, other columns."""
        first, last = self.table.first_row, self.table.last_row
        for row, column in sorted(self.sheet.cells):
            if row in self.table.header_rows:
                continue
            if row < first:
                self._change(row, column, "left out: above the table")
            elif row > last:
                self._change(row, column, "left out: below the table")
            elif column not in self.table.columns:
                self._change(
                    row, column, "left out: a column the mapping does not name"
                )
            elif self.table.columns[column].meaning == "ignore":
                self._change(row, column, "left out: the mapping ignores the column")
        for column in sorted(self.sheet.hidden_columns & self.table.columns.keys()):
            place = Place(self.taken.file, self.sheet.name, letters(column))
            message = "a column that is hidden was read"
            self.taken.changes.append(Finding(place, "", message))

    def _headings(self) -> None:
        for column, expected in self.table.headings.items():
            found = heading(self.sheet, self.table.header_rows, column)
            if m.likeness(found) != m.likeness(expected):
                row = self.table.header_rows[-1] if self.table.header_rows else 1
                place = self._place(row, column)
                message = "a heading is not the one the mapping was made for"
                cure = f"Make a mapping for this table; it expects “{expected}”."
                self.taken.problems.append(Finding(place, found, message, cure))

    def _shown(self, row: int, column: int) -> str:
        return self.sheet.text(*self.sheet.origin(row, column))

    def _row(self, row: int) -> None:
        if row in self.sheet.hidden_rows and not self._read_hidden(row):
            return
        names = self._names(row)
        if names is None:
            return
        targets: dict[tuple[str | None, ...], _Target] = defaultdict(
            lambda: _Target([])
        )
        for column, meaning in self.table.columns.items():
            if meaning.meaning in m.MEASURES:
                told = {**self.table.constant, **names, **meaning.constant}
                key = tuple(told.get(name) for name in m.NAMES)
                self._value(row, column, targets[key])
        if m.TOTAL_ROW in names.values():
            self.totals.append(dict(targets))
            column = min(self.table.columns)
            self._change(row, column, "left out: a row of totals, only compared")
            return
        for key, target in targets.items():
            self._entry(row, key, target)

    def _read_hidden(self, row: int) -> bool:
        column = min(c for c in self.table.columns if self._shown(row, c))
        if not self.table.hidden_rows:
            cure = 'Set "hidden_rows" to "leave_out" or "read".'
            self._problem(row, column, "a row is hidden", cure)
            return False
        reads = self.table.hidden_rows == "read"
        what = (
            "a row that is hidden was read" if reads else "left out: the row is hidden"
        )
        self._change(row, column, what)
        return reads

    def _names(self, row: int) -> dict[str, str | None] | None:
        """Unit, group and level that the row itself names; None to leave it out."""
        names: dict[str, str | None] = {}
        for column, meaning in self.table.columns.items():
            if meaning.meaning not in m.NAMES:
                continue
            text = self._name(row, column)
            if not text:
                continue
            name = self._meaning(row, column, meaning.meaning, text)
            if name is None:
                return None
            names[meaning.meaning] = name
        return names

    def _name(self, row: int, column: int) -> str:
        origin = self.sheet.origin(row, column)
        text = plain_text(self.sheet.text(*origin))
        if text and origin != (row, column):
            self._change(
                row, column, f"the merged cell {address(*origin)} was repeated"
            )
        if not text and column in self.table.repeated and column in self.above:
            text = self.above[column]
            self._change(row, column, f"a blank was read as the cell above: {text}")
        if text:
            self.above[column] = text
        return text

    def _meaning(self, row: int, column: int, kind: str, text: str) -> str | None:
        named = self.table.names.get(m.likeness(text))
        if named == m.LEAVE_OUT:
            self._change(row, column, "left out: the mapping leaves the row out")
            return None
        if named == m.TOTAL_ROW:
            return m.TOTAL_ROW
        if kind == "group" and (named or text) not in self.groups:
            near = get_close_matches(text, sorted(self.table.names), n=1)
            perhaps = f"Perhaps as “{near[0]}”: " if near else ""
            cure = f'{perhaps}Say under "names" which group of groups.csv it is.'
            self._problem(row, column, "the mapping does not know this name", cure)
            return None
        if (named or text).startswith(FORMULA_SIGNS):
            cure = 'Say under "names" what it is called.'
            self._problem(row, column, BEGINS_AS_FORMULA[0], cure)
            return None
        return named or text

    def _value(self, row: int, column: int, target: _Target) -> None:
        origin = self.sheet.origin(row, column)
        cell = self.sheet.cells.get(origin)
        if cell is None or plain_text(cell.text) in self.table.missing:
            if cell is not None:
                self._change(row, column, "left out: the sign of a missing value")
            return
        meaning = self.table.columns[column].meaning
        if meaning != "share":
            target.cells.append(address(row, column))
        if origin != (row, column):
            cure = "Unmerge the cells and write each number where it belongs."
            self._problem(row, column, "a number stands in merged cells", cure)
            return
        try:
            if meaning == "share":
                target.share = (*self._share(cell), address(row, column))
            elif meaning in _SPLIT:
                self._pair(row, column, cell, target)
            else:
                setattr(target, meaning, self._count(row, column, cell))
        except UnreadableError as error:
            self._problem(row, column, error.message, error.cure)

    def _share(self, cell: Cell) -> tuple[Any, int]:
        if cell.kind == "text":
            return parse_share(cell.text)
        if cell.kind != "number":
            raise UnreadableError("this is no share", "Write it such as 23,64%.")
        text = f"{float(cell.text):.12f}".rstrip("0").rstrip(".")
        return parse_share(text, is_percent=float(cell.text) > 1)

    def _pair(self, row: int, column: int, cell: Cell, target: _Target) -> None:
        if cell.kind != "text":
            found = count_problem(cell) or ("", "")
            message = found[0] or "one number stands where two are expected"
            raise UnreadableError(message, "Write women/total as text, such as 13/55.")
        first = _SPLIT[self.table.columns[column].meaning]
        women, total = parse_pair(cell.text, first, self.table.thousands)
        target.women, target.total = women.value, total.value
        for note in dict.fromkeys([*women.changes, *total.changes]):
            self._change(row, column, f"{note}: {women.value} women of {total.value}")

    def _count(self, row: int, column: int, cell: Cell) -> int:
        if plain_text(cell.text) in self.table.zero:
            self._change(row, column, "a sign was read as 0")
            return 0
        if cell.kind != "text":
            found = count_problem(cell)
            if found:
                raise UnreadableError(*found)
            return int(float(cell.text))
        count = parse_count(cell.text, self.table.thousands)
        for note in count.changes:
            self._change(row, column, f"{note}: {count.value}")
        return count.value

    def _entry(self, row: int, key: tuple[str | None, ...], target: _Target) -> None:
        if not target.cells and target.share is None:
            return
        unit, group, level = key
        column = min(self.table.columns)
        if group is None or group not in self.groups:
            cure = 'Say it in a column, under "constant" or under "names".'
            self._problem(row, column, "it is not known which group this is", cure)
            return
        if target.women is None and target.total is not None and target.men is not None:
            cure = "Give the women; those whose sex is not recorded are not known."
            self._problem(row, column, "the number of women is missing", cure)
            return
        if target.women is None or target.total is None:
            self._incomplete(target)
            return
        place = Place(self.taken.file, self.sheet.name, _span(target.cells))
        if target.women + (target.men or 0) > target.total:
            who = "the women" if target.men is None else "women and men together"
            shown = f"{target.women} + {target.men or 0} > {target.total}"
            message, cure = f"{who} exceed the total", "Correct the cells."
            self.taken.problems.append(Finding(place, shown, message, cure))
            return
        self._compare_share(target)
        self.taken.entries.append(
            Entry(
                unit,
                group,
                level,
                target.women,
                target.men,
                target.total,
                self.mapping.as_of,
                place,
            )
        )

    def _incomplete(self, target: _Target) -> None:
        """A row with one number of two, or a share alone, is no count."""
        place = Place(self.taken.file, self.sheet.name, _span(target.cells))
        if target.women is None and target.total is None and target.men is None:
            message = "left out: a share without the counts behind it"
            self.taken.changes.append(
                Finding(place, target.share[2] if target.share else "", message)
            )
            return
        missing = "number of women" if target.women is None else "total"
        value = str(target.total if target.women is None else target.women)
        cure = "Fill it in, or let the mapping leave the row out."
        self.taken.problems.append(
            Finding(place, value, f"the {missing} is missing", cure)
        )

    def _compare_share(self, target: _Target) -> None:
        if target.share is None or not target.total or target.women is None:
            return
        printed, digits, cell = target.share
        exact = rounded_share(target.women, target.total, digits)
        place = Place(self.taken.file, self.sheet.name, cell)
        if printed != exact:
            points = f"{float(100 * exact):.{digits}f}%"
            value = f"{float(100 * printed):.{digits}f}%"
            message = "the printed share differs from its counts"
            cure = f"{target.women} of {target.total} is {points}. Which is right?"
            self.taken.questions.append(Finding(place, value, message, cure))
        else:
            message = "left out: a share that agrees with its counts"
            self.taken.changes.append(
                Finding(place, f"{float(100 * printed):.{digits}f}%", message)
            )

    def _sums(self, entries: list[Entry]) -> None:
        """Hold the rows of totals against the rows they add up."""
        for targets in self.totals:
            for key, target in targets.items():
                told = [e for e in entries if _is_part(e, key)]
                sums = sum(e.women for e in told), sum(e.total for e in told)
                said = target.women, target.total
                if told and None not in said and said != sums:
                    place = Place(self.taken.file, self.sheet.name, _span(target.cells))
                    message = "a row of totals differs from the sum of its rows"
                    cure = f"The rows add up to {sums[0]}/{sums[1]}. Which is right?"
                    value = f"{said[0]}/{said[1]}"
                    self.taken.questions.append(Finding(place, value, message, cure))


def _is_part(entry: Entry, key: tuple[str | None, ...]) -> bool:
    """Whether an entry belongs to what a row of totals adds up."""
    mine = (entry.unit, entry.group, entry.level)
    return all(k in (None, m.TOTAL_ROW, e) for k, e in zip(key, mine, strict=True))


def _span(cells: list[str]) -> str:
    return cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"


def heading(sheet: Sheet, rows: tuple[int, ...], column: int) -> str:
    """The heading of a column over several rows, merged cells included."""
    return " | ".join(_heading_parts(sheet, rows, column))


def _heading_parts(sheet: Sheet, rows: tuple[int, ...], column: int) -> Iterator[str]:
    seen = set()
    for row in rows:
        origin = sheet.origin(row, column)
        text = plain_text(sheet.text(*origin))
        if text and origin not in seen:
            seen.add(origin)
            yield text
