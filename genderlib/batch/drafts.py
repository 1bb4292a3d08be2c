"""A draft: a section that fails is marked in its place, and the rest is shown."""

from __future__ import annotations

from typing import Any, Final

from genderlib.text.languages import choose
from genderlib.text.markup import escape

# Cells without which there is no report at all, not even a draft.
_ESSENTIAL: Final = frozenset({"parameters", "injected-parameters", "setup"})
_METADATA: Final = "genderlib"


def can_fail(notebook: Any, cell: Any) -> bool:
    """Whether a draft can be made without what a cell shows.

    Parameters
    ----------
    notebook : NotebookNode
    cell : NotebookNode
        One of its cells.

    Returns
    -------
    bool
        False for the cells that open the review and for the last one, the table of
        figures, from which the page takes its title and facts.
    """
    last = [c for c in notebook.cells if c.cell_type == "code"][-1]
    tags = set(cell.metadata.get("tags", []))
    # By its text: papermill runs copies of the cells.
    return cell.source != last.source and not tags & _ESSENTIAL


def mark_failure(cell: Any, problem: str, heading: str, language: str) -> None:
    """Let a cell show that it failed, and why, in place of what it would show.

    Parameters
    ----------
    cell : NotebookNode
        It is changed.
    problem : str
        What happened, as told on the command line.
    heading : str
        The first line of the cell.
    language : {"vi", "en"}
    """
    from nbformat.v4 import new_output

    words = choose(
        language,
        vi="Phần này chưa làm được",
        en="This section could not be made",
    )
    lines = "<br>\n".join(escape(line.strip()) for line in problem.splitlines())
    html = (
        '<aside class="failure" role="note">\n'
        f"<p><strong>{words}: {escape(heading)}</strong></p>\n"
        f"<p>{lines}</p>\n</aside>"
    )
    cell.outputs = [new_output("display_data", {"text/html": html})]


def mark_draft(notebook: Any) -> None:
    """Let the page say on every sheet that it is a draft; the template reads this."""
    notebook.metadata[_METADATA] = {"draft": True}
