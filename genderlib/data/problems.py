"""A problem found in a table, and how a list of them is told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    Parameters
    ----------
    file : str
        Path from the project folder.
    row : int or None
        Line in the file, the header being line 1; None for the file as a whole.
    column : str
        Column concerned; empty where several are, and for the file as a whole.
    value : str
        What stands in that column, or what the columns together say.
    message : str
        The rule that is broken, the same for every row that breaks it.
    cure : str
        What to do.
    label : str
        Whom the row is about, so that it is found without counting lines.
    """

    file: str
    row: int | None
    column: str
    value: str
    message: str
    cure: str
    label: str = ""


def format_problems(problems: Iterable[Problem]) -> str:
    """All problems as text, grouped by file and rule.

    Parameters
    ----------
    problems : iterable of Problem

    Returns
    -------
    str
        Per rule one line with the file and the rule, one line a row, and the cure.
    """
    ordered = sorted(problems, key=_group)
    return "\n".join(
        "\n".join(_rule_lines(list(same))) for _, same in groupby(ordered, key=_group)
    )


def _group(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.message, problem.cure


def _rule_lines(same: list[Problem]) -> list[str]:
    first = same[0]
    file = plain(first.file)
    rows = sorted((p for p in same if p.row is not None), key=lambda p: p.row or 0)
    whole = [p for p in same if p.row is None]
    if not rows:
        values = ", ".join(dict.fromkeys(show(p.value) for p in whole if p.value))
        found = f": {values}" if values else ""
        return [f"{file}: {first.message}{found}", f"  {first.cure}"]
    count = f"{len(rows)} row" + ("s" if len(rows) > 1 else "")
    lines = [_row_line(problem) for problem in rows]
    return [f"{file}: {first.message} in {count}", *lines, f"  {first.cure}"]


def _row_line(problem: Problem) -> str:
    who = f" ({show(problem.label)})" if problem.label else ""
    return f"  row {problem.row}{who}: {_found(problem)}"


def _found(problem: Problem) -> str:
    if not problem.column:
        return show(problem.value)
    if not problem.value:
        return f"{problem.column} is empty"
    return f'{problem.column} "{show(problem.value)}"'


def show(text: str) -> str:
    """Text cut to a readable length and made visible as `plain` does."""
    return plain(
        text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
    )


def plain(text: str) -> str:
    """Text in which what a terminal would obey, or cannot print, is made visible."""
    return "".join(
        char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text
    )
