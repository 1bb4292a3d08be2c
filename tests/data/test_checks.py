"""Every rule of the dictionary and across tables, broken once in a copy of the data."""

import csv
import shutil

import pytest

from genderlib.data import check_project, format_problems, open_year, rules
from genderlib.data.dictionary import read_dictionary
from genderlib.errors import NoDataError

YEAR = "data/raw/stameq/2020"
PARTY = "2020,stameq,party_committee,,,4,,13,,tcvn_article,paragraph 4"
LAUNCH = ",2020-11-15,2020-12-15,planned,,tcvn_article,paragraph 13"


def test_the_real_data_have_no_problem(copy):
    problems = check_project(copy)

    assert problems == []


# The rows are counted by hand in the files: the header is row 1.
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param(
            "counts.csv",
            "division_heads,,,70,,162",
            "division_heads,,,5,4,8",
            (
                6,
                "",
                "women 5 + men 4 > total 8",
                "women and men together exceed the total",
            ),
            id="women-and-men-over-total",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,14,,13,,",
            (2, "", "women 14 > total 13", "women exceed the total"),
            id="women-over-total",
        ),
        pytest.param(
            "counts.csv",
            "stameq,party_committee",
            "stameq,party_comittee",
            (2, "group", "party_comittee", "group is not in data/raw/groups.csv"),
            id="unknown-group",
        ),
        pytest.param(
            "counts.csv",
            PARTY,
            PARTY.replace("2020", "2019"),
            (2, "year", "2019", "year differs from the folder stameq/2020"),
            id="year-of-another-folder",
        ),
        pytest.param(
            "counts.csv",
            PARTY,
            PARTY + "\n" + PARTY,
            (
                3,
                "",
                "2020, stameq, party_committee, first in row 2",
                "year + organisation + group + unit + level is there more than once",
            ),
            id="duplicate-count",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,tcvn_article",
            ",,,4,,13,,tcvn",
            (2, "source", "tcvn", "source is not in data/raw/stameq/2020/sources.csv"),
            id="unknown-source",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,tcvn_article",
            ",,,4,,13,,",
            (2, "source", "", "source is missing"),
            id="no-source",
        ),
        pytest.param(
            "counts.csv",
            PARTY,
            PARTY.removesuffix("paragraph 4"),
            (2, "locator", "", "locator is missing"),
            id="no-locator",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,-4,,13,,",
            (2, "women", "-4", "women is below 0"),
            id="negative-count",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,4,,900000000,,",
            (2, "total", "900000000", "total is above 100000000"),
            id="count-beyond-any-organisation",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,4,,,,",
            (2, "total", "", "total is missing"),
            id="no-total",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,4,,13,2020-02-30,",
            (2, "as_of", "2020-02-30", "as_of is not a day of the calendar"),
            id="date-that-never-was",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,4,,13,03/04/2024,",
            (2, "as_of", "03/04/2024", "as_of is not a date written year-month-day"),
            id="date-month-or-day-first",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,4,,13,2020-1-1,",
            (2, "as_of", "2020-1-1", "as_of is not a date written year-month-day"),
            id="date-without-zeros",
        ),
        pytest.param(
            "counts.csv",
            ",,,4,,13,,",
            ",,,4,,13,0220-12-31,",
            (2, "as_of", "0220-12-31", "as_of is below 1900-01-01"),
            id="date-of-another-age",
        ),
        pytest.param(
            "activities.csv",
            "hold_action_month,action_month",
            "hold_action_month,month",
            (8, "programme", "month", "programme has a value it may not have"),
            id="unknown-programme",
        ),
        pytest.param(
            "activities.csv",
            'opened by a launch ceremony",' + LAUNCH,
            'opened by a launch ceremony",' + LAUNCH.replace("11-15", "12-16"),
            (8, "", "start 2020-12-16 > due 2020-12-15", "start is after due"),
            id="start-after-due",
        ),
        pytest.param(
            "statements.csv",
            "30%,,",
            "30 percent,,",
            (
                3,
                "printed",
                "30 percent",
                "printed is not a percentage as printed, such as 45% or 43,2 %",
            ),
            id="printed-is-no-percentage",
        ),
        pytest.param(
            "targets.csv",
            ",,1,,tcvn_article,paragraph 9",
            ",,100,,tcvn_article,paragraph 9",
            (6, "value", "100", "value is above 1"),
            id="target-in-percent",
        ),
        pytest.param(
            "targets.csv",
            "stameq,narrow_gap",
            "stameq,party_committee",
            (
                2,
                "target",
                "party_committee",
                "target is a name already used by data/raw/groups.csv",
            ),
            id="identifier-of-two-things",
        ),
        pytest.param(
            "targets.csv",
            "stameq,narrow_gap",
            "stameq,training",
            (2, "target", "training", "target is a name already used by the program"),
            id="identifier-kept-for-sums",
        ),
        pytest.param(
            "sources.csv",
            ",not_stated,https://tcvn.gov.vn,",
            ",not_stated,javascript:alert(),",
            (
                2,
                "url",
                "javascript:alert()",
                (
                    "url is not an address that begins with http:// or https:// "
                    "and has no spaces"
                ),
            ),
            id="address-that-is-a-script",
        ),
        pytest.param(
            "sources.csv",
            ",2020-11-17,not_stated,",
            ",2020-11-17,,",
            (2, "licence", "", "licence is missing"),
            id="no-licence",
        ),
        pytest.param(
            "documents.csv",
            "year_plan,plan,",
            "year_plan,scheme,",
            (3, "kind", "scheme", "kind has a value it may not have"),
            id="unknown-kind",
        ),
    ],
)
def test_a_broken_rule_of_a_year_is_found(found_after, file, old, new, expected):
    found = found_after(f"{YEAR}/{file}", old, new)

    assert found == [(file, *expected)]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param(
            "groups.csv",
            ",2,division_heads,,\n",
            ",2,division_head,,\n",
            [(4, "pool", "division_head", "pool is not in data/raw/groups.csv")],
            id="unknown-pool",
        ),
        pytest.param(
            "groups.csv",
            ",4,,,\n",
            ",4,key_leaders,,\n",
            [
                (
                    2,
                    "",
                    "staff → key_leaders → unit_leaders → division_heads → staff",
                    "pool leads back to the group itself",
                ),
                (
                    3,
                    "",
                    "key_leaders → unit_leaders → division_heads → staff → key_leaders",
                    "pool leads back to the group itself",
                ),
                (
                    4,
                    "",
                    (
                        "unit_leaders → division_heads → staff → key_leaders → "
                        "unit_leaders"
                    ),
                    "pool leads back to the group itself",
                ),
                (
                    5,
                    "",
                    (
                        "division_heads → staff → key_leaders → unit_leaders → "
                        "division_heads"
                    ),
                    "pool leads back to the group itself",
                ),
            ],
            id="pool-in-a-circle",
        ),
        pytest.param(
            "groups.csv",
            "Doctorates,,staff,",
            "Doctorates,,,",
            [
                (
                    27,
                    "pool",
                    "",
                    "pool is needed when topic is staff, unless group is staff",
                )
            ],
            id="staff-without-a-pool",
        ),
        pytest.param(
            "groups.csv",
            "\nstaff,staff,persons",
            "\nstaff,staff,people",
            [(2, "counted", "people", "counted has a value it may not have")],
            id="counts-nothing-known",
        ),
        pytest.param(
            "disclosure.csv",
            "\n,staff,,yes",
            "\n,staff,persons_trained,yes",
            [
                (
                    3,
                    "",
                    "topic staff, its group persons_trained has training",
                    "topic differs from that of its group",
                )
            ],
            id="personal-under-another-topic",
        ),
        pytest.param(
            "organisations.csv",
            ",2025-03-02,",
            ",2025-03-01,",
            [(3, "", "overlaps with row 2", "two rows of one id hold on the same day")],
            id="two-names-on-a-day",
        ),
        pytest.param(
            "organisations.csv",
            ",2025-03-02,",
            ",2025-03-02,2025-01-01",
            [
                (
                    3,
                    "",
                    "valid_from 2025-03-02 > valid_to 2025-01-01",
                    "valid_from is after valid_to",
                )
            ],
            id="name-that-ends-before-it-begins",
        ),
    ],
)
def test_a_broken_rule_of_all_years_is_found(found_after, file, old, new, expected):
    found = found_after(f"data/raw/{file}", old, new)

    assert found == [(file, *problem) for problem in expected]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column"),
    [
        pytest.param(
            "data/raw/groups.csv",
            "persons,Đảng ủy",
            "persons,{}1",
            6,
            "name_vi",
            id="group",
        ),
        pytest.param(
            f"{YEAR}/counts.csv",
            "party_committee,,",
            "party_committee,{}1,",
            2,
            "unit",
            id="unit",
        ),
        pytest.param(
            f"{YEAR}/counts.csv",
            "party_committee,,",
            "party_committee,,{}1",
            2,
            "level",
            id="level",
        ),
    ],
)
def test_a_name_that_begins_like_a_formula_is_refused(
    found_after, start, file, old, new, row, column
):
    actual = found_after(file, old, new.format(start))

    message = f"{column} begins like a formula"
    assert (file.rpartition("/")[2], row, column, f"{start}1", message) in actual


