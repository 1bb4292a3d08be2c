"""Trends, comparisons and reviews of further organisations in a real browser."""

from functools import partial

import pytest

from tests.notebooks.editions import Edition
from tests.notebooks.editions import page as html_of
from tests.report import layout

EDITIONS = [
    Edition("trends", "national_assembly", "2021", "vi"),  # with a projection
    Edition("trends", "central_government", "2023", "en"),
    Edition("trends", "foreign_ministry", "2013", "vi", "public"),
    Edition("comparison", "lao_cai", "2021", "vi"),
    Edition("comparison", "ha_giang", "2021", "en"),
    Edition("annual_review", "foreign_ministry", "2013", "vi"),
    Edition("annual_review", "central_government", "2023", "en"),
]


@pytest.fixture(params=EDITIONS, ids="-".join)
def show(request, at_width, tmp_path):
    """Open a report at a width in CSS pixels."""
    file = tmp_path / "report.html"
    file.write_text(html_of(request.param), encoding="utf-8")

    return partial(at_width, file.as_uri())


@pytest.mark.parametrize("width", [1280, 320])
def test_a_report_is_accessible_and_fits_its_window(show, axe, width):
    page = show(width)

    assert axe(page) == []
    assert layout.overflowing(page) == []
    assert layout.clipped(page) == []


def test_the_first_sheet_is_the_summary_and_links_lead_somewhere(show):
    page = show()
    hidden = page.evaluate("""[...document.querySelectorAll('a[href^="#"]')]
        .map(a => a.getAttribute('href').slice(1))
        .filter(id => !document.getElementById(id)?.checkVisibility())""")

    assert hidden == []
    assert layout.unfit_for_paper(page) == []


def test_one_of_these_pages_shows_a_projection_with_its_bands():
    assert 'data-figure="national_deputies.high_95.2026"' in html_of(EDITIONS[0])
