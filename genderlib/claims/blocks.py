"""Lines of a text put together: paragraphs, list items and tables.

Text from a page or a PDF breaks its lines where the paper ends. A line goes on in the
next one unless it ends a sentence, or the next one starts like a new thought.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from genderlib.claims import lexicon as lex

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM = re.compile(r"\s*(?:[-+*•–—▪●○✓]|\(?[0-9ivx]{1,3}[.)]\s|[a-zđ][.)]\s)")
_COLUMNS = re.compile(r" {2,}|\t|\|")
_LONG_LINE = 50  # characters; a shorter line ends where its writer ended it
_LEADS_ON = lex.LINK | lex.HEDGE | lex.OF | lex.AND
_WOMEN = re.compile(r"\bnữ\b|\bwom[ae]n\b|\bfemale", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line's number and its place in the text, without the white space around it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read together.

    Attributes
    ----------
    lines : tuple of Line
    starts : tuple of int
        Where the lines begin.
    is_table : bool
        Whether each line is a row.
    follows : bool
        Whether it stands right under the block before, without an empty line.
    is_heading : bool
        Whether it introduces what comes next: short, and without a stop.
    names_women : bool
        Whether women are named in it.
    """

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    is_table: bool
    follows: bool
    is_heading: bool
    names_women: bool

    @property
    def start(self) -> int:
        """Where the block begins in the text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the block ends in the text."""
        return self.lines[-1].end

    def line_of(self, place: int) -> int:
        """Number of the line that a place of the text stands in."""
        return self.lines[max(0, bisect_right(self.starts, place) - 1)].number


def split_blocks(text: str) -> Iterator[Block]:
    """Paragraphs, list items and tables of a text, in order."""
    waiting: list[Line] = []
    follows = is_empty_between = False
    for line in _lines(text):
        if line.start == line.end:
            is_empty_between = True
            continue
        if waiting and (is_empty_between or not _goes_on(text, waiting[-1], line)):
            yield _block(text, waiting, follows=follows)
            follows = not is_empty_between
            waiting = []
        waiting.append(line)
        is_empty_between = False
    if waiting:
        yield _block(text, waiting, follows=follows)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        body = raw.strip(" \r\f\v\xa0")
        begin = start + raw.find(body) if body else start
        yield Line(number, begin, begin + len(body))
        start += len(raw) + 1


def _block(text: str, lines: list[Line], *, follows: bool) -> Block:
    start, end = lines[0].start, lines[-1].end
    is_table = _is_row(text, lines[0]) and _is_row(text, lines[-1])
    last = text[end - 1]
    is_heading = last == ":" or (last not in ".;!?…" and end - start < 2 * _LONG_LINE)
    names_women = _WOMEN.search(text, start, end) is not None
    starts = tuple(line.start for line in lines)
    return Block(tuple(lines), starts, is_table, follows, is_heading, names_women)


def _goes_on(text: str, line: Line, following: Line) -> bool:
    """Whether a line and the next one are one paragraph or one table."""
    rows = _is_row(text, line), _is_row(text, following)
    if any(rows):
        return all(rows)
    if text[line.end - 1] in ".:;!?…" or _ITEM.match(text, following.start):
        return False
    first = text[following.start]
    if first.islower() or first in "(%" or _is_cut_off(text, line):
        return True
    return line.end - line.start >= _LONG_LINE and first.isdecimal()


def _is_cut_off(text: str, line: Line) -> bool:
    """Whether a line ends where no thought ends: with a comma, "gần", "of the"."""
    if text[line.end - 1] == ",":
        return line.end - line.start >= _LONG_LINE
    words = text[max(line.start, line.end - 20) : line.end].lower().split()
    return bool(words and lex.meaning_of(words[-1]) & _LEADS_ON)


def _is_row(text: str, line: Line) -> bool:
    """Whether a line is a table's row: cells between tabs, bars or wide gaps."""
    marks = _COLUMNS.findall(text, line.start, line.end)
    has_bars = text[line.start] == "|" or "\t" in marks
    return has_bars or len(marks) >= 2
