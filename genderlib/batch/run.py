"""Many reports at once: handed to an executor, written as they come back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from genderlib.batch.client import RenderError
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.batch.executor import Executor, Result
    from genderlib.batch.plan import Job
    from genderlib.batch.rendering import Renderer


@dataclass(slots=True)
class Task:
    """A report that is to be made, and what became of it.

    Parameters
    ----------
    job : Job
    why : list of str
        Why it is made.
    is_done : bool
        Whether it was made, or given up.
    error : str
        Why it could not be made; empty where it was.
    attempts : int
        How often its notebook was run.
    seconds : float
        How long the last attempt took.
    """

    job: Job
    why: list[str] = field(default_factory=list)
    is_done: bool = False
    error: str = ""
    attempts: int = 0
    seconds: float = 0.0

    @property
    def outcome(self) -> str:
        """What became of it, in a word or two."""
        if self.error:
            return "failed"
        return "made" if self.is_done else "not made"


def run(
    renderer: Renderer,
    executor: Executor,
    tasks: Sequence[Task],
    *,
    retries: int = 0,
    fail_fast: bool = False,
) -> Iterator[Task]:
    """Make reports, several at once.

    Parameters
    ----------
    renderer : Renderer
        Knows what to ask and what to write.
    executor : Executor
        Runs the notebooks.
    tasks : sequence of Task
    retries : int
        How often a report that fails is tried again.
    fail_fast : bool
        Begin no other report after one has failed.

    Yields
    ------
    Task
        In the order in which they end.
    """
    return _Run(renderer, executor, tasks, retries).ends(fail_fast=fail_fast)


class _Run:
    def __init__(
        self,
        renderer: Renderer,
        executor: Executor,
        tasks: Sequence[Task],
        retries: int,
    ) -> None:
        self._renderer, self._executor = renderer, executor
        self._tasks, self._retries = tasks, retries
        self._waiting = list(range(len(tasks)))
        self._running: set[int] = set()
        self._open = Counter(task.job.data for task in tasks)

    def ends(self, *, fail_fast: bool) -> Iterator[Task]:
        while self._waiting or self._running:
            for task in self._submit():
                yield task
                if fail_fast:
                    return
            if not self._running:
                continue
            number, result, seconds = self._executor.next_result()
            task = self._tasks[number]
            task.seconds = seconds
            self._running.discard(number)
            if self._is_ended(number, task, result):
                yield task
                if fail_fast and task.error:
                    return

    def _submit(self) -> Iterator[Task]:
        """Hand in what can be begun; what cannot be made at all ends here."""
        for number in [n for n in self._waiting if not self._is_early(n)]:
            self._waiting.remove(number)
            task = self._tasks[number]
            try:
                request = self._renderer.request(task.job)
            except GenderlibError as error:
                self._give_up(task, error)
                yield task
                continue
            task.attempts += 1
            self._running.add(number)
            self._executor.submit(number, request)

    def _is_early(self, number: int) -> bool:
        """Whether last year's public report, read beside it, is not made yet."""
        organisation, year, audience = self._tasks[number].job.data
        return audience == "public" and self._open[organisation, year - 1, audience] > 0

    def _is_ended(self, number: int, task: Task, result: Result) -> bool:
        try:
            if isinstance(result, RenderError):
                raise result
            self._renderer.write(task.job, result)
        except GenderlibError as error:
            if task.attempts <= self._retries:
                self._waiting.append(number)
                return False
            self._give_up(task, error)
            return True
        task.is_done = True
        self._open[task.job.data] -= 1
        made = f"{task.job.target.name} in {task.seconds:.1f} s"
        self._renderer.tell_log(task.job, made)
        return True

    def _give_up(self, task: Task, error: GenderlibError) -> None:
        self._open[task.job.data] -= 1
        give_up(self._renderer, task, str(error))


def give_up(renderer: Renderer, task: Task, error: str) -> None:
    """Say why a report is not made: here, in the log and for the index."""
    task.is_done, task.error = True, error
    renderer.note_failure(task.job, error)
    renderer.tell_log(task.job, error)
