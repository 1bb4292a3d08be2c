"""What every figure identifier of one organisation's years means.

`national_deputies.share.1960` is the share of that year; a change names the year it
leads to, a projection the year it is for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from genderlib.ledger import Figure
from genderlib.norms import applicable_norms, rows
from genderlib.review.figures import Definitions, UnknownFigureError
from genderlib.review.flows import FLOW_MEASURES, Flows, group_flows
from genderlib.review.measures import CHANGES, MEASURES, Made
from genderlib.trends import measures
from genderlib.trends.labels import TREND_LABELS
from genderlib.trends.measures import Goal, Outlook
from genderlib.trends.series import Part, Series, read_parts, read_series

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from genderlib.data import YearTables
    from genderlib.ledger import Origin
    from genderlib.norms import Norm
    from genderlib.review.facts import Row
    from genderlib.text.languages import Language

_SPANS: Final = {"span_women": "change_women", "span_share": "change_share"}
_BANDS: Final = ("expected", "low_80", "high_80", "low_95", "high_95")
_SPREAD: Final = (*measures.SPREAD, *measures.LOTS)
_TRIED: Final = ("tried", "held_80", "held_95")
_UPWARD: Final = (">=", ">", "range")


class TrendDefinitions(Definitions):
    """Figures of one organisation through its years, by identifier.

    Parameters
    ----------
    years : mapping of int to YearTables
        Checked tables by year; the last is the year of the report.
    language : {"vi", "en"}
        Language of the labels.
    """

    def __init__(self, years: Mapping[int, YearTables], language: Language) -> None:
        self.years = dict(sorted(years.items()))
        latest = max(self.years)
        super().__init__(self.years[latest], self.years.get(latest - 1), language)

    @cached_property
    def series(self) -> dict[str, Series]:
        """Counts by group and year; groups with most years first."""
        return read_series(self.years)

    @cached_property
    def year_flows(self) -> dict[int, dict[str, Flows]]:
        """Who came into a group and left it, by year and group."""
        return {year: group_flows(t.flows) for year, t in self.years.items()}

    @property
    def flow_years(self) -> list[tuple[str, int]]:
        """Groups and years with flows, group by group."""
        return [
            (group, year)
            for group, series in self.series.items()
            for year in series.years
            if group in self.year_flows[year]
        ]

    @cached_property
    def sources(self) -> dict[str, Row]:
        """Sources of all years; one that gives several years stands once a year."""
        found: dict[str, Row] = {}
        for year, tables in self.years.items():
            for row in rows(tables.sources):
                name = str(row["source"])
                found[f"{name}_{year}" if name in found else name] = row
        return found

    @property
    def all_tables(self) -> list[YearTables]:
        """Tables that figures are made from: the last year's, then those before."""
        return [*self.years.values()][::-1]

    @property
    def _makers(self) -> list[tuple[Any, Callable[[str, str], Figure]]]:
        others = [maker for maker in super()._makers if maker[0] is not self.counts]
        return [(self.series, self._of_series), *others]

    def term(self, group: str) -> int | None:
        """Years after which all seats of a group are filled anew, where they are."""
        term = self.groups[group]["term"]
        return None if term is None else int(term)

    def outlook(self, group: str) -> Outlook | None:
        """Where a projection starts; None without a term or four counts in a row."""
        return measures.outlook(self.series[group], self.term(group))

    def parts(self, group: str, year: int) -> list[Part]:
        """Units of a group in a year and in the one counted before it."""
        before = self.series[group].before(year)
        if before is None:
            return []
        return read_parts(self.years[before], self.years[year], group)

    def goal_norm(self, group: str) -> Norm | None:
        """The norm in force that asks for a share of a group the furthest ahead."""
        tables = self.tables
        found = [
            norm
            for norm in applicable_norms(
                tables.norms,
                tables.groups,
                organisation=tables.organisation,
                year=tables.year,
                kind=self.kind,
                group=group,
            )
            if norm.measure == "share"
            and norm.comparison in _UPWARD
            and norm.goal_year is not None
            and norm.goal_year > self.series[group].last
        ]
        return max(found, key=lambda n: (n.goal_year, n.value), default=None)

    def goal(self, group: str) -> Goal | None:
        """The share to be reached, and by when."""
        norm = self.goal_norm(group)
        if norm is None or norm.goal_year is None or norm.value is None:
            return None
        return Goal(norm.value, norm.comparison == ">", norm.goal_year)

    # Figures.

    def _of_series(self, group: str, measure: str) -> Figure:
        made, origins = self._measured(self.series[group], measure)
        if made is None:
            raise UnknownFigureError(f"{group}.{measure}", self._known(group))
        name = self.title(self.groups[group])
        return self._made(f"{group}.{measure}", name, made, origins)

    def _measured(
        self, series: Series, measure: str
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        kind, _, when = measure.partition(".")
        counts = series.counts
        if kind in ("counted_years", "since_gap"):
            recent = series.recent(self.term(series.group) or 1)
            years = series.years if kind == "counted_years" else recent
            return Made("count", len(years), "count", ()), _rows(series, years)
        if kind == "span_other":
            return self._from_other(series)
        if kind in _SPANS and series.first < series.last:
            ends = series.first, series.last
            made_of = CHANGES[_SPANS[kind]]
            return made_of(counts[ends[1]], counts[ends[0]]), _rows(series, ends)
        year, _, unit = when.partition(".")
        if not year.isdecimal():
            return self._ahead(series, kind)
        if kind in FLOW_MEASURES:
            return self._of_flows(series, kind, int(year))
        return self._of_year(series, kind, int(year), unit)

    def _of_flows(
        self, series: Series, kind: str, year: int
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        if (series.group, year) not in self.flow_years:
            return None, ()
        flows = self.year_flows[year][series.group]
        made = FLOW_MEASURES[kind](series.counts[year], flows)
        return made, (*_rows(series, [year]), *flows.origins)

    def _from_other(self, other: Series) -> tuple[Made | None, tuple[Origin, ...]]:
        """Change from another count of the first year to the usual count's last."""
        usual = self.series.get(str(self.groups[other.group]["variant_of"]))
        if usual is None or not other.first == usual.first < usual.last:
            return None, ()
        made_of = CHANGES["change_share"]
        made = made_of(usual.counts[usual.last], other.counts[other.first])
        return made, (*_rows(usual, [usual.last]), *_rows(other, [other.first]))

    def _of_year(
        self, series: Series, kind: str, year: int, unit: str
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        before = series.before(year)
        if kind in MEASURES and year in series.counts:
            return MEASURES[kind](series.counts[year]), _rows(series, [year])
        if kind in _BANDS:
            return self._banded(series, kind, year)
        if before is None:
            return None, ()
        old, new = series.counts[before], series.counts[year]
        both = _rows(series, (before, year))
        if kind in ("by_total", "by_share"):
            return measures.by_factors(old, new)[kind], both
        if kind in ("composition", "rate", *_SPREAD):
            return self._by_units(series, kind, year, unit)
        return (CHANGES[kind](new, old) if kind in CHANGES else None), both

    def _by_units(
        self, series: Series, kind: str, year: int, unit: str
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        parts = self.parts(series.group, year)
        if not parts or (unit and not 0 < int(unit) <= len(parts)):
            return None, ()
        if kind in _SPREAD:
            origins = tuple(place for part in parts for place in part.origins)
            return measures.by_spread(parts, kind), origins
        chosen = parts[int(unit) - 1 : int(unit)] if unit else parts
        origins = tuple(place for part in chosen for place in part.origins)
        return measures.by_units(parts, kind, int(unit) - 1 if unit else None), origins

    def _banded(
        self, series: Series, kind: str, year: int
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        start = self.outlook(series.group)
        if start is None or year <= series.last:
            return None, ()
        return measures.projected(start, kind, year), _rows(series, start.years)

    def _ahead(
        self, series: Series, kind: str
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        goal, last = self.goal(series.group), _rows(series, [series.last])
        if kind == "further" and goal is not None:
            return measures.further(series.counts[series.last], goal), last
        if kind == "needed" and goal is not None:
            return self._needed(series, goal), last
        start = self.outlook(series.group)
        return (None, ()) if start is None else self._from(start, series, kind)

    def _from(
        self, start: Outlook, series: Series, kind: str
    ) -> tuple[Made | None, tuple[Origin, ...]]:
        """What a projection says as a whole, and how such ones did before."""
        goal, places = self.goal(series.group), _rows(series, start.years)
        if kind == "appointed":
            return measures.appointed(start), places
        if kind in _TRIED:
            made = measures.tried(series, start.term, kind)
            return made, _rows(series, series.years)
        if kind == "chance" and goal is not None:
            return measures.chance(start, goal), places
        return None, ()

    def _needed(self, series: Series, goal: Goal) -> Made | None:
        """What a goal takes at the elections before it; None without one."""
        term = self.term(series.group)
        elections = 0 if term is None else (goal.year - series.last) // term
        if elections < 1:
            return None
        return measures.needed(series.counts[series.last], elections, goal)

    def _known(self, group: str) -> list[str]:
        """What may be asked of a group, with the years it has."""
        series = self.series[group]
        steps = [year for _, year in series.steps]
        return [
            *(f"{name}.{year}" for name in ("women", "total") for year in series.years),
            *(f"share.{year}" for year in series.years),
            *(
                f"{name}.{year}"
                for name in ("change_women", "by_share")
                for year in steps
            ),
            *_SPANS,
        ]

    def _made(
        self, identifier: str, name: str, made: Made, origins: tuple[Origin, ...]
    ) -> Figure:
        subject, _, measure = identifier.partition(".")
        if subject not in self.series:
            return super()._made(identifier, name, made, origins)
        kind, _, when = measure.partition(".")
        words = TREND_LABELS[kind][self.language == "en"]
        year, _, unit = when.partition(".")
        label = f"{name}: {words}" + (f", {year}" if year else "")
        if unit:
            label += f" ({'unit' if self.language == 'en' else 'đơn vị'} {unit})"
        return Figure(identifier, *made, origins, label)


def _rows(series: Series, years: Any) -> tuple[Origin, ...]:
    return tuple(place for year in years for place in series.counts[year].origins)
