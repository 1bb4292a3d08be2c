"""Kernels forked from a process in which everything a notebook imports is loaded."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final

PROVISIONER: Final = "genderlib-warm"
# Names the notebook that a kernel is started for.
NOTEBOOK_VARIABLE: Final = "GENDERLIB_NOTEBOOK"
_GROUP: Final = "jupyter_client.kernel_provisioners"
_UNKNOWN_EXIT: Final = 1


class ForkError(RuntimeError):
    """A kernel that could not be forked."""


@cache
def why_not_warm() -> str:
    """Why kernels cannot be forked here; empty where they can."""
    if sys.platform != "linux":
        return f"forking is not safe on {sys.platform}"
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError as error:
        return f"this system gives no handle of a process ({error.strerror})"
    if PROVISIONER not in entry_points(group=_GROUP).names:
        return "the package was installed by an older version; install it again"
    return ""


class Forked:
    """A forked kernel; what `subprocess.Popen` is for one that was started.

    Parameters
    ----------
    pid : int
    handle : int
        Stays with this very process, even when its number is given to another.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid, self._handle = pid, handle

    def __del__(self) -> None:
        os.close(self._handle)

    def poll(self) -> int | None:
        """None while it runs; how it ended is told to its parent alone."""
        return _UNKNOWN_EXIT if self._has_ended(0) else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises
        ------
        subprocess.TimeoutExpired
            If it still runs after so many seconds.
        """
        if timeout is not None and not self._has_ended(timeout):
            raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout)
        self._has_ended(None)
        return _UNKNOWN_EXIT

    def _has_ended(self, seconds: float | None) -> bool:
        # Unlike select, it takes handles of any number.
        watcher = select.poll()
        watcher.register(self._handle, select.POLLIN)
        return bool(watcher.poll(None if seconds is None else 1000 * seconds))

    async def end(self) -> None:
        """Wait for its end, and let others go on meanwhile."""
        # The command has no use for it.
        import asyncio

        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._handle, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._handle)

    def send_signal(self, number: int) -> None:
        """Send it a signal; none where it has ended."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Source:
    """The process that kernels are forked from, started anew when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        self._is_ready = False
        self._loaded: list[int] = []

    @property
    def is_outdated(self) -> bool:
        """Whether a module may have changed since it was loaded there."""
        return bool(self._loaded) and self._loaded != _moments()

    def start(self) -> None:
        """Start it, and do not wait until everything is imported."""
        with self._lock:
            self._start()

    def fork(self, request: dict[str, Any]) -> Forked:
        """Fork a kernel.

        Raises
        ------
        ForkError
            If the process dies before it has done so.
        """
        with self._lock:
            requests = self._start()
            try:
                if not self._is_ready:
                    self._is_ready = requests.recv(16) == b"ready"
                requests.send(json.dumps(request).encode())
                answer, handles, _, _ = socket.recv_fds(requests, 64, 1)
            except OSError as error:
                raise ForkError(f"no kernel could be forked: {error}") from error
        if not handles:
            raise ForkError("no kernel could be forked: the process it needs has died")
        return Forked(int(answer), handles[0])

    def _start(self) -> socket.socket:
        if self._requests and self._process and self._process.poll() is None:
            return self._requests
        if self._requests:
            self._requests.close()
        self._requests, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        self._is_ready = False
        self._loaded = _moments()
        # -P: a file of the user's named as a module is in nobody's way.
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "genderlib.batch.forking",
                    str(theirs.fileno()),
                ],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        return self._requests


def _moments() -> list[int]:
    """When packages were last installed, and modules of this one last written."""
    packages = [Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")]
    own = sorted(Path(__file__).parents[1].rglob("*.py"))
    return [path.stat().st_mtime_ns for path in (*packages, *own) if path.exists()]


@cache
def source() -> Source:
    """The one process that kernels of this process are forked from."""
    return Source()
