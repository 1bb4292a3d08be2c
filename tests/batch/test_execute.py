"""A notebook in a real kernel: every way to end too early is told with its cell."""

import os
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from genderlib.batch.execute import ExecutionError, execute

pytestmark = pytest.mark.kernel

PARAMETERS = {"year": 2020}


@pytest.fixture
def notebook(tmp_path):
    """Writes a notebook of the cells given, after a parameters cell."""

    def write(*sources: str) -> Path:
        parameters = new_code_cell(
            "year: int = 2019", metadata={"tags": ["parameters"]}
        )
        cells = [parameters, *(new_code_cell(source) for source in sources)]
        for number, cell in enumerate(cells):
            cell.id = f"cell-{number}"
        path = tmp_path / "trial.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
        return path

    return write


def run(path: Path, timeout: int = 60):
    return execute(path, PARAMETERS, root=path.parent, timeout=timeout)


def test_parameters_reach_the_notebook(notebook):
    executed = run(notebook("year"))

    assert executed.cells[-1].outputs[0].data["text/plain"] == "2020"


def test_the_kernel_runs_in_a_folder_of_its_own_and_knows_the_project(notebook):
    path = notebook(
        "import os; print(os.getcwd()); print(os.environ['GENDERLIB_ROOT'])"
    )

    executed = run(path)

    folder, root = executed.cells[-1].outputs[0].text.split()
    assert root == str(path.parent)
    assert folder != os.getcwd()
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("1 / 0", "ZeroDivisionError: division by zero", id="raises"),
        pytest.param("import sys; sys.exit(3)", "SystemExit: 3", id="sys.exit"),
        pytest.param("quit()", "it ends the kernel", id="quit"),
        pytest.param(
            "import os; os._exit(0)", "the kernel ended while it ran", id="os._exit"
        ),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            "the kernel ended while it ran",
            id="killed",
        ),
    ],
)
def test_an_early_end_names_the_cell(notebook, source, message):
    path = notebook("before = 1", f"# the bad one\n{source}", "after = 2")

    with pytest.raises(ExecutionError) as caught:
        run(path)

    assert caught.value.cell == 3
    assert "trial.ipynb, cell 3 (the bad one)" in str(caught.value)
    assert message in str(caught.value)


def test_a_cell_that_runs_too_long_is_stopped(notebook):
    path = notebook("before = 1", "while True:\n    pass")

    with pytest.raises(ExecutionError, match="cell 3 .*longer than 2 seconds"):
        run(path, timeout=2)


def test_no_process_is_left_when_a_kernel_with_children_dies(notebook):
    path = notebook(
        "import subprocess, os\n"
        "child = subprocess.Popen(['sleep', '300'], start_new_session=True)\n"
        "open(os.path.join(os.environ['GENDERLIB_ROOT'], 'pid'), 'w')"
        ".write(str(child.pid))",
        "os._exit(0)",
    )

    with pytest.raises(ExecutionError):
        run(path)

    pid = int((path.parent / "pid").read_text())
    deadline = time.monotonic() + 10
    while psutil.pid_exists(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not psutil.pid_exists(pid)


def test_the_environment_is_as_before(notebook):
    before = dict(os.environ)

    run(notebook("year"))

    assert dict(os.environ) == before
