"""What every figure identifier of a comparison means.

`lao_cai.share.province_council` is the share of one organisation's group, and
`province_council.share` that of the group in all of them together.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from genderlib.comparison import measures
from genderlib.comparison.labels import COMPARISON_LABELS
from genderlib.ledger import Figure
from genderlib.norms import Judgement, judge_year, rows
from genderlib.review.facts import Count, group_counts, origin
from genderlib.review.figures import Definitions, UnknownFigureError
from genderlib.review.measures import MEASURES, Made, counted_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from genderlib.data import YearTables
    from genderlib.ledger import Origin
    from genderlib.review.facts import Row
    from genderlib.text.languages import Language

FEWEST: Final = 2
"""A group is compared where so many organisations count it."""


class ComparisonDefinitions(Definitions):
    """Figures of organisations of one kind in one year, by identifier.

    Parameters
    ----------
    own : YearTables
        Tables of the organisation whose report it is.
    others : mapping of str to YearTables
        Tables of every organisation of its kind, its own among them.
    language : {"vi", "en"}
        Language of the labels.
    """

    def __init__(
        self, own: YearTables, others: Mapping[str, YearTables], language: Language
    ) -> None:
        self.others = dict(sorted({**others, own.organisation: own}.items()))
        super().__init__(own, None, language)

    @cached_property
    def organisations(self) -> dict[str, Row]:
        """Every organisation with the name it had at the end of the year."""
        return {name: self._organisation(name) for name in self.others}

    def _organisation(self, identifier: str) -> Row:
        day = f"{self.tables.year}-12-31"
        named = [r for r in rows(self.tables.organisations) if r["id"] == identifier]
        valid = [
            row
            for row in named
            if str(row["valid_from"] or "") <= day <= str(row["valid_to"] or "9999")
        ]
        return (valid or named)[0]

    @cached_property
    def compared(self) -> dict[str, dict[str, Count]]:
        """Counts by group and organisation, of groups of people that several count.

        Agencies are no people, and one person attends many courses: neither can be
        dealt out by lot.
        """
        found: dict[str, dict[str, Count]] = {}
        for organisation, tables in self.others.items():
            for group, count in group_counts(rows(tables.counts)).items():
                if count.total and self.groups[group]["counted"] == "persons":
                    found.setdefault(group, {})[organisation] = count
        order = list(self.groups)
        several = {g: c for g, c in found.items() if len(c) >= FEWEST}
        return dict(sorted(several.items(), key=lambda item: order.index(item[0])))

    def pooled(self, group: str) -> tuple[int, int]:
        """Women and everyone of a group in all organisations."""
        counts = self.compared[group].values()
        return sum(c.women for c in counts), sum(c.total for c in counts)

    def beyond(self, group: str) -> dict[str, int]:
        """Organisations outside the wide band: 1 above it, -1 below."""
        pooled = self.pooled(group)
        found = {
            organisation: measures.beyond(count, pooled)
            for organisation, count in self.compared[group].items()
        }
        return {organisation: side for organisation, side in found.items() if side}

    @cached_property
    def judged(self) -> dict[str, list[Judgement]]:
        """Norms held against the counts of each organisation."""
        return {name: judge_year(tables) for name, tables in self.others.items()}

    @cached_property
    def sources(self) -> dict[str, Row]:
        """Sources of all organisations; the organisation is named where two share."""
        found: dict[str, Row] = {}
        for organisation, tables in self.others.items():
            for row in rows(tables.sources):
                name = str(row["source"])
                found[f"{name}_{organisation}" if name in found else name] = row
        return found

    @property
    def all_tables(self) -> list[YearTables]:
        """Tables that figures are made from: the own ones, then those of others."""
        own = self.tables.organisation
        return [self.tables, *(t for o, t in self.others.items() if o != own)]

    @property
    def _makers(self) -> list[tuple[Any, Callable[[str, str], Figure]]]:
        kept = (self.norms, self.sources)
        others = [m for m in super()._makers if any(m[0] is names for names in kept)]
        return [
            (self.organisations, self._of_organisation),
            (self.compared, self._of_group),
            *others,
        ]

    # Figures.

    def _of_organisation(self, organisation: str, measure: str) -> Figure:
        kind, _, rest = measure.partition(".")
        group, _, norm = rest.partition(".")
        count = self.compared.get(group, {}).get(organisation)
        made = None if count is None else self._made_of(count, kind, norm)
        if made is None or count is None:
            known = [
                f"share.{g}" for g, c in self.compared.items() if organisation in c
            ]
            raise UnknownFigureError(f"{organisation}.{measure}", known)
        name = self.title(self.organisations[organisation])
        label = f"{name}, {self.name(self.groups[group])}: {self._words(kind)}"
        origins = count.origins
        if kind.startswith(("low_", "high_")):
            origins = self._origins(group)
        if norm:
            origins = (*origins, origin(self.norms[norm]))
        identifier = f"{organisation}.{measure}"
        return Figure(identifier, *made, origins, label)

    def _made_of(self, count: Count, kind: str, norm: str) -> Made | None:
        if kind in MEASURES:
            return MEASURES[kind](count)
        end, _, level = kind.partition("_")
        if end in ("low", "high") and level in measures.BANDS:
            pooled = self.pooled(count.group)
            return measures.band_end(count, pooled, end, level)
        if kind == "seats_short" and norm in self.norms:
            return self._short(count, norm)
        return None

    def _short(self, count: Count, norm: str) -> Made | None:
        """Further women that meet a norm, for the organisation counted."""
        for judged in (j for found in self.judged.values() for j in found):
            same = (judged.women_low, judged.total) == (count.women, count.total)
            if (judged.norm, judged.group) == (norm, count.group) and same:
                break
        else:
            return None
        if judged.seats_short is None or judged.rule.value is None:
            return None
        strict = (("strict", True),) if judged.rule.comparison == ">" else ()
        inputs = (*counted_inputs(count), ("target", judged.rule.value), *strict)
        return Made("count", judged.seats_short, "seats_to_target", inputs)

    def _of_group(self, group: str, measure: str) -> Figure:
        counts, (women, total) = self.compared[group], self.pooled(group)
        everyone = Count(group, women, None, total, self._origins(group))
        if measure == "organisations":
            made: Made | None = Made("count", len(counts), "count", ())
        elif measure == "beyond":
            made = Made("count", len(self.beyond(group)), "chance_band", ())
        elif measure in measures.INDICES:
            made = measures.index(counts, measure)
        else:
            made = MEASURES[measure](everyone) if measure in MEASURES else None
        if made is None:
            known = ("women", "total", "share", "organisations", *measures.INDICES)
            raise UnknownFigureError(f"{group}.{measure}", known)
        if measure in ("women", "total"):
            inputs = tuple((name, getattr(c, measure)) for name, c in counts.items())
            made = made._replace(indicator="sum", inputs=inputs)
        label = f"{self.title(self.groups[group])}: {self._words(measure)}"
        return Figure(f"{group}.{measure}", *made, everyone.origins, label)

    def _origins(self, group: str) -> tuple[Origin, ...]:
        counts = self.compared[group].values()
        return tuple(place for count in counts for place in count.origins)

    def _words(self, measure: str) -> str:
        return COMPARISON_LABELS[measure][self.language == "en"]
