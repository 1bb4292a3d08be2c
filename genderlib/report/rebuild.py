"""A report made again from the data, without a kernel and without trusting a page.

Sentences and the calls `review.table("norms")` say all a report shows. They are read
from the notebook and carried out here; any other code is not, so that verifying a
report never runs what somebody wrote into a notebook.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import nbformat
from nbformat import NotebookNode

from genderlib.errors import GenderlibError
from genderlib.report.contents import Contents
from genderlib.report.editions import FIRST
from genderlib.report.exporter import GenderReviewExporter
from genderlib.report.facts import report_facts
from genderlib.text.languages import LANGUAGES
from genderlib.text.prose import ProseError

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.report.editions import Edition
    from genderlib.review import Review

_MAGIC = "%%prose "
# Cells that only prepare: nothing of them is shown.
_QUIET_TAGS = frozenset({"parameters", "injected-parameters", "setup"})
# What nbformat raises for JSON that is no notebook.
_UNREADABLE = (ValueError, LookupError, AttributeError, TypeError)
# Stands in a page where a cell cannot be made again.
GAP = "cannot-be-made-again"
# How the setup cell opens the data: `genderlib.open_review(...)`.
_OPENER = re.compile(r"\bgenderlib\.(open_\w+)\(")
OPEN_REVIEW = "open_review"
_SHOWN = frozenset({"summary", "reviewer_box", "table", "chart", "figures"})


class NotebookError(GenderlibError):
    """A file that is no notebook."""


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


class Prose(NamedTuple):
    """Sentences of a cell, in one language."""

    language: str
    text: str
    where: str


class Call(NamedTuple):
    """A table, chart or box that a cell shows."""

    method: str
    arguments: tuple[Any, ...]


class Code(NamedTuple):
    """A cell that only running it can tell about."""

    number: int
    source: str


Step = Prose | Call | Code


@dataclass(frozen=True)
class Script:
    """What a notebook shows, in order; none of its code is run.

    Parameters
    ----------
    steps : tuple of Prose, Call or Code
        One a cell.
    opener : str
        The function that opens the data, as the setup cell names it.
    """

    steps: tuple[Step, ...]
    opener: str = OPEN_REVIEW

    def page(self, review: Review, edition: Edition = FIRST) -> str:
        """The page for one review, the same as `genderlib render` writes.

        Parameters
        ----------
        review : Review
            Freshly opened.
        edition : Edition
            What the report says of its own version.

        Raises
        ------
        RebuildError
            If a cell is neither prose nor a call of the review.
        ProseError
            If a sentence cannot be filled in from the data.
        """
        outputs = (_output(step, review) for step in self.steps)
        return _exporter().page([o for o in outputs if o], edition)

    def page_with_gaps(
        self, review: Review, ending: Review, edition: Edition = FIRST
    ) -> tuple[str, list[str]]:
        """The page with a mark in the place of what cannot be made again.

        Parameters
        ----------
        review : Review
            Freshly opened.
        ending : Review
            Its ledger holds the figures of the last cell, the table of figures.
        edition : Edition
            What the report says of its own version.

        Returns
        -------
        tuple of str and list of str
            The page, and for each mark what stood in the way.
        """
        outputs, obstacles = [], []
        for step in self.steps[:-1]:
            try:
                outputs.append(_output(step, review))
            except (RebuildError, ProseError) as error:
                outputs.append(_shown({"text/html": f'<div class="{GAP}"></div>'}))
                obstacles.append(str(error).partition("\n")[0])
        for figure in review.ledger:
            ending.ledger.record(figure)
        outputs += [_output(step, ending) for step in self.steps[-1:]]
        return _exporter().page([o for o in outputs if o], edition), obstacles


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
    return read_script(notebook).page(review)


def read_script(notebook: Path) -> Script:
    """Read what a notebook shows.

    Raises
    ------
    NotebookError
        If it is no notebook.
    """
    try:
        cells = nbformat.read(notebook, as_version=4).cells
        steps = [step_of(cell, number) for number, cell in enumerate(cells, start=1)]
    except (OSError, nbformat.ValidationError, *_UNREADABLE) as error:
        raise NotebookError(f"{notebook.name}: it is no notebook: {error}") from error
    return Script(tuple(step for step in steps if step), _opener(cells))


def _opener(cells: list[Any]) -> str:
    setup = (c.source for c in cells if "setup" in c.metadata.get("tags", []))
    found = _OPENER.search("\n".join(setup))
    return found[1] if found else OPEN_REVIEW


def step_of(cell: Any, number: int) -> Step | None:
    """What one cell shows; None for a cell that only prepares, or is a note.

    Parameters
    ----------
    cell : NotebookNode
    number : int
        From 1.
    """
    source = cell.source.strip()
    quiet = _QUIET_TAGS.intersection(cell.metadata.get("tags", []))
    if cell.cell_type != "code" or not source or quiet:
        return None
    known = _prose(source, number) if source.startswith(_MAGIC) else _call(source)
    return known or Code(number, source.splitlines()[0])


def _prose(source: str, number: int) -> Prose | None:
    head, _, text = source.partition("\n")
    language = head.removeprefix(_MAGIC).strip()
    return Prose(language, text, f"cell {number}") if language in LANGUAGES else None


def _call(source: str) -> Call | None:
    """The one call a cell may hold: a method that shows, with written-out arguments."""
    try:
        call = ast.parse(source, mode="eval").body
        method = _method(call)
        if method is not None and isinstance(call, ast.Call) and not call.keywords:
            return Call(method, tuple(map(ast.literal_eval, call.args)))
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    return None


def _method(call: ast.expr) -> str | None:
    """`table` for ``review.table(...)``; None for anything else."""
    target = call.func if isinstance(call, ast.Call) else None
    if not isinstance(target, ast.Attribute) or target.attr not in _SHOWN:
        return None
    owner = target.value
    return target.attr if isinstance(owner, ast.Name) and owner.id == "review" else None


def _output(step: Step, review: Review) -> NotebookNode | None:
    """What Jupyter would record of a cell; None where it shows nothing."""
    if isinstance(step, Code):
        raise RebuildError(*step)
    if isinstance(step, Prose):
        if step.language != review.language:
            return None
        return _shown({"text/markdown": str(review.prose(step.text, where=step.where))})
    shown = getattr(review, step.method)(*step.arguments)
    if shown is None:
        return None
    if hasattr(shown, "_repr_mimebundle_"):
        return _shown(*shown._repr_mimebundle_())
    return _shown({"text/html": shown._repr_html_()})


def _shown(
    data: dict[str, str], metadata: dict[str, Any] | None = None
) -> NotebookNode:
    output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
    return NotebookNode(nbformat.from_dict(output))


class _Exporter(GenderReviewExporter):
    """The exporter's page without its caution, for outputs that were made just now.

    nbconvert copies and validates a notebook three times and the exporter looks at
    every fragment, because anybody may have written what they are given.
    """

    def page(self, outputs: list[NotebookNode], edition: Edition) -> str:
        """The page that shows these outputs."""
        cells = [
            nbformat.from_dict(
                {
                    "cell_type": "code",
                    "source": "",
                    "execution_count": number,
                    "metadata": {},
                    "outputs": [output],
                }
            )
            for number, output in enumerate(outputs, start=1)
        ]
        notebook = nbformat.from_dict({"cells": cells, "metadata": {}})
        facts = self._facts(cells, edition)
        return str(self.template.render(nb=notebook, resources=facts))

    def _facts(self, cells: list[NotebookNode], edition: Edition) -> dict[str, Any]:
        resources: dict[str, Any] = self._init_resources({})  # type: ignore[no-untyped-call]  # theirs
        report = report_facts(cells) | edition.facts
        resources |= {"report": report, "contents": Contents()}
        shown = ("code", "markdown", "raw", "unknown", "output")
        resources["global_content_filter"] = {f"include_{kind}": True for kind in shown}
        return resources

    def checked(self, html: str) -> str:  # type: ignore[override]  # a filter of the template
        """Pass on what a cell shows."""
        return html


@lru_cache(maxsize=1)
def _exporter() -> _Exporter:
    """Templates are read once."""
    return _Exporter()
