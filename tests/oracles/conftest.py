"""Where the published values lie, and the tool that computes them again."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption(
        "--write-agreement",
        action="store_true",
        help="write docs/agreement.md from what is computed now",
    )


@pytest.fixture(scope="session")
def agreement():
    """The module tools/agreement.py."""
    spec = importlib.util.spec_from_file_location(
        "agreement", ROOT / "tools" / "agreement.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look it up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def compared(oracle, agreement):
    """Every published row: compared, or left out with a reason."""
    return agreement.compare(oracle)
