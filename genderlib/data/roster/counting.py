"""Persons of a register as counts: groups, units, levels, ages, and flows of a year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.data.roster.headings import MAN, RECORDED, WOMAN
from genderlib.data.roster.reading import any_fault, kinds_of_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from genderlib.data.roster.engine import Engine
    from genderlib.data.roster.rules import Group, RosterRules, Rule

# Ages at which a band begins; age is the year of the reference day less that of birth.
AGES: Final = (0, 31, 41, 51, 61)
NO_LEVEL: Final = "không xếp ngạch"
FLOWS: Final = ("joined", "appointed", "promoted", "left")


@dataclass(frozen=True, slots=True)
class Counted:
    """Persons of a group, or of a part of it.

    Parameters
    ----------
    group : str
    women, men, total : int
        Everyone whose sex is not recorded is in the total alone.
    unit, level : str or None
        None for all.
    ages : tuple of (int or None, int or None), optional
        First and last age of a band; (None, None) where no birth year is recorded.
    flow : str
        One of `FLOWS`; empty for those who are there on the reference day.
    """

    group: str
    women: int
    men: int
    total: int
    unit: str | None = None
    level: str | None = None
    ages: tuple[int | None, int | None] | None = None
    flow: str = ""


def membership(groups: Iterable[Group]) -> str:
    """The groups of a row as a number: bit i is set for a member of group i."""
    bits = [
        f"CASE WHEN {' OR '.join(map(_condition, group.rules))} "
        f"THEN {1 << i} ELSE 0 END"
        for i, group in enumerate(groups)
    ]
    return f"({' + '.join(bits)})::BIGINT"


def _condition(rule: Rule) -> str:
    parts = [
        f"{column} = {code}"
        for column, code in (
            ("unit", rule.unit),
            ("level", rule.level),
            ("title", rule.title),
        )
        if code is not None
    ]
    if rule.course is not None:
        taken = f"courses & {1 << (rule.course - 1)} <> 0" if rule.course else ""
        parts.append(taken or "courses > 0")
    return f"({' AND '.join(parts)})" if parts else "true"


def create_cube(
    engine: Engine, coded: str, rules: RosterRules, as_of: date, since: date
) -> int:
    """A small table of how many persons are alike in all that is counted.

    Parameters
    ----------
    engine : Engine
    coded : str
        A view made by `create_coded`.
    rules : RosterRules
    as_of, since : date
        Reference day, and the day after which an appointment is one of the year.

    Returns
    -------
    int
        Rows with a fault other than of their person; with any, the table is of no use.

    Raises
    ------
    Unreadable
        If a file cannot be read to its end.
    """
    band = " ".join(
        f"WHEN {as_of.year} - birth_year >= {first} THEN {number}"
        for number, first in reversed(list(enumerate(AGES)))
    )
    faulty = any_fault(kinds_of_fault(as_of))
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE cube AS SELECT unit, level, sex, "  # noqa: S608
        f"CASE WHEN birth_year IS NULL THEN -1 {band} END AS band, "
        f"{membership(rules.groups)} AS members, "
        f"coalesce(date_in_post > DATE '{since.isoformat()}', false) AS appointed, "
        f"({faulty}) AS faulty, count(*) AS persons FROM {coded} GROUP BY ALL"
    )
    ((faults,),) = engine.rows(
        "SELECT coalesce(sum(persons), 0)::BIGINT FROM cube WHERE faulty"
    )
    return int(faults)


def repeats(engine: Engine, rows: str) -> bool:
    """Whether a person may be there twice, or one is not named.

    Two persons with one hash look like one; who finds it out looks at the rows.
    """
    ((twice,),) = engine.rows(
        "SELECT count(*) - count(DISTINCT hash(person)) + count(*) - count(person) "  # noqa: S608  our names
        f"FROM {rows}"
    )
    return bool(twice)


def persons(engine: Engine) -> int:
    """How many persons there are."""
    ((count,),) = engine.rows("SELECT coalesce(sum(persons), 0)::BIGINT FROM cube")
    return int(count)


def anybody_appointed(engine: Engine) -> bool:
    """Whether anybody came into a post in the year before the reference day."""
    ((found,),) = engine.rows("SELECT coalesce(bool_or(appointed), false) FROM cube")
    return bool(found)


def count_groups(engine: Engine, rules: RosterRules) -> Iterator[Counted]:
    """Each group, and its units, levels and ages where the rules ask for them.

    Parameters
    ----------
    engine : Engine
        With the table that `create_cube` made.
    rules : RosterRules

    Yields
    ------
    Counted
        A whole also where nobody is in it; of parts those in which somebody is.
    """
    units, levels = rules.names["unit"].names, rules.names["level"].names
    for number, group in enumerate(rules.groups):
        by = _Sums(engine, f"members & {1 << number} <> 0")
        yield Counted(group.name, *by.whole())
        if group.by_unit:
            for code, numbers in by.parts("unit"):
                yield Counted(group.name, *numbers, unit=units[code - 1])
        if group.by_level:
            for code, numbers in by.parts("level"):
                yield Counted(group.name, *numbers, level=_level(levels, code))
        if group.by_age:
            for code, numbers in by.parts("band"):
                yield Counted(group.name, *numbers, ages=_ages(code))


def count_appointed(engine: Engine, rules: RosterRules) -> Iterator[Counted]:
    """Those of each group whose post began in the year, and of each of its levels."""
    levels = rules.names["level"].names
    for number, group in enumerate(rules.groups):
        if not group.flows:
            continue
        by = _Sums(engine, f"appointed AND members & {1 << number} <> 0")
        yield Counted(group.name, *by.whole(), flow="appointed")
        if group.by_level:
            for code, numbers in by.parts("level"):
                level = _level(levels, code)
                yield Counted(group.name, *numbers, level=level, flow="appointed")


class _Sums:
    """Women, men and all of some rows of the cube."""

    _NUMBERS: Final = (
        f"coalesce(sum(persons) FILTER (sex = {WOMAN}), 0)::BIGINT, "
        f"coalesce(sum(persons) FILTER (sex = {MAN}), 0)::BIGINT, "
        "coalesce(sum(persons), 0)::BIGINT"
    )

    def __init__(self, engine: Engine, condition: str) -> None:
        self.engine, self.condition = engine, condition

    def whole(self) -> tuple[int, int, int]:
        """Of all."""
        ((women, men, total),) = self.engine.rows(
            f"SELECT {self._NUMBERS} FROM cube WHERE {self.condition}"  # noqa: S608
        )
        return women, men, total

    def parts(self, column: str) -> Iterator[tuple[int, tuple[int, int, int]]]:
        """By the codes of a column, in their order."""
        found = self.engine.rows(
            f"SELECT {column}, {self._NUMBERS} FROM cube "  # noqa: S608  our names
            f"WHERE {self.condition} GROUP BY {column} ORDER BY {column}"
        )
        for code, women, men, total in found:
            yield code, (women, men, total)


def _level(levels: tuple[str, ...], code: int) -> str:
    return levels[code - 1] if code else NO_LEVEL


def _ages(code: int) -> tuple[int | None, int | None]:
    if code < 0:
        return None, None
    after = AGES[code + 1] - 1 if code + 1 < len(AGES) else None
    return (AGES[code] or None), after


def create_pairs(engine: Engine, now: str, before: str, rules: RosterRules) -> int:
    """A small table of how many persons went from where to where.

    Parameters
    ----------
    engine : Engine
    now, before : str
        Views made by `create_coded`, of registers without faults.
    rules : RosterRules

    Returns
    -------
    int
        Persons with another sex now than before; with any, the table is of no use.
        Where sex is recorded on one day alone it is taken for both.
    """
    members = membership(rules.groups)
    side = "SELECT person, level, sex, {} AS members FROM {}"
    engine.run(
        "CREATE OR REPLACE TEMP TABLE pairs AS SELECT "  # noqa: S608  our own names
        f"CASE WHEN a.sex IN {RECORDED} THEN a.sex ELSE coalesce(b.sex, a.sex) END "
        f"AS sex, coalesce(a.sex <> b.sex AND a.sex IN {RECORDED} "
        f"AND b.sex IN {RECORDED}, false) AS differs, "
        "a.level AS level, b.level AS level_before, coalesce(a.members, 0) AS members, "
        "coalesce(b.members, 0) AS members_before, count(*) AS persons "
        f"FROM ({side.format(members, now)}) AS a "
        f"FULL OUTER JOIN ({side.format(members, before)}) AS b USING (person) "
        "GROUP BY ALL"
    )
    ((differing,),) = engine.rows(
        "SELECT coalesce(sum(persons), 0)::BIGINT FROM pairs WHERE differs"
    )
    return int(differing)


def few_found_again(engine: Engine) -> bool:
    """Whether fewer than half of the persons before are there now.

    Parameters
    ----------
    engine : Engine
        With the table that `create_pairs` made.
    """
    ((few,),) = engine.rows(
        "SELECT coalesce(2 * sum(persons) FILTER (level IS NOT NULL), 0) "
        "< sum(persons) FROM pairs WHERE level_before IS NOT NULL"
    )
    return bool(few)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Persons who are alike on both days; level 0 is none, None is not there."""

    sex: int
    level: int | None
    level_before: int | None
    members: int
    members_before: int
    persons: int


