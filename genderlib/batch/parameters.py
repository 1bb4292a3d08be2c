"""Parameters, held against the notebook before anything runs.

papermill runs a notebook with a misspelt parameter and says so in a log line only;
it also pastes a parameter's name into the notebook as code. So names and types are
compared first.
"""

from __future__ import annotations

import difflib
import logging
from typing import TYPE_CHECKING, Any

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Value = str | int | float | bool


class ParameterError(GenderlibError):
    """A parameter that the notebook does not know or cannot take."""


def notebook_parameters(notebook: Path) -> dict[str, str]:
    """Names and types of a notebook's parameters.

    Returns
    -------
    dict of str to str
        Name to type, for example ``{"year": "int"}``; "None" where untyped.

    Raises
    ------
    ParameterError
        If no cell is tagged `parameters`, or the notebook cannot be read.
    """
    from papermill import inspect_notebook

    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        found: dict[str, dict[str, Any]] = inspect_notebook(str(notebook))
    except (OSError, ValueError) as error:
        raise ParameterError(f"{notebook}: not a notebook: {error}") from error
    if not found:
        raise ParameterError(
            f"{notebook}: no cell is tagged `parameters`, so the notebook cannot be "
            "told what to render.\nTag the cell that sets organisation, year, language "
            "and audience."
        )
    return {name: str(facts["inferred_type_name"]) for name, facts in found.items()}


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
        elif known[name] not in ("None", type(value).__name__):
            problems.append(
                f"{name} is {known[name]}, not {type(value).__name__} {value!r}"
            )
    if problems:
        names = ", ".join(f"{name} ({kind})" for name, kind in known.items())
        raise ParameterError(
            f"{notebook.name}: " + "; ".join(problems) + f"\nIts parameters: {names}."
        )


def parse_parameter(known: Mapping[str, str], text: str) -> tuple[str, Value]:
    """Read ``name=value`` as the type the notebook declares.

    Raises
    ------
    ParameterError
        If there is no `=`, or the value is not of the declared type.
    """
    name, separator, value = text.partition("=")
    if not separator or not name.isidentifier():
        raise ParameterError(f"--parameter {text}: write it as name=value")
    kind = known.get(name, "str")
    try:
        return name, _READERS.get(kind, str)(value)
    except ValueError as error:
        raise ParameterError(f"{name} is {kind}, not {value!r}") from error


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
