"""Sentences in a language that a report is not in: read, and not sent to the kernel.

A notebook holds every sentence twice, and a kernel would answer for each that it has
nothing to show; half of what a kernel and its client say to each other is saved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genderlib.text.languages import LANGUAGES
from genderlib.text.prose import ProseError, check_prose

if TYPE_CHECKING:
    from collections.abc import Mapping

TAG: Final = "other-language"
"""What nbclient is told to look for."""

_MAGIC: Final = re.compile(r"%%prose (?P<language>[a-z]+)\s*")
_PASSED_ON: Final = re.compile(r"\blanguage\s*=\s*language\b")


def set_aside(notebook: Any, parameters: Mapping[str, object]) -> None:
    """Mark sentences that the report will not show.

    Those in which a number is typed, or whose braces do not match, are not marked: the
    kernel tells of them. Nothing is marked in a notebook that does not open its report
    in the language it is asked for.

    Parameters
    ----------
    notebook : NotebookNode
        It is changed.
    parameters : mapping
        Checked parameters.
    """
    language = parameters.get("language")
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    if language not in LANGUAGES or not any(map(_PASSED_ON.search, sources)):
        return
    for cell in notebook.cells:
        if cell.cell_type == "code" and _is_other(cell.source, str(language)):
            cell.metadata.tags = [*cell.metadata.get("tags", []), TAG]


def _is_other(source: str, language: str) -> bool:
    magic, _, sentences = source.partition("\n")
    found = _MAGIC.fullmatch(magic)
    if not found or found["language"] not in LANGUAGES or not sentences.strip():
        return False
    try:
        check_prose(f"{sentences}\n", where=magic)
    except ProseError:
        return False
    return found["language"] != language


def is_set_aside(cell: Any) -> bool:
    """Whether a cell was marked."""
    return TAG in cell.metadata.get("tags", [])


def take_back(notebook: Any) -> None:
    """Remove the marks, and number the cells as if each had been run.

    A sentence in the other language shows nothing where it is run, too.
    """
    run = [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]
    if not any(map(is_set_aside, run)):
        return
    for number, cell in enumerate(run, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
        if tags := [t for t in cell.metadata.pop("tags", []) if t != TAG]:
            cell.metadata.tags = tags
