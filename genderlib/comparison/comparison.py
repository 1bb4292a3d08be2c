"""Organisations of one kind as an analyst compares them in a notebook."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from genderlib.comparison import first_page, pictures, tables, vocabulary
from genderlib.comparison.figures import ComparisonDefinitions
from genderlib.disclosure import closed_groups, without_groups
from genderlib.review import Review
from genderlib.review.review import check_edition
from genderlib.review.subjects import Subject, Subjects
from genderlib.text.languages import check_language
from genderlib.text.names import name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from genderlib.charts import Chart
    from genderlib.data import Project, YearTables
    from genderlib.review.tables import Fragment, Table
    from genderlib.text.languages import Language


class Comparison(Review):
    """One organisation beside the others of its kind.

    Parameters
    ----------
    own : YearTables
        Tables of the organisation whose report it is.
    others : mapping of str to YearTables
        Tables of every organisation of its kind in that year.
    language : {"vi", "en"}
        Language of the report.
    audience : {"internal", "public"}
        Who will read it.
    withheld : collection of str
        Groups that were counted but are not shown to this audience.
    """

    definitions: ComparisonDefinitions

    def __init__(
        self,
        own: YearTables,
        others: Mapping[str, YearTables],
        *,
        language: Language,
        audience: str,
        withheld: Collection[str] = (),
    ) -> None:
        super().__init__(own, None, language=language, audience=audience)
        self.definitions = ComparisonDefinitions(own, others, language)
        self._withheld = tuple(withheld)

    def again(self, change: Callable[[YearTables], YearTables]) -> Comparison:
        """The same report of changed tables."""
        every = self.definitions.others.items()
        changed = {organisation: change(tables) for organisation, tables in every}
        return Comparison(
            changed[self.organisation],
            changed,
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
        return (
            "Bình đẳng giới {} so với các cơ quan cùng loại năm {}",
            "Gender equality: {} compared with others of its kind, {}",
        )

    @property
    def groups(self) -> list[str]:
        """Groups that several organisations count."""
        return list(self.definitions.compared)

    def by_size(self, group: str) -> list[str]:
        """Organisations that count a group, the smallest first."""
        counts = self.definitions.compared[group]
        return sorted(counts, key=lambda organisation: counts[organisation].total)

    def by_share(self, group: str) -> list[str]:
        """Organisations that count a group, the largest share of women first."""
        counts = self.definitions.compared[group].items()
        ranked = sorted(counts, key=lambda item: -item[1].women / item[1].total)
        return [organisation for organisation, _ in ranked]

    def whose(self, organisation: str) -> Subject:
        """An organisation as a sentence speaks of it: by its short name."""
        row = self.definitions.organisations[organisation]
        short = name(str(row.get(f"short_{self.language}") or row["short_vi"]))
        return Subject(organisation, short, short, short, row)

    def named(self, group: str) -> Subject:
        """A group by its identifier."""
        return self.subject(group, self.definitions.groups[group])

    @property
    def data_date(self) -> date | None:
        """Latest date among the sources of all organisations."""
        every = self.definitions.others.values()
        dates = [tables.data_date for tables in every if tables.data_date is not None]
        return max(dates, default=None)

    # What a cell shows.

    def table(self, section: str) -> Table | None:
        """A table by name; None, which shows nothing, without rows."""
        return tables.table(self, section)

    def chart(self, section: str) -> Chart | None:
        """A chart by name; None, which shows nothing, without rows."""
        return pictures.chart(self, section)

    def summary(self) -> Fragment:
        """The key figures."""
        return first_page.summary(self)

    def reviewer_box(self) -> Fragment:
        """What to check before signing."""
        return first_page.reviewer_box(self)

    @property
    def source_line(self) -> Markup:
        """Where the counts of all organisations come from."""
        found = self.definitions.sources.values()
        named = dict.fromkeys(self.publisher(row) for row in found)
        return self.fill("Nguồn: {}.", "Source: {}.", Markup("; ").join(named))

    @cached_property
    def names(self) -> dict[str, Any]:
        """What a sentence may speak of."""
        return vocabulary.names(self)

    @cached_property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """How a sentence may cite."""
        return vocabulary.filters(self)


def open_comparison(
    organisation: str,
    year: int,
    *,
    language: str = "vi",
    audience: str = "internal",
    project: Project | None = None,
) -> Comparison:
    """Check and read the tables of all organisations of one kind in one year.

    Parameters
    ----------
    organisation : str
        Identifier of the one whose report it is, for example "lao_cai".
    year : int
        The year compared.
    language : {"vi", "en"}
        Language of the report.
    audience : {"internal", "public"}
        Who will read it.
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    Comparison

    Raises
    ------
    DataError
        With every bad row, or the organisations and years there are.
    ValueError
        If the language or audience is not one of those above.
    GenderlibError
        If nobody has said whether a count in a public report is personal.
    """
    from genderlib.data import Project, open_year, others_of_its_kind

    found = project or Project.find()
    check_edition(language, audience)
    own = open_year(found, organisation, year)
    beside = others_of_its_kind(found, organisation, year)
    others = {name: open_year(found, name, year) for name, _ in beside}
    return make_comparison(
        own, {organisation: own} | others, language=language, audience=audience
    )


def make_comparison(
    own: YearTables,
    others: Mapping[str, YearTables],
    *,
    language: str,
    audience: str,
) -> Comparison:
    """The comparison of tables that were read already.

    Raises
    ------
    ValueError
        If the language or audience is not one there is.
    GenderlibError
        If nobody has said whether a count in a public report is personal.
    """
    check_edition(language, audience)
    checked = check_language(language)
    every = {**others, own.organisation: own}
    shown, closed = every, list[str]()
    if audience == "public":
        closed = closed_groups(every.values())
        shown = {name: without_groups(t, closed) for name, t in every.items()}
    return Comparison(
        shown[own.organisation],
        shown,
        language=checked,
        audience=audience,
        withheld=closed,
    )
