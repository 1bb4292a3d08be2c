"""The data of a report opened as its notebook opens them, straight from `data/raw`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from genderlib.comparison import make_comparison
from genderlib.data import earlier_years, others_of_its_kind
from genderlib.data.raw import RawTables
from genderlib.news import make_news
from genderlib.report.reading import NotAReportError
from genderlib.review import make_review
from genderlib.trends import make_trend

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.data import Project, YearTables
    from genderlib.review import Review


class Head(Protocol):
    """Which report it is, as the head of its page says."""

    @property
    def organisation(self) -> str:
        """Identifier of the organisation."""

    @property
    def year(self) -> str:
        """The reporting year."""

    @property
    def language(self) -> str:
        """Language of the report."""

    @property
    def audience(self) -> str:
        """Who will read it."""


class Opener:
    """Opens the data of reports; the tables of a year are read once.

    Parameters
    ----------
    project : Project
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._raw = RawTables(project)

    def open(self, opener: str, head: Head) -> Review:
        """The review, trend or comparison a report says it is.

        Parameters
        ----------
        opener : str
            The function that the notebook's setup cell calls.
        head : Head
            Which report it is.

        Raises
        ------
        NotAReportError
            If no report is made for that audience or language.
        DataError
            If there are no such tables, or they do not pass the checks.
        """
        make = _MAKERS.get(opener, Opener._review)
        try:
            return make(self, head)
        except ValueError as error:
            raise NotAReportError(
                f"not a report that genderlib made: {error}"
            ) from error

    def inputs(self, opener: str, head: Head) -> dict[str, str]:
        """SHA-256 of every table a report is made from, by path from the project."""
        used = _TABLES.get(opener, Opener._year)(self, head)
        return {file: sha for tables in used for file, sha in tables.inputs.items()}

    # The tables each kind of report is made from; the organisation's own come first.

    def _year(self, head: Head) -> list[YearTables]:
        whose = head.organisation, int(head.year)
        own, before = self._raw.year(*whose), self._raw.previous(*whose)
        return [own] if before is None else [own, before]

    def _all_years(self, head: Head) -> list[YearTables]:
        whose = head.organisation, int(head.year)
        earlier = earlier_years(self._project, *whose)
        return [self._raw.year(*one) for one in (whose, *earlier)]

    def _all_of_kind(self, head: Head) -> list[YearTables]:
        whose = head.organisation, int(head.year)
        others = others_of_its_kind(self._project, *whose)
        return [self._raw.year(*one) for one in (whose, *others)]

    # What is made of them.

    def _review(self, head: Head) -> Review:
        own, *before = self._year(head)
        return make_review(own, before[0] if before else None, **_edition(head))

    def _news(self, head: Head) -> Review:
        own, *before = self._year(head)
        return make_news(own, before[0] if before else None, **_edition(head))

    def _trend(self, head: Head) -> Review:
        years = {tables.year: tables for tables in self._all_years(head)}
        return make_trend(years, **_edition(head))

    def _comparison(self, head: Head) -> Review:
        own, *others = self._all_of_kind(head)
        by_name = {tables.organisation: tables for tables in (own, *others)}
        return make_comparison(own, by_name, **_edition(head))


def _edition(head: Head) -> dict[str, str]:
    return {"language": head.language, "audience": head.audience}


_MAKERS: Final[dict[str, Callable[[Opener, Head], Review]]] = {
    "open_review": Opener._review,  # noqa: SLF001  its own class
    "open_news": Opener._news,  # noqa: SLF001  its own class
    "open_trend": Opener._trend,  # noqa: SLF001  its own class
    "open_comparison": Opener._comparison,  # noqa: SLF001  its own class
}
_TABLES: Final[dict[str, Callable[[Opener, Head], list[YearTables]]]] = {
    "open_review": Opener._year,  # noqa: SLF001  its own class
    "open_news": Opener._year,  # noqa: SLF001  its own class
    "open_trend": Opener._all_years,  # noqa: SLF001  its own class
    "open_comparison": Opener._all_of_kind,  # noqa: SLF001  its own class
}
