"""One notebook run by papermill in a real kernel, and told on where it stopped."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from genderlib import errors
from genderlib.batch.drafts import can_fail, mark_draft, mark_failure
from genderlib.batch.environment import KERNEL, install_kernel
from genderlib.batch.setting_aside import TAG, is_set_aside, set_aside, take_back
from genderlib.data.reads import noted
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papermill.exceptions import PapermillExecutionError

    from genderlib.batch.parameters import Value

START_TIMEOUT: Final = 60
"""Longest time for a kernel to start. [seconds]"""

# A socket is a path of at most 103 bytes on macOS, 107 on Linux; "-5" is added to it.
_LONGEST_SOCKET: Final = 100
_CLIENT: Final = "genderlib.batch.answering.PromptClient"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_RUN = re.compile(r"Cell In\[([1-9]\d*)\]")
_TITLE: Final = "Traceback (most recent call last)"
_LAST_LINES: Final = 6
_LONGEST_HEADING: Final = 60
# Errors of ours whose message names place and cure; a traceback would only hide them.
_TELLS_ALL: Final = {"ProseError", "UnknownFigureError"} | {
    name for name in vars(errors) if name.endswith("Error")
}


class ExecutionError(GenderlibError):
    """A notebook that did not run to its end.

    Parameters
    ----------
    notebook : str
        Its name.
    cell : int or None
        The cell, counted from 1 as in the notebook; None before the first.
    heading : str
        The first line of that cell.
    problem : str
        What happened, with the last lines of the error.
    """

    def __init__(
        self, notebook: str, cell: int | None, heading: str, problem: str
    ) -> None:
        self.notebook, self.cell, self.heading = notebook, cell, heading
        self.problem = problem
        place = notebook if cell is None else f"{notebook}, cell {cell} ({heading})"
        super().__init__(f"{place}: {problem}")


def execute(
    notebook: Path,
    parameters: Mapping[str, Value],
    *,
    root: Path,
    timeout: int,
    draft: bool = False,
    warm: bool = False,
) -> tuple[Any, dict[str, str]]:
    """Run a notebook in a fresh kernel and a temporary folder.

    Parameters
    ----------
    notebook : Path
        The notebook; it is only read.
    parameters : mapping
        Checked parameters.
    root : Path
        The project folder the notebook reads its tables from.
    timeout : int
        Longest time for one cell. [seconds]
    draft : bool
        Let a cell that raises show its failure in place of what it would show.
    warm : bool
        Fork the kernel from a process that has imported everything.

    Returns
    -------
    notebook : nbformat.NotebookNode
        The executed notebook, every cell of it.
    reads : dict of str to str
        What it read, see `genderlib.data.reads`.

    Raises
    ------
    ExecutionError
        If a cell raises, ends the kernel, runs too long, or is not reached.

    Notes
    -----
    Needs the variables of `genderlib.batch.environment`, which the worker has.
    """
    import nbformat

    source = nbformat.read(notebook, as_version=4)
    set_aside(source, parameters)
    language = str(parameters.get("language", "en")) if draft else ""
    progress = _Progress(source, notebook.name, draft_in=language)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        reads = install_kernel(Path(folder), root, notebook, warm=warm)
        executed = _run(progress, source, parameters, folder, timeout)
        read = noted(reads)
    progress.check_complete(executed)
    take_back(executed)
    _join_streams(executed)
    if draft:
        mark_draft(executed)
    return executed, read


class _Progress:
    """Which cell is being run, counted as in the notebook the analyst sees."""

    def __init__(self, notebook: Any, name: str, *, draft_in: str = "") -> None:
        self.name, self.notebook, self.draft_in = name, notebook, draft_in
        self.cell: int | None = None
        self.heading = ""
        self._order: list[int] = []
        tags = [cell.metadata.get("tags", []) for cell in notebook.cells]
        # papermill adds a cell after this one, or replaces the one it added before.
        self._added_after = next(i for i, t in enumerate(tags) if "parameters" in t)
        if any("injected-parameters" in tagged for tagged in tags):
            self._added_after = len(tags)

    def started(self, cell: Any, cell_index: int) -> None:
        """Called by nbclient before each cell."""
        self.cell = cell_index + (0 if cell_index > self._added_after else 1)
        self.heading = _heading(cell.source)
        is_run = cell.cell_type == "code" and not is_set_aside(cell)
        if is_run and cell.source.strip():
            self._order.append(self.cell)

    def executed(
        self, cell: Any, cell_index: int, execute_reply: Mapping[str, Any]
    ) -> None:
        """Called by nbclient after each cell.

        A kernel that was told to quit() answers for a while, so that some of the
        cells that follow run and some do not, without any error.
        """
        del cell_index
        payload = execute_reply["content"].get("payload", [])
        if any(item.get("source") == "ask_exit" for item in payload):
            raise self.error("it ends the kernel, so the cells after it may not run")
        if self.draft_in:
            self._mark(cell)

    def _mark(self, cell: Any) -> None:
        """Show a failure in its place, where the report can do without the cell."""
        for output in cell.outputs:
            if output.output_type == "error":
                error = self.raised(output)
                if not can_fail(self.notebook, cell):
                    raise error
                mark_failure(cell, error.problem, self.heading, self.draft_in)
                return

    def check_complete(self, notebook: Any) -> None:
        """Every cell must have been run: to papermill `sys.exit(0)` is no error."""
        for cell in notebook.cells:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if cell.execution_count is None and not is_set_aside(cell):
                raise self.error(
                    "it ends the notebook, so the cells after it did not run"
                )

    def error(self, problem: str) -> ExecutionError:
        """What stopped the notebook, with the cell that was being run."""
        return ExecutionError(self.name, self.cell, self.heading, problem)

    def raised(self, error: PapermillExecutionError | Any) -> ExecutionError:
        """An error of ours as it is; of others its last lines too."""
        message = _COLOUR.sub("", f"{error.ename}: {error.evalue}")
        if error.ename in _TELLS_ALL:
            return self.error(str(error.evalue))
        trace = _COLOUR.sub("", "\n".join(error.traceback)).splitlines()
        lines = [line for line in trace if line.strip(" -") and line not in message]
        last = [_RUN.sub(self._cell_of, line) for line in lines if _TITLE not in line]
        return self.error("\n  ".join([message, *last[-_LAST_LINES:]]))

    def _cell_of(self, run: re.Match[str]) -> str:
        """A cell by its number in the notebook instead of the number of its run."""
        number = int(run[1])
        known = number <= len(self._order)
        return f"Cell {self._order[number - 1]}" if known else run[0]


def _run(
    progress: _Progress,
    notebook: Any,
    parameters: Mapping[str, Value],
    folder: str,
    timeout: int,
) -> Any:
    from nbclient.exceptions import CellTimeoutError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    try:
        return execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            kernel_name=KERNEL,
            language="python",
            cwd=folder,
            progress_bar=False,
            start_timeout=START_TIMEOUT,
            execution_timeout=timeout,
            # What a cell showed may arrive after its end where a machine is busy.
            iopub_timeout=timeout,
            # A kernel has nothing to save: asking it to leave takes half a second, and
            # one that does not listen six.
            shutdown_kernel="immediate",
            record_timing=False,
            # Nothing is saved on the way.
            autosave_cell_every=0,
            allow_errors=bool(progress.draft_in),
            skip_cells_with_tag=TAG,
            on_cell_start=progress.started,
            on_cell_executed=progress.executed,
            config=_kernels_of(folder),
        )
    except PapermillExecutionError as error:
        raise progress.raised(error) from error
    except CellTimeoutError as error:
        raise progress.error(
            f"it ran longer than {timeout} seconds and was stopped\n"
            "Give it more time with --timeout."
        ) from error
    # nbclient says so when a kernel ends early, with a class of its own or without.
    except RuntimeError as error:
        not_started = f"the kernel did not start: {error}"
        ended = "the kernel ended while it ran" if progress.cell else not_started
        raise progress.error(ended) from error


def _join_streams(notebook: Any) -> None:
    """What a cell printed arrives in pieces cut by the clock: make it one.

    nbclient's own way to do so (`coalesce_streams`) takes hours for a line of 10 MB.
    """
    for cell in notebook.cells:
        joined: list[Any] = []
        for output in cell.get("outputs", []):
            if joined and _stream(output) and _stream(output) == _stream(joined[-1]):
                joined[-1].text += output.text
            else:
                joined.append(output)
        if joined:
            cell.outputs = joined


def _stream(output: Any) -> str | None:
    return str(output.name) if output.output_type == "stream" else None


def _kernels_of(folder: str) -> Any:
    """How the worker reaches its kernels."""
    config = private_connection(folder)
    config.KernelManager.client_class = _CLIENT
    return config


def private_connection(folder: str) -> Any:
    """Sockets in a folder that only this user can read and no other run can meet."""
    from traitlets.config import Config

    socket = os.path.join(folder, "k")  # noqa: PTH118  jupyter_client takes text
    if sys.platform == "win32" or len(os.fsencode(socket)) > _LONGEST_SOCKET:
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": socket}})


def _heading(source: str) -> str:
    """The heading of a cell, else its first line."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    headings = [line.lstrip("# ") for line in lines if line.startswith("#")]
    return (headings or lines or ["empty"])[0][:_LONGEST_HEADING]
