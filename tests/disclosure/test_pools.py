"""Groups drawn from others: a public count says how many a hidden one is at least."""

import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from genderlib.data import Project, open_year
from genderlib.disclosure import attack, for_the_public, unsafe, year_system
from tests.conftest import copy_project

THRESHOLD = 3
# The brute-force reader tries every count up to it.
MOST = 9
STAFF = ("staff.women", "staff.men", "staff.total")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """A year of the invented organisation, under the rules of all organisations."""
    folder = tmp_path_factory.mktemp("pools") / "project"
    tables = open_year(Project(copy_project(folder, "example")), "example", 2024)
    of_all = tables.disclosure["organisation"].isna()
    return replace(tables, disclosure=tables.disclosure[of_all])


@pytest.fixture(scope="module")
def year(example):
    """Makes a year, invented, of whole groups: women and men of each."""

    def made(threshold=None, pools=(), **groups):
        blank = dict.fromkeys(example.counts.columns)
        rows = [
            blank
            | {"year": 2024, "organisation": "example", "source": "register"}
            | {"group": name, "women": women, "men": men, "total": women + men}
            for name, (women, men) in groups.items()
        ]
        counts = pd.DataFrame(rows, columns=list(example.counts.columns), dtype=object)
        counts = counts.astype(example.counts.dtypes.to_dict())
        tables = replace(example, counts=counts)
        if threshold is not None:
            disclosure = tables.disclosure.copy()
            personal = disclosure["personal"].eq("yes")
            disclosure.loc[personal, "threshold"] = threshold
            tables = replace(tables, disclosure=disclosure)
        if pools:
            kept = tables.groups.copy()
            for group, pool in dict(pools).items():
                kept.loc[kept["group"].eq(group), "pool"] = pool
            tables = replace(tables, groups=kept)
        return tables

    return made


def shown_counts(public):
    """What a public year says: women, men and total of whole groups."""
    found = {
        f"{row['group']}.{measure}": int(row[measure])
        for row in public.counts.to_dict("records")
        for measure in ("women", "men", "total")
    }
    return found | {k: v for k, v in public.concealed.items() if v is not None}


@pytest.mark.parametrize(
    ("trained", "least"),
    [
        pytest.param((9, 11), 9, id="all-are-trained"),
        pytest.param((8, 10), 8, id="all-but-one-of-each"),
    ],
)
def test_the_attacker_knows_that_those_trained_are_staff(year, trained, least):
    found = year_system(year(staff=(9, 11), persons_trained=trained))

    actual = unsafe(found, {"staff.women", "staff.men"})

    # At least as many women as were trained, and fewer than ten, as men are not.
    assert actual["staff.women"] == (least, 9)


def test_the_attacker_knows_that_doctors_are_staff(year):
    found = year_system(year(staff=(12, 20), staff_doctors=(5, 20)))

    actual = unsafe(found, {"staff_doctors.women", "staff_doctors.men"})

    # Of 25 at most 20 are men, so five are women at least; at most 12 of them are, so
    # men are 13 at least, and it is the women who are fewer than ten.
    assert actual["staff_doctors.women"] == (5, 9)


@pytest.mark.parametrize("trained", [(9, 11), (8, 10)], ids=["all", "all-but-two"])
def test_a_public_group_that_gives_staff_away_is_hidden(year, trained):
    public = for_the_public(year(staff=(9, 11), persons_trained=trained))

    assert public.counts["group"].tolist() == []


def test_a_public_group_that_says_little_is_shown(year):
    # One man of 21 or more says that women are at most 20 more than none.
    public = for_the_public(year(staff=(9, 21), persons_trained=(0, 2)))

    assert public.counts["group"].tolist() == ["persons_trained"]


def test_a_group_that_is_drawn_by_way_of_an_uncounted_one_is_known_to_be_in_it(year):
    # Unit leaders are drawn from heads of division, and these from the staff.
    found = year_system(year(staff=(9, 11), unit_leaders=(8, 10)))

    assert unsafe(found, {"staff.women", "staff.men"})["staff.women"] == (8, 9)


def test_a_personal_group_within_a_public_one_is_no_larger_than_it(year):
    pools = {"staff": "persons_trained", "persons_trained": None}
    found = year_system(year(pools=pools, staff=(4, 20), persons_trained=(5, 40)))

    # Staff drawn from 5 women; of the total and the men nothing is said.
    assert attack(found, set(STAFF))["staff.women"].high == 5


