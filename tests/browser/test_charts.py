"""Charts in a real browser: their words with a real font, and what is heard."""

import pytest

from tests.charts import tables

# Boxes as the browser lays them out, with the fonts this machine has.
BOXES = """svg => [...svg.querySelectorAll("text")].map(text => {
  const box = text.getBBox();
  return {words: text.textContent, x: box.x, y: box.y, width: box.width,
          height: box.height};
})"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# The browser's boxes hold whole pixels around what letters reach beyond their own box.
EDGE = 1.5
HARD = {
    "shares": [
        tables.share_row(f"{tables.LONG} {n}", n, 20, f"{n * 5},0%") for n in range(21)
    ],
    "counts": [tables.count_row(tables.LONG, 10**n, 161, 7) for n in range(5)],
    "activities": [tables.activity(tables.LONG, "under_way", tables.START)],
    "change": [
        tables.change_row(tables.LONG, n / 20, 1 - n / 20, f"{n * 5},0%", "100,0%")
        for n in range(21)
    ],
    "lines": [
        tables.point(1946 + n, n * 7 % 21 / 20, f"{n * 7 % 21 * 5},0%", label)
        for label in (tables.LONG, "Đảng ủy")
        for n in range(21)
    ],
    "projection": [
        tables.point(2001 + n, n * 7 % 21 / 20, f"{n * 7 % 21 * 5},0%")
        for n in range(21)
    ],
    "funnel": [
        tables.compared_row(
            *(tables.LONG, f"{tables.LONG} {n}", n, 20, 0.5), (0.3, 0.7), (0.0, 1.0)
        )
        for n in range(21)
    ],
}


@pytest.fixture
def show(new_page):
    """A page with charts on it, at a phone's width."""

    def open_page(charts, css=""):
        page = new_page(viewport={"width": 375, "height": 800})
        page.set_content(
            f'<!doctype html><html lang="vi"><head><title>Biểu đồ</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            f"<style>svg {{ width: 100% }} {css}</style></head><body>"
            f"{''.join(chart.svg for chart in charts)}</body></html>"
        )
        return page

    return open_page


def overlaps(one, other):
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(
        one["x"], other["x"]
    )
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(
        one["y"], other["y"]
    )
    # A line box is taller than its letters: two lines may touch by a unit.
    return across > 0.5 and down > 2


def faults(boxes):
    for position, one in enumerate(boxes):
        if one["x"] < -EDGE or one["x"] + one["width"] > 380 + EDGE:
            yield f"{one['words']} leaves the drawing"
        for other in boxes[position + 1 :]:
            if overlaps(one, other):
                yield f"{one['words']} over {other['words']}"


# WCAG 2.2, 1.4.12: letters and words this far apart, which nothing here foresees but
# the slack left for other fonts.
SPACED = "letter-spacing: .12em; word-spacing: .16em"


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("font-family: 'DejaVu Sans'", id="the-widest"),
        pytest.param("font-family: 'Liberation Sans', sans-serif", id="a-common-width"),
        pytest.param("font-family: serif", id="serif"),
        pytest.param(f"font-family: 'Liberation Sans'; {SPACED}", id="spaced"),
    ],
)
@pytest.mark.parametrize("kind", tables.KINDS)
def test_words_keep_clear_of_each_other_in_any_font(show, kind, style):
    charts = [tables.drawn(kind), tables.drawn(kind, rows=HARD[kind], identifier="b")]
    page = show(charts, css=f"svg {{ {style} }}")

    boxes = [svg.evaluate(BOXES) for svg in page.query_selector_all("svg")]

    assert [fault for drawing in boxes for fault in faults(drawing)] == []
    assert all(boxes)


def test_figures_in_descriptions_are_html(show):
    page = show([tables.drawn(kind) for kind in tables.KINDS])

    spaces = page.evaluate(
        "[...document.querySelectorAll('svg :is(data, time)')].map(e => e.namespaceURI)"
    )

    assert set(spaces) == {"http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("kind", tables.KINDS)
def test_a_chart_is_heard_as_an_image_with_its_alternative(show, kind):
    chart = tables.drawn(kind)
    page = show([chart])

    image = page.get_by_role("img", name=f"Phát hiện {chart.plain_alternative}")

    assert image.count() == 1


def test_a_chart_is_as_wide_as_the_page_and_keeps_its_shape(show):
    page = show([tables.drawn("shares")])

    box = page.locator("svg").bounding_box()
    top, right, bottom = page.evaluate(
        "(v => [v.y, v.width, v.height])(document.querySelector('svg').viewBox.baseVal)"
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert box["height"] / box["width"] == pytest.approx((bottom - top) / right, 0.01)
