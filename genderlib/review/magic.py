"""`%%prose vi`: a cell in which the analyst writes sentences and cites figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genderlib.text.languages import check_language
from genderlib.text.prose import ProseError, check_prose, rehearse_prose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genderlib.review.review import Review


def load_ipython_extension(shell: Any) -> None:
    """Called by ``%load_ext genderlib``: makes the magic known to the notebook."""

    def prose(line: str, cell: str) -> None:
        """Show sentences with their figures, where they are in the report's language.

        In a cell: ``%%prose vi`` or ``%%prose en``, then Markdown with citations such
        as ``{{ party_committee | share }}``. A number cannot be typed.
        """
        from IPython.display import Markdown, display

        review = _review(shell)
        language, where = _language(line, cell), _place(line, cell)
        if language != review.language:
            check_prose(cell, where=where)
            return
        display(Markdown(str(review.prose(cell, where=where))))

    shell.register_magic_function(prose, magic_kind="cell", magic_name="prose")
    _complete_in_prose(shell)


def _complete_in_prose(shell: Any) -> None:
    """Add the completion of citations; once, however often the extension is loaded."""
    from genderlib.review.completion import IDENTIFIER, matcher

    others = [
        one
        for one in shell.Completer.custom_matchers
        if getattr(one, "matcher_identifier", "") != IDENTIFIER
    ]
    shell.Completer.custom_matchers = [*others, matcher(lambda: _found(shell))]


def rehearse(cells: Iterable[str]) -> None:
    """Read the sentences of a notebook's cells, which are then taken from memory.

    What is wrong with them is told when the cell is run.
    """
    for cell in cells:
        magic, _, sentences = cell.partition("\n")
        if magic.startswith("%%prose"):
            rehearse_prose(f"{sentences}\n")


def _found(shell: Any) -> Review | None:
    """The review that the setup cell opened; None before."""
    from genderlib.review.review import Review

    review = shell.user_ns.get("review")
    return review if isinstance(review, Review) else None


def _review(shell: Any) -> Review:
    review = _found(shell)
    if review is None:
        raise ProseError(
            "%%prose",
            None,
            "there is no review yet",
            "Run the setup cell: review = genderlib.open_review(...).",
        )
    return review


def _language(line: str, cell: str) -> str:
    try:
        return check_language(line.strip())
    except ValueError as error:
        raise ProseError(
            _place(line, cell), None, str(error), "Write %%prose vi or %%prose en."
        ) from error


def _place(line: str, cell: str) -> str:
    """The cell as a person finds it: by its heading, else by its first words."""
    first = next((text for text in cell.splitlines() if text.strip()), "empty")
    return f"cell %%prose {line.strip()} “{first.lstrip('# ')[:60]}”"
