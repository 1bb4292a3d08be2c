"""Counts and percentages in the rows of a table, told apart by its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.numbers import read_run
from genderlib.claims.percentages import HEDGES, Percentage, parse_percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.claims.blocks import Block, Line

_EDGE = re.compile(r"\t|\||(?<=\S) {2,}(?=\S)")
_COUNT = re.compile(r"([0-9][0-9.,]*)\s*(?:người|đồng chí|đ/c|persons?|people)?")
_PERCENT = re.compile(r"(.{0,20}?)\s*([0-9][0-9.,]*)\s*(%?)")
_RULE = re.compile(r"[\s:=+-]*")
_NUMERIC = re.compile(r"[\s\d.,/%()+*–-]*\d[\s\d.,/%()+*–-]*")
_WOMEN = re.compile(r"\b(?:nữ|women|woman|female|females)\b")
_MEN = re.compile(r"(?<!việt )\b(?:nam|men|male|males)\b")
_SHARE = re.compile(
    r"%|\b(?:tỷ lệ|tỉ lệ|tỷ trọng|share|percent|per cent|rate|proportion)"
)
_TOTAL = re.compile(
    r"\b(?:tổng|cộng|số lượng|số người|sĩ số|total|all|members|staff|employees|seats|"
    r"participants|persons|people|deputies|số đại biểu|số cán bộ)\b"
)
_WHOLE = re.compile(
    r"(?:tổng(?: cộng| số| chung)?|cộng|chung|tính chung|toàn \w+(?: \w+)?|bình quân|"
    r"trung bình|total|all|sum|overall|altogether|average|mean)\W*$"
)
_NESTED = re.compile(
    r"(?:[ivx]+|[0-9]+\.[0-9]+|[a-h])[.)\s]|[-–+]|trong đó|of which|- "
)
_FEWEST_ROWS = 2
_MOST_HEADINGS = 3


class Role(StrEnum):
    """What a column holds."""

    WOMEN = "women"
    MEN = "men"
    TOTAL = "total"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of one group of columns."""

    line: Line
    label: str
    women: int
    total: int
    printed: Percentage | None
    hedge: str
    start: int
    end: int
    is_whole: bool  # the row of the whole table
    group: int  # which group of columns: one for each year, for example


def read_table(text: str, block: Block) -> tuple[list[Row], list[Line]]:
    """Rows whose columns are known by their headings, and the lines left to read.

    A table without such headings gives no rows; its lines are read like sentences.
    """
    table = [(line, _cells(text, line)) for line in block.lines]
    table = [(line, cells) for line, cells in table if not _is_rule(cells)]
    first = next((i for i, (_, cells) in enumerate(table) if _has_numbers(cells)), 0)
    if not 1 <= first <= _MOST_HEADINGS:
        return [], list(block.lines)
    headings = _headings([cells for _, cells in table[:first]])
    groups = _groups(headings)
    if not groups:
        return [], list(block.lines)
    rows, left = [], [line for line, _ in table[:first]]
    for line, cells in table[first:]:
        found = list(_rows(line, cells, groups, len(headings)))
        rows.extend(found)
        if not found:
            left.append(line)
    return rows, left


def _cells(text: str, line: Line) -> list[Cell]:
    """Cells of a row; bars at its ends are no cells."""
    cells, start = [], line.start
    edges = [match.span() for match in _EDGE.finditer(text, line.start, line.end)]
    for begin, end in [*edges, (line.end, line.end)]:
        raw = text[start:begin]
        lead = len(raw) - len(raw.lstrip())
        body = raw.strip()
        cells.append(Cell(body, start + lead, start + lead + len(body)))
        start = end
    if text[line.start] == "|":
        cells = cells[1:]
    return cells[:-1] if text[line.end - 1] == "|" else cells


def _is_rule(cells: list[Cell]) -> bool:
    """Whether a row only draws a line: "|---|---|"."""
    return all(_RULE.fullmatch(cell.text) for cell in cells)


