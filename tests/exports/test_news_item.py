"""A news item in every format: the same figures, in Word without a letterhead."""

import csv
import io
import json
import zipfile

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from pypdf import PdfReader

from genderlib.cli import main
from genderlib.data import Project
from genderlib.exports.formats import FORMATS
from tests.conftest import copy_project
from tests.notebooks.editions import LANGUAGES, Edition, made

# Laying a PDF out takes seconds: each language has one of the two kinds.
LEFT_OUT = {"vi": "pdf-archive", "en": "pdf"}
PDF = {"vi": "pdf", "en": "archive.pdf"}


def formats(language):
    return [name for name in FORMATS if name != LEFT_OUT[language]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The items of 2020 and everything the command makes of them, by file name."""
    folder = copy_project(tmp_path_factory.mktemp("news") / "project")
    place = folder / "reports/stameq/2020/public"
    place.mkdir(parents=True)
    for language in LANGUAGES:
        one = Edition("news_item", "stameq", "2020", language, "public")
        page = made(one, Project(folder))
        (place / f"news_item.{language}.html").write_text(page, encoding="utf-8")
    whose = ["--notebook", "news_item", "--organisation", "stameq"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for language in LANGUAGES:
            wanted = [word for name in formats(language) for word in ("--format", name)]
            result = CliRunner().invoke(
                main, ["export", *whose, "--language", language, *wanted]
            )
            assert result.exit_code == 0, result.stderr
    return {path.name: path.read_bytes() for path in place.iterdir()}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def listed(exported, language):
    """The page's own table of figures: identifier and value."""
    page = BeautifulSoup(exported[f"news_item.{language}.html"], "html.parser")
    rows = page.select("table#figures tbody tr")
    return {
        row["id"].removeprefix("figure-"): " ".join(row.td.get_text(" ").split())
        for row in rows
    }


def test_every_format_is_made(exported, language):
    expected = {f"news_item.{language}{FORMATS[n].ending}" for n in formats(language)}

    assert expected <= set(exported)


def test_json_and_csv_hold_the_figures_of_the_item(exported, language, listed):
    found = json.loads(exported[f"news_item.{language}.figures.json"])["figures"]
    lines = csv.DictReader(
        io.StringIO(exported[f"news_item.{language}.figures.csv"].decode())
    )

    assert {f["figure"]: f["text"] for f in found} == listed
    assert {row["figure"]: row["text"] for row in lines} == listed


def test_the_workbook_holds_the_figures_of_the_item(exported, language, listed):
    book = openpyxl.load_workbook(io.BytesIO(exported[f"news_item.{language}.xlsx"]))
    rows = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows()]

    assert {row[1]: row[3] for row in rows if row[1] in listed} == listed


def test_word_has_a_plain_heading_and_the_whole_item(exported, language):
    sheet = docx.Document(io.BytesIO(exported[f"news_item.{language}.docx"]))
    page = BeautifulSoup(exported[f"news_item.{language}.html"], "html.parser")
    paragraphs = [" ".join(p.text.split()) for p in sheet.paragraphs]
    told = [
        " ".join(p.get_text().split()) for p in page.select(".first-page > section > p")
    ]

    assert sheet.paragraphs[0].style.name == "Title"
    assert paragraphs[0] == " ".join(page.h1.get_text().split())
    assert [text for text in told if text not in paragraphs] == []
    # Nothing of a letter under Decree 30: no nation, no motto, no room to sign.
    letter = ("CỘNG HÒA XÃ HỘI", "Độc lập", "Nơi nhận")
    everything = paragraphs + [c.text for t in sheet.tables for c in t._cells]
    assert [t for t in everything if any(word in t for word in letter)] == []


def test_pdf_opens_what_the_page_folds_away(exported, language, listed):
    content = exported[f"news_item.{language}.{PDF[language]}"]
    pages = PdfReader(io.BytesIO(content)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)

    assert [name for name in listed if name not in text] == []


def test_the_package_holds_the_item_and_its_tables(exported, language):
    content = exported[f"news_item.{language}.package.zip"]

    names = zipfile.ZipFile(io.BytesIO(content)).namelist()

    assert "datapackage.json" in [name.rpartition("/")[2] for name in names]
