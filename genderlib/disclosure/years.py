"""A year's tables as the public may see them: what is hidden is not in them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from genderlib.disclosure.parts import (
    WHOLE,
    Breakdown,
    PartNames,
    counted_cells,
    counts_by_place,
    part_of,
    place_of,
    subject_of,
)
from genderlib.disclosure.pools import Pools, as_last_resort, bundled
from genderlib.disclosure.printed import printed_of
from genderlib.disclosure.rules import Rule, rule_of
from genderlib.disclosure.suppression import protect
from genderlib.disclosure.system import Cell, Statement, System
from genderlib.disclosure.tables import joined
from genderlib.disclosure.within import is_part, shared_cells
from genderlib.norms import adds_up, rows
from genderlib.norms.counts import GroupCount, group_counts, places_of, rows_of_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd

    from genderlib.data import YearTables
    from genderlib.disclosure.parts import Place

Part = tuple[str, str | None, str | None]

# A topic whose groups a report adds up; staff is a group itself.
SUMMED_TOPICS: Final = ("representation", "training", "benefit")

# Raw files that are shown in full, and whose hash says nothing more.
_WITHOUT_COUNTS: Final = frozenset(
    {
        *(
            "activities",
            "asked",
            "disclosure",
            "documents",
            "groups",
            "narrative",
            "norms",
        ),
        *("organisations", "sources", "targets"),
    }
)


def group_rules(tables: YearTables) -> dict[str, Rule]:
    """The rule for every group that is counted this year.

    Raises
    ------
    GenderlibError
        If nobody has said whether a group's count is personal.
    """
    groups = {str(row["group"]): row for row in rows(tables.groups)}
    counted = dict.fromkeys(str(group) for group in tables.counts["group"])
    return {
        group: rule_of(tables.disclosure, tables.organisation, groups[group])
        for group in counted
    }


def year_system(tables: YearTables) -> System:
    """Everything a report can say of personal counts, and how it hangs together.

    Returns
    -------
    System
        Cells `<group>.women`, `.men` or `.others`, `.unrecorded` where there are any,
        and `.total`; `<group>.women.unit_<name>` and so on for its parts by unit and
        level; the same for a topic with a personal group in it. Groups of that topic
        that are not personal are cells too, so that they can be hidden. So are, with
        their topics, groups of persons drawn from a personal one or it from them: they
        say how many it is at least or at most. They are hidden only where nothing else
        helps.

    Notes
    -----
    Statements: the parts of every count, sums over units, levels and groups, that a
    group drawn from another is no larger, nor is a unit or level of it, and percentages
    that the source printed of a personal group, which cannot be taken back.
    """
    rules, counts = group_rules(tables), group_counts(tables.counts)
    personal = {group for group, rule in rules.items() if rule.personal}
    drawn = Pools(rows(tables.groups), counts)
    topics = {str(row["group"]): str(row["topic"]) for row in rows(tables.groups)}
    summed = {str(row["group"]) for row in rows(tables.groups) if adds_up(row)}
    touched = {topics[group] for group in personal}
    reached = touched | {topics[group] for group in drawn.joined_to(personal)}
    parts = {
        group: count for group, count in counts.items() if topics[group] in reached
    }
    names, by_group = part_names(tables), counts_by_place(tables.counts)
    cells: list[Cell] = []
    statements: list[Statement] = []
    for group in parts:
        found = Breakdown(group, by_group[group], names).cells(rules[group])
        cells += found[0] if topics[group] in touched else as_last_resort(found[0])
        statements += found[1]
    for topic in SUMMED_TOPICS:
        members = [g for g in parts if topics[g] == topic and g in summed]
        if members:
            made, adds = _topic_cells(topic, members, parts, rules)
            cells += made if topic in touched else bundled(made)
            statements += [*_topic_sums(topic, members), adds]
    statements += drawn.no_larger({cell.name: cell.value for cell in cells})
    statements += _printed(tables, names, by_group, rules)
    return System(tuple(cells), tuple(statements))


def part_names(tables: YearTables) -> PartNames:
    """What the parts of this year's groups are called, hidden ones among them."""
    places = [place_of(row) for row in rows(tables.counts)]
    hidden = [(unit, level) for _, unit, level in tables.concealed_parts]
    # A level that everybody left is counted no more.
    left = [(None, row["level"]) for row in rows(tables.flows) if row["level"]]
    return PartNames([*places, *hidden, *left])


