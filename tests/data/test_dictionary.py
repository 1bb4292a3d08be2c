"""The dictionary: valid as frictionless sees it, and true of the data."""

import pytest
from frictionless import Package

from genderlib.data import Project
from genderlib.data.dictionary import read_dictionary
from genderlib.errors import ProjectError

DESCRIPTION = ["description", "description_vi"]


@pytest.fixture(scope="module")
def dictionary(root):
    return read_dictionary(root / "data" / "datapackage.json")


@pytest.fixture(scope="module")
def columns(dictionary):
    return [
        (table.name, column)
        for table in dictionary.tables.values()
        for column in table.columns
    ]


def test_frictionless_finds_the_descriptor_valid(dictionary):
    assert list(Package.metadata_validate(dictionary.descriptor)) == []


def test_frictionless_finds_the_data_valid(root):
    # An independent reading of the same tables, keys and references included.
    report = Package(str(root / "data" / "datapackage.json")).validate()

    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []


def test_every_column_says_what_it_means_in_both_languages(columns):
    silent = [
        (table, column.name)
        for table, column in columns
        for name in DESCRIPTION
        if not column.descriptor.get(name)
    ]

    assert silent == []


def test_every_number_has_a_measure(columns):
    without = [
        (table, column.name)
        for table, column in columns
        if column.type in {"integer", "number"} and "measure" not in column.descriptor
    ]

    assert without == []


def test_every_value_of_a_list_has_its_words(columns):
    signs = {"comparison"}
    wordless = [
        (table, column.name)
        for table, column in columns
        if "enum" in column.constraints
        and column.name not in signs
        and column.descriptor["labels"].keys() != set(column.constraints["enum"])
    ]

    assert wordless == []


def test_every_pattern_has_its_form_in_words(columns):
    wordless = [
        (table, column.name)
        for table, column in columns
        if "pattern" in column.constraints and not column.form
    ]

    assert wordless == []


def test_every_row_of_a_year_names_its_source(dictionary):
    without = [
        table.name
        for table in dictionary.year_tables
        if table.name not in ("asked", "sources")
        and not {"source", "locator"} <= {*table.names}
    ]

    assert without == []


def test_the_same_name_has_the_same_type_everywhere(columns):
    # A norm's date may be a year alone, where no source gives the day.
    types = {}
    for table, column in columns:
        if (table, column.name) != ("norms", "date"):
            types.setdefault(column.name, set()).add(column.type)

    assert [name for name, found in types.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("{", "cannot be read", id="no-json"),
        pytest.param("[]", "cannot be read", id="no-package"),
        pytest.param('{"resources": []}', "tables not described", id="no-tables"),
    ],
)
def test_a_broken_dictionary_is_an_error_with_a_cure(tmp_path, content, message):
    path = tmp_path / "datapackage.json"
    path.write_text(content)

    with pytest.raises(ProjectError, match=message):
        read_dictionary(path)


def test_the_project_is_found_from_a_folder_inside_it(copy):
    inside = copy.raw / "stameq" / "2020"

    assert Project.find(inside).root == copy.root


def test_the_project_is_found_from_the_current_folder(copy, monkeypatch):
    monkeypatch.chdir(copy.notebooks)

    assert Project.find().root == copy.root


def test_the_variable_goes_before_the_current_folder(copy, root, monkeypatch):
    monkeypatch.chdir(root)
    monkeypatch.setenv("GENDERLIB_ROOT", str(copy.root))

    assert Project.find().root == copy.root


def test_a_folder_without_a_project_is_an_error_with_a_cure(tmp_path):
    with pytest.raises(ProjectError, match="set GENDERLIB_ROOT"):
        Project.find(tmp_path)


def test_a_variable_that_names_no_project_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("GENDERLIB_ROOT", str(tmp_path))

    with pytest.raises(ProjectError, match="not a project folder"):
        Project.find()


def test_folders_of_a_project_lie_below_its_root(copy):
    folders = [copy.raw, copy.processed, copy.reports, copy.notebooks]

    assert [copy.relative(folder) for folder in folders] == [
        "data/raw",
        "data/processed",
        "reports",
        "notebooks",
    ]
