"""What sentences speak of: things with a name, whose figures are cited by filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from genderlib.text.markup import data, escape

if TYPE_CHECKING:
    from genderlib.review.facts import Row

NONE: Final = Markup("–")

_ENTITY_OR_NUMBER = re.compile(r"&#?\w+;|[0-9]+(?:[.,][0-9]+)*")
# "$" and "\\", with which a formula begins.
_FORMULA_MARK = re.compile(r"&#(?:36|92);")


@dataclass(frozen=True, slots=True)
class Subject:
    """A group, norm, document, statement, activity, goal or source.

    Parameters
    ----------
    identifier : str
        Its identifier in the tables, the first part of its figures' identifiers.
    name : Markup
        Its name in the report's language as it stands inside a sentence, escaped.
    title : Markup
        The same as it stands alone.
    short_name : Markup
        The same for narrow places.
    row : mapping
        Its row, for conditions; what is shown goes through a filter.
    """

    identifier: str
    name: Markup
    title: Markup
    short_name: Markup
    row: Row

    def __html__(self) -> str:
        """In a sentence a subject is its name."""
        return str(self.name)

    def __getattr__(self, column: str) -> Any:
        """A cell of the row, for conditions in a sentence."""
        try:
            return self.row[column]
        except KeyError:
            raise AttributeError(column) from None


class Subjects(Sequence[Subject]):
    """Subjects of one kind; a sentence asks whether there are any and which."""

    def __init__(self, identifier: str, members: Iterable[Subject]) -> None:
        self.identifier = identifier
        self._members = tuple(members)

    def __getitem__(self, index: Any) -> Any:
        return self._members[index]

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Subject]:
        return iter(self._members)


def identifier_of(subject: Any) -> str:
    """Identifier of a subject or of a list of subjects, whose figures are cited.

    Raises
    ------
    ValueError
        If it is neither.
    """
    identifier = getattr(subject, "identifier", None)
    if not isinstance(identifier, str):
        raise ValueError(f"{subject!r} is nothing that has figures")  # noqa: TRY004
    return identifier


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
