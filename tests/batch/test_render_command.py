"""`genderlib render`: what it refuses, what it says, and what it leaves."""

import os
import pty
import re
import shutil
from datetime import datetime

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.batch.conftest import PLAIN, REPORT, reports_in

FACTS = "organisation (str), year (int), language (str), audience (str), colour (str)"


@pytest.fixture
def refused(command, write_notebook):
    """Runs a render that must be refused before anything is run or written."""

    def run(*arguments, notebook="trial", **options):
        write_notebook("raise ValueError('it was run')", REPORT)
        result = command("render", "--notebook", notebook, *arguments, **options)
        assert (result.returncode, result.stdout) == (2, "")
        assert not (command.project / "reports").exists()
        return result.stderr

    return run


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["--organisation", "stamec"],
            "stamec: no organisation of that name has tables in data/raw\n"
            "  There are: stameq. Perhaps stameq?\n",
            id="organisation",
        ),
        pytest.param(
            ["--year", "2019"],
            "data/raw: no tables of 2019\n"
            "  There are: 2020. Add data/raw/<organisation>/2019.\n",
            id="year",
        ),
        pytest.param(
            ["--organisation", "stameq", "--year", "2018", "--year", "2019"],
            "stameq: no tables of 2018\n"
            "  There are: 2020. Add data/raw/stameq/2018.\n"
            "stameq: no tables of 2019\n"
            "  There are: 2020. Add data/raw/stameq/2019.\n",
            id="two-years",
        ),
        pytest.param(
            ["-p", "yaer=2024"],
            "trial.ipynb: it has no parameter 'yaer'; did you mean year?\n"
            f"Its parameters: {FACTS}, rounds (int).\n",
            id="misspelt",
        ),
        pytest.param(
            ["-p", "rounds=two"], "-p rounds: it is int, not 'two'\n", id="type"
        ),
        pytest.param(
            ["-p", "year=2024", "-p", "language=en"],
            "set year with --year, not -p; set language with --language, not -p\n",
            id="has-an-option",
        ),
        pytest.param(
            ["-p", "rounds=1", "-p", "rounds=2"],
            "-p rounds=2: rounds is set twice\n",
            id="twice",
        ),
        pytest.param(
            ["-p", "rounds=1;open('x','w')#=1;"],
            "-p rounds: it is int, not \"1;open('x','w')#=1;\"\n",
            id="code-as-value",
        ),
        pytest.param(
            ["-p", "rounds;open('x','w')#=1"],
            "-p rounds;open('x','w')#=1: write it as name=value\n",
            id="code-as-name",
        ),
        pytest.param(
            ["-p", "rounds"], "-p rounds: write it as name=value\n", id="bare"
        ),
        pytest.param(
            ["--log", "nowhere/log"],
            "--log nowhere/log: No such file or directory\n",
            id="log",
        ),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(refused, arguments, message):
    actual = refused(*arguments)

    assert actual == message


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(
            "trail",
            "--notebook trail: no such notebook; did you mean trial?\n"
            "There are: annual_review, comparison, news_item, trends, trial.\n",
            id="unknown",
        ),
        pytest.param(
            "../outside",
            "--notebook ../outside: it lies outside the notebooks\n"
            "Copy it to notebooks: a report is traced from there.\n",
            id="outside",
        ),
        pytest.param(
            "text",
            "text.ipynb: not a notebook: Expecting value: line 1 column 1 (char 0)\n"
            "Save it from JupyterLab, or name another with --notebook.\n",
            id="text",
        ),
        pytest.param(
            "letter",
            "letter.ipynb: not a notebook: it has no cells\n"
            "Save it from JupyterLab, or name another with --notebook.\n",
            id="json",
        ),
        pytest.param(
            "old",
            "old.ipynb: not a notebook: its format is 3, not 4\n"
            "Save it from JupyterLab, or name another with --notebook.\n",
            id="format-3",
        ),
        pytest.param(
            "bare",
            "bare.ipynb: no cells are tagged `parameters`, so it cannot be told what "
            "to render\nTag one code cell, the one that sets organisation, year, "
            "language and audience.\n",
            id="no-parameters",
        ),
        pytest.param(
            "note",
            "note.ipynb: 1 cells are tagged `parameters`, so it cannot be told what "
            "to render\nTag one code cell, the one that sets organisation, year, "
            "language and audience.\n",
            id="parameters-in-a-note",
        ),
        pytest.param(
            "magic",
            "magic.ipynb: the cell tagged `parameters` is not plain Python: "
            "invalid syntax (line 1)\n"
            "Leave only lines such as `year: int = 2020` in it.\n",
            id="magic-among-parameters",
        ),
        pytest.param(
            "typed",
            "typed.ipynb: year is str, not 2020; it has no parameter 'audience'\n"
            "Its parameters: organisation (str), year (str), language (str).\n",
            id="other-types",
        ),
    ],
)
def test_a_notebook_that_cannot_be_run_is_refused(refused, project, name, message):
    notebooks = project / "notebooks"
    (project / "outside.ipynb").write_text("{}")
    (notebooks / "text.ipynb").write_text("text")
    (notebooks / "letter.ipynb").write_text('{"nbformat": 4, "to": "x"}')
    (notebooks / "old.ipynb").write_text('{"nbformat": 3, "worksheets": []}')
    write(notebooks / "bare.ipynb", "year = 2020", tags=[])
    write(notebooks / "magic.ipynb", "%load_ext x", tags=["parameters"])
    source = "organisation = 'x'\nyear = '2020'\nlanguage = 'vi'"
    write(notebooks / "typed.ipynb", source, tags=["parameters"])
    note = new_markdown_cell("year", id="note", metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[note]), notebooks / "note.ipynb")
    mine = {"text", "letter", "old", "bare", "note", "magic", "typed"}
    for other in mine - {name}:
        (notebooks / f"{other}.ipynb").unlink()

    actual = refused(notebook=name)

    assert actual == message


