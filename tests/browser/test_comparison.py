"""The page of `genderlib diff` in a real browser: axe, small screens, its links."""

import pytest
from click.testing import CliRunner

from genderlib.cli import main
from tests.report import layout
from tests.report.lines import cited, figure, group, report

BODY = "<h1>Report</h1><p>Women are {} of the board. It met {} in the year.</p>"


@pytest.fixture(scope="module", params=["vi", "en"])
def address(request, tmp_path_factory):
    """A comparison of two small reports, written by hand."""
    folder = tmp_path_factory.mktemp("comparison")
    was = cited("board.share", "30.8%", 4 / 13)
    now = cited("board.share", "38.5%", 5 / 13)
    sides = {
        "a.html": report(
            *(group("board", 4, 13, "30.8%", 4 / 13), figure("N1.value", "25%", 0.25)),
            body=BODY.format(was, "twice"),
            language=request.param,
        ),
        "b.html": report(
            group("board", 5, 13, "38.5%", 5 / 13),
            body=BODY.format(now, "once"),
            language=request.param,
            year="2021",
        ),
    }
    for name, html in sides.items():
        (folder / name).write_text(html, encoding="utf-8")
    page = folder / "changes.html"
    names = [str(folder / name) for name in sides]
    CliRunner().invoke(main, ["diff", *names, "--html", str(page)])
    return page.as_uri()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation_in_a_comparison(page, axe, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert axe(page) == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_a_comparison_fits_its_window(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert layout.overflowing(page) == []
    assert layout.clipped(page) == []


def test_what_changed_is_shown_without_colour_too(page, address):
    page.goto(address)

    lines = page.eval_on_selector_all(
        "del, ins", "all => all.map(e => getComputedStyle(e).textDecorationLine)"
    )

    assert lines == ["line-through", "underline"]
