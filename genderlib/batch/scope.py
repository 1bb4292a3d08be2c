"""For which organisations and years a notebook makes a report of its own.

A notebook says so in its metadata, as `"genderlib": {"each": "organisation"}`. Without
it a report is made for every organisation and year.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from genderlib.batch.parameters import ParameterError
from genderlib.data import organisation_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from genderlib.data import Project

OrganisationYear = tuple[str, int]

YEAR, ORGANISATION, KIND = "year", "organisation", "kind"
_EACH: Final = (YEAR, ORGANISATION, KIND)


def notebook_scope(notebook: Path) -> str:
    """What a notebook makes one report for each of.

    Returns
    -------
    {"year", "organisation", "kind"}
        Every organisation and year; every organisation, up to its last year; every
        organisation and year of which there are others of its kind.

    Raises
    ------
    ParameterError
        If the notebook says something else.
    """
    metadata = json.loads(notebook.read_bytes()).get("metadata", {})
    each = metadata.get("genderlib", {}).get("each", YEAR)
    if each not in _EACH:
        raise ParameterError(
            f"{notebook.name}: its metadata ask for a report for each {each!r}\n"
            f"Known are {', '.join(_EACH)}."
        )
    return str(each)


def in_scope(
    project: Project, scope: str, years: Sequence[OrganisationYear], *, named: bool
) -> list[OrganisationYear]:
    """The organisations and years a notebook makes reports for.

    Parameters
    ----------
    project : Project
    scope : str
        See `notebook_scope`.
    years : sequence of (str, int)
        Organisations and years that were asked for.
    named : bool
        Whether years were named; then each of them is wanted.
    """
    if scope == ORGANISATION and not named:
        return sorted(dict(sorted(years)).items())
    if scope == KIND:
        return _with_others(project, years)
    return list(years)


def alone(
    scope: str, wanted: Sequence[OrganisationYear], found: Sequence[OrganisationYear]
) -> list[OrganisationYear]:
    """Organisations and years asked for that have no others to be compared with."""
    return [one for one in wanted if scope == KIND and one not in found]


def _with_others(
    project: Project, years: Sequence[OrganisationYear]
) -> list[OrganisationYear]:
    """Those of which another organisation of the same kind has the same year."""
    from genderlib.data import list_years

    kinds = organisation_kinds(project)
    there = [(kinds.get(name), year) for name, year in list_years(project)]
    return [
        (name, year)
        for name, year in years
        if kinds.get(name) and there.count((kinds.get(name), year)) > 1
    ]
