"""The annual review: the same in both languages, by hand and in a kernel."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from genderlib.report.exporter import GenderReviewExporter
from tests.review import shell

CITED = re.compile(r'data-figure="([^"]+)"')


def test_twins_cite_the_same_figures(untouched):
    cited = [
        cited_by_cell(shell.run(untouched, language=lang)) for lang in ("vi", "en")
    ]

    assert cited[0] == cited[1]
    assert len(cited[0]) > 10


def cited_by_cell(notebook):
    """Figures in the sentences of each cell, under the name it shares with its twin."""
    return {
        cell.id.rpartition("-")[0]: set(CITED.findall(output.data["text/markdown"]))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/markdown" in output.data
    }


@pytest.mark.kernel
def test_by_hand_without_papermill_it_gives_the_same_report(reports, project):
    folder = project / "notebooks"
    notebook = nbformat.read(folder / "annual_review.ipynb", as_version=4)
    resources = {"metadata": {"path": str(folder)}}

    NotebookClient(notebook, kernel_name="python3", resources=resources).execute()

    html, _ = GenderReviewExporter().from_notebook_node(notebook)
    assert html == (reports / "annual_review.vi.html").read_text(encoding="utf-8")


@pytest.mark.kernel
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_cells_run_in_this_process_as_in_a_kernel(reports, untouched, language):
    html = shell.page(untouched, language=language)

    made = (reports / f"annual_review.{language}.html").read_text(encoding="utf-8")
    assert html == made
