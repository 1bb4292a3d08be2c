"""Tables to look things up in: escaped, accessible, in no report."""

import nbformat
import pytest
from bs4 import BeautifulSoup

from genderlib.report.checks import ExportError, check_outputs
from genderlib.review.figures import UnknownFigureError
from tests.review.hostile import TEXTS, fill
from tests.review.shell import opened
from tests.review.year import Year

SETUP = 'import genderlib\nreview = genderlib.open_review("stameq", 2020)'


@pytest.fixture(scope="module", params=["vi", "en"])
def review(request, untouched):
    return Year(untouched).open(request.param)


def cells(lookup):
    """Texts of the rows, by the code in their first cell."""
    page = BeautifulSoup(lookup._repr_html_(), "html.parser")
    rows = [row.find_all(["th", "td"]) for row in page.select("tbody tr")]
    return {row[0].get_text(): [cell.get_text() for cell in row[1:]] for row in rows}


def test_every_name_of_the_year_is_listed(review):
    assert list(cells(review.citable())) == list(review.names)


def test_a_name_tells_how_it_is_cited_and_how_that_reads(untouched):
    found = cells(Year(untouched).open("en").citable("party_committee"))

    # 4 of 13 are women: 30.8 per cent.
    assert found["{{ party_committee | share }}"] == ["share of women", "30.8%"]
    assert found["{{ party_committee | women }}"] == ["women", "4"]
    assert found["{{ party_committee | counts }}"] == ["phrase", "4 of 13"]


def test_what_is_listed_can_be_cited_and_reads_so(review):
    for name in ("party_committee", "training", "N010", "claim_party_committee"):
        for cited, (_, text) in cells(review.citable(name)).items():
            assert review.prose(cited, where=name).striptags() == " ".join(text.split())


def test_norms_for_a_group_have_their_verdict(untouched):
    found = cells(Year(untouched).open("en").norms_in_force("party_committee"))

    # At least 25 per cent of 13 are 4 women, and there are 4; of 15 per cent 2.
    assert list(found) == ["N010", "N013", "N024"]
    assert found["N010"][2] == "Met: 4/13 (30.8%); at least 4 needed"
    assert found["N024"][2] == "Met: 4/13 (30.8%); at least 2 needed"


def test_a_group_without_norms_says_so(untouched):
    lookup = Year(untouched).open("en").norms_in_force("course_english")

    assert len(lookup) == 0
    assert repr(lookup) == "No norm is in force."
    assert "<table" not in lookup._repr_html_()


@pytest.mark.parametrize("look", ["citable", "norms_in_force"])
def test_an_unknown_name_names_the_nearest(untouched, look):
    with pytest.raises(UnknownFigureError, match=r"Did you mean party_committee\?"):
        getattr(Year(untouched).open("vi"), look)("party_comittee")


def test_looking_up_records_no_figure(untouched):
    review = Year(untouched).open("vi")

    for lookup in (review.citable(), review.citable("N010"), review.norms_in_force()):
        lookup._repr_html_()

    assert list(review.ledger) == []


def test_a_table_has_caption_scopes_and_language(review):
    for lookup in (review.citable(), review.norms_in_force()):
        page = BeautifulSoup(lookup._repr_html_(), "html.parser")

        assert page.div["lang"] == review.language
        assert page.find("caption").get_text()
        assert {th.get("scope") for th in page.find_all("th")} == {"col", "row"}
        assert not page.find_all("a")


def test_in_a_terminal_it_is_columns_of_text(untouched):
    lines = repr(Year(untouched).open("en").citable("N010")).splitlines()

    # The title of the norm, the headings and its four figures.
    assert lines[1].split() == ["Write", "What", "it", "is", "Reads"]
    assert "{{ N010 | value }}       level required  25%" in lines
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_name_stays_text(project, text):
    year = Year(project)
    fill(year, text)
    review = year.open("vi")

    for lookup in (review.citable(), review.norms_in_force("party_committee")):
        page = BeautifulSoup(lookup._repr_html_(), "html.parser")
        made = {tag.name for tag in page.find_all(True)}
        known = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert made <= known | {"code", "data", "time", "span", "strong"}
        # A title begins with a capital.
        assert text[1:9] in page.get_text()


def test_the_exporter_refuses_a_look_up_and_names_the_cell(untouched):
    notebook = nbformat.v4.new_notebook()
    with opened(untouched) as shell:
        for source in (SETUP, "review.citable()"):
            cell = nbformat.v4.new_code_cell(source, execution_count=1)
            cell.outputs = shell.run(source)
            notebook.cells.append(cell)

    with pytest.raises(ExportError) as caught:
        check_outputs(notebook.cells)

    assert [(f.cell, f.problem) for f in caught.value.findings] == [
        (
            "cell 2 (review.citable())",
            "it shows a table to look things up in; delete the cell",
        )
    ]
