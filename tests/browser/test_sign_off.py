"""The record of a sign-off in a browser: axe, small screens, one sheet of paper."""

import re
from datetime import date
from functools import partial

import pytest

from genderlib.report.records import Record, Replaced, as_page
from tests.report import layout

YEARS = ("stameq/2019", "stameq/2020")
TABLES = (
    *("counts.csv", "sources.csv", "statements.csv", "targets.csv", "activities.csv"),
    *("documents.csv", "narrative.vi.md", "narrative.en.md"),
)
PACKAGES = (
    *("genderlib", "python", "babel", "click", "frictionless", "ipykernel", "ipython"),
    *("jinja2", "jupyterlab", "markupsafe", "matplotlib", "mistune", "nbclient"),
    *("nbconvert", "nbformat", "numpy", "pandas", "papermill", "psutil", "pyarrow"),
    *("scipy", "statsmodels", "tqdm", "traitlets"),
)


def record(language):
    """A record with as much in it as there can be; everything in it is invented."""
    found = tuple(f"{n} {'finding ' * 20}"[:120] for n in range(1, 5))
    files = [f"data/raw/{year}/{table}" for year in YEARS for table in TABLES]
    files += ["data/datapackage.json", "data/raw/groups.csv", "data/raw/norms.csv"]
    files += ["data/raw/organisations.csv", "notebooks/annual_review.ipynb"]
    made = Record(
        report=f"stameq 2020 internal {language} annual_review",
        language=language,
        title="Invented title of a report",
        organisation="Cơ quan giả định có một tên rất dài, để thử xem có vừa không",
        number=2,
        replaces=Replaced(f"annual_review.{language}.v1.html", "0" * 64),
        data_date="2020-11-17",
        figures=136,
        fingerprint="0" * 16,
        reviewed="1" * 64,
        inputs=dict.fromkeys(files, "2" * 64),
        versions=dict.fromkeys(PACKAGES, "10.11.12"),
        verify=(*found, "… +99"),
        audit=found[:2],
        statements=13,
        open_points=("An open point that is as long as they are.",) * 3,
    )
    return made.signed("Người Thử Nghiệm", date(2021, 1, 15), "3" * 64)


@pytest.fixture(params=["vi", "en"])
def show(request, at_width, tmp_path):
    """Open a record at a width in CSS pixels."""
    file = tmp_path / f"annual_review.{request.param}.sign-off.html"
    file.write_text(as_page(record(request.param)), encoding="utf-8")

    return partial(at_width, file.as_uri())


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(show, axe, width):
    assert axe(show(width)) == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_record_fits_its_window(show, width):
    page = show(width)

    assert layout.overflowing(page) == []
    assert layout.clipped(page) == []


def test_the_fullest_record_prints_on_one_side_of_a4(show):
    printed = show().pdf(prefer_css_page_size=True)

    # 210 mm by 297 mm in points of 1/72 inch, as Chromium writes it.
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed
    assert int(re.search(rb"/Count (\d+)", printed)[1]) == 1


def test_there_is_room_to_sign(show):
    page = show()
    page.emulate_media(media="print")

    height = page.locator(".approval dl > div").last.evaluate("e => e.offsetHeight")

    # CSS pixels: 15 mm.
    assert height >= 56


def test_what_programs_read_is_not_shown(show):
    assert '"format"' not in show().inner_text("body")
