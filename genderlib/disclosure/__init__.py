"""Small counts of persons, hidden so that they cannot be worked out again."""

from __future__ import annotations

from genderlib.disclosure.attacking import Interval, attack, unsafe
from genderlib.disclosure.flows import personal_flows, without_flows
from genderlib.disclosure.programs import ContradictionError
from genderlib.disclosure.suppression import UnprotectableError, protect
from genderlib.disclosure.system import Cell, Statement, System
from genderlib.disclosure.tables import cross_table, joined, printed_share
from genderlib.disclosure.years import (
    for_the_public,
    harmless_inputs,
    part_names,
    withheld_groups,
    without_personal,
    year_system,
)

__all__ = [
    "Cell",
    "ContradictionError",
    "Interval",
    "Statement",
    "System",
    "UnprotectableError",
    "attack",
    "cross_table",
    "for_the_public",
    "harmless_inputs",
    "joined",
    "part_names",
    "personal_flows",
    "printed_share",
    "protect",
    "unsafe",
    "withheld_groups",
    "without_flows",
    "without_personal",
    "year_system",
]
