"""Statements about counts: found in text, held against their own counts.

The judging of a claim needs little; the reading of texts is loaded when it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from genderlib.claims.judging import Fits, Judgement, Verdict, judge
from genderlib.claims.percentages import (
    HEDGES,
    Direction,
    Percentage,
    Span,
    parse_percentage,
)

if TYPE_CHECKING:
    from genderlib.claims.audit import Audit as Audit
    from genderlib.claims.audit import audit_file as audit_file
    from genderlib.claims.audit import audit_text as audit_text
    from genderlib.claims.documents import Document as Document
    from genderlib.claims.documents import InputError as InputError
    from genderlib.claims.findings import Finding as Finding
    from genderlib.claims.findings import exit_code as exit_code
    from genderlib.claims.output import as_html as as_html
    from genderlib.claims.output import as_json as as_json
    from genderlib.claims.output import as_table as as_table

_HOME = {
    "Audit": "audit",
    "audit_file": "audit",
    "audit_text": "audit",
    "Document": "documents",
    "InputError": "documents",
    "Finding": "findings",
    "exit_code": "findings",
    "as_html": "output",
    "as_json": "output",
    "as_table": "output",
}
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


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
