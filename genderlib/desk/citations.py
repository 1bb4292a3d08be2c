"""What a notebook cites, held against the data of the year that it names."""

from __future__ import annotations

import ast
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import nbformat
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from genderlib.data import list_years
from genderlib.desk.house_rules import Breach
from genderlib.errors import GenderlibError
from genderlib.norms import rows
from genderlib.report.rebuild import Call, Prose, read_script, step_of
from genderlib.review.review import AUDIENCES
from genderlib.text.languages import LANGUAGES
from genderlib.text.prose import ProseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from genderlib.data import Project
    from genderlib.report.opening import Opener
    from genderlib.review import Review

_PARAMETERS: Final = "parameters"


class _Head(NamedTuple):
    """Which report a notebook makes when it is run by hand."""

    organisation: str
    year: str
    language: str
    audience: str


class _Cell(NamedTuple):
    """Where something is wrong."""

    notebook: str
    number: int
    identifier: str

    def breach(self, problem: str, cure: str, line: int | None = None) -> Breach:
        return Breach(*self, problem, cure, line)


def citation_breaches(
    project: Project, opener: Opener, path: Path, shown: str
) -> list[Breach]:
    """Names, figures, tables and charts of a notebook that are not there.

    Parameters
    ----------
    project : Project
    opener : Opener
        Of that project; it reads the tables of a year once for all notebooks.
    path : Path
        A notebook that `genderlib.desk.house_rules` can read.
    shown : str
        How it is named.

    Returns
    -------
    list of Breach
        In the order of the cells. The data are those that its parameters name; where
        there are none, the latest there are.
    """
    cells = nbformat.read(path, as_version=4).cells
    said = _parameters(cells)
    whose = _whose(project, said)
    if whose is None or not any(step_of(cell, 0) for cell in cells):
        return []
    opening = read_script(path).opener
    try:
        reviews: dict[str, Review] = {
            language: opener.open(
                opening, _Head(whose[0], str(whose[1]), language, _audience(said))
            )
            for language in LANGUAGES
        }
    except GenderlibError as error:
        problem = f"its data cannot be opened: {str(error).splitlines()[0]}"
        return [Breach(shown, None, "", problem, "Mend them: genderlib check.")]
    return [
        breach
        for number, cell in enumerate(cells, start=1)
        for breach in _of_cell(_Cell(shown, number, cell.get("id", "")), cell, reviews)
    ]


def _parameters(cells: Iterable[Any]) -> dict[str, Any]:
    """What the notebook sets when it is run by hand."""
    said: dict[str, Any] = {}
    for cell in cells:
        if _PARAMETERS in cell.metadata.get("tags", []):
            said |= dict(_assigned(cell.source))
    return said


def _whose(project: Project, said: Mapping[str, Any]) -> tuple[str, int] | None:
    """Organisation and year of the parameters, else the latest there are."""
    there = list_years(project)
    named = (said.get("organisation"), said.get("year"))
    found = (whose for whose in there if whose == named)
    return next(found, max(there, key=lambda one: one[1], default=None))


def _audience(said: Mapping[str, Any]) -> str:
    """The one named; a notebook that names none that there is has its own breach."""
    named = said.get("audience")
    return named if named in AUDIENCES else AUDIENCES[0]


def _assigned(source: str) -> Iterator[tuple[str, Any]]:
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # told by the rules that need no data
        return
    for statement in statements:
        match statement:
            case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                yield name, _literal(value)


def _literal(value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        return None


def _of_cell(at: _Cell, cell: Any, reviews: Mapping[str, Review]) -> Iterator[Breach]:
    step = step_of(cell, at.number)
    if isinstance(step, Prose):
        review = reviews[step.language]
        found = list(_unknown(at, step.text, review))
        yield from found or _unfilled(at, step.text, review)
    elif isinstance(step, Call):
        review = reviews[LANGUAGES[0]]
        try:
            getattr(review, step.method)(*step.arguments)
        except (ValueError, TypeError) as error:
            cure = "Show one of those there are."
            yield at.breach(f"review.{step.method}: {error}", cure)


def _unfilled(at: _Cell, text: str, review: Review) -> Iterator[Breach]:
    """What goes wrong when the sentences are filled in with this year's figures."""
    try:
        review.prose(text, where=at.notebook)
    except ProseError as error:
        line = None if error.line is None else error.line + 1
        yield at.breach(error.problem, error.cure, line)


def _unknown(at: _Cell, text: str, review: Review) -> Iterator[Breach]:
    """Names and forms there are not, also where this year's data do not lead."""
    environment = Environment(autoescape=True)
    try:
        syntax = environment.parse(text)
    except TemplateSyntaxError:
        return  # told by the rules that need no data
    known_filters = {*review.filters, *environment.filters}
    used = list(syntax.find_all(nodes.Filter))
    # Jinja2 lists the names only of sentences whose filters it knows.
    environment.filters |= dict.fromkeys((node.name for node in used), str)
    known = _known(review)
    asked = {test.node.name for test in _tests(syntax)}
    for name in sorted(meta.find_undeclared_variables(syntax) - known - asked):
        problem = f"{name} is no name in these data"
        yield at.breach(problem, _nearest(name, known), _line(syntax, name))
    for node in used:
        if node.name not in known_filters:
            problem = f"{node.name} is no form of a figure"
            cure = _nearest(node.name, known_filters)
            yield at.breach(problem, cure, node.lineno + 1)


def _tests(syntax: nodes.Template) -> Iterator[Any]:
    """Names of which a sentence asks whether they are there."""
    for test in syntax.find_all(nodes.Test):
        if test.name in ("defined", "undefined") and isinstance(test.node, nodes.Name):
            yield test


def _line(syntax: nodes.Template, name: str) -> int | None:
    lines = [n.lineno for n in syntax.find_all(nodes.Name) if n.name == name]
    return min(lines) + 1 if lines else None


def _known(review: Review) -> set[str]:
    """Names of this year, and those another year may have."""
    tables = review.tables
    groups = {str(row["group"]) for row in rows(tables.groups)}
    norms = {str(row["norm"]) for row in rows(tables.norms)}
    return {*review.names, *groups, *norms, "loop"}


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), 1)
    if near:
        return f"Did you mean {near[0]}?"
    return "review.citable() lists what there is; press Tab inside {{ }}."
