"""The list of reports in a real browser: axe, small screens."""

from datetime import date

import pytest

from genderlib.report.listing import Listed, index_page
from tests.report import layout

ERROR = "trial.ipynb, cell 4 (a <b>): KeyError: 'x'\n  " + "a_very_long_name" * 12
NAMES = {"a": "Cơ quan A (số liệu hư cấu)", "b": "Cơ quan B (số liệu hư cấu)"}


def listed(organisation, year, language, state="draft", error=""):
    link = "" if state == "failed" else f"{organisation}/{year}/x.{language}.html"
    return Listed(
        *(organisation, NAMES[organisation], f"Bình đẳng giới {year}", year),
        *("internal", language, "annual_review", link, state),
        *(date(2020, 11, 17), "0123456789abcdef", error),
    )


@pytest.fixture(scope="module", params=["some", "none"])
def address(request, tmp_path_factory):
    """Reports in every state, INVENTED for the test; and no report at all."""
    reports = [
        listed("a", 2020, "vi"),
        listed("a", 2020, "en", "failed", ERROR),
        listed("a", 2019, "vi", "signed"),
        listed("b", 2020, "vi", "old", ERROR),
        listed("b", 2019, "en", "replaced"),
    ]
    page = tmp_path_factory.mktemp("index") / "index.html"
    page.write_text(index_page(reports if request.param == "some" else []), "utf-8")
    return page.as_uri()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation_in_the_list_of_reports(page, axe, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert axe(page) == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_list_of_reports_fits_its_window(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert layout.overflowing(page) == []
    assert layout.clipped(page) == []