def write(path, source, tags):
    cell = new_code_cell(source, id="cell", metadata={"tags": tags})
    nbformat.write(new_notebook(cells=[cell]), path)


def test_an_empty_project_names_the_folder_to_add(command, project):
    shutil.rmtree(project / "data" / "raw" / "stameq")

    result = command("render")

    assert result.returncode == 2
    assert "data/raw: no organisation has a year of data here" in result.stderr
    assert "Add data/raw/<organisation>/<year> with counts.csv" in result.stderr


def test_outside_any_project_the_cure_is_named(command, tmp_path):
    result = command("render", cwd=tmp_path)

    assert result.returncode == 2
    assert result.stderr == (
        f"{tmp_path}: no project here or in a folder above\n"
        "Go to a folder with data/datapackage.json, or set GENDERLIB_ROOT.\n"
    )


@pytest.fixture
def second(project):
    """A second organisation with the same counts."""
    raw = project / "data" / "raw"
    table = raw / "organisations.csv"
    text = table.read_text("utf-8")
    row = text.splitlines()[1].replace("stameq", "another", 1)
    table.write_text(f"{text}{row}\n", "utf-8")
    for path in shutil.copytree(raw / "stameq", raw / "another").rglob("*.csv"):
        content = path.read_text("utf-8")
        path.write_text(content.replace(",stameq,", ",another,"), "utf-8")
    return raw / "another" / "2020"


@pytest.mark.kernel
def test_without_options_all_there_is_is_rendered_in_order(
    write_notebook, command, second
):
    write_notebook(REPORT)

    result = command("render", "--notebook", "trial")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"reports/{organisation}/2020/internal/trial.{language}.html"
        for organisation in ("another", "stameq")
        for language in ("vi", "en")
    ]
    assert second.is_dir()


@pytest.mark.kernel
def test_an_option_given_twice_counts_once(write_notebook, command, project):
    write_notebook(REPORT)
    wanted = [*("--language", "en"), *("--language", "vi"), *("--language", "en")]
    wanted += [*("--year", "2020"), *("--year", "2020"), "--notebook", "trial.ipynb"]

    result = command("render", *PLAIN, *wanted, cwd=project / "data")

    names = [line.rpartition("/")[2] for line in result.stdout.splitlines()]
    assert names == ["trial.vi.html", "trial.en.html"]


@pytest.mark.kernel
def test_bad_rows_stop_their_organisation_alone_and_before_any_kernel(
    write_notebook, command, second
):
    counts = second / "counts.csv"
    text = counts.read_text("utf-8")
    assert text.count(",14,,48,") == text.count(",70,,162,") == 1
    text = text.replace(",14,,48,", ",54,,48,").replace(",70,,162,", ",70,-1,162,")
    counts.write_text(text, "utf-8")
    mark = 'assert organisation != "another"'
    write_notebook(mark, REPORT)

    result = command("render", "--notebook", "trial", *PLAIN)

    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        f"reports/stameq/2020/internal/trial.{language}.html"
        for language in ("vi", "en")
    ]
    file = "data/raw/another/2020/counts.csv: "
    assert result.stderr.count(file) == 2
    assert "women 54" in result.stderr
    assert 'men "-1"' in result.stderr
    assert result.stderr.endswith("2 of 4 reports not made.\n")


