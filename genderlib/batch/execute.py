"""One notebook run by papermill in a real kernel, and nothing of it left behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import sys
import tempfile
from typing import TYPE_CHECKING, Any

from genderlib.batch.drafts import can_fail, mark_draft, mark_failure
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from genderlib.batch.parameters import Value

# With these the same input gives the same bytes: order of sets, ids and dates inside
# charts. The last keeps the kernel that belongs to this installation, whatever
# kernels the user has installed elsewhere.
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "MPLBACKEND": "svg",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
# Sockets in a folder that only this user can read, and that no other run can meet.
_TRANSPORT = "tcp" if sys.platform == "win32" else "ipc"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LAST_LINES = 6
# Errors of our own whose message already names place and cure.
_TELLS_ALL = {"ProseError", "DataError", "ProjectError"}


class ExecutionError(GenderlibError):
    """A notebook that did not run to its end.

    Parameters
    ----------
    notebook : str
        Its name.
    cell : int or None
        The cell, counted from 1 as in the notebook, where it is known.
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
) -> Any:
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

    Returns
    -------
    nbformat.NotebookNode
        The executed notebook, every cell of it.

    Raises
    ------
    ExecutionError
        If a cell raises, ends the kernel, runs too long, or is not reached.
    """
    import nbformat

    source = nbformat.read(notebook, as_version=4)
    language = str(parameters.get("language", "en")) if draft else None
    progress = _Progress(source, notebook.name, draft_in=language)
    with tempfile.TemporaryDirectory(prefix="genderlib-") as folder:
        environment = {
            **KERNEL_ENVIRONMENT,
            "GENDERLIB_ROOT": str(root),
            "JUPYTER_RUNTIME_DIR": folder,
        }
        with _environment(environment), no_process_left():
            executed = _run(progress, source, parameters, folder, timeout)
    _check_complete(progress, executed)
    if draft:
        mark_draft(executed)
    return executed


class _Progress:
    """Which cell is being run, counted as in the notebook the analyst sees."""

    def __init__(
        self, notebook: Any, name: str, *, draft_in: str | None = None
    ) -> None:
        self.name, self.notebook, self.draft_in = name, notebook, draft_in
        self.cell: int | None = None
        self.heading = ""
        self._injected_after = next(
            index
            for index, cell in enumerate(notebook.cells)
            if "parameters" in cell.metadata.get("tags", [])
        )

    def started(self, cell: Any, cell_index: int) -> None:
        """Called by nbclient before each cell; papermill has added one cell."""
        after = cell_index > self._injected_after
        self.cell = cell_index + (0 if after else 1)
        self.heading = _heading(cell.source)

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
        failed = [o for o in cell.outputs if o.output_type == "error"]
        if not failed:
            return
        problem = _problem(failed[0])
        if not can_fail(self.notebook, cell):
            raise self.error(problem)
        mark_failure(cell, problem, self.heading, self.draft_in or "en")

    def error(self, problem: str) -> ExecutionError:
        return ExecutionError(self.name, self.cell, self.heading, problem)


def _run(
    progress: _Progress,
    notebook: Any,
    parameters: Mapping[str, Value],
    folder: str,
    timeout: int,
) -> Any:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    try:
        return execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            kernel_name="python3",
            language="python",
            cwd=folder,
            progress_bar=False,
            execution_timeout=timeout,
            record_timing=False,
            coalesce_streams=True,
            on_cell_start=progress.started,
            on_cell_executed=progress.executed,
            allow_errors=progress.draft_in is not None,
            config=Config({"KernelManager": {"transport": _TRANSPORT}}),
        )
    except PapermillExecutionError as error:
        raise progress.error(_problem(error)) from error
    except CellTimeoutError as error:
        problem = f"it ran longer than {timeout} seconds and was stopped"
        raise progress.error(problem) from error
    except (DeadKernelError, RuntimeError) as error:
        raise progress.error("the kernel ended while it ran") from error


def _problem(error: Any) -> str:
    """The error's name and value, and its last lines where they add something."""
    problem = f"{error.ename}: {_COLOUR.sub('', str(error.evalue))}"
    if error.ename in _TELLS_ALL:
        return problem
    lines = _COLOUR.sub("", "\n".join(error.traceback)).splitlines()
    last = [line for line in lines if line.strip()][-_LAST_LINES:]
    return "\n  ".join([problem, *last])


def _heading(source: str) -> str:
    """The heading of a cell, else its first line."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    headings = [line.lstrip("# ") for line in lines if line.startswith("#")]
    return (headings or lines or ["empty"])[0]


def _check_complete(progress: _Progress, notebook: Any) -> None:
    """A kernel may end without an error: every cell must have been run."""
    for cell in notebook.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if cell.execution_count is None:
            raise progress.error("the kernel ended; the cells after it did not run")


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def no_process_left() -> Iterator[None]:
    """Afterwards every process started inside is gone, orphans included.

    On Linux orphans are handed to this process, so that a child of a kernel that died
    is found and ended too. Elsewhere only living parents lead to their children.
    """
    import psutil

    adopt_orphans()
    here = psutil.Process()
    before = {child.pid for child in here.children(recursive=True)}
    try:
        yield
    finally:
        left = [c for c in here.children(recursive=True) if c.pid not in before]
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=5)


def adopt_orphans() -> None:
    """Ask Linux to make this process the parent of orphans among its descendants."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Ask Linux to end this process when the process that started it ends."""
    _prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL) if sys.platform != "win32" else 0)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
