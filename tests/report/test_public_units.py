"""A unit that is an organisation of its own, INVENTED: one count in two reports."""

from dataclasses import replace

import pandas as pd
import pytest

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.disclosure import (
    Interval,
    Shared,
    UnprotectableError,
    attack,
    for_the_public,
    part_names,
    protect,
    public_cells,
    shared_cells,
    year_system,
)
from genderlib.report.guarding import DisclosureError, guard
from tests.conftest import ROOT
from tests.report.planted import small_page

# Women, total of the staff. Four women of the second department are few.
UNITS = {"Cục Thứ nhất": (30, 70), "Cục Thứ hai": (4, 32)}
WHOLE = (34, 102)
NAMES = ("name_vi", "name_en", "short_vi", "short_en")
NOT_PERSONAL = {"topic": "staff", "personal": "no", "source": "rule of the test"}


def organisation(identifier, name, part_of=None):
    return {
        "id": identifier,
        **dict.fromkeys(NAMES, name),
        "kind": "example",
        "part_of": part_of,
    }


def tables_of(whose, counts, *rules):
    """The year of an organisation that counts its staff and nothing else."""
    own = RawTables(Project(ROOT)).year("example", 2023)
    rows = [
        {"year": 2023, "organisation": whose, "group": "staff"}
        | dict(zip(("unit", "level"), place, strict=True))
        | {"women": women, "men": total - women, "total": total}
        for place, (women, total) in placed(counts).items()
    ]
    organisations = [
        organisation("ministry", "Bộ Giả định"),
        organisation("first", "Cục Thứ nhất", "ministry"),
    ]
    return replace(
        own,
        organisation=whose,
        organisations=like(own.organisations, organisations),
        disclosure=pd.concat([own.disclosure, like(own.disclosure, rules)]),
        counts=like(own.counts, rows),
        flows=own.flows.iloc[:0],
        ages=own.ages.iloc[:0],
    )


def placed(counts):
    """Counts by unit and level, where they are by unit or for both."""
    return {
        place if isinstance(place, tuple) else (place, None): numbers
        for place, numbers in counts.items()
    }


def like(table, rows):
    found = pd.DataFrame(list(rows), columns=table.columns, dtype=object)
    return found.where(found.notna(), None).astype(table.dtypes.to_dict())


def neighbours(whole, part):
    """Both, each with the other beside it."""
    found = []
    found.append(replace(whole, neighbours=lambda: (found[1],)))
    found.append(replace(part, neighbours=lambda: (found[0],)))
    return found


@pytest.fixture(scope="module")
def ministry():
    """A ministry of two departments; the first publishes its own staff."""
    whole = tables_of("ministry", {None: WHOLE, **UNITS})
    rule = {"organisation": "first", **NOT_PERSONAL}
    part = tables_of("first", {None: UNITS["Cục Thứ nhất"]}, rule)
    return neighbours(whole, part)


def shown_on_a_page(tables):
    """A page that shows what the public report of these tables does."""
    system, hidden = public_cells(tables)
    shown = {c.name: c.value for c in system.cells if c.name not in hidden}
    return small_page(tables.organisation, 2023, shown)


def test_a_department_of_its_own_gives_away_what_its_ministry_hides(ministry):
    """The control: 34 women less the 30 whom the first department publishes."""
    alone = replace(ministry[0], neighbours=tuple)
    system = year_system(alone)
    hidden = protect(system)
    theirs = {"staff.women.unit_cuc_thu_nhat", "staff.men.unit_cuc_thu_nhat"}

    found = attack(system, hidden - theirs)

    assert theirs <= hidden
    assert found["staff.women.unit_cuc_thu_hai"] == Interval(4, 4)


def test_the_ministry_hides_its_own_sum_where_a_department_publishes(ministry):
    whole, _ = ministry

    _, hidden = public_cells(whole)

    assert "staff.women.unit_cuc_thu_nhat" not in hidden
    assert {"staff.women", "staff.women.unit_cuc_thu_hai"} <= hidden
    guard(shown_on_a_page(whole), whole, None)


