"""What `genderlib render` does with its jobs, and what it says meanwhile."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

import click

from genderlib.commands.answers import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from genderlib.batch.executor import Executor
    from genderlib.batch.plan import Job
    from genderlib.batch.rendering import Renderer
    from genderlib.batch.run import Task
    from genderlib.data import Project

_NAMED = 8
_NOT_IN_ORDER = (
    "its data are not in order\nRun genderlib check: it tells every bad row."
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How reports are to be made; see `genderlib render --help`."""

    _: KW_ONLY
    timeout: int
    log: Path | None
    keep_notebook: bool
    supersede: bool
    force: bool
    dry_run: bool
    jobs: int | None
    fail_fast: bool
    retries: int
    warm: bool
    cluster: str | None
    quiet: bool


def make_reports(project: Project, jobs: Sequence[Job], wishes: Wishes) -> bool:
    """Make reports that are not up to date, and say so; whether all are there now."""
    making = _Making(project, jobs, wishes)
    return making.tell_plan() if wishes.dry_run else making.carry_out()


class _Making:
    def __init__(self, project: Project, jobs: Sequence[Job], wishes: Wishes) -> None:
        from genderlib.batch.summary import Summary

        self._project, self._jobs, self._wishes = project, jobs, wishes
        self._summary = Summary(project)

    def tell_plan(self) -> bool:
        """Say which reports would be made, and why."""
        tasks = self._stale(self._unsigned()[0])
        for task in tasks:
            click.echo(f"{shown(task.job.target)}: {'; '.join(task.why)}")
        return True

    def carry_out(self) -> bool:
        """Make the reports, one run at a time in this folder."""
        from genderlib.batch.lock import only_run
        from genderlib.batch.made import folder_of
        from genderlib.data.atomic import remove_parts

        lock = folder_of(self._project) / "lock"
        with only_run(self._project.root, lock, self._say_waiting):
            for folder in (self._project.reports, lock.parent):
                remove_parts(folder)
            try:
                missing = self._carry_out()
            finally:
                with contextlib.suppress(OSError):
                    self._summary.write()
                    self._write_index()
        if not self._wishes.quiet:
            self._list_orphans()
        if len(self._jobs) > 1 and missing:
            self._say(f"{missing} of {len(self._jobs)} reports not made.", always=True)
        return not missing

    def _carry_out(self) -> int:
        """Make the reports; how many are missing then."""
        from genderlib.batch.plan import in_order
        from genderlib.batch.run import give_up

        unsigned, broken = self._unsigned()
        tasks = self._stale(unsigned)
        if not tasks:
            return broken
        with self._executor(len(tasks)) as executor:
            ready, problems = in_order(self._project, [task.job for task in tasks])
            for problem in problems:
                self._say(problem, always=True)
            renderer = self._renderer()
            in_ready = {job.target for job in ready}
            chosen = [task for task in tasks if task.job.target in in_ready]
            for task in tasks:
                if task.job.target not in in_ready:
                    give_up(renderer, task, _NOT_IN_ORDER)
            try:
                self._make_all(executor, renderer, chosen)
            finally:
                self._summary.add_tasks(tasks)
        made = sum(task.outcome == "made" for task in tasks)
        return broken + len(tasks) - made

    def _unsigned(self) -> tuple[list[Job], int]:
        """Jobs that are not signed, and how many records of the others are broken."""
        from genderlib.batch.versions import without_signed

        supersede = self._wishes.supersede
        unsigned, left, broken = without_signed(
            self._project, self._jobs, supersede=supersede
        )
        for line in left:
            self._say(line)
        for line in broken:
            self._say(line, always=True)
        open_ones = {job.target for job in unsigned}
        others = [job for job in self._jobs if job.target not in open_ones]
        self._summary.add(others, "signed")
        return unsigned, len(broken)

    def _stale(self, jobs: Sequence[Job]) -> list[Task]:
        """Reports to make, each with its reasons; the others are told of."""
        from genderlib.batch.made import Staleness
        from genderlib.batch.run import Task

        staleness = Staleness(self._project)
        tasks, fresh = [], []
        for job in jobs:
            keep = self._wishes.keep_notebook
            reasons = staleness.reasons(job, keep_notebook=keep)
            why = [reason.text for reason in reasons]
            if not why and self._wishes.force:
                why = ["--force"]
            if why:
                staleness.will_be_made(job)
                tasks.append(Task(job, why))
            else:
                fresh.append(job)
        self._tell_fresh(fresh)
        self._summary.add(fresh, "up to date")
        return tasks

    def _tell_fresh(self, jobs: Sequence[Job]) -> None:
        if len(jobs) <= _NAMED:
            for job in jobs:
                self._say(f"Up to date: {shown(job.target)}")
        else:
            self._say(f"Up to date: {len(jobs)} reports")

    def _executor(self, tasks: int) -> Executor:
        """Workers of a cluster, or of this machine: no more than there is to do."""
        if self._wishes.cluster is not None:
            from genderlib.batch.cluster import ClusterExecutor

            self._summary.kernels = f"cluster {self._wishes.cluster}"
            return ClusterExecutor(
                self._wishes.cluster, self._project, self._say_always
            )
        from genderlib.batch.executor import LocalExecutor, cores
        from genderlib.batch.kernels import why_not_warm

        obstacle = why_not_warm() if self._wishes.warm else "as asked for"
        if obstacle and self._wishes.warm:
            self._say(f"Each kernel is started anew: {obstacle}.")
        self._summary.kernels = f"ordinary: {obstacle}" if obstacle else "warm"
        self._summary.jobs = min(tasks, self._wishes.jobs or cores())
        return LocalExecutor(self._summary.jobs, self._wishes.log, warm=not obstacle)

    def _renderer(self) -> Renderer:
        from genderlib.batch.rendering import Renderer

        return Renderer(
            self._project,
            timeout=self._wishes.timeout,
            log=self._wishes.log,
            keep_notebook=self._wishes.keep_notebook,
            supersede=self._wishes.supersede,
            warm=self._wishes.warm,
        )

    def _make_all(
        self, executor: Executor, renderer: Renderer, tasks: Sequence[Task]
    ) -> None:
        """Make reports, one line a file on standard output, in the order asked for."""
        from tqdm import tqdm

        from genderlib.batch.run import run

        told = _Told(tasks, quiet=self._wishes.quiet)
        options = _terminal(quiet=self._wishes.quiet)
        ended = run(
            renderer,
            executor,
            tasks,
            retries=self._wishes.retries,
            fail_fast=self._wishes.fail_fast,
        )
        with tqdm(total=len(tasks), unit=" report", leave=False, **options) as bar:
            try:
                bar.set_description(told.next_name)
                for _ in ended:
                    with tqdm.external_write_mode():
                        told.tell()
                    bar.set_description(told.next_name, refresh=False)
                    bar.update()
            finally:
                with tqdm.external_write_mode():
                    told.tell(everything=True)

    def _write_index(self) -> None:
        from genderlib.batch.index import write_index

        write_index(self._project)

    def _say_waiting(self, holder: str) -> None:
        named = f" (process {holder})" if holder else ""
        self._say(
            f"Another run{named} makes reports in this folder; waiting until it ends.",
            always=True,
        )

    def _say_always(self, line: str) -> None:
        self._say(line, always=True)

    def _say(self, line: str, *, always: bool = False) -> None:
        if always or not self._wishes.quiet:
            click.echo(line, err=True)

    def _list_orphans(self) -> None:
        from genderlib.batch.plan import orphaned

        if reports := orphaned(self._project):
            click.echo("Reports whose data are gone:", err=True)
            for report in reports:
                click.echo(f"  {shown(report)}", err=True)


