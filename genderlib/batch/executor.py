"""Where jobs are done: in processes of this machine, or of others.

The rest of the batch hands in requests and takes results; it does not know where.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from genderlib.batch.client import RenderError, Worker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SECONDS_TO_LEAVE: Final = 4

Request = dict[str, Any]
Result = dict[str, Any] | RenderError
Ended = tuple[int, Result, float]
"""The number of a request, its result, and how long it took in seconds."""


class Executor(Protocol):
    """Does requests, several at once."""

    def __enter__(self) -> Self:
        """Get ready."""

    def __exit__(self, *_: object) -> None:
        """End what is still being done, and every process it needed."""

    def submit(self, number: int, request: Mapping[str, Any]) -> None:
        """Hand in a request under a number."""

    def next_result(self) -> Ended:
        """Wait for a result; an error is a result, too."""


class Attempt:
    """A block that ends in a result, whatever happens: nobody may wait for ever.

    Parameters
    ----------
    *through : type of Exception
        Errors that end more than this block.
    """

    def __init__(self, *through: type[Exception]) -> None:
        self._through = through
        self.result: Result = RenderError("it gave no result")
        self.is_strange = False
        """Whether it ended in an error that nobody foresaw."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, self._through):
            return False
        if isinstance(error, RenderError):
            self.result = error
        elif isinstance(error, Exception):
            self.result = RenderError(f"{type(error).__name__}: {error}")
            self.is_strange = True
        return isinstance(error, Exception)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalExecutor:
    """Workers of this machine, each with one request at a time.

    Parameters
    ----------
    jobs : int
        Number of workers.
    log : Path, optional
        File to which the notebooks' own words are added.
    warm : bool
        Whether kernels will be forked.
    """

    def __init__(self, jobs: int, log: Path | None = None, *, warm: bool) -> None:
        self._threads: list[threading.Thread] = []
        self._workers = [Worker(log, warm=warm) for _ in range(jobs)]
        self._requests: queue.SimpleQueue[tuple[int, Request] | None]
        self._requests = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Ended] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        for worker in self._workers:
            worker.__enter__()
            thread = threading.Thread(target=self._serve, args=[worker], daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._requests.get_nowait()
        for worker in self._workers:
            self._requests.put(None)
            worker.stop()
        for thread in self._threads:
            thread.join(_SECONDS_TO_LEAVE)

    def submit(self, number: int, request: Mapping[str, Any]) -> None:
        """Hand in a request under a number."""
        self._requests.put((number, dict(request)))

    def next_result(self) -> Ended:
        """Wait for a result."""
        return self._results.get()

    def _serve(self, worker: Worker) -> None:
        with contextlib.closing(worker):
            while task := self._requests.get():
                number, request = task
                begun = time.monotonic()
                result = _result(worker, request)
                self._results.put((number, result, time.monotonic() - begun))


def _result(worker: Worker, request: Request) -> Result:
    attempt = Attempt()
    with attempt:
        attempt.result = worker.do(request)
    if attempt.is_strange:
        # What it would answer next may belong to this request.
        worker.close()
    return attempt.result
