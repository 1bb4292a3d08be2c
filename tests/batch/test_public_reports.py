"""A report for the public through the command, a kernel and the attacker."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import product

import pytest

from tests.conftest import copy_project
from tests.review.personal import invent_agency, invent_benefits
from tests.review.year import Year

PUBLIC = ("--language", "en", "--audience", "public")
FORMATS = [word for name in ("json", "csv", "package") for word in ("--format", name)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project of an invented agency; its reports, and all that is made of them."""
    folder = copy_project(tmp_path_factory.mktemp("public") / "project")
    invent_agency(Year(folder))
    publish(folder)
    render(folder)
    return folder


def publish(folder):
    """The public report, every export of it, and the record of its sign-off."""
    render(folder, "--audience", "public", "--keep-notebook", "--log", "log.txt")
    genderlib(folder, "export", *PUBLIC, *FORMATS)
    genderlib(folder, "export", *PUBLIC, "--sign-off")


def render(folder, *options):
    return genderlib(folder, "render", "--language", "en", *options)


def genderlib(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "genderlib", *words],
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
    assert "Support after violence hidden hidden hidden" in words
    assert "Staff: Văn phòng 14 24 58.3%" in words
    assert "Staff: Phòng Kế hoạch hidden hidden hidden" in words
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
    """Everything the commands wrote for the public, the index, and the log."""
    yield folder / "log.txt"
    yield folder / "reports/index.html"
    yield from sorted((folder / "reports/stameq/2020/public").iterdir())


def contents(path):
    """The text of a file; of an archive every file in it."""
    yield path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            yield from map(archive.read, archive.namelist())


def unpacked(content):
    """The text itself, and whatever in it can be read as base64."""
    yield content
    for piece in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", content):
        letters = piece.rstrip(b"=")
        yield base64.b64decode(letters[: len(letters) // 4 * 4])


@pytest.fixture(scope="module")
def all_words(folder):
    found = [c for path in left_behind(folder) for c in contents(path)]
    return b"\n".join(piece for content in found for piece in unpacked(content))


@pytest.mark.kernel
def test_every_export_of_the_public_report_is_searched(folder):
    names = {path.name.partition(".en")[2] for path in left_behind(folder)}

    assert {
        *(".html", ".ipynb", ".figures.json", ".figures.csv", ".package.zip"),
        ".sign-off.html",
    } <= names


@pytest.mark.kernel
def test_no_hash_leads_to_a_hidden_count(folder, all_words):
    """Every count up to 30 in every form is hashed and looked for."""
    digests = set(re.findall(rb"[0-9a-f]{12,128}", all_words))
    raw = folder / "data/raw/stameq/2020/counts.csv"
    lines = raw.read_text("utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if ",violence_support,,," in line)
    tried = set()
    for women, men in product(range(30), repeat=2):
        cells = lines[at].split(",")
        cells[5:8] = [str(women), str(men), str(women + men)]
        table = "".join([*lines[:at], ",".join(cells), *lines[at + 1 :]])
        forms = [table, cells[5], f"{women},{men}", f"{women}/{women + men}"]
        forms += [f"violence_support.women\t{women}\n", ",".join(cells)]
        for form, how in product(forms, ("md5", "sha1", "sha256", "sha512", "blake2b")):
            digest = hashlib.new(how, form.encode()).hexdigest().encode()
            tried |= {digest, digest[:12], digest[:16], digest[:32]}

    assert digests & tried == set()


@pytest.mark.kernel
@pytest.mark.parametrize("table", ["counts.csv", "statements.csv"])
def test_no_hash_of_a_table_with_counts_is_published(folder, all_words, table):
    digest = hashlib.sha256((folder / "data/raw/stameq/2020" / table).read_bytes())

    assert digest.hexdigest()[:12].encode() not in all_words


@pytest.mark.kernel
def test_the_hash_of_internal_figures_stays_inside(folder, all_words):
    """With it, and the public figures, the hidden ones could be tried."""
    internal = folder / "reports/stameq/2020/internal/annual_review.en.html"
    foot = internal.read_text("utf-8").rpartition('class="fingerprint">')[2]

    assert foot[:12].isalnum()
    assert foot[:12].encode() not in all_words


@pytest.mark.kernel
def test_other_hidden_counts_give_the_same_files(folder, tmp_path):
    """Two data sets that differ in hidden counts alone give the same public bytes."""
    other = shutil.copytree(folder, tmp_path / "other")
    for place in ("reports", "data/processed"):
        shutil.rmtree(other / place, ignore_errors=True)
    change_hidden(Year(other))

    publish(other)

    place = "reports/stameq/2020/public"
    for path in sorted((folder / place).iterdir()):
        assert (other / place / path.name).read_bytes() == path.read_bytes(), path.name


def change_hidden(year):
    """One woman more in the planning division, one fewer in the testing centre."""
    women = {
        ("staff", "Phòng Kế hoạch", ""): 7,
        ("staff", "Trung tâm Kiểm định", ""): 30,
        ("staff", "Trung tâm Kiểm định", "nhân viên"): 7,
        ("maternity_support", "", ""): 16,
        ("health_check", "", ""): 59,
    }
    rows = year.rows("counts")
    for row in rows:
        key = row["group"], row["unit"], row["level"]
        if key in women:
            row["women"] = str(women[key])
            row["men"] = str(int(row["total"]) - women[key])
    year.write("counts", rows)


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
