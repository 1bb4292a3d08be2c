"""Counts of a register into the raw tables of a year: all of them, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.atomic import write_changed
from genderlib.data.checks import check_references, check_year
from genderlib.data.collection import to_csv
from genderlib.data.dictionary import read_dictionary
from genderlib.data.problems import Problem, format_problems
from genderlib.data.roster.counting import FLOWS
from genderlib.data.trial import check_contents
from genderlib.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from genderlib.data.project import Project
    from genderlib.data.roster.counting import Counted
    from genderlib.data.roster.rules import RosterRules

    Row = dict[str, Any]

SOURCE: Final = "register"
RULES: Final = "roster_groups.csv"
MEASURES: Final = ("women", "men", "total")


class YearOfCounts:
    """The raw tables of a year, before and after.

    Parameters
    ----------
    project : Project
    organisation, year : str and int

    Raises
    ------
    DataError
        If a table that is there already is wrong, or the organisation is not known.
    """

    def __init__(self, project: Project, organisation: str, year: int) -> None:
        self.project, self.organisation, self.year = project, organisation, year
        self.dictionary = read_dictionary(project.dictionary)
        self.references = check_references(project, self.dictionary)
        checked = check_year(
            project, self.dictionary, self.references, organisation, year
        )
        self.tables = checked.tables
        ours = {"counts.csv", "sources.csv", "flows.csv", "ages.csv"}
        wrong = [p for p in checked.problems if Path(p.file).name in ours and p.row]
        problems = [*self.references.problems, *wrong, *self._not_known()]
        if problems:
            raise DataError(format_problems(problems), problems)

    def write(
        self,
        counted: Sequence[Counted],
        rules: RosterRules,
        as_of: date,
        since: date | None,
        *,
        replace_counts: bool,
    ) -> list[Path]:
        """Write what changed, sources before the counts that name them.

        Parameters
        ----------
        counted : sequence of Counted
        rules : RosterRules
        as_of : date
            Reference day.
        since : date or None
            The day after which flows were counted; None where none were.
        replace_counts : bool
            Let these counts take the place of others already there.

        Returns
        -------
        list of Path

        Raises
        ------
        DataError
            If other counts are there already, or the tables would not pass the checks.
        """
        lines = {group.name: group.rows for group in rules.groups}
        rows = [self._row(c, lines[c.group], as_of, since) for c in counted]
        new = {
            name: [r for r, c in zip(rows, counted, strict=True) if _table(c) == name]
            for name in ("counts", "ages", "flows")
        }
        if not replace_counts:
            self._refuse_others(new)
        folder = self.project.raw / self.organisation / str(self.year)
        contents = {folder / "sources.csv": self._sources(as_of)}
        for name, found in new.items():
            merged = self._merged(name, found)
            if merged or name in self.tables:
                contents[folder / f"{name}.csv"] = self._csv(name, merged)
        check_contents(
            self.project,
            self.dictionary,
            self.references,
            self.organisation,
            self.year,
            contents,
        )
        return [p for p, content in contents.items() if write_changed(p, content)]

    def _not_known(self) -> Iterator[Problem]:
        known = self.references.values("organisations", "id")
        if known is not None and self.organisation not in known:
            file = "data/raw/organisations.csv"
            message = "the organisation is not known"
            cure = "Correct it, or add a row for it there."
            yield Problem(file, None, "", self.organisation, message, cure)

    def _key(self, name: str) -> tuple[str, ...]:
        return self.dictionary.tables[name].key

    def _before(self, name: str) -> list[Row]:
        table = self.tables.get(name)
        return [dict(record.by_column) for record in table.rows] if table else []

    def _row(
        self,
        counted: Counted,
        lines: tuple[int, ...],
        as_of: date,
        since: date | None,
    ) -> Row:
        first, last = counted.ages or (None, None)
        told = ", ".join(map(str, lines[:10])) + (" ..." if len(lines) > 10 else "")
        return {
            "year": self.year,
            "organisation": self.organisation,
            "group": counted.group,
            "unit": counted.unit,
            "level": counted.level,
            "flow": counted.flow,
            "age_from": first,
            "age_to": last,
            "women": counted.women,
            "men": counted.men,
            "total": counted.total,
            "since": since,
            "as_of": as_of,
            "source": SOURCE,
            "locator": f"{RULES}, {'row' if len(lines) == 1 else 'rows'} {told}",
        }

    def _refuse_others(self, new: Mapping[str, Sequence[Row]]) -> None:
        problems = [
            problem
            for name, rows in new.items()
            for problem in self._differing(name, rows)
        ]
        if problems:
            raise DataError(
                format_problems(problems) + "\nNothing was written.", problems
            )

    def _differing(self, name: str, rows: Sequence[Row]) -> Iterator[Problem]:
        table = self.tables.get(name)
        if table is None:
            return
        by_key = {self._values(name, row): row for row in rows}
        for record in table.rows:
            new = by_key.get(self._values(name, record.by_column))
            old = tuple(record[measure] for measure in MEASURES)
            if new is not None and old != tuple(new[m] for m in MEASURES):
                gives = f"{new['women']}/{new['total']}"
                value = f"{old[0]}/{old[2]}, the register gives {gives}"
                message = "another count stands here already"
                cure = "Add --replace if the register holds."
                yield table.problem(record, "", value, message, cure)

    def _values(self, name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row[column] for column in self._key(name))

    def _merged(self, name: str, rows: Sequence[Row]) -> list[Row]:
        """Rows of other sources that stay, and those of the register."""
        new = {self._values(name, row): row for row in rows}
        kept = {
            self._values(name, row): row
            for row in self._before(name)
            if row["source"] != SOURCE
        }
        order = self.references.tables["groups"].rows
        groups = {record["group"]: number for number, record in enumerate(order)}

        flows = ["", *FLOWS]

        def place(row: Row) -> tuple[Any, ...]:
            unit, level = row.get("unit") or "", row.get("level") or ""
            flow = flows.index(row.get("flow") or "")
            return unit, groups[row["group"]], level, flow, row.get("age_from") or 0

        return sorted({**kept, **new}.values(), key=place)

    def _sources(self, as_of: date) -> bytes:
        rows = {row["source"]: row for row in self._before("sources")}
        return self._csv("sources", {**rows, SOURCE: self._source(as_of)}.values())

    def _source(self, as_of: date) -> Row:
        return {
            "year": self.year,
            "organisation": self.organisation,
            "source": SOURCE,
            "title_vi": f"Danh sách nhân sự, chốt ngày {as_of:%d/%m/%Y}",
            "title_en": f"Personnel register as of {as_of.isoformat()}",
            "publisher": self._name(as_of),
            "date": as_of,
            "licence": "not_stated",
            "note_vi": "Chỉ lấy số đếm; không lưu dữ liệu của cá nhân nào. "
            "Vị trí là dòng quy tắc trong roster_groups.csv.",
            "note_en": "Only counts were taken; nothing of any person is kept. "
            "The place is the row of the rule in roster_groups.csv.",
        }

    def _name(self, as_of: date) -> str:
        """What the organisation was called on the reference day."""
        rows = [
            record
            for record in self.references.tables["organisations"].rows
            if record["id"] == self.organisation
        ]
        holding = [
            row
            for row in rows
            if (row["valid_from"] is None or row["valid_from"] <= as_of)
            and (row["valid_to"] is None or as_of <= row["valid_to"])
        ]
        return str((holding or rows)[0]["name_vi"])

    def _csv(self, name: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
        return to_csv(self.dictionary.tables[name].names, rows)


def _table(counted: Counted) -> str:
    """The table a count belongs in."""
    if counted.flow:
        return "flows"
    return "ages" if counted.ages else "counts"
