"""Prepare the next year: the folder, what is carried over, and what is to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from genderlib.collect.year import CollectedYear, open_collected
from genderlib.data.atomic import write_atomically
from genderlib.data.collection import ASKED, TO_DO, Asked, asked_csv, to_csv
from genderlib.data.folders import visible
from genderlib.data.ingest.reconcile import likeness
from genderlib.data.parquet import empty_frame
from genderlib.errors import ProjectError
from genderlib.norms import applicable_norms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from genderlib.collect.year import Row
    from genderlib.data.project import Project
    from genderlib.norms.table import Norm

OPEN: Final = ("planned", "under_way", "not_reported")


@dataclass(slots=True)
class Prepared:
    """What was prepared and what is left to do.

    Parameters
    ----------
    written, kept : list of Path
        Files that are new, and those that were there and stay as they are.
    to_do : str
        What is missing, as Markdown.
    """

    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    to_do: str = ""


def prepare_year(
    project: Project, organisation: str, year: int, units: Sequence[str] = ()
) -> Prepared:
    """Prepare a year from the one before; what is there is never overwritten.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int
    units : sequence of str
        Whom to ask for staff, posts on the career ladder, courses and benefits;
        without it those whose counts the year before has.

    Returns
    -------
    Prepared

    Raises
    ------
    ProjectError
        If there is no such organisation, or a unit's name cannot be one.
    """
    before = open_collected(project, organisation, year - 1)
    now = open_collected(project, organisation, year)
    _check_units(now, units)
    prepared = Prepared()
    asked = asked_csv(organisation, year, _asked(before, units))
    _keep_or_write(prepared, now.folder / ASKED, asked)
    _carry_over(prepared, before, now)
    now = open_collected(project, organisation, year)
    prepared.to_do = _to_do(before, now)
    path = now.collection / TO_DO
    _keep_or_write(prepared, path, prepared.to_do.encode())
    return prepared


def _check_units(now: CollectedYear, units: Sequence[str]) -> None:
    from genderlib.data.forms import text_problem

    for unit in units:
        found = text_problem(unit)
        if found or unit != unit.strip() or unit[:1] in ("", "=", "+", "-", "@"):
            message, cure = found or (
                "this cannot be the name of a unit",
                "Correct it.",
            )
            raise ProjectError(f"{unit}: {message}\n{cure}", now.collection)
    alike: dict[str, str] = {}
    for unit in dict.fromkeys(units):
        first = alike.setdefault(likeness(unit), unit)
        if first != unit:
            raise ProjectError(
                f"{unit}: the name looks the same as {first}\nTell the two apart.",
                now.collection,
            )


def _keep_or_write(prepared: Prepared, path: Path, content: bytes) -> None:
    if path.exists():
        prepared.kept.append(path)
        return
    write_atomically(path, content)
    prepared.written.append(path)


def _asked(before: CollectedYear, units: Sequence[str]) -> list[Asked]:
    """Last year's rows; of units those that can be counted unit by unit."""
    rows = [Asked(unit, group, level) for unit, group, level in before.counts]
    if not rows:
        rows = [
            Asked(None, name, None)
            for name, group in before.groups.items()
            if group["counted"] != "organisations"
        ]
    if not units:
        return rows
    groups = list(dict.fromkeys(row.group for row in rows))
    split = {g for g in groups if _by_unit(before.groups[g])}
    whole = [row for row in rows if row.group not in split and row.unit is None]
    # The staff of a unit are asked for, also where last year's source had none.
    staff = [g for g, row in before.groups.items() if row["topic"] == "staff"]
    asked = list(dict.fromkeys([*staff, *(g for g in groups if g in split)]))
    return [*whole, *(Asked(unit, group, None) for unit in units for group in asked)]


def _by_unit(group: Row) -> bool:
    """Whether the counts of units add up: posts on the ladder, courses, benefits."""
    return group["rank"] is not None or group["topic"] in (
        "staff",
        "training",
        "benefit",
    )


def _carry_over(prepared: Prepared, before: CollectedYear, now: CollectedYear) -> None:
    """The actions that are still open, with the sources they stand in."""
    found = [row for row in before.rows("activities") if row["status"] in OPEN]
    cited = {row["source"] for row in found}
    sources = [row for row in before.rows("sources") if row["source"] in cited]
    for name, rows in (("sources", sources), ("activities", found)):
        if not rows:
            continue
        columns = now.dictionary.tables[name].names
        content = to_csv(columns, [{**row, "year": now.year} for row in rows])
        _keep_or_write(prepared, now.folder / f"{name}.csv", content)


