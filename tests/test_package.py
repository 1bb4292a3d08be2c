"""The built package in an environment of its own, and a folder that holds only data.

The counts of the folder are invented.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WHOM = ("--organisation", "example_agency", "--name-vi", "Cục Ví dụ",
        "--name-en", "Example Agency")  # fmt: skip
REPORT = ("--organisation", "example_agency", "--year", "2021")
COUNTS = """\
year,organisation,group,unit,level,women,men,total,as_of,source,locator
2021,example_agency,staff,,,40,60,100,2021-12-31,invented,row 1
2021,example_agency,unit_leaders,,,3,9,12,2021-12-31,invented,row 2
"""
SOURCES = """\
year,organisation,source,title_vi,title_en,publisher,date,licence,url,note_vi,note_en
2021,example_agency,invented,Số liệu hư cấu,Invented counts,Nobody,2022-01-15,none,,,
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the source archive, made from the repository."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True
    )
    return {path.suffix: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def environment(built, tmp_path_factory):
    """An environment with the wheel; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    (site,) = folder.glob("lib/python*/site-packages")
    # A path file is not read in a folder that a path file names: the repository, which
    # is installed there by one, is not seen.
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (folder / "share").mkdir()
    shared = Path(sysconfig.get_path("data"), "share", "jupyter")
    (folder / "share" / "jupyter").symlink_to(shared)
    pip = [sys.executable, "-m", "pip", "--python", python]
    what = ["install", "--quiet", "--no-deps", "--no-index", built[".whl"]]
    subprocess.run([*pip, *what], check=True)
    return folder / "bin"


@pytest.fixture(scope="module")
def genderlib(environment):
    def run(folder, *words, **variables):
        path = f"{environment}:{os.environ['PATH']}"
        done = subprocess.run(
            [environment / "genderlib", *words],
            cwd=folder,
            env={**os.environ, "PATH": path, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory, genderlib):
    """A new project folder with counts of one year."""
    parent = tmp_path_factory.mktemp("new")
    code, _, words = genderlib(parent, "init", "review", *WHOM)
    assert code == 0, words
    year = parent / "review" / "data" / "raw" / "example_agency" / "2021"
    year.mkdir(parents=True)
    (year / "counts.csv").write_text(COUNTS, encoding="utf-8")
    (year / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return parent / "review"


@pytest.fixture(scope="module")
def rendered(folder, genderlib):
    """What `render` answers in that folder, and the reports it made."""
    code, out, words = genderlib(folder, "render", *REPORT)
    assert code == 0, words
    return words, [folder / line for line in out.split()]


def names(path):
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_wheel_holds_what_a_folder_of_data_needs(built):
    inside = {n.removeprefix("genderlib/packaged/") for n in names(built[".whl"])}

    notebooks = {f"notebooks/{p.name}" for p in (ROOT / "notebooks").glob("*.ipynb")}
    assert "notebooks/annual_review.ipynb" in notebooks
    assert notebooks <= inside
    assert {"data/datapackage.json", "data/raw/norms.csv"} <= inside


def test_the_wheel_holds_every_file_of_the_package_and_the_example(built):
    tracked = subprocess.run(
        ["git", "ls-files", "genderlib", "examples"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    wanted = {
        name.replace("examples/", "genderlib/packaged/examples/") for name in tracked
    }

    assert wanted - names(built[".whl"]) == set()
    assert {
        "genderlib/exports/figures.schema.json",
        "genderlib/claims/lexicon.toml",
    } <= wanted


def test_the_source_archive_holds_what_is_committed(built):
    tracked = subprocess.run(
        ["git", "ls-files", "--", ":!.*", ":!reports", ":!data/processed"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip

    assert set(filter(None, tracked)) - names(built[".gz"]) == set()


def test_the_wheel_says_what_it_is(built):
    with zipfile.ZipFile(built[".whl"]) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        told = message_from_string(archive.read(name).decode("utf-8"))

    assert (told["Name"], told["Requires-Python"]) == ("genderlib", ">=3.11")
    assert {"pdf", "cluster"} <= set(told.get_all("Provides-Extra"))


def test_the_wheel_holds_no_data_of_an_organisation(built):
    assert [name for name in names(built[".whl"]) if "stameq" in name] == []


def test_the_source_archive_makes_the_same_wheel(built, tmp_path):
    with tarfile.open(built[".gz"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]

    subprocess.run([*build, "-d", tmp_path], cwd=source, check=True)

    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == built[".whl"].read_bytes()


def test_the_code_that_runs_is_that_of_the_wheel(environment, tmp_path):
    code = "import genderlib; print(genderlib.__file__)"
    done = subprocess.run(
        [environment / "python", "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert Path(done.stdout.strip()).is_relative_to(environment.parent)


def test_a_new_folder_is_in_order(folder, genderlib):
    code, _, words = genderlib(folder, "check")

    assert code == 0, words


def test_a_new_folder_has_a_letterhead_to_fill_in(folder):
    header, row = (folder / "data" / "letterheads.csv").read_text("utf-8").splitlines()

    assert header.startswith("organisation,year,superior,number,symbol,place,date,")
    assert row == "example_agency" + "," * header.count(",")


def test_a_folder_is_made_once(folder, genderlib):
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}

    code, _, words = genderlib(folder.parent, "init", "review", *WHOM)

    assert code == 2
    assert "review: a project already" in words
    assert before == {path: path.read_bytes() for path in folder.rglob("*.csv")}


def test_a_name_that_cannot_be_one_is_refused(tmp_path, genderlib):
    words = ("--organisation", "Cục A", "--name-vi", "Cục A", "--name-en", "A")

    code, _, said = genderlib(tmp_path, "init", "review", *words)

    assert code == 2
    assert "Cục A: not an identifier" in said
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_for_the_tutorial_is_in_order(tmp_path, genderlib):
    code, out, words = genderlib(tmp_path, "init", "district", "--example")

    assert code == 0, words
    assert "district/received/example_district-2024-organisation.xlsx" in out.split()
    assert genderlib(tmp_path / "district", "check")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--example", *WHOM), id="both"),
        pytest.param((), id="neither"),
        pytest.param(WHOM[:4], id="one-name"),
    ],
)
def test_a_folder_is_for_an_organisation_or_for_the_tutorial(
    tmp_path, genderlib, words
):
    code, _, said = genderlib(tmp_path, "init", "review", *words)

    assert code == 2
    assert "or --example alone" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.kernel
def test_a_report_is_made_from_the_packaged_notebook_and_verified(
    folder, rendered, genderlib
):
    words, reports = rendered

    assert "annual_review: the notebook of the package" in words
    assert {report.name for report in reports} == {
        "annual_review.en.html",
        "annual_review.vi.html",
    }
    assert any("Example Agency" in r.read_text("utf-8") for r in reports)
    assert genderlib(folder, "verify", *reports)[0] == 0


@pytest.mark.kernel
@pytest.mark.usefixtures("rendered")
def test_every_format_is_made(folder, genderlib):
    formats = ("json", "csv", "xlsx", "pdf", "pdf-archive", "package")
    wanted = [word for name in formats for word in ("--format", name)]

    code, out, words = genderlib(folder, "export", *wanted, *REPORT, "--language", "en")

    assert code == 0, words
    assert len(out.split()) == len(formats)


@pytest.mark.kernel
@pytest.mark.usefixtures("rendered")
@pytest.mark.parametrize(
    ("missing", "extra", "command"),
    [
        pytest.param("weasyprint", "pdf", ("export", "--format", "pdf"), id="pdf"),
        pytest.param(
            "distributed",
            "cluster",
            ("render", "--force", "--cluster", "tcp://127.0.0.1:1"),
            id="cluster",
        ),
    ],
)
def test_a_missing_extra_is_one_line_with_the_command_that_installs_it(
    folder, genderlib, tmp_path, missing, extra, command
):
    absent = f"raise ModuleNotFoundError('absent', name={missing!r})"
    (tmp_path / f"{missing}.py").write_text(absent, encoding="utf-8")

    code, out, words = genderlib(folder, *command, *REPORT, PYTHONPATH=str(tmp_path))

    (line,) = (line for line in words.splitlines() if "not installed" in line)
    assert (code, out) == (1, "")
    assert f"needs {missing}, which is not installed: " in line
    assert line.endswith(f"python -m pip install 'genderlib[{extra}]'")
    assert "Traceback" not in words


@pytest.mark.kernel
def test_a_notebook_of_the_folder_comes_first(folder, tmp_path, genderlib):
    copy = shutil.copytree(folder, tmp_path / "copy")
    own = copy / "notebooks" / "annual_review.ipynb"
    own.parent.mkdir()
    notebook = (ROOT / "notebooks" / "annual_review.ipynb").read_text("utf-8")
    own.write_text(notebook.replace("What stands out", "What is new"), encoding="utf-8")

    code, out, words = genderlib(copy, "render", *REPORT, "--language", "en")

    assert code == 0, words
    assert "the notebook of the package" not in words
    assert "What is new this year?" in (copy / out.strip()).read_text("utf-8")