def test_units_of_a_group_are_within_those_of_its_pool(year):
    tables = year(staff=(40, 60), division_heads=(7, 5))
    part = tables.counts.copy()
    part["unit"], part["women"], part["men"], part["total"] = (
        "A",
        [8, 7],
        [7, 5],
        [15, 12],
    )
    both = replace(tables, counts=pd.concat([tables.counts, part]))
    hidden = {
        f"staff.{measure}.{part}"
        for measure in ("women", "others", "men")
        for part in ("unit_a", "other_units")
    }

    found = attack(year_system(both), hidden)["staff.women.unit_a"]

    # 7 women lead in the unit; 15 people less 5 men are 10.
    assert found == (7, 10)


def random_years(count):
    chance = random.Random(20)  # noqa: S311  invented counts are no secret
    for number in range(count):
        staff = chance.randint(1, 5), chance.randint(1, 5)
        trained = tuple(chance.randint(0, most) for most in staff)
        heads = tuple(chance.randint(0, most) for most in staff)
        yield pytest.param(
            {"staff": staff, "persons_trained": trained, "division_heads": heads},
            chance.choice(("staff", "division_heads")),
            number,
            id=f"year-{number}",
        )


RANDOM_YEARS = list(random_years(25))


def tables_that_agree(known, pools):
    """Every table of women and men up to `MOST` that agrees with what is known."""
    groups = ("staff", "persons_trained", "division_heads")
    axes = np.meshgrid(*[np.arange(MOST + 1)] * 6, indexing="ij", sparse=True)
    counts = {}
    for at, group in enumerate(groups):
        women, men = axes[2 * at : 2 * at + 2]
        counts |= {f"{group}.women": women, f"{group}.men": men}
        counts[f"{group}.total"] = women + men
    for topic, group in (("training", groups[1]), ("representation", groups[2])):
        counts |= {f"{topic}.women": counts[f"{group}.women"]}
        counts |= {f"{topic}.others": counts[f"{group}.men"]}
        counts |= {f"{topic}.total": counts[f"{group}.total"]}
    agrees = np.ones([MOST + 1] * 6, dtype=bool)
    for name, value in known.items():
        agrees &= counts[name] == value
    for group, pool in pools.items():
        for measure in ("women", "men"):
            agrees &= counts[f"{group}.{measure}"] <= counts[f"{pool}.{measure}"]
    return counts, agrees


def reader(known, pools, hidden, values):
    """Smallest and largest of each hidden count of the staff, by trying every table."""
    counts, agrees = tables_that_agree(known, pools)
    if any(0 < values[name] < THRESHOLD for name in hidden):
        small = [(counts[n] > 0) & (counts[n] < THRESHOLD) for n in hidden]
        agrees = agrees & np.logical_or.reduce(np.broadcast_arrays(*small))
    found = {}
    for name in hidden:
        left = np.broadcast_to(counts[name], agrees.shape)[agrees]
        found[name] = int(left.min()), min(int(left.max()), MOST)
    return found


@pytest.mark.parametrize(("groups", "pool", "number"), RANDOM_YEARS[10:])
def test_the_attacker_finds_what_trying_every_table_finds(year, groups, pool, number):
    pools = {"persons_trained": pool, "division_heads": "staff"}
    if any(a > b for a, b in zip(groups["persons_trained"], groups[pool], strict=True)):
        pools["persons_trained"] = "staff"
    system = year_system(year(THRESHOLD, pools, **groups))
    values = {cell.name: cell.value for cell in system.cells}
    chance = random.Random(number)  # noqa: S311  invented counts are no secret
    closed = chance.choice((STAFF, STAFF[:2], STAFF[1:]))
    gone = chance.choice(((), ("persons_trained",), ("division_heads",)))
    topics = {"persons_trained": "training", "division_heads": "representation"}
    others = {n for n in values if n.split(".")[0] in {*gone, *map(topics.get, gone)}}

    actual = attack(system, {*closed, *others})

    known = {n: v for n, v in values.items() if n not in closed and n not in others}
    expected = reader(known, pools, closed, values)
    assert {n: (actual[n].low, min(actual[n].high, MOST)) for n in closed} == expected


@pytest.mark.parametrize(("groups", "pool", "number"), RANDOM_YEARS[5:17])
def test_no_reader_of_a_public_year_comes_close(year, groups, pool, number):
    del pool, number
    pools = {"persons_trained": "staff", "division_heads": "staff"}
    tables = year(THRESHOLD, pools, **groups)

    known = shown_counts(for_the_public(tables))

    values = {cell.name: cell.value for cell in year_system(tables).cells}
    hidden = [name for name in STAFF if name not in known]
    found = reader(known, pools, hidden, values) if hidden else {}
    assert {n: r for n, r in found.items() if r[1] - r[0] < THRESHOLD} == {}
