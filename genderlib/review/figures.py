"""What every figure identifier of one organisation and year means.

A figure is made from its identifier and the tables alone, never from what a page
says, so that a finished report can be held against the data again.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from genderlib import norms as norm_rules
from genderlib.claims import Judgement as ClaimJudgement
from genderlib.claims import Verdict, judge
from genderlib.disclosure import part_names
from genderlib.disclosure.parts import cell_name, part_of, place_of, subject_of
from genderlib.disclosure.rules import rule_of
from genderlib.errors import GenderlibError
from genderlib.indicators import seats_to_target
from genderlib.ledger import Exact, Figure, Kind, Origin
from genderlib.norms import adds_up, rows
from genderlib.norms.counts import left_out, not_come_in, places_of
from genderlib.review.ages import age_bands
from genderlib.review.facts import Count, Row, group_counts, origin, part_counts
from genderlib.review.flows import FLOW_MEASURES, KINDS, Flows, group_flows, level_flows
from genderlib.review.labels import label, subject_label
from genderlib.review.measures import CHANGES, MEASURES, Made, counted_inputs
from genderlib.text.languages import choose
from genderlib.text.names import capital
from genderlib.text.verdicts import verdict_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from genderlib.data import YearTables
    from genderlib.disclosure.parts import PartNames
    from genderlib.disclosure.rules import Rule
    from genderlib.norms.counts import Place
    from genderlib.review.ages import Band
    from genderlib.text.languages import Language

# Topics whose groups are added up. Staff is a group itself: the sum of everyone.
TOPICS = ("representation", "training", "benefit")
OUTCOMES = ("met", "not_met", "not_yet_due", "cannot_be_judged", "not_applicable")
STATUSES = ("planned", "under_way", "done", "not_reported")
RIGHT = (Verdict.CORRECT,)
NOT_RIGHT = (
    Verdict.TRUNCATED,
    Verdict.DOUBLE_ROUNDED,
    Verdict.PADDED,
    Verdict.HEDGE_WRONG,
    Verdict.WRONG,
    Verdict.IMPOSSIBLE,
)

_OF_AGES = ("women", "total", "share")
_OF_STATEMENTS = ("printed", "women", "distance", "reason")


@dataclass(frozen=True, slots=True)
class Part:
    """A unit or level of a group.

    Parameters
    ----------
    unit, level : str or None
        None for all of them.
    count : Count or None
        None where something of it is hidden.
    """

    unit: str | None
    level: str | None
    count: Count | None

    @property
    def order(self) -> tuple[bool, bool, str, str]:
        """Units, then levels, then both; by name, which says nothing of a count."""
        unit, level = self.unit, self.level
        return (
            unit is not None and level is not None,
            unit is None,
            unit or "",
            level or "",
        )

    def title(self, language: Language) -> str:
        """Its name in the label of a figure; in English a quotation."""
        words = ", ".join(filter(None, (self.unit, self.level)))
        return choose(language, vi=words, en=f"“{words}”")


class UnknownFigureError(GenderlibError):
    """A figure that the tables of the year do not hold.

    Parameters
    ----------
    identifier : str
        What was asked for.
    known : iterable of str
        What there is in its place.
    """

    def __init__(self, identifier: str, known: Iterable[str]) -> None:
        self.identifier, self.known = identifier, tuple(sorted(known))
        near = difflib.get_close_matches(
            identifier.rpartition(".")[2] if "." in identifier else identifier,
            self.known,
            1,
        )
        hint = f" Did you mean {near[0]}?" if near else ""
        super().__init__(
            f"{identifier}: no such figure.{hint}\nKnown: {', '.join(self.known)}."
        )


class Definitions:
    """Figures of one organisation and year, by identifier.

    Parameters
    ----------
    tables : YearTables
        The year's checked tables.
    previous : YearTables or None
        Those of the year before.
    language : {"vi", "en"}
        Language of the labels.
    """

    def __init__(
        self, tables: YearTables, previous: YearTables | None, language: Language
    ) -> None:
        self.tables, self.previous, self.language = tables, previous, language
        self._refuse_shared_names()

    def figure(self, identifier: str) -> Figure:
        """Make a figure.

        Parameters
        ----------
        identifier : str
            `<subject>.<measure>`, for example ``party_committee.share``.

        Raises
        ------
        UnknownFigureError
            If there is no such subject or measure this year.
        """
        subject, _, measure = identifier.partition(".")
        for names, maker in self._makers:
            if subject in names:
                return maker(subject, measure)
        raise UnknownFigureError(subject, self.names)

    @property
    def all_tables(self) -> list[YearTables]:
        """Tables of which a report's figures are made, those of its own year first."""
        return [self.tables]

    @cached_property
    def _makers(self) -> list[tuple[Any, Callable[[str, str], Figure]]]:
        return [
            (self.counts, self._group),
            (self.hidden_groups, self._hidden_group),
            (TOPICS, self._topic),
            (self.norms, self._norm),
            (self.statements, self._statement),
            (self.hidden_statements, self._hidden_statement),
            (self.documents, self._document),
            (self.sources, self._source),
            (self.activities, self._activity),
            (self.targets, self._target),
            (("norms",), self._norms),
            (("statements",), self._statements),
            (("activities", "action_month"), self._activities),
            (("targets",), self._targets),
            (("asked",), self._asked),
        ]

    @property
    def names(self) -> set[str]:
        """Every subject there is this year."""
        return {name for names, _ in self._makers for name in names}

    # The tables, by identifier.

    @cached_property
    def groups(self) -> dict[str, Row]:
        """Groups the project knows."""
        return _by(self.tables.groups, "group")

    @cached_property
    def counts(self) -> dict[str, Count]:
        """Groups counted this year."""
        return group_counts(rows(self.tables.counts))

    @cached_property
    def hidden_groups(self) -> dict[str, dict[str, int | None]]:
        """Groups of which something is hidden, with what is shown all the same."""
        return _by_subject(self.tables.concealed, self.groups)

    @cached_property
    def _part_names(self) -> PartNames:
        return part_names(self.tables)

    @cached_property
    def group_parts(self) -> dict[str, dict[str, Part]]:
        """Parts of every group by unit and level, by group and by name."""
        names = self._part_names
        found: dict[str, dict[str, Part]] = {}
        for group, counts in part_counts(rows(self.tables.counts)).items():
            for place, count in counts.items():
                found.setdefault(group, {})[names.name(place)] = Part(*place, count)
        for group, unit, level in self.tables.concealed_parts:
            part = names.name((unit, level))
            found.setdefault(group, {})[part] = Part(unit, level, None)
        return {
            group: dict(sorted(parts.items(), key=lambda item: item[1].order))
            for group, parts in found.items()
        }

    @cached_property
    def hidden_statements(self) -> dict[str, Row]:
        """Statements about hidden counts: their names alone."""
        return {str(row["statement"]): row for row in self.tables.concealed_statements}

    @cached_property
    def hidden_topics(self) -> dict[str, dict[str, int | None]]:
        """The same for topics in which something is hidden."""
        return _by_subject(self.tables.concealed, TOPICS)

    def hidden(self, topic: str) -> list[str]:
        """Groups of a topic of which something is hidden, by name.

        In the order of the table they could stand between counts of their own size.
        """
        found = [g for g in self.hidden_groups if self.groups[g]["topic"] == topic]
        return sorted(found, key=lambda group: self.title(self.groups[group]))

    @cached_property
    def broken_down(self) -> list[str]:
        """Groups that have parts, in the order of the table of groups."""
        return [group for group in self.groups if group in self.group_parts]

    @property
    def with_hidden_parts(self) -> list[str]:
        """Groups of which a unit or level is hidden, in the same order."""
        return [
            group
            for group in self.broken_down
            if any(part.count is None for part in self.group_parts[group].values())
        ]

    @cached_property
    def counted_rows(self) -> dict[str, Row]:
        """Rows of the groups counted, with their counts, for conditions in prose."""
        return {
            group: {
                **self.groups[group],
                "women": count.women,
                "women_before": self._women_before(group),
                "total": count.total,
                "unrecorded": count.unrecorded,
                "stayed": self._stayed(count),
            }
            for group, count in self.counts.items()
        }

    def _women_before(self, group: str) -> int:
        """Women of a group a year before; 0 where that is not known."""
        before = self.previous_counts.get(group)
        return 0 if before is None else before.women

    def _stayed(self, count: Count) -> int:
        """People of a group who were in it on both days; 0 where that is not known."""
        flows = self.flows.get(count.group)
        return 0 if flows is None else count.total - flows.total["joined"]

    @cached_property
    def previous_counts(self) -> dict[str, Count]:
        """Groups counted the year before; none where there is no such year."""
        if self.previous is None:
            return {}
        return group_counts(rows(self.previous.counts))

    @property
    def kind(self) -> str | None:
        """What kind of organisation it is."""
        tables = self.tables
        return norm_rules.organisation_kind(tables.organisations, tables.organisation)

    @cached_property
    def norms(self) -> dict[str, Row]:
        """Norms and legal bases in force this year that speak to this organisation."""
        tables = self.tables
        whose, year = tables.organisation, tables.year
        which: Any = {"organisation": whose, "year": year, "kind": self.kind}
        found = norm_rules.applicable_norms(tables.norms, tables.groups, **which)
        found += norm_rules.legal_bases(tables.norms, **which)
        in_force = {norm.norm for norm in found}
        named = _by(tables.norms, "norm").items()
        return {identifier: row for identifier, row in named if identifier in in_force}

    @cached_property
    def statements(self) -> dict[str, Row]:
        """Statements printed in the source."""
        return _by(self.tables.statements, "statement")

    @cached_property
    def flows(self) -> dict[str, Flows]:
        """Who came into a group and left it, for the groups of which it is known."""
        return group_flows(self.tables.flows)

    @cached_property
    def level_flows(self) -> dict[str, dict[str, tuple[str, Flows]]]:
        """The same by group and name of a level: the level, and its flows."""
        names = self._part_names
        return {
            group: {names.name((None, level)): (level, f) for level, f in found.items()}
            for group, found in level_flows(self.tables.flows).items()
            if group in self.counts
        }

    @cached_property
    def ages(self) -> dict[str, dict[str, Band]]:
        """Age bands of the groups of which ages are known, by name."""
        found = age_bands(self.tables.ages)
        return {group: bands for group, bands in found.items() if group in self.counts}

    @cached_property
    def received(self) -> list[Place]:
        """Groups, units and levels that came in, hidden ones among them."""
        found = self.tables.received
        return places_of(self.tables.counts) if found is None else list(found)

    @cached_property
    def missing(self) -> list[Row]:
        """Rows of the table `asked` that no count answers."""
        return list(rows(not_come_in(self.tables.asked, self.received)))

    @cached_property
    def left_out(self) -> dict[str, list[Place]]:
        """Units and levels that were asked and that the sum of a group leaves out."""
        return left_out(self.received, map(_place, self.missing))

    @property
    def incomplete(self) -> list[str]:
        """Groups whose sum leaves something out, in the order of groups."""
        return [group for group in self.groups if group in self.left_out]

    @cached_property
    def documents(self) -> dict[str, Row]:
        """Decisions and plans."""
        return _by(self.tables.documents, "document")

    @cached_property
    def sources(self) -> dict[str, Row]:
        """What the rows were read from."""
        return _by(self.tables.sources, "source")

    @cached_property
    def activities(self) -> dict[str, Row]:
        """Actions of the year and of the action month."""
        return _by(self.tables.activities, "activity")

    @cached_property
    def targets(self) -> dict[str, Row]:
        """Goals the organisation set itself."""
        return _by(self.tables.targets, "target")

    def _refuse_shared_names(self) -> None:
        seen: set[str] = set()
        for names, _ in self._makers:
            shared = seen.intersection(names)
            if shared:
                raise GenderlibError(
                    f"{', '.join(sorted(shared))}: this identifier names two things "
                    "of one year.\nGive one of them another identifier, so that a "
                    "figure can be traced."
                )
            seen.update(names)

    def topic(self, topic: str) -> list[Count]:
        """Groups of a topic that can be added up, in the order of the table."""
        return [
            count
            for group, count in self.counts.items()
            if self.groups[group]["topic"] == topic and adds_up(self.groups[group])
        ]

    def name(self, row: Row) -> str:
        """Name of a row in the report's language."""
        for column in ("name", "title"):
            text = row.get(f"{column}_{self.language}") or row.get(f"{column}_vi")
            if text:
                return str(text)
        return ""

    def title(self, row: Row) -> str:
        """Name of a row as it stands alone."""
        return capital(self.name(row))

    # Groups and topics.

    def _group(self, group: str, measure: str) -> Figure:
        count, before = self.counts[group], self.previous_counts.get(group)
        name, identifier = self.title(self.groups[group]), f"{group}.{measure}"
        kind, _, norm = measure.partition(".")
        if kind in ("seats_short", "met_with") and norm in self.norms:
            return self._against_norm(group, kind, norm, name)
        if (part := self._of_part(group, kind, norm)) is not None:
            return part
        made, origins = None, count.origins
        if measure in MEASURES:
            made = MEASURES[measure](count)
        elif measure in CHANGES and before is not None:
            made = CHANGES[measure](count, before)
            earlier = measure.startswith("previous_")
            origins = before.origins if earlier else origins + before.origins
        elif measure in FLOW_MEASURES and group in self.flows:
            made = FLOW_MEASURES[measure](count, self.flows[group])
            origins = self._flow_origins(group, measure)
        if made is None:
            if measure in CHANGES and group in self.previous_hidden:
                return self._hidden(group, measure, name)
            if measure == "threshold" and (rule := self.rule(group)).personal:
                return self._threshold(group, rule, name)
            raise UnknownFigureError(identifier, self._group_measures(group))
        return self._made(identifier, name, made, origins)

    def _of_part(self, group: str, measure: str, part: str) -> Figure | None:
        """A figure of a unit, a level or an age band; None where there is no such."""
        if measure in FLOW_MEASURES and part in self.level_flows.get(group, {}):
            return self._level(group, measure, part)
        if part in self.ages.get(group, {}):
            return self._age(group, measure, part)
        if part in self.group_parts.get(group, {}):
            return self._part(group, measure, part)
        return None

    def _level(self, group: str, measure: str, part: str) -> Figure:
        """Who came to a level of a group, rose to it or left it."""
        level, flows = self.level_flows[group][part]
        kind, _, word = measure.partition("_")
        identifier = f"{group}.{measure}.{part}"
        if kind not in KINDS or word not in ("women", "total"):
            known = (f"{kind}_{word}" for kind in KINDS for word in ("women", "total"))
            raise UnknownFigureError(identifier, known)
        title = Part(None, level, None).title(self.language)
        name = f"{self.title(self.groups[group])}, {title}"
        made = Made("count", getattr(flows, word)[kind], "read", ())
        origins = (flows.origins[KINDS.index(kind)],)
        return self._made(identifier, name, made, origins)

    def _age(self, group: str, measure: str, part: str) -> Figure:
        """A figure of an age band of a group."""
        band, identifier = self.ages[group][part], f"{group}.{measure}.{part}"
        made = MEASURES[measure](band.count) if measure in _OF_AGES else None
        if made is None:
            raise UnknownFigureError(identifier, _OF_AGES)
        name = f"{self.title(self.groups[group])}, {band.title(self.language)}"
        return self._made(identifier, name, made, band.count.origins)

    def _flow_origins(self, group: str, measure: str) -> tuple[Origin, ...]:
        """The row of one flow; all rows for what they and the count give together."""
        by_kind = dict(zip(KINDS, self.flows[group].origins, strict=True))
        kind = measure.partition("_")[0]
        if kind in by_kind:
            return (by_kind[kind],)
        return (*self.counts[group].origins, by_kind["joined"], by_kind["left"])

    # What the public does not see.

    @cached_property
    def previous_hidden(self) -> frozenset[str]:
        """Groups of the year before of which something is hidden."""
        before = {} if self.previous is None else self.previous.concealed
        return frozenset(_by_subject(before, self.groups))

    def _hidden_group(self, group: str, measure: str) -> Figure:
        """What is shown of a group of which something is hidden, or a mark for it."""
        kind, _, about = measure.partition(".")
        if about in self.group_parts.get(group, {}):
            return self._part(group, kind, about)
        row, shown = self.groups[group], self.hidden_groups[group].get(measure)
        name = self.title(row)
        if measure == "threshold":
            return self._threshold(group, self.rule(group), name)
        if shown is not None:
            made = Made("count", shown, "read", ())
            return self._made(f"{group}.{measure}", name, made, ())
        against_norm = kind in ("seats_short", "met_with") and about in self.norms
        if measure in MEASURES or measure in CHANGES or against_norm:
            return self._hidden(group, measure, name)
        raise UnknownFigureError(f"{group}.{measure}", [*MEASURES, "threshold"])

    def _part(self, group: str, measure: str, part: str) -> Figure:
        """A figure of a unit or level of a group, or a mark where it is hidden."""
        found, identifier = self.group_parts[group][part], f"{group}.{measure}.{part}"
        name = f"{self.title(self.groups[group])}, {found.title(self.language)}"
        if measure not in MEASURES:
            raise UnknownFigureError(identifier, MEASURES)
        if found.count is None:
            shown = self.tables.concealed.get(identifier)
            if shown is None:
                return self._hidden(group, f"{measure}.{part}", name)
            made: Made | None = Made("count", shown, "read", ())
        else:
            made = MEASURES[measure](found.count)
        if made is None:
            raise UnknownFigureError(identifier, MEASURES)
        origins = () if found.count is None else found.count.origins
        return self._made(identifier, name, made, origins)

    def _hidden(self, subject: str, measure: str, name: str) -> Figure:
        made = Made("hidden", "", "hidden", ())
        return self._made(f"{subject}.{measure}", name, made, ())

    def rule(self, group: str) -> Rule:
        """Whether a group's counts are personal, and by what rule."""
        tables = self.tables
        return rule_of(tables.disclosure, tables.organisation, self.groups[group])

    def _threshold(self, group: str, rule: Rule, name: str) -> Figure:
        made = Made("count", rule.threshold, "read", ())
        return self._made(f"{group}.threshold", name, made, (origin(rule.row),))

    def _group_measures(self, group: str) -> list[str]:
        """Measures that this group has this year."""
        count, before = self.counts[group], self.previous_counts.get(group)
        known = [name for name, made in MEASURES.items() if made(count) is not None]
        known += list(FLOW_MEASURES) if group in self.flows else []
        return known + (list(CHANGES) if before is not None else [])

    def _topic(self, topic: str, measure: str) -> Figure:
        # A group in which nobody was counted says nothing about women.
        found = [count for count in self.topic(topic) if count.total]
        name = subject_label(topic, self.language)
        origins = tuple(o for count in found for o in count.origins)
        if topic in self.hidden_topics:
            half = sum(count.women * 2 >= count.total for count in found)
            shown = {"groups": len(found), "at_parity": half}
            return self._hidden_topic(topic, measure, shown)
        if measure in ("groups", "at_parity"):
            if measure == "at_parity":
                found = [count for count in found if count.women * 2 >= count.total]
            return self._counted(topic, measure, origins, len(found))
        women, total = sum(c.women for c in found), sum(c.total for c in found)
        count = Count(topic, women, None, total, origins)
        made = MEASURES[measure](count) if measure in MEASURES else None
        if made is None:
            known = [known for known, make in MEASURES.items() if make(count)]
            known += ["groups", "at_parity"]
            raise UnknownFigureError(f"{topic}.{measure}", known)
        if measure in ("women", "total"):
            inputs = tuple((c.group, getattr(c, measure)) for c in found)
            made = made._replace(indicator="sum", inputs=inputs)
        return self._made(f"{topic}.{measure}", name, made, origins)

    def _hidden_topic(self, topic: str, measure: str, shown: dict[str, int]) -> Figure:
        """A sum over groups of which one at least is hidden."""
        name, sums = subject_label(topic, self.language), self.hidden_topics[topic]
        if measure in ("groups", "at_parity"):
            return self._counted(topic, measure, (), shown[measure])
        women, total = sums.get("women"), sums.get("total")
        made = None
        if women is not None and total is not None and measure in MEASURES:
            made = MEASURES[measure](Count(topic, women, None, total, ()))
        elif (known := sums.get(measure)) is not None:
            made = Made("count", known, "sum", ())
        if made is None:
            return self._hidden(topic, measure, name)
        if made.indicator == "read":
            made = made._replace(indicator="sum")
        return self._made(f"{topic}.{measure}", name, made, ())

    def _made(
        self, identifier: str, name: str, made: Made, origins: tuple[Origin, ...]
    ) -> Figure:
        text = f"{name}: {label(identifier.partition('.')[2], self.language)}"
        return Figure(identifier, *made, origins, text)

    # Norms.

    @cached_property
    def judgements(self) -> list[norm_rules.Judgement]:
        """Every norm that speaks to a counted or required group, judged."""
        found = norm_rules.judge_year(self.tables, self.counts)
        return [self._unless_hidden(judged) for judged in found]

    def _unless_hidden(self, judged: norm_rules.Judgement) -> norm_rules.Judgement:
        """A group that is hidden was counted all the same."""
        if not self.hidden_groups.keys() & set(judged.missing):
            return judged
        return replace(judged, reason="hidden")

    def _norm(self, norm: str, measure: str) -> Figure:
        row = self.norms[norm]
        kind: Kind = "share"
        exact: Exact | None = None
        if measure in ("value", "value_to") and row[measure] is not None:
            exact = Fraction(str(row[measure]))
            if row["measure"] == "presence":
                kind, exact = "count", int(exact)
        elif measure == "condition" and row["condition_share"] is not None:
            exact = Fraction(str(row["condition_share"]))
        elif measure == "number" and row["number"]:
            kind, exact = "document", str(row["number"])
        elif measure in ("date", "valid_from", "valid_to") and _is_day(row[measure]):
            kind, exact = "date", _date(row[measure])
        if exact is None:
            raise UnknownFigureError(
                f"{norm}.{measure}",
                _filled(row, "value", "value_to", "number", "valid_from", "valid_to"),
            )
        return self._read(f"{norm}.{measure}", self.title(row), row, kind, exact)

    def _against_norm(self, group: str, kind: str, norm: str, name: str) -> Figure:
        """What a norm lacks, or the fewest women among the total that meet it."""
        count, row = self.counts[group], self.norms[norm]
        found = [j for j in self.judgements if (j.group, j.norm) == (group, norm)]
        exact = found[0].seats_short if found else None
        if found and kind == "met_with":
            exact = _fewest_women(found[0].rule, count.total)
        if exact is None:
            known = self._group_measures(group)
            raise UnknownFigureError(f"{group}.{kind}.{norm}", known)
        women = count.women if kind == "seats_short" else 0
        made = Made("count", exact, *_seats_formula(found[0].rule, women, count.total))
        subject = f"{name}, {self.title(row)}"
        origins = (*count.origins, origin(row))
        return self._made(f"{group}.{kind}.{norm}", subject, made, origins)

    def _norms(self, _: str, measure: str) -> Figure:
        known = ("applied", *OUTCOMES)
        if measure not in known:
            raise UnknownFigureError(f"norms.{measure}", known)
        found = self.judgements
        if measure != "applied":
            found = [j for j in found if j.outcome == measure]
        origins = tuple(origin(self.norms[j.norm]) for j in found)
        return self._counted("norms", measure, origins)

    # Statements, documents, activities, goals.

    @cached_property
    def claims(self) -> dict[str, ClaimJudgement]:
        """Verdict on every printed statement."""
        return {name: self._claim(row) for name, row in self.statements.items()}

    def _claim(self, row: Row) -> ClaimJudgement:
        count = self.count_of(row)
        counted = count is not None and count.total > 0
        printed = None if row["women"] is None else int(row["women"])
        return judge(
            count.women if count is not None and counted else printed,
            count.total if count is not None and counted else None,
            row["printed"],
            row["hedge"] or "",
        )

    def part_spoken_of(self, row: Row) -> str:
        """Name of the unit or level that a statement is about; empty for the whole."""
        return self._part_names.name(place_of(row))

    def count_of(self, row: Row) -> Count | None:
        """The count a statement is about: of a group, or of a unit or level of it."""
        group, part = str(row["group"]), self.part_spoken_of(row)
        if not part:
            return self.counts.get(group)
        found = self.group_parts.get(group, {}).get(part)
        return None if found is None else found.count

    def _statement(self, statement: str, measure: str) -> Figure:
        row, judged = self.statements[statement], self.claims[statement]
        name, identifier = self.name(row), f"{statement}.{measure}"
        if measure == "women" and row["women"] is not None:
            return self._read(identifier, name, row, "count", int(row["women"]))
        if measure == "printed" and judged.printed is not None:
            return self._read(identifier, name, row, "printed", judged.printed.text)
        if measure == "distance" and judged.distance is not None:
            return self._judged(identifier, name, row, "points", abs(judged.distance))
        kind, _, number = measure.partition(".")
        numbers = self.reason_numbers(statement)
        if kind == "reason" and number in numbers:
            return self._judged(identifier, name, row, "printed", numbers[number])
        raise UnknownFigureError(
            identifier, ["printed", "distance", *(f"reason.{n}" for n in numbers)]
        )

    def _hidden_statement(self, statement: str, measure: str) -> Figure:
        """A mark: what a statement about a hidden count prints is hidden, too."""
        kind = measure.partition(".")[0]
        if kind not in _OF_STATEMENTS:
            raise UnknownFigureError(f"{statement}.{measure}", _OF_STATEMENTS)
        name = self.title(self.hidden_statements[statement])
        return self._hidden(statement, measure, name or self._unnamed)

    @property
    def _unnamed(self) -> str:
        return choose(
            self.language, vi="Nhận định đã công bố", en="A published statement"
        )

    def reason_numbers(self, statement: str) -> dict[str, str]:
        """Numbers in the explanation of a verdict, by their place in it from 1."""
        found: dict[str, str] = {}

        def show(_: Fraction, text: str) -> str:
            found[str(len(found) + 1)] = text
            return text

        verdict_reason(self.claims[statement], self.language, show, named=False)
        return found

    def known_number(self, statement: str, value: Fraction) -> str | None:
        """Figure of its own that a number of an explanation repeats, if it does."""
        row, judged = self.statements[statement], self.claims[statement]
        group, part = str(row["group"]), self.part_spoken_of(row)
        counted = self.count_of(row) is not None
        women = cell_name(group, "women", part) if counted else f"{statement}.women"
        known = {
            f"{statement}.printed": judged.printed and judged.printed.value,
            cell_name(group, "share", part): judged.exact,
            f"{statement}.distance": judged.distance and abs(judged.distance),
            women: judged.women,
            cell_name(group, "total", part): judged.total,
        }
        return next((name for name, number in known.items() if number == value), None)

    def _statements(self, _: str, measure: str) -> Figure:
        kinds: dict[str, Callable[[ClaimJudgement], bool]] = {
            "percentages": lambda c: c.printed is not None and c.exact is not None,
            "right": lambda c: c.verdict in RIGHT,
            "not_right": lambda c: c.verdict in NOT_RIGHT,
            **{verdict.value: _has(verdict) for verdict in NOT_RIGHT},
            "without_count": lambda c: c.printed is not None and c.exact is None,
            "in_words": lambda c: c.printed is None,
        }
        if measure not in kinds:
            raise UnknownFigureError(f"statements.{measure}", kinds)
        found = [name for name, claim in self.claims.items() if kinds[measure](claim)]
        origins = tuple(origin(self.statements[name]) for name in found)
        return self._counted("statements", measure, origins)

    def _document(self, document: str, measure: str) -> Figure:
        row = self.documents[document]
        if measure == "number" and row["number"]:
            kind: Kind = "document"
            exact: Exact = str(row["number"])
        elif measure == "date" and row["date"] is not None:
            kind, exact = "date", _date(row["date"])
        else:
            raise UnknownFigureError(f"{document}.{measure}", ("number", "date"))
        return self._read(f"{document}.{measure}", self.name(row), row, kind, exact)

    def _source(self, source: str, measure: str) -> Figure:
        return self._dated(source, measure, self.sources[source], ("date",))

    def _activity(self, activity: str, measure: str) -> Figure:
        row = self.activities[activity]
        return self._dated(activity, measure, row, ("start", "due"))

    def _target(self, target: str, measure: str) -> Figure:
        row = self.targets[target]
        if measure == "target" and row["value"] is not None:
            exact = Fraction(str(row["value"]))
            return self._read(f"{target}.target", self.name(row), row, "share", exact)
        if measure != "due":
            raise UnknownFigureError(f"{target}.{measure}", ("target", "due"))
        return self._dated(target, measure, row, ("due",))

    def _dated(
        self, subject: str, measure: str, row: Row, known: tuple[str, ...]
    ) -> Figure:
        identifier = f"{subject}.{measure}"
        if measure not in known or row[measure] is None:
            raise UnknownFigureError(identifier, known)
        exact = _date(row[measure])
        return self._read(identifier, self.name(row), row, "date", exact)

    def _activities(self, subject: str, measure: str) -> Figure:
        found = list(self.activities.values())
        if subject == "action_month":
            found = [row for row in found if row["programme"] == "action_month"]
            if measure in ("start", "due"):
                return self._month(measure, found)
        if measure not in ("count", *STATUSES):
            raise UnknownFigureError(f"{subject}.{measure}", ("count", *STATUSES))
        if measure != "count":
            found = [row for row in found if row["status"] == measure]
        return self._counted(subject, measure, tuple(origin(row) for row in found))

    def _month(self, measure: str, found: list[Row]) -> Figure:
        """First start or last date of the action month's activities."""
        dates = [_date(row[measure]) for row in found if row[measure] is not None]
        if not dates:
            raise UnknownFigureError(f"action_month.{measure}", ("count",))
        first_or_last = min if measure == "start" else max
        made = Made("date", first_or_last(dates), first_or_last.__name__, ())
        name = subject_label("action_month", self.language)
        origins = tuple(origin(row) for row in found)
        return self._made(f"action_month.{measure}", name, made, origins)

    def _targets(self, _: str, measure: str) -> Figure:
        found = list(self.targets.values())
        if measure in ("with_value", "with_due"):
            column = measure.removeprefix("with_")
            found = [row for row in found if row[column] is not None]
        elif measure != "count":
            raise UnknownFigureError(
                f"targets.{measure}", ("count", "with_value", "with_due")
            )
        return self._counted("targets", measure, tuple(origin(row) for row in found))

    def _asked(self, _: str, measure: str) -> Figure:
        """How many were asked for counts, and how many have not sent all of them."""
        asked: list[Row] = list(rows(self.tables.asked))
        known: dict[str, list[Row]] = {"units": asked, "late": self.missing}
        if measure not in known:
            raise UnknownFigureError(f"asked.{measure}", known)
        found = known[measure]
        origins = tuple(origin(row) for row in found)
        units = {row["unit"] or None for row in found}
        return self._counted("asked", measure, origins, len(units))

    def _counted(
        self,
        subject: str,
        measure: str,
        origins: tuple[Origin, ...],
        number: int | None = None,
    ) -> Figure:
        counted = len(origins) if number is None else number
        made = Made("count", counted, "count", ())
        name = subject_label(subject, self.language)
        return self._made(f"{subject}.{measure}", name, made, origins)

    def _read(
        self,
        identifier: str,
        name: str,
        row: Row,
        kind: Kind,
        exact: Exact,
    ) -> Figure:
        made = Made(kind, exact, "read", ())
        return self._made(identifier, name, made, (origin(row),))

    def _judged(
        self, identifier: str, name: str, row: Row, kind: Kind, exact: Exact
    ) -> Figure:
        """A number that a printed percentage and its counts give together."""
        count = self.count_of(row)
        if count is None:
            made = Made(kind, exact, "judge", ())
            return self._made(identifier, name, made, (origin(row),))
        made = Made(kind, exact, "judge", counted_inputs(count))
        return self._made(identifier, name, made, (origin(row), *count.origins))


