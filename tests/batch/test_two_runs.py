"""Two runs in one folder: one waits, and a dead one holds nothing."""

import shutil

import pytest

from tests.batch.conftest import PLAIN, REPORT, reports_in
from tests.batch.test_interruption import wait_for

pytestmark = pytest.mark.kernel

# A kernel of the first run waits until the test has seen what it came for.
UNTIL_TOLD = """\
import time
from pathlib import Path
Path({begun!r}).touch()
while not Path({end!r}).exists():
    time.sleep(0.05)
"""
RENDER = ("render", "--notebook", "trial", "--language", "en", *PLAIN)


@pytest.fixture
def first(command, write_notebook, tmp_path):
    """A run whose notebook is being run, and the file that lets it end."""
    begun, end = tmp_path / "begun", tmp_path / "end"
    write_notebook(UNTIL_TOLD.format(begun=str(begun), end=str(end)), REPORT)
    with command.start(*RENDER) as process:
        wait_for(begun.exists)
        yield process, end


def keep(_):
    """Leave the project as it is."""


def remove_processed(project):
    shutil.rmtree(project / "data" / "processed")


@pytest.mark.parametrize(
    ("change", "number"),
    [
        pytest.param(keep, " (process {})", id="as-it-is"),
        # The lock lies there; README says that it may be deleted.
        pytest.param(
            remove_processed, "", id="without-data-processed", marks=pytest.mark.soak
        ),
    ],
)
def test_a_second_run_says_that_it_waits_and_then_finds_nothing_to_do(
    first, command, project, change, number
):
    process, end = first
    change(project)
    with command.start(*RENDER) as second:
        told = second.stderr.readline()
        end.touch()
        rest = second.stderr.read()
        second.wait(60)

    assert told == (
        f"Another run{number.format(process.pid)} makes reports in this folder; "
        "waiting until it ends.\n"
    )
    assert process.wait(60) == 0
    assert second.returncode == 0
    assert rest == "Up to date: reports/stameq/2020/internal/trial.en.html\n"


def test_a_dead_run_holds_nothing_and_the_next_one_does_its_work(
    first, command, project
):
    process, end = first
    process.kill()
    end.touch()

    result = command(*RENDER)

    assert (result.returncode, result.stderr) == (0, "")
    assert list(reports_in(project)) == ["stameq/2020/internal/trial.en.html"]


def test_a_dry_run_waits_for_nobody(first, command):
    process, end = first

    result = command(*RENDER, "--dry-run")
    end.touch()

    assert result.stdout == (
        "reports/stameq/2020/internal/trial.en.html: it was never made\n"
    )
    assert process.wait(60) == 0


def test_what_a_killed_run_left_half_written_is_removed(
    command, write_notebook, project
):
    write_notebook(REPORT)
    folder = project / "reports/stameq/2020/internal"
    folder.mkdir(parents=True)
    (folder / ".trial.en.html.abc.part").write_text("<html>")

    assert command(*RENDER).returncode == 0

    assert list(reports_in(project)) == ["stameq/2020/internal/trial.en.html"]
