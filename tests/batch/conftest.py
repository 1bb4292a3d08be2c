"""A small project, small notebooks, and the command as a person runs it."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

PARAMETERS = """\
organisation: str = "stameq"
year: int = 2020
language: str = "vi"
audience: str = "internal"
colour = "#0b5394"  # accent
rounds: int = 2
"""
# What the exporter asks of every report, and no more.
REPORT = """\
from IPython.display import HTML, Markdown, display
from genderlib.text.page_words import page_labels
display(Markdown("# Trial"))
facts = dict(kind="report", language=language, title="Trial", audience=audience,
             organisation=organisation, organisation_name="X", year=year, state="draft",
             data_date="2020-11-17", version="0", fingerprint="0",
             labels=page_labels(language))
display(HTML('<table id="figures"></table>'), metadata={"genderlib": facts})
"""
PREVIOUS = "the report that was there before"
# One report after the other, each kernel started anew: half the processor's time, for
# tests that are about neither.
PLAIN = ("--jobs", "1", "--kernels", "ordinary")


def trial(*sources):
    """A notebook: a parameters cell and the cells given."""
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in sources]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return new_notebook(cells=cells)


@pytest.fixture
def write_notebook(project):
    """Writes notebooks/trial.ipynb."""

    def write(*sources, name="trial"):
        path = project / "notebooks" / f"{name}.ipynb"
        nbformat.write(trial(*sources), path)
        return path

    return write


class Command:
    """`genderlib`, run in a project, with a home and a temporary folder of its own."""

    def __init__(self, project, folder):
        self.project = project
        self.home, self.temporary = folder / "home", folder / "t"
        self.home.mkdir()
        self.temporary.mkdir()
        self.mark = uuid.uuid4().hex
        kept = {n: v for n, v in os.environ.items() if not n.startswith("XDG_")}
        cache = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
        self.environment = {
            **kept,
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            # Fonts are not listed anew for every trial.
            "XDG_CACHE_HOME": cache,
            "GENDERLIB_TRIAL": self.mark,
        }

    def start(self, *arguments, **options):
        """Start it and do not wait."""
        places = {"env": self.environment, "cwd": self.project}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [Path(sys.executable).with_name("genderlib"), *arguments],
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            **(places | pipes | options),
        )

    def __call__(self, *arguments, **options):
        """Run it to its end."""
        process = self.start(*arguments, **options)
        output, errors = process.communicate(timeout=300)
        return subprocess.CompletedProcess(
            arguments, process.returncode, output, errors
        )

    def processes(self):
        """Whatever it started that still runs, in any session, orphans included."""
        return [
            process
            for process in psutil.process_iter()
            if _environment(process).get("GENDERLIB_TRIAL") == self.mark
            and process.pid != os.getpid()
        ]

    def left(self, seconds=10):
        """Processes and temporary files that are still there after some seconds."""
        deadline = time.monotonic() + seconds
        while (left := self._left()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left

    def _left(self):
        processes = [" ".join(_command_line(p)) for p in self.processes()]
        return [*processes, *map(str, self.temporary.iterdir()), *self._jupyter()]

    def _jupyter(self):
        """Files that kernels leave in the home of whoever starts them."""
        places = (".local/share/jupyter", ".ipython", ".jupyter")
        return [str(path) for place in places for path in self.home.glob(place)]


def _environment(process):
    with suppress(psutil.Error):
        return process.environ()
    return {}


def _command_line(process):
    with suppress(psutil.Error):
        return process.cmdline()
    return ["ended meanwhile"]


@pytest.fixture
def command(project, tmp_path):
    """The command; afterwards nothing of it is left, whatever became of it."""
    command = Command(project, tmp_path)
    yield command
    left = command.left()
    for process in command.processes():
        with suppress(psutil.Error):
            process.send_signal(signal.SIGKILL)
    assert left == []


@pytest.fixture(scope="module")
def module_command(tmp_path_factory, untouched):
    """The command in a project that the tests of one file share."""
    folder = tmp_path_factory.mktemp("module")
    for part in ("data/raw", "notebooks"):
        shutil.copytree(untouched / part, folder / "project" / part)
    dictionary = untouched / "data" / "datapackage.json"
    shutil.copy2(dictionary, folder / "project" / "data")
    return Command(folder / "project", folder)


@pytest.fixture
def reports(project):
    """The folder of reports, with one that was made before."""
    folder = project / "reports" / "stameq" / "2020" / "internal"
    folder.mkdir(parents=True)
    (folder / "trial.en.html").write_text(PREVIOUS)
    return folder


@pytest.fixture
def render(command):
    """Renders the trial notebook in English and gives back exit code and messages."""

    def run(*arguments, **options):
        wanted = ("--notebook", "trial", "--language", "en")
        return command("render", *wanted, *arguments, **options)

    return run


def files(folder):
    """Every file below a folder, hidden ones included, with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def reports_in(project):
    """Every file that lies where reports lie, without the lists of them."""
    found = files(project / "reports")
    return {name: found[name] for name in found if "/" in name}
