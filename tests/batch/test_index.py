"""`reports/index.html` and `reports/run.json`: what there is and what was done."""

import json
import re
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup

from tests.batch.conftest import PLAIN, REPORT, trial

pytestmark = pytest.mark.kernel

FAILS = "if language == 'vi':\n    raise ValueError('<b>no</b> such group')"
RENDER = ("render", "--notebook", "trial", *PLAIN)
PLACE = "reports/stameq/2020/internal/trial"


def summary(project):
    """The summary by report, without times."""
    told = json.loads((project / "reports" / "run.json").read_bytes())
    assert told["seconds"] > 0
    for report in told["reports"]:
        report.pop("seconds", None)
    return {report.pop("report"): report for report in told["reports"]}


def rows(project):
    """Rows of the index, cell by cell."""
    page = (project / "reports" / "index.html").read_text("utf-8")
    soup = BeautifulSoup(page, "html.parser")
    for other in soup.select("td .also"):
        other.decompose()
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in soup.select("tbody tr")
    ]


@pytest.fixture(scope="module")
def half(module_command):
    """A run of which one report failed, and the project in which it was made."""
    notebook = trial(FAILS, REPORT)
    nbformat.write(notebook, module_command.project / "notebooks" / "trial.ipynb")
    result = module_command(*RENDER)
    assert module_command.left() == []
    return SimpleNamespace(**vars(result), project=module_command.project)


def test_one_failing_report_does_not_stop_the_others(half):
    assert half.returncode == 1
    assert half.stdout == f"{PLACE}.en.html\n"
    assert "stameq 2020 vi: trial.ipynb, cell 2 (if language == 'vi':)" in half.stderr
    assert half.stderr.endswith("1 of 2 reports not made.\n")


def test_the_summary_tells_of_each_report(half):
    told = summary(half.project)

    same = {"organisation": "stameq", "year": 2020, "audience": "internal"}
    same |= {"why": ["it was never made"], "attempts": 1}
    error = told[f"{PLACE}.vi.html"].pop("error")
    assert half.returncode == 1
    assert told == {
        f"{PLACE}.en.html": same | {"language": "en", "outcome": "made"},
        f"{PLACE}.vi.html": same | {"language": "vi", "outcome": "failed"},
    }
    assert error.startswith(
        "trial.ipynb, cell 2 (if language == 'vi':): ValueError: <b>no</b> such group"
    )


def test_the_index_shows_the_error_with_its_cell(half):
    failed, made = rows(half.project)

    assert half.returncode == 1
    assert failed[0].startswith("stameq 2020 trial trial.ipynb, cell 2 (if language")
    assert "<b>no</b> such group" in failed[0]
    assert failed[1:] == ["2020", "Tiếng Việt", "Nội bộ", "Không làm được", "–", "–"]
    # The hash of the figures of an internal report would give small counts away.
    expected = [
        "Trial trial",
        "2020",
        "Tiếng Anh",
        "Nội bộ",
        "Dự thảo",
        "17/11/2020",
        "–",
    ]
    assert made == expected


def test_links_of_the_index_lead_to_the_reports(half):
    page = (half.project / "reports" / "index.html").read_text("utf-8")

    assert half.returncode == 1
    links = re.findall(r'href="([^"#]+)"', page)
    assert links == ["stameq/2020/internal/trial.en.html"]
    assert (half.project / "reports" / links[0]).is_file()


def test_what_failed_is_made_the_next_time_and_its_error_is_forgotten(
    command, write_notebook, project
):
    write_notebook(FAILS, REPORT)
    assert command(*RENDER).returncode == 1
    # The same bytes: only what failed is tried again.
    first = command(*RENDER, "--dry-run")
    write_notebook(REPORT)
    assert command(*RENDER).returncode == 0

    assert first.stdout == f"{PLACE}.vi.html: it failed the last time\n"
    assert [row[4] for row in rows(project)] == ["Dự thảo", "Dự thảo"]
    assert {report["outcome"] for report in summary(project).values()} == {"made"}


def test_an_old_report_whose_making_failed_is_marked(command, write_notebook, project):
    write_notebook(REPORT)
    assert command(*RENDER).returncode == 0
    before = (project / f"{PLACE}.vi.html").read_bytes()
    write_notebook(FAILS, REPORT)
    assert command(*RENDER).returncode == 1

    states = [row[4] for row in rows(project)]

    assert states == ["Bản cũ; lần làm lại bị lỗi", "Dự thảo"]
    assert (project / f"{PLACE}.vi.html").read_bytes() == before


def test_reports_whose_data_are_not_in_order_are_listed_with_the_cure(
    command, write_notebook, project
):
    write_notebook(REPORT)
    with (project / "data/raw/groups.csv").open("a") as groups:
        groups.write("broken\n")

    result = command(*RENDER)

    assert result.returncode == 1
    assert "data/raw/groups.csv" in result.stderr
    expected = "its data are not in order Run genderlib check: it tells every bad row."
    assert [row[0] for row in rows(project)] == [f"stameq 2020 trial {expected}"] * 2
    assert {report["outcome"] for report in summary(project).values()} == {"failed"}


def test_a_second_run_tells_of_reports_that_are_up_to_date(
    command, write_notebook, project
):
    write_notebook(REPORT)
    assert command(*RENDER).returncode == 0
    index = (project / "reports" / "index.html").read_bytes()

    result = command(*RENDER)

    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == (
        f"Up to date: {PLACE}.vi.html\nUp to date: {PLACE}.en.html\n"
    )
    assert {r["outcome"] for r in summary(project).values()} == {"up to date"}
    assert (project / "reports" / "index.html").read_bytes() == index


@pytest.mark.parametrize(
    ("options", "runs"),
    [
        pytest.param((), 1, id="never"),
        pytest.param(("--retry", "2"), 3, id="twice"),
    ],
)
def test_a_report_that_fails_is_tried_again_as_often_as_asked(
    command, write_notebook, project, tmp_path, options, runs
):
    runs_so_far = tmp_path / "runs"
    write_notebook(
        f"with open({str(runs_so_far)!r}, 'a') as f:\n    f.write('x')\n1 / 0", REPORT
    )

    result = command(*RENDER, "--language", "en", *options)

    assert result.returncode == 1
    assert runs_so_far.read_text() == "x" * runs
    assert summary(project)[f"{PLACE}.en.html"]["attempts"] == runs


def test_a_report_that_fails_once_is_made_by_a_retry(command, write_notebook, tmp_path):
    mark = tmp_path / "mark"
    write_notebook(
        f"from pathlib import Path\nmark = Path({str(mark)!r})\n"
        "if not mark.exists():\n    mark.touch()\n    1 / 0",
        REPORT,
    )

    result = command(*RENDER, "--language", "en", "--retry", "1")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{PLACE}.en.html\n"


def test_fail_fast_begins_no_other_report(command, write_notebook, project):
    write_notebook(FAILS, REPORT)

    result = command(*RENDER, "--fail-fast")

    assert (result.returncode, result.stdout) == (1, "")
    outcomes = {name: told["outcome"] for name, told in summary(project).items()}
    assert outcomes == {f"{PLACE}.en.html": "not made", f"{PLACE}.vi.html": "failed"}
