"""The pages of the documentation that are made from the indicators."""

import importlib.util
import inspect
from pathlib import Path

import numpy as np
import pytest

from genderlib import indicators

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = [
    name for name in indicators.__all__ if inspect.isfunction(getattr(indicators, name))
]


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def methods():
    return tool("methods")


@pytest.fixture(scope="module")
def coverage():
    return tool("interval_coverage")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_indicator_has_an_entry(name):
    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")

    entry = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]

    parts = ["Result and range.", "Formula.", "It misleads", "Source.", "Example."]
    assert [part for part in parts if f"**{part}**" in entry] == parts


def test_the_page_of_methods_is_up_to_date(methods):
    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")

    assert page == methods.page(), "run `make methods`"


def test_the_page_of_coverage_is_up_to_date(coverage):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")

    assert page == coverage.page(), "run `make methods`"


def test_coverage_of_one_person_by_hand(coverage):
    # Wilson's limits for 0 of 1 and 1 of 1 are 0 to z^2 / (1 + z^2) = 0.7935 and its
    # mirror image: shares between 0.2065 and 0.7935 are always held, others by the
    # likelier of the two counts.
    found = coverage.coverage("wilson", 1)

    shares = coverage.SHARES
    inside = (shares >= 0.2065) & (shares <= 0.7935)
    expected = np.where(inside, 1, np.maximum(shares, 1 - shares))
    np.testing.assert_allclose(found, expected, atol=1e-12)


@pytest.mark.parametrize("total", [1, 7, 13, 50])
def test_clopper_pearson_never_falls_below_its_level(coverage, total):
    assert coverage.coverage("clopper-pearson", total).min() >= 0.95
