"""Many machines: notebooks are run by the workers of a dask scheduler.

The data folder must be where each worker can read it, under the same path or the one
its GENDERLIB_ROOT names. Results come back to this process, which alone writes.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from genderlib.batch.client import RenderError, Worker
from genderlib.batch.executor import Attempt
from genderlib.batch.made import Staleness, program
from genderlib.data import Project
from genderlib.data.packaged import packaged
from genderlib.data.project import DICTIONARY, ROOT_VARIABLE
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from distributed import Future

    from genderlib.batch.executor import Ended, Request, Result

_SECONDS_TO_ANSWER: Final = 10
_SECONDS_BETWEEN: Final = 0.5
_SECONDS_ALONE: Final = 3
_SECONDS_SILENT: Final = 1
_ALONE: Final = "{0}: no worker is there; waiting until one is started: dask worker {0}"
_LOST: Final = (
    "{}: the scheduler is not there any more\n"
    "What was finished is kept; start it again, and this command."
)


class ClusterError(GenderlibError):
    """A cluster that cannot be reached, or not any more."""


class ClusterExecutor:
    """Workers of a dask scheduler, each with one request at a time.

    Parameters
    ----------
    address : str
        Where the scheduler listens, such as `tcp://scheduler:8786`.
    project : Project
        The folder with the data.
    say : callable
        Called with a line for people, where no scheduler or worker is there.
    """

    def __init__(
        self, address: str, project: Project, say: Callable[[str], None]
    ) -> None:
        self._address, self._project, self._say = address, project, say
        self._alone_since = time.monotonic()
        self._has_said = False
        self._results: queue.SimpleQueue[tuple[int, Future[Any]]] = queue.SimpleQueue()
        # Kept, because a future that nobody holds is cancelled.
        self._futures: dict[int, Future[Any]] = {}
        self._run = uuid.uuid4().hex
        # Its own methods carry no types.
        self._client: Any

    def __enter__(self) -> Self:
        # Loggers of several packages tell in many lines what is told here in one.
        logging.disable()
        try:
            self._client = _connected(self._address, self._say)
        except ClusterError:
            logging.disable(logging.NOTSET)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._leave()
        finally:
            logging.disable(logging.NOTSET)

    def _leave(self) -> None:
        futures, self._futures = list(self._futures.values()), {}
        if self._client.status == "running":
            self._client.cancel(futures, force=True)
        self._client.close(timeout=_SECONDS_BETWEEN)

    def submit(self, number: int, request: Mapping[str, Any]) -> None:
        """Hand in a request under a number."""
        notebook = _portable(Path(request["notebook"]), self._project)
        wanted = {**request, "program": program(), "notebook": notebook}
        name = f"{self._run}-{number}-{uuid.uuid4().hex}"
        future = self._client.submit(serve, wanted, key=name, pure=False)
        self._futures[number] = future
        future.add_done_callback(lambda done: self._results.put((number, done)))

    def next_result(self) -> Ended:
        """Wait for a result.

        Raises
        ------
        ClusterError
            If the scheduler is lost.
        """
        while True:
            self._require_scheduler()
            try:
                number, future = self._results.get(timeout=_SECONDS_BETWEEN)
            except queue.Empty:
                self._tell_if_alone()
                continue
            self._require_scheduler()
            self._futures.pop(number, None)
            return self._ended(number, future)

    def _require_scheduler(self) -> None:
        if self._client.status != "running":
            raise ClusterError(_LOST.format(self._address))

    def _tell_if_alone(self) -> None:
        """Say that there is no worker, when there has been none for some seconds."""
        if self._has_said:
            return
        if self._client.scheduler_info()["workers"]:
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > _SECONDS_ALONE:
            self._has_said = True
            self._say(_ALONE.format(self._address))

    def _ended(self, number: int, future: Future[Any]) -> Ended:
        attempt, seconds = Attempt(ClusterError), 0.0
        with attempt:
            answer, seconds = self._answer(future)
            attempt.result = self._checked(answer)
        if attempt.is_strange:
            # A lost scheduler loses answers, too.
            self._require_scheduler()
        return number, attempt.result, seconds

    def _answer(self, future: Future[Any]) -> tuple[dict[str, Any], float]:
        from distributed import CancelledError, KilledWorker

        try:
            answer: tuple[dict[str, Any], float]
            answer = future.result(timeout=_SECONDS_TO_ANSWER)
        except KilledWorker as error:
            raise RenderError(f"worker after worker was lost: {error}") from error
        except CancelledError as error:
            raise ClusterError(_LOST.format(self._address)) from error
        return answer

    def _checked(self, answer: dict[str, Any]) -> Result:
        """The answer of a worker that read the same data as lie here."""
        if "error" in answer:
            return RenderError(answer["error"])
        if differences := Staleness(self._project).changed(answer["reads"]):
            told = "; ".join(difference.text for difference in differences)
            return RenderError(
                f"a worker read other data than lie here: {told}\n"
                "Let all workers read the same folder, or copy it to each."
            )
        return answer


def _portable(notebook: Path, project: Project) -> str:
    """Its path from the project folder; of a notebook of the package the bare name."""
    is_own = notebook.parent == project.notebooks.resolve()
    if notebook.parent == packaged("notebooks") and not is_own:
        return notebook.name
    return project.relative(notebook)


def _connected(address: str, say: Callable[[str], None]) -> Any:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ClusterError(
            f"--cluster needs {error.name}, which is not installed: "
            "python -m pip install 'genderlib[cluster]'"
        ) from error
    waiting = f"{address}: waiting up to {_SECONDS_TO_ANSWER} seconds for a scheduler"
    telling = threading.Timer(_SECONDS_SILENT, say, [waiting])
    telling.start()
    try:
        return Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(
            f"{address}: no scheduler answers there ({error})\n"
            "Start one with `dask scheduler`, or mend the address."
        ) from error
    finally:
        telling.cancel()


# On the workers.

_OF_THREAD = threading.local()


def serve(request: Request) -> tuple[dict[str, Any], float]:
    """Run one request on a worker of the cluster.

    Returns
    -------
    answer : dict
        As of `genderlib.batch.worker`; `error` where it could not be made.
    seconds : float
    """
    begun, attempt = time.monotonic(), Attempt()
    with attempt:
        attempt.result = _worker().do(_as_here(request))
    if attempt.is_strange:
        _worker().close()
    result = attempt.result
    answer = {"error": str(result)} if isinstance(result, RenderError) else result
    return answer, time.monotonic() - begun


def _worker() -> Worker:
    """The process of this thread that runs notebooks; it outlives the request."""
    if not hasattr(_OF_THREAD, "worker"):
        _OF_THREAD.worker = Worker(warm=True)
    worker: Worker = _OF_THREAD.worker
    return worker


def _as_here(request: Request) -> Request:
    """The request with the paths of this machine."""
    wanted = {**request}
    if wanted.pop("program") != program():
        raise RenderError(
            "a worker runs another version of genderlib or of a package\n"
            "Install the same lock on every machine."
        )
    root = Path(os.environ.get(ROOT_VARIABLE) or str(request["root"]))
    if not (root / DICTIONARY).is_file():
        raise RenderError(
            f"{root}: a worker finds no data there\n"
            f"Start it with {ROOT_VARIABLE} set to the project folder on its machine."
        )
    notebook = Project(root).input_file(request["notebook"])
    return {**wanted, "root": str(root), "notebook": str(notebook)}