def _has_numbers(cells: list[Cell]) -> bool:
    """Whether a row holds numbers behind its first cell, years aside."""
    return any(
        _NUMERIC.fullmatch(cell.text) and not re.fullmatch("(?:19|20)..", cell.text)
        for cell in cells[1:]
    )


def _headings(rows: list[list[Cell]]) -> list[str]:
    """Headings by column; where rows differ in length only the last one is sure."""
    width = len(rows[-1])
    alike = [row for row in rows if len(row) == width]
    columns = zip(*([cell.text for cell in row] for row in alike), strict=True)
    return [" ".join(dict.fromkeys(column)).lower() for column in columns]


def _groups(headings: list[str]) -> list[dict[Role, int]]:
    """Columns that belong together: women, total and share of one year."""
    groups: list[dict[Role, int]] = [{}]
    for column, heading in enumerate(headings):
        role = _role(heading) if column else None
        if role is None:
            continue
        if role in groups[-1]:
            groups.append({})
        groups[-1][role] = column
    return [group for group in groups if _is_known(group)]


def _is_known(group: dict[Role, int]) -> bool:
    return Role.WOMEN in group and (Role.TOTAL in group or Role.MEN in group)


def _role(heading: str) -> Role | None:
    women, men = _WOMEN.search(heading), _MEN.search(heading)
    if _SHARE.search(heading):
        return None if men else Role.SHARE
    if women or men:
        both = women and men
        return None if both else Role.WOMEN if women else Role.MEN
    return Role.TOTAL if _TOTAL.search(heading) else None


def _rows(
    line: Line, cells: list[Cell], groups: list[dict[Role, int]], width: int
) -> Iterator[Row]:
    if len(cells) != width:
        return
    label = cells[0].text
    is_whole = _WHOLE.match(label.lower()) is not None
    for number, group in enumerate(groups):
        counts = _counts(cells, group)
        if counts is None:
            continue
        hedge, printed = "", None
        if Role.SHARE in group:
            hedge, printed = _percentage(cells[group[Role.SHARE]].text)
        used = [cells[column] for column in group.values()]
        yield Row(
            line,
            label,
            *counts,
            printed,
            hedge,
            start=min(cell.start for cell in used),
            end=max(cell.end for cell in used),
            is_whole=is_whole,
            group=number,
        )


def _counts(cells: list[Cell], group: dict[Role, int]) -> tuple[int, int] | None:
    women = _count(cells[group[Role.WOMEN]].text)
    if Role.TOTAL in group:
        total = _count(cells[group[Role.TOTAL]].text)
    else:
        men = _count(cells[group[Role.MEN]].text)
        total = None if men is None or women is None else women + men
    if women is None or not total:
        return None
    return women, total


def _count(text: str) -> int | None:
    match = _COUNT.fullmatch(text)
    if match is None or not match[1][-1].isdecimal():
        return None
    number = read_run(match[1])[0]
    return number.women if number.meaning & lex.COUNT else None


def _percentage(text: str) -> tuple[str, Percentage | None]:
    """A share as a cell prints it: "30,8", "30,8%", "gần 45%"."""
    match = _PERCENT.fullmatch(text)
    if match is None or not match[2][-1].isdecimal():
        return "", None
    hedge = match[1].lower()
    if hedge and hedge not in HEDGES:
        return "", None
    try:
        printed = parse_percentage(match[2])
    except ValueError:
        return "", None
    is_fraction = not match[3] and printed.digits and printed.value * 100 <= 1
    if is_fraction:
        return "", None
    return hedge, Percentage(match[2] + "%", printed.value, printed.digits)


def by_whole(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each row of the whole table with the rows of its parts."""
    for group in sorted({row.group for row in rows}):
        own = [row for row in rows if row.group == group]
        wholes = [row for row in own if row.is_whole]
        parts = [row for row in own if not row.is_whole]
        if len(wholes) == 1 and len(parts) >= _FEWEST_ROWS and not _is_nested(parts):
            yield wholes[0], parts


def _is_nested(rows: list[Row]) -> bool:
    """Whether some rows are parts of others: "I", "1.1", "trong đó"."""
    return any(_NESTED.match(row.label.lower()) for row in rows)
