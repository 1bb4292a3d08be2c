"""The cell of parameters, read as the Python it is."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from genderlib.batch.parameters import (
    ParameterError,
    check_parameters,
    notebook_parameters,
    parse_parameters,
)


@pytest.fixture
def parameters(tmp_path):
    """Names and types of the parameters that a cell sets."""

    def read(source):
        cell = new_code_cell(source, id="cell", metadata={"tags": ["parameters"]})
        path = tmp_path / "trial.ipynb"
        nbformat.write(new_notebook(cells=[cell]), path)
        return notebook_parameters(path)

    return read


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("year: int = 2020  # reporting year", "int", id="declared"),
        pytest.param("year = 2020", "int", id="whole"),
        pytest.param("year = -1.5", "float", id="fraction"),
        pytest.param("year = True", "bool", id="truth"),
        pytest.param("year = '2020'", "str", id="text"),
        # papermill takes what follows # for a comment, and the second = for its own.
        pytest.param("year = '#0b5394'  # accent", "str", id="hash-in-text"),
        pytest.param("year = 'a=b'", "str", id="equals-in-text"),
        pytest.param("year = [2019, 2020]", "list", id="list"),
        pytest.param("year = date.today().year", "any type", id="computed"),
        pytest.param("year: int", "int", id="without-value"),
        pytest.param("year = other = 1", "int", id="two-at-once"),
        pytest.param("year: 'int' = 2020", "int", id="quoted"),
    ],
)
def test_the_type_is_declared_or_that_of_the_value(parameters, source, expected):
    actual = parameters(source)

    assert actual["year"] == expected


def test_what_is_no_assignment_sets_nothing(parameters):
    actual = parameters("import os\nprint(1)\nos.x = 1\n'''text'''\nyear = 2020")

    assert actual == {"year": "int"}


KNOWN = {"year": "int", "share": "float", "draft": "bool", "name": "str", "any": "list"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("year=-7", {"year": -7}, id="int"),
        pytest.param("share=.5", {"share": 0.5}, id="float"),
        pytest.param("draft=true", {"draft": True}, id="true"),
        pytest.param("draft=false", {"draft": False}, id="false"),
        # YAML would make False and 8 of these.
        pytest.param("name=NO", {"name": "NO"}, id="no"),
        pytest.param("name=010", {"name": "010"}, id="octal"),
        pytest.param("name=a=b", {"name": "a=b"}, id="equals"),
        pytest.param("name=", {"name": ""}, id="empty"),
    ],
)
def test_a_value_is_read_as_the_type_that_is_declared(text, expected):
    actual = parse_parameters(KNOWN, [text])

    assert actual == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("year=2020.0", "-p year: it is int, not '2020.0'", id="int"),
        pytest.param("draft=True", "-p draft: it is bool, not 'True'", id="bool"),
        pytest.param("share=1,5", "-p share: it is float, not '1,5'", id="float"),
    ],
)
def test_a_value_of_another_type_is_refused(text, message):
    with pytest.raises(ParameterError) as caught:
        parse_parameters(KNOWN, [text])

    assert str(caught.value) == message


def test_a_list_cannot_be_given_as_text(tmp_path):
    given = parse_parameters(KNOWN, ["any=1,2"])

    with pytest.raises(ParameterError, match="any is list, not '1,2'"):
        check_parameters(tmp_path / "trial.ipynb", KNOWN, given)


def test_everything_that_is_wrong_is_told_at_once(tmp_path):
    given = {"yaer": 2020, "name": 7, "share": 0.5, "draft": 1}

    with pytest.raises(ParameterError) as caught:
        check_parameters(tmp_path / "trial.ipynb", KNOWN, given)

    # True is a whole number to Python; 1 is no truth here.
    assert str(caught.value) == (
        "trial.ipynb: it has no parameter 'yaer'; did you mean year?; "
        "name is str, not 7; draft is bool, not 1\n"
        "Its parameters: year (int), share (float), draft (bool), name (str), "
        "any (list)."
    )
