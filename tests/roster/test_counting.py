"""Counts of registers: by hand, by pandas, from csv and Parquet alike."""

from datetime import date

import pytest

from genderlib.data.roster.rules import read_rules
from genderlib.data.roster.taking import Day, count_register
from tests.roster.registers import (
    LEVELS,
    TITLES,
    UNITS,
    counts_with_pandas,
    person,
    random_persons,
    write_csv,
    write_parquet,
)

MAN = {"Giới tính": "Nam"}
LONG_THERE = {"Ngày bổ nhiệm": "2020-01-01"}


def whole(counts, group, flow=""):
    return counts[group, None, None, None, flow]


@pytest.fixture(scope="module")
def seven(tmp_path_factory, count):
    """Seven persons, small enough to count on one's fingers."""
    persons = [
        person(1, **{"Chức vụ": TITLES[0], "Năm sinh": "1994"}),
        person(2, **MAN, **{"Chức vụ": TITLES[1], "Năm sinh": "1993"}),
        person(3, **MAN, **{"Đơn vị": UNITS[1], "Ngày bổ nhiệm": "31/12/2023"}),
        person(4, **{"Đơn vị": UNITS[1], "Khóa học": "Tin học; Bình đẳng giới"}),
        person(5, **{"Giới tính": "không ghi", "Khóa học": "tin  HỌC"}),
        person(6, **{"Ngạch": "", "Năm sinh": "", "Ngày bổ nhiệm": ""}),
        person(7, **{"Ngạch": LEVELS[0], "Năm sinh": "1963"}),
    ]
    return count(write_csv(tmp_path_factory.mktemp("seven") / "r.csv", persons))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param(("staff", None, None, None, ""), (4, 2, 7), id="staff"),
        pytest.param(("division_heads", None, None, None, ""), (1, 1, 2), id="heads"),
        # Persons 4 and 5; person 4 was in two courses and counts once.
        pytest.param(("persons_trained", None, None, None, ""), (1, 0, 2), id="once"),
        pytest.param(("staff", UNITS[1], None, None, ""), (1, 1, 2), id="unit"),
        pytest.param(("staff", None, LEVELS[0], None, ""), (1, 0, 1), id="level"),
        pytest.param(
            ("staff", None, "không xếp ngạch", None, ""), (1, 0, 1), id="no-level"
        ),
        # 2024 - 1994 = 30 is in the first band, 2024 - 1993 = 31 in the second.
        pytest.param(("staff", None, None, "0-30", ""), (1, 0, 1), id="thirty"),
        pytest.param(("staff", None, None, "31-40", ""), (1, 2, 4), id="thirty-one"),
        pytest.param(("staff", None, None, "61-", ""), (1, 0, 1), id="sixty-one"),
        pytest.param(
            ("staff", None, None, "not recorded", ""), (1, 0, 1), id="ageless"
        ),
        # All but person 3, whose post began on the day before, and person 6.
        pytest.param(("staff", None, None, None, "appointed"), (3, 1, 5), id="new"),
    ],
)
def test_counts_by_hand(seven, key, expected):
    assert seven[key] == expected


def test_a_part_without_persons_is_left_out(seven):
    assert ("staff", UNITS[2], None, None, "") not in seven


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_those_of_pandas(tmp_path, count, seed):
    persons = random_persons(seed, 60 + 200 * seed)

    from_csv = count(write_csv(tmp_path / "r.csv", persons))

    assert from_csv == counts_with_pandas(persons)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_counts_are_those_of_pandas_at_length(tmp_path, count, seed):
    persons = random_persons(seed, 20 * seed)

    assert count(write_csv(tmp_path / "r.csv", persons)) == counts_with_pandas(persons)


@pytest.mark.parametrize(
    "separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"]
)
def test_csv_and_parquet_give_the_same(tmp_path, count, separator):
    persons = random_persons(7, 400)

    from_csv = count(write_csv(tmp_path / "r.csv", persons, separator))
    from_parquet = count(write_parquet(tmp_path / "r.parquet", persons))

    assert from_csv == from_parquet


def test_parquet_with_types_gives_the_same_as_text(tmp_path, count):
    import pandas as pd

    persons = random_persons(8, 300)
    frame = pd.read_parquet(write_parquet(tmp_path / "text.parquet", persons))
    days = pd.to_datetime(
        frame["Ngày bổ nhiệm"].str.replace(
            r"(\d\d)[/.](\d\d)[/.](\d{4})", r"\3-\2-\1", regex=True
        )
    )
    typed = frame.assign(
        **{
            "Năm sinh": frame["Năm sinh"].astype("Int64"),
            "Ngày bổ nhiệm": days,
            "Khóa học": frame["Khóa học"].str.split("; "),
        }
    )
    typed.to_parquet(tmp_path / "typed.parquet")

    assert count(tmp_path / "typed.parquet") == counts_with_pandas(persons)


def test_a_folder_is_one_register(tmp_path, count):
    persons = random_persons(9, 300)
    folder = tmp_path / "register"
    (folder / "part").mkdir(parents=True)
    write_csv(folder / "a.csv", persons[:100])
    write_csv(folder / "part" / "b.csv", persons[100:150], ";")
    write_parquet(folder / "c.parquet", persons[150:])

    assert count(folder) == counts_with_pandas(persons)


