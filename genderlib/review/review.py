"""One organisation's year as an analyst works with it in a notebook."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from markupsafe import Markup

from genderlib import __version__
from genderlib.disclosure import for_the_public, without_flows
from genderlib.errors import GenderlibError
from genderlib.ledger import Figure, Ledger
from genderlib.norms import rows
from genderlib.review import lookups, pictures, sections, summary, vocabulary
from genderlib.review.figures import TOPICS, Definitions, UnknownFigureError
from genderlib.review.forms import marked
from genderlib.review.subjects import Subject, Subjects, identifier_of
from genderlib.review.tables import Column, Fragment, Table
from genderlib.text.dates import long_date
from genderlib.text.languages import Language, check_language, choose
from genderlib.text.markup import time
from genderlib.text.names import NONE, capital, name
from genderlib.text.outputs import REPORT
from genderlib.text.page_words import page_labels
from genderlib.text.prose import ProseError, line_of, render_prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genderlib.charts import Chart
    from genderlib.data import Project, YearTables
    from genderlib.review.facts import Count, Row
    from genderlib.review.lookups import Lookup

AUDIENCES: Final = ("internal", "public")
# Optional tables whose rows are names in sentences.
CITED_TABLES: Final = ("statements", "targets", "activities", "documents")


class Review:
    """One organisation and year: its figures, sentences, tables and charts.

    Parameters
    ----------
    tables : YearTables
        The year's checked tables.
    previous : YearTables or None
        Those of the year before, where there are any.
    language : {"vi", "en"}
        Language of the report.
    audience : {"internal", "public"}
        Who will read it.
    """

    layout: ClassVar[str] = "report"
    """How the page is laid out: a report with contents, or a "news" item."""

    def __init__(
        self,
        tables: YearTables,
        previous: YearTables | None,
        *,
        language: Language,
        audience: str,
    ) -> None:
        self.tables, self.language, self.audience = tables, language, audience
        self.definitions = Definitions(tables, previous, language)
        self.ledger = Ledger()
        self._subjects: dict[str, Subject] = {}

    @property
    def organisation(self) -> str:
        """Identifier of the organisation."""
        return self.tables.organisation

    @property
    def year(self) -> int:
        """The reporting year."""
        return self.tables.year

    # Citing.

    def cite(
        self, identifier: str, form: str = "plain", *, link: bool = True
    ) -> Markup:
        """A figure as it is written, recorded in the ledger.

        Parameters
        ----------
        identifier : str
            `<subject>.<measure>`.
        form : str
            See `genderlib.review.forms.written`.
        link : bool
            Whether it leads to its line in the table of figures.

        Raises
        ------
        UnknownFigureError
            If the year's tables do not hold it; the message names those there are.
        """
        figure = self.record(identifier)
        return marked(figure, self.language, form, link=link)

    def record(self, identifier: str) -> Figure:
        """A figure, recorded in the ledger."""
        return self.ledger.record(self.definitions.figure(identifier))

    def maybe(self, identifier: str, form: str = "plain") -> Markup | None:
        """As `cite`; None where the tables do not hold the figure."""
        try:
            return self.cite(identifier, form)
        except UnknownFigureError:
            return None

    # Wording.

    def say(self, vi: str, en: str) -> str:
        """One of two wordings."""
        return choose(self.language, vi=vi, en=en)

    def fill(self, vi: str, en: str, *pieces: Any) -> Markup:
        """One of two wordings, filled with figures and names."""
        return Markup(self.say(vi, en)).format(*pieces)  # noqa: S704  our own words

    def columns(self, *headings: tuple[str, str]) -> list[Column]:
        """Columns of text, by their headings in the two languages."""
        return [Column(self.say(vi, en)) for vi, en in headings]

    def numbers(self, *headings: tuple[str, str]) -> list[Column]:
        """Columns of numbers."""
        return [Column(self.say(vi, en), number=True) for vi, en in headings]

    def quoted(self, words: Any) -> Markup:
        """Words of the source, which are Vietnamese whatever the report is in."""
        if not words:
            return NONE
        return Markup('<q lang="vi">{}</q>').format(name(str(words)))

    def vietnamese(self, words: str) -> Markup:
        """A name that the tables hold in Vietnamese alone, marked where need be."""
        if self.language == "vi":
            return name(words)
        return Markup('<span lang="vi">{}</span>').format(name(words))

    def publisher(self, row: Row) -> Markup:
        """Who published a source: the name of a site, or a Vietnamese name."""
        words = str(row["publisher"] or NONE)
        plain = words == NONE or words.isascii()
        return name(words) if plain else self.vietnamese(words)

    def own(self, row: Row, column: str) -> Markup:
        """A text in the report's language, else the Vietnamese one, marked as such."""
        text = row.get(f"{column}_{self.language}")
        vietnamese = row.get(f"{column}_vi") or row.get(column)
        if text or self.language == "vi":
            return name(str(text or vietnamese))
        return Markup('<span lang="vi">{}</span>').format(name(str(vietnamese)))

    # Subjects.

    def subject(self, identifier: str, row: Row) -> Subject:
        """A row of a table as something a sentence can speak of."""
        known = self._subjects.get(identifier)
        if known is None or known.row is not row:
            known = self._subjects[identifier] = self._subject(identifier, row)
        return known

    def _subject(self, identifier: str, row: Row) -> Subject:
        full = self.definitions.name(row)
        short = row.get(f"short_{self.language}") or row.get("short_vi") or full
        title = name(capital(full))
        return Subject(identifier, name(full), title, name(capital(str(short))), row)

    def group(self, count: Count) -> Subject:
        """A counted group."""
        return self.subject(count.group, self.definitions.counted_rows[count.group])

    def topic(self, topic: str) -> Subjects:
        """Counted groups of a topic, largest share of women first."""
        counts = [count for count in self.definitions.topic(topic) if count.total]
        ranked = sorted(counts, key=_by_share)
        return Subjects(topic, map(self.group, ranked))

    def concealed(self, topic: str) -> Subjects:
        """Groups of a topic of which something is hidden."""
        groups = self.definitions.groups
        hidden = self.definitions.hidden(topic)
        return Subjects(topic, (self.subject(g, groups[g]) for g in hidden))

    @property
    def agencies(self) -> Subjects:
        """Groups that count agencies, not people."""
        return self._counted_groups("agencies", "counted", "organisations")

    @property
    def qualified(self) -> Subjects:
        """Parts of the staff that are counted on their own, such as doctorates."""
        found = self._counted_groups("qualified", "topic", "staff")
        return Subjects("qualified", (g for g in found if g.identifier != "staff"))

    @property
    def variants(self) -> Subjects:
        """Other counts of a group that is counted too: both are shown."""
        counted = self.definitions.counts
        found = (self.group(count) for count in counted.values() if count.total)
        return Subjects("variants", (g for g in found if g.variant_of in counted))

    def _counted_groups(self, name: str, column: str, value: str) -> Subjects:
        counts = self.definitions.counts.values()
        found = (self.group(count) for count in counts if count.total)
        return Subjects(name, (g for g in found if g.row[column] == value))

    @property
    def trained(self) -> Subjects:
        """Groups of people trained, each of whom counts once."""
        found = self._counted_groups("trained", "topic", "training")
        return Subjects("trained", (g for g in found if g.row["counted"] == "persons"))

    @property
    def flows(self) -> Subjects:
        """Groups of which it is known who came and who left."""
        d = self.definitions
        found = (self.group(d.counts[g]) for g in d.counts if g in d.flows)
        return Subjects("flows", found)

    @property
    def hidden_flows(self) -> Subjects:
        """Groups whose flows the public does not see."""
        return self._groups("hidden_flows", self.tables.concealed_flows)

    @property
    def ages(self) -> Subjects:
        """Groups of which it is known how old their people are."""
        d = self.definitions
        return Subjects(
            "ages", (self.group(d.counts[g]) for g in d.counts if g in d.ages)
        )

    @property
    def hidden_ages(self) -> Subjects:
        """Groups whose ages the public does not see."""
        return self._groups("hidden_ages", self.tables.concealed_ages)

    @property
    def broken_down(self) -> Subjects:
        """Groups that are counted by unit or level."""
        found = self._groups("broken_down", self.definitions.broken_down)
        people = (g for g in found if g.row["counted"] != "organisations")
        return Subjects("broken_down", people)

    @property
    def hidden_parts(self) -> Subjects:
        """Groups of which some unit or level is hidden."""
        return self._groups("hidden_parts", self.definitions.with_hidden_parts)

    def _groups(self, identifier: str, groups: Iterable[str]) -> Subjects:
        table = self.definitions.groups
        return Subjects(identifier, (self.subject(g, table[g]) for g in groups))

    def empty(self, topic: str) -> list[Subject]:
        """Groups of a topic in which nobody was counted."""
        counts = self.definitions.topic(topic)
        return [self.group(count) for count in counts if not count.total]

    def count(self, subject: Subject) -> Count:
        """Counts behind a group."""
        return self.definitions.counts[subject.identifier]

    def highest(self, groups: Iterable[Subject]) -> Subjects:
        """The group or groups with the largest share of women."""
        return self._extreme(groups, max)

    def lowest(self, groups: Iterable[Subject]) -> Subjects:
        """The group or groups with the smallest share of women."""
        return self._extreme(groups, min)

    def _extreme(self, groups: Iterable[Subject], pick: Callable[..., Any]) -> Subjects:
        shares = [(group, _share(self.count(group))) for group in groups]
        best = pick((share for _, share in shares), default=None)
        return Subjects("extreme", (group for group, share in shares if share == best))

    @property
    def page_title(self) -> tuple[str, str]:
        """Title of the page; the braces stand for the organisation and the year."""
        return "Bình đẳng giới {} năm {}", "Gender equality: {}, {}"

    def again(self, change: Callable[[YearTables], YearTables]) -> Review:
        """The same report of changed tables."""
        return type(self)(
            change(self.tables),
            self.definitions.previous,
            language=self.language,
            audience=self.audience,
        )

    @property
    def data_date(self) -> date | None:
        """Latest date among the sources; None where no source is dated."""
        return self.tables.data_date

    # What a cell shows.

    def table(self, section: str) -> Table | None:
        """A table of the review by name; None, which shows nothing, without rows."""
        return sections.table(self, section)

    def chart(self, section: str) -> Chart | None:
        """A chart of the review by name; None, which shows nothing, without rows."""
        return pictures.chart(self, section)

    def summary(self) -> Fragment:
        """The key figures."""
        return summary.summary(self)

    def reviewer_box(self) -> Fragment:
        """What to check before signing."""
        return summary.reviewer_box(self)

    def open_points(self) -> list[Markup]:
        """What the year's data leave open, a sentence each."""
        return summary.open_points(self)

    def figures(self) -> ReportEnd:
        """The table of figures, which ends the report; the last cell shows it."""
        return ReportEnd(self)

    # To look up while writing; no part of the report.

    def citable(self, name: str = "") -> Lookup:
        """What sentences can cite; of one name its figures, with how they read.

        Raises
        ------
        UnknownFigureError
            If there is no such name; the message names the nearest.
        """
        return lookups.citable(self, name)

    def norms_in_force(self, group: str = "") -> Lookup:
        """Norms that apply in the year, or to one group, with what was found.

        Raises
        ------
        UnknownFigureError
            If there is no such group; the message names the nearest.
        """
        return lookups.norms_in_force(self, group)

    # What the year's tables hold and lack.

    @property
    def dated(self) -> bool:
        """Whether the source says on which day every count was taken."""
        return bool(self.tables.counts["as_of"].notna().all())

    @property
    def absent_tables(self) -> list[str]:
        """Names of the optional tables that words can cite and that are not there."""
        return [name for name in self.tables.absent if name in CITED_TABLES]

    @property
    def checked_claims(self) -> Subjects:
        """Statements that print a percentage with its counts."""
        claims = self.definitions.claims
        found = [
            self.subject(identifier, self.definitions.statements[identifier])
            for identifier, claim in claims.items()
            if claim.printed is not None and claim.exact is not None
        ]
        return Subjects("statements", found)

    @property
    def previous_publishers(self) -> list[Markup]:
        """Who published the counts of the year before."""
        before = self.definitions.previous
        if before is None:
            return []
        named = dict.fromkeys(before.sources["publisher"])
        return [self.publisher({"publisher": text}) for text in named]

    @property
    def latest_source(self) -> str:
        """Identifier of the source with the latest date."""
        sources = self.definitions.sources
        return max(sources, key=lambda identifier: str(sources[identifier]["date"]))

    @property
    def source_line(self) -> Markup:
        """Where the year's counts come from, for under tables and charts."""
        sources = self.definitions.sources.items()
        named = [
            Markup("{} ({})").format(self.publisher(row), self.maybe(f"{i}.date"))
            if row["date"] is not None
            else self.publisher(row)
            for i, row in sources
        ]
        return self.sourced(named)

    def sourced(self, named: Iterable[Markup]) -> Markup:
        """A line that names sources; of an invented organisation it says so."""
        vi, en = "Nguồn: {}.", "Source: {}."
        if self.invented:
            vi, en = f"{vi} Số liệu giả định.", f"{en} Invented data."
        return self.fill(vi, en, Markup("; ").join(named))

    @property
    def invented(self) -> bool:
        """Whether the organisation is an example that does not exist."""
        return bool(self.organisation_row["kind"] == "example")

    @property
    def conflicts(self) -> Subjects:
        """Groups for which documents in force at once name different levels."""
        d = self.definitions
        levels: dict[str, set[str]] = {}
        for judged in d.judgements:
            norm = d.norms[judged.norm]
            level = " ".join(str(norm[c]) for c in ("measure", "comparison", "value"))
            levels.setdefault(judged.group, set()).add(level)
        found = (group for group, values in levels.items() if len(values) > 1)
        return Subjects("conflicts", (self.subject(g, d.groups[g]) for g in found))

    @property
    def agency_norms(self) -> Subjects:
        """Norms in force that count agencies where no agencies are counted."""
        judged = {judgement.norm for judgement in self.definitions.judgements}
        found = self.definitions.norms.items()
        return Subjects(
            "agency_norms",
            (
                self.subject(identifier, row)
                for identifier, row in found
                if row["counted"] == "organisations"
                and row["measure"] != "none"
                and identifier not in judged
            ),
        )

    @property
    def unregulated(self) -> Subjects:
        """Groups of representation for which no norm in force was found."""
        judged = {judgement.group for judgement in self.definitions.judgements}
        groups = self.topic("representation")
        return Subjects(
            "unregulated", (g for g in groups if g.identifier not in judged)
        )

    @property
    def compared(self) -> Subjects:
        """Groups counted both this year and the year before."""
        before = self.definitions.previous_counts
        groups = [g for topic in ("staff", *TOPICS) for g in self.topic(topic)]
        groups += self.agencies
        found = (g for g in groups if g.identifier in before)
        return Subjects("compared", (g for g in found if before[g.identifier].total))

    # Sentences.

    def prose(self, source: str, *, where: str) -> Markup:
        """Fill the year's figures into sentences.

        Raises
        ------
        ProseError
            For a typed number, an unknown name, figure or filter, with the place.
        """
        try:
            return render_prose(source, self.names, self.filters, where=where)
        except UnknownFigureError as error:
            problem, _, cure = str(error).partition("\n")
            raise ProseError(where, line_of(error), problem, cure) from error
        except ValueError as error:
            cure = "Cite it with a form it has."
            raise ProseError(where, line_of(error), str(error), cure) from error

    @cached_property
    def names(self) -> dict[str, Any]:
        """What a sentence may speak of."""
        return vocabulary.names(self)

    @cached_property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """How a sentence may cite: `{{ party_committee | share }}`."""
        return vocabulary.filters(self)

    def counts_of(self, subject: Any) -> Markup:
        """Women and total in a sentence: "4 trên 13", "4 of 13"."""
        group = identifier_of(subject)
        women, total = self.cite(f"{group}.women"), self.cite(f"{group}.total")
        if {self.record(f"{group}.{m}").kind for m in ("women", "total")} == {"hidden"}:
            return women
        return Markup("{} {} {}").format(women, self.say("trên", "of"), total)

    @property
    def organisation_name(self) -> Markup:
        """Name of the organisation at the end of the reporting year."""
        return name(self.definitions.name(self.organisation_row))

    @cached_property
    def organisation_row(self) -> Row:
        """The dated row of the organisation that holds in the reporting year.

        Raises
        ------
        GenderlibError
            If it has no name at the end of that year.
        """
        day = date(self.year, 12, 31)
        for row in rows(self.tables.organisations):
            if row["id"] == self.organisation and _holds(row, day):
                return row
        raise GenderlibError(
            f"organisations.csv: {self.organisation} has no name on {day}\n"
            "Add a row that holds on that day, or correct valid_from and valid_to."
        )

    def date(self, day: date) -> Markup:
        """A date that is no figure of the ledger."""
        return time(day, long_date(day, self.language))

    def year_text(self, after: int = 0) -> Markup:
        """The reporting year, or one so many years after it."""
        year = str(self.year + after)
        return time(year, year)


