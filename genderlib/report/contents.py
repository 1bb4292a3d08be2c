"""The headings of a report: an id for each, and the list of contents."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

if TYPE_CHECKING:
    from collections.abc import Iterable

# Stands before each second-level heading: the sections of a page do not nest.
SECTION = "</section>\n<section>\n"

_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"</?a\b[^>]*>")
_SLUG_WORDS = 8


def slug(text: str) -> str:
    """Write a heading as an id: ASCII letters and digits, a hyphen between words.

    The first word keeps it apart from the ids of tables, charts and figures.
    """
    # The letter đ has no decomposition, so NFD leaves it as it is.
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    base = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", base)
    return "-".join(["section", *words[:_SLUG_WORDS]])


class Entry(NamedTuple):
    """One line of the contents; the text is HTML without links."""

    identifier: str
    text: str


class Contents:
    """Second-level headings in the order of the page, every id used once."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._taken: set[str] = set()

    def identify(self, heading: str) -> str:
        """Give a heading, which is HTML, an id no other heading has."""
        base = candidate = slug(_TAG.sub("", heading))
        number = 1
        while candidate in self._taken:
            number += 1
            candidate = f"{base}-{number}"
        self._taken.add(candidate)
        return candidate

    def add(self, identifier: str, heading: str) -> None:
        """List a heading; a link inside it would nest in the link to it."""
        self.entries.append(Entry(identifier, _LINK.sub("", heading)))


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, with sections and heading ids."""

    def __init__(self, contents: Contents) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self._contents = contents

    def __call__(self, tokens: Iterable[dict[str, Any]], state: Any) -> str:
        return "".join(
            (SECTION if _opens_section(token) else "") + self.render_token(token, state)
            for token in tokens
        )

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        if level > 1:
            attrs["id"] = self._contents.identify(text)
        if level == 2:
            self._contents.add(attrs["id"], text)
        return str(super().heading(text, level, **attrs))


def _opens_section(token: dict[str, Any]) -> bool:
    return bool(token["type"] == "heading" and token["attrs"]["level"] == 2)


def render_markdown(source: str, contents: Contents) -> str:
    """Markdown to HTML; every second-level heading is listed in the contents."""
    return str(MarkdownWithMath(renderer=_Renderer(contents)).render(source))
