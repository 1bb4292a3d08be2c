"""A report for the public through the command, a kernel and the attacker."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from itertools import product

import pytest

from tests.conftest import copy_project
from tests.review.personal import COUNTS, invent_benefits
from tests.review.year import Year

HIDDEN = ("maternity_support", "violence_support")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project with invented benefits, and its public and internal reports."""
    folder = copy_project(tmp_path_factory.mktemp("public") / "project")
    invent_benefits(Year(folder))
    render(folder, "--audience", "public", "--keep-notebook", "--log", "log.txt")
    return folder


def render(folder, *options):
    command = [sys.executable, "-m", "genderlib", "render", "--language", "en"]
    return subprocess.run(
        [*command, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def report(folder):
    path = folder / "reports/stameq/2020/public/annual_review.en.html"
    return path.read_text("utf-8")


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.kernel
def test_hidden_counts_are_marked_in_text_and_table(folder):
    words = plain(report(folder).partition('id="figures"')[0])

    assert "Maternity support hidden 20 hidden" in words
    assert "Violence support hidden hidden hidden" in words
    assert "Some or all counts of these groups are hidden" in words


@pytest.mark.kernel
def test_why_is_said_once(folder):
    words = plain(report(folder))

    assert words.count("counts of fewer than 10 people") == 1
    assert "rule: Office for National Statistics (UK)" in words


@pytest.mark.kernel
def test_the_table_of_figures_says_hidden(folder):
    figures = report(folder).partition('id="figures"')[2]
    row = figures.partition('id="figure-violence_support.women"')[2]

    assert plain(row.partition("</tr>")[0]).endswith(
        "violence_support.women hidden hidden: few people no row"
    )


def left_behind(folder):
    """Everything the command wrote for the public, and the log."""
    yield folder / "log.txt"
    yield from sorted(p for p in (folder / "reports").rglob("*") if p.is_file())


def unpacked(content):
    """The text itself, and whatever in it can be read as base64."""
    yield content
    for piece in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", content):
        letters = piece.rstrip(b"=")
        yield base64.b64decode(letters[: len(letters) // 4 * 4])


@pytest.mark.kernel
def test_no_hash_leads_to_a_hidden_count(folder):
    """Every count up to 60 in every form is hashed and looked for."""
    files = b"\n".join(p for f in left_behind(folder) for p in unpacked(f.read_bytes()))
    digests = set(re.findall(rb"[0-9a-f]{16,128}", files))
    raw = folder / "data/raw/stameq/2020/counts.csv"
    lines = raw.read_text("utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if ",violence_support," in line)
    tried = set()
    for women, men in product(range(30), repeat=2):
        cells = lines[at].split(",")
        cells[5:8] = [str(women), "", str(women + men)]
        table = "".join([*lines[:at], ",".join(cells), *lines[at + 1 :]])
        forms = [table, cells[5], f"{women},{men}", f"{women}/{women + men}"]
        forms += [f"violence_support.women\t{women}\n", ",".join(cells)]
        for form, how in product(forms, ("md5", "sha1", "sha256", "sha512", "blake2b")):
            digest = hashlib.new(how, form.encode()).hexdigest().encode()
            tried |= {digest, digest[:16], digest[:32]}

    assert digests & tried == set()
    assert hashlib.sha256(raw.read_bytes()).hexdigest().encode() not in files


@pytest.mark.kernel
def test_internal_reports_with_other_small_counts_hide_to_the_same_page(
    folder, tmp_path
):
    """Two data sets that differ in hidden counts alone give the same public bytes."""
    other = shutil.copytree(folder, tmp_path / "other")
    for place in ("reports", "data/processed"):
        shutil.rmtree(other / place, ignore_errors=True)
    women, men = COUNTS["violence_support"]
    Year(other).change("counts", "violence_support", women=women + 1, men=men - 1)
    Year(other).change("counts", "maternity_support", women=16, men=4)

    render(other, "--audience", "public", "--keep-notebook")

    name = "reports/stameq/2020/public/annual_review.en"
    for suffix in (".html", ".ipynb"):
        assert (other / f"{name}{suffix}").read_bytes() == (
            folder / f"{name}{suffix}"
        ).read_bytes()


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        pytest.param(
            "review = genderlib.open_review('stameq', 2020, language='en')",
            "the page was made for the internal audience",
            id="internal-review",
        ),
        pytest.param(
            "inside = genderlib.open_review('stameq', 2020, language='en')\n"
            "from IPython.display import Markdown\n"
            "review.ledger.record("
            "inside.definitions.figure('maternity_support.fraction'))\n"
            "Markdown('n')",
            "maternity_support.women: is shown",
            id="figure-of-an-internal-review",
        ),
    ],
)
def test_a_report_that_gives_counts_away_is_not_written(tmp_path, cell, problem):
    project = copy_project(tmp_path / "project")
    invent_benefits(Year(project))
    notebook = project / "notebooks/annual_review.ipynb"
    cells = json.loads(notebook.read_text("utf-8"))
    setup = next(
        at
        for at, c in enumerate(cells["cells"])
        if "setup" in c["metadata"].get("tags", [])
    )
    extra = dict(cells["cells"][setup], id="extra", source=cell)
    extra["metadata"] = {}
    cells["cells"].insert(setup + 1, extra)
    (project / "notebooks/leak.ipynb").write_text(json.dumps(cells), "utf-8")

    result = render(project, "--audience", "public", "--notebook", "leak")

    assert result.returncode == 1
    assert problem in result.stderr
    assert "Nothing was written." in result.stderr
    assert not list((project / "reports").glob("*/*/*/*"))
