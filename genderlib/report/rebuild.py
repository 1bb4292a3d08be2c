"""A report made again from the data, without a kernel and without trusting a page.

Sentences and the calls `review.table("norms")` say all a report shows. They are read
from the notebook and carried out here; any other code is not, so that verifying a
report never runs what somebody wrote into a notebook.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat.v4 import new_output

from genderlib.errors import GenderlibError
from genderlib.report.exporter import GenderReviewExporter
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.review import Review

_MAGIC = "%%prose "
# Cells that only prepare: nothing of them is shown.
_QUIET_TAGS = frozenset({"parameters", "injected-parameters", "setup"})
_SHOWN = frozenset({"summary", "reviewer_box", "table", "chart", "figures"})


class RebuildError(GenderlibError):
    """A cell that shows something only running it can tell.

    Parameters
    ----------
    cell : int
        The cell, counted from 1.
    source : str
        Its first line.
    """

    def __init__(self, cell: int, source: str) -> None:
        self.cell, self.source = cell, source
        super().__init__(
            f"cell {cell} ({source[:60]}) is neither prose nor a call of the review, "
            "so the report cannot be made again without running the notebook."
        )


def rebuild(notebook: Path, review: Review) -> str:
    """The page a notebook gives for a review.

    Parameters
    ----------
    notebook : Path
        The notebook; it is read, not run.
    review : Review
        One organisation, year and language, freshly opened.

    Returns
    -------
    str
        The same page as `genderlib render` writes.

    Raises
    ------
    RebuildError
        If a cell is neither prose nor a call of the review.
    ProseError
        If a sentence cannot be filled in from today's data.
    """
    node = nbformat.read(notebook, as_version=4)
    for number, cell in enumerate(node.cells, start=1):
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = _outputs(cell, number, review)
    page, _ = GenderReviewExporter().from_notebook_node(node)
    return str(page)


def _outputs(cell: Any, number: int, review: Review) -> list[Any]:
    source = cell.source.strip()
    if not source or _QUIET_TAGS.intersection(cell.metadata.get("tags", [])):
        return []
    if source.startswith(_MAGIC):
        return _prose(source, number, review)
    method, arguments = _call(source, number)
    shown = getattr(review, method)(*arguments)
    return [] if shown is None else [_displayed(shown)]


def _prose(source: str, number: int, review: Review) -> list[Any]:
    head, _, text = source.partition("\n")
    language = head.removeprefix(_MAGIC).strip()
    if language not in LANGUAGES:
        raise RebuildError(number, head)
    if language != review.language:
        return []
    markdown = str(review.prose(text, where=f"cell {number}"))
    return [new_output("display_data", {"text/markdown": markdown})]


def _call(source: str, number: int) -> tuple[str, list[Any]]:
    """The one call a cell may hold: a method that shows, with written-out arguments."""
    try:
        call = ast.parse(source, mode="eval").body
        method = _method(call)
        if method is not None and isinstance(call, ast.Call) and not call.keywords:
            return method, [ast.literal_eval(argument) for argument in call.args]
    except (SyntaxError, ValueError) as error:
        raise RebuildError(number, source.splitlines()[0]) from error
    raise RebuildError(number, source.splitlines()[0])


def _method(call: ast.expr) -> str | None:
    """`table` for ``review.table(...)``; None for anything else."""
    target = call.func if isinstance(call, ast.Call) else None
    if not isinstance(target, ast.Attribute) or target.attr not in _SHOWN:
        return None
    owner = target.value
    return target.attr if isinstance(owner, ast.Name) and owner.id == "review" else None


def _displayed(shown: Any) -> Any:
    """What Jupyter would record of an object a cell shows."""
    if hasattr(shown, "_repr_mimebundle_"):
        data, metadata = shown._repr_mimebundle_()
        return new_output("display_data", data, metadata=metadata)
    return new_output("display_data", {"text/html": shown._repr_html_()})
