"""One report in every format: the same figures, and nothing breaks any of them."""

import csv
import io
import json
import warnings
import zipfile
from functools import lru_cache

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from pypdf import PdfReader

from genderlib.exports.document import Chart, plain
from genderlib.exports.figures import figures_json
from genderlib.exports.formats import FORMATS, write_format
from genderlib.exports.pdf import archive, pdf
from genderlib.exports.tidy import figures_csv
from genderlib.exports.word import word
from genderlib.exports.workbook import workbook
from tests.conftest import copy_project
from tests.exports.conftest import read_all, write_reports
from tests.review.personal import invent_benefits
from tests.review.year import Year

# Each is made in another way; the public one hides counts.
MADE = {("internal", "vi"): pdf, ("public", "en"): archive}
LONG = "Decision on " + "gender-equality " * 17 + "and more measures"
# A name in the tables has two hundred characters at most.
CODE = "x =1+1 [a](b) $$c$$ "
RIGHT_TO_LEFT = "مديرية المواصفات والمقاييس"


@pytest.fixture(scope="module")
def printed(finished_reports):
    """Two reports as PDF; laying one out takes seconds."""
    return {edition: make(finished_reports[edition]) for edition, make in MADE.items()}


@pytest.fixture(scope="module", params=list(MADE), ids=["internal-vi", "public-en"])
def edition(request):
    return request.param


@pytest.fixture(scope="module")
def listed(edition, finished_reports):
    """The page's own table of figures: identifier and value, in its order."""
    page = BeautifulSoup(finished_reports[edition].html, "html.parser")
    return {
        row["id"].removeprefix("figure-"): one_line(row.find_all("td")[0].get_text(" "))
        for row in page.select("table#figures tbody tr")
    }


def one_line(text):
    return " ".join(text.split())


def packed(text):
    """Without white space: a PDF says where letters are, not where words end."""
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def test_json_holds_the_figures_of_the_page(edition, listed, finished_reports):
    found = json.loads(figures_json(finished_reports[edition]))["figures"]

    assert {f["figure"]: f["text"] for f in found} == listed


def test_csv_holds_the_figures_of_the_page(edition, listed, finished_reports):
    text = figures_csv(finished_reports[edition]).decode()
    found = csv.DictReader(io.StringIO(text))

    assert {row["figure"]: row["text"] for row in found} == listed


def open_workbook(content):
    with warnings.catch_warnings():
        # openpyxl says that it leaves out what it does not know of a workbook.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content))


def test_the_workbook_holds_the_figures_of_the_page(edition, listed, finished_reports):
    sheet = open_workbook(workbook(finished_reports[edition])).worksheets[-1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert {row[1]: row[3] for row in rows if row[1] in listed} == listed


def test_the_workbook_holds_the_numbers_of_the_json(edition, finished_reports):
    finished = finished_reports[edition]
    sheet = open_workbook(workbook(finished)).worksheets[-1]
    cells = {row[1].value: row[2] for row in sheet.iter_rows()}
    found = json.loads(figures_json(finished))["figures"]
    scale = {"points": 100}

    numbers = {
        f["figure"]: f["value"] * scale.get(f["kind"], 1)
        for f in found
        if f["value"] is not None
    }
    assert {name: cells[name].value for name in numbers} == pytest.approx(numbers)


def test_word_holds_the_figures_of_the_page(edition, listed, finished_reports):
    sheet = docx.Document(io.BytesIO(word(finished_reports[edition])))
    first, *lines = list(sheet.tables[-1]._tbl.iter(qn("w:tr")))
    cells = [list(line.iter(qn("w:tc")))[:2] for line in lines]

    # The identifier stands below the label, after a line break.
    found = {words(name).rpartition("\n")[2]: words(value) for name, value in cells}
    assert found == listed
    assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def words(cell):
    """What a cell says, line by line."""
    parts = (e for e in cell.iter() if e.tag in (qn("w:t"), qn("w:br")))
    return "".join("\n" if e.tag == qn("w:br") else e.text for e in parts)


def test_pdf_holds_the_figures_of_the_page(edition, listed, finished_reports, printed):
    lines = finished_reports[edition].document.lines
    pages = PdfReader(io.BytesIO(printed[edition])).pages
    text = packed(" ".join(page.extract_text() for page in pages))

    found, at = {}, 0
    for name, line in lines.items():
        start = text.index(packed(line.label + name), at) + len(
            packed(line.label + name)
        )
        at = text.index(packed(line.made), start)
        found[name] = text[start:at]

    assert found == {name: packed(value) for name, value in listed.items()}


# PDF/UA-1 and PDF/A-3a, as far as a program that reads the file can tell.


@pytest.fixture(scope="module")
def document(edition, printed):
    return PdfReader(io.BytesIO(printed[edition]))


@lru_cache(maxsize=2)
def elements(reader):
    """The structure tree: each element with the one above it."""
    return list(walked(reader))


def walked(reader):
    waiting = [(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], "")]
    while waiting:
        item, above = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            waiting += [(kid, above) for kid in item]
        elif isinstance(item, dict) and "/S" in item:
            yield item, above
            waiting.append((item.get("/K", []), item["/S"]))


