"""What machines do to a run: nothing half-written, nobody left, the next run ends it.

Processes are real and killed for real, at moments spread over the phases of a run.
"""

import os
import shutil
import signal
import time
from contextlib import suppress
from itertools import product

import nbformat
import psutil
import pytest

from tests.batch.conftest import REPORT, reports_in, trial

pytestmark = pytest.mark.kernel

RENDER = ("render", "--notebook", "trial", "--language", "en")
# Slow enough to be met, and large enough to be written for a while.
WAIT = """\
import time
from pathlib import Path
marks = Path({marks!r})
(marks / "execute").touch()
time.sleep(0.2)
"""
# What a machine or a notebook does to a kernel, where a test asks for it.
MEMORY = """\
import resource
if language == "vi" and Path({marks!r}, "memory").exists():
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
    hog = [bytearray(2**20) for _ in range(4096)]
"""
BUSY = """\
import signal
if language == "vi" and Path({marks!r}, "busy").exists():
    for number in (signal.SIGINT, signal.SIGTERM):
        _ = signal.signal(number, signal.SIG_IGN)
    while True:
        pass
"""
# A file that the English report alone reads.
READ = """\
import genderlib
_ = genderlib.open_review(organisation, year).tables.narrative.get(language)
"""
CELLS = (
    WAIT,
    READ,
    MEMORY,
    BUSY,
    "from IPython.display import HTML\nHTML('<p>' + 'a' * 3_000_000 + '</p>')",
    REPORT + "\n_ = (marks / 'export').touch()",
)


@pytest.fixture(scope="module")
def whole(module_command, tmp_path_factory):
    """The project with both reports made, and their bytes."""
    command, marks = module_command, tmp_path_factory.mktemp("marks")
    cells = [cell.replace("{marks!r}", repr(str(marks))) for cell in CELLS]
    nbformat.write(trial(*cells), command.project / "notebooks" / "trial.ipynb")
    result = command("render", "--notebook", "trial", "--jobs", "1")
    assert (result.returncode, result.stderr) == (0, "")
    command.marks, command.whole = marks, reports_in(command.project)
    return command


@pytest.fixture
def begin(whole):
    """Starts a run that makes the English report anew, and stops at a phase."""
    with_processes = []

    def start(phase, *options):
        for mark in whole.marks.iterdir():
            mark.unlink()
        # A group of its own, to which a signal can be sent without the tests.
        process = whole.start(*RENDER, "--force", *options, process_group=0)
        with_processes.append(process)
        deadline = time.monotonic() + 60
        # A file is written within milliseconds.
        while not PHASES[phase](whole) and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.0005)
        return process

    yield start
    for process in with_processes:
        process.kill()
        process.communicate()


def is_started(command):
    return bool(of_module(command, "genderlib.batch.worker"))


def is_written(command):
    folder = command.project / "reports/stameq/2020/internal"
    return any(folder.glob(".*.part"))


PHASES = {
    "start": is_started,
    "execute": lambda command: (command.marks / "execute").exists(),
    "export": lambda command: (command.marks / "export").exists(),
    "rename": is_written,
}


def of_module(command, name):
    found = []
    for process in command.processes():
        try:
            if name in process.cmdline():
                found.append(process)
        except psutil.Error:
            continue
    return found


def parent(command, process):
    del command
    return process


def worker(command, process):
    del process
    return next(iter(of_module(command, "genderlib.batch.worker")), None)


def kernel(command, process):
    """The fork of the process that kernels are forked from; else that process."""
    del process
    forks = of_module(command, "genderlib.batch.forking")
    return max(forks, key=lambda p: p.pid, default=None)


def assert_survived(command):
    """As before, or made in full; nobody is left; a further run finishes the work."""
    assert command.left(10) == []
    found = reports_in(command.project)
    assert {n: found[n] for n in found if not n.endswith(".part")} == command.whole
    result = command(*RENDER)
    assert result.returncode == 0, result.stderr
    assert reports_in(command.project) == command.whole


# Every process and every phase in the quick tests, all of them together in the long.
KILLED = {
    (parent, "start"),
    (parent, "execute"),
    (parent, "rename"),
    (worker, "start"),
    (worker, "export"),
    (kernel, "execute"),
    (kernel, "rename"),
}


def deaths():
    """Who dies, in which phase, and how many steps after it began."""
    for victim, phase, step in product((parent, worker, kernel), PHASES, range(5)):
        quick = step == 0 and (victim, phase) in KILLED
        marks = () if quick else pytest.mark.soak
        name = f"{victim.__name__}-{phase}-{step}"
        yield pytest.param(victim, phase, step, id=name, marks=marks)


