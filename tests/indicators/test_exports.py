"""Docstrings with their sections, and an import that stays light."""

import inspect
from itertools import pairwise

import pytest

import genderlib
from genderlib import indicators

SECTIONS = ["Parameters", "Returns", "Raises", "Notes", "References", "Examples"]


def sections(function):
    lines = inspect.getdoc(function).splitlines()
    return [line for line, rule in pairwise(lines) if rule and set(rule) == {"-"}]


FUNCTIONS = [
    name for name in indicators.__all__ if inspect.isfunction(getattr(indicators, name))
]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_have_their_sections_in_order(name):
    found = sections(getattr(indicators, name))

    assert found == [section for section in SECTIONS if section in found]
    assert set(found) == set(SECTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_say_when_the_indicator_misleads(name):
    notes = inspect.getdoc(getattr(indicators, name)).split("Notes\n-----\n")[1]

    assert "\n\nMisleads " in notes.split("References\n----------")[0]


@pytest.mark.parametrize("name", indicators.__all__)
def test_every_indicator_is_importable_from_genderlib(name):
    assert getattr(genderlib, name) is getattr(indicators, name)
    assert name in dir(genderlib)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'women_shares'"):
        genderlib.women_shares  # noqa: B018  the access is what is tested


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import genderlib", ("numpy", "pandas")),
        ("import genderlib; genderlib.women_share(4, 13)", ("scipy", "statsmodels")),
        ("import genderlib; genderlib.share_interval(4, 13)", ("scipy", "statsmodels")),
    ],
    ids=["import", "share", "wilson"],
)
def test_heavy_libraries_load_on_first_use(code, absent, loaded):
    assert loaded(code, absent) == []