def _to_do(before: CollectedYear, now: CollectedYear) -> str:
    parts = [
        f"# {now.organisation} {now.year}: what is to do\n",
        *([] if before.counts else [_nothing_before(before)]),
        *_section("Next", _next(now)),
        *_section("Missing", _missing(now)),
        *_section("Open actions carried over", _actions(now)),
        *_section(
            f"Norms that hold in {now.year} and did not before", _norms(now, before)
        ),
        *_section(f"Norms that no longer hold in {now.year}", _norms(before, now)),
    ]
    return "\n".join(parts)


def _section(title: str, lines: Iterator[str]) -> list[str]:
    found = [f"- {line}" for line in lines]
    return [f"## {title}\n", *(found or ["Nothing."]), ""]


def _nothing_before(before: CollectedYear) -> str:
    return (
        f"There are no counts of {before.year}: every group is asked for, without the "
        "value of the year before.\n"
    )


def _next(now: CollectedYear) -> Iterator[str]:
    year = f"--organisation {now.organisation} --year {now.year}"
    asked = now.project.relative(now.folder / ASKED)
    yield f"look through {asked}: who is asked for which count; add or delete rows"
    yield f"`genderlib workbook {year}` makes the workbooks to send"
    yield "`genderlib ingest FILE...` takes in what comes back"
    yield f"`genderlib check --questions {year}` writes what is left to ask"
    yield f"`genderlib render {year}` makes the report (`--draft` once some are in)"


def _missing(now: CollectedYear) -> Iterator[str]:
    there = now.counts
    missing = [a for a in now.asked if (a.unit, a.group, a.level) not in there]
    by_unit: dict[str | None, list[str]] = {}
    for asked in missing:
        name = now.groups[asked.group]["name_vi"]
        what = ", ".join(filter(None, [name, asked.level]))
        by_unit.setdefault(asked.unit, []).append(what)
    alike: dict[str, list[str]] = {}
    for unit, found in by_unit.items():
        whose = unit or "the organisation as a whole"
        alike.setdefault("; ".join(found), []).append(whose)
    for groups, units in alike.items():
        yield f"counts of {', '.join(units)}: {groups}"
    files = {path.name for path in visible(now.folder)}
    for table in now.dictionary.year_tables:
        if f"{table.name}.csv" not in files:
            must = "" if table.required else " (optional)"
            yield f"data/raw/{now.organisation}/{now.year}/{table.name}.csv{must}"
    for language in now.dictionary.languages:
        if f"narrative.{language}.md" not in files:
            name = f"data/raw/{now.organisation}/{now.year}/narrative.{language}.md"
            yield f"{name}, the year's words (optional)"


def _actions(now: CollectedYear) -> Iterator[str]:
    for row in now.rows("activities"):
        if row["status"] in OPEN:
            yield f"{row['activity']} ({_standing(row, now.year)}): {row['name_vi']}"


def _standing(row: Row, year: int) -> str:
    """Status and day; a day of a year before was for that year."""
    status = str(row["status"]).replace("_", " ")
    if not row["due"]:
        return status
    if str(row["due"]) >= f"{year}-01-01":
        return f"{status}, due {row['due']}"
    return f"{status}, was due {row['due']}: set its status, or a new day"


def _norms(first: CollectedYear, second: CollectedYear) -> Iterator[str]:
    """Norms that apply in the first year and not in the second."""
    there = {(norm.norm, norm.group) for norm in _applicable(second)}
    for norm in _applicable(first):
        if (norm.norm, norm.group) not in there:
            dates = f"{norm.valid_from or '…'} to {norm.valid_to or '…'}"
            number = f" ({norm.number})" if norm.number else ""
            yield f"{norm.norm} {norm.name_vi}, {norm.group}{number}: {dates}"


def _applicable(year: CollectedYear) -> list[Norm]:
    return applicable_norms(
        _frame(year, "norms"),
        _frame(year, "groups"),
        organisation=year.organisation,
        year=year.year,
    )


def _frame(year: CollectedYear, name: str) -> pd.DataFrame:
    import pandas as pd

    columns = year.dictionary.tables[name].columns
    rows: list[dict[str, Any]] = year.rows(name)
    if not rows:
        return empty_frame(tuple((c.name, c.type) for c in columns))
    return pd.DataFrame(rows, columns=[c.name for c in columns], dtype=object)
