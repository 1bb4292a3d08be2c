"""The page of the exporter in a real browser: axe, small screens, paper."""

import re

import pytest

from genderlib.report.exporter import GenderReviewExporter
from tests.report import layout, sample

# WCAG 2.2, 1.4.12: nothing is lost when a reader sets text this far apart.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }"""


@pytest.fixture(scope="module", params=["vi", "en"])
def address(request, tmp_path_factory):
    html, _ = GenderReviewExporter().from_notebook_node(sample.notebook(request.param))
    path = tmp_path_factory.mktemp("page") / f"sample.{request.param}.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def show(page, address):
    """Open the sample, at a width in CSS pixels, with more rules of style."""

    def open_sample(width=1280, style=""):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        page.add_style_tag(content=style or "/* none */")
        return page

    return open_sample


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(show, axe, width):
    assert axe(show(width)) == []


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("style", ["", SPACING], ids=["plain", "spaced"])
def test_the_page_fits_its_window(show, width, style):
    page = show(width, style)

    assert layout.overflowing(page) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_is_clipped(show, width):
    assert layout.clipped(show(width)) == []


def test_the_first_sheet_is_the_summary(show):
    page = show()

    assert layout.unfit_for_paper(page) == []


def test_the_page_prints_on_some_sheets_of_a4(show):
    printed = show().pdf(prefer_css_page_size=True)

    # 210 mm by 297 mm in points of 1/72 inch, as Chromium writes it.
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed
    assert 3 <= int(re.search(rb"/Count (\d+)", printed)[1]) <= 8


def test_the_first_tab_stop_skips_to_the_text(show):
    page = show()
    page.keyboard.press("Tab")
    seen = page.locator(".skip").bounding_box()
    page.keyboard.press("Enter")

    assert seen["x"] >= 0
    assert page.evaluate("document.activeElement.localName") == "main"


def test_a_figure_leads_to_its_line_and_the_line_is_marked(show):
    page = show()
    page.locator("main a.figure").first.click()
    line = page.locator("#figures tr:target")

    assert line.get_attribute("id") == "figure-trade_union.share"
    assert line.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("check", "style", "expected"),
    [
        pytest.param(
            layout.overflowing, "h1 { width: 400px }", "the page is", id="reflow"
        ),
        pytest.param(
            layout.overflowing,
            "body { overflow-x: hidden } h1 { width: 400px }",
            "beyond the edge: <h1",
            id="hidden-overflow",
        ),
        pytest.param(
            layout.clipped,
            "dt { width: 2em; overflow: hidden; white-space: nowrap }",
            "clipped: <dt",
            id="box",
        ),
        pytest.param(
            layout.clipped,
            "svg text { transform: translateX(300px) }",
            "clipped: <text",
            id="chart",
        ),
        pytest.param(
            layout.unfit_for_paper,
            ".first-page { break-after: auto !important }",
            "no page break",
            id="no-break",
        ),
        pytest.param(
            layout.unfit_for_paper,
            "h1 { height: 900px }",
            "the first page is",
            id="high",
        ),
        pytest.param(
            layout.unfit_for_paper,
            "thead { display: table-row-group !important }",
            "table heads",
            id="head",
        ),
        pytest.param(
            layout.unfit_for_paper,
            "tr { break-inside: auto !important }",
            "rows may break",
            id="rows",
        ),
        pytest.param(
            layout.unfit_for_paper,
            ".contents { display: block !important }",
            "contents are printed",
            id="contents",
        ),
        pytest.param(
            layout.unfit_for_paper,
            "main a.figure { color: blue !important }",
            "link looks like one",
            id="blue-links",
        ),
        pytest.param(
            layout.unfit_for_paper,
            "table { width: 60rem !important }",
            "wider than the paper",
            id="wide-table",
        ),
    ],
)
@pytest.mark.parametrize("address", ["en"], indirect=True)
def test_a_fault_of_layout_is_found(show, check, style, expected):
    page = show(320, style)

    assert any(line.startswith(expected) for line in check(page))
