"""Which row of disclosure.csv holds for a group of an organisation."""

import pandas as pd
import pytest

from genderlib.disclosure.rules import rule_of
from genderlib.errors import GenderlibError

DOCTORS = {"group": "staff_doctors", "topic": "staff"}
TOPIC = (None, "staff", None, "yes", 10)
GROUP = (None, "staff", "staff_doctors", "yes", 12)
OPEN_GROUP = (None, "staff", "staff_doctors", "no", None)
OFFICE = ("office", "staff", None, "yes", 20)
OPEN_OFFICE = ("office", "staff", None, "no", None)
BOTH = ("office", "staff", "staff_doctors", "yes", 5)
ELSEWHERE = ("ministry", "staff", "staff_doctors", "yes", 50)


def rule(*given):
    columns = ["organisation", "topic", "group", "personal", "threshold"]
    table = pd.DataFrame(given, columns=columns, dtype=object)
    return rule_of(table, "office", DOCTORS)


@pytest.mark.parametrize(
    ("given", "threshold"),
    [
        pytest.param([TOPIC], 10, id="topic"),
        pytest.param([TOPIC, GROUP, ELSEWHERE], 12, id="group-before-topic"),
        pytest.param([TOPIC, OPEN_OFFICE], 0, id="organisation-before-topic"),
        pytest.param([GROUP, OFFICE, BOTH], 5, id="both-before-either"),
        pytest.param([GROUP, OFFICE], 20, id="organisation-is-stricter"),
        pytest.param([OPEN_GROUP, OFFICE], 20, id="group-is-open"),
        pytest.param([GROUP, OPEN_OFFICE], 12, id="organisation-is-open"),
    ],
)
@pytest.mark.parametrize("backwards", [False, True], ids=["as-given", "backwards"])
def test_of_rows_that_fit_equally_the_stricter_holds(given, threshold, backwards):
    found = rule(*reversed(given)) if backwards else rule(*given)

    assert found.threshold == threshold
    assert found.personal == (threshold > 0)


def test_a_group_of_which_no_row_speaks_has_no_rule():
    with pytest.raises(GenderlibError, match=r"staff_doctors \(staff\)"):
        rule(ELSEWHERE)
