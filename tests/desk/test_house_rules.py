"""What breaks the rules of the house in a notebook, with its cell and its cure."""

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_output

from genderlib.data import Project
from genderlib.desk.chapters import start_chapter
from genderlib.desk.notebooks import notebook_breaches

LEDGER = "no figure stands behind"


@pytest.fixture
def chapter(project):
    """A new chapter, in which nothing is wrong."""
    for path in (project / "notebooks").iterdir():
        path.unlink()
    return start_chapter(Project(project), "women_in_science")


@pytest.fixture
def breaches(project, chapter):
    """What is wrong after a change: cell, line, problem and cure."""

    def found(change):
        notebook = nbformat.read(chapter, as_version=4)
        change(notebook, {cell.id: cell for cell in notebook.cells})
        nbformat.write(notebook, chapter)
        return [
            (b.identifier, b.line, b.problem, b.cure)
            for b in notebook_breaches(Project(project))
        ]

    return found


def source(cell, old, new):
    def change(_, cells):
        assert old in cells[cell].source
        cells[cell].source = cells[cell].source.replace(old, new)

    return change


def whole(cell, text):
    def change(_, cells):
        cells[cell].source = text

    return change


def test_the_notebooks_of_the_house_break_no_rule(root):
    assert notebook_breaches(Project(root)) == []


def test_a_new_chapter_breaks_no_rule(breaches):
    assert breaches(lambda *_: None) == []