def test_pdf_says_title_and_language(edition, document, finished_reports):
    root = document.trailer["/Root"]

    assert root["/Lang"] == edition[1]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata.title == finished_reports[edition].document.title


RUNNING = {
    "vi": [
        "Tổng cục Tiêu chuẩn Đo lường Chất lượng",
        "Bình đẳng giới Tổng cục TCĐLCL năm 2020",
    ],
    "en": [
        "Directorate for Standards, Metrology and Quality",
        "Gender equality: STAMEQ, 2020",
    ],
}


def at_the_top(page):
    """Words in the upper margin: 22 of 297 mm, in points from the foot of the sheet."""
    found = []
    page.extract_text(
        visitor_text=lambda text, scale, place, *_: (
            found.append(text.strip())
            if text.strip() and place[5] * scale[3] + scale[5] > 275 * 72 / 25.4
            else None
        )
    )
    return found


def test_pdf_repeats_whose_report_it_is_from_the_second_page_on(document, edition):
    tops = [at_the_top(document.pages[number]) for number in (0, 1, -1)]

    assert tops == [[], RUNNING[edition[1]], RUNNING[edition[1]]]


KEEPS = {
    ("internal", "vi"): ['pdfuaid:part="1"'],
    ("public", "en"): ['pdfaid:part="3"', 'pdfaid:conformance="A"'],
}


def test_pdf_says_which_standard_it_keeps(document, edition):
    facts = document.trailer["/Root"]["/Metadata"].get_data().decode()

    assert [fact for fact in KEEPS[edition] if fact not in facts] == []


def test_pdf_has_a_bookmark_for_each_heading(document, edition, finished_reports):
    def titles(items):
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield one_line(item["/Title"])

    page = BeautifulSoup(finished_reports[edition].html, "html.parser")
    printed = [h for h in page.select("h1, h2, h3") if not h.find_parent("nav")]

    assert list(titles(document.outline)) == [one_line(h.get_text()) for h in printed]


def test_pdf_charts_have_their_alternative(document, edition, finished_reports):
    told = [e.get("/Alt") for e, _ in elements(document) if e["/S"] == "/Figure"]
    blocks = finished_reports[edition].document.blocks
    wanted = [plain(b.alternative) for b in blocks if isinstance(b, Chart)]

    assert sorted(told) == sorted(wanted)


@pytest.mark.parametrize(
    ("inside", "allowed"),
    [
        pytest.param("/L", {"/LI", "/L", "/Caption"}, id="lists"),
        pytest.param("/LI", {"/Lbl", "/LBody"}, id="items"),
        pytest.param("/TR", {"/TH", "/TD"}, id="rows"),
        pytest.param("/Table", {"/Caption", "/THead", "/TBody", "/TR"}, id="tables"),
    ],
)
def test_pdf_nests_its_tags_as_the_standard_asks(document, inside, allowed):
    found = {e["/S"] for e, above in elements(document) if above == inside}

    assert found - allowed == set()


def test_pdf_cells_name_their_headings(document):
    cells = [e for e, _ in elements(document) if e["/S"] == "/TD"]

    assert len(cells) > 100
    assert [c for c in cells if not c["/A"].get_object().get("/Headers")] == []


def test_pdf_fonts_are_in_the_file(document):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in document.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]

    assert fonts
    assert [f for f in fonts if not {"/FontFile2", "/FontFile3"} & set(f)] == []


def test_pdf_links_say_where_they_lead(document):
    links = [a.get_object() for p in document.pages for a in p.get("/Annots", [])]

    assert links
    assert [link for link in links if "/Contents" not in link] == []


