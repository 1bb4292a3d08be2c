"""The examples in the docstrings give what they say."""

import doctest
import importlib
import pkgutil

import pytest

import genderlib

# Started as processes; importing them is their whole work.
MAIN = {"genderlib.__main__"}
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(genderlib.__path__, "genderlib.")
    if module.name not in MAIN
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module_give_what_they_say(name):
    failed, _ = doctest.testmod(importlib.import_module(name))

    assert failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    modules = map(importlib.import_module, MODULES)
    found = [
        test for module in modules for test in finder.find(module) if test.examples
    ]

    assert len(found) > 90
