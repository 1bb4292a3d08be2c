"""`genderlib verify`: what it says of right, old, foreign and broken reports."""

import json
import re

import nbformat
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell

from genderlib.cli import main
from genderlib.data import Project
from genderlib.report.reading import LARGEST
from genderlib.report.reasons import REASONS
from genderlib.report.verify import Verifier

FOUR_OF_13 = "party_committee,,,4,,13"
FIVE_OF_13 = "party_committee,,,5,,13"
CAUSE = (
    "the report was edited, or the notebook, the narrative or a name in the data has "
    "changed since"
)


@pytest.fixture
def run(project, monkeypatch):
    """The command line in a project folder."""
    monkeypatch.chdir(project)

    def call(*arguments):
        return CliRunner().invoke(main, ["verify", *map(str, arguments)])

    return call


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def reasons(verification):
    return {difference.reason for difference in verification.differences}


# Data that changed.


def test_changed_data_are_named_by_file_row_and_column(project, place, pages, counts):
    report = place(pages["en"])
    change(counts, FOUR_OF_13, FIVE_OF_13)

    actual = Verifier(Project(project)).verify(report)

    assert reasons(actual) == {"data changed"}
    assert {d.cause for d in actual.differences} == {
        "data/raw/stameq/2020/counts.csv row 2, women: 4 then, 5 now"
    }
    # 4 of 13 is 30.77, 5 of 13 is 38.46 per cent.
    assert ("party_committee.share", "30.8%", "38.5%") in {
        (d.figure, d.found, d.expected) for d in actual.differences
    }


def test_a_number_edited_in_an_old_report_is_told_from_changed_data(
    project, place, pages, counts
):
    cut = pages["en"].index('<section class="summary"')
    edited = pages["en"][:cut] + pages["en"][cut:].replace(">60%<", ">61%<", 1)
    report = place(edited)
    change(counts, FOUR_OF_13, FIVE_OF_13)

    actual = Verifier(Project(project)).verify(report).differences

    by_hand = [d for d in actual if d.reason == "edited by hand"]
    assert [(d.found, d.expected) for d in by_hand] == [("61%", "60%")]
    assert {d.reason for d in actual} == {"edited by hand", "data changed"}


def test_a_date_that_changed_is_named(project, place, pages):
    documents = project / "data" / "raw" / "stameq" / "2020" / "documents.csv"
    report = place(pages["en"])
    change(documents, "2019-05-27", "2019-05-28")

    actual = Verifier(Project(project)).verify(report)

    assert reasons(actual) == {"data changed"}
    assert "documents.csv row 2, date: 2019-05-27 then, 2019-05-28 now" in (
        actual.differences[0].cause
    )


def test_a_row_that_is_gone_leaves_a_figure_without_data(project, place, pages, counts):
    report = place(pages["en"])
    rows = counts.read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if "course_english" not in row]
    counts.write_text("".join(kept), encoding="utf-8")

    actual = Verifier(Project(project)).verify(report).differences

    assert any(
        d.figure.startswith("course_english.") and d.reason == "data changed"
        for d in actual
    )


def test_a_changed_narrative_shows_as_changed_words(project, place, pages):
    narrative = project / "data" / "raw" / "stameq" / "2020" / "narrative.en.md"
    report = place(pages["en"])
    heading, _, words = narrative.read_text("utf-8").partition("\n\n")
    narrative.write_text(f"{heading}\n\nMoreover: {words}", encoding="utf-8")

    actual = Verifier(Project(project)).verify(report)

    assert reasons(actual) == {"words changed"}


def test_a_changed_notebook_shows_as_changed_words(project, place, pages):
    notebook = project / "notebooks" / "annual_review.ipynb"
    report = place(pages["en"])
    change(notebook, "decided by counting", "decided by a count")

    actual = Verifier(Project(project)).verify(report)

    assert reasons(actual) == {"words changed"}


