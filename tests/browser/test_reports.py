"""The real reports of 2020 in a real browser: axe, small screens, paper, links."""

import re
from functools import partial

import pytest

from tests.report import layout

pytestmark = pytest.mark.kernel


@pytest.fixture(params=["vi", "en"])
def show(request, at_width, reports):
    """Open a report at a width in CSS pixels."""

    return partial(at_width, (reports / f"annual_review.{request.param}.html").as_uri())


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(show, axe, width):
    assert axe(show(width)) == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_report_fits_its_window(show, width):
    page = show(width)

    assert layout.overflowing(page) == []
    assert layout.clipped(page) == []


def test_the_first_sheet_is_the_summary(show):
    assert layout.unfit_for_paper(show()) == []


def test_the_report_prints_on_some_sheets_of_a4(show):
    printed = show().pdf(prefer_css_page_size=True)

    # 210 mm by 297 mm in points of 1/72 inch, as Chromium writes it.
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed
    assert 8 <= int(re.search(rb"/Count (\d+)", printed)[1]) <= 20


def test_every_link_within_the_page_leads_somewhere_one_can_see(show):
    page = show()

    hidden = page.evaluate("""[...document.querySelectorAll('a[href^="#"]')]
        .map(a => a.getAttribute('href').slice(1))
        .filter(id => !document.getElementById(id)?.checkVisibility())""")

    assert hidden == []


def test_a_figure_leads_to_its_line_and_its_line_back_to_the_file(show):
    page = show()
    page.locator('p a.figure[href="#figure-youth_union_committee.women"]').first.click()
    line = page.locator("#figures tr:target")

    assert line.get_attribute("id") == "figure-youth_union_committee.women"
    assert line.is_visible()
    # Row 3 of the table of counts: the second committee below the header.
    assert "counts.csv" in line.inner_text()
    assert line.locator("data[value='counts.csv:3']").count() == 1


def test_the_page_speaks_its_language_and_marks_the_other(show):
    page = show()
    foreign = {"vi": "en", "en": "vi"}[page.evaluate("document.documentElement.lang")]

    quotations = page.locator("#table-claims q")

    assert quotations.count() == 9
    assert {q.get_attribute("lang") for q in quotations.all()} == {"vi"}
    assert (page.locator(f"main [lang={foreign}]").count() > 0) == (foreign == "vi")
