"""Whatever stands in a name, a label or a quotation arrives as text."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from genderlib.report.exporter import GenderReviewExporter
from tests.report.page import problems
from tests.review import shell
from tests.review.hostile import TEXTS, fill

# Each text in one language, turn about; the way of a name is the same in both.
TURNS = [
    pytest.param((text, language), id=f"{kind}-{language}")
    for (kind, text), language in zip(TEXTS.items(), ["vi", "en"] * 7, strict=True)
]
# What this program itself writes into Markdown.
OWN_TAGS = {"a", "data", "q", "span", "strong", "time"}
# Marks of digits, lines of a chart's labels: as many as the text needs.
VARYING = {"data", "path", "text", "tspan"}
# Where a text from each table is sure to stand.
PLACES = (
    "title",
    "h1",
    ".organisation",
    "p.source",
    "svg desc",
    "#table-activities tbody th",
    "#table-claims q",
    "#table-documents tbody th",
    "#table-norms td:last-child",
    "#table-sources tbody th",
    "#table-targets tbody th",
    '#figures [id$="party_committee.women"] td:last-child',
)


def made(year, text, language):
    fill(year, text)
    return shell.run(year.root, language=language)


def exported(notebook):
    return GenderReviewExporter().from_notebook_node(notebook)[0]


def elements(html):
    """How many of each element a page has, but for marks of languages, formulas."""
    page = BeautifulSoup(html, "html.parser")
    tags = Counter(
        tag.name for tag in page.select(":not(span.mathjax_ignore, span[lang])")
    )
    return {name: number for name, number in tags.items() if name not in VARYING}


@pytest.fixture(scope="module")
def harmless(real_year, tmp_path_factory):
    """Elements of a page whose every name is one harmless word."""
    year = real_year.copy(tmp_path_factory.mktemp("harmless"))
    return {lang: elements(exported(made(year, "Tên", lang))) for lang in ("vi", "en")}


@pytest.fixture(params=TURNS)
def turn(request, year):
    """A text in every cell that takes one, its language, and the notebook of it."""
    text, language = request.param
    return text, language, made(year, text, language)


def test_a_hostile_text_arrives_as_text_and_makes_nothing(turn, harmless):
    text, language, notebook = turn
    html = exported(notebook)
    page = BeautifulSoup(html, "html.parser")

    found = [f for f in problems(html, language) if "bytes, more than" not in f]

    assert found == []
    assert elements(html) == harmless[language]
    for place in PLACES:
        assert spaced(text) in spaced(page.select_one(place).get_text()), place
    markdown = [o.data["text/markdown"] for o in outputs(notebook, "text/markdown")]
    assert len(markdown) > 10
    assert {tag for text in markdown for tag in tags_of(text)} <= OWN_TAGS


def spaced(text):
    """Text with its first letter as it may be: names begin a cell with a capital."""
    return " ".join(text.split()).lower()


def outputs(notebook, kind):
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if kind in output.data
    ]


def tags_of(markdown):
    """Elements that stand in a piece of Markdown."""
    return re.findall(r"</?([a-z]+)", markdown, re.IGNORECASE)