def test_a_ministrys_page_made_without_its_department_is_stopped(ministry):
    whole, _ = ministry
    page = shown_on_a_page(replace(whole, neighbours=tuple))

    with pytest.raises(DisclosureError, match="can be worked out") as caught:
        guard(page, whole, None)

    named = {problem.partition(":")[0] for problem in caught.value.problems}
    assert "staff.women.unit_cuc_thu_hai" in named


def test_the_tables_of_the_public_hold_no_sum_that_tells(ministry):
    whole, _ = ministry

    public = for_the_public(whole)

    assert public.concealed["staff.women"] is None
    assert list(public.counts["unit"].dropna()) == []


@pytest.mark.parametrize(
    ("whose", "problem"),
    [("first", "staff.men: is shown"), ("ministry", "first: staff.men: is shown")],
)
def test_a_ministry_for_which_nothing_is_personal_stops_both_reports(whose, problem):
    whole = tables_of(
        "ministry",
        {None: (84, 202), "Cục Thứ nhất": (54, 70), "Cục Thứ hai": (30, 132)},
        {"organisation": "ministry", **NOT_PERSONAL},
    )
    # Sixteen men are few by the department's own rule.
    rule = {"organisation": "first", "topic": "staff", "personal": "yes"}
    part = tables_of("first", {None: (54, 70)}, rule | {"threshold": 20})
    found = {t.organisation: t for t in neighbours(whole, part)}

    with pytest.raises(DisclosureError) as caught:
        guard(small_page(whose, 2023, {"staff.total": 70}), found[whose], None)

    assert problem in caught.value.problems


def test_what_a_department_hides_its_ministry_hides_too():
    few = {"Cục Thứ nhất": (54, 70), "Cục Thứ hai": (30, 132)}
    whole = tables_of("ministry", {None: (84, 202), **few})
    rule = {"organisation": "first", "topic": "staff", "personal": "yes"}
    part = tables_of("first", {None: (54, 70)}, rule | {"threshold": 20})
    here, there = neighbours(whole, part)

    _, hidden = public_cells(here)

    assert "staff.men.unit_cuc_thu_nhat" in hidden
    guard(shown_on_a_page(here), here, None)
    guard(shown_on_a_page(there), there, None)


def test_a_count_that_a_department_shows_cannot_be_hidden():
    """Few women in the department whose page shows them: no report of the ministry."""
    few = {"Cục Thứ nhất": (3, 70), "Cục Thứ hai": (31, 32)}
    whole = tables_of("ministry", {None: WHOLE, **few})
    rule = {"organisation": "first", **NOT_PERSONAL}
    part = tables_of("first", {None: few["Cục Thứ nhất"]}, rule)
    here, _ = neighbours(whole, part)

    with pytest.raises(UnprotectableError, match="unit_cuc_thu_nhat"):
        for_the_public(here)


def test_counts_that_differ_are_not_the_same_count(ministry):
    """The department counted on another day: nothing can be added up."""
    whole, part = ministry
    later = replace(part, counts=like(part.counts, [dict(part.counts.iloc[0])]))
    later.counts["women"] = 31
    later.counts["total"] = 72
    here, _ = neighbours(whole, later)

    assert public_cells(here)[1] == public_cells(replace(whole, neighbours=tuple))[1]


# Women and total by unit and level. The first department has no row of its own levels,
# only of its two divisions at them: 15 + 15 women of 30 + 30 at level A.
FIRST, SECOND = UNITS
BY_LEVEL = {
    None: (84, 190),
    (None, "A"): (34, 100),
    (None, "B"): (50, 90),
    FIRST: (50, 110),
    SECOND: (34, 80),
    (FIRST, "A"): (30, 60),
    (FIRST, "B"): (20, 50),
    (SECOND, "A"): (4, 40),
    (SECOND, "B"): (30, 40),
}
OF_DIVISIONS = {
    None: (50, 110),
    ("Phòng 1", "A"): (15, 30),
    ("Phòng 2", "A"): (15, 30),
    ("Phòng 1", "B"): (10, 25),
    ("Phòng 2", "B"): (10, 25),
}


