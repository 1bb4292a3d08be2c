"""Reports through a real scheduler and two real workers on this machine."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from nbformat.v4 import new_code_cell, new_notebook, writes

from genderlib.batch.cluster import serve
from genderlib.batch.made import program
from tests.batch.conftest import PARAMETERS, REPORT, reports_in

pytestmark = pytest.mark.kernel

OPENED = """\
import genderlib
review = genderlib.open_review(organisation, year, language=language)
"""
# Where asked to, the first kernel waits, and says which processes are above it.
WAITS = """\
import json, os, psutil, time
from pathlib import Path
marks = Path({marks!r})
if language == "vi" and (marks / "wait").exists():
    above = [p.pid for p in psutil.Process().parents()]
    (marks / "part").write_text(json.dumps(above))
    (marks / "part").rename(marks / "above")
    while (marks / "wait").exists():
        time.sleep(0.05)
"""
RENDER = ("render", "--notebook", "trial")
FREE = "tcp://127.0.0.1:{}"


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, command, folder):
        self.command, self.folder = command, folder
        self.file = folder / "scheduler.json"
        self.processes = []

    def start(self, *words):
        """Start a part of it; where the scheduler listens is told by a file."""
        options = ("--scheduler-file", str(self.file), "--dashboard-address", ":0")
        return self.run(*words, *options)

    def run(self, *words):
        """Run `dask` with these words and no others."""
        dask = Path(sys.executable).with_name("dask")
        settings = {"DASK_TEMPORARY_DIRECTORY": str(self.folder)}
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [dask, *words],
                env={**self.command.environment, **settings},
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def start_scheduler(self):
        self.file.unlink(missing_ok=True)
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0")
        wait_for(self.file.exists)
        wait_for(self.file.read_text)
        self.address = json.loads(self.file.read_text())["address"]

    def start_worker(self):
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        return self.start("worker", *options)

    def stop(self):
        for process in self.processes:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait(10)


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def local(module_command, tmp_path_factory):
    """The reports as this machine makes them without a cluster."""
    command, marks = module_command, tmp_path_factory.mktemp("marks")
    cells = [PARAMETERS, OPENED, WAITS.replace("{marks!r}", repr(str(marks))), REPORT]
    notebook = new_notebook(
        cells=[new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)]
    )
    notebook.cells[0].metadata["tags"] = ["parameters"]
    (command.project / "notebooks" / "trial.ipynb").write_text(writes(notebook))
    result = command(*RENDER, "--jobs", "1")
    assert (result.returncode, result.stderr) == (0, "")
    command.marks, command.whole = marks, reports_in(command.project)
    return command


@pytest.fixture
def scheduler(local, tmp_path):
    """A scheduler without workers; afterwards nothing of it and of them is left."""
    shutil.rmtree(local.project / "reports", ignore_errors=True)
    cluster = Cluster(local, tmp_path)
    cluster.start_scheduler()
    yield cluster
    for mark in local.marks.iterdir():
        mark.unlink()
    cluster.stop()
    assert local.left(10) == []


@pytest.fixture
def cluster(scheduler):
    """A scheduler with two workers."""
    workers = [scheduler.start_worker(), scheduler.start_worker()]
    scheduler.workers = {process.pid: process for process in workers}
    return scheduler


def test_the_bytes_equal_those_of_a_local_run(cluster, local):
    result = local(*RENDER, "--force", "--cluster", cluster.address)

    told = json.loads((local.project / "reports" / "run.json").read_bytes())
    assert (result.returncode, result.stderr) == (0, "")
    assert reports_in(local.project) == local.whole
    assert told["kernels"] == f"cluster {cluster.address}"


@pytest.fixture
def waiting(cluster, local):
    """A run whose Vietnamese report is being made; processes above its kernel."""
    (local.marks / "wait").touch()
    process = local.start(*RENDER, "--force", "--cluster", cluster.address)
    wait_for((local.marks / "above").exists)
    yield process, json.loads((local.marks / "above").read_text())
    process.kill()
    process.wait(10)


def test_a_worker_killed_in_the_middle_costs_a_retry(cluster, local, waiting):
    process, above = waiting
    worker = next(pid for pid in above if pid in cluster.workers)
    (local.marks / "wait").unlink()
    cluster.workers[worker].kill()

    output, errors = process.communicate(timeout=120)

    assert (process.returncode, errors) == (0, "")
    assert len(output.splitlines()) == 2
    assert reports_in(local.project) == local.whole
    # What the dead worker had started ends with it.
    wait_for(
        lambda: not any(psutil.pid_exists(p) for p in above[: above.index(worker)])
    )


def test_a_lost_scheduler_is_told_and_a_new_one_finishes_the_work(
    cluster, local, waiting
):
    process, _ = waiting
    wait_for(lambda: reports_in(local.project))
    cluster.scheduler.kill()

    _, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert f"{cluster.address}: the scheduler is not there any more" in errors
    assert "Traceback" not in errors
    english = "stameq/2020/internal/trial.en.html"
    assert reports_in(local.project) == {english: local.whole[english]}
    (local.marks / "wait").unlink()
    cluster.start_scheduler()
    # As docs/scale.md says, with the process above each worker that dask adds.
    cluster.run("worker", cluster.address, "--nthreads", "1")
    again = local(*RENDER, "--cluster", cluster.address)
    assert (again.returncode, again.stderr) == (
        0,
        "Up to date: reports/" + english + "\n",
    )
    assert reports_in(local.project) == local.whole


def test_where_no_scheduler_answers_the_cure_is_named(command, write_notebook):
    write_notebook(REPORT)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = FREE.format(taken.getsockname()[1])

    result = command(*RENDER, "--cluster", free)

    assert (result.returncode, result.stdout) == (1, "")
    first, second, cure = result.stderr.splitlines()
    assert first == f"{free}: waiting up to 10 seconds for a scheduler"
    assert second.startswith(f"{free}: no scheduler answers there (")
    assert cure == "Start one with `dask scheduler`, or mend the address."


@pytest.mark.parametrize("address", ["nonsense", "tcp://host", "tcp://:8786", ""])
def test_what_is_no_address_is_wrong_usage(command, address):
    result = command("render", "--cluster", address)

    assert result.returncode == 2
    assert "is no address; write it as tcp://host:8786" in result.stderr


def test_where_no_worker_is_there_it_says_so_and_waits(scheduler, local):
    with local.start(*RENDER, "--force", "--cluster", scheduler.address) as process:
        told = process.stderr.readline()
        scheduler.start_worker()
        rest = process.stderr.read()
        process.wait(60)

    assert told == (
        f"{scheduler.address}: no worker is there; waiting until one is started: "
        f"dask worker {scheduler.address}\n"
    )
    assert (process.returncode, rest) == (0, "")
    assert reports_in(local.project) == local.whole


def test_a_notebook_of_the_package_is_run_where_the_folder_has_none(scheduler, local):
    scheduler.start_worker()
    (local.project / "notebooks" / "news_item.ipynb").unlink()

    result = local(
        *("render", "--notebook", "news_item", "--language", "en"),
        *("--cluster", scheduler.address),
    )

    assert (result.returncode, result.stderr) == (
        0,
        "news_item: the notebook of the package\n",
    )
    assert list(reports_in(local.project)) == ["stameq/2020/public/news_item.en.html"]


def request(**other):
    wanted = {"program": program(), "root": os.sep, "notebook": "notebooks/n.ipynb"}
    return wanted | other


def test_a_worker_of_another_version_refuses():
    answer, _ = serve(request(program={"genderlib's code": "other"}))

    assert answer["error"].startswith("a worker runs another version of genderlib")


def test_a_worker_without_the_data_says_where_it_looked(tmp_path, monkeypatch):
    monkeypatch.setenv("GENDERLIB_ROOT", str(tmp_path))

    answer, _ = serve(request())

    assert answer["error"].startswith(f"{tmp_path}: a worker finds no data there\n")


def test_an_error_nobody_foresaw_is_that_reports_error_and_no_lost_scheduler(
    monkeypatch,
):
    monkeypatch.delenv("GENDERLIB_ROOT", raising=False)

    answer, _ = serve({"program": program()})

    assert answer == {"error": "KeyError: 'root'"}
