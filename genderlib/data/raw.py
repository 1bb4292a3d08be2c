"""A year's tables straight from `data/raw`: checked, and nothing read back or written.

Who verifies a report must not trust what lies in `data/processed`, and needs neither
the right to write there nor the time.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from genderlib.data.checks import check_references, check_year
from genderlib.data.dictionary import read_dictionary
from genderlib.data.folders import has_year, note_year, require_data
from genderlib.data.parquet import empty_frame, to_frame
from genderlib.data.problems import format_problems
from genderlib.data.reads import note
from genderlib.data.store import YearTables, columns_of, neighbours, rows_of
from genderlib.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from genderlib.data.checks import Checked
    from genderlib.data.dictionary import Dictionary
    from genderlib.data.project import Project


class _Read(NamedTuple):
    """The tables of a year, and path and SHA-256 of each file they come from."""

    tables: YearTables
    files: tuple[tuple[str, str], ...]


class RawTables:
    """The project's tables as they are when they are first asked for.

    Parameters
    ----------
    project : Project
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._years: dict[tuple[str, int], _Read] = {}

    def year(self, organisation: str, year: int) -> YearTables:
        """Tables of one year.

        Parameters
        ----------
        organisation : str
            Its identifier.
        year : int

        Returns
        -------
        YearTables

        Raises
        ------
        NoDataError
            If there are no tables of that organisation or year.
        DataError
            If a raw file is wrong; every problem is named.
        """
        whose = organisation, year
        if whose not in self._years:
            self._years[whose] = self._read(organisation, year)
        read = self._years[whose]
        # Whoever asks again may keep a list of its own.
        note_year(self.project, self._dictionary, organisation, year)
        for name, sha256 in read.files:
            note(name, sha256)
        return read.tables

    def _read(self, organisation: str, year: int) -> _Read:
        require_data(self.project, organisation, year)
        references = self._references
        checked = check_year(
            self.project, self._dictionary, references, organisation, year
        )
        problems = [*references.problems, *checked.problems]
        if problems:
            raise DataError(format_problems(problems), problems)
        found = [*references.tables.values(), *checked.tables.values()]
        files = tuple((table.file, table.sha256) for table in found)
        return _Read(self._assembled(checked, organisation, year), files)

    def previous(self, organisation: str, year: int) -> YearTables | None:
        """Tables of the year before; None where there are none."""
        if not has_year(self.project, organisation, year - 1):
            return None
        return self.year(organisation, year - 1)

    def _assembled(self, checked: Checked, organisation: str, year: int) -> YearTables:
        descriptions = {table.name: table for table in self._dictionary.year_tables}
        languages = self._dictionary.languages
        absent = [name for name in descriptions if name not in checked.tables]
        absent += [
            f"narrative.{language}"
            for language in languages
            if language not in checked.narratives
        ]
        empty = {
            name: empty_frame(columns_of(descriptions[name]))
            for name in descriptions
            if name not in checked.tables
        }
        words = checked.narratives
        return YearTables(
            organisation=organisation,
            year=year,
            narrative={
                language: words[language].sections if language in words else {}
                for language in languages
            },
            absent=tuple(absent),
            inputs=self._references.inputs | checked.inputs,
            concealed={},
            concealed_flows=(),
            concealed_ages=(),
            concealed_parts=(),
            concealed_statements=(),
            received=None,
            neighbours=partial(self._neighbours, organisation, year),
            **self._reference_frames,
            **(_frames(checked) | empty),
        )

    def _neighbours(self, organisation: str, year: int) -> tuple[YearTables, ...]:
        found = neighbours(self._reference_frames["organisations"], organisation)
        there = (other for other in found if has_year(self.project, other, year))
        return tuple(self.year(other, year) for other in there)

    @cached_property
    def _dictionary(self) -> Dictionary:
        return read_dictionary(self.project.dictionary)

    @cached_property
    def _references(self) -> Checked:
        return check_references(self.project, self._dictionary)

    @cached_property
    def _reference_frames(self) -> dict[str, pd.DataFrame]:
        return _frames(self._references)


def _frames(checked: Checked) -> dict[str, pd.DataFrame]:
    return {
        name: to_frame(columns_of(table.description), rows_of(table))
        for name, table in checked.tables.items()
    }
