"""One organisation's years as an analyst works with them in a notebook."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from genderlib.disclosure import closed_groups, without_groups
from genderlib.review import Review
from genderlib.review.review import check_edition
from genderlib.review.subjects import Subject, Subjects
from genderlib.text.languages import check_language
from genderlib.text.markup import time
from genderlib.text.names import joined
from genderlib.trends import first_page, pictures, tables, vocabulary
from genderlib.trends.figures import TrendDefinitions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from markupsafe import Markup

    from genderlib.charts import Chart
    from genderlib.data import Project, YearTables
    from genderlib.review.tables import Fragment, Table
    from genderlib.text.languages import Language
    from genderlib.trends.series import Series


class Trend(Review):
    """One organisation through its years: figures, sentences, tables and charts.

    Parameters
    ----------
    years : mapping of int to YearTables
        Checked tables by year, up to the year of the report.
    language : {"vi", "en"}
        Language of the report.
    audience : {"internal", "public"}
        Who will read it.
    withheld : collection of str
        Groups that were counted but are not shown to this audience.
    """

    definitions: TrendDefinitions

    def __init__(
        self,
        years: Mapping[int, YearTables],
        *,
        language: Language,
        audience: str,
        withheld: Collection[str] = (),
    ) -> None:
        latest = max(years)
        super().__init__(
            years[latest], years.get(latest - 1), language=language, audience=audience
        )
        self.definitions = TrendDefinitions(years, language)
        self._withheld = tuple(withheld)

    def again(self, change: Callable[[YearTables], YearTables]) -> Trend:
        """The same report of changed tables."""
        return Trend(
            {year: change(tables) for year, tables in self.definitions.years.items()},
            language=self.language,
            audience=self.audience,
            withheld=self._withheld,
        )

    @property
    def withheld(self) -> Subjects:
        """Groups that were counted but are not shown to this audience."""
        return Subjects("withheld", map(self.named, self._withheld))

    @property
    def page_title(self) -> tuple[str, str]:
        """Title of the page; the braces stand for the organisation and the year."""
        return "Bình đẳng giới {} đến năm {}", "Gender equality: {}, up to {}"

    # Groups by the years they have.

    @property
    def all_series(self) -> list[Series]:
        """Groups that are no other count of another, most years first."""
        definitions = self.definitions
        return [
            series
            for group, series in definitions.series.items()
            if definitions.groups[group]["variant_of"] is None
        ]

    @property
    def several_years(self) -> list[Series]:
        """Groups counted in two years or more."""
        return [series for series in self.all_series if len(series.years) > 1]

    @property
    def one_year(self) -> Subjects:
        """Groups counted in one year only."""
        found = (s.group for s in self.all_series if len(s.years) == 1)
        return Subjects("one_year", map(self.named, found))

    @property
    def projected(self) -> list[Series]:
        """Groups with enough counts and an election before the year they head for."""
        found = []
        for series in self.several_years:
            start = self.definitions.outlook(series.group)
            if start is not None and start.elections(self.horizon(series)):
                found.append(series)
        return found

    def others_at_start(self, series: Series) -> list[Series]:
        """Other counts of a group in the first year it was counted."""
        definitions = self.definitions
        return [
            other
            for group, other in definitions.series.items()
            if definitions.groups[group]["variant_of"] == series.group
            and other.first == series.first < series.last
        ]

    def elections(self, series: Series) -> range:
        """Years up to the horizon in which all seats are filled anew."""
        term = self.definitions.term(series.group) or 1
        return range(series.last + term, self.horizon(series) + 1, term)

    def horizon(self, series: Series) -> int:
        """The year a group is projected to: that of its goal, else a term ahead."""
        goal = self.definitions.goal(series.group)
        if goal is not None:
            return goal.year
        return series.last + (self.definitions.term(series.group) or 1)

    def named(self, group: str) -> Subject:
        """A group by its identifier."""
        return self.subject(group, self.definitions.groups[group])

    def counts_agencies(self, group: str) -> bool:
        """Whether a group is made up of agencies, not of people."""
        return bool(self.definitions.groups[group]["counted"] == "organisations")

    def counted(self, group: str, *, one: bool = False) -> tuple[str, str]:
        """What the first count of a group counts, in both languages."""
        if self.counts_agencies(group):
            return "cơ quan", "agency" if one else "agencies"
        return "nữ", "woman" if one else "women"

    def share_of(self, group: str) -> tuple[str, str]:
        """What the share of a group is a share of, in both languages."""
        if self.counts_agencies(group):
            return "tỷ lệ cơ quan", "the share of agencies"
        return "tỷ lệ nữ", "the share of women"

    def in_year(self, group: str, year: int) -> Markup:
        """Counts and share of a year: "10 trên 403 (2,5%)"."""
        return self.fill(
            "{} trên {} ({})",
            "{} of {} ({})",
            self.cite(f"{group}.women.{year}"),
            self.cite(f"{group}.total.{year}"),
            self.cite(f"{group}.share.{year}"),
        )

    def window(self, series: Series) -> Markup:
        """The years whose counts a projection is made from: "2006, 2011 and 2016"."""
        start = self.definitions.outlook(series.group)
        years = series.years if start is None else start.years
        return joined(map(self.dated_year, years), self.language)

    def dated_year(self, year: int) -> Markup:
        """A year in a sentence."""
        return time(str(year), str(year))

    @property
    def data_date(self) -> date | None:
        """Latest date among the sources of all years."""
        every = self.definitions.years.values()
        dates = [tables.data_date for tables in every if tables.data_date is not None]
        return max(dates, default=None)

    @property
    def registers(self) -> bool:
        """Whether registers tell who came and who left, also where that is hidden."""
        years = self.definitions.years.values()
        return any(len(t.flows) or t.concealed_flows for t in years)

    @property
    def flows(self) -> Subjects:
        """Groups of which it is known, in a year, who came and who left."""
        found = dict.fromkeys(group for group, _ in self.definitions.flow_years)
        return Subjects("flows", map(self.named, found))

    # What a cell shows.

    def table(self, section: str) -> Table | None:
        """A table of the trend by name; None, which shows nothing, without rows."""
        return tables.table(self, section)

    def chart(self, section: str) -> Chart | None:
        """A chart of the trend by name; None, which shows nothing, without rows."""
        return pictures.chart(self, section)

    def summary(self) -> Fragment:
        """The key figures."""
        return first_page.summary(self)

    def reviewer_box(self) -> Fragment:
        """What to check before signing."""
        return first_page.reviewer_box(self)

    @property
    def source_line(self) -> Markup:
        """Where the counts of all years come from, for under tables and charts."""
        rows = self.definitions.sources.values()
        named = dict.fromkeys(self.publisher(row) for row in rows)
        return self.sourced(named)

    @cached_property
    def names(self) -> dict[str, Any]:
        """What a sentence may speak of."""
        return vocabulary.names(self)

    @cached_property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """How a sentence may cite."""
        return vocabulary.filters(self)


def open_trend(
    organisation: str,
    year: int,
    *,
    language: str = "vi",
    audience: str = "internal",
    project: Project | None = None,
) -> Trend:
    """Check and read the tables of an organisation's years, up to one of them.

    Parameters
    ----------
    organisation : str
        Identifier, for example "national_assembly".
    year : int
        The last year looked at.
    language : {"vi", "en"}
        Language of the report.
    audience : {"internal", "public"}
        Who will read it.
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    Trend

    Raises
    ------
    DataError
        With every bad row, or the organisations and years there are.
    ValueError
        If the language or audience is not one of those above.
    GenderlibError
        If nobody has said whether a count in a public report is personal.
    """
    from genderlib.data import Project, earlier_years, open_year

    found = project or Project.find()
    check_edition(language, audience)
    wanted = [*earlier_years(found, organisation, year), (organisation, year)]
    opened = {one[1]: open_year(found, *one) for one in wanted}
    return make_trend(opened, language=language, audience=audience)


def make_trend(
    years: Mapping[int, YearTables], *, language: str, audience: str
) -> Trend:
    """The trend of tables that were read already.

    Raises
    ------
    ValueError
        If the language or audience is not one there is.
    GenderlibError
        If nobody has said whether a count in a public report is personal.
    """
    check_edition(language, audience)
    shown, closed = years, list[str]()
    if audience == "public":
        closed = closed_groups(years.values())
        shown = {year: without_groups(t, closed) for year, t in years.items()}
    return Trend(
        shown,
        language=check_language(language),
        audience=audience,
        withheld=closed,
    )
