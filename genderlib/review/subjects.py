"""What sentences speak of: things with a name, whose figures are cited by filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

    from genderlib.review.facts import Row


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
