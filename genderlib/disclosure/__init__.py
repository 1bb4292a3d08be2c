"""Small counts of persons, hidden so that they cannot be worked out again."""

from __future__ import annotations

from genderlib.disclosure.attacking import Interval, attack, unsafe
from genderlib.disclosure.flows import closed_flows, personal_flows, without_flows
from genderlib.disclosure.programs import ContradictionError
from genderlib.disclosure.series import closed_groups, partly_hidden, without_groups
from genderlib.disclosure.suppression import UnprotectableError, protect
from genderlib.disclosure.system import Cell, Statement, System
from genderlib.disclosure.tables import cross_table, joined, printed_share
from genderlib.disclosure.within import Shared, is_part, shared_cells
from genderlib.disclosure.years import (
    for_the_public,
    harmless_inputs,
    part_names,
    public_cells,
    year_system,
)

__all__ = [
    "Cell",
    "ContradictionError",
    "Interval",
    "Shared",
    "Statement",
    "System",
    "UnprotectableError",
    "attack",
    "closed_flows",
    "closed_groups",
    "cross_table",
    "for_the_public",
    "harmless_inputs",
    "is_part",
    "joined",
    "part_names",
    "partly_hidden",
    "personal_flows",
    "printed_share",
    "protect",
    "public_cells",
    "shared_cells",
    "unsafe",
    "without_flows",
    "without_groups",
    "year_system",
]
