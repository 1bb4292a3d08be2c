"""Notebooks held against the rules of the house, cell by cell, without running them.

A report is prose and calls of the review: then every figure in it has its line in the
table of figures, and `genderlib verify` can make it again. The rules say so in words.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import nbformat
from jinja2 import TemplateSyntaxError

from genderlib.batch.parameters import ParameterError, notebook_parameters
from genderlib.data.notebooks import makes_reports
from genderlib.errors import GenderlibError
from genderlib.text.languages import LANGUAGES
from genderlib.text.prose import typed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PARAMETERS: Final = {
    "organisation": "str",
    "year": "int",
    "language": "str",
    "audience": "str",
}
MOST_LINES: Final = 12
TAGS: Final = ("parameters", "setup")

_MAGIC = re.compile(r"%%prose(?:[ \t]+(\S+))?[ \t]*(?:\n|\Z)")
_PARAMETER = re.compile(r"\w+: \w+ = .+?  # \S.*")
_HEADING = re.compile(r"^(#{1,6}) (.*)", re.MULTILINE)
_PATH = re.compile(r"[/\\~]|\.(?:csv|md|json|parquet|xlsx|ipynb|html)\b")
# What STYLE leaves to genderlib, where it is tested.
_LOGIC: Final = {
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "def",
    ast.ClassDef: "class",
    ast.Lambda: "lambda",
    ast.Try: "try",
    ast.With: "with",
    ast.For: "for",
    ast.While: "while",
    ast.If: "if",
}
_BARRED: Final = frozenset({"warnings", "open", "Path", "os", "sys"})
# What shows something that no figure of the ledger stands behind.
_SHOWS: Final = frozenset({"print", "display", "Markdown", "HTML", "SVG", "Image"})
# Doors to the counts that pass the ledger by.
_BEHIND: Final = frozenset({"tables", "definitions", "ledger", "record"})
_LOOKUPS: Final = frozenset({"citable", "norms_in_force"})


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken in one place.

    Parameters
    ----------
    notebook : str
        Path from the project folder.
    cell : int or None
        Number of the cell, from 1; None for the notebook as a whole.
    identifier : str
        Of the cell; empty for the notebook as a whole.
    problem : str
    cure : str
    line : int or None
        Line of the cell, from 1.
    """

    notebook: str
    cell: int | None
    identifier: str
    problem: str
    cure: str
    line: int | None = None

    def __str__(self) -> str:
        """What is wrong, where, and the cure, as the command line says it."""
        place = self.notebook
        if self.cell is not None:
            place += f", cell {self.cell} ({self.identifier})"
        if self.line is not None:
            place += f", line {self.line}"
        return f"{place}: {self.problem}\n  {self.cure}"


class Finding(NamedTuple):
    """What is wrong, the cure, and the line; where it is, the caller knows."""

    problem: str
    cure: str
    line: int | None = None


class UnreadableError(GenderlibError):
    """A file among the notebooks that is none."""


