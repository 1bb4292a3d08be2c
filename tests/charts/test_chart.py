"""A chart as an object: its words, its forms for Jupyter, its names."""

from base64 import b64decode

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from genderlib import charts
from genderlib.text.markup import data
from tests.charts import tables

TITLE = Markup("Nữ chiếm {} ở Đảng ủy").format(
    data(4 / 13, "30,8%", "party_committee.share")
)


def titled(title, identifier="shares", language="vi"):
    return charts.share_bars(
        tables.shares(),
        title=title,
        source="Nguồn: A & B",
        language=language,
        identifier=identifier,
    )


def test_title_keeps_its_link_for_the_page_and_loses_it_in_the_svg():
    chart = titled(TITLE)

    title = BeautifulSoup(chart.svg, "html.parser").find("title")

    assert '<a class="figure" href="#figure-party_committee.share">' in chart.title
    assert title.get_text() == "Nữ chiếm 30,8% ở Đảng ủy"
    assert title.find("a") is None
    assert title.find("data")["data-figure"] == "party_committee.share"


def test_plain_words_of_title_and_source_are_escaped():
    chart = titled("A < B")

    assert chart.title == "A &lt; B"
    assert chart.source == "Nguồn: A &amp; B"


def test_markup_that_could_run_does_not_reach_the_svg():
    hostile = Markup('<img src=x onerror=alert(1)><data value="1" onclick=x>1</data>')

    svg = titled(hostile).svg

    assert '<title id="shares-title"><data value="1">1</data></title>' in svg


def test_alternative_without_markup_has_no_entities():
    row = tables.share_row("A & <B>", 1, 2, "50%")

    said = tables.drawn("shares", rows=[row]).plain_alternative

    assert "A & <B> (50%; 1 trên 2)" in said


def test_jupyter_gets_the_svg_and_an_image_with_its_alternative():
    chart = titled(TITLE)

    bundle, metadata = chart._repr_mimebundle_()

    image = BeautifulSoup(bundle["text/html"], "html.parser").img
    encoded = image["src"].removeprefix("data:image/svg+xml;base64,")
    assert b64decode(encoded).decode() == bundle["image/svg+xml"] == chart.svg
    assert image["alt"] == chart.plain_alternative
    assert metadata == {
        "genderlib": {"kind": "chart", "title": chart.title, "source": chart.source}
    }


@pytest.mark.parametrize(
    "identifier",
    [
        pytest.param("", id="empty"),
        pytest.param("1a", id="digit-first"),
        pytest.param("A", id="capital"),
        pytest.param("a b", id="space"),
        pytest.param('a"', id="quote"),
        pytest.param("a\n", id="newline"),
    ],
)
def test_identifiers_that_are_none_are_refused(identifier):
    with pytest.raises(ValueError, match="identifier must be"):
        titled(TITLE, identifier)


@pytest.mark.parametrize("title", ["", "   ", Markup("<b> </b>")])
def test_a_chart_without_a_finding_is_refused(title):
    with pytest.raises(ValueError, match="the title must state the finding"):
        titled(title)


def test_a_language_without_words_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en"):
        titled(TITLE, language="fr")
