"""A year's tables as the public may see them: what is hidden is not in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from genderlib.disclosure.rules import rule_of
from genderlib.disclosure.suppression import protect
from genderlib.disclosure.system import Cell, Statement, System
from genderlib.norms import rows
from genderlib.norms.counts import group_counts, rows_of_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from genderlib.data import YearTables
    from genderlib.disclosure.rules import Rule
    from genderlib.norms.counts import GroupCount

# A topic whose groups a report adds up; staff is a group itself.
SUMMED_TOPICS: Final = ("representation", "training", "benefit")

# The fewest counts are hidden; of sets of one size, the one that keeps totals.
_PART: Final = 1000
_TOTAL: Final = 1001
_TOPIC: Final = 1002


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
        and `.total`; the same for a topic with a personal group in it. Groups of that
        topic that are not personal are cells too, so that they can be hidden.
    """
    rules = group_rules(tables)
    topics = {str(row["group"]): str(row["topic"]) for row in rows(tables.groups)}
    touched = {topics[group] for group, rule in rules.items() if rule.personal}
    counts = group_counts(tables.counts)
    parts = {
        group: count for group, count in counts.items() if topics[group] in touched
    }
    cells: list[Cell] = []
    statements: list[Statement] = []
    for group, count in parts.items():
        cells += _group_cells(group, count, rules[group])
        statements.append(_whole(group, cells))
    for topic in SUMMED_TOPICS:
        members = [group for group in parts if topics[group] == topic]
        if members:
            cells += _topic_cells(topic, members, parts, rules)
            statements += _topic_sums(topic, members)
            statements.append(_whole(topic, cells))
    return System(tuple(cells), tuple(statements))


def _group_cells(group: str, count: GroupCount, rule: Rule) -> Iterator[Cell]:
    numbers = {"women": count.women}
    if count.men is None:
        numbers["others"] = count.total - count.women
    else:
        numbers["men"] = count.men
        if unrecorded := count.total - count.women - count.men:
            numbers["unrecorded"] = unrecorded
    numbers["total"] = count.total
    for measure, value in numbers.items():
        cost = _TOTAL if measure == "total" else _PART
        yield Cell(f"{group}.{measure}", value, rule.personal, rule.threshold, cost)


def _topic_cells(
    topic: str,
    members: list[str],
    counts: Mapping[str, GroupCount],
    rules: Mapping[str, Rule],
) -> Iterator[Cell]:
    women = sum(counts[group].women for group in members)
    total = sum(counts[group].total for group in members)
    threshold = max(rules[group].threshold for group in members)
    for measure, value in (
        ("women", women),
        ("others", total - women),
        ("total", total),
    ):
        yield Cell(
            f"{topic}.{measure}", value, personal=True, threshold=threshold, cost=_TOPIC
        )


def _whole(subject: str, cells: list[Cell]) -> Statement:
    """The parts of a group make up its total."""
    terms = [
        (cell.name, -1 if cell.name.endswith(".total") else 1)
        for cell in cells
        if cell.name.rpartition(".")[0] == subject
    ]
    return Statement(f"{subject} parts", tuple(terms))


def _topic_sums(topic: str, members: list[str]) -> Iterator[Statement]:
    for measure in ("women", "total"):
        terms = [(f"{group}.{measure}", 1) for group in members]
        yield Statement(f"{topic} {measure}", (*terms, (f"{topic}.{measure}", -1)))


def for_the_public(tables: YearTables) -> YearTables:
    """Tables from which hidden counts are gone, with a note of what was hidden.

    Parameters
    ----------
    tables : YearTables
        As they were read.

    Returns
    -------
    YearTables
        Without the counts of groups of which something is hidden, without rows that
        break a personal group down, without statements printed about hidden counts,
        and without hashes of files, which would let a count be found by trial.
        `concealed` says what is hidden and what may be shown beside it.

    Raises
    ------
    UnprotectableError
        If a small count can be worked out whatever is hidden.
    """
    system = year_system(tables)
    hidden = protect(system)
    gone = {name.rpartition(".")[0] for name in hidden}
    rules = group_rules(tables)
    return replace(
        tables,
        counts=_public_counts(tables.counts, rules, gone),
        statements=tables.statements[~tables.statements["group"].isin(gone)],
        concealed=_concealed(system, hidden, gone, set(rules)),
        inputs={},
    )


def without_personal(tables: YearTables) -> YearTables:
    """Tables without any count of persons that nobody needs to know of.

    For reports that set several years or organisations side by side: what is hidden in
    one of them could be worked out from the others, so nothing personal is in any.

    Parameters
    ----------
    tables : YearTables
        As they were read.

    Returns
    -------
    YearTables
        Without the counts of personal groups, without statements printed about them,
        and without hashes of files.

    Raises
    ------
    GenderlibError
        If nobody has said whether a group's count is personal.
    """
    personal = {group for group, rule in group_rules(tables).items() if rule.personal}
    return replace(
        tables,
        counts=tables.counts[~tables.counts["group"].isin(personal)],
        statements=tables.statements[~tables.statements["group"].isin(personal)],
        inputs={},
    )


def _public_counts(
    counts: pd.DataFrame, rules: Mapping[str, Rule], gone: set[str]
) -> pd.DataFrame:
    """Rows of groups that are shown in full; of a personal one its whole alone."""
    kept = []
    for group, rule in rules.items():
        found = [dict(row) for row in rows(counts) if row["group"] == group]
        if group not in gone:
            kept += [_whole_row(rows_of_whole(found))] if rule.personal else found
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
    system: System, hidden: frozenset[str], gone: set[str], groups: set[str]
) -> dict[str, int | None]:
    """Counts of subjects of which something is hidden, and sums that they enter."""
    touched = set(gone)
    for statement in system.statements:
        subjects = {name.rpartition(".")[0] for name, _ in statement.terms}
        if subjects & gone:
            touched |= subjects - groups
    return {
        cell.name: None if cell.name in hidden else cell.value
        for cell in system.cells
        if cell.name.rpartition(".")[0] in touched
    }
