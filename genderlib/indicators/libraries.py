"""scipy and statsmodels, loaded when a function first needs them.

Their import takes longer than that of pandas, and most reports never need them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def special() -> Any:
    """Functions of the beta and gamma family, element by element."""
    return import_module("scipy.special")


def stats() -> Any:
    """Distributions and tests."""
    return import_module("scipy.stats")


def elementwise() -> Any:
    """Root finding for many equations at once."""
    return import_module("scipy.optimize.elementwise")


def optimize() -> Any:
    """Root finding for one equation."""
    return import_module("scipy.optimize")


def contingency_tables() -> Any:
    """Stratified tables of statsmodels."""
    return import_module("statsmodels.stats.contingency_tables")