def test_a_sign_within_a_name_is_none_of_a_formula(found_after):
    actual = found_after("data/raw/groups.csv", "persons,Đảng ủy", "persons,Đảng-ủy @")

    assert actual == []


def test_a_column_that_may_be_missing_is_blank_then(copy, found):
    """Tables of organisations from before there was the column `part_of`."""
    path = copy.raw / "organisations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "part_of"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)

    assert found() == []
    assert open_year(copy, "stameq", 2020).organisations["part_of"].isna().all()


@pytest.mark.parametrize(
    ("part_of", "column", "message"),
    [
        pytest.param("lao_cai", "", "part_of leads back", id="in-a-circle"),
        pytest.param("moha", "part_of", "not in", id="of-none-there-is"),
    ],
)
def test_an_organisation_is_a_unit_of_another(copy, found, part_of, column, message):
    path = copy.raw / "organisations.csv"
    rows = path.read_text(encoding="utf-8")
    rows = rows.replace("Lào Cai,province,", "Lào Cai,province,son_la")
    path.write_text(rows.replace("Sơn La,province,", f"Sơn La,province,{part_of}"))

    problems = [problem for problem in found() if message in problem[4]]

    assert {(file, where) for file, _, where, *_ in problems} == {
        ("organisations.csv", column)
    }