def read_cells(path: Path) -> list[Any]:
    """Cells of a notebook.

    Raises
    ------
    UnreadableError
        If the file is no notebook of today's format.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
        return [cell for cell in notebook.cells if cell.source is not None]
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableError(f"it is no notebook: {reason}") from error


def house_breaches(path: Path, shown: str, cells: list[Any]) -> list[Breach]:
    """Everything in a notebook that breaks a rule that needs no data.

    Parameters
    ----------
    path : Path
        The notebook.
    shown : str
        How it is named.
    cells : list
        Its cells, see `read_cells`.

    Returns
    -------
    list of Breach
        In the order of the cells. What it cites is held against the data elsewhere,
        see `genderlib.desk.citations`.
    """
    is_report = makes_reports(path) or any(_MAGIC.match(c.source) for c in cells)
    found = [
        Breach(shown, number, cell.get("id", ""), *finding)
        for number, cell in enumerate(cells, start=1)
        for finding in _of_cell(cell, is_report=is_report)
    ]
    if is_report:
        whole = [*_of_parameters(path), *_of_order(cells), *_of_twins(cells)]
        found += [Breach(shown, None, "", *finding) for finding in whole]
    return found


def _of_cell(cell: Any, *, is_report: bool) -> Iterator[Finding]:
    if cell.cell_type != "code":
        return
    if cell.outputs or cell.execution_count is not None:
        yield Finding(
            "its outputs are kept in the notebook",
            "Clear them: .venv/bin/nbstripout --keep-id FILE; after make git, git "
            "leaves them out by itself.",
        )
    magic = _MAGIC.match(cell.source)
    tags = cell.metadata.get("tags", [])
    if magic:
        yield from _of_prose(magic[1] or "", cell.source[magic.end() :])
    elif "parameters" in tags:
        yield from _of_parameter_lines(cell.source)
    else:
        yield from _of_code(cell.source, shows=is_report and "setup" not in tags)


def _of_prose(language: str, text: str) -> Iterator[Finding]:
    if language not in LANGUAGES:
        said = f"{language!r} is no language" if language else "its language is missing"
        yield Finding(said, "Write %%prose vi or %%prose en.", 1)
    try:
        numbers = typed_numbers(text)
    except TemplateSyntaxError as error:
        cure = "Check the braces, and that every if and for has its end."
        yield Finding(str(error), cure, error.lineno + 1)
        return
    for line, number in numbers:
        cure = "Cite it from the data, for example {{ party_committee | share }}."
        yield Finding(f"the number {number} is typed into the text", cure, line + 1)
    for level, heading in _HEADING.findall(text):
        if len(level) > 1 and not heading.rstrip().endswith("?"):
            cure = "Write the heading as the question that its section answers."
            yield Finding(f"the heading “{heading}” asks nothing", cure)


def _of_parameter_lines(source: str) -> Iterator[Finding]:
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() and not _PARAMETER.fullmatch(line.strip()):
            cure = "Write it as in: year: int = 2020  # reporting year"
            what = f"“{line.strip()}” lacks its type or its explanation"
            yield Finding(what, cure, number)


def _of_code(source: str, *, shows: bool) -> Iterator[Finding]:
    if (lines := len(source.splitlines())) > MOST_LINES:
        cure = "Move what it works out to genderlib, where it is tested."
        yield Finding(f"the cell has {lines} lines, more than {MOST_LINES}", cure)
    try:
        tree = ast.parse(re.sub(r"(?m)^[ \t]*[%!].*$", "pass", source))
    except SyntaxError as error:
        yield Finding(
            f"it is no Python: {error.msg}", "Correct the line.", error.lineno
        )
        return
    yield from _of_logic(tree)
    if shows:
        yield from _of_shown(tree)


def _of_logic(tree: ast.Module) -> Iterator[Finding]:
    cure = "Move it to genderlib, where it is tested; a cell only calls."
    for node in ast.walk(tree):
        word = _LOGIC.get(type(node))
        if isinstance(node, ast.Name) and node.id in _BARRED:
            word = node.id
        if word is not None:
            yield Finding(f"“{word}” has no place in a notebook", cure, _line(node))
        elif (path := _path(node)) is not None:
            what = f"the path “{path}” is written into the cell"
            yield Finding(what, "Let the review open its data.", _line(node))


def _path(node: ast.AST) -> str | None:
    """A text that names a file; None for anything else."""
    match node:
        case ast.Constant(value=str(text)) if _PATH.search(text):
            return text
    return None


def _line(node: ast.AST) -> int | None:
    return getattr(node, "lineno", None)


def _of_shown(tree: ast.Module) -> Iterator[Finding]:
    """Whether all a cell shows goes through the ledger."""
    ledger = (
        "Cite figures in a %%prose cell, or show review.table(...) or "
        "review.chart(...): what passes the ledger by has no source and cannot be "
        "verified."
    )
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for word in sorted(names & _SHOWS):
        yield Finding(f"{word} shows what no figure stands behind", ledger)
    parts = {n.attr: n for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    for part in sorted(_BEHIND & set(parts)):
        yield Finding(f".{part} takes counts past the ledger", ledger)
    for part in sorted(_LOOKUPS & set(parts)):
        yield Finding(f".{part}() is for looking up", "Delete the cell when done.")
    if not names & _SHOWS and not _LOOKUPS & set(parts):
        for statement in tree.body:
            if not _is_of_review(statement):
                what = "it shows or works out something that is not the review's"
                yield Finding(what, ledger, statement.lineno)


def _is_of_review(statement: ast.stmt) -> bool:
    """Whether a statement is a call such as `review.table("norms")`, or nothing."""
    if isinstance(statement, ast.Pass):
        return True
    if not isinstance(statement, ast.Expr):
        return False
    call = statement.value
    if isinstance(call, ast.Constant):
        return call.value is None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value
    return isinstance(owner, ast.Name) and owner.id == "review"


def _of_parameters(path: Path) -> Iterator[Finding]:
    try:
        known = notebook_parameters(path)
    except ParameterError as error:
        problem, _, cure = str(error).partition("\n")
        yield Finding(problem.partition(": ")[2], cure)
        return
    cure = f"It needs {', '.join(f'{n}: {k}' for n, k in PARAMETERS.items())}."
    for name, kind in PARAMETERS.items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            perhaps = f"; is it {near[0]}?" if near else ""
            yield Finding(f"the parameter {name} is missing{perhaps}", cure)
        elif known[name] != kind:
            yield Finding(f"the parameter {name} is {known[name]}, not {kind}", cure)


def _of_order(cells: list[Any]) -> Iterator[Finding]:
    tags = [tag for cell in cells for tag in cell.metadata.get("tags", [])]
    order = (
        "The order is: a question in Markdown, parameters, setup, sections, figures."
    )
    first = cells[0] if cells else None
    if first is None or first.cell_type != "markdown" or "?" not in first.source:
        yield Finding("it does not begin with the question it answers", order)
    if "setup" not in tags:
        cure = (
            "Tag the cell that opens the review: review = genderlib.open_review(...)."
        )
        yield Finding("no cell is tagged `setup`", cure)
    code = [c.source for c in cells if c.cell_type == "code" and c.source.strip()]
    if not code or code[-1].strip() != "review.figures()":
        cure = "End with review.figures(): figures in sentences lead there."
        yield Finding("it does not end with the table of figures", cure)
    names = Counter(cell.get("id") for cell in cells)
    for name in sorted(str(name) for name, times in names.items() if times > 1):
        cure = "Copy the cell in JupyterLab, which gives it a name of its own."
        yield Finding(f"several cells are called {name}", cure)


def _of_twins(cells: list[Any]) -> Iterator[Finding]:
    """Whether what is said in one language is said in the other, beside it."""
    spoken = [
        (cell.get("id", ""), match[1], cell.source)
        for cell in cells
        if cell.cell_type == "code" and (match := _MAGIC.match(cell.source))
    ]
    alone = set(range(len(spoken)))
    for first, second in pairwise(range(len(spoken))):
        if first in alone and [spoken[first][1], spoken[second][1]] == ["vi", "en"]:
            alone -= {first, second}
            yield from _same_headings(spoken[first], spoken[second])
    for at in sorted(alone):
        name, language, _ = spoken[at]
        if language in LANGUAGES:
            other = "en" if language == "vi" else "vi"
            what = f"cell {name} says in {language} what no cell beside it says in "
            cure = f"Add a %%prose {other} cell; the Vietnamese one stands first."
            yield Finding(what + other, cure)


def _same_headings(
    vi: tuple[str, str, str], en: tuple[str, str, str]
) -> Iterable[Finding]:
    levels = [[level for level, _ in _HEADING.findall(text)] for *_, text in (vi, en)]
    if levels[0] == levels[1]:
        return []
    cure = "Give both cells the same headings, each in its language."
    return [Finding(f"cells {vi[0]} and {en[0]} have different headings", cure)]
