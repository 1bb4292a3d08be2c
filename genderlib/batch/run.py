"""From a wish to files: which reports, made in a worker, written in one step."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Self

from genderlib.batch.execute import no_process_left
from genderlib.data.atomic import write_atomically
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from genderlib.batch.parameters import Value
    from genderlib.data import Project

REPORT_SUFFIX = ".html"


class RenderError(GenderlibError):
    """A report that could not be made or written."""


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make.

    Parameters
    ----------
    notebook : Path
        The notebook.
    parameters : mapping
        Checked parameters; organisation, year, language and audience among them.
    target : Path
        The file the report is written to.
    draft : bool
        Whether sections may fail and are marked.
    """

    notebook: Path
    parameters: Mapping[str, Value]
    target: Path
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the file written, or why there is none."""

    job: Job
    error: str = ""


def plan(
    project: Project,
    notebook: Path,
    years: Sequence[tuple[str, int]],
    languages: Sequence[str],
    audience: str,
    extra: Mapping[str, Value],
    *,
    draft: bool = False,
) -> list[Job]:
    """One job per organisation, year and language, in that order.

    A draft has a name of its own, so that it never takes the place of a report.
    """
    stem = f"{notebook.stem}.draft" if draft else notebook.stem
    return [
        Job(
            notebook,
            {
                "organisation": organisation,
                "year": year,
                "language": language,
                "audience": audience,
                **extra,
            },
            project.reports
            / organisation
            / str(year)
            / audience
            / f"{stem}.{language}{REPORT_SUFFIX}",
            draft,
        )
        for organisation, year in years
        for language in languages
    ]


def run(
    project: Project,
    jobs: Sequence[Job],
    *,
    timeout: int,
    log: IO[bytes] | None = None,
    keep_notebook: bool = False,
) -> Iterator[Outcome]:
    """Make the reports one after the other; a failure does not stop the next.

    Parameters
    ----------
    project : Project
        The folder with the data.
    jobs : sequence of Job
        What to make.
    timeout : int
        Longest time for one cell. [seconds]
    log : file, optional
        Where the kernels' own words go.
    keep_notebook : bool
        Write the executed notebook beside the report.

    Yields
    ------
    Outcome
        One per job, as soon as its file is written.
    """
    with no_process_left(), contextlib.ExitStack() as stack:
        words = log or stack.enter_context(tempfile.TemporaryFile())
        worker = stack.enter_context(Worker(words))
        for job in jobs:
            try:
                _probe(job.target.parent)
                answer = worker.do(_request(project, job, timeout))
                _write(job, answer, keep_notebook=keep_notebook)
            except GenderlibError as error:
                yield Outcome(job, str(error))
            except OSError as error:
                yield Outcome(job, _cannot_write(error))
            else:
                yield Outcome(job)


def _request(project: Project, job: Job, timeout: int) -> dict[str, Any]:
    return {
        "notebook": str(job.notebook),
        "root": str(project.root),
        "parameters": dict(job.parameters),
        "timeout": timeout,
        "draft": job.draft,
    }


def _probe(folder: Path) -> None:
    """Fail before the work is done where the folder takes no file."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b" ")


def _write(job: Job, answer: Mapping[str, str], *, keep_notebook: bool) -> None:
    if keep_notebook:
        notebook = job.target.with_suffix(".ipynb")
        write_atomically(notebook, answer["notebook"].encode())
    write_atomically(job.target, answer["html"].encode())


def _cannot_write(error: OSError) -> str:
    return (
        f"the report could not be written: {error.strerror or error} "
        f"({error.filename or 'reports folder'}).\n"
        "What was there before is unchanged. Free some space, or make the folder "
        "writable, and run the command again."
    )


class Worker:
    """A process that runs notebooks, started when first needed.

    It has its own session, so that Ctrl-C reaches this process alone, which then ends
    the worker and every kernel below it.
    """

    def __init__(self, log: IO[bytes]) -> None:
        self._log = log
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        pipes = (self._process.stdin, self._process.stdout)
        for pipe in pipes:
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.kill()
        self._process.wait()
        self._process = None

    def do(self, request: Mapping[str, Any]) -> dict[str, str]:
        """Send one job and wait for its result.

        Raises
        ------
        RenderError
            With the notebook's own error, or with the last words of a worker that died.
        """
        if self._process is None:
            self._process = self._start()
        line = self._ask(self._process, json.dumps(request))
        if not line:
            self.__exit__()
            raise RenderError("the worker process ended.\n" + self._last_words())
        answer: dict[str, str] = json.loads(line)
        if "error" in answer:
            raise RenderError(answer["error"])
        return answer

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "genderlib.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    @staticmethod
    def _ask(process: subprocess.Popen[str], request: str) -> str:
        if process.stdin is None or process.stdout is None:
            raise RenderError("the worker process has no pipes")
        try:
            process.stdin.write(request + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            return ""
        return process.stdout.readline()

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            self._log.flush()
            with open(self._log.fileno(), "rb", closefd=False) as log:
                log.seek(max(0, log.seek(0, os.SEEK_END) - 2000))
                return log.read().decode(errors="replace").strip()
        return ""


def orphaned(project: Project, years: Sequence[tuple[str, int]]) -> list[Path]:
    """Reports whose data are gone, so that nobody takes them for this year's."""
    known = {(organisation, str(year)) for organisation, year in years}
    found = project.reports.glob(f"*/*/*/*{REPORT_SUFFIX}")
    return sorted(
        report
        for report in found
        if report.relative_to(project.reports).parts[:2] not in known
    )
