"""The lock on a folder of reports: removed, another user's, on a disk without locks."""

import contextlib
import errno
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from genderlib.batch.lock import only_run
from genderlib.errors import ProjectError

fcntl = pytest.importorskip("fcntl", reason="Windows locks in another way")


def never(holder):
    raise AssertionError(f"waits for {holder}")


@pytest.fixture
def files_alone(monkeypatch):
    """A disk that locks no folder, as NFS: it wants a handle to write."""
    original = fcntl.flock

    def refuse(handle, operation):
        if isinstance(handle, int):
            raise OSError(errno.EBADF, "Bad file descriptor")
        original(handle, operation)

    monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.mark.usefixtures("files_alone")
def test_who_waits_for_a_file_that_was_removed_waits_for_the_one_in_its_place(tmp_path):
    place, order = tmp_path / "lock", []
    first, third = contextlib.ExitStack(), contextlib.ExitStack()
    first.enter_context(only_run(place.parent, place, never))

    def end_third():
        order.append("the third ends")
        third.close()

    def let_a_third_begin(holder):
        order.append(holder)
        place.unlink()
        third.enter_context(only_run(place.parent, place, never))
        first.close()
        threading.Timer(0.5, end_third).start()

    with only_run(place.parent, place, let_a_third_begin):
        order.append("the second begins")

    assert order == [str(os.getpid()), "the third ends", "the second begins"]


@pytest.fixture
def unwritable(monkeypatch):
    """Makes a file refuse to be written; root may write whatever its mode is."""
    original = Path.open

    def refuse(path, mode="r", **options):
        if "a" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return original(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)


def wait_for_it(place, told):
    with only_run(place.parent, place, told.append):
        told.append("has it")


def test_who_finds_the_file_removed_with_its_folder_waits_for_the_project(tmp_path):
    place, told = tmp_path / "processed" / "lock", []

    def second():
        with only_run(tmp_path, place, told.append):
            told.append("has it")

    with only_run(tmp_path, place, never):
        shutil.rmtree(place.parent)
        waiting = threading.Thread(target=second)
        waiting.start()
        while not told and waiting.is_alive():
            time.sleep(0.01)
        told.append("the first ends")
    waiting.join(60)

    # The number of the process went with the file.
    assert told == ["", "the first ends", "has it"]


@pytest.mark.usefixtures("unwritable")
def test_another_users_file_is_locked_without_being_written(tmp_path):
    place = tmp_path / "lock"
    place.write_text("17")

    told = []
    with only_run(place.parent, place, never):
        waiting = threading.Thread(target=wait_for_it, args=[place, told])
        waiting.start()
        while not told and waiting.is_alive():
            time.sleep(0.01)
    waiting.join(60)

    assert told == ["17", "has it"]


def test_a_disk_without_locks_is_told(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)

    held = only_run(tmp_path, tmp_path / "lock", never)
    with pytest.raises(ProjectError, match="lock: cannot be locked: No locks availab"):
        held.__enter__()
