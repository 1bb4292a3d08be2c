"""What is installed: pyproject.toml, both locks and environment.yml agree."""

import ast
import re
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PYTHONS = ["3.11.0", "3.11.9", "3.12.1", "3.13.0", "3.14.0"]

# The conda-forge name where it differs from PyPI's.
CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "jupyter-client": "jupyter_client",
    "matplotlib": "matplotlib-base",
    "playwright": "playwright-python",
}
NOT_ON_CONDA_FORGE = {"axe-playwright-python", "gptables"}


# The package that brings a module of another name.
PACKAGES = {
    "bs4": "beautifulsoup4",
    "docx": "python-docx",
    "fontTools": "fonttools",
    "yaml": "pyyaml",
}


@pytest.fixture(scope="module")
def pyproject():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def needed(pyproject):
    """Requirements by lock: what runs and builds; with what tests and develops."""
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    running = [*project["dependencies"], *groups["build"]]
    extras = project["optional-dependencies"]
    wanted = [line for name in ("cluster", "pdf", "test") for line in extras[name]]
    developing = [*running, *wanted, *groups["dev"]]
    return dict(zip(LOCKS, (running, developing), strict=True))


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def read_lock(name):
    """The pins of a lock, each with its hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        pin, *hashes = line.split("--hash=sha256:")
        yield Requirement(pin), hashes


def version_of(pin):
    (exact,) = pin.specifier
    return exact.version


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_has_hashes(lock):
    loose = [
        str(pin)
        for pin, hashes in read_lock(lock)
        if [part.operator for part in pin.specifier] != ["=="] or not hashes
    ]

    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address_and_no_option(lock):
    text = (ROOT / lock).read_text("utf-8")

    assert re.findall(r"(?m)://|file:| @ |^-.*$", text) == []


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_pyproject(needed, lock, python):
    version = python.rpartition(".")[0]
    target = {"python_full_version": python, "python_version": version}
    pins = {
        pin.name: version_of(pin)
        for pin, _ in read_lock(lock)
        if pin.marker is None or pin.marker.evaluate(target)
    }
    unsatisfied = [
        str(want)
        for want in map(Requirement, needed[lock])
        if want.name not in pins or pins[want.name] not in want.specifier
    ]

    assert unsatisfied == []


def imported_packages(folder):
    """Packages that the modules of a folder import, by the name they install under."""
    nodes = chain.from_iterable(
        ast.walk(ast.parse(path.read_text("utf-8")))
        for path in (ROOT / folder).rglob("*.py")
    )
    names = {name.partition(".")[0] for node in nodes for name in names_in(node)}
    own = {"genderlib", "tests", "tools"}
    own |= {path.stem for path in (ROOT / "tools").glob("*.py")}
    others = names - own - sys.stdlib_module_names
    return {PACKAGES.get(name, name).lower().replace("_", "-") for name in others}


def names_in(node):
    match node:
        case ast.Import(names=aliases):
            return [alias.name for alias in aliases]
        case ast.ImportFrom(module=str(name), level=0):
            return [name]
        case ast.Call(func=ast.Name("import_module"), args=[ast.Constant(str(name))]):
            return [name]
    return []


@pytest.mark.parametrize("folder", ["genderlib", "tests", "tools"])
def test_what_is_imported_is_named_in_pyproject(pyproject, folder):
    project = pyproject["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["cluster"], *extras["pdf"]]
    if folder != "genderlib":
        lines += extras["test"]
    named = {Requirement(line).name for line in lines}

    assert imported_packages(folder) - named == set()


def test_the_development_lock_holds_the_other():
    running, developing = (
        {(pin.name, version_of(pin)) for pin, _ in read_lock(name)} for name in LOCKS
    )

    assert running - developing == set()


def test_environment_comes_from_conda_forge_alone(environment):
    assert environment["channels"] == ["conda-forge"]


def test_environment_holds_what_pyproject_names(pyproject, needed, environment):
    wanted = {
        f"{CONDA_NAMES.get(want.name, want.name)}{want.specifier}"
        for want in map(Requirement, needed["requirements-dev.lock"])
        if want.name not in NOT_ON_CONDA_FORGE
    }
    python = f"python{pyproject['project']['requires-python']}"
    listed = {line for line in environment["dependencies"] if isinstance(line, str)}

    assert listed == wanted | {"pip", python}


def test_environment_takes_from_pip_what_conda_forge_lacks(needed, environment):
    wanted = {
        text
        for text in needed["requirements-dev.lock"]
        if Requirement(text).name in NOT_ON_CONDA_FORGE
    }
    (from_pip,) = (
        line["pip"] for line in environment["dependencies"] if isinstance(line, dict)
    )

    assert set(from_pip) == wanted | {"-e ."}