class ReportEnd:
    """The table of figures with the facts of the report, for the exporter."""

    def __init__(self, review: Review) -> None:
        self._review = review

    def __repr__(self) -> str:
        """What a notebook keeps beside the table; an address would differ each run."""
        review = self._review
        return f"<figures of {review.organisation} {review.year}>"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """What Jupyter shows and the exporter reads."""
        del include, exclude
        html = sections.figures(self._review)._repr_html_()
        return {"text/html": html}, {"genderlib": self._facts()}

    def _facts(self) -> dict[str, Any]:
        review = self._review
        organisation = review.definitions.title(review.organisation_row)
        data_date = review.data_date
        title = review.say(*review.page_title)
        short = review.organisation_row.get(f"short_{review.language}") or organisation
        return {
            "kind": REPORT,
            "layout": review.layout,
            "language": review.language,
            "title": title.format(short, review.year),
            "organisation": review.organisation,
            "organisation_name": organisation,
            "year": review.year,
            "audience": review.audience,
            "state": "draft",
            "data_date": "" if data_date is None else data_date.isoformat(),
            "version": __version__,
            "fingerprint": review.ledger.fingerprint,
            "labels": page_labels(review.language),
        }


def open_review(
    organisation: str,
    year: int,
    *,
    language: str = "vi",
    audience: str = "internal",
    project: Project | None = None,
) -> Review:
    """Check and read the tables of one organisation and year.

    Parameters
    ----------
    organisation : str
        Identifier, for example "stameq".
    year : int
        Reporting year.
    language : {"vi", "en"}
        Language of the report.
    audience : {"internal", "public"}
        Who will read it.
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    Review

    Raises
    ------
    DataError
        With every bad row, or the organisations and years there are.
    ValueError
        If the language or audience is not one of those above.
    UnprotectableError
        If a public review would give a small count of persons away.
    """
    from genderlib.data import Project, open_with_previous

    check_edition(language, audience)
    found = project or Project.find()
    tables, previous = open_with_previous(found, organisation, year)
    return make_review(tables, previous, language=language, audience=audience)


