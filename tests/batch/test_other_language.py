"""Sentences in the other language: not sent to the kernel, and nothing lost by that."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from genderlib.batch.setting_aside import is_set_aside, set_aside, take_back
from tests.batch.conftest import REPORT

OPENS = "review = genderlib.open_review(organisation, year, language=language)"
SETUP = f"import genderlib\n%load_ext genderlib\n{OPENS}"
VIETNAMESE = "%%prose vi\nPhụ nữ có mặt ở đâu?"
ENGLISH = "%%prose en\nWhere are women?"


def marked(*sources, language="vi"):
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    set_aside(notebook, {"language": language})
    return [is_set_aside(cell) for cell in notebook.cells]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("vi", [False, False, True]), ("en", [False, True, False])],
)
def test_sentences_in_the_other_language_are_set_aside(language, expected):
    actual = marked(OPENS, VIETNAMESE, ENGLISH, language=language)

    assert actual == expected


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("%%prose en\nWomen hold 30% of seats.", id="typed-number"),
        pytest.param("%%prose en\nWomen hold {{ share.", id="syntax"),
        pytest.param("%%prose en", id="empty"),
        pytest.param("%%prose de\nFrauen.", id="unknown-language"),
        pytest.param("%%time\nen = 1", id="other-magic"),
        pytest.param("x = 1\n%%prose en\nWomen.", id="magic-below-code"),
    ],
)
def test_what_the_kernel_would_refuse_is_left_to_it(cell):
    actual = marked(OPENS, cell)

    assert actual == [False, False]


def test_nothing_is_set_aside_where_the_language_is_not_passed_on():
    fixed = "review = genderlib.open_review(organisation, year, language='en')"

    actual = marked(fixed, VIETNAMESE, ENGLISH)

    assert actual == [False, False, False]


@pytest.mark.kernel
def test_a_kept_notebook_is_numbered_as_if_every_cell_was_run(
    write_notebook, command, project
):
    write_notebook(SETUP, VIETNAMESE, ENGLISH, REPORT)

    result = command(
        "render", "--notebook", "trial", "--language", "vi", "--keep-notebook"
    )

    assert (result.returncode, result.stderr) == (0, "")
    kept = next((project / "reports").rglob("trial.vi.ipynb"))
    cells = nbformat.read(kept, 4).cells[2:]
    assert [cell.execution_count for cell in cells] == [3, 4, 5, 6]
    assert [len(cell.outputs) for cell in cells[:3]] == [0, 1, 0]
    assert "tags" not in json.dumps([cell.metadata for cell in cells])


def test_a_shown_value_has_the_number_of_its_cell():
    other, shows = new_code_cell(ENGLISH), new_code_cell("half")
    notebook = new_notebook(cells=[new_code_cell(OPENS), other, shows])
    set_aside(notebook, {"language": "vi"})
    shows.outputs = [new_output("execute_result", {}, execution_count=2)]

    take_back(notebook)

    assert shows.execution_count == shows.outputs[0].execution_count == 3
    assert other.metadata == {}


@pytest.mark.kernel
def test_a_number_typed_in_the_other_language_stops_the_report(write_notebook, command):
    write_notebook(SETUP, "%%prose en\nWomen hold 30% of seats.", REPORT)

    result = command("render", "--notebook", "trial", "--language", "vi")

    assert result.returncode == 1
    assert "trial.ipynb, cell 3" in result.stderr
    assert "the number 30 is typed into the text" in result.stderr


@pytest.mark.kernel
def test_an_error_after_it_names_the_cell_of_the_notebook(write_notebook, command):
    write_notebook(SETUP, ENGLISH, "def half(x):\n    return x / 0\nhalf(1)", REPORT)

    result = command("render", "--notebook", "trial", "--language", "vi")

    assert "trial.ipynb, cell 4 " in result.stderr
    assert "Cell 4, line 2" in result.stderr
