"""One run at a time in a folder of reports; a run that has died holds nothing."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SECONDS_BETWEEN: Final = 0.2


@contextlib.contextmanager
def only_run(place: Path, wait: Callable[[str], None]) -> Iterator[None]:
    """Hold a folder while reports are made in it.

    Parameters
    ----------
    place : Path
        The file that is locked; it is made where it is missing, and stays.
    wait : callable
        Called once, with the number of the process that holds it, before waiting.

    Notes
    -----
    The system gives the lock back when its process ends, in whatever way. Where the
    file cannot be made, no report can be written either, and each will say so.
    """
    file = _opened(place)
    if file is None:
        yield
        return
    with file:
        if not _try(file):
            file.seek(0)
            wait(file.read().decode().strip())
            while not _try(file):
                time.sleep(_SECONDS_BETWEEN)
        # On a full disk the lock holds, and nobody learns whose it is.
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(str(os.getpid()).encode())
        yield


def _opened(place: Path) -> IO[bytes] | None:
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("ab+", buffering=0)
    return None


def _try(file: IO[bytes]) -> bool:
    """Take the lock if nobody has it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
