"""A year's words: sections, and no number but those from the data."""

import unicodedata

import pytest

from genderlib.data.dictionary import read_dictionary
from genderlib.data.narrative import read_narrative


@pytest.fixture
def read(root):
    dictionary = read_dictionary(root / "data" / "datapackage.json")

    def call(text):
        content = text if isinstance(text, bytes) else text.encode()
        return read_narrative("narrative.vi.md", content, "vi", dictionary)

    return call


def test_sections_are_read_with_their_first_line(read):
    narrative = read("## who\n\nMột.\n\nHai.\n\n## training\nBa.\n")

    sections = {name: (text, text.line) for name, text in narrative.sections.items()}
    assert sections == {"who": ("Một.\n\nHai.", 3), "training": ("Ba.", 8)}
    assert narrative.problems == []


def test_a_section_without_text_is_left_out(read):
    assert read("## who\n\n## training\nMột.\n").sections.keys() == {"training"}


def test_a_cited_figure_and_a_smaller_heading_are_no_problem(read):
    text = "## who\n\n### Ban\n\n{{ norm.N010 | value }}, {{ a | share }}.\n"

    assert read(text).problems == []


@pytest.mark.parametrize(
    ("text", "row", "value", "message"),
    [
        pytest.param(
            "## who\n\nMột.\nCó 13 người.\n",
            4,
            "13",
            "a number is typed into the text",
            id="digit",
        ),
        pytest.param(
            "## who\n{{ a | share }} là 30,8%\n",
            2,
            "30,8",
            "a number is typed into the text",
            id="digit-beside-a-citation",
        ),
        pytest.param(
            "## who\n\uff11\uff13\n",
            2,
            "\uff11\uff13",
            "a number is typed into the text",
            id="fullwidth-digits",
        ),
        pytest.param(
            "## woh\nMột.\n", 1, "woh", "a section is not known", id="unknown-section"
        ),
        pytest.param(
            "## who\nA.\n## who\nB.\n",
            3,
            "who",
            "a section is there more than once",
            id="section-twice",
        ),
        pytest.param(
            "Một.\n\nHai.\n## who\nBa.\n",
            1,
            "Một.",
            "text stands before the first section",
            id="text-before",
        ),
        pytest.param(
            "# who\nMột.\n", 1, "# who", "a heading that is not a section", id="title"
        ),
        pytest.param(
            "## who runs it\nMột.\n",
            1,
            "## who runs it",
            "a heading that is not a section",
            id="section-of-several-words",
        ),
        pytest.param(
            "## who\nA {{ board_decision | date.\n",
            2,
            "A {{ board_decision | date.",
            "a citation is not well formed",
            id="citation-not-closed",
        ),
        pytest.param(
            "## who\n<script>x</script>\n",
            2,
            "<script>x</script>",
            "HTML stands in the text",
            id="html",
        ),
        pytest.param(
            "## who\n" + unicodedata.normalize("NFD", "Đảng ủy") + "\n",
            2,
            unicodedata.normalize("NFD", "Đảng ủy"),
            "accents are not in the composed form (NFC)",
            id="nfd",
        ),
        pytest.param(
            "## who\nA\u202eB\n",
            2,
            "A\u202eB",
            "an invisible character U+202E stands in the text",
            id="right-to-left-override",
        ),
    ],
)
def test_a_broken_line_is_named(read, text, row, value, message):
    problems = [(p.row, p.value, p.message) for p in read(text).problems]

    assert (row, value, message) in problems


def test_the_nearest_section_is_suggested(read):
    (problem,) = read("## trainning\nMột.\n").problems

    assert problem.cure.startswith("Perhaps training? Sections are: who, ")


def test_a_legacy_encoding_is_named(read):
    # "Đảng ủy" in TCVN3.
    (problem,) = read(b"## who\n\xa7\xb6ng \xf1y\n").problems

    assert (problem.row, problem.value) == (2, "probably TCVN3")
