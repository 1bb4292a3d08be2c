"""What a newcomer does first: a clone, and `make report`."""

import hashlib
import os
import shutil
import subprocess

import pytest

REPORTS = [
    "reports/stameq/2020/internal/annual_review.en.html",
    "reports/stameq/2020/internal/annual_review.vi.html",
]


@pytest.fixture
def clone(tmp_path, root):
    """A clone of what is committed, in a path with a space, for a user without files.

    The settings of pip stay: they may name the mirror that this machine can reach.
    """
    folder = tmp_path / "a clone"
    command = ["git", "clone", "--quiet", "--no-hardlinks", root, folder]
    subprocess.run(command, check=True)
    return folder


def make_report(clone, **variables):
    """The lines that `make report` prints."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    environment.pop("GENDERLIB_ROOT", None)
    result = subprocess.run(
        ["make", "report"],
        cwd=clone,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout.splitlines()


def digests(clone):
    return [hashlib.sha256((clone / name).read_bytes()).digest() for name in REPORTS]


@pytest.mark.soak
@pytest.mark.kernel
def test_make_report_installs_once_and_gives_the_same_bytes_twice(clone):
    first_lines = make_report(clone)
    first = digests(clone)
    shutil.rmtree(clone / "reports" / "stameq")
    shutil.rmtree(clone / "data" / "processed", ignore_errors=True)

    second_lines = make_report(clone, TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="7")

    assert digests(clone) == first
    assert [line.split()[0] for line in first_lines[:2]] == ["Making", "Installing"]
    assert sorted(second_lines[1:]) == REPORTS
    assert second_lines[0].startswith("Rendering")
