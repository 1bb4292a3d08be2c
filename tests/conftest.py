"""What all tests share: options, the order of the tests, and folders to work in."""

import os
import random
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SLOW = ("kernel", "browser")

pytest_plugins = ["pytester"]

# A newcomer's run is short and the same every time; `make soak` searches widely. No
# deadline: on a busy machine the first call pays for imports.
settings.register_profile("quick", max_examples=50, derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=2000, deadline=None)


def pytest_addoption(parser):
    parser.addoption(
        "--soak",
        action="store_true",
        help="run the long trials too, and many examples of each property",
    )
    parser.addoption(
        "--shuffle",
        type=int,
        metavar="SEED",
        help="run the files, and the tests in each, in a random order",
    )


def pytest_configure(config):
    settings.load_profile("soak" if config.getoption("--soak") else "quick")


def pytest_report_header(config):
    seed = config.getoption("--shuffle")
    return [] if seed is None else [f"order: --shuffle {seed}"]


# After the folders' own hooks, which mark what needs a browser.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if not config.getoption("--soak"):
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
    if (seed := config.getoption("--shuffle")) is not None:
        items[:] = shuffled(items, seed)
    else:
        items[:] = slow_first(items)


def slow_first(items):
    """Files with kernels or a browser first: none is left to one process at the end."""
    slow = {item.path for item in items if any(map(item.get_closest_marker, SLOW))}
    return sorted(items, key=lambda item: item.path not in slow)


def shuffled(items, seed):
    """Files stay together, because browsers and reports are made once per file."""
    order = random.Random(seed)  # noqa: S311  an order of tests is no secret
    files = [list(group) for _, group in groupby(items, key=lambda item: item.path)]
    order.shuffle(files)
    for tests in files:
        order.shuffle(tests)
    return [item for tests in files for item in tests]


def pytest_terminal_summary(terminalreporter):
    """Say once, at the end, that pages went unchecked; a row of `s` is overlooked."""
    skipped = terminalreporter.getreports("skipped")
    reasons = [report.longrepr[2] for report in skipped]
    unchecked = [reason for reason in reasons if "needs a browser: " in reason]
    if unchecked:
        reason = unchecked[0].partition("needs a browser: ")[2]
        terminalreporter.section("NOT CHECKED IN A BROWSER", yellow=True)
        terminalreporter.line(f"{len(unchecked)} tests did not run: {reason}.")


@pytest.fixture(autouse=True)
def _no_project_of_the_user(monkeypatch):
    """A variable of the person who runs the tests leads no test to another folder."""
    monkeypatch.delenv("GENDERLIB_ROOT", raising=False)


@pytest.fixture(scope="session")
def root():
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def loaded(root):
    """Tells which of some modules a program has loaded when it ends."""

    def at_end_of(program, names, *arguments):
        telling = f"import sys; print(*sorted({set(names)} & sys.modules.keys()))"
        done = subprocess.run(
            [sys.executable, "-c", f"{program}\n{telling}", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    return at_end_of


@pytest.fixture(scope="session")
def oracle():
    """Inputs and results of other programs: a folder that GENDERLIB_ORACLES names.

    Without the variable it is looked for beside the repository.
    """
    named = os.environ.get("GENDERLIB_ORACLES")
    folder = Path(named or ROOT.parent / "shared" / "reference" / "oracles")
    if folder.is_dir():
        return folder
    if named:
        pytest.fail(f"GENDERLIB_ORACLES names no folder: {named}", pytrace=False)
    pytest.skip("NOT COMPARED with other programs: GENDERLIB_ORACLES is not set")


def copy_project(folder, *organisations):
    """The real data, dictionary and notebooks in another folder."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    for table in (ROOT / "data" / "raw").glob("*.csv"):
        shutil.copy2(table, raw)
    for organisation in organisations or ("stameq",):
        shutil.copytree(ROOT / "data" / "raw" / organisation, raw / organisation)
    shutil.copy2(ROOT / "data" / "datapackage.json", folder / "data")
    ignore = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=ignore)
    return folder


@pytest.fixture
def project(tmp_path):
    """A copy of the real project folder, to break and to write into."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def untouched(tmp_path_factory):
    """The same for tests that change nothing in it."""
    return copy_project(tmp_path_factory.mktemp("untouched") / "project")


@pytest.fixture(scope="session")
def reports(untouched):
    """Folder of both reports of 2020, made once by the real command and kernel."""
    command = [sys.executable, "-m", "genderlib", "render", "--keep-notebook"]
    made = subprocess.run(
        [*command, "--organisation", "stameq", "--year", "2020", "--jobs", "1"],
        cwd=untouched,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return untouched / "reports" / "stameq" / "2020" / "internal"
