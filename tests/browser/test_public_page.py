"""A public page with hidden counts in a real browser: axe, and small screens."""

from functools import partial

import pytest

from tests.report import layout
from tests.report.agency import Agency


@pytest.fixture(scope="module")
def agency(tmp_path_factory):
    return Agency(tmp_path_factory.mktemp("agency") / "project")


@pytest.fixture(params=["vi", "en"])
def show(request, agency, at_width, tmp_path):
    """Open the public page at a width in CSS pixels."""
    file = tmp_path / f"annual_review.{request.param}.html"
    file.write_text(agency.page(language=request.param), encoding="utf-8")

    return partial(at_width, file.as_uri())


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation_beside_hidden_counts(show, axe, width):
    assert axe(show(width)) == []


def test_nothing_hangs_over_a_small_screen(show):
    assert layout.overflowing(show(320)) == []


def test_a_hidden_count_is_said_and_leads_to_its_line(show):
    opened = show(1280)

    opened.locator("#table-breakdowns a:has(.hidden-count)").first.click()

    assert opened.evaluate("location.hash").startswith("#figure-staff.")
