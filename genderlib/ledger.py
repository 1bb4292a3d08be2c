"""Every figure a report shows, with where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Number = Literal["count", "share", "points", "persons", "index"]
Kind = Number | Literal["date", "document", "printed", "hidden"]
Exact = int | Fraction | date | str


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of a table, and the place in the source that row was read from."""

    file: str
    row: int
    source: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, date or document number shown to a reader.

    Parameters
    ----------
    identifier : str
        `<subject>.<measure>`; the same identifier is the same figure everywhere.
    kind : str
        How the value is written: a count, share, index, date, document number or text
        as printed; points are a difference of shares, persons a computed number. A
        hidden one is not there, and its `exact` is "".
    exact : int, Fraction, date or str
        The value before any rounding. Shares are fractions 0 to 1; points are
        differences of shares.
    indicator : str
        The function that made it; "read" where it stands in a table as it is.
    inputs : tuple of (str, int or Fraction)
        What went in, by name: counts [persons, attendances or organisations], and the
        share aimed at where there is one.
    origins : tuple of Origin
        The rows those counts were read from.
    label : str
        What the figure is, in the language of the report.
    """

    identifier: str
    kind: Kind
    exact: Exact
    indicator: str
    inputs: tuple[tuple[str, int | Fraction], ...]
    origins: tuple[Origin, ...]
    label: str

    @property
    def value(self) -> str:
        """The value as a machine reads it: full precision, ISO dates."""
        if self.kind == "hidden":
            return self.kind
        if isinstance(self.exact, Fraction):
            return repr(float(self.exact))
        if isinstance(self.exact, date):
            return self.exact.isoformat()
        return str(self.exact)


class Ledger:
    """The figures shown so far, in the order of their first mention."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}

    def record(self, figure: Figure) -> Figure:
        """Add a figure; the same figure twice is one line.

        Raises
        ------
        ValueError
            If the identifier already stands for another value.
        """
        known = self._figures.setdefault(figure.identifier, figure)
        if known != figure:
            raise ValueError(
                f"{figure.identifier}: recorded as {known.value}, now {figure.value}"
            )
        return known

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures.values())

    def __len__(self) -> int:
        return len(self._figures)

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._figures

    @property
    def fingerprint(self) -> str:
        """First 16 hex digits of the SHA-256 over every identifier and value.

        It covers what is shown and nothing else, and not the language: the reports of
        one year in two languages have one fingerprint.
        """
        lines = sorted(f"{f.identifier}\t{f.value}\n" for f in self)
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