@pytest.mark.parametrize(
    "name", ["con", "nul", "com1", "Stameq", "sta-meq", "../x", "1a"]
)
def test_identifier_that_is_no_safe_folder_name_is_refused(copy, found, name):
    path = copy.raw / "organisations.csv"
    rows = path.read_text(encoding="utf-8")
    path.write_text(f"{rows}{name},Tên,Name,Tên,Name,agency,,,\n", encoding="utf-8")
    last = rows.count("\n") + 1

    assert [problem[:4] for problem in found()] == [
        ("organisations.csv", last, "id", name)
    ]


NORM = {
    "norm": "N010",
    "name_vi": "Phụ nữ trong cấp ủy đảng",
    "name_en": "Women in Party committees",
    "document_en": "Resolution",
    "document": "Nghị quyết",
    "issuing_body": "Bộ Chính trị",
    "group": "party_committee",
    "counted": "persons",
    "measure": "share",
    "comparison": ">=",
    "value": "0.25",
    "certainty": "summary",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, [], id="nothing-wrong"),
        pytest.param(
            {"counted": "organisations"},
            [
                (
                    "",
                    "counted organisations, its group party_committee has persons",
                    "counted differs from that of its group",
                )
            ],
            id="counts-agencies-for-a-group-of-persons",
        ),
        pytest.param(
            {"value": "25"},
            [("value", "25", "value is above 1 although measure is share")],
            id="percent-for-a-fraction",
        ),
        pytest.param(
            {"value": "0,25"},
            [("value", "0,25", "value is not a decimal number")],
            id="decimal-comma",
        ),
        pytest.param(
            {"comparison": "range"},
            [("value_to", "", "value_to is needed when comparison is range")],
            id="range-without-an-end",
        ),
        pytest.param(
            {"value": ""},
            [("value", "", "value is needed when measure is share or presence")],
            id="level-without-a-value",
        ),
        pytest.param(
            dict.fromkeys(("group", "counted", "comparison", "value"), "")
            | {"measure": "none"},
            [],
            id="no-level-and-no-value",
        ),
        pytest.param(
            {"condition_group": "staff"},
            [
                (
                    "condition_share",
                    "",
                    "condition_group and condition_share belong together",
                )
            ],
            id="condition-without-a-share",
        ),
        pytest.param(
            {"valid_from": "2021-01-01", "valid_to": "2020-12-31"},
            [
                (
                    "",
                    "valid_from 2021-01-01 > valid_to 2020-12-31",
                    "valid_from is after valid_to",
                )
            ],
            id="ends-before-it-begins",
        ),
        pytest.param(
            {"organisation": "moj"},
            [
                (
                    "organisation",
                    "moj",
                    "organisation is not in data/raw/organisations.csv",
                )
            ],
            id="unknown-organisation",
        ),
    ],
)
def test_a_broken_rule_of_norms_is_found(copy, found, change, expected):
    names = read_dictionary(copy.dictionary).tables["norms"].names
    row = {**NORM, **change}
    with (copy.raw / "norms.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([names, [row.get(name, "") for name in names]])

    assert found() == [("norms.csv", 2, *problem) for problem in expected]


def test_all_bad_rows_are_found_at_once(edit, found):
    edit(f"{YEAR}/counts.csv", ",,,4,,13,,", ",,,14,,13,,")
    edit(f"{YEAR}/counts.csv", "youth_union_committee,,,3", "youth_union_committee,,,x")
    edit(f"{YEAR}/counts.csv", "trade_union_committee", "trade_committee")
    edit(f"{YEAR}/targets.csv", "narrow_gap", "Narrow Gap")
    edit("data/raw/groups.csv", ",2,division_heads,", ",two,division_heads,")

    places = [(file, row, column) for file, row, column, _, _ in found()]

    assert places == [
        ("groups.csv", 4, "rank"),
        ("counts.csv", 2, ""),
        ("counts.csv", 3, "women"),
        ("counts.csv", 4, "group"),
        ("targets.csv", 2, "target"),
    ]


def test_a_thousand_bad_rows_are_a_thousand_problems(copy, found):
    path = copy.root / YEAR / "counts.csv"
    rows = [
        f"2020,stameq,staff,unit {n},,2,,1,,tcvn_article,table" for n in range(1000)
    ]
    path.write_text("\n".join([path.read_text(encoding="utf-8") + rows[0], *rows[1:]]))

    # The real file ends in row 11.
    assert [problem[1] for problem in found()] == list(range(12, 1012))


def test_the_message_reads_as_the_style_shows(copy, edit):
    edit(f"{YEAR}/counts.csv", "division_heads,,,70,,162", "division_heads,,,5,4,8")

    text = format_problems(check_project(copy))

    assert text == (
        "data/raw/stameq/2020/counts.csv: "
        "women and men together exceed the total in 1 row\n"
        "  row 6 (division_heads): women 5 + men 4 > total 8\n"
        "  Correct the file, or set total to everyone counted."
    )


def test_the_nearest_known_name_is_suggested(copy, edit):
    edit(f"{YEAR}/counts.csv", "stameq,party_committee", "stameq,party_comittee")

    (problem,) = check_project(copy)

    assert problem.cure == "Write party_committee, or add a row for it there."


def test_rows_of_another_organisation_are_found(copy, found):
    shutil.copytree(copy.raw / "stameq", copy.raw / "moha")
    path = copy.raw / "organisations.csv"
    rows = (
        path.read_text(encoding="utf-8")
        + "moha,Bộ Nội vụ,Home Affairs,BNV,MOHA,agency,,,\n"
    )
    path.write_text(rows, encoding="utf-8")

    places = {(column, message) for _, _, column, _, message in found()}

    assert places == {
        ("organisation", "organisation differs from the folder moha/2020")
    }


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        pytest.param(f"{YEAR}/count.csv", "Perhaps counts.csv?", id="misspelt-table"),
        pytest.param(f"{YEAR}/narrative.fr.md", "narrative.vi.md", id="language"),
        pytest.param("data/raw/norm.csv", "Perhaps norms.csv?", id="misspelt-norms"),
        pytest.param(
            "data/raw/stameq/notes.txt", "one folder a year", id="organisation"
        ),
    ],
)
def test_a_file_nothing_reads_is_named(copy, name, cure):
    (copy.root / name).write_text("x\n")

    (problem,) = check_project(copy)

    assert (problem.file, problem.message) == (
        name,
        "nothing reads this file or folder",
    )
    assert cure in problem.cure


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        pytest.param(
            "moha",
            "the organisation is not in data/raw/organisations.csv",
            id="unknown-organisation",
        ),
        pytest.param(
            "Bộ Nội vụ",
            "the folder's name is not an identifier: small letters a-z, digits and _, "
            "a letter first; not a name Windows keeps, such as con",
            id="name-with-accents",
        ),
        pytest.param("stameq/2O20", "nothing reads this file or folder", id="no-year"),
    ],
)
def test_a_folder_that_cannot_be_right_is_named(copy, folder, message):
    (copy.raw / folder).mkdir()

    (problem,) = check_project(copy)

    assert (problem.file, problem.message) == (f"data/raw/{folder}", message)


