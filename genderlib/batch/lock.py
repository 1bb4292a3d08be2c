"""One run at a time in a folder of reports; a run that has died holds nothing."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import IO, TYPE_CHECKING, Final

from genderlib.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SECONDS_BETWEEN: Final = 0.2


@contextlib.contextmanager
def only_run(folder: Path, place: Path, wait: Callable[[str], None]) -> Iterator[None]:
    """Hold a folder while reports are made in it.

    Parameters
    ----------
    folder : Path
        The project folder; it is locked itself where the system can do that, because
        people remove the folder in which the file lies.
    place : Path
        The file that is locked; it is made where it is missing, and stays.
    wait : callable
        Called before waiting, once for each of the two, with the number of the process
        that holds it; empty where that is not known.

    Raises
    ------
    ProjectError
        If the file cannot be opened, or the disk has no locks.

    Notes
    -----
    The system gives the lock back when its process ends, in whatever way. Where the
    file cannot be made, no report can be written either, and each will say so.
    """
    with contextlib.ExitStack() as held:
        file = _locked(place, wait)
        if file is not None:
            held.enter_context(file)
            # On a full disk the lock holds, and nobody learns whose it is.
            with contextlib.suppress(OSError):
                file.truncate(0)
                file.write(str(os.getpid()).encode())
        held.callback(_locked_folder(folder, wait))
        yield


def _locked_folder(folder: Path, wait: Callable[[str], None]) -> Callable[[], None]:
    """Lock the folder itself, and give back what unlocks it.

    Not on Windows, where nobody removes a file that is locked, and not on disks that
    lock only what can be written, such as NFS: there the file alone is locked.
    """
    if sys.platform == "win32":
        return lambda: None
    handle, has_told = os.open(folder, os.O_RDONLY), False
    with contextlib.suppress(OSError):
        while not _has_locked(handle):
            if not has_told:
                has_told = True
                wait("")
            time.sleep(_SECONDS_BETWEEN)
    return lambda: os.close(handle)


def _locked(place: Path, wait: Callable[[str], None]) -> IO[bytes] | None:
    """The file, once nobody else has it; None where it cannot be made.

    It is opened anew for every try: whoever removes it makes the lock on it worthless.
    """
    has_told = False
    while file := _opened(place):
        is_ours = _try(file, place)
        if is_ours and _is_at(file, place):
            return file
        with file:
            if not (is_ours or has_told):
                has_told = True
                wait(_holder(file))
        time.sleep(_SECONDS_BETWEEN)
    return None


def _opened(place: Path) -> IO[bytes] | None:
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("ab+", buffering=0)
    # Another user's may be there, which can be locked without being written.
    try:
        return place.open("rb", buffering=0)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ProjectError(
            f"{place}: cannot be opened: {error.strerror}\n"
            "Whether another run makes reports here cannot be seen; let whoever owns "
            "the file give you the right to read it.",
            place,
        ) from error


def _is_at(file: IO[bytes], place: Path) -> bool:
    """Whether the file is still the one at its place."""
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), place.stat())
    return False


def _holder(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().strip()


def _try(file: IO[bytes], place: Path) -> bool:
    """Take the lock if nobody has it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        return _has_locked(file)
    except OSError as error:
        file.close()
        raise ProjectError(
            f"{place}: cannot be locked: {error.strerror}\n"
            "Two runs at once would spoil each other's reports; put the project folder "
            "on a disk that has locks.",
            place,
        ) from error


def _has_locked(handle: IO[bytes] | int) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
