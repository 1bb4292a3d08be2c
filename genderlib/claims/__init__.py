"""Statements about counts: found in text, held against their own counts."""

from genderlib.claims.judging import (
    HEDGES,
    Direction,
    Fits,
    Judgement,
    Percentage,
    Span,
    Verdict,
    judge,
    parse_percentage,
)

__all__ = [
    "HEDGES",
    "Direction",
    "Fits",
    "Judgement",
    "Percentage",
    "Span",
    "Verdict",
    "judge",
    "parse_percentage",
]
