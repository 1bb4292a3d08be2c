"""Names and words of the data as they stand in sentences, headings and cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from genderlib.text.markup import data, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

NONE: Final = Markup("–")

_ENTITY_OR_NUMBER = re.compile(r"&#?\w+;|[0-9]+(?:[.,][0-9]+)*")
# "$" and "\\", with which a formula begins.
_FORMULA_MARK = re.compile(r"&#(?:36|92);")


def capital(text: str) -> str:
    """A name as it stands alone: its first letter is a capital."""
    return text[:1].upper() + text[1:]


def title(words: str) -> Markup:
    """A name or a word of ours as it stands alone, escaped."""
    return name(capital(words))


def name(text: str) -> Markup:
    """A name from the data as text; its digits are marked, for they are no figures."""

    def mark(match: re.Match[str]) -> str:
        found = match[0]
        return found if found.startswith("&") else str(data(found, found))

    return plain_text(Markup(_ENTITY_OR_NUMBER.sub(mark, str(escape(text)))))  # noqa: S704  escaped


def plain_text(text: str) -> Markup:
    """A text in which JupyterLab, which looks for formulas last, finds none."""
    kept = r'<span class="mathjax_ignore">\g<0></span>'
    return Markup(_FORMULA_MARK.sub(kept, str(escape(text))))  # noqa: S704  escaped


def joined(names: Iterable[Any], language: str) -> Markup:
    """Names in a sentence: "A, B và C"."""
    texts = [escape_any(item) for item in names]
    word = "và" if language == "vi" else "and"
    if len(texts) < 2:
        return Markup("").join(texts)
    # A name may hold a comma itself; then the last is set apart as well.
    if any("," in text for text in texts):
        return Markup("; ").join([*texts[:-1], Markup("{} {}").format(word, texts[-1])])
    return Markup(", ").join(texts[:-1]) + f" {word} " + texts[-1]


def escape_any(item: Any) -> Markup:
    """Markup of a subject, a piece of markup or a text."""
    if hasattr(item, "__html__"):
        return Markup(item.__html__())  # noqa: S704  escaped where it was made
    return name(str(item))
