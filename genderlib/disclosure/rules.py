"""Which counts of an organisation are personal, and from which count on they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from genderlib.errors import GenderlibError
from genderlib.norms import rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rule:
    """What a row of disclosure.csv says of a group.

    Parameters
    ----------
    personal : bool
    threshold : int
        Smallest count above 0 that may be shown; 0 where nothing is personal.
        [persons]
    row : mapping
        The row itself, for its source.
    """

    personal: bool
    threshold: int
    row: Mapping[str, Any]


def rule_of(
    disclosure: pd.DataFrame, organisation: str, group: Mapping[str, Any]
) -> Rule:
    """The rule for one group.

    Parameters
    ----------
    disclosure : DataFrame
        The table of that name.
    organisation : str
        Its identifier.
    group : mapping
        A row of the table of groups.

    Returns
    -------
    Rule
        Of the rows that fit, one for the group and the organisation comes first, then
        one for either, then one for the topic. Of one for the group and one for the
        organisation that which hides more holds.

    Raises
    ------
    GenderlibError
        If no row fits: nobody has said whether the count is personal.
    """
    fitting = [
        row
        for row in rows(disclosure)
        if row["topic"] == group["topic"]
        and row["group"] in (None, group["group"])
        and row["organisation"] in (None, organisation)
    ]
    if not fitting:
        raise GenderlibError(
            f"disclosure.csv: no row says whether counts of {group['group']} "
            f"({group['topic']}) are personal\n"
            "Add one; until then no report for the public is made."
        )
    row = max(fitting, key=_weight)
    return Rule(row["personal"] == "yes", int(row["threshold"] or 0), row)


def _weight(row: Mapping[str, Any]) -> tuple[int, bool, int]:
    named = (row["group"] is not None) + (row["organisation"] is not None)
    return named, row["personal"] == "yes", int(row["threshold"] or 0)
