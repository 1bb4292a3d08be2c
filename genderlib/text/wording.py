"""One wording per language, filled with pieces that may carry markup."""

from __future__ import annotations

from markupsafe import Markup

from genderlib.text.languages import choose
from genderlib.text.markup import escape


def say(language: str, *, vi: str, en: str, **pieces: str) -> str:
    """Fill the wording of a language.

    Parameters
    ----------
    language : {"vi", "en"}
    vi, en : str
        Wordings with a {name} for each piece.
    **pieces : str
        Rendered numbers, dates or names. Where one of them is Markup, as a figure
        around its digits is, the others are escaped and the whole is Markup.

    Examples
    --------
    >>> say("en", vi="từ {low} đến {high}", en="{low} to {high}", low="1%", high="2%")
    '1% to 2%'
    """
    wording = choose(language, vi=vi, en=en)
    if any(isinstance(piece, Markup) for piece in pieces.values()):
        safe = {name: escape(piece) for name, piece in pieces.items()}
        return Markup(wording).format(**safe)  # noqa: S704  a wording of this package
    return wording.format(**pieces)
