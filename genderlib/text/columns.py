"""Rows of text side by side, as wide as a terminal and no wider."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP: Final = "  "
_NARROWEST: Final = 8


def columns(rows: Sequence[Sequence[str]], width: int) -> str:
    """Cells under each other, wrapped so that every line fits.

    Parameters
    ----------
    rows : sequence of sequence of str
        Cells, as many in every row.
    width : int
        Longest line, where the columns are not narrower already. [characters]

    Examples
    --------
    >>> print(columns([["N001", "a share of women"], ["N002", "a woman"]], 16))
    N001  a share of
          women
    N002  a woman
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    # The widest column gives way first; one too narrow for words helps nobody.
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return "\n".join(line for row in rows for line in _lines(row, widths))


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    return [
        _GAP.join(
            part.ljust(size) for part, size in zip(parts, widths, strict=True)
        ).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]
