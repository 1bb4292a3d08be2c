"""The command's side of the worker: starts it, asks it, replaces it, ends it."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self, cast

from genderlib.batch.environment import worker_environment
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_LINES: Final = 6
_SECONDS_TO_LEAVE: Final = 3


class RenderError(GenderlibError):
    """A report that could not be made or written."""


class Worker:
    """Runs notebooks in a process of its own, and in another one when that has died.

    Parameters
    ----------
    log : Path, optional
        File to which the worker's and the kernels' own words are added.
    warm : bool
        Load at once what kernels are forked from.
    """

    def __init__(self, log: Path | None = None, *, warm: bool = False) -> None:
        self._log, self._warm = log, warm
        self._running: _Running | None = None
        self._lock = threading.Lock()
        self._is_stopped = False

    def __enter__(self) -> Self:
        # At once, so that it loads what it needs while this process does other things.
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it, with every process below it."""
        self._leave()

    def do(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send one job and wait for its result.

        Raises
        ------
        RenderError
            With the notebook's own error, or with the last words of a worker that died.
        """
        if self._running is not None and not self._running.alive:
            self._leave()
        running = self._running or self._start()
        line = running.ask(json.dumps(request))
        # A worker that dies while it answers leaves half a line.
        if not line.endswith("\n"):
            words = running.last_words()
            raise RenderError(_ended_early(self._leave(), words))
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise RenderError(answer["error"])
        return answer

    def stop(self) -> None:
        """End what is being done; another thread may wait for it."""
        with self._lock:
            self._is_stopped = True
            if self._running is not None:
                self._running.stop()

    def _start(self) -> _Running:
        with self._lock:
            if self._is_stopped:
                raise RenderError("the command was stopped")
            self._running = _Running(self._log, warm=self._warm)
            return self._running

    def _leave(self) -> int:
        running, self._running = self._running, None
        return 0 if running is None else running.leave()


class _Running:
    """One worker below its guard, with a temporary folder.

    They have their own session, so that Ctrl-C reaches this process alone.
    """

    def __init__(self, log: Path | None, *, warm: bool) -> None:
        self._options = ["--warm"] if warm else []
        try:
            with contextlib.ExitStack() as undo:
                folder = tempfile.TemporaryDirectory(
                    prefix="genderlib-", ignore_cleanup_errors=True
                )
                self._folder = Path(undo.enter_context(folder))
                self._log = log or self._folder / "log"
                self._process = self._start()
                self._undo = undo.pop_all()
        except OSError as error:
            raise RenderError(
                f"the process that runs notebooks could not be started: {error}\n"
                "Make some room, or set TMPDIR to a folder you may write to."
            ) from error

    def _start(self) -> subprocess.Popen[str]:
        with self._log.open("ab") as words:
            self._begin = words.tell()
            return subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", "genderlib.batch.guard", *self._options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                cwd=self._folder,
                env=worker_environment(self._folder),
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: str) -> str:
        """Send a line and wait for the answer; empty if the worker is dead."""
        with contextlib.suppress(BrokenPipeError):
            stdin = cast("IO[str]", self._process.stdin)
            stdin.write(request + "\n")
            stdin.flush()
        return cast("IO[str]", self._process.stdout).readline()

    def last_words(self) -> list[str]:
        """Last lines of what it said."""
        with contextlib.suppress(OSError), self._log.open("rb") as log:
            log.seek(self._begin)
            lines = log.read().decode(errors="replace").splitlines()
            return [line for line in lines if line.strip()][-_LAST_LINES:]
        return []

    def stop(self) -> None:
        """Let the guard end it."""
        with contextlib.suppress(OSError):
            cast("IO[str]", self._process.stdin).close()

    def leave(self) -> int:
        """End it, with every process below it; its exit code."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                cast("IO[str]", pipe).close()
        try:
            return self._process.wait(_SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            # Something resists; the guard stays with it, the command need not.
            return 0
        finally:
            self._undo.close()


def _ended_early(code: int, words: list[str]) -> str:
    signals = {128 + number: number.name for number in signal.Signals}
    how = signals.get(code, f"exit code {code}")
    told = "\n  ".join(["", *words])
    return f"the process that runs notebooks ended early ({how}){told}"