def test_what_is_wrong_for_every_year_is_told_once(write_notebook, command, second):
    groups = second.parent.parent / "groups.csv"
    groups.write_text(groups.read_text("utf-8") + "staff,staff,persons,x,x,x,x,,\n")
    write_notebook(REPORT)

    result = command("render", "--notebook", "trial", *PLAIN)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("data/raw/groups.csv: ") == 1
    assert result.stderr.endswith("4 of 4 reports not made.\n")


def test_a_public_report_of_counts_nobody_classified_is_refused_before_any_kernel(
    write_notebook, command, project
):
    disclosure = project / "data/raw/disclosure.csv"
    rules = disclosure.read_text("utf-8").splitlines(keepends=True)
    disclosure.write_text("".join(r for r in rules if ",benefit," not in r), "utf-8")
    counts = project / "data/raw/stameq/2020/counts.csv"
    groups = project / "data/raw/groups.csv"
    groups.write_text(
        groups.read_text("utf-8") + "aid,benefit,persons,trợ cấp,aid,trợ cấp,aid,,,,\n"
    )
    row = counts.read_text("utf-8").splitlines()[1].split(",")
    row[2] = "aid"
    counts.write_text(counts.read_text("utf-8") + ",".join(row) + "\n", "utf-8")
    write_notebook("raise ValueError('it was run')", REPORT)

    result = command("render", "--notebook", "trial", "--audience", "public")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "stameq 2020: disclosure.csv: no row says whether counts of aid (benefit) are "
        "personal\n"
    )
    assert result.stderr.count("aid") == 1


@pytest.mark.kernel
def test_quiet_says_nothing_and_still_keeps_a_log(write_notebook, render, tmp_path):
    write_notebook("import os\n_ = os.write(2, b'the kernel speaks\\n')", REPORT)
    log = tmp_path / "log"
    log.write_text("what was there\n")

    result = render("--quiet", "--log", log)

    lines = log.read_text("utf-8").splitlines()
    when, _, what = lines[-1].partition(" ")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert lines[0] == "what was there"
    assert "the kernel speaks" in lines
    assert datetime.fromisoformat(when).tzinfo
    assert re.fullmatch(r"stameq 2020 en: trial\.en\.html in \d+\.\d s", what)


@pytest.mark.kernel
def test_a_log_tells_failures_too(write_notebook, render, tmp_path):
    write_notebook("1 / 0", REPORT)

    render(*PLAIN, "--log", tmp_path / "log")

    text = (tmp_path / "log").read_text("utf-8")
    assert "stameq 2020 en: trial.ipynb, cell 2 (1 / 0): ZeroDivisionError" in text


@pytest.mark.kernel
def test_progress_is_shown_on_a_terminal_alone(write_notebook, command):
    write_notebook(REPORT)
    ours, theirs = pty.openpty()

    # One after the other: two that end at once are shown as one step.
    one = ("render", "--notebook", "trial", *PLAIN)
    process = command.start(*one, stderr=theirs)
    os.close(theirs)
    with process:
        shown = read_all(ours)
        output = process.stdout.read()

    assert process.returncode == 0
    assert output.splitlines() == [
        f"reports/stameq/2020/internal/trial.{language}.html"
        for language in ("vi", "en")
    ]
    # The name of the report, how many are done, and the time left.
    assert re.search(r"stameq 2020 vi: +0%\|.*\| 0/2 \[\d\d:\d\d<\?", shown)
    assert re.search(r"stameq 2020 en: +50%\|.*\| 1/2 \[\d\d:\d\d<\d\d:\d\d", shown)


def read_all(terminal):
    parts = []
    # A terminal whose other end is closed is an error on Linux.
    try:
        while part := os.read(terminal, 4096):
            parts.append(part)
    except OSError:
        pass
    os.close(terminal)
    return b"".join(parts).decode()


@pytest.mark.kernel
def test_reports_whose_data_are_gone_are_listed(write_notebook, render, project):
    write_notebook(REPORT)
    for folder in ("stameq/2019/internal", "gone/2020/public"):
        path = project / "reports" / folder / "annual_review.vi.html"
        path.parent.mkdir(parents=True)
        path.touch()

    result = render(*PLAIN)

    assert result.returncode == 0
    assert result.stderr == (
        "Reports whose data are gone:\n"
        "  reports/gone/2020/public/annual_review.vi.html\n"
        "  reports/stameq/2019/internal/annual_review.vi.html\n"
    )
    assert len(reports_in(project)) == 3


@pytest.mark.kernel
def test_parameters_reach_the_notebook(write_notebook, render):
    write_notebook("assert (colour, rounds) == ('#fff', 7)", REPORT)

    result = render(*PLAIN, "-p", "colour=#fff", "-p", "rounds=7")

    assert (result.returncode, result.stderr) == (0, "")
