"""The notebook's cells run in this process as a kernel runs them, only sooner.

IPython's own shell runs each cell, magics and display formatters included; only the
sockets and the second process of a kernel are left out. `test_shell.py` holds a page
made this way against one made by a kernel.
"""

from __future__ import annotations

import contextlib
import io
from types import ModuleType
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from traitlets.config import Config

from genderlib.report.exporter import GenderReviewExporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Publisher(DisplayPublisher):
    """Keeps what `display()` shows."""

    def publish(self, data: dict, metadata: dict | None = None, **_: Any) -> None:
        self.shell.shown.append(
            new_output("display_data", data=data, metadata=metadata or {})
        )


class _Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Nothing is printed."""

    def write_format_data(self, data: dict, metadata: dict | None = None) -> None:
        count = self.shell.execution_count
        self.shell.shown.append(
            new_output(
                "execute_result",
                data=data,
                metadata=metadata or {},
                execution_count=count,
            )
        )


class _Shell(InteractiveShell):
    """A shell that writes nothing to the user's folders and keeps every output."""

    def __init__(self) -> None:
        self.shown: list[Any] = []
        super().__init__(
            user_module=ModuleType("review_notebook"),
            display_pub_class=_Publisher,
            displayhook_class=_Hook,
            config=Config(HistoryManager={"enabled": False}),
        )

    def run(self, source: str) -> list[Any]:
        """Outputs of one cell; an error is raised."""
        self.shown = []
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            result = self.run_cell(source, store_history=True)
        result.raise_error()
        if printed.getvalue():
            self.shown.append(
                new_output("stream", name="stdout", text=printed.getvalue())
            )
        return self.shown


def run(project: Path, **parameters: object) -> nbformat.NotebookNode:
    """Run the project's notebook from its first cell to its last."""
    path = project / "notebooks" / "annual_review.ipynb"
    notebook = nbformat.read(path, as_version=4)
    with opened(project) as shell:
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            cell.outputs = shell.run(cell.source)
            cell.execution_count = shell.execution_count
            if "parameters" in cell.metadata.get("tags", []):
                shell.user_ns.update(parameters)
    return notebook


def page(project: Path, **parameters: object) -> str:
    """The report as HTML."""
    return GenderReviewExporter().from_notebook_node(run(project, **parameters))[0]


@contextlib.contextmanager
def opened(project: Path) -> Iterator[_Shell]:
    """A shell that works in a project folder.

    `display()` speaks to the one shell of the process, so it must be this one.
    """
    around = _Shell._instance
    _Shell.clear_instance()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDERLIB_ROOT", str(project))
        try:
            yield _Shell.instance()
        finally:
            _Shell.clear_instance()
            for shell in _Shell._walk_mro() if around else ():
                shell._instance = around