def test_data_that_do_not_pass_the_checks_are_told(project, place, pages, counts):
    report = place(pages["en"])
    change(counts, FOUR_OF_13, "party_committee,,,14,,13")

    actual = Verifier(Project(project)).verify(report)

    assert not actual.right
    assert "women 14 > total 13" in actual.problem


def test_processed_tables_are_neither_read_nor_written(project, place, pages):
    report = place(pages["vi"], "vi")

    actual = Verifier(Project(project)).verify(report)

    assert actual.right
    assert not (project / "data" / "processed").exists()


# Reports in the wrong place, by other notebooks, of other kinds.


def test_a_report_in_the_place_of_another_is_told(project, place, pages):
    report = place(pages["vi"], "en")

    (actual,) = Verifier(Project(project)).verify(report).differences

    assert actual.reason == "file changed"
    assert (actual.found, actual.expected) == (
        "stameq 2020 internal vi",
        "stameq 2020 internal en",
    )


OWN_CELL = """
from IPython.display import Markdown, display
display(Markdown(f"Once more: {review.cite('party_committee.share', 'hedged')}."))
"""
OWN_OUTPUT = (
    '<p>Once more: <a class="figure" href="#figure-party_committee.share">'
    '<data value="0.3076923076923077" data-figure="party_committee.share">{}</data>'
    "</a>.</p>\n\n"
)


def own_notebook(project):
    """The notebook with a cell of the analyst's own, which nobody can make again."""
    path = project / "notebooks" / "annual_review.ipynb"
    notebook = nbformat.read(path, as_version=4)
    sources = [cell.source for cell in notebook.cells]
    cell = new_code_cell(OWN_CELL, id="own")
    notebook.cells.insert(sources.index("review.figures()"), cell)
    nbformat.write(notebook, path)


def test_a_notebook_with_code_is_checked_figure_by_figure(project, place, pages):
    own_notebook(project)
    report = place(with_own_cell(pages["en"], "nearly 31%"))

    actual = Verifier(Project(project)).verify(report)

    assert actual.right, actual
    assert actual.notes[0].startswith("words not compared, only figures: cell ")


def with_own_cell(html, text):
    """The page with what the analyst's own cell shows, before the last table."""
    cut = html.index('<div class="table ', html.index("and the place in"))
    return html[:cut] + OWN_OUTPUT.format(text) + html[cut:]


def test_what_an_own_cell_shows_is_checked_too(project, place, pages):
    own_notebook(project)
    report = place(with_own_cell(pages["en"], "more than 31%"))

    (actual,) = Verifier(Project(project)).verify(report).differences

    assert (actual.reason, actual.figure) == ("edited by hand", "party_committee.share")
    assert actual.expected == "30.77% / 30.8% / 31% / nearly 31%"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            ">30.8%</data>", ">30.9%</data>", "party_committee.share", id="text"
        ),
        pytest.param(
            'value="0.6" data-figure="trade_union_committee.share"',
            'value="0.7" data-figure="trade_union_committee.share"',
            "trade_union_committee.share",
            id="machine-value",
        ),
        pytest.param("women=29", "women=28", "training.share", id="line"),
        pytest.param("</h1>", "</h1><script>1</script>", "", id="script"),
        pytest.param("figure-training.women", "figure-training.girls", "", id="name"),
    ],
)
def test_figure_by_figure_a_changed_one_is_caught(
    project, place, pages, before, after, expected
):
    own_notebook(project)
    assert before in pages["en"]
    changed = pages["en"].replace(before, after, 1)
    if "figure-" in before:
        changed = pages["en"].replace(f'id="{before}"', f'id="{after}"')

    actual = Verifier(Project(project)).verify(place(changed))

    assert not actual.right
    assert any(expected in difference.figure for difference in actual.differences)


