"""`%%prose` in a notebook: figures in sentences, in the report's language only."""

import re

import pytest
from bs4 import BeautifulSoup

from genderlib.text.prose import ProseError
from tests.review.shell import opened

SETUP = """
import genderlib
%load_ext genderlib
review = genderlib.open_review("stameq", 2020, language="vi")
"""
CITED = re.compile(r'href="#figure-([^"]+)"')


@pytest.fixture(scope="module")
def notebook(untouched):
    """A notebook in which the setup cell was run."""
    with opened(untouched) as shell:
        shell.run(SETUP)
        yield shell


@pytest.fixture
def figures(notebook):
    """Figures recorded so far."""
    return lambda: {figure.identifier for figure in notebook.user_ns["review"].ledger}


def test_a_cell_shows_markdown_with_its_figures(notebook, figures):
    (output,) = notebook.run(
        "%%prose vi\n## Đảng ủy\n\nPhụ nữ chiếm {{ party_committee | share }}."
    )

    text = output.data["text/markdown"]
    assert text.startswith("## Đảng ủy\n\nPhụ nữ chiếm <a class=")
    assert BeautifulSoup(text, "html.parser").get_text().endswith("chiếm 30,8%.")
    assert CITED.findall(text) == ["party_committee.share"]
    assert "party_committee.share" in figures()


def test_a_cell_in_the_other_language_shows_and_records_nothing(notebook, figures):
    before = figures()

    shown = notebook.run("%%prose en\nWomen are {{ unit_leaders | seat }}.")

    assert shown == []
    assert figures() == before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("Women are 29%.", "the number 29 is typed", id="number"),
        pytest.param("Women are {{ unit_leaders }", "unexpected '}'", id="braces"),
        pytest.param("{% if dated %}A", "endif", id="block"),
    ],
)
def test_a_cell_in_the_other_language_is_checked(notebook, text, problem):
    with pytest.raises(ProseError, match=problem) as caught:
        notebook.run(f"%%prose en\n{text}")

    assert caught.value.where == f"cell %%prose en “{text}”"


def test_running_a_cell_again_shows_the_same(notebook, figures):
    source = "%%prose vi\n{% for gap in gaps %}\n- {{ gap }}\n{% endfor %}"
    first = notebook.run(source)
    recorded = figures()

    second = notebook.run(source)

    assert second == first
    assert figures() == recorded


@pytest.mark.parametrize(
    ("source", "where", "problem", "cure"),
    [
        pytest.param(
            "%%prose vi\n## Ai được đào tạo?\n\nCó 29 phụ nữ.",
            "cell %%prose vi “Ai được đào tạo?”",
            "the number 29 is typed into the text",
            "Cite it from the data, for example {{ party_committee | share }}.",
            id="typed-number",
        ),
        pytest.param(
            "%%prose vi\nỞ {{ party_comittee | share }}",
            "cell %%prose vi “Ở {{ party_comittee | share }}”",
            "party_comittee is no name in these data",
            "Did you mean party_committee",
            id="unknown-name",
        ),
        pytest.param(
            "%%prose vi\nỞ {{ party_committee | shaer }}",
            "cell %%prose vi “Ở {{ party_committee | shaer }}”",
            "shaer is no form of a figure",
            "Did you mean share or start?",
            id="unknown-filter",
        ),
        pytest.param(
            "%%prose vi\nỞ {{ party_committee | figure('shaer') }}",
            "cell %%prose vi “Ở {{ party_committee | figure('shaer') }}”",
            "party_committee.shaer: no such figure. Did you mean share?",
            "Known: fraction, interval_high, interval_low",
            id="unknown-measure",
        ),
        pytest.param(
            "%%prose vi\nCó {{ party_committee.women }} phụ nữ",
            "cell %%prose vi “Có {{ party_committee.women }} phụ nữ”",
            "4 would be printed without its source",
            "Cite a figure by its name and form, as in {{ party_committee | women }}.",
            id="bare-number",
        ),
        pytest.param(
            "%%prose vi\n{{ party_committee | share('short') }}",
            "cell %%prose vi “{{ party_committee | share('short') }}”",
            "party_committee.share is a share: form 'short' is none of plain, fixed",
            "Cite it with a form it has.",
            id="form",
        ),
        pytest.param(
            "%%prose fr\nLes femmes",
            "cell %%prose fr “Les femmes”",
            "language must be one of vi, en, not 'fr'",
            "Write %%prose vi or %%prose en.",
            id="language",
        ),
        pytest.param(
            "%%prose\nPhụ nữ",
            "cell %%prose “Phụ nữ”",
            "language must be one of vi, en, not ''",
            "Write %%prose vi or %%prose en.",
            id="no-language",
        ),
        pytest.param(
            "%%prose vi en\nPhụ nữ",
            "cell %%prose vi en “Phụ nữ”",
            "language must be one of vi, en, not 'vi en'",
            "Write %%prose vi or %%prose en.",
            id="two-languages",
        ),
    ],
)
def test_an_error_names_the_cell_what_is_wrong_and_the_cure(
    notebook, source, where, problem, cure
):
    with pytest.raises(ProseError) as caught:
        notebook.run(source)

    error = caught.value
    assert error.where.replace("prose  “", "prose “") == where
    assert error.problem.startswith(problem)
    assert error.cure.startswith(cure)
    assert str(error).startswith(where.partition(" “")[0])


def test_without_the_setup_cell_the_magic_says_so(untouched):
    with opened(untouched) as shell:
        shell.run("%load_ext genderlib")

        with pytest.raises(ProseError) as caught:
            shell.run("%%prose vi\nPhụ nữ")

    assert str(caught.value) == (
        "%%prose: there is no review yet\n"
        "Run the setup cell: review = genderlib.open_review(...)."
    )


def test_an_unknown_figure_in_the_words_of_the_year_names_their_section(year):
    text = "## who\n\n{{ board_decison | number }}\n"
    (year.folder / "narrative.vi.md").write_text(text, encoding="utf-8")

    with opened(year.root) as shell:
        shell.run(SETUP)

        with pytest.raises(ProseError) as caught:
            shell.run("%%prose vi\n{{ narrative.who }}")

    assert caught.value.where == "narrative.vi.md, section who"
    assert caught.value.problem == "board_decison is no name in these data"


def test_a_section_that_nobody_wrote_is_empty(notebook):
    (output,) = notebook.run("%%prose vi\nA{{ narrative.nothing }}B")

    assert output.data["text/markdown"] == "AB"
