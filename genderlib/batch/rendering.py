"""Reports made one after the other in a worker, and written in one step."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import tempfile
import time
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from genderlib.batch.client import RenderError, Worker
from genderlib.batch.versions import FrozenError, next_version
from genderlib.data.atomic import write_atomically
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from genderlib.batch.plan import Job
    from genderlib.data import Project


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes reports one after the other.

    Parameters
    ----------
    project : Project
        The folder with the data.
    worker : Worker
        Runs the notebooks.
    timeout : int
        Longest time for one cell. [seconds]
    log : Path, optional
        File to which a line for each report is added.
    keep_notebook : bool
        Write the executed notebook beside the report.
    supersede : bool
        Make a new version in the place of a signed report, which is kept.
    """

    project: Project
    worker: Worker
    _: KW_ONLY
    timeout: int
    log: Path | None = None
    keep_notebook: bool = False
    supersede: bool = False

    def make(self, job: Job) -> None:
        """Make a report and write it where it belongs.

        Raises
        ------
        RenderError
            If the notebook does not run to its end, its page is not complete, or the
            file cannot be written. What was there before then stays as it was.
        FrozenError
            If the report is signed and should not be superseded.
        """
        begun = time.monotonic()
        try:
            self._make(job)
        except GenderlibError as error:
            self._note(f"{job.name}: {error}")
            raise
        seconds = time.monotonic() - begun
        self._note(f"{job.name}: {job.target.name} in {seconds:.1f} s")

    def _make(self, job: Job) -> None:
        with _writing(job.target):
            _refuse_unwritable(job.target)
        version = next_version(job.target, supersede=self.supersede)
        answer = self.worker.do(
            {
                "notebook": str(job.notebook),
                "root": str(self.project.root),
                "parameters": dict(job.parameters),
                "timeout": self.timeout,
                "edition": version.edition.facts,
                "draft": job.draft,
            }
        )
        with _writing(job.target):
            # Somebody may have signed it while the notebook ran.
            if next_version(job.target, supersede=self.supersede) != version:
                raise FrozenError(f"{job.target.name}: it was signed meanwhile")
            version.keep()
            self._write(job.target, answer)
            version.release()

    def _write(self, target: Path, answer: Mapping[str, str]) -> None:
        if self.keep_notebook:
            notebook = target.with_suffix(".ipynb")
            write_atomically(notebook, answer["notebook"].encode())
        write_atomically(target, answer["html"].encode())

    def _note(self, line: str) -> None:
        if self.log is None:
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        # A report is worth more than its line in a log.
        with contextlib.suppress(OSError), self.log.open("a", encoding="utf-8") as log:
            log.write(f"{now} {line}\n")


@contextlib.contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RenderError(
            f"{target} could not be written: {error.strerror or error}\n"
            "The report that was there before is unchanged. Make room on the disk, or "
            "the folder writable, and run the command again."
        ) from error


def _refuse_unwritable(target: Path) -> None:
    """Fail before the work is done where the report could not be written."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder has this name")
    there = next(place for place in target.parents if place.exists())
    with tempfile.TemporaryFile(dir=there) as file:
        file.write(b" ")