def _topic_cells(
    topic: str,
    members: list[str],
    counts: Mapping[str, GroupCount],
    rules: Mapping[str, Rule],
) -> tuple[list[Cell], Statement]:
    women = sum(counts[group].women for group in members)
    total = sum(counts[group].total for group in members)
    threshold = max(rules[group].threshold for group in members)
    personal = any(rules[group].personal for group in members)
    rule = Rule(personal=personal, threshold=threshold, row={})
    return counted_cells(topic, GroupCount(women, None, total), rule, keep=4)


def _topic_sums(topic: str, members: list[str]) -> Iterator[Statement]:
    for measure in ("women", "total"):
        terms = [(f"{group}.{measure}", 1) for group in members]
        yield Statement(f"{topic} {measure}", (*terms, (f"{topic}.{measure}", -1)))


def _printed(
    tables: YearTables,
    names: PartNames,
    by_group: Mapping[str, Mapping[Place, GroupCount]],
    rules: Mapping[str, Rule],
) -> Iterator[Statement]:
    """Percentages that the source printed of personal groups, where they are right."""
    for row in rows(tables.statements):
        group, place = str(row["group"] or ""), place_of(row)
        count = by_group.get(group, {}).get(place)
        if count is not None and rules[group].personal:
            yield from printed_of(row, group, names.name(place), count)


def public_cells(tables: YearTables) -> tuple[System, frozenset[str]]:
    """The cells of a year and which of them its public report hides.

    Parameters
    ----------
    tables : YearTables
        As they were read. What the reports of its units show, where these are
        organisations of their own, cannot be hidden here; what they hide, is.

    Raises
    ------
    UnprotectableError
        If a small count can be worked out whatever is hidden.
    """
    system = year_system(tables)
    known: list[Statement] = []
    hidden: set[str] = set()
    for part in tables.neighbours():
        if is_part(part, tables):
            told, gone = _in_report_of(part, tables, system)
            known += told
            hidden |= gone
    system = joined(system, statements=tuple(known))
    return system, _protected(system, frozenset(hidden))


@lru_cache(maxsize=16)
def _protected(system: System, hidden: frozenset[str]) -> frozenset[str]:
    """What `protect` chooses: one command asks it of the same year several times."""
    return protect(system, hidden=hidden)


def _in_report_of(
    part: YearTables, whole: YearTables, system: System
) -> tuple[list[Statement], set[str]]:
    """What the report of a unit shows of our cells, and cells that it hides."""
    theirs, gone = public_cells(part)
    subjects = {subject_of(cell.name) for cell in theirs.cells}
    told, hidden = [], set[str]()
    for shared in shared_cells(whole, part, (part_names(whole), part_names(part))):
        if not system.by_name.keys() >= set(shared.in_whole):
            continue
        # A group that is personal nowhere near stands in their report as it is.
        open_there = subject_of(shared.in_part[0]) not in subjects
        if open_there or theirs.by_name.keys() - gone >= set(shared.in_part):
            name = (
                f"{' and '.join(shared.in_whole)} in the report of {part.organisation}"
            )
            terms = tuple((cell, 1) for cell in shared.in_whole)
            told.append(Statement(name, terms, shared.value, shared.value))
        else:
            hidden.update(shared.in_whole)
    return told, hidden


def for_the_public(tables: YearTables) -> YearTables:
    """Tables from which hidden counts are gone, with a note of what was hidden.

    Parameters
    ----------
    tables : YearTables
        As they were read.

    Returns
    -------
    YearTables
        Without the counts of groups and parts of which something is hidden, without
        statements printed about them, and without hashes of files, which would let a
        count be found by trial. `concealed` says what is hidden and what may be shown
        beside it, `concealed_parts` which units and levels that concerns, and
        `concealed_statements` what is left of statements.

    Raises
    ------
    UnprotectableError
        If a small count can be worked out whatever is hidden.
    """
    system, hidden = public_cells(tables)
    gone = {subject_of(name) for name in hidden if not part_of(name)}
    parts = _hidden_parts(tables, hidden, gone)
    about = about_groups(tables, gone, parts)
    spoken = tables.statements[about]
    return replace(
        tables,
        counts=_public_counts(tables.counts, group_rules(tables), gone, parts),
        statements=tables.statements[~about],
        concealed=_concealed(tables, system, hidden, gone, parts),
        concealed_parts=parts,
        concealed_statements=tuple(_name_alone(row) for row in rows(spoken)),
        received=tuple(places_of(tables.counts)),
        inputs={},
    )


