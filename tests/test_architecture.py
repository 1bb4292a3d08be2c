"""What holds for the whole repository; quick, so that `make check` runs it."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent

# Lowest first: a room imports itself and rooms before it. The package's own face, from
# which notebooks import, stands above all, so no room imports through it.
FACE = "the face"
ROOMS = [
    "errors",
    "indicators",
    "text",
    "data",
    "norms",
    "claims",
    "disclosure",
    "collect",
    "charts",
    "ledger",
    "review",
    "trends",
    "comparison",
    "news",
    "report",
    "exports",
    "batch",
    "desk",
    "commands",
    "cli",
]
LAYERS = [*ROOMS, FACE]
# For the type checker only: an error carries the rows it is about, and their class
# lives where rows are read.
TYPES_ONLY = {("errors", "data")}


def modules():
    """Every module: its dotted name as a tuple, and its file."""
    for path in sorted((ROOT / "genderlib").rglob("*.py")):
        yield path.relative_to(ROOT).with_suffix("").parts, path


def room_of(module):
    """(genderlib, text, numbers) -> text; (genderlib, __main__) -> the face."""
    return FACE if module[1] in {"__init__", "__main__"} else module[1]


def imported_rooms(module, source):
    """Rooms that a module names in an import, wherever in the file it stands."""
    for node in ast.walk(ast.parse(source)):
        for name in imported_names(module, node):
            package, *parts = name.split(".")
            if package == "genderlib" and not parts[0].startswith("__"):
                yield parts[0] if parts[0] in ROOMS else FACE


def imported_names(module, node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        above = module[: -node.level] if node.level else ()
        base = ".".join([*above, *filter(None, [node.module])])
        return [f"{base}.{alias.name}" for alias in node.names]
    return []


def test_every_module_lies_in_a_known_room():
    unknown = [str(path) for module, path in modules() if room_of(module) not in LAYERS]

    assert unknown == []


def test_imports_point_down():
    upward = {
        f"{'.'.join(module)} imports {target}"
        for module, path in modules()
        for target in imported_rooms(module, path.read_text("utf-8"))
        if LAYERS.index(target) > LAYERS.index(room_of(module))
        and (room_of(module), target) not in TYPES_ONLY
    }

    assert upward == set()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("import genderlib.data.store", ["data"], id="module"),
        pytest.param("from genderlib import norms", ["norms"], id="room"),
        pytest.param("from genderlib import women_share", [FACE], id="face"),
        pytest.param("from genderlib import __version__", [], id="version"),
        pytest.param("from ..report import html", ["report"], id="relative"),
        pytest.param("from . import sibling", ["text"], id="same-room"),
        pytest.param("def f():\n    import genderlib.cli", ["cli"], id="inside"),
        pytest.param("import pandas", [], id="elsewhere"),
    ],
)
def test_an_import_is_read(source, expected):
    actual = list(imported_rooms(("genderlib", "text", "numbers"), source))

    assert actual == expected


def test_the_architecture_page_lists_the_rooms_in_this_order():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.partition("## Rooms")[2]

    assert re.findall(r"(?m)^\| `(\w+)(?:/|\.py)` \|", table) == ROOMS


def written_files():
    """Files that people wrote: not what tools and runs leave behind."""
    left = {".git", "__pycache__", "build", "dist", "reports", "processed"}
    binary = {".docx", ".parquet", ".pdf", ".png", ".pyc", ".xlsx"}
    for path in sorted(ROOT.rglob("*")):
        first, *rest = path.relative_to(ROOT).parts
        hidden = first.startswith(".") and first != ".ci" and rest
        if hidden or left & {first, *rest} or path.suffix in binary:
            continue
        if path.is_file():
            yield path


def test_no_room_for_leftovers():
    names = {"util", "utils", "helper", "helpers", "common", "misc"}
    rooms = {part.partition(".")[0] for path in written_files() for part in path.parts}

    assert names & rooms == set()


def test_no_file_names_a_place_on_one_machine():
    place = re.compile(r"/(?:home|root|Users|work)/\w+|\.\./shared")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in written_files()
        if (match := place.search(path.read_text("utf-8", errors="replace")))
    ]

    assert found == []


def test_notebooks_have_no_outputs():
    dirty = [
        f"{path.name}, cell {number}"
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for number, cell in enumerate(json.loads(path.read_text("utf-8"))["cells"], 1)
        if cell.get("outputs") or cell.get("execution_count")
    ]

    assert dirty == []


def test_ci_runs_the_test_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"(?ms)^```(?:sh|bash|console)$(.*?)^```$", readme)
    commands = re.findall(r"(?m)^(?:\$ )?(\S.*?)(?:  +#.*)?$", "\n".join(blocks))

    assert script[-2:] == ["make check", "make test"]
    assert script[-1] in commands


def test_pre_commit_runs_what_make_check_runs():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = {hook["entry"] for repo in config["repos"] for hook in repo["hooks"]}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipes = re.findall(r"(?m)^check-\w+:\n\t(.+)", makefile)

    # A hook mends what make only reports, and gets the names of the files: what runs
    # is the same, the options after it are not.
    def called(lines):
        return {re.search(r"[\w-]+(?: \w+)?(?= -|$| n)", line)[0] for line in lines}

    assert called(recipes) == called(hooks)


def test_make_help_names_the_commands():
    result = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    named = {line.split()[1] for line in result.stdout.splitlines()}

    assert named >= {"help", "report", "test", "check", "lab", "bench", "clean", "soak"}


def test_one_version_everywhere():
    package = (ROOT / "genderlib" / "__init__.py").read_text("utf-8")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = re.search(r'(?m)^__version__ = "(.+)"', package)[1]

    assert str(citation["version"]) == version
    assert re.search(r"(?m)^## (\S+)", changes)[1] == version


def test_each_release_says_first_which_figures_changed():
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.split(r"(?m)^## ", changes)[1:]

    first = [re.search(r"(?m)^### (.+)", release)[1] for release in releases]

    assert first == ["Figures changed"] * len(releases)