def _seats_formula(
    rule: norm_rules.Norm, women: int, total: int
) -> tuple[str, tuple[tuple[str, int | Fraction], ...]]:
    """How seats up to a norm are counted, and from what."""
    value = rule.value or Fraction(0)
    if rule.measure == "presence":
        return "value - women", (("value", value), ("women", women))
    strict = (("strict", True),) if rule.comparison == ">" else ()
    inputs = (("women", women), ("total", total), ("target", value), *strict)
    return "seats_to_target", inputs


def _fewest_women(rule: norm_rules.Norm, total: int) -> int | None:
    """Fewest women among the total that meet a share asked for from below."""
    if rule.measure != "share" or rule.comparison not in (">=", ">"):
        return None
    if rule.value is None:
        return None
    strict = rule.comparison == ">"
    return int(seats_to_target(0, total, rule.value, strict=strict))


def _has(verdict: Verdict) -> Callable[[ClaimJudgement], bool]:
    return lambda claim: claim.verdict is verdict


def _by_subject(
    concealed: Mapping[str, int | None], subjects: Container[str]
) -> dict[str, dict[str, int | None]]:
    """Hidden and shown counts of whole subjects, by measure."""
    found: dict[str, dict[str, int | None]] = {}
    for name, value in concealed.items():
        subject, measure = subject_of(name), name.partition(".")[2]
        if subject in subjects and not part_of(name):
            found.setdefault(subject, {})[measure] = value
    return found


def _by(table: Any, key: str) -> dict[str, Row]:
    return {str(row[key]): row for row in rows(table)}


def _filled(row: Row, *columns: str) -> list[str]:
    return [column for column in columns if row[column] is not None]


def _is_day(value: Any) -> bool:
    """Of some norms only the year is known."""
    return value is not None and len(str(value)) > len("2010")


def _place(row: Row) -> Place:
    return str(row["group"]), row["unit"] or None, row["level"] or None


def _date(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])
