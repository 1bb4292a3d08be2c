"""What holds for every notebook: thin, typed, without numbers, in two languages."""

import ast
import re
from itertools import pairwise

import nbformat
import pytest

from genderlib.batch.parameters import notebook_parameters
from genderlib.text.prose import typed_numbers
from tests.notebooks.editions import NOTEBOOKS

MAGIC = re.compile(r"%%prose (vi|en)\n")


@pytest.fixture(scope="module", params=NOTEBOOKS)
def path(request, root):
    return root / "notebooks" / f"{request.param}.ipynb"


@pytest.fixture(scope="module")
def notebook(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def code(notebook):
    """Code cells by identifier."""
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def prose(code):
    """Sentences by identifier of their cell, with their language."""
    found = {name: MAGIC.match(cell.source) for name, cell in code.items()}
    return {
        name: (match[1], code[name].source[match.end() :])
        for name, match in found.items()
        if match
    }


@pytest.fixture(scope="module")
def calls(code, prose):
    """What is no prose: the parameters, the setup and the calls of the review."""
    return {name: cell.source for name, cell in code.items() if name not in prose}


def parsed(source):
    lines = source.splitlines()
    return ast.parse("\n".join(line for line in lines if not line.startswith("%")))


def test_it_begins_with_its_question_parameters_and_setup(notebook):
    kinds = [cell.cell_type for cell in notebook.cells]
    tags = [cell.metadata.get("tags", []) for cell in notebook.cells]

    assert kinds[0] == "markdown"
    assert "?" in notebook.cells[0].source
    assert tags[1:3] == [["parameters"], ["setup"]]
    assert not any(tags[3:])


def test_every_parameter_has_a_type_a_value_and_an_explanation(code):
    lines = code["parameters"].source.splitlines()
    pattern = r"(\w+): (str|int) = (\"\w+\"|\d{4})  # \S.{8,}"

    found = [re.fullmatch(pattern, line) for line in lines]

    assert all(found), lines
    assert {match[1]: match[2] for match in found} == {
        "organisation": "str",
        "year": "int",
        "language": "str",
        "audience": "str",
    }


def test_papermill_reads_the_same_parameters(path):
    known = notebook_parameters(path)

    assert known == {
        "organisation": "str",
        "year": "int",
        "language": "str",
        "audience": "str",
    }


def test_a_cell_of_code_has_a_dozen_lines_at_most(calls):
    # Sentences may be longer: they are read, not run.
    assert [name for name, s in calls.items() if len(s.splitlines()) > 12] == []


def test_a_cell_of_code_defines_catches_and_silences_nothing(calls):
    barred = (
        *(ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef),
        *(ast.Try, ast.With, ast.For, ast.While, ast.If),
    )
    for name, source in calls.items():
        nodes = list(ast.walk(parsed(source)))
        words = {node.id for node in nodes if isinstance(node, ast.Name)}

        assert not [node for node in nodes if isinstance(node, barred)], name
        assert words.isdisjoint({"warnings", "open", "Path", "os", "sys"}), name


def test_a_cell_of_code_names_no_path(calls):
    texts = {
        (name, node.value)
        for name, source in calls.items()
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert [text for text in texts if re.search(r"[/\\.~]", text[1])] == []


def test_no_number_is_typed_into_the_sentences(prose):
    assert {name: typed_numbers(t) for name, (_, t) in prose.items()} == {
        name: [] for name in prose
    }


def test_it_is_kept_without_outputs(notebook, code):
    assert [name for name, cell in code.items() if cell.outputs] == []
    assert {cell.execution_count for cell in code.values()} == {None}
    assert set(notebook.metadata) <= {"genderlib", "kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}


def test_there_is_no_second_copy_in_another_format(root):
    kinds = {path.suffix for path in (root / "notebooks").iterdir() if path.is_file()}

    assert kinds == {".ipynb"}


def test_every_sentence_cell_has_its_twin_beside_it(notebook, prose):
    names = [cell.id for cell in notebook.cells if cell.id in prose]

    twins = [(name.removesuffix("-vi"), name) for name in names[::2]]

    assert all(name.endswith("-vi") for name in names[::2])
    assert names[1::2] == [f"{base}-en" for base, _ in twins]
    assert all(prose[name][0] == name[-2:] for name in names)


def test_twins_have_the_same_headings(prose):
    def levels(name):
        return re.findall(r"^#+(?= )", prose[name][1], re.MULTILINE)

    for vi, en in pairwise(prose):
        if vi.endswith("-vi"):
            assert levels(vi) == levels(en), vi


def test_every_section_heading_is_a_question(prose):
    headings = [
        heading
        for _, text in prose.values()
        for heading in re.findall(r"^##+ (.*)", text, re.MULTILINE)
    ]

    assert len(headings) >= 2 * 4
    assert [heading for heading in headings if not heading.endswith("?")] == []
