"""Every indicator has a property that hypothesis tries to break."""

import ast
from pathlib import Path

import pytest

from tests.indicators.test_exports import FUNCTIONS

MODULES = sorted(Path(__file__).parent.glob("test_*.py"))


def used(node):
    """Names that stand in a piece of code, also behind a dot."""
    found = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return found | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}


def defined(tree):
    """Functions and constants of a module, each with the names it uses."""
    found = {n.name: used(n) for n in tree.body if isinstance(n, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found |= {t.id: used(node.value) for t in node.targets if used(t)}
    return found


def properties(tree):
    """Tests that hypothesis gives their values."""
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and "given" in set().union(*map(used, node.decorator_list))
    }


def tried(source):
    """Names that the properties of a module use, also through its own helpers."""
    tree = ast.parse(source)
    found, todo = set(), properties(tree)
    helpers = defined(tree)
    while todo:
        name = todo.pop()
        found.add(name)
        todo |= helpers.get(name, set()) - found
    return found


def test_names_are_followed_into_helpers_of_a_property_only():
    source = (
        "INDICES = {'a': x.first}\ndef help(): second()\n"
        "@mark(INDICES)\n@given(y)\ndef test_a(i): help()\n"
        "def test_b(): third()\n"
    )

    found = tried(source)

    assert {"first", "second"} <= found
    assert "third" not in found


@pytest.fixture(scope="module")
def every_name():
    return set().union(*(tried(p.read_text(encoding="utf-8")) for p in MODULES))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_indicator_is_tried_by_a_property(name, every_name):
    assert name in every_name