@pytest.fixture(scope="module")
def by_level():
    """A ministry by unit and level, its first department by division and level."""
    return neighbours(tables_of("ministry", BY_LEVEL), tables_of("first", OF_DIVISIONS))


def test_divisions_of_a_department_add_up_to_a_level_that_its_ministry_counts(by_level):
    whole, part = by_level

    found = shared_cells(whole, part, (part_names(whole), part_names(part)))

    # 15 + 15 women.
    here, there = "staff.women.unit_cuc_thu_nhat.level_a", "staff.women.level_a"
    assert Shared((here,), (there,), 30) in list(found)


def test_a_level_is_hidden_where_the_divisions_of_a_department_give_a_unit_away(
    by_level,
):
    whole, part = by_level

    (_, hidden), (_, there) = map(public_cells, by_level)

    # 34 women of level A less 15 + 15 in the first department are the second's four.
    assert there == frozenset()
    assert "staff.women.level_a" in hidden
    guard(shown_on_a_page(whole), whole, None)
    guard(shown_on_a_page(part), part, None)


def test_both_pages_are_stopped_where_divisions_give_a_unit_away(by_level):
    whole, _ = by_level
    alone = replace(whole, neighbours=tuple)
    page = shown_on_a_page(alone)

    # Made alone, the ministry shows level A and hides both departments at it.
    assert "staff.women.level_a" not in public_cells(alone)[1]
    with pytest.raises(DisclosureError, match=r"women\.unit_cuc_thu_hai\.level_a"):
        guard(page, whole, None)


# Six men in the first department: few. They are "the others" where no men are counted.
FEW_MEN = {None: (94, 202), FIRST: (64, 70), SECOND: (30, 132)}


def with_men(tables, men):
    counts = tables.counts.assign(men=men)
    return replace(tables, counts=counts.astype(tables.counts.dtypes.to_dict()))


def without_men(tables):
    return with_men(tables, None)


@pytest.mark.parametrize("silent", ["ministry", "department"])
def test_men_of_one_report_are_the_others_of_the_other(silent):
    whole = tables_of("ministry", FEW_MEN)
    part = tables_of("first", {None: FEW_MEN[FIRST]})
    if silent == "ministry":
        whole = without_men(whole)
    else:
        part = without_men(part)
    here, there = neighbours(whole, part)
    word, theirs = ("others", "men") if silent == "ministry" else ("men", "others")

    (_, ours), (_, gone) = public_cells(here), public_cells(there)

    assert f"staff.{word}.unit_cuc_thu_nhat" in ours
    assert f"staff.{theirs}" in gone
    guard(shown_on_a_page(here), here, None)
    guard(shown_on_a_page(there), there, None)


def test_men_and_those_without_recorded_sex_are_the_others_together():
    """By hand: 50 men and 22 of whom no sex is recorded are 102 less 30 women."""
    part = with_men(tables_of("first", {None: (30, 102)}), 50)
    whole = without_men(tables_of("ministry", {None: (64, 202), FIRST: (30, 102)}))

    found = shared_cells(whole, part, (part_names(whole), part_names(part)))

    others = ("staff.others.unit_cuc_thu_nhat",)
    assert Shared(others, ("staff.men", "staff.unrecorded"), 72) in list(found)


def test_a_department_for_which_nothing_is_personal_shows_the_others_too():
    """The control: its six men are known, and the ministry cannot hide its others."""
    whole = without_men(tables_of("ministry", FEW_MEN))
    rule = {"organisation": "first", **NOT_PERSONAL}
    here, _ = neighbours(whole, tables_of("first", {None: FEW_MEN[FIRST]}, rule))

    with pytest.raises(UnprotectableError, match=r"others\.unit_cuc_thu_nhat"):
        public_cells(here)
