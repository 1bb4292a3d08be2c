"""The command stopped from outside: quickly, with what was finished, without traces."""

import os
import random
import signal
import time

import pytest

from tests.batch.conftest import REPORT, reports_in

pytestmark = pytest.mark.kernel

# The second kernel has a child and hears no signal but SIGKILL.
LONG = """\
import signal, subprocess, time
if language == "en":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    subprocess.Popen(["sleep", "300"], start_new_session=True)
    while True:
        time.sleep(0.1)
"""


def to_process(process, number):
    process.send_signal(number)


def to_group(process, number):
    os.killpg(process.pid, number)


@pytest.fixture(autouse=True)
def ctrl_c():
    """Whoever runs the tests in the background has Ctrl-C ignored, children too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def started(write_notebook, command):
    """The command with its first report made and the second kernel in a long cell."""
    write_notebook(LONG, REPORT)
    process = command.start("render", "--notebook", "trial", start_new_session=True)
    with process:
        assert process.stdout.readline().endswith("trial.vi.html\n")
        wait_for(lambda: any("sleep" in p.name() for p in command.processes()))
        yield process


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("send", "number", "code"),
    [
        pytest.param(to_process, signal.SIGINT, 130, id="SIGINT"),
        pytest.param(to_group, signal.SIGTERM, 143, id="SIGTERM-group"),
        pytest.param(
            to_group, signal.SIGINT, 130, id="SIGINT-group", marks=pytest.mark.soak
        ),
        pytest.param(
            to_process, signal.SIGTERM, 143, id="SIGTERM", marks=pytest.mark.soak
        ),
    ],
)
def test_a_signal_ends_it_within_five_seconds(
    started, command, project, send, number, code
):
    send(started, number)
    actual = started.wait(5)

    assert actual == code
    assert started.stderr.read() == "Stopped. What was finished is kept.\n"
    assert list(reports_in(project)) == ["stameq/2020/internal/trial.vi.html"]
    assert command.left(2) == []


def test_kill_9_leaves_nothing(started, command):
    started.kill()
    started.wait(5)

    assert command.left(10) == []


@pytest.mark.soak
def test_ctrl_c_twice_is_as_good_as_once(started, command):
    started.send_signal(signal.SIGINT)
    time.sleep(0.01)
    started.send_signal(signal.SIGINT)

    assert started.wait(5) != 0
    assert command.left(10) == []


@pytest.mark.soak
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("trial", range(10))
def test_at_any_moment(write_notebook, command, project, number, trial):
    write_notebook("import time; time.sleep(0.5)", REPORT)
    render = ("render", "--notebook", "trial", "--keep-notebook", "--force")
    assert command(*render).returncode == 0
    whole = reports_in(project)
    process = command.start(*render)
    with process:
        time.sleep(random.Random(f"{number}{trial}").uniform(0.2, 5))  # noqa: S311  times
        process.send_signal(number)
        process.wait(5)

    assert command.left(10) == []
    assert command(*render).returncode == 0
    assert reports_in(project) == whole
