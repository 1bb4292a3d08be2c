"""Tables straight from the raw files are those that go by way of Parquet."""

import dataclasses
from functools import partial

import pandas as pd
import pytest

from genderlib.data import Project, open_year
from genderlib.data.raw import RawTables
from genderlib.errors import DataError, NoDataError
from tests.conftest import copy_project


def assert_same(actual, expected):
    for field in dataclasses.fields(expected):
        found, wanted = getattr(actual, field.name), getattr(expected, field.name)
        if isinstance(wanted, pd.DataFrame):
            pd.testing.assert_frame_equal(found, wanted, obj=field.name)
        elif callable(wanted):
            assert found() == wanted(), field.name
        else:
            assert found == wanted, field.name


@pytest.mark.parametrize(
    "absent",
    [
        pytest.param((), id="all-there"),
        pytest.param(("targets.csv", "narrative.vi.md"), id="optional-files-absent"),
    ],
)
def test_raw_tables_equal_processed_ones(project, absent):
    for name in absent:
        (project / "data" / "raw" / "stameq" / "2020" / name).unlink()
    found = Project(project)

    actual = RawTables(found).year("stameq", 2020)

    assert_same(actual, open_year(found, "stameq", 2020))


def test_nothing_is_written(project):
    RawTables(Project(project)).year("stameq", 2020)

    assert not (project / "data" / "processed").exists()


def test_a_bad_row_is_named(project):
    counts = project / "data" / "raw" / "stameq" / "2020" / "counts.csv"
    counts.write_text(counts.read_text("utf-8").replace(",4,,13,", ",14,,13,"), "utf-8")

    with pytest.raises(DataError, match=r"counts\.csv"):
        RawTables(Project(project)).year("stameq", 2020)


def test_a_year_without_tables_is_told(project):
    with pytest.raises(NoDataError, match="no tables of 2019"):
        RawTables(Project(project)).year("stameq", 2019)


def test_the_year_before_may_be_absent(project):
    assert RawTables(Project(project)).previous("stameq", 2020) is None


@pytest.mark.parametrize(
    ("whose", "beside"),
    [("lao_cai", ["son_la"]), ("son_la", ["lao_cai"]), ("ha_giang", [])],
)
@pytest.mark.parametrize("read", ["raw", "processed"])
def test_units_of_an_organisation_are_read_beside_it(tmp_path, read, whose, beside):
    folder = copy_project(tmp_path / "project", "ha_giang", "lao_cai", "son_la")
    table = folder / "data" / "raw" / "organisations.csv"
    rows = table.read_text("utf-8")
    table.write_text(rows.replace("Sơn La,province,", "Sơn La,province,lao_cai"))
    project = Project(folder)
    opened = RawTables(project).year if read == "raw" else partial(open_year, project)

    actual = opened(whose, 2021).neighbours()

    assert [(t.organisation, t.year) for t in actual] == [(o, 2021) for o in beside]
