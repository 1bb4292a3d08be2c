"""`genderlib export --format`: files beside the report, refusals, exit codes."""

import sys

import pytest
from click.testing import CliRunner

from genderlib.cli import main
from genderlib.exports.formats import FORMATS
from tests.conftest import copy_project
from tests.exports.conftest import write_reports

WHOSE = ["--organisation", "stameq", "--year", "2020", "--language", "en"]
LIGHT = ("json", "csv", "xlsx", "docx", "package")


@pytest.fixture
def export(tmp_path, monkeypatch):
    """The command in a project with one report."""
    folder = copy_project(tmp_path / "project")
    write_reports(folder, [("internal", "en")])
    monkeypatch.chdir(folder)

    def run(*arguments):
        return CliRunner().invoke(main, ["export", *WHOSE, *arguments])

    run.place = folder / "reports" / "stameq" / "2020" / "internal"
    run.counts = folder / "data" / "raw" / "stameq" / "2020" / "counts.csv"
    return run


def test_each_format_is_one_file_and_one_line(export):
    options = [word for name in LIGHT for word in ("--format", name)]

    result = export(*options)

    files = [f"annual_review.en{FORMATS[name].ending}" for name in LIGHT]
    assert result.exit_code == 0, result.stderr
    assert [line.rpartition("/")[2] for line in result.stdout.splitlines()] == files
    assert sorted(p.name for p in export.place.iterdir()) == sorted(
        [*files, "annual_review.en.html"]
    )


def test_of_a_report_that_the_data_do_not_bear_out_nothing_is_made(export):
    text = export.counts.read_text("utf-8")
    export.counts.write_text(text.replace(",4,,13,", ",5,,13,"), "utf-8")

    result = export("--format", "json")

    assert result.exit_code == 1
    assert "party_committee.women" in result.stderr
    assert "Nothing was exported." in result.stderr
    assert [p.name for p in export.place.iterdir()] == ["annual_review.en.html"]


def test_a_report_that_is_not_there_is_named(export):
    result = export("--format", "json", "--audience", "public")

    assert result.exit_code == 2
    assert "annual_review.en.html: no such report; render it first" in result.stderr


def test_a_folder_in_the_place_of_a_file_is_named_with_the_cure(export):
    folder = export.place / "annual_review.en.figures.json"
    folder.mkdir()

    result = export("--format", "json")

    assert result.exit_code == 1
    assert result.stderr == (
        f"{folder.resolve()}: a folder has this name; rename it or move it away\n"
    )


def test_a_head_with_open_places_is_written_and_told(export):
    write_reports(export.place.parents[3], [("internal", "vi")])

    result = export("--format", "docx", "--language", "vi")

    assert result.exit_code == 1
    assert (export.place / "annual_review.vi.docx").is_file()
    assert result.stderr == (
        "annual_review.vi.docx: no superior, number, symbol, place, date, "
        "signing_title, signing_name, recipients; enter them in data/letterheads.csv "
        "and export it again\n"
    )


@pytest.mark.parametrize("name", ["pdf", "pdf-archive"])
def test_a_missing_extra_is_one_line_with_the_cure(export, monkeypatch, name):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    result = export("--format", name)

    assert result.exit_code == 1
    assert result.stderr == (
        "PDF needs weasyprint, which is not installed: "
        "python -m pip install 'genderlib[pdf]'\n"
    )
    assert [p.name for p in export.place.iterdir()] == ["annual_review.en.html"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param([], "give --format for what to make, or --sign-off", id="neither"),
        pytest.param(
            ["--format", "json", "--sign-off"],
            "give --format for what to make, or --sign-off",
            id="both",
        ),
        pytest.param(["--format", "odt"], "'odt' is not one of", id="unknown"),
        pytest.param(
            ["--format", "json", "--signed-by", "A", "--date", "2021-01-15"],
            "--signed-by belongs to --sign-off",
            id="signature",
        ),
    ],
)
def test_wrong_usage_is_told(export, options, message):
    result = export(*options)

    assert result.exit_code == 2
    assert message in result.stderr