def test_names_of_columns_may_be_english_and_in_any_order(tmp_path, count):
    path = tmp_path / "r.csv"
    path.write_text(
        "Sex,TITLE,person_id,Birth year,level,Unit,date in post,salary\n"
        "f,,1,1990,,Phòng Tổng hợp,2024-02-01,900\n"
        "M,,2,1990,,phòng tổng HỢP,2024-02-01,900\n",
        "utf-8",
    )

    assert whole(count(path), "staff") == (1, 1, 2)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory, count):
    """Ten persons a year before, of whom two leave and one rises; three come."""
    folder = tmp_path_factory.mktemp("years")
    before = [
        *(person(n, **{"Ngày bổ nhiệm": "2020-01-01"}) for n in range(1, 6)),
        *(person(n, **MAN, **{"Ngày bổ nhiệm": "2023-06-01"}) for n in range(6, 11)),
    ]
    before[5] |= {"Chức vụ": TITLES[1]}
    after = [row for row in before if row["Mã cán bộ"] not in {"G0001", "G0006"}]
    after[0] = after[0] | {"Ngạch": LEVELS[1], "Chức vụ": TITLES[1]}
    after += [person(20), person(21), person(22, **MAN)]
    return count(
        write_csv(folder / "now.csv", after),
        write_parquet(folder / "r.parquet", before),
    )


@pytest.mark.parametrize(
    ("group", "level", "flow", "expected"),
    [
        pytest.param("staff", None, "joined", (2, 1, 3), id="came"),
        pytest.param("staff", None, "left", (1, 1, 2), id="left"),
        pytest.param("staff", None, "promoted", (1, 0, 1), id="rose"),
        # Person 2 left the lower level for the higher one.
        pytest.param("staff", LEVELS[1], "joined", (1, 0, 1), id="came-to-level"),
        pytest.param("staff", LEVELS[1], "promoted", (1, 0, 1), id="rose-to-level"),
        pytest.param("staff", LEVELS[2], "left", (2, 1, 3), id="left-level"),
        pytest.param("division_heads", None, "joined", (1, 0, 1), id="heads-came"),
        pytest.param("division_heads", None, "left", (0, 1, 1), id="heads-left"),
    ],
)
def test_flows_by_hand(two_years, group, level, flow, expected):
    assert two_years[group, None, level, None, flow] == expected


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param("không ghi", "Nữ", id="recorded-now"),
        pytest.param("Nữ", "không ghi", id="recorded-before"),
    ],
)
def test_sex_that_one_register_records_holds_for_both(tmp_path, count, then, now):
    before = [
        person(1, **LONG_THERE, **{"Giới tính": then, "Chức vụ": TITLES[1]}),
        person(2, **LONG_THERE),
    ]
    after = [person(1, **{"Giới tính": now}), person(2)]

    found = count(
        write_csv(tmp_path / "now.csv", after), write_csv(tmp_path / "then.csv", before)
    )

    # Nobody came or left; a woman is no deputy head any more.
    assert found["staff", None, None, None, "joined"] == (0, 0, 0)
    assert found["staff", None, None, None, "left"] == (0, 0, 0)
    assert found["division_heads", None, None, None, "left"] == (1, 0, 1)


def test_who_becomes_head_at_the_same_grade_joined_the_heads_and_is_not_promoted(
    tmp_path, count
):
    before = [person(1, **LONG_THERE), person(2, **LONG_THERE)]
    after = [person(1, **{"Chức vụ": TITLES[0]}), person(2)]

    found = count(
        write_csv(tmp_path / "now.csv", after), write_csv(tmp_path / "then.csv", before)
    )

    assert found["division_heads", None, None, None, "joined"] == (1, 0, 1)
    assert found["division_heads", None, None, None, "promoted"] == (0, 0, 0)


@pytest.mark.parametrize(
    ("again", "asked"),
    [pytest.param(5, False, id="half"), pytest.param(4, True, id="less")],
)
def test_a_register_in_which_few_are_found_again_is_asked_about(
    tmp_path, example, again, asked
):
    before = write_csv(
        tmp_path / "then.csv", [person(n, **LONG_THERE) for n in range(1, 11)]
    )
    there = [person(n) for n in range(1, again + 1)]
    there += [person(n) | {"Mã cán bộ": f"0{n}"} for n in range(again + 1, 11)]
    now = write_csv(tmp_path / "now.csv", there)
    rules = read_rules(example, "example")
    days = Day(now, date(2024, 12, 31)), Day(before, date(2023, 12, 31))

    taken = count_register(example, rules, *days)

    assert bool(taken.question) is asked
    assert "G000" not in taken.question


def test_nobody_leaves_a_course(two_years):
    assert ("persons_trained", None, None, None, "left") not in two_years


@pytest.mark.parametrize("seed", range(5))
def test_now_is_before_with_those_who_came_less_those_who_left(tmp_path, count, seed):
    everybody = random_persons(seed, 300, year=2023)
    again = random_persons(seed + 1000, 300)
    later = [
        new | {"Giới tính": old["Giới tính"]}
        for old, new in zip(everybody[50:], again[50:], strict=True)
    ]
    then_path = write_csv(tmp_path / "then.csv", everybody)
    now_path = write_csv(tmp_path / "now.csv", [*later, person(900)])

    then, now = count(then_path, year=2023), count(now_path, then_path)

    cells = [key for key in now if key[4] == "joined"]
    expected = {
        cell: tuple(
            a + b - c
            for a, b, c in zip(
                then.get((*cell[:4], ""), (0, 0, 0)),
                now[cell],
                now[(*cell[:4], "left")],
                strict=True,
            )
        )
        for cell in cells
    }
    assert {c: now.get((*c[:4], ""), (0, 0, 0)) for c in cells} == expected