def test_the_archive_carries_the_page_and_its_figures(printed, finished_reports):
    finished = finished_reports["public", "en"]
    carried = PdfReader(io.BytesIO(printed["public", "en"])).attachments

    assert dict(carried) == {
        "annual_review.en.html": [finished.html.encode()],
        "figures.json": [figures_json(finished)],
    }


# Names INVENTED for the tests: too long, from right to left; no chart; hidden counts.


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """A report without a chart, with names that are hard to set, in every format."""
    folder = copy_project(tmp_path_factory.mktemp("hard") / "project")
    year = invent_benefits(Year(folder))
    for topic in ("representation", "training"):
        year.drop_topic(topic)
    year.keep("activities")
    year.change("documents", "board_decision", title_en=LONG)
    year.change("groups", "health_check", name_en=RIGHT_TO_LEFT)
    year.change("groups", "child_allowance", name_en=CODE + "x" * (200 - len(CODE)))
    finished = read_all(write_reports(folder, [("public", "en")]))
    (report,) = finished.values()
    return report, {name: write_format(report, name).read_bytes() for name in FORMATS}


def test_the_hard_report_has_no_chart(hard):
    report, _ = hard

    assert [b for b in report.document.blocks if isinstance(b, Chart)] == []


@pytest.fixture(scope="module")
def hard_papers(hard):
    """The words of both PDF files."""
    _, made = hard
    return {
        name: packed(" ".join(p.extract_text() for p in PdfReader(file).pages))
        for name in ("pdf", "pdf-archive")
        for file in [io.BytesIO(made[name])]
    }


def test_every_format_keeps_a_long_name(hard, hard_papers):
    report, made = hard
    words = one_line(LONG)
    sheet = docx.Document(io.BytesIO(made["docx"]))
    book = open_workbook(made["xlsx"])

    assert words in report.html
    assert words in [cell.text for table in sheet.tables for cell in table._cells]
    assert words in [c.value for s in book for row in s.iter_rows() for c in row]
    assert [n for n, text in hard_papers.items() if packed(words) not in text] == []


def test_every_format_keeps_the_longest_name_of_a_group(hard, hard_papers):
    report, made = hard
    page = BeautifulSoup(report.html, "html.parser").get_text()
    # The first letter is a capital where a line begins with it.
    name = CODE[1:] + "x" * (200 - len(CODE))
    sheet = docx.Document(io.BytesIO(made["docx"])).element.body
    texts = {form: made[form].decode() for form in ("csv", "json")}
    texts |= {"html": page, "docx": "".join(sheet.itertext()), **hard_papers}
    texts["xlsx"] = archived(made["xlsx"], "xl/sharedStrings.xml")

    missing = [n for n, text in texts.items() if packed(name) not in packed(text)]
    assert missing == []


def archived(content, part):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(part).decode()


def test_every_format_keeps_a_name_from_right_to_left(hard, hard_papers):
    report, made = hard
    sheet = docx.Document(io.BytesIO(made["docx"]))
    book = open_workbook(made["xlsx"])
    figures = json.loads(made["json"])["figures"]

    assert RIGHT_TO_LEFT in report.html
    assert RIGHT_TO_LEFT in [c.text for t in sheet.tables for c in t._cells]
    assert RIGHT_TO_LEFT in [
        c.value for s in book for row in s.iter_rows() for c in row
    ]
    assert RIGHT_TO_LEFT.encode() in made["csv"]
    assert [f for f in figures if RIGHT_TO_LEFT in f["label"]]
    name = packed(RIGHT_TO_LEFT)
    assert [n for n, text in hard_papers.items() if name not in text] == []


def test_no_word_runs_off_the_paper(hard):
    """A4 is 595 points wide; the right margin is 18 mm."""
    _, made = hard
    ends = []
    for page in PdfReader(io.BytesIO(made["pdf"])).pages:
        page.extract_text(
            visitor_text=lambda text, scale, place, *_: (
                ends.append(place[4] * scale[0] + scale[4]) if text.strip() else None
            )
        )

    assert max(ends) < 595 - 18 * 72 / 25.4


def test_no_format_takes_a_name_for_its_own_code(hard):
    _, made = hard
    book = open_workbook(made["xlsx"])
    cells = [c for s in book for row in s.iter_rows() for c in row]
    named = [c for c in cells if "=1+1 [a](b) $$c$$ xxx" in str(c.value)]

    assert named
    assert {cell.data_type for cell in named} == {"s"}


def test_the_same_report_gives_the_same_pdf(hard):
    report, made = hard

    assert pdf(report) == made["pdf"]
