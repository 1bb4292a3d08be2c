"""A new chapter: copied, in order, and a report at once."""

import subprocess
import sys

import nbformat
import pytest

from genderlib.batch.parameters import notebook_parameters
from genderlib.data import Project
from genderlib.data.notebooks import makes_reports
from genderlib.desk.chapters import start_chapter
from genderlib.errors import ProjectError


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "genderlib", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.kernel
def test_the_command_makes_a_chapter_that_renders(project):
    whose = ["--organisation", "stameq", "--year", "2020"]
    begun = run(project, "new", "--chapter", "women_in_science", *whose)
    rendered = run(project, "render", "--notebook", "women_in_science", *whose)

    assert (begun.returncode, begun.stdout) == (
        0,
        "notebooks/women_in_science.ipynb\n",
    )
    assert "genderlib render --notebook women_in_science" in begun.stderr
    assert (rendered.returncode, rendered.stderr) == (0, "")
    page = project / "reports/stameq/2020/internal/women_in_science.vi.html"
    # 6 of 10: the largest share of 2020, the only one above a half.
    assert "Tỷ lệ nữ cao nhất là ở Ban Chấp hành Công đoàn" in page.read_text("utf-8")


def test_organisation_and_year_are_entered_and_the_rest_is_the_model(root, project):
    with (project / "data/raw/organisations.csv").open("a", encoding="utf-8") as table:
        table.write("unit_a,Đơn vị A,Unit A,A,A,agency,,,\n")

    path = start_chapter(Project(project), "own", "unit_a", 2031)

    model = nbformat.read(root / "notebooks" / "chapter.ipynb", as_version=4)
    actual = nbformat.read(path, as_version=4)
    parameters = actual.cells.pop(1).source
    del model.cells[1]
    assert 'organisation: str = "unit_a"  # whose ' in parameters
    assert "year: int = 2031  # reporting year" in parameters
    assert [c.source for c in actual.cells] == [c.source for c in model.cells]
    assert makes_reports(path)
    assert not makes_reports(root / "notebooks" / "chapter.ipynb")


def test_another_year_is_entered_as_a_parameter(project):
    path = start_chapter(Project(project), "own", year=2031)

    source = nbformat.read(path, as_version=4).cells[1].source
    assert "year: int = 2031  # reporting year" in source
    assert notebook_parameters(path)["year"] == "int"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["../x"], "../x: no name for a notebook", id="path"),
        pytest.param(["Chương"], "Chương: no name for a notebook", id="letters"),
        pytest.param(["trends"], "trends: there is a notebook of that name", id="own"),
        pytest.param(
            ["own", 'x"; import os'],
            'x"; import os: no organisation of that name',
            id="code-as-organisation",
        ),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(
    project, arguments, message
):
    before = sorted(project.rglob("*"))

    with pytest.raises(ProjectError) as caught:
        start_chapter(Project(project), *arguments)

    assert str(caught.value).startswith(message)
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--year", "2021"], "'--organisation'", id="no-organisation"),
        pytest.param(["--organisation", "stameq"], "'--year'", id="no-year"),
        pytest.param(
            ["--chapter", "own", "--unit", "A"], "--unit belongs to a year", id="unit"
        ),
        pytest.param(["--chapter", "trends"], "trends: there is a", id="taken"),
    ],
)
def test_wrong_usage_ends_with_2(project, arguments, message):
    result = run(project, "new", *arguments)

    assert result.returncode == 2
    assert message in result.stderr
