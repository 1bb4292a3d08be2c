"""A report made again without a kernel is the report that a notebook's run gives."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.report.rebuild import (
    Call,
    Code,
    NotebookError,
    RebuildError,
    read_script,
    rebuild,
)
from genderlib.review import make_review
from tests.review import shell


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_that_of_the_notebook_run_cell_by_cell(project, pages, language):
    run = shell.page(project, organisation="stameq", year=2020, language=language)

    assert pages[language] == run


def test_two_reviews_of_one_notebook_cite_their_own_figures(project, counts, pages):
    """Sentences are compiled once; what they cite is looked up each time."""
    rows = counts.read_text("utf-8")
    counts.write_text(rows.replace("committee,,,4,,13", "committee,,,5,,13"), "utf-8")
    tables = RawTables(Project(project)).year("stameq", 2020)
    review = make_review(tables, None, language="en", audience="internal")

    actual = rebuild(project / "notebooks" / "annual_review.ipynb", review)

    assert "38.5%" in actual
    assert "38.5%" not in pages["en"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import os", id="import"),
        pytest.param("review.table(name)", id="variable"),
        pytest.param("review.table('a'); print(1)", id="two-statements"),
        pytest.param("review.cite('a.b')", id="other-method"),
        pytest.param("other.table('norms')", id="other-object"),
        pytest.param("review.table(section='norms')", id="keyword"),
        pytest.param("review.table(open('x').read())", id="call-within"),
        pytest.param("%%prose fr\nBonjour", id="language"),
        pytest.param("%%bash\nrm x", id="magic"),
        pytest.param("review.table(" + "(" * 500 + ")" * 501, id="nested"),
    ],
)
def test_other_code_is_not_carried_out(tmp_path, source):
    path = written(tmp_path, source)

    (step,) = read_script(path).steps

    assert step == Code(1, source.splitlines()[0])
    with pytest.raises(RebuildError, match="cell 1"):
        read_script(path).page(None)


def test_a_call_with_written_out_arguments_is_carried_out(tmp_path):
    (step,) = read_script(written(tmp_path, 'review.table("norms")')).steps

    assert step == Call("table", ("norms",))


def written(folder, source):
    path = folder / "trial.ipynb"
    cells = [new_code_cell(source, id="one")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"nbformat": 4, "cells": 3}'])
def test_a_broken_notebook_is_an_error(tmp_path, content):
    path = tmp_path / "broken.ipynb"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(NotebookError, match=r"broken\.ipynb: it is no notebook"):
        read_script(path)


def test_code_in_a_notebook_is_never_run(tmp_path):
    mark = tmp_path / "mark"
    script = read_script(written(tmp_path, f"open({str(mark)!r}, 'w')"))

    with pytest.raises(RebuildError, match="neither prose nor a call"):
        script.page(None)
    assert not mark.exists()
