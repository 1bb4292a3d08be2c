"""From a register to the counts of a year."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from genderlib.data.roster.counting import (
    Counted,
    anybody_appointed,
    count_appointed,
    count_flows,
    count_groups,
    create_cube,
    create_pairs,
    few_found_again,
    persons,
    repeats,
)
from genderlib.data.roster.engine import EngineError, Unreadable, open_engine
from genderlib.data.roster.faults import Fault, RosterError
from genderlib.data.roster.files import open_register, sizes
from genderlib.data.roster.locating import find_changed_sex, find_faults
from genderlib.data.roster.reading import create_coded, create_codes, create_rows
from genderlib.data.roster.rules import read_rules
from genderlib.data.roster.writing import YearOfCounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from genderlib.data.project import Project
    from genderlib.data.roster.engine import Engine
    from genderlib.data.roster.rules import RosterRules

# In a register of so many persons somebody comes into a post every year; where nobody
# did, it is last year's. A register that says its day itself is believed.
ENOUGH_FOR_APPOINTMENTS: Final = 50

FEW_FOUND_AGAIN: Final = (
    "fewer than half of the persons in the register before are found again\n"
    "  Are identifiers written the same way in both? 1 and 01 are two persons.\n"
    "  If not, correct one of the registers and run the command with --replace."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a register.

    Parameters
    ----------
    persons : int
        How many there are in it.
    counted : list of Counted
    written : list of Path
        Files that were written.
    question : str
        What is strange about the registers, though not wrong; empty if nothing is.
    """

    persons: int
    counted: list[Counted]
    written: list[Path] = field(default_factory=list)
    question: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A register and the day it holds for.

    Parameters
    ----------
    path : Path
        A csv or Parquet file, or a folder of them.
    as_of : date
    """

    path: Path
    as_of: date


def take_register(
    project: Project,
    organisation: str,
    year: int,
    now: Day,
    before: Day | None = None,
    *,
    replace_counts: bool = False,
) -> Taken:
    """Count a register and write the counts into a year's raw tables.

    Parameters
    ----------
    project : Project
    organisation, year : str and int
    now : Day
        The register of the year.
    before : Day, optional
        The register of the year before, for flows.
    replace_counts : bool
        Let these counts take the place of others already there.

    Returns
    -------
    Taken

    Raises
    ------
    RosterError
        If anything is wrong with a register: every row is named by its number.
    DataError
        If the organisation's tables are wrong, or other counts are there already.
    EngineError
        If memory and disk do not suffice.
    """
    tables = YearOfCounts(project, organisation, year)
    rules = read_rules(project, organisation)
    found = count_register(project, rules, now, before)
    since = before.as_of if before else year_before(now.as_of)
    written = tables.write(
        found.counted, rules, now.as_of, since, replace_counts=replace_counts
    )
    return replace(found, written=written)


def count_register(
    project: Project, rules: RosterRules, now: Day, before: Day | None = None
) -> Taken:
    """Count a register, and what happened since the one before; nothing is written.

    Parameters
    ----------
    project : Project
        A register must lie outside of it.
    rules : RosterRules
    now, before : Day

    Returns
    -------
    Taken

    Raises
    ------
    RosterError
        If anything is wrong with a register.
    EngineError
        If memory and disk do not suffice.
    """
    with open_engine() as engine:
        try:
            return _count(engine, project, rules, now, before)
        except Unreadable:
            pass
    raise EngineError(
        "the register could not be read to its end\n"
        "  Check the files and the room in the temporary folder (TMPDIR).\n"
        "Nothing was written."
    )


def year_before(day: date) -> date:
    """The same day a year ago; 28 February for 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _count(
    engine: Engine,
    project: Project,
    rules: RosterRules,
    now: Day,
    before: Day | None,
) -> Taken:
    since = before.as_of if before else year_before(now.as_of)
    if before:
        then = _Register(engine, "before", project, rules, before)
        then.check(year_before(before.as_of))
    register = _Register(engine, "now", project, rules, now)
    register.check(since)
    counted = [*count_groups(engine, rules), *count_appointed(engine, rules)]
    number, question = persons(engine), ""
    if before:
        if create_pairs(engine, "now_coded", "before_coded", rules):
            register.refuse_changed_sex("before_coded")
        counted += count_flows(engine, rules)
        question = FEW_FOUND_AGAIN if few_found_again(engine) else ""
    register.refuse_changed()
    return Taken(number, counted, question=question)


class _Register:
    """The files of one day, ready to be counted."""

    def __init__(
        self,
        engine: Engine,
        view: str,
        project: Project,
        rules: RosterRules,
        day: Day,
    ) -> None:
        self.engine, self.view, self.rules, self.day = engine, view, rules, day
        self.files = open_register(engine, project, day.path, day.as_of.year)
        self.sizes = sizes(self.files)

    def check(self, since: date) -> None:
        """Count once; where a row is wrong, name all that are."""
        if not self._is_right(since):
            faults = find_faults(self.engine, self.files, self.rules, self.day.as_of)
            if faults:
                raise RosterError(faults)
            # Two persons looked like one, and are not.
            self._create(since)
        faults = list(self._of_another_year())
        if faults:
            raise RosterError(faults)

    def refuse_changed_sex(self, before: str) -> None:
        """Name the rows in which sex differs from the register before."""
        as_of = self.day.as_of
        raise RosterError(
            find_changed_sex(self.engine, self.files, self.rules, as_of, before)
        )

    def refuse_changed(self) -> None:
        """Refuse files that were written to while they were read."""
        if sizes(self.files) != self.sizes:
            name = self.day.path.name
            message = "the register changed while it was read"
            raise RosterError([Fault(name, message, "Run the command again.")])

    def _is_right(self, since: date) -> bool:
        try:
            return not (self._create(since) or repeats(self.engine, self.view))
        except Unreadable:
            return False

    def _create(self, since: date) -> int:
        as_of = self.day.as_of
        create_rows(self.engine, self.view, self.files, as_of)
        create_codes(self.engine, self.view, self.rules)
        create_coded(self.engine, self._coded, self.view)
        return create_cube(self.engine, self._coded, self.rules, as_of, since)

    @property
    def _coded(self) -> str:
        return f"{self.view}_coded"

    def _of_another_year(self) -> Iterator[Fault]:
        name, day = self.day.path.name, self.day.as_of
        count = persons(self.engine)
        if not count:
            yield Fault(name, "there is no person in it", "Give the whole register.")
        says = all("as_of" in file.columns for file in self.files)
        if count < ENOUGH_FOR_APPOINTMENTS or says:
            return
        if not anybody_appointed(self.engine):
            message = f"nobody came into a post in the year before {day}"
            cure = (
                "Give the register of that day; if it is, add a column 'ngày chốt' "
                "with the day."
            )
            yield Fault(name, message, cure)
