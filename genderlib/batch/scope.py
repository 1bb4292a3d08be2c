"""For which organisations and years a notebook makes a report, and for whom.

A notebook says so in its metadata, as `"genderlib": {"each": "organisation"}`. Without
it a report is made for every organisation and year. `"audience": "public"` says that
its reports are for the public and for nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genderlib.batch.parameters import ParameterError
from genderlib.data import organisation_kinds
from genderlib.data.notebooks import said_by

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
    each = said_by(notebook).get("each", YEAR)
    if each not in _EACH:
        raise ParameterError(
            f"{notebook.name}: its metadata ask for a report for each {each!r}\n"
            f"Known are {', '.join(_EACH)}."
        )
    return str(each)


def notebook_audience(notebook: Path, asked: str | None) -> str:
    """Who a report is made for.

    Parameters
    ----------
    notebook : Path
        A report may outlive its notebook; then nothing is said.
    asked : str or None
        The audience asked for, if any.

    Returns
    -------
    {"internal", "public"}
        What was asked for; else what the notebook says; else "internal".

    Raises
    ------
    ParameterError
        If the notebook is for another audience alone.
    """
    only = said_by(notebook).get("audience")
    if only is not None and asked not in (None, only):
        raise ParameterError(
            f"{notebook.stem} is made for the {only} audience only, not for the "
            f"{asked} one; leave --audience out"
        )
    return str(asked or only or "internal")


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
