"""The reference says what the program says."""

import click
import pytest
import reference

import genderlib
from genderlib.cli import main


@pytest.fixture(scope="module")
def pages():
    return reference.pages()


@pytest.mark.parametrize("name", ["commands.md", "python.md", "tables.md"])
def test_a_page_is_up_to_date(pages, name):
    there = (reference.FOLDER / name).read_text(encoding="utf-8")

    assert there == pages[name], "run `make reference`"


def test_there_is_no_other_page(pages):
    assert {path.name for path in reference.FOLDER.iterdir()} == set(pages)


def test_every_option_of_every_command_is_there(pages):
    options = [
        (name, option)
        for name, command in main.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]
    _, *parts = pages["commands.md"].split("\n## genderlib ")
    told = {part.partition("\n")[0]: part for part in parts}

    assert [(c, o) for c, o in options if o not in told[c]] == []
    assert ("render", "--supersede") in options


def test_every_public_name_is_there(pages):
    page = pages["python.md"]
    modules = {
        n: getattr(getattr(genderlib, n), "__module__", "") for n in dir(genderlib)
    }
    ours = [n for n, m in modules.items() if m and m.startswith("genderlib.")]

    assert [
        n for n in ours if f"[`{n}`]" not in page and f"### {n}\n" not in page
    ] == []
    assert {"women_share", "open_review"} <= set(ours)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("a * b_c", r"a \* b\_c", id="markup"),
        pytest.param("see `a_b` in <year>", r"see `a_b` in \<year>", id="code"),
        pytest.param("[default: 1|2]", r"\[default: 1\|2\]", id="brackets"),
    ],
)
def test_words_of_a_docstring_are_no_markup(words, expected):
    assert reference._prose(words) == expected
