"""The workbook: sheets, numbers as numbers, what gptables would make of its own."""

import io
import warnings
from dataclasses import replace

import openpyxl
import pytest

from genderlib.exports.archive import read_archive
from genderlib.exports.document import Cell, Heading, Paragraph, Run, Table, plain
from genderlib.exports.workbook import workbook
from tests.exports.conftest import EDITIONS

NAMES = {
    "vi": ["Trang bìa", "Mục lục", "Ghi chú", "Bảng 1", "Số liệu"],
    "en": ["Cover", "Contents", "Notes", "Table 1", "Figures"],
}


@pytest.fixture(scope="module")
def contents(finished_reports):
    """The workbooks by audience and language."""
    return {edition: workbook(f) for edition, f in finished_reports.items()}


@pytest.fixture(params=EDITIONS)
def edition(request):
    return request.param


@pytest.fixture(scope="module")
def book(contents):
    """The internal one in English, opened."""
    return opened(contents["internal", "en"])


def opened(content):
    with warnings.catch_warnings():
        # openpyxl says that it leaves out what it does not know of a workbook.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content))


def sheet_of(book, words):
    return next(s for s in book if words in str(s["A1"].value))


def rows(sheet, heading):
    """The rows below the one that begins with a heading."""
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(at for at, row in enumerate(found) if row[0] == heading)
    return found[start + 1 :]


def test_the_sheets_are_cover_contents_notes_tables_and_figures(contents, edition):
    names = opened(contents[edition]).sheetnames

    assert [*names[:4], names[-1]] == NAMES[edition[1]]
    assert len(names) >= 13


def test_the_contents_lead_to_every_sheet(book):
    page = book["Contents"]
    links = [page.cell(row, 1).hyperlink.location for row in range(4, page.max_row + 1)]

    assert links == [f"'{name}'!A1" for name in book.sheetnames[2:]]


# From the source: 4 of 13 in the Party committee.
def test_numbers_are_numbers_in_full_precision(book):
    page = sheet_of(book, "Women in the groups counted")
    party = next(r for r in page.iter_rows() if r[0].value == "Party committee")

    assert [cell.value for cell in party[:4]] == ["Party committee", 4, 13, 4 / 13]
    assert party[3].number_format == "0.0%"


def test_points_have_their_unit_in_the_format(book):
    page = sheet_of(book, "How far one person moves the share")
    party = next(r for r in page.iter_rows() if r[0].value == "Party committee")

    # One of thirteen is 7.69 percentage points.
    assert party[2].value == pytest.approx(100 / 13)
    assert party[2].number_format == '0.0" percentage points"'


def test_every_table_of_the_page_has_its_sheet(contents, finished_reports, edition):
    book = opened(contents[edition])
    titles = [sheet["A1"].value for sheet in book.worksheets[3:-1]]
    captions = [plain(t.caption) for t in finished_reports[edition].document.tables]

    assert [title.partition(": ")[2] for title in titles] == captions


def test_every_figure_is_in_the_last_sheet(contents, finished_reports, edition):
    finished = finished_reports[edition]
    heading = next(t for t in finished.document.blocks if t.__class__ is Table)
    sheet = opened(contents[edition]).worksheets[-1]
    shown = {row[1].value: row[3].value for row in sheet.iter_rows(min_row=4)}

    lines = finished.document.lines
    assert heading.columns
    assert {n: shown[n] for n in lines} == {n: line.text for n, line in lines.items()}


def test_each_sheet_has_one_table_that_programs_find(book):
    assert [len(sheet.tables) for sheet in book.worksheets[1:]] == [1] * (
        len(book.worksheets) - 1
    )


def test_an_empty_cell_says_that_it_is_empty(book):
    page = sheet_of(book, "Decisions and plans")

    assert page["A3"].value.startswith("[x]: the source does not say")
    assert rows(page, "Document")[1][1:3] == ["[x]", "[x]"]


def test_notes_hold_the_sentences_with_their_section(book):
    notes = rows(book["Notes"], "Section")

    assert ["Who was trained?", "Chart: Women took 29 of 52 course places"] in notes


def test_hidden_counts_are_words(contents):
    book = opened(contents["public", "en"])
    benefits = sheet_of(book, "enefit")
    found = {row[0].value: row for row in benefits.iter_rows()}

    assert [c.value for c in found["Violence support"][1:4]] == ["hidden"] * 3


HOSTILE = [
    pytest.param("=1+1", id="formula"),
    pytest.param("[a](http://b.example) and [c](http://d.example)", id="links"),
    pytest.param("$$note$$", id="note-mark"),
    pytest.param("[secret]", id="shorthand"),
    pytest.param("…", id="no-letter"),
    pytest.param("مديرية القياس", id="right-to-left"),
    pytest.param("Ban " * 75, id="300-characters"),
    pytest.param("2020", id="digits"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_arrives_as_it_is(internal, name):
    cells = (Cell((Run(name),), is_heading=True), Cell((Run("4", value="4"),)))
    table = Table("t", (Run(name),), (Cell((Run(name),)), Cell((Run(name),))), (cells,))
    kept = [b for b in internal.document.blocks if getattr(b, "identifier", "")]
    blocks = (
        Heading(1, (Run(name),)),
        Paragraph((Run(name),)),
        table,
        Paragraph((Run(name),), "source"),
        kept[-1],
    )
    document = replace(internal.document, blocks=blocks, title=name)

    book = opened(workbook(replace(internal, document=document)))

    page = book["Table 1"]
    words = " ".join(name.split())
    values = [[cell.value for cell in row] for row in page.iter_rows()]
    assert values[-1] == [words, 4]
    assert page.cell(page.max_row, 1).data_type == "s"
    assert book["Notes"].cell(book["Notes"].max_row, 2).value == words


def test_no_words_become_a_formula_when_they_are_edited(internal):
    document = replace(internal.document, title='=HYPERLINK("http://b.example")')

    book = opened(workbook(replace(internal, document=document)))

    words = [c for s in book for r in s for c in r if isinstance(c.value, str)]
    assert [
        c.coordinate for c in words if c.value[:1] in "=+@" and not c.quotePrefix
    ] == []
    assert any("HYPERLINK" in cell.value for cell in words)


def test_the_same_report_gives_the_same_bytes(contents, internal):
    assert workbook(internal) == contents["internal", "en"]


def test_nothing_in_it_tells_the_day_it_was_made(contents):
    files = read_archive(contents["internal", "en"])

    assert b"<dcterms:created" in files["docProps/core.xml"]
    assert b"1980-01-01T00:00:00Z" in files["docProps/core.xml"]
