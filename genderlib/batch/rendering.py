"""A report from its request to its file: what is asked of a worker, what is written."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import tempfile
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from genderlib.batch.client import RenderError
from genderlib.batch.made import Made, origin_of, read_made, sha256, write_made
from genderlib.batch.versions import FrozenError, Version, next_version
from genderlib.data.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from genderlib.batch.executor import Request
    from genderlib.batch.plan import Job
    from genderlib.data import Project


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes reports; the notebooks are run elsewhere.

    Parameters
    ----------
    project : Project
        The folder with the data.
    timeout : int
        Longest time for one cell. [seconds]
    log : Path, optional
        File to which a line for each report is added.
    keep_notebook : bool
        Write the executed notebook beside the report.
    supersede : bool
        Make a new version in the place of a signed report, which is kept.
    warm : bool
        Fork kernels from a process that has imported what they need.
    """

    project: Project
    _: KW_ONLY
    timeout: int
    log: Path | None = None
    keep_notebook: bool = False
    supersede: bool = False
    warm: bool = False
    _begun: dict[Path, tuple[Version, dict[str, str]]] = field(default_factory=dict)

    def request(self, job: Job) -> Request:
        """What a worker is asked to do.

        Raises
        ------
        RenderError
            If the report could not be written, before anything is run for it.
        FrozenError
            If the report is signed and should not be superseded.
        """
        with _writing(job.target):
            _refuse_unwritable(job.target)
        version = next_version(job.target, supersede=self.supersede)
        # As it is now: what changes while the notebook runs is out of date at once.
        origin = origin_of(self.project, job, version.edition)
        self._begun[job.target] = version, origin
        return {
            "notebook": str(job.notebook),
            "root": str(self.project.root),
            "parameters": dict(job.parameters),
            "timeout": self.timeout,
            "edition": version.edition.facts,
            "draft": job.draft,
            "warm": self.warm,
            "keep_notebook": self.keep_notebook,
        }

    def write(self, job: Job, answer: Mapping[str, Any]) -> None:
        """Write a report where it belongs, and what it was made from.

        Raises
        ------
        RenderError
            If a file cannot be written. What was there before then stays as it was.
        FrozenError
            If somebody has signed the report while its notebook ran.
        """
        version, origin = self._begun.pop(job.target)
        with _writing(job.target):
            if next_version(job.target, supersede=self.supersede) != version:
                raise FrozenError(f"{job.target.name}: it was signed meanwhile")
            version.keep()
            self._write(job, answer)
            version.release()
        made = Made(
            report=sha256(answer["html"].encode()),
            notebook=sha256(answer["notebook"].encode()) if self.keep_notebook else "",
            origin=origin,
            reads=dict(answer["reads"]),
            facts=dict(answer["facts"]),
        )
        with contextlib.suppress(OSError):
            write_made(self.project, job.target, made)

    def _write(self, job: Job, answer: Mapping[str, str]) -> None:
        if self.keep_notebook:
            notebook = job.target.with_suffix(".ipynb")
            write_atomically(notebook, answer["notebook"].encode())
        write_atomically(job.target, answer["html"].encode())

    def note_failure(self, job: Job, error: str) -> None:
        """Keep why a report could not be made, for the index and the next run."""
        made = replace(read_made(self.project, job.target), error=error)
        with contextlib.suppress(OSError):
            write_made(self.project, job.target, made)

    def tell_log(self, job: Job, what: str) -> None:
        """Add a line to the log, if there is one."""
        if self.log is None:
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        # A report is worth more than its line in a log.
        with contextlib.suppress(OSError), self.log.open("a", encoding="utf-8") as log:
            log.write(f"{now} {job.name}: {what}\n")


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
