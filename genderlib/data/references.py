"""The tables that hold for every year, read straight from data/raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.data.checks import check_references
from genderlib.data.dictionary import read_dictionary
from genderlib.data.problems import format_problems
from genderlib.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from genderlib.data.project import Project


def read_references(project: Project) -> dict[str, pd.DataFrame]:
    """Organisations, groups and norms, whether or not a year has counts.

    Parameters
    ----------
    project : Project

    Returns
    -------
    dict of str to DataFrame
        By the name of the table; integers, dates, text, and None for an empty cell.

    Raises
    ------
    DataError
        If one of the files is wrong; every problem is named.
    """
    import pandas as pd

    checked = check_references(project, read_dictionary(project.dictionary))
    if checked.problems:
        raise DataError(format_problems(checked.problems), checked.problems)
    return {
        name: pd.DataFrame(
            [record.by_column for record in table.rows],
            columns=list(table.description.names),
            dtype=object,
        )
        for name, table in checked.tables.items()
    }


def organisation_kinds(project: Project) -> dict[str, str]:
    """Kind of every organisation, by its identifier; read without pandas.

    Parameters
    ----------
    project : Project

    Returns
    -------
    dict of str to str
        Empty where the table cannot be read: the checks tell why.
    """
    checked = check_references(project, read_dictionary(project.dictionary))
    table = checked.tables.get("organisations")
    rows = [] if table is None else [record.by_column for record in table.rows]
    return {str(row["id"]): str(row["kind"]) for row in rows}
