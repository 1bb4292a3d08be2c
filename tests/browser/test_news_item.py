"""A news item in a real browser: folded tables, links into them, phone, paper."""

import io
from functools import partial

import pytest
from pypdf import PdfReader

from tests.notebooks.editions import Edition
from tests.notebooks.editions import page as html_of
from tests.report import layout

EDITIONS = [
    Edition("news_item", "stameq", "2020", "vi", "public"),
    Edition("news_item", "stameq", "2020", "en", "public"),
    Edition("news_item", "national_assembly", "1976", "vi", "public"),
]
UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
LINKS = """[...document.querySelectorAll('a')].filter(a => a.checkVisibility()
    && getComputedStyle(a).textDecorationLine !== 'none').length"""


@pytest.fixture(params=EDITIONS, ids="-".join)
def show(request, at_width, tmp_path):
    """Open an item at a width in CSS pixels."""
    file = tmp_path / "news_item.html"
    file.write_text(html_of(request.param), encoding="utf-8")

    return partial(at_width, file.as_uri())


@pytest.mark.parametrize(
    ("width", "unfolded"),
    [
        pytest.param(1280, False, id="folded"),
        pytest.param(1280, True, id="unfolded"),
        pytest.param(320, True, id="unfolded-320"),
    ],
)
def test_an_item_is_accessible_and_fits_its_window(show, axe, width, unfolded):
    page = show(width)
    if unfolded:
        page.evaluate(UNFOLD)

    assert axe(page) == []
    assert layout.overflowing(page) == []
    assert layout.clipped(page) == []


def test_the_tables_are_folded_away(show):
    page = show()

    assert page.locator("details").count() == 4
    assert page.locator("#figures").is_hidden()
    assert page.locator("h1").is_visible()


def test_a_link_from_a_figure_opens_the_table_at_its_line(show):
    page = show()
    link = page.locator("main section a.figure").first
    line = link.get_attribute("href").removeprefix("#")

    link.click()

    page.locator(f'[id="{line}"]').wait_for(state="visible")
    assert page.evaluate("location.hash") == f"#{line}"


def test_a_folded_table_opens_by_keyboard(show):
    page = show()

    page.locator("summary").last.focus()
    page.keyboard.press("Enter")

    page.locator("#figures").wait_for(state="visible")


def test_paper_gets_the_item_on_two_sheets_at_most(show):
    page = show()

    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert len(sheets) <= 2


def test_on_paper_no_link_looks_like_one(show):
    page = show()
    page.emulate_media(media="print")

    assert page.evaluate(LINKS) == 0
    assert page.locator("details").first.is_hidden()
