"""A notebook that does not run to its end: one message, and nothing else changes."""

import pytest

from tests.batch.conftest import PREVIOUS, REPORT, files

pytestmark = pytest.mark.kernel

ENDS = "it ends the kernel, so the cells after it may not run"
STOPS = "it ends the notebook, so the cells after it did not run"
ENDED = "the kernel ended while it ran"
# Children in sessions of their own, one of which has no parent any more.
CHILDREN = """\
import subprocess, sys
daemon = "import os, time\\nif os.fork() == 0:\\n    os.setsid()\\n    time.sleep(300)"
subprocess.run([sys.executable, "-c", daemon])
child = subprocess.Popen(["sleep", "300"], start_new_session=True)
"""
DEAF = """\
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
while True:
    pass
"""
CASES = [
    pytest.param("1 / 0", "ZeroDivisionError: division by zero", id="raises"),
    pytest.param("quit()", ENDS, id="quit"),
    pytest.param(f"{CHILDREN}import os; os._exit(0)", ENDED, id="dies-with-children"),
    pytest.param(DEAF, "it ran longer than 3 seconds and was stopped", id="deaf"),
]
MANY = [
    pytest.param("exit()", ENDS, id="exit"),
    pytest.param("get_ipython().ask_exit()", ENDS, id="ask_exit"),
    pytest.param("import sys; sys.exit(3)", "SystemExit: 3", id="sys.exit-3"),
    pytest.param("import sys; sys.exit(0)", STOPS, id="sys.exit-0"),
    pytest.param("raise SystemExit", STOPS, id="SystemExit"),
    pytest.param("raise KeyboardInterrupt", "KeyboardInterrupt", id="interrupt"),
    pytest.param("x = = 1", "SyntaxError: invalid syntax", id="syntax"),
    pytest.param("input()", "StdinNotImplementedError", id="input"),
    pytest.param("raise ValueError('a' * 10**7)", "ValueError: aaaa", id="long-error"),
    pytest.param("raise ValueError('\\x1b[2J\\x07')", "<U+0007>", id="control"),
    pytest.param("raise ValueError('\\udc80')", "ValueError: ", id="surrogate"),
    pytest.param("import os; os._exit(0)", ENDED, id="os._exit"),
    pytest.param("import os; os.kill(os.getpid(), 9)", ENDED, id="killed"),
    pytest.param("import os; os.abort()", ENDED, id="abort"),
    pytest.param("import ctypes; ctypes.string_at(0)", ENDED, id="segmentation-fault"),
    pytest.param(
        "import os, threading, time\n"
        "threading.Timer(0.2, os._exit, (0,)).start(); time.sleep(60)",
        ENDED,
        id="thread-exits",
    ),
    pytest.param(
        "get_ipython().kernel.do_shutdown(False); import time; time.sleep(60)",
        "longer than 3 seconds",
        id="shutdown",
    ),
    pytest.param(
        "import os; os.kill(os.getppid(), 9); import time; time.sleep(60)",
        "the process that runs notebooks ended early (SIGKILL)",
        id="kills-worker",
    ),
    pytest.param("import time; time.sleep(60)", "longer than 3 seconds", id="sleeps"),
    pytest.param(
        "import os; os.kill(os.getpid(), 19)", "longer than 3 seconds", id="stopped"
    ),
    pytest.param(f"{CHILDREN}1 / 0", "ZeroDivisionError", id="raises-with-children"),
    pytest.param(f"{CHILDREN}{DEAF}", "longer than 3", id="deaf-with-children"),
]


@pytest.mark.parametrize(
    ("source", "message"),
    [*CASES, *(pytest.param(*c.values, id=c.id, marks=pytest.mark.soak) for c in MANY)],
)
def test_an_early_end_names_the_cell_and_changes_nothing(
    write_notebook, render, reports, source, message
):
    write_notebook("before = 1", f"# the bad one\n{source}", REPORT)

    result = render("--timeout", "3")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("stameq 2020 en: ")
    assert message in result.stderr
    assert "trial.ipynb, cell 3 (the bad one): " in result.stderr or "early" in message
    assert len(result.stderr) < 2000
    assert files(reports) == {"trial.en.html": PREVIOUS.encode()}


def test_children_of_a_notebook_that_succeeds_are_ended_too(write_notebook, render):
    write_notebook(CHILDREN, REPORT)

    result = render()

    assert (result.returncode, result.stderr) == (0, "")