def make_review(
    tables: YearTables, previous: YearTables | None, *, language: str, audience: str
) -> Review:
    """A review of tables that were read already.

    Raises
    ------
    ValueError
        If the language or audience is not one there is.
    UnprotectableError
        If a public review would give a small count of persons away.
    """
    check_edition(language, audience)
    checked = check_language(language)
    if audience == "public":
        tables, previous = for_public_review(tables, previous)
    return Review(tables, previous, language=checked, audience=audience)


def for_public_review(
    tables: YearTables, previous: YearTables | None
) -> tuple[YearTables, YearTables | None]:
    """What a public review of a year and the one before it is made from.

    Raises
    ------
    UnprotectableError
        If it would give a small count of persons away.
    """
    before = None if previous is None else for_the_public(previous)
    return without_flows(for_the_public(tables), before), before


def check_edition(language: str, audience: str) -> None:
    """Refuse a language or an audience that there is not."""
    check_language(language)
    if audience not in AUDIENCES:
        known = ", ".join(AUDIENCES)
        raise ValueError(f"audience must be one of {known}, not {audience!r}")


def _share(count: Count) -> Fraction:
    return Fraction(count.women, count.total)


def _by_share(count: Count) -> tuple[Fraction, int]:
    return -_share(count), -count.total


def _holds(row: Row, day: date) -> bool:
    start, end = row["valid_from"], row["valid_to"]
    first = date.min if start is None else date.fromisoformat(str(start)[:10])
    last = date.max if end is None else date.fromisoformat(str(end)[:10])
    return first <= day <= last
