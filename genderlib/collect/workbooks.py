"""The collection workbooks of a year, one for each unit that is asked."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from genderlib.collect.year import CollectedYear, open_collected
from genderlib.data.atomic import write_atomically
from genderlib.data.collection import distinct_slugs
from genderlib.data.workbook import Form, FormRow, make_workbook
from genderlib.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from genderlib.collect.year import Row
    from genderlib.data.collection import Asked
    from genderlib.data.project import Project


def write_workbooks(
    project: Project,
    organisation: str,
    year: int,
    units: Sequence[str] = (),
    folder: Path | None = None,
) -> Iterator[Path]:
    """Write the workbooks of a year.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int
    units : sequence of str
        Only these; all that are asked without it.
    folder : Path, optional
        Where to; without it `workbooks` in the year's collection folder.

    Yields
    ------
    Path
        Each file that is there afterwards. One that is there already and differs, as
        a filled one does, is never replaced.

    Raises
    ------
    ProjectError
        If the year was not prepared, a unit is not asked, or a file is in the way.
    """
    collected = open_collected(project, organisation, year)
    forms = _forms(collected, units)
    target = folder or collected.collection / "workbooks"
    names = distinct_slugs(form.unit or "organisation" for form in forms)
    made = {
        target
        / f"{organisation}-{year}-{names[form.unit or 'organisation']}.xlsx": form
        for form in forms
    }
    # A call that cannot write all of them writes none.
    in_the_way = [path for path, form in made.items() if _differs(path, form)]
    if in_the_way:
        raise ProjectError(
            "".join(f"{path}: another file is there\n" for path in in_the_way)
            + "It may be filled in. Move it away, or name another folder with --to.",
            in_the_way[0],
        )
    for path, form in made.items():
        if not path.exists():
            write_atomically(path, make_workbook(form))
        yield path


def _differs(path: Path, form: Form) -> bool:
    return path.exists() and path.read_bytes() != make_workbook(form)


def _forms(collected: CollectedYear, units: Sequence[str]) -> list[Form]:
    asked = collected.asked
    if not asked:
        organisation, year = collected.organisation, collected.year
        raise ProjectError(
            f"{organisation} {year}: nothing is asked for yet\n"
            f"Run genderlib new --organisation {organisation} --year {year}.",
            collected.collection,
        )
    there = list(dict.fromkeys(a.unit for a in asked))
    for unit in units:
        if unit not in there:
            known = [name for name in there if name]
            near = get_close_matches(unit, known, n=1)
            perhaps = f" Perhaps {near[0]}?" if near else ""
            raise ProjectError(
                f"{unit}: the unit is not asked in {collected.year}\n"
                f"Asked are: {', '.join(known) or 'the organisation itself'}.{perhaps} "
                "Add its rows to asked.csv.",
                collected.collection,
            )
    wanted = [unit for unit in there if not units or unit in units]
    before = open_collected(
        collected.project, collected.organisation, collected.year - 1
    ).counts
    groups = collected.groups
    rows: dict[str | None, list[FormRow]] = {}
    for one in asked:
        last = before.get((one.unit, one.group, one.level))
        rows.setdefault(one.unit, []).append(_row(groups[one.group], one, last))
    return [_form(collected, unit, rows[unit]) for unit in wanted]


def _form(collected: CollectedYear, unit: str | None, rows: list[FormRow]) -> Form:
    name = collected.name
    return Form(
        collected.organisation,
        name["name_vi"],
        name["name_en"],
        collected.year,
        unit,
        rows,
    )


def _row(group: Row, asked: Asked, before: Row | None) -> FormRow:
    last = before or {}
    return FormRow(
        group["topic"],
        asked.group,
        asked.level,
        group["name_vi"],
        group["name_en"],
        group["counted"],
        last.get("women"),
        last.get("total"),
    )
