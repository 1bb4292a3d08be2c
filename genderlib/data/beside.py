"""Which years and organisations stand beside one in a report.

A page, its check against the data and the attack on it must all be made from the same
tables; so this is said in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.data.folders import list_years
from genderlib.data.references import organisation_kinds

if TYPE_CHECKING:
    from genderlib.data.project import Project

OrganisationYear = tuple[str, int]


def earlier_years(
    project: Project, organisation: str, year: int
) -> list[OrganisationYear]:
    """Years of an organisation before one, for which there are tables.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int

    Returns
    -------
    list of (str, int)
        The organisation and each year, the earliest first.
    """
    there = list_years(project)
    return [one for one in there if one[0] == organisation and one[1] < year]


def others_of_its_kind(
    project: Project, organisation: str, year: int
) -> list[OrganisationYear]:
    """Other organisations of the same kind that have tables of the same year.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int

    Returns
    -------
    list of (str, int)
        Each organisation and the year, by its identifier.
    """
    kinds = organisation_kinds(project)
    kind = kinds.get(organisation)
    return [
        (other, when)
        for other, when in list_years(project)
        if when == year and other != organisation and kinds.get(other) == kind
    ]