NOT_REPORTS = [
    pytest.param(b"", "nothing in it says whose report it is", id="empty"),
    pytest.param(b"\x00\xff\xfe\x80" * 50, "not text in UTF-8", id="binary"),
    pytest.param(b"<html><p>4/13</p></html>", "nothing in it says", id="other-page"),
    pytest.param(b"%PDF-1.7\n", "nothing in it says", id="pdf"),
    pytest.param(
        b'<meta name="genderlib-report" content="stameq twenty internal en">',
        "it names no year but 'twenty'",
        id="year-in-words",
    ),
    pytest.param(
        b'<meta name="genderlib-report" content="stameq 2020 internal fr">',
        "language must be one of vi, en",
        id="language",
    ),
    pytest.param(
        b'<meta name="genderlib-report" content="stameq 2020 secret en">',
        "audience must be one of internal, public",
        id="audience",
    ),
    pytest.param(
        b'<meta name="genderlib-report" content="../../x 2020 internal en">',
        "no organisation of that name",
        id="path",
    ),
    pytest.param(
        b'<meta name="genderlib-report" content="stameq 1999 internal en">',
        "no tables of 1999",
        id="year-without-data",
    ),
    pytest.param(
        b'<meta name="genderlib-report" content="stameq 2020 internal en"><body>'
        + b"<div>" * 5_000,
        "elements lie deeper",
        id="deep",
    ),
]


@pytest.mark.parametrize(("content", "expected"), NOT_REPORTS)
def test_what_is_no_report_is_said_to_be_none(run, tmp_path, content, expected):
    path = tmp_path / "page.html"
    path.write_bytes(content)

    result = run(path)

    assert result.exit_code == 1
    assert expected in result.stdout
    assert "Traceback" not in result.output


def test_a_huge_file_is_not_read(run, tmp_path):
    path = tmp_path / "page.html"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    result = run(path)

    assert result.exit_code == 1
    assert "100,000,000 bytes are more than any has" in result.stdout


HEAD = '<meta name="genderlib-report" content="stameq 2020 internal en"><body>'


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<!--", "<a x='", "</p>", "&#9;", "<td>4</td>", "<p>x</p><!", "4/13 "],
)
def test_large_broken_pages_are_told_in_bounded_time(verifier, tmp_path, piece):
    path = tmp_path / "annual_review.en.html"
    most = (LARGEST - len(HEAD)) // (4 * len(piece))
    path.write_text(HEAD + piece * most, encoding="utf-8")

    actual = verifier.verify(path)

    assert not actual.right


# The command.


def test_folders_and_files_are_taken(run, place, pages):
    place(pages["vi"], "vi")
    report = place(pages["en"], "en")

    result = run("reports", report)

    assert result.exit_code == 0
    assert result.stdout.count("all as the data say") == 3


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["missing.html"], "missing.html: no such file", id="file"),
        pytest.param(["data"], "data: no report lies in this folder", id="folder"),
        pytest.param([], "Missing argument", id="nothing"),
        pytest.param(["--notebook", "x", "y"], "'x' does not exist", id="notebook"),
    ],
)
def test_wrong_usage_is_2(run, arguments, expected):
    result = run(*arguments)

    assert result.exit_code == 2
    assert expected in result.stderr


def test_one_wrong_report_does_not_hide_the_others(run, place, pages):
    place(pages["vi"].replace("</h1>", "!</h1>"), "vi")
    place(pages["en"], "en")

    result = run("reports")

    assert result.exit_code == 1
    assert re.findall(r"(?m)^reports\S+: (.+)$", result.stdout) == [
        f"{figures_in(pages['en'])} figures, all as the data say",
        f"{figures_in(pages['vi'])} figures, 1 difference",
    ]


def figures_in(html):
    return html.count('<tr id="figure-')


def test_quiet_prints_what_is_not_right(run, place, pages):
    place(pages["en"], "en")

    assert run("--quiet", "reports").stdout == ""