class _Told:
    """Tells of reports in the order asked for, whatever order they end in."""

    def __init__(self, tasks: Sequence[Task], *, quiet: bool) -> None:
        self._tasks, self._quiet = tasks, quiet
        self._next = 0
        self._errors: dict[str, str] = {}

    @property
    def next_name(self) -> str:
        """The first report that is not told of."""
        is_last = self._next == len(self._tasks)
        return "" if is_last else self._tasks[self._next].job.name

    def tell(self, *, everything: bool = False) -> None:
        """Tell of reports that have ended, up to the first that has not."""
        while self._next < len(self._tasks):
            task = self._tasks[self._next]
            if not (task.is_done or everything):
                return
            self._next += 1
            if task.error:
                self._tell_failure(task)
            elif task.is_done and not self._quiet:
                click.echo(shown(task.job.target))

    def _tell_failure(self, task: Task) -> None:
        """Tell an error in full once, and then which other reports it stopped."""
        known = self._errors.items()
        first = next((name for name, text in known if text == task.error), None)
        self._errors[task.job.name] = task.error
        what = f"as for {first}" if first else task.error
        click.echo(f"{task.job.name}: {what}", err=True)


def _terminal(*, quiet: bool) -> dict[str, Any]:
    """How tqdm shows progress on standard error; nothing where it is no terminal."""
    if quiet or not sys.stderr.isatty():
        return {"disable": True}
    # A terminal may not tell its size; tqdm would then show nothing.
    size = os.get_terminal_size(sys.stderr.fileno())
    return {"ncols": size.columns or 80, "nrows": size.lines or 24}
