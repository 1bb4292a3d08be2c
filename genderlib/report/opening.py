"""The data of a report opened as its notebook opens them, straight from `data/raw`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genderlib.comparison import make_comparison
from genderlib.data import list_years, organisation_kinds
from genderlib.data.raw import RawTables
from genderlib.report.reading import NotAReportError
from genderlib.review import make_review
from genderlib.trends import make_trend

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.data import Project, YearTables
    from genderlib.report.reading import Page
    from genderlib.review import Review


class Opener:
    """Opens the data of reports; the tables of a year are read once.

    Parameters
    ----------
    project : Project
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._raw = RawTables(project)
        self._years: dict[tuple[str, int], YearTables] = {}

    def open(self, opener: str, head: Page) -> Review:
        """The review, trend or comparison a report says it is.

        Parameters
        ----------
        opener : str
            The function that the notebook's setup cell calls.
        head : Page
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

    def _tables(self, organisation: str, year: int) -> YearTables:
        whose = organisation, year
        if whose not in self._years:
            self._years[whose] = self._raw.year(organisation, year)
        return self._years[whose]

    def _review(self, head: Page) -> Review:
        organisation, year = head.organisation, int(head.year)
        tables = self._tables(organisation, year)
        before = (organisation, year - 1) in list_years(self._project)
        previous = self._tables(organisation, year - 1) if before else None
        return make_review(
            tables, previous, language=head.language, audience=head.audience
        )

    def _trend(self, head: Page) -> Review:
        self._tables(head.organisation, int(head.year))
        years = {
            year: self._tables(organisation, year)
            for organisation, year in list_years(self._project)
            if organisation == head.organisation and year <= int(head.year)
        }
        return make_trend(years, language=head.language, audience=head.audience)

    def _comparison(self, head: Page) -> Review:
        year = int(head.year)
        own = self._tables(head.organisation, year)
        kinds = organisation_kinds(self._project)
        others = {
            organisation: self._tables(organisation, year)
            for organisation, when in list_years(self._project)
            if when == year and kinds.get(organisation) == kinds.get(head.organisation)
        }
        return make_comparison(
            own, others, language=head.language, audience=head.audience
        )


_MAKERS: Final[dict[str, Callable[[Opener, Page], Review]]] = {
    "open_review": Opener._review,  # noqa: SLF001  its own class
    "open_trend": Opener._trend,  # noqa: SLF001  its own class
    "open_comparison": Opener._comparison,  # noqa: SLF001  its own class
}
