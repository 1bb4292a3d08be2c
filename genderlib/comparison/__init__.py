"""Organisations of one kind in one year, beside one another."""

from genderlib.comparison.comparison import (
    Comparison,
    make_comparison,
    open_comparison,
)

__all__ = ["Comparison", "make_comparison", "open_comparison"]
