"""Texts that would be markup, code or a formula if they were not shown as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.review.year import Year

# No longer than the shortest column takes, 40 characters.
TEXTS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "attribute": '"\'><b onclick=alert(1) x="',
    "link": "[x](javascript:alert(1)) ![y](z)",
    "emphasis": "**b** _i_ `c` ~~d~~ <em>e</em>",
    "heading": "# A",
    "list": "1. A - B",
    "table": "| a | b |",
    "formula": "$x$ \\(y\\) $$z$$",
    "template": "{{ 7*7 }} {% raw %} {# c #}",
    "address": "https://a.example www.b.example",
    "entity": "&lt;b&gt; &#60;i&#62; &amp;",
    "end-of-svg": "</title></desc></svg><script>",
    "end-of-style": '"} </style><b> ]]> -->',
}
# Every column that holds words.
COLUMNS = {
    "organisations": ("name_vi", "name_en", "short_vi", "short_en"),
    "groups": ("name_vi", "name_en", "short_vi", "short_en"),
    "norms": (
        *("name_vi", "name_en", "document", "document_en", "number"),
        *("issuing_body", "locus", "note_vi", "note_en"),
    ),
    "counts": ("locator",),
    "sources": ("title_vi", "title_en", "publisher", "licence", "note_vi", "note_en"),
    "statements": ("name_vi", "name_en", "wording", "locator"),
    "targets": ("name_vi", "name_en", "locator"),
    "activities": ("name_vi", "name_en", "owner", "evidence", "locator"),
    "documents": (
        *("number", "issuer_vi", "issuer_en", "title_vi", "title_en", "locator"),
    ),
}


def fill(year: Year, text: str) -> None:
    """Write one text into every cell that holds words; empty cells too."""
    for table, columns in COLUMNS.items():
        year.change(table, **dict.fromkeys(columns, text))