def test_the_text_says_place_found_expected_and_reason(run, place, pages):
    place(pages["en"].replace("the total. It is", "the whole. It is"), "en")

    result = run("reports")

    section = "How are the figures made?"
    assert result.stdout.splitlines()[1:] == [
        f"  text, section “{section}”, after “women is women divided by the”",
        "    the words: found “whole.”, expected “total.”",
        f"      words changed: {CAUSE}",
    ]


def test_json_says_the_same(run, place, pages):
    report = place(pages["en"].replace("the total. It is", "the whole. It is"), "en")

    (actual,) = json.loads(run("--json", "reports").stdout)

    assert actual["report"] == str(report.relative_to(report.parents[4]))
    assert not actual["right"]
    assert actual["differences"] == [
        {
            "place": {
                "part": "prose",
                "section": "How are the figures made?",
                "table": "",
                "row": "",
                "column": "",
            },
            "reason": "words changed",
            "cause": CAUSE,
            "kind": "word",
            "figure": "",
            "found": "whole.",
            "expected": "total.",
            "near": "women is women divided by the",
            "exchanged_with": "",
        }
    ]


# Any change at all.


@st.composite
def mutations(draw):
    """Where to cut a page, how much goes and what comes in its place."""
    at = draw(st.floats(0, 1))
    gone = draw(st.integers(0, 400))
    pieces = [
        "<",
        ">",
        '"',
        "&#",
        "</td>",
        "<tr>",
        '<tr id="figure-x">',
        "0",
        "\0",
        "ế",
    ]
    come = draw(st.lists(st.sampled_from(pieces) | st.text(max_size=20), max_size=8))
    return at, gone, "".join(come)


@given(st.lists(mutations(), min_size=1, max_size=4))
def test_any_change_is_a_finding_and_never_an_exception(
    verifier, pages, tmp_path_factory, changes
):
    html = pages["en"]
    for at, gone, come in changes:
        cut = int(at * len(html))
        html = html[:cut] + come + html[cut + gone :]
    path = tmp_path_factory.getbasetemp() / "annual_review.en.html"
    path.write_bytes(html.encode("utf-8", "surrogatepass"))

    actual = verifier.verify(path)

    assert actual.right == (html == pages["en"])
    assert {d.reason for d in actual.differences} <= set(REASONS)


NOT_OURS = "not a report that genderlib made, or its first lines are gone: nothing in "
# What takes seconds to load.
MAKERS = {"matplotlib", "nbconvert", "nbformat", "pandas"}
CALLED = """
import sys
from genderlib.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print('code', end.code)
"""


@pytest.mark.parametrize(
    ("command", "names", "code"),
    [
        pytest.param("verify", ["other.html"], 1, id="page-of-another-program"),
        pytest.param("verify", ["notes.txt"], 1, id="text"),
        pytest.param("verify", ["empty"], 2, id="empty-folder"),
        pytest.param("diff", ["notes.txt", "other.html"], 2, id="diff"),
        pytest.param("diff", ["empty", "also-empty"], 2, id="diff-of-empty-folders"),
    ],
)
def test_what_is_hopeless_is_refused_before_anything_is_loaded(
    loaded, tmp_path, command, names, code
):
    (tmp_path / "other.html").write_text("<!DOCTYPE html><title>Other</title>")
    (tmp_path / "notes.txt").write_text("Notes")
    for folder in ("empty", "also-empty"):
        (tmp_path / folder).mkdir()

    told = loaded(CALLED, MAKERS, command, *(str(tmp_path / name) for name in names))

    # Nothing after the exit code: no such module was loaded.
    assert told[-2:] == ["code", str(code)]


def test_a_page_of_another_program_is_told_with_its_name(run, project):
    (project / "other.html").write_text("<!DOCTYPE html><title>Other</title>")
    (project / "notes.txt").write_text("Notes")

    result = run("notes.txt", "other.html")

    assert result.exit_code == 1
    assert [line.partition("it says")[0] for line in result.stdout.splitlines()] == [
        f"{name}: {NOT_OURS}" for name in ("notes.txt", "other.html")
    ]
