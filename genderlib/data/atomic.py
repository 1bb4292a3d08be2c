"""Files that are there in full or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import Final

_PART: Final = ".part"
_IS_FOLDER: Final = "a folder has this name; rename it or move it away"


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees a part of it.

    The content goes to a temporary file in the same folder, to the disk, and takes the
    final name in one step. What was there before stays if anything fails.

    Parameters
    ----------
    path : Path
        The file; its folder is made where it is missing.
    content : bytes

    Raises
    ------
    OSError
        If the folder cannot be made or written to, the disk is full, or a folder has
        the name of the file.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, _IS_FOLDER, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}.", suffix=_PART
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is its owner's alone; a table is for everyone to read.
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file as `write_atomically` does, unless it holds that already.

    Parameters
    ----------
    path : Path
    content : bytes

    Returns
    -------
    bool
        Whether it was written.

    Raises
    ------
    OSError
        As `write_atomically`.
    """
    if path.exists() and path.read_bytes() == content:
        return False
    write_atomically(path, content)
    return True


def remove_parts(folder: Path) -> None:
    """Remove temporary files that commands left which were killed while they wrote.

    Parameters
    ----------
    folder : Path
        Nobody else may write in it or below meanwhile.
    """
    for part in folder.rglob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            part.unlink()
