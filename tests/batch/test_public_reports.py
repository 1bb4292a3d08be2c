"""A report for the public through the command, a kernel and the attacker."""

import base64
import contextlib
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from itertools import product

import pytest
from pypdf import PdfReader

from genderlib.exports.formats import FORMATS
from tests.conftest import copy_project
from tests.review.personal import invent_agency, invent_benefits
from tests.review.year import Year

PUBLIC = ("--language", "en", "--audience", "public")
# To lay out a PDF takes as long as all the rest together; the one to archive carries
# the page and its figures, too.
PRINTED = ("pdf", "pdf-archive")
LIGHT = tuple(name for name in FORMATS if name not in PRINTED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project of an invented agency; its reports, and all that is made of them."""
    folder = copy_project(tmp_path_factory.mktemp("public") / "project")
    invent_agency(Year(folder))
    publish(folder, *LIGHT, "pdf-archive")
    render(folder)
    return folder


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The same project with other hidden counts, and all that is made of it."""
    other = copy_project(tmp_path_factory.mktemp("other") / "project")
    invent_agency(Year(other))
    change_hidden(Year(other))
    publish(other, *LIGHT)
    return other


def publish(folder, *formats):
    """The public report, exports of it, and the record of its sign-off."""
    render(folder, "--audience", "public", "--keep-notebook", "--log", "log.txt")
    # The next run writes a record of its own.
    shutil.copy2(folder / "reports/run.json", folder / "run.json")
    export(folder, *formats)
    genderlib(folder, "export", *PUBLIC, "--sign-off")


def export(folder, *formats):
    options = [word for name in formats for word in ("--format", name)]
    return genderlib(folder, "export", *PUBLIC, *options)


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
    """Everything the commands wrote for the public, the index, records and the log."""
    yield folder / "log.txt"
    yield folder / "run.json"
    yield folder / "reports/run.json"
    yield folder / "reports/index.html"
    yield from sorted((folder / "reports/stameq/2020/public").iterdir())


def contents(content):
    """A file; of an archive every file in it, of a PDF its streams and its words."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())
    if content.startswith(b"%PDF"):
        for start in re.finditer(rb"stream\r?\n", content):
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[start.end() :])
        for page in PdfReader(io.BytesIO(content)).pages:
            text = page.extract_text().encode()
            yield text
            # A long word is broken where a line ends.
            yield b"".join(text.split())


def unpacked(content):
    """The text itself, and whatever in it can be read as base64."""
    yield content
    for piece in re.findall(rb"[A-Za-z0-9+/]{16,}={0,2}", content):
        letters = piece.rstrip(b"=")
        coded = base64.b64decode(letters[: len(letters) // 4 * 4])
        yield coded
        if len(coded) <= 64:
            yield coded.hex().encode()


def words_of(*files):
    """All that can be read in some files."""
    found = (piece for file in files for piece in contents(file))
    return b"\n".join(piece for content in found for piece in unpacked(content))


def beginnings(words):
    """Every place where a hash may begin: twelve digits of a hexadecimal number."""
    runs = re.findall(rb"[0-9a-f]{12,}", words.lower())
    return {run[at : at + 12] for run in runs for at in range(len(run) - 11)}


@pytest.fixture(scope="module")
def all_words(folder):
    return words_of(*(path.read_bytes() for path in left_behind(folder)))


@pytest.mark.kernel
def test_every_export_of_the_public_report_is_searched(folder):
    names = {path.name.partition(".en")[2] for path in left_behind(folder)}

    made = {form.ending for name, form in FORMATS.items() if name != "pdf"}
    assert {*made, ".html", ".ipynb", ".sign-off.html"} <= names


@pytest.fixture(scope="module")
def tried(folder):
    """Beginnings of hashes of every hidden count up to 30, in every form."""
    raw = folder / "data/raw/stameq/2020/counts.csv"
    lines = raw.read_text("utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if ",violence_support,,," in line)
    found = set()
    for women, men in product(range(30), repeat=2):
        cells = lines[at].split(",")
        cells[5:8] = [str(women), str(men), str(women + men)]
        table = "".join([*lines[:at], ",".join(cells), *lines[at + 1 :]])
        forms = [table, cells[5], f"{women},{men}", f"{women}/{women + men}"]
        forms += [f"violence_support.women\t{women}\n", ",".join(cells)]
        for form, how in product(forms, ("md5", "sha1", "sha256", "sha512", "blake2b")):
            found.add(hashlib.new(how, form.encode()).hexdigest()[:12].encode())
    return found


@pytest.mark.kernel
def test_no_hash_leads_to_a_hidden_count(all_words, tried):
    assert beginnings(all_words) & tried == set()


def in_zip(text):
    """As in a workbook: compressed, and in a file whose name says nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/strings.xml", text)
    return file.getvalue()


def in_pdf(text, **attached):
    """On a page with some empty room, where a long word is broken."""
    weasyprint = pytest.importorskip("weasyprint")
    page = f"<p style='width: 9em; overflow-wrap: anywhere'>{text}"
    files = [weasyprint.Attachment(string=v, name=k) for k, v in attached.items()]
    return weasyprint.HTML(string=page).write_pdf(attachments=files)


HASH = hashlib.sha256(b"4,1")
PLANTED = {
    "text": f"sum-{HASH.hexdigest()}-".encode(),
    "capitals": HASH.hexdigest().upper().encode(),
    "base64": b"sha256-" + base64.b64encode(HASH.digest()),
    "archive": in_zip(HASH.hexdigest()[:16]),
    "text in base64": base64.b64encode(b"hash: " + HASH.hexdigest().encode()),
}


@pytest.mark.parametrize("file", PLANTED.values(), ids=PLANTED.keys())
def test_the_search_finds_a_hash(file):
    found = beginnings(words_of(file))

    assert HASH.hexdigest()[:12].encode() in found


def test_the_search_finds_a_hash_in_a_pdf():
    shown, carried = in_pdf(HASH.hexdigest()), in_pdf("", data=HASH.hexdigest())

    for file in (shown, carried):
        assert HASH.hexdigest().encode() not in file
        assert HASH.hexdigest()[:12].encode() in beginnings(words_of(file))


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
def test_other_hidden_counts_give_the_same_files(folder, other):
    """Two data sets that differ in hidden counts alone give the same public bytes."""
    place = "reports/stameq/2020/public"
    names = {path.name for path in (other / place).iterdir()}

    assert len(names) == len(LIGHT) + len(("page", "notebook", "sign-off"))
    for name in sorted(names):
        same = (folder / place / name).read_bytes()
        assert (other / place / name).read_bytes() == same, name


@pytest.mark.kernel
def test_other_hidden_counts_give_the_same_record_of_the_run(folder, other):
    """But for the clock."""
    texts = [(place / "run.json").read_text("utf-8") for place in (folder, other)]

    one, two = (re.sub(r'("started"|"seconds"): .*', r"\1", text) for text in texts)
    assert one == two


@pytest.mark.kernel
@pytest.mark.soak
def test_no_pdf_tells_of_hidden_counts(folder, other, tried, tmp_path):
    one, two = (
        printed(shutil.copytree(project, tmp_path / name))
        for project, name in ((folder, "one"), (other, "two"))
    )

    assert one == two
    assert beginnings(words_of(*one)) & tried == set()


def printed(project):
    """Every PDF of its public report."""
    export(project, *PRINTED)
    report = project / "reports/stameq/2020/public/annual_review.en.html"
    return [FORMATS[name].file(report).read_bytes() for name in PRINTED]


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