def count_flows(engine: Engine, rules: RosterRules) -> Iterator[Counted]:
    """Who came into each group and level, who left it, who rose to it.

    Parameters
    ----------
    engine : Engine
        With the table that `create_pairs` made.
    rules : RosterRules

    Yields
    ------
    Counted
        Of each group or level with anybody in it on one of the days: `joined` (in it
        now, not before), `left` (the reverse) and `promoted` (in it now, in the
        register before at a lower level). Now = before + joined - left, by sex.
    """
    rows = engine.rows(
        "SELECT sex, level, level_before, members, members_before, persons FROM pairs"
    )
    pairs = [_Pair(*row) for row in rows]
    levels = rules.names["level"]
    for number, group in enumerate(rules.groups):
        if not group.flows:
            continue
        bit = 1 << number
        yield from _flows_of(group.name, None, pairs, _Cell(bit, None), levels.ranks)
        codes = range(len(levels.names) + 1) if group.by_level else ()
        for code in codes:
            name, cell = _level(levels.names, code), _Cell(bit, code)
            if any(cell.has_now(pair) or cell.had_before(pair) for pair in pairs):
                yield from _flows_of(group.name, name, pairs, cell, levels.ranks)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A group, or one level of it."""

    bit: int
    level: int | None

    def has_now(self, pair: _Pair) -> bool:
        """Whether these persons are in it now."""
        return bool(pair.members & self.bit) and self.level in (None, pair.level)

    def had_before(self, pair: _Pair) -> bool:
        """Whether they were in it before."""
        inside = bool(pair.members_before & self.bit)
        return inside and self.level in (None, pair.level_before)


def _flows_of(
    group: str,
    level: str | None,
    pairs: Iterable[_Pair],
    cell: _Cell,
    ranks: dict[int, int],
) -> Iterator[Counted]:
    def rose(pair: _Pair) -> bool:
        now, then = ranks.get(pair.level or 0), ranks.get(pair.level_before or 0)
        return now is not None and then is not None and now < then

    tests: dict[str, Callable[[_Pair], bool]] = {
        "joined": lambda pair: cell.has_now(pair) and not cell.had_before(pair),
        "promoted": lambda pair: cell.has_now(pair) and rose(pair),
        "left": lambda pair: cell.had_before(pair) and not cell.has_now(pair),
    }
    for flow, holds in tests.items():
        by_sex: Counter[int] = Counter()
        for pair in pairs:
            if holds(pair):
                by_sex[pair.sex] += pair.persons
        numbers = by_sex[WOMAN], by_sex[MAN], by_sex.total()
        yield Counted(group, *numbers, level=level, flow=flow)
