"""An executed notebook becomes a page, or an error that names the cell."""

import copy
import os
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_output, new_raw_cell

from genderlib.errors import GenderlibError
from genderlib.report.checks import ExportError
from genderlib.report.exporter import GenderReviewExporter, css_string
from tests.report import sample


def export(notebook):
    return GenderReviewExporter().from_notebook_node(notebook)[0]


@pytest.fixture
def notebook():
    return sample.notebook("en")


@pytest.fixture(scope="module")
def page():
    return BeautifulSoup(export(sample.notebook("en")), "html.parser")


def add_cell(notebook, *outputs, source="show(more)", run=7):
    """Put a cell before the table of figures; it is the last but one."""
    cell = new_code_cell(source, outputs=list(outputs), execution_count=run, id="more")
    notebook.cells.insert(len(notebook.cells) - 1, cell)


def shown(**data):
    kinds = {"html": "text/html", "markdown": "text/markdown", "text": "text/plain"}
    bundle = {kinds[name]: value for name, value in data.items()}
    return new_output("display_data", data=bundle)


STDERR = new_output("stream", name="stderr", text="Watch out\nDeprecated\n")
STDOUT = new_output("stream", name="stdout", text="here\n")
ERROR = new_output("error", ename="KeyError", evalue="'share'", traceback=["a", "b"])


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        pytest.param(STDERR, "it printed to stderr: Deprecated", id="stderr"),
        pytest.param(STDOUT, "it printed to stdout: here", id="stdout"),
        pytest.param(ERROR, "it stopped with KeyError: 'share'", id="error"),
        pytest.param(shown(text="4"), "it shows text/plain, which", id="plain-text"),
        pytest.param(shown(html="<img alt='a'>"), "<img> has no place", id="image"),
        pytest.param(
            shown(markdown="![a](b.png)"), "<img> has no place", id="markdown-image"
        ),
        pytest.param(
            shown(html="<script>a()</script>"), "<script> has no place", id="script"
        ),
        pytest.param(
            shown(html="<p onclick='a()'>b</p>"), "onclick has no place", id="handler"
        ),
        pytest.param(
            shown(html="<a href='#figure-a.b'>1</a>"),
            "a link leads to #figure-a.b, which is not there",
            id="dangling-figure",
        ),
        pytest.param(
            shown(html="<p id='figures'>a</p>"),
            "the id figures stands in",
            id="id-of-another-cell",
        ),
        pytest.param(
            shown(html="<p id='a'>b</p><p id='a'>c</p>"),
            r"the id a stands in cell \d+ \(show\(more\)\) already",
            id="id-twice-in-a-cell",
        ),
        pytest.param(
            shown(html="<p id='content'>a</p>"), "the id content", id="frame-id"
        ),
        pytest.param(shown(markdown="# Again"), "the title stands in", id="two-titles"),
    ],
)
def test_what_a_page_cannot_hold_stops_the_export(notebook, output, expected):
    add_cell(notebook, output)

    with pytest.raises(ExportError, match=expected) as caught:
        export(notebook)

    assert isinstance(caught.value, GenderlibError)


def test_the_error_names_the_cell_by_number_and_first_line(notebook):
    add_cell(notebook, STDERR, source="\ncharts.shares(review)\nmore()")
    number = len(notebook.cells) - 1

    with pytest.raises(
        ExportError, match=rf"cell {number} \(charts.shares\(review\)\)"
    ):
        export(notebook)


def test_every_faulty_cell_is_named_at_once(notebook):
    add_cell(notebook, STDERR, STDOUT)
    add_cell(notebook, ERROR, source="second()")

    with pytest.raises(ExportError) as caught:
        export(notebook)

    assert [finding.problem for finding in caught.value.findings] == [
        "it printed to stderr: Deprecated",
        "it printed to stdout: here",
        "it stopped with KeyError: 'share'",
    ]


def test_a_cell_that_was_not_run_stops_the_export(notebook):
    add_cell(notebook, run=None)

    with pytest.raises(ExportError, match="it was not run"):
        export(notebook)


def test_an_empty_cell_need_not_be_run(notebook):
    add_cell(notebook, source=" \n", run=None)

    assert "</html>" in export(notebook)


def test_a_notebook_never_run_is_refused(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)

    with pytest.raises(ExportError, match="it was not run"):
        export(notebook)


@pytest.mark.parametrize("cells", [[], [new_code_cell("a", execution_count=1)]])
def test_a_notebook_that_shows_nothing_is_refused(cells):
    with pytest.raises(ExportError, match="is not the table of figures"):
        export(nbformat.v4.new_notebook(cells=cells))


def test_the_table_of_figures_comes_last(notebook):
    notebook.cells.append(
        new_code_cell("a", outputs=[shown(html="a")], execution_count=9)
    )

    with pytest.raises(ExportError, match="last output is not the table of figures"):
        export(notebook)


@pytest.mark.parametrize("key", ["version", "title", "labels", "fingerprint", "state"])
def test_a_fact_of_the_report_that_is_missing_is_named(key):
    with pytest.raises(ExportError, match=f"does not say .*{key}"):
        export(sample.notebook("en", **{key: None}))


def test_a_label_that_is_missing_is_named():
    labels = {**sample.LABELS["en"]}
    del labels["skip"], labels["draft"]

    with pytest.raises(ExportError, match=r"does not say labels\.skip, labels\.draft"):
        export(sample.notebook("en", labels=labels))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        pytest.param("data_date", "17/11/2020", "not a date", id="date"),
        pytest.param("language", "fr", "not vi or en", id="language"),
    ],
)
def test_a_fact_that_cannot_be_is_named(notebook, key, value, expected):
    notebook.cells[-1].outputs[0].metadata.genderlib[key] = value

    with pytest.raises(ExportError, match=f"{key} is '{value}', {expected}"):
        export(notebook)