def harmless_inputs(inputs: Mapping[str, str]) -> dict[str, str]:
    """Hashes of files that hold no count and nothing printed about one.

    The counts that the public sees are known to it. With a hash of their table the few
    that are missing could be tried, one after the other.

    Parameters
    ----------
    inputs : mapping of str to str
        SHA-256 by path from the project folder.
    """
    return {
        path: sha256
        for path, sha256 in inputs.items()
        if path.rpartition("/")[2].partition(".")[0] in _WITHOUT_COUNTS
    }


def about_groups(
    tables: YearTables, gone: set[str], parts: Collection[Part] = ()
) -> pd.Series[bool]:
    """Statements about a hidden group or part, or with a number about its topic."""
    import pandas as pd

    topics = {str(row["group"]): str(row["topic"]) for row in rows(tables.groups)}
    touched = {topics[group] for group in gone if group in topics}
    found = tables.statements
    words = found["printed"].fillna("") + found["wording"].fillna("")
    numbered = words.str.contains(r"\d") & found["group"].isna()
    of_part = [(row["group"], *place_of(row)) in parts for row in rows(found)]
    named = found["group"].isin(gone) | (found["topic"].isin(touched) & numbered)
    return named | pd.Series(of_part, index=found.index, dtype=bool)


def _hidden_parts(
    tables: YearTables, hidden: frozenset[str], gone: set[str]
) -> tuple[Part, ...]:
    """Parts of which something is hidden, and every part of a group that is not whole.

    By name, so that their order says nothing of their size.
    """
    names = part_names(tables)
    shut = {(subject_of(name), part_of(name)) for name in hidden}
    found = {
        (str(row["group"]), *place_of(row))
        for row in rows(tables.counts)
        if place_of(row) != WHOLE
        and (row["group"] in gone or (row["group"], names.name(place_of(row))) in shut)
    }
    return tuple(sorted(found, key=lambda part: [word or "" for word in part]))


def _public_counts(
    counts: pd.DataFrame,
    rules: Mapping[str, Rule],
    gone: set[str],
    parts: tuple[Part, ...],
) -> pd.DataFrame:
    """Wholes and parts of which nothing is hidden; a personal group with its whole."""
    kept = []
    for group, rule in rules.items():
        found = [dict(row) for row in rows(counts) if row["group"] == group]
        shown = [row for row in found if (group, *place_of(row)) not in parts]
        if group in gone:
            continue
        if rule.personal or len(shown) < len(found):
            kept.append(_whole_row(rows_of_whole(found)))
            shown = [row for row in shown if place_of(row) != WHOLE]
        kept += shown
    return counts.iloc[:0] if not kept else _like(counts, kept)


def _whole_row(used: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of a group added up into one that stands where the first one stood."""
    whole = used[0] | {"unit": None, "level": None}
    for column in ("women", "men", "total"):
        numbers = [row[column] for row in used]
        whole[column] = None if None in numbers else sum(map(int, numbers))
    return whole


def _like(counts: pd.DataFrame, kept: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(kept, columns=list(counts.columns), dtype=object)
    return frame.astype(counts.dtypes.to_dict())


def _concealed(
    tables: YearTables,
    system: System,
    hidden: frozenset[str],
    gone: set[str],
    parts: tuple[Part, ...],
) -> dict[str, int | None]:
    """Counts of subjects and parts of which something is hidden; sums they enter."""
    names, groups = part_names(tables), set(group_rules(tables))
    touched = {(subject, "") for subject in gone}
    touched |= {(group, names.name((unit, level))) for group, unit, level in parts}
    for statement in system.statements:
        subjects = {subject_of(name) for name, _ in statement.terms}
        if subjects & gone:
            touched |= {(subject, "") for subject in subjects - groups}
    return {
        cell.name: None if cell.name in hidden else cell.value
        for cell in system.cells
        if (subject_of(cell.name), part_of(cell.name)) in touched
    }


def _name_alone(statement: Mapping[str, Any]) -> dict[str, Any]:
    """What may be said of a statement about a hidden count: a name without digits."""
    kept = {key: statement[key] for key in ("statement", "topic", "group")}
    for column in ("name_vi", "name_en"):
        text = str(statement[column] or "")
        kept[column] = None if any(map(str.isdigit, text)) else text or None
    return kept