# The cell, its line and what is said, for one change of a chapter that is in order.
BROKEN = [
    pytest.param(
        source("question-vi", "Tỷ lệ nữ cao nhất", "29 phụ nữ; tỷ lệ cao nhất"),
        ("question-vi", 5, "the number 29 is typed into the text"),
        id="typed-number",
    ),
    pytest.param(
        source("question-en", "{% else %}\nThe source", "{% else %}\nAll 13: the"),
        ("question-en", 7, "the number 13 is typed into the text"),
        id="typed-number-not-shown-this-year",
    ),
    pytest.param(
        source("question-vi", "representation %}", "representaton %}"),
        ("question-vi", 4, "representaton is no name in these data"),
        id="unknown-name",
    ),
    pytest.param(
        source("question-vi", "{% else %}\n", "{% else %}\n{{ party_comittee }} "),
        ("question-vi", 7, "party_comittee is no name in these data"),
        id="unknown-name-not-shown-this-year",
    ),
    pytest.param(
        source("question-en", "first) | share", "first) | shaer"),
        ("question-en", 5, "shaer is no form of a figure"),
        id="unknown-form",
    ),
    pytest.param(
        source("title-vi", "{{ year }}", "{{ N010 | share }}"),
        ("title-vi", 2, "N010.share: no such figure"),
        id="unknown-figure",
    ),
    pytest.param(
        source("title-en", "{{ year }}", "{{ representation | women"),
        ("title-en", 4, "expected token 'end of print statement', got 'This'"),
        id="braces",
    ),
    pytest.param(
        source("title-en", "{{ year }}", "{{ year ! }}"),
        ("title-en", 2, "unexpected char '!'"),
        id="a-sign-that-means-nothing",
    ),
    pytest.param(
        source("question-vi", "thấp nhất?", "thấp nhất"),
        ("question-vi", None, "the heading “Tỷ lệ nữ ở nhóm nào cao nhất, ở"),
        id="heading-is-no-question",
    ),
    pytest.param(
        source("question-en", "%%prose en", "%%prose"),
        ("question-en", 1, "its language is missing"),
        id="no-language",
    ),
    pytest.param(
        source("question-en", "%%prose en", "%%prose fr"),
        ("question-en", 1, "'fr' is no language"),
        id="other-language",
    ),
    pytest.param(
        whole("question-table", "print(review.table('representation'))"),
        ("question-table", None, f"print shows what {LEDGER}"),
        id="print",
    ),
    pytest.param(
        whole("question-table", "review.tables.counts.head()"),
        ("question-table", None, ".tables takes counts past the ledger"),
        id="past-the-ledger",
    ),
    pytest.param(
        whole("question-table", "4 / 13"),
        ("question-table", 1, "it shows or works out something that is not the"),
        id="own-arithmetic",
    ),
    pytest.param(
        whole("question-table", "review.citable()"),
        ("question-table", None, ".citable() is for looking up"),
        id="look-up",
    ),
    pytest.param(
        whole("question-table", 'review.table("representaton")'),
        ("question-table", None, "review.table: section must be one of documents,"),
        id="unknown-table",
    ),
    pytest.param(
        whole("question-table", "for group in review.names:\n    review.table(group)"),
        ("question-table", 1, "“for” has no place in a notebook"),
        id="logic",
    ),
    pytest.param(
        whole("setup", "import os\nos.chdir('..')\nreview = None"),
        ("setup", 2, "“os” has no place in a notebook"),
        id="system",
    ),
    pytest.param(
        whole("question-table", "review.table('a/b.csv')"),
        ("question-table", 1, "the path “a/b.csv” is written into the cell"),
        id="path",
    ),
    pytest.param(
        whole("question-table", "\n".join(["review.summary()"] * 13)),
        ("question-table", None, "the cell has 13 lines, more than 12"),
        id="too-long",
    ),
    pytest.param(
        whole("question-table", "review.table("),
        ("question-table", 1, "it is no Python: '(' was never closed"),
        id="no-python",
    ),
    pytest.param(
        source("parameters", "year: int = 2020  # reporting year", "year = 2020"),
        ("parameters", 2, "“year = 2020” lacks its type or its explanation"),
        id="parameter-without-type",
    ),
    pytest.param(
        source("parameters", "year: int", "yaer: int"),
        ("", None, "the parameter year is missing; is it yaer?"),
        id="renamed-parameter",
    ),
    pytest.param(
        source("parameters", "year: int = 2020", 'year: str = "2020"'),
        ("", None, "the parameter year is str, not int"),
        id="type-of-a-parameter",
    ),
    pytest.param(
        lambda _, cells: cells["parameters"].metadata.clear(),
        ("", None, "no cells are tagged `parameters`, so it cannot be told what"),
        id="no-parameters-cell",
    ),
    pytest.param(
        lambda _, cells: cells["setup"].metadata.clear(),
        ("", None, "no cell is tagged `setup`"),
        id="no-setup-cell",
    ),
    pytest.param(
        lambda notebook, cells: notebook.cells.remove(cells["question-en"]),
        ("", None, "cell question-vi says in vi what no cell beside it says in en"),
        id="one-language",
    ),
    pytest.param(
        source("question-en", "## Where", "### Where"),
        ("", None, "cells question-vi and question-en have different headings"),
        id="other-headings",
    ),
    pytest.param(
        lambda notebook, _: notebook.cells.pop(),
        ("", None, "it does not end with the table of figures"),
        id="no-table-of-figures",
    ),
    pytest.param(
        whole("note", "# A chapter"),
        ("", None, "it does not begin with the question it answers"),
        id="no-question",
    ),
    pytest.param(
        lambda _, cells: cells["question-table"].outputs.append(
            new_output("stream", text="x")
        ),
        ("question-table", None, "its outputs are kept in the notebook"),
        id="outputs",
    ),
    pytest.param(
        lambda _, cells: cells["question-table"].update(execution_count=1),
        ("question-table", None, "its outputs are kept in the notebook"),
        id="execution-count",
    ),
]


@pytest.mark.parametrize(("change", "expected"), BROKEN)
def test_what_breaks_a_rule_is_told_with_its_cell_and_cure(breaches, change, expected):
    cell, line, problem = expected

    found = breaches(change)

    told = [one for one in found if one[:2] == (cell, line)]
    assert [one[2] for one in told if one[2].startswith(problem)], found
    assert all(cure for *_, cure in found)


def test_a_file_that_is_no_notebook_is_told_and_the_others_are_checked(
    project, chapter
):
    chapter.with_name("letter.ipynb").write_text("{", encoding="utf-8")

    (breach,) = notebook_breaches(Project(project))

    assert str(breach).startswith("notebooks/letter.ipynb: it is no notebook: ")


def test_the_command_names_notebook_cell_and_cure_and_ends_with_1(project, chapter):
    text = chapter.read_text("utf-8").replace("review.figures()", "print(1)")
    chapter.write_text(text, encoding="utf-8")

    result = subprocess.run(
        [sys.executable, "-m", "genderlib", "check", "--notebooks"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert result.stdout == "All tables are in order.\n"
    assert (
        f"notebooks/women_in_science.ipynb, cell 12 (figures-table): print shows what "
        f"{LEDGER}\n  Cite figures in a %%prose cell, or show review.table(...)"
    ) in result.stderr
