"""Every notebook over every organisation there is: pages without a fault."""

from functools import lru_cache

import pytest
from bs4 import BeautifulSoup

from tests.notebooks.editions import LANGUAGES, NOTEBOOKS, editions, page
from tests.report.page import problems

EVERY = pytest.mark.parametrize(
    ("notebook", "language"), [(n, lang) for n in NOTEBOOKS for lang in LANGUAGES]
)


@lru_cache
def parsed(edition):
    return BeautifulSoup(page(edition), "html.parser")


@lru_cache
def values(edition):
    """What a machine reads of each line of the table of figures."""
    rows = parsed(edition).select("table#figures tbody tr")
    cells = {row["id"]: row.td.find(["data", "time"]) for row in rows}
    return {name: cell and cell.get("value") for name, cell in cells.items()}


def test_notebooks_have_the_reports_their_data_allow():
    found = {
        name: [
            (e.organisation, e.year)
            for e in editions(name, "vi")
            if e.organisation != "example"  # invented, to show rosters
        ]
        for name in NOTEBOOKS
    }

    # A review and a news item for each year, a trend for each organisation, a
    # comparison where several organisations of one kind have a year.
    assert len(found["annual_review"]) == 17
    assert found["news_item"] == found["annual_review"]
    assert found["trends"] == [
        ("central_government", "2023"),
        ("foreign_ministry", "2013"),
        ("ha_giang", "2021"),
        ("lao_cai", "2021"),
        ("national_assembly", "2021"),
        ("son_la", "2021"),
        ("stameq", "2020"),
    ]
    assert found["comparison"] == [
        ("ha_giang", "2021"),
        ("lao_cai", "2021"),
        ("son_la", "2021"),
    ]


@EVERY
def test_no_page_has_a_fault(notebook, language):
    found = {
        edition: faults
        for edition in editions(notebook, language)
        if (faults := problems(page(edition), language, notebook))
    }

    assert found == {}


@pytest.mark.parametrize("notebook", ["trends", "comparison"])
def test_public_pages_have_no_fault(notebook):
    found = {
        edition: faults
        for edition in editions(notebook, "vi", "public")
        if (faults := problems(page(edition), "vi", notebook))
    }

    assert found == {}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_both_languages_show_the_same_figures(notebook):
    different = [
        vi
        for vi, en in zip(
            editions(notebook, "vi"), editions(notebook, "en"), strict=True
        )
        if values(vi) != values(en)
    ]

    assert different == []


@EVERY
def test_every_mention_of_a_figure_has_the_value_of_its_line(notebook, language):
    differing = []
    for edition in editions(notebook, language):
        lines = values(edition)
        differing += [
            (edition.organisation, edition.year, e["data-figure"])
            for e in parsed(edition).find_all("data", attrs={"data-figure": True})
            if e["value"] != lines[f"figure-{e['data-figure']}"]
        ]

    assert differing == []


@EVERY
def test_every_chart_and_table_names_its_source(notebook, language):
    word = {"vi": "Nguồn:", "en": "Source:"}[language]
    bare = []
    for edition in editions(notebook, language):
        html = parsed(edition)
        own = html.select("div.table:not(:has(#table-sources, #figures))")
        below = [chart.select_one(".source") for chart in html.select("figure.chart")]
        below += [table.find_next_sibling(class_="source") for table in own]
        bare += [edition for e in below if not e.get_text().startswith(word)]

    assert bare == []