def test_a_notebook_without_a_title_is_refused(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            text = output.data.get("text/markdown", "")
            output.data["text/markdown"] = text.removeprefix("# ")
            if not text:
                del output.data["text/markdown"]

    with pytest.raises(ExportError, match="no cell shows the title"):
        export(notebook)


def test_only_what_cells_show_is_in_the_page(notebook):
    add_cell(notebook, source="secret_code()")
    notebook.cells.insert(0, new_raw_cell("raw words", id="raw"))

    html = export(notebook)

    assert "secret_code" not in html
    assert "raw words" not in html
    assert "Notes for the analyst" not in html
    assert "reporting year" not in html


def test_the_notebook_itself_is_left_as_it_is(notebook):
    before = copy.deepcopy(notebook)

    export(notebook)

    assert notebook == before


def test_a_value_shown_by_its_last_line_is_in_the_page(notebook):
    add_cell(
        notebook, new_output("execute_result", data={"text/html": "<p>By itself</p>"})
    )

    assert "<p>By itself</p>" in export(notebook)


def test_charts_are_inline_with_title_and_source(page):
    chart = page.select("figure.chart")[0]

    assert [part.name for part in chart.find_all(recursive=False)] == [
        "figcaption",
        "svg",
        "p",
    ]
    assert chart.figcaption.get_text() == "Share of women by group, per cent"
    assert chart.select_one("p.source time")["datetime"] == "2020-11-17"


def test_names_that_are_markup_arrive_as_text(page):
    names = [cell.get_text() for cell in page.select("table tbody th")]

    assert sample.HOSTILE in names
    assert not page.select("script, img, strong, [onerror], a[href^=javascript]")


def test_language_title_header_and_footer_come_from_the_last_output(page):
    footer = page.select_one("body > footer")

    assert page.html["lang"] == "en"
    assert page.title.get_text() == "Gender equality, review of 2020"
    assert page.select_one("header .organisation").get_text() == (
        "Directorate for Standards, Metrology and Quality"
    )
    assert page.select_one("header time")["datetime"] == "2020"
    assert [entry.get_text() for entry in footer.find_all("dd")] == [
        "2020",
        "Draft",
        "Internal",
        "17 November 2020",
        "0.1.0",
        "ab12cd34ef567890",
    ]


def test_facts_of_the_report_are_escaped():
    title = "</title><script>a()</script>"
    html = export(sample.notebook("en", title=title, organisation_name=title))

    assert "<script>" not in html
    assert BeautifulSoup(html, "html.parser").title.get_text() == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tổng cục", '"Tổng cục"', id="plain"),
        # CSS ends an escape with a space: 22 is ", 5c \, 3c <, 3e >, a a line feed.
        pytest.param('a"b\\', '"a\\22 b\\5c "', id="quote-and-backslash"),
        pytest.param("</style>\n", '"\\3c /style\\3e \\a "', id="end-of-style"),
    ],
)
def test_css_string_cannot_be_left(text, expected):
    assert css_string(text) == expected


def test_the_contents_name_the_sections_in_order(page):
    links = page.select("nav a")

    assert [link.get_text() for link in links] == [
        "2020 in key figures",
        "Who runs the work, and on what decision?",
        "Where do women sit, and are the norms met?",
        "Who was trained?",
        "What did the published text say, and does it hold?",
        "What cannot be judged from these data?",
        "Method, sources and every figure",
    ]
    assert links[0]["href"] == "#section-2020-in-key-figures"


def test_sections_do_not_nest_and_each_has_its_heading(page):
    sections = page.select("main .sections > section")

    assert page.select("main section section:not(.summary)") == []
    assert [section.h2.get_text() for section in sections] == [
        link.get_text() for link in page.select("nav a")[1:]
    ]


def test_the_first_page_ends_with_the_key_figures(page):
    first = page.select_one(".first-page")

    assert [h.get_text() for h in first.select("h1, h2, h3")][1:] == [
        "2020 in key figures",
        "Before signing",
    ]
    assert first.select("section.summary")


def test_without_key_figures_the_first_page_is_the_title(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "summary" in output.data.get("text/html", ""):
                output.data["text/html"] = "<p>Nothing was counted.</p>"

    page = BeautifulSoup(export(notebook), "html.parser")

    assert [h.name for h in page.select_one(".first-page").select("h1, h2")] == ["h1"]
    assert page.select_one(".sections h2").get_text() == "2020 in key figures"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_command_gives_the_same_bytes_in_another_process(language, tmp_path):
    folder = tmp_path / "elsewhere"
    # nbconvert looks for templates in the working folder: this one must not be taken.
    (folder / "gender-review").mkdir(parents=True)
    (folder / "gender-review" / "index.html.j2").write_text("Not this one")
    notebook = sample.notebook(language)
    nbformat.write(notebook, folder / "executed.ipynb")

    result = run_nbconvert(folder, PYTHONHASHSEED="5", TZ="Asia/Ho_Chi_Minh")

    assert result.returncode == 0, result.stderr
    written = (folder / "executed.html").read_text(encoding="utf-8")
    assert written.rstrip("\n") == export(notebook).rstrip("\n")


def test_the_command_says_which_cell_stops_it_and_writes_nothing(notebook, tmp_path):
    add_cell(notebook, STDERR)
    nbformat.write(notebook, tmp_path / "executed.ipynb")

    result = run_nbconvert(tmp_path)

    assert result.returncode == 1
    assert "(show(more)): it printed to stderr: Deprecated" in result.stderr
    assert not (tmp_path / "executed.html").exists()


def run_nbconvert(folder, **environment):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "gender-review"]
    return subprocess.run(
        [*command, "executed.ipynb"],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
