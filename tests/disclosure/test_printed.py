"""Percentages that a source printed of hidden counts, as its readers take them."""

from dataclasses import replace

import pandas as pd
import pytest

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.disclosure import attack, protect, unsafe, year_system
from genderlib.disclosure.printed import printed_of
from genderlib.norms.counts import GroupCount
from tests.conftest import ROOT

PRINTED = {"statement": "said", "printed": "1%", "hedge": None}
COUNCILS = ("province_council", "district_councils", "commune_councils")


def limits(printed, women, total, hedge=None):
    """Fewest and most women of a total that fit the statements, by trying all."""
    row = PRINTED | {"printed": printed, "hedge": hedge}
    found = list(printed_of(row, "staff", "", GroupCount(women, None, total)))
    fitting = [
        tried
        for tried in range(total + 1)
        if all(_holds(statement, tried, total) for statement in found)
    ]
    return fitting[0], fitting[-1]


def _holds(statement, women, total):
    values = {"staff.women": women, "staff.total": total}
    return statement.lower <= sum(many * values[n] for n, many in statement.terms)


@pytest.mark.parametrize(
    ("printed", "women", "hedge", "expected"),
    [
        # Of 1000: 0.5 % are 5, 1.5 % are 15 and would be printed 2 %.
        pytest.param("1%", 9, None, (5, 14), id="rounded"),
        pytest.param("1%", 5, None, (5, 14), id="half-up"),
        pytest.param("1,3%", 13, None, (13, 13), id="a-decimal"),
        # "Nearly 1 %" and 1.9 % cut off are within one per cent of it.
        pytest.param("1%", 9, "gần", (0, 20), id="softened"),
        pytest.param("1%", 19, None, (0, 20), id="cut-off"),
        # 40 are 4 %, so the number is wrong and says nothing.
        pytest.param("1%", 40, None, (0, 1000), id="wrong"),
        pytest.param("few", 9, None, (0, 1000), id="no-number"),
    ],
)
def test_a_printed_percentage_is_read_as_rounded_where_it_can_be(
    printed, women, hedge, expected
):
    assert limits(printed, women, 1000, hedge) == expected


@pytest.fixture(scope="module")
def councils():
    """Three groups of INVENTED counts, of which one was printed as 1%."""
    own = RawTables(Project(ROOT)).year("stameq", 2020)
    counts = [(9, 1000), (4, 304), (40, 340)]
    made = [
        {"year": 2020, "organisation": "stameq", "group": group}
        | {"women": women, "total": total}
        for group, (women, total) in zip(COUNCILS, counts, strict=True)
    ]
    said = {"topic": "representation", "group": COUNCILS[0], **PRINTED}
    rule = {"topic": "representation", "personal": "yes", "threshold": 10}
    other = own.disclosure[own.disclosure["topic"] != "representation"]
    return replace(
        own,
        counts=like(own.counts, made),
        statements=like(own.statements, [said]),
        disclosure=pd.concat([other, like(other, [rule])]),
    )


def like(table, rows):
    found = pd.DataFrame(rows, columns=table.columns, dtype=object)
    return found.where(found.notna(), None).astype(table.dtypes.to_dict())


def test_the_attacker_takes_a_printed_percentage_as_rounded(councils):
    system = year_system(councils)
    hidden = {
        f"{group}.{measure}"
        for group in COUNCILS[:2]
        for measure in ("women", "others")
    }

    found = attack(system, hidden)

    # 53 women less 40 are 13 in both; of 1000, 1% are 5 at least. Were all 13
    # in the first and none in the second, no count would be small, and nothing hidden.
    a, b = (found[f"{group}.women"] for group in COUNCILS[:2])
    assert (tuple(a), tuple(b)) == ((5, 12), (1, 8))


def test_what_is_hidden_is_safe_from_a_reader_of_the_rounded_number(councils):
    system = year_system(councils)

    hidden = protect(system)

    assert unsafe(system, hidden) == {}
