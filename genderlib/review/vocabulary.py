"""What a sentence may speak of, and how it may cite: the names and filters of prose."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from jinja2 import UndefinedError
from markupsafe import Markup

from genderlib.review.bands import by_age, by_level
from genderlib.review.breakdowns import outcomes, stages, verdicts
from genderlib.review.figures import TOPICS, UnknownFigureError
from genderlib.review.gaps import gaps
from genderlib.review.labels import LABELS
from genderlib.review.late import left_out
from genderlib.review.subjects import Subject, Subjects, identifier_of
from genderlib.text import seats, terms
from genderlib.text.markup import document_number, escape, interval_level
from genderlib.text.names import joined, plain_text
from genderlib.text.prose import ProseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from genderlib.data import Passage
    from genderlib.review.review import Review

R = TypeVar("R")


def names(review: Review) -> dict[str, Any]:
    """Groups, norms, statements and so on by identifier, lists of them, and facts."""
    definitions = review.definitions
    tables = {
        "norms": definitions.norms,
        "statements": definitions.statements,
        "documents": definitions.documents,
        "sources": definitions.sources,
        "activities": definitions.activities,
        "targets": definitions.targets,
    }
    rows = {i: row for table in tables.values() for i, row in table.items()}
    rows |= definitions.hidden_statements
    named = {
        identifier: review.subject(identifier, row) for identifier, row in rows.items()
    }
    groups = {group: review.group(count) for group, count in definitions.counts.items()}
    groups |= {
        group: review.subject(group, definitions.groups[group])
        for group in definitions.hidden_groups
    }
    lists = {
        kind: Subjects(kind, (named[identifier] for identifier in table))
        for kind, table in tables.items()
    }
    topics = {topic: review.topic(topic) for topic in TOPICS}
    hidden = {
        f"hidden_{topic}": review.concealed(topic) for topic in (*TOPICS, "staff")
    }
    parts = {**_parts(lists), **hidden}
    return {**named, **groups, **lists, **topics, **parts, **_facts(review)}


def _parts(lists: dict[str, Subjects]) -> dict[str, Subjects]:
    """Lists of some rows of a table, under the name whose figures count them."""

    def part(whole: str, name: str, column: str, value: str) -> Subjects:
        return Subjects(name, (s for s in lists[whole] if s.row[column] == value))

    return {
        "action_month": part("activities", "action_month", "programme", "action_month"),
        "benefit_statements": part("statements", "statements", "topic", "benefit"),
    }


def _facts(review: Review) -> dict[str, Any]:
    definitions, latest = review.definitions, review.data_date
    return {
        "year": review.year_text(),
        "previous_year": review.year_text(-1),
        "organisation": review.organisation_name,
        "previous": definitions.previous is not None,
        "narrative": Narrative(review),
        "judgements": definitions.judgements,
        "inapplicable": [
            j for j in definitions.judgements if j.outcome == "not_applicable"
        ],
        "agencies": review.agencies,
        "qualified": review.qualified,
        "variants": review.variants,
        "conflicts": review.conflicts,
        "unregulated": review.unregulated,
        "broken_down": review.broken_down,
        "hidden_parts": review.hidden_parts,
        "agency_norms": review.agency_norms,
        "outcomes": Lazily(review, outcomes),
        "verdicts": Lazily(review, verdicts),
        "stages": Lazily(review, stages),
        "compared": review.compared,
        "trained": review.trained,
        "flows": review.flows,
        "hidden_flows": review.hidden_flows,
        "ages": review.ages,
        "hidden_ages": review.hidden_ages,
        "claims": definitions.claims,
        "checked": review.checked_claims,
        "unchecked": any(c.exact is None for c in definitions.claims.values()),
        "gaps": Lazily(review, gaps),
        "dated": review.dated,
        "level": interval_level("95%"),
        "data_date": latest and review.date(latest),
    }


def filters(review: Review) -> dict[str, Callable[..., Any]]:
    """A filter for every measure, and those that say more than one figure."""

    def measure_filter(measure: str) -> Callable[..., Markup]:
        def cited(subject: Subject | Subjects, form: str = "plain") -> Markup:
            return review.cite(f"{identifier_of(subject)}.{measure}", form)

        return cited

    def figure(subject: Any, measure: str, form: str = "plain") -> Markup:
        return review.cite(f"{identifier_of(subject)}.{measure}", form)

    def noun(subject: Any, measure: str, one: str, many: str) -> str:
        """The word after a count, by its number: 1 course, −1 course, 5 courses."""
        number = review.record(f"{identifier_of(subject)}.{measure}").exact
        return one if number in (1, -1) else many

    def hedged(subject: Any) -> Markup:
        return review.cite(f"{identifier_of(subject)}.share", "hedged")

    def one_seat(subject: Any) -> Markup:
        group = identifier_of(subject)
        step = review.cite(f"{group}.seat", "size")
        total = review.cite(f"{group}.total")
        return escape(seats.one_seat(total, step, review.language))

    def reach_half(subject: Any) -> Markup:
        short = review.record(f"{identifier_of(subject)}.parity_seats")
        if short.kind == "hidden":
            return review.cite(short.identifier)
        half = review.say("ít nhất một nửa", "at least half")
        text = review.cite(short.identifier)
        number = int(short.value)
        return escape(seats.reach(number, half, review.language, text))

    def locus(norm: Subject) -> Markup:
        place = terms.locator(norm.row["locus"], review.language)
        return document_number(plain_text(place))

    return {
        **{measure: measure_filter(measure) for measure in LABELS},
        "figure": figure,
        "counts": review.counts_of,
        "hedged": hedged,
        "noun": noun,
        "left_out": partial(left_out, review),
        "by_level": partial(by_level, review),
        "by_age": partial(by_age, review),
        "one_seat": one_seat,
        "reach_half": reach_half,
        "document": lambda norm: review.own(norm.row, "document"),
        "locus": locus,
        "names": lambda subjects: joined(subjects, review.language),
        "highest": review.highest,
        "lowest": review.lowest,
    }


class Lazily(Generic[R]):
    """Phrases with figures, worded when a sentence shows them and not before."""

    def __init__(self, review: R, phrases: Callable[[R], Iterator[Markup]]) -> None:
        self._review, self._phrases = review, phrases

    def __iter__(self) -> Iterator[Markup]:
        return self._phrases(self._review)


class Narrative:
    """This year's words, section by section; an absent section is empty."""

    def __init__(self, review: Review) -> None:
        self._review = review

    def _misspelt(self, error: ProseError) -> bool:
        """Whether what is not there is close to a name there is, so not a table's."""
        words = re.findall(r"[a-z]\w*", error.problem.partition(":")[0])
        known = [*self._review.names, *self._review.definitions.groups]
        return any(get_close_matches(word, known, 1, cutoff=0.8) for word in words)

    def __getattr__(self, section: str) -> Markup:
        """A section of `narrative.<language>.md`, its figures filled in."""
        review = self._review
        sections = review.tables.narrative.get(review.language, {})
        if section.startswith("_") or section not in sections:
            return Markup("")
        passage = sections[section]
        where = f"narrative.{review.language}.md, section {section}"
        try:
            return review.prose(passage, where=where)
        except ProseError as caught:
            error = _in_file(caught, passage)
            absent = [f"{name}.csv" for name in review.absent_tables]
            unknown = isinstance(caught.__cause__, UndefinedError | UnknownFigureError)
            if not absent or not unknown or self._misspelt(error):
                raise error from caught.__cause__
            return review.fill(
                "Phần lời của mục này dẫn một bảng không có ({}), nên để trống.",
                "The words of this section cite a table that is not there ({}), so "
                "they are left out.",
                ", ".join(absent),
            )


def _in_file(error: ProseError, passage: Passage) -> ProseError:
    """The same with the line of the file, in place of that of the section."""
    line = None if error.line is None else passage.line + error.line - 1
    return ProseError(error.where, line, error.problem, error.cure)
