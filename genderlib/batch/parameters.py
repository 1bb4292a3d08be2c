"""Parameters, held against the notebook before anything runs.

papermill runs a notebook with a misspelt parameter and says so in a log line only; it
pastes a parameter's name into the notebook as code; and its own reading of the cell
takes a `#` inside a text for a comment. So the cell is read here, as the Python it is.
"""

from __future__ import annotations

import ast
import difflib
import json
from typing import TYPE_CHECKING, Any, Final

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Value = str | int | float | bool

TAG: Final = "parameters"
UNTYPED: Final = "any type"


class ParameterError(GenderlibError):
    """A notebook without parameters, or one it does not know or cannot take."""


def notebook_parameters(notebook: Path) -> dict[str, str]:
    """Names and types of a notebook's parameters.

    Returns
    -------
    dict of str to str
        Name to type, for example ``{"year": "int"}``: the one that is declared, else
        that of the value.

    Raises
    ------
    ParameterError
        If the file is not a notebook, or not one code cell is tagged `parameters`.
    """
    tagged = [c for c in _cells(notebook) if TAG in c["metadata"].get("tags", [])]
    # papermill takes the first, of whatever kind; others would undo what it sets.
    if [cell["cell_type"] for cell in tagged] != ["code"]:
        raise ParameterError(
            f"{notebook.name}: {len(tagged) or 'no'} cells are tagged `{TAG}`, so it "
            "cannot be told what to render\nTag one code cell, the one that sets "
            "organisation, year, language and audience."
        )
    return _declared(notebook, "".join(tagged[0].get("source", "")))


def _cells(notebook: Path) -> list[dict[str, Any]]:
    """Cells of a file that is a notebook of today's format."""
    try:
        content = json.loads(notebook.read_bytes())
        if content["nbformat"] == 4:
            return [{"metadata": {}, **cell} for cell in content["cells"]]
    except (OSError, ValueError) as error:
        raise _not_a_notebook(notebook, str(error)) from error
    except (KeyError, TypeError) as error:
        raise _not_a_notebook(notebook, "it has no cells") from error
    raise _not_a_notebook(notebook, f"its format is {content['nbformat']}, not 4")


def _not_a_notebook(notebook: Path, reason: str) -> ParameterError:
    return ParameterError(
        f"{notebook.name}: not a notebook: {reason}\n"
        "Save it from JupyterLab, or name another with --notebook."
    )


def _declared(notebook: Path, source: str) -> dict[str, str]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise ParameterError(
            f"{notebook.name}: the cell tagged `{TAG}` is not plain Python: "
            f"{error.msg} (line {error.lineno})\nLeave only lines such as "
            "`year: int = 2020` in it."
        ) from error
    return {
        target.id: kind
        for statement in statements
        for target, kind in _targets(statement)
        if isinstance(target, ast.Name)
    }


def _targets(statement: ast.stmt) -> Iterable[tuple[ast.expr, str]]:
    """What a statement sets, with the type."""
    if isinstance(statement, ast.AnnAssign):
        # A type may be written as text.
        return [(statement.target, ast.unparse(statement.annotation).strip("'"))]
    if isinstance(statement, ast.Assign):
        kind = _type_of(statement.value)
        return [(target, kind) for target in statement.targets]
    return []


def _type_of(value: ast.expr) -> str:
    try:
        return type(ast.literal_eval(value)).__name__
    except ValueError:
        return UNTYPED


def check_parameters(
    notebook: Path, known: Mapping[str, str], given: Mapping[str, Value]
) -> None:
    """Refuse parameters that the notebook does not name or whose type differs.

    Raises
    ------
    ParameterError
        With every unknown name, its nearest known one, and every wrong type.
    """
    problems = []
    for name, value in given.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            problems.append(f"it has no parameter {name!r}{hint}")
        elif known[name] not in (UNTYPED, type(value).__name__):
            problems.append(f"{name} is {known[name]}, not {value!r}")
    if problems:
        names = ", ".join(f"{name} ({kind})" for name, kind in known.items())
        raise ParameterError(
            f"{notebook.name}: " + "; ".join(problems) + f"\nIts parameters: {names}."
        )


def parse_parameters(
    known: Mapping[str, str], texts: Iterable[str]
) -> dict[str, Value]:
    """Read ``name=value`` as the types the notebook declares.

    Raises
    ------
    ParameterError
        If there is no `=`, a value is not of the declared type, or a name comes twice.
    """
    parsed: dict[str, Value] = {}
    for text in texts:
        name, separator, value = text.partition("=")
        if not separator or not name.isidentifier():
            raise ParameterError(f"-p {text}: write it as name=value")
        if name in parsed:
            raise ParameterError(f"-p {text}: {name} is set twice")
        parsed[name] = _read(name, known.get(name, "str"), value)
    return parsed


def _read(name: str, kind: str, value: str) -> Value:
    try:
        return _READERS.get(kind, str)(value)
    except ValueError as error:
        raise ParameterError(f"-p {name}: it is {kind}, not {value!r}") from error


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


_READERS: dict[str, Callable[[str], Value]] = {
    "int": int,
    "float": float,
    "bool": _boolean,
    "str": str,
}