def test_hidden_files_of_the_system_are_no_problem(copy):
    (copy.root / YEAR / ".DS_Store").write_bytes(b"\0")

    assert check_project(copy) == []


@pytest.mark.parametrize("file", ["counts.csv", "sources.csv"])
def test_a_required_table_that_is_missing_is_named(copy, file):
    (copy.root / YEAR / file).unlink()

    (problem,) = check_project(copy)

    assert (problem.file, problem.message) == (f"{YEAR}/{file}", "the file is missing")


@pytest.mark.parametrize(
    "file", ["statements.csv", "targets.csv", "activities.csv", "documents.csv"]
)
def test_an_optional_table_may_be_missing(copy, file):
    (copy.root / YEAR / file).unlink()

    assert check_project(copy) == []


def test_a_required_table_without_rows_is_named(copy, found):
    path = copy.root / YEAR / "counts.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n")

    assert found() == [("counts.csv", None, "", "", "the file has no rows")]


def test_an_unreadable_table_raises_no_problems_elsewhere(copy, found):
    (copy.raw / "groups.csv").write_bytes(b"")

    assert found() == [("groups.csv", None, "", "", "the file is empty")]


@pytest.mark.parametrize(
    ("organisation", "year", "message"),
    [
        pytest.param("stamec", None, "Perhaps stameq?", id="misspelt"),
        pytest.param("stameq", 2019, "There are: 2020", id="year-without-data"),
        pytest.param(None, 1999, "There are: 2020", id="no-such-year-anywhere"),
    ],
)
def test_checking_what_is_not_there_is_an_error(copy, organisation, year, message):
    with pytest.raises(NoDataError, match=message.replace("?", r"\?")):
        check_project(copy, organisation, year)


def test_every_rule_of_the_dictionary_has_a_check(root):
    dictionary = read_dictionary(root / "data" / "datapackage.json")

    named = {rule["rule"] for t in dictionary.tables.values() for rule in t.rules}

    assert named == rules._RULES.keys()