GUARD = "import psutil\npsutil.Process().parent().parent().kill()\nNone"
COMMAND = "import psutil\npsutil.Process().parent().parent().parent().kill()\nNone"


@pytest.mark.soak
def test_without_its_guard_a_worker_ends_with_its_report(
    write_notebook, command, reports
):
    write_notebook(f"{CHILDREN}{GUARD}", REPORT)

    result = command("render", "--notebook", "trial")

    assert (result.returncode, result.stderr) == (0, "")
    assert len(files(reports)) == 2


@pytest.mark.soak
def test_a_notebook_that_kills_the_command_leaves_nothing(write_notebook, render):
    write_notebook(f"{CHILDREN}{COMMAND}\nimport time; time.sleep(60)", REPORT)

    result = render()

    assert result.returncode == -9


@pytest.mark.soak
def test_an_exit_in_the_last_cell_makes_no_report(write_notebook, render, reports):
    write_notebook(f"{REPORT}\nimport sys; sys.exit(0)")

    result = render()

    assert result.returncode == 1
    assert "it stopped with SystemExit: 0" in result.stderr
    assert files(reports) == {"trial.en.html": PREVIOUS.encode()}


@pytest.mark.parametrize(
    ("above", "message"),
    [
        # Kernels are children of the process they are forked from, and end with it.
        pytest.param(
            0,
            "trial.ipynb, cell 2 (import psutil, time): the kernel ended while it ran",
            id="source-of-kernels",
        ),
        pytest.param(
            1, "the process that runs notebooks ended early (SIGKILL)", id="worker"
        ),
        pytest.param(2, "the process that runs notebooks ended early", id="guard"),
    ],
)
def test_a_process_that_dies_is_replaced_for_the_next_report(
    write_notebook, command, reports, above, message
):
    write_notebook(
        "import psutil, time\nif language == 'vi':\n"
        f"    psutil.Process().parents()[{above}].kill()\n    time.sleep(60)",
        REPORT,
    )

    result = command("render", "--notebook", "trial", "--jobs", "1")

    assert result.returncode == 1
    assert f"stameq 2020 vi: {message}" in result.stderr
    assert "1 of 2 reports not made." in result.stderr
    assert list(files(reports)) == ["trial.en.html"]
    assert "<h1>Trial</h1>" in (reports / "trial.en.html").read_text("utf-8")


def test_an_error_of_several_reports_is_told_once(write_notebook, command):
    write_notebook("1 / 0", REPORT)

    result = command("render", "--notebook", "trial", "--jobs", "1")

    assert result.stderr.count("ZeroDivisionError") == 1
    assert "stameq 2020 en: as for stameq 2020 vi" in result.stderr


@pytest.mark.parametrize("size", [pytest.param(10**7, id="10-MB")])
def test_a_huge_print_is_refused_in_one_short_line(
    write_notebook, render, reports, size
):
    write_notebook(f"print('a' * {size})", REPORT)

    result = render()

    assert result.returncode == 1
    assert "cell 2 (print('a' * 10000000)): it printed to stdout: aaa" in result.stderr
    assert max(map(len, result.stderr.splitlines())) <= 200
    assert files(reports) == {"trial.en.html": PREVIOUS.encode()}


@pytest.mark.soak
def test_a_huge_output_arrives_whole(write_notebook, render, reports):
    table = '"<table><tr><td>" + "a" * 10**7 + "</td></tr></table>"'
    write_notebook(f"from IPython.display import HTML\nHTML({table})", REPORT)

    result = render()

    assert result.returncode == 0, result.stderr
    assert "a" * 10**7 in (reports / "trial.en.html").read_text("utf-8")


def test_what_is_written_past_python_goes_to_the_log(write_notebook, render, tmp_path):
    # The kernel's own standard output, which the worker's results must not share.
    forged = 'b\'{"html": "forged", "notebook": ""}\\n\''
    write_notebook(f"import os\n_ = os.write(1, {forged}), os.write(2, b'2')", REPORT)

    result = render("--log", tmp_path / "log")

    assert result.returncode == 0, result.stderr
    assert result.stdout == "reports/stameq/2020/internal/trial.en.html\n"
    assert '"forged"' in (tmp_path / "log").read_text("utf-8")