@pytest.mark.parametrize(("victim", "phase", "step"), list(deaths()))
def test_kill_9_at_any_phase(whole, begin, victim, phase, step):
    process = begin(phase)
    # Later steps meet other moments of the phase.
    time.sleep(step * 0.03)
    found = victim(whole, process)
    # There the cell waits, so all three are at work.
    assert found is not None or (phase, step) != ("execute", 0)
    with suppress(psutil.Error):
        if found is not None:
            found.kill()
    process.communicate(timeout=60)

    assert_survived(whole)


CODES = {signal.SIGTERM: 143, signal.SIGINT: 130}
TOLD = {("start", True), ("export", False)}


def signals():
    """Which signal, in which phase, to the process alone or to its group."""
    phases = ("start", "export", "rename")
    for number, phase, to_group in product(CODES, phases, (False, True)):
        quick = number == signal.SIGTERM and (phase, to_group) in TOLD
        marks = () if quick else pytest.mark.soak
        name = f"{number.name}-{phase}-{'group' if to_group else 'process'}"
        yield pytest.param(number, phase, to_group, id=name, marks=marks)


@pytest.mark.parametrize(("number", "phase", "to_group"), list(signals()))
def test_a_signal_at_any_phase(whole, begin, number, phase, to_group):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = begin(phase)
    finally:
        signal.signal(signal.SIGINT, before)
    if process.poll() is None:
        (os.killpg if to_group else os.kill)(process.pid, number)
    process.communicate(timeout=10)

    # A run that was about to end may end by itself.
    may_end = {0} if phase == "rename" else set()
    assert process.returncode in {CODES[number]} | may_end
    assert_survived(whole)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        pytest.param(
            "memory",
            "stameq 2020 vi: trial.ipynb, cell 4 (import resource): ",
            id="out-of-memory",
        ),
        pytest.param(
            "busy",
            "it ran longer than 5 seconds and was stopped",
            id="busy-loop-that-ignores-signals",
        ),
    ],
)
def test_a_kernel_at_fault_costs_its_own_report_until_it_is_mended(whole, fault, told):
    shutil.rmtree(whole.project / "reports")
    (whole.marks / fault).touch()

    result = whole("render", "--notebook", "trial", "--timeout", "5", "--jobs", "1")

    (whole.marks / fault).unlink()
    assert result.returncode == 1
    assert told in result.stderr
    assert whole.left(10) == []
    english = "stameq/2020/internal/trial.en.html"
    assert reports_in(whole.project) == {english: whole.whole[english]}
    again = whole("render", "--notebook", "trial", "--jobs", "1")
    assert again.stdout == "reports/stameq/2020/internal/trial.vi.html\n"
    assert reports_in(whole.project) == whole.whole


def test_reports_are_written_where_their_folder_was_removed_meanwhile(whole, begin):
    process = begin("execute")
    shutil.rmtree(whole.project / "reports")
    process.communicate(timeout=60)

    assert process.returncode == 0
    assert list(reports_in(whole.project)) == ["stameq/2020/internal/trial.en.html"]
    # What else was removed is made again.
    result = whole("render", "--notebook", "trial")
    assert result.stdout == "reports/stameq/2020/internal/trial.vi.html\n"
    assert reports_in(whole.project) == whole.whole


@pytest.mark.parametrize("years", [-10, 10], ids=["back", "forth"])
def test_the_clock_decides_nothing(whole, years):
    """Whatever was written is dated years later, or earlier, than this machine."""
    moment = time.time() + years * 365 * 86_400
    for path in whole.project.rglob("*"):
        os.utime(path, (moment, moment))

    result = whole("render", "--notebook", "trial")

    assert (result.returncode, result.stdout) == (0, "")


# Python runs this first of all: a clock that somebody has set back by a day.
SET_BACK = """\
import time
from pathlib import Path
Path(__file__).with_name("was set back").touch()
def later(now, day):
    return lambda: now() - day
time.time, time.time_ns = later(time.time, 86_400), later(time.time_ns, 86_400 * 10**9)
"""


@pytest.fixture
def set_back(whole, tmp_path, monkeypatch):
    """The clock of the command is set back by a day; a file that says it was."""
    (tmp_path / "sitecustomize.py").write_text(SET_BACK)
    monkeypatch.setitem(whole.environment, "PYTHONPATH", str(tmp_path))
    return tmp_path / "was set back"


def test_a_clock_set_back_makes_nothing_new_and_overlooks_nothing(whole, set_back):
    up_to_date = whole(*RENDER)
    with (whole.project / "data/raw/stameq/2020/narrative.en.md").open("ab") as words:
        words.write(b"\n")
    changed = whole(*RENDER)

    report = "reports/stameq/2020/internal/trial.en.html"
    assert set_back.exists()
    assert (up_to_date.stdout, up_to_date.stderr) == ("", f"Up to date: {report}\n")
    assert (changed.stdout, changed.stderr) == (f"{report}\n", "")
    assert reports_in(whole.project) == whole.whole
