"""Processes that a notebook started, ended whatever became of their parents."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import psutil

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
# A process may start another while it is being ended, so once is not always enough.
_ROUNDS = 20


def adopt_orphans() -> None:
    """Ask Linux to make this process the parent of orphans among its descendants.

    A process that leaves its session and whose parent has died is then still found.
    Elsewhere only living parents lead to their children.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with_parent(parent: int) -> None:
    """Ask Linux to end this process when its parent ends.

    Parameters
    ----------
    parent : int
        Its number; the process ends at once where another is the parent by now.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def descendants() -> list[psutil.Process]:
    """Every process below this one."""
    import psutil

    return psutil.Process().children(recursive=True)


@contextlib.contextmanager
def no_process_left() -> Iterator[None]:
    """Afterwards every process that was started inside has ended."""
    before = {process.pid for process in descendants()}
    try:
        yield
    finally:
        end_descendants(before)


def end_descendants(besides: Collection[int] = ()) -> None:
    """End every process below this one and collect what is left of it.

    Parameters
    ----------
    besides : collection of int
        Processes that are not ended.
    """
    import psutil

    for _ in range(_ROUNDS):
        left = [process for process in descendants() if process.pid not in besides]
        if not left:
            return
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(left, timeout=1)
