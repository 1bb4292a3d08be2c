"""Registers with mistakes: each is named by row and column, none by its value."""

import csv
import hashlib
import io
from datetime import date

import pytest

from genderlib.data.roster.engine import EngineError, Unreadable, open_engine
from genderlib.data.roster.faults import RosterError, format_faults
from genderlib.data.roster.rules import read_rules
from genderlib.data.roster.taking import Day, count_register
from tests.roster.registers import (
    HEADER,
    TITLES,
    person,
    random_persons,
    write_csv,
    write_parquet,
)

NAME = "Lê Thị Bí Mật"


@pytest.fixture(scope="module")
def faults(example):
    """What is found wrong with a register: file, message and rows."""
    rules = read_rules(example, "example")

    def found(path, before=None, as_of=date(2024, 12, 31)):
        then = before and Day(before, date(2023, 12, 31))
        with pytest.raises(RosterError) as error:
            count_register(example, rules, Day(path, as_of), then)
        assert NAME not in str(error.value)
        assert NAME not in repr(error.value.faults)
        return [(f.message, f.position, list(f.rows)) for f in error.value.faults]

    return found


WRITERS = [
    pytest.param(write_csv, "r.csv", 2, id="csv"),
    # A Parquet file has no header: the first person is row 1.
    pytest.param(write_parquet, "r.parquet", 1, id="parquet"),
]


@pytest.mark.parametrize(("write", "name", "first"), WRITERS)
@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        pytest.param("Mã cán bộ", "", "person is missing", id="no-person"),
        pytest.param("Đơn vị", "", "unit is missing", id="no-unit"),
        pytest.param(
            "Đơn vị", NAME, "unit is not in roster_names.csv", id="unknown-unit"
        ),
        pytest.param(
            "Ngạch", NAME, "level is not in roster_names.csv", id="unknown-level"
        ),
        pytest.param(
            "Chức vụ", NAME, "title is not in roster_names.csv", id="unknown-title"
        ),
        pytest.param("Giới tính", "", "sex is missing", id="no-sex"),
        pytest.param("Giới tính", " ", "sex is missing", id="blank-sex"),
        pytest.param(
            "Giới tính", NAME, "sex is not a word for women or men", id="odd-sex"
        ),
        pytest.param("Năm sinh", NAME, "birth year is not a year", id="odd-year"),
        pytest.param("Năm sinh", "85", "birth year is not a year", id="two-digits"),
        pytest.param("Năm sinh", "1885", "birth year is before 1934", id="century"),
        pytest.param("Năm sinh", "2058", "birth year is after 2009", id="unborn"),
        pytest.param(
            "Ngày bổ nhiệm",
            NAME,
            "date in post is not a day of the calendar",
            id="odd-date",
        ),
        pytest.param(
            "Ngày bổ nhiệm",
            "30/02/2024",
            "date in post is not a day of the calendar",
            id="no-such-day",
        ),
        pytest.param(
            "Ngày bổ nhiệm",
            "01/01/2025",
            "date in post is after 2024-12-31",
            id="future",
        ),
        pytest.param(
            "Ngày bổ nhiệm",
            "1924-05-01",
            "date in post is before the person was 15, or in another century",
            id="past-century",
        ),
        pytest.param(
            "Khóa học",
            f"Tin học; {NAME}",
            "courses is not in roster_names.csv",
            id="unknown-course",
        ),
    ],
)
def test_a_wrong_cell(tmp_path, faults, write, name, first, column, value, message):
    persons = [person(n) for n in range(1, 8)]
    persons[3][column] = persons[4][column] = value
    path = write(tmp_path / name, persons)

    expected = (message, HEADER.index(column) + 1, [f"{first + 3}-{first + 4}"])
    assert faults(path) == [expected]


@pytest.mark.parametrize(("write", "name", "first"), WRITERS)
def test_a_person_twice(tmp_path, faults, write, name, first):
    persons = [person(1), person(2), person(3), person(2), person(1, Ngạch="")]
    path = write(tmp_path / name, persons)

    a, b, c, d = first, first + 1, first + 3, first + 4
    assert faults(path) == [
        ("one person is in more than one row", 1, [f"{a} = {d}", f"{b} = {c}"])
    ]


@pytest.mark.parametrize(("write", "name", "first"), WRITERS)
def test_two_sexes_for_one_person(tmp_path, faults, write, name, first):
    persons = [person(1), person(2), person(1, **{"Giới tính": "Nam"})]
    path = write(tmp_path / name, persons)

    message = "one person is in more than one row, with two sexes"
    assert faults(path) == [(message, 1, [f"{first} = {first + 2}"])]


def test_blanks_around_an_identifier_hide_no_repetition(tmp_path, faults):
    persons = [person(1), person(2), person(1) | {"Mã cán bộ": " G0001\u00a0"}]

    found = faults(write_csv(tmp_path / "r.csv", persons))

    assert found == [("one person is in more than one row", 1, ["2 = 4"])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("nv1", "NV1", id="case"),
        pytest.param("NV1", "\uff2e\uff36\uff11", id="full-width"),
        pytest.param("Đ\u1ea41", "đ\u00e2\u03011", id="accents-in-two-forms"),
    ],
)
def test_one_identifier_in_two_forms_is_one_person(tmp_path, faults, first, second):
    persons = [person(n) | {"Mã cán bộ": word} for n, word in ((1, first), (2, second))]

    found = faults(write_csv(tmp_path / "r.csv", persons))

    assert found == [("one person is in more than one row", 1, ["2 = 3"])]


def test_a_person_in_two_files(tmp_path, faults):
    folder = tmp_path / "register"
    folder.mkdir()
    write_csv(folder / "a.csv", [person(1), person(2)])
    write_parquet(folder / "b.parquet", [person(3), person(2)])

    found = faults(folder)

    expected = ["3 = b.parquet 2"]
    assert found == [("one person is in more than one row", 1, expected)]


def test_another_sex_than_the_year_before(tmp_path, faults):
    before = write_csv(tmp_path / "then.csv", [person(1, **{"Ngày bổ nhiệm": ""})])
    now = write_csv(tmp_path / "now.csv", [person(2), person(1, **{"Giới tính": "M"})])

    message = "sex is another one than in the register before"
    assert faults(now, before) == [(message, 6, ["3"])]


def test_sex_that_is_not_recorded_in_one_row_is_no_second_sex(tmp_path, faults):
    persons = [person(1), person(1, **{"Giới tính": "không ghi"})]

    found = faults(write_csv(tmp_path / "r.csv", persons))

    assert found == [("one person is in more than one row", 1, ["2 = 3"])]


def test_a_register_of_another_year_by_its_name(tmp_path, faults):
    path = write_csv(tmp_path / "nhan_su_2022.csv", [person(1)])

    assert faults(path) == [("the name of the file says another year than 2024", 0, [])]


@pytest.mark.parametrize(
    "day", ["2022", "31/12/2022", "2022-12-31"], ids=["year", "day", "iso"]
)
def test_a_register_of_another_year_by_its_column(tmp_path, faults, day):
    path = tmp_path / "r.csv"
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([*HEADER, "Ngày chốt"])
    rows.writerow([*person(1).values(), "31/12/2024"])
    rows.writerow([*person(2).values(), day])
    path.write_text(text.getvalue(), "utf-8")

    message = "the register says another day or year than 2024-12-31"
    assert faults(path) == [(message, 10, ["3"])]


def test_a_register_of_another_year_by_its_dates(tmp_path, faults):
    persons = [person(n, **{"Ngày bổ nhiệm": "2021-06-01"}) for n in range(60)]
    path = write_csv(tmp_path / "r.csv", persons)

    message = "nobody came into a post in the year before 2024-12-31"
    assert faults(path) == [(message, 0, [])]


def test_a_later_register_is_named_by_its_rows(tmp_path, faults):
    persons = [person(1, **{"Ngày bổ nhiệm": "2025-02-01"}), person(2)]
    path = write_csv(tmp_path / "r.csv", persons)

    assert faults(path) == [("date in post is after 2024-12-31", 8, ["2"])]


def test_a_name_full_of_commas_and_quotes_is_a_name(tmp_path, count):
    name = 'Trần, "Văn", ""A"",\n,;\t|'
    path = write_csv(tmp_path / "r.csv", [person(1, **{"Họ và tên": name}), person(2)])

    assert count(path)["staff", None, None, None, ""] == (2, 0, 2)


CELLS = "the row does not have as many cells as the header"
QUOTES = "a double quote is out of place or never closed"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            f"G9,{NAME}, con,a,b,c,Nữ,1980,,", [(CELLS, 0, ["3"])], id="commas"
        ),
        pytest.param(f"G9,{NAME}", [(CELLS, 0, ["3"])], id="short"),
        pytest.param(f'G9,"{NAME}"x,a,b,c,Nữ,1980,,', [(QUOTES, 0, ["3"])], id="quote"),
        pytest.param(
            b"G9,Tr\xef\xbf\xff,a,b,c,d,1980,,",
            [("the row is not in UTF-8", 0, ["3"])],
            id="letters",
        ),
    ],
)
def test_a_broken_row_of_a_csv_is_named_by_its_line(tmp_path, faults, line, expected):
    path = write_csv(tmp_path / "r.csv", [person(1), person(2)])
    lines = path.read_bytes().splitlines()
    broken = line if isinstance(line, bytes) else line.encode()
    path.write_bytes(b"\n".join([*lines[:2], broken, lines[2]]) + b"\n")

    assert faults(path) == expected


def test_a_quote_that_is_never_closed_is_named_where_it_opens(tmp_path, faults):
    path = write_csv(tmp_path / "r.csv", [person(1)])
    with path.open("a", encoding="utf-8") as file:
        file.write(f'G9,"{NAME},a,b,c,Nữ,1980,,\nG10,x,a,b,c,Nữ,1980,,\n')

    assert faults(path) == [(QUOTES, 0, ["3"])]


def test_rows_are_counted_as_lines_where_cells_hold_lines(tmp_path, faults):
    persons = [person(1, **{"Họ và tên": "hai\ndòng"}), person(2, **{"Giới tính": ""})]
    path = write_csv(tmp_path / "r.csv", persons)

    assert faults(path) == [("sex is missing", 6, ["4"])]


def test_all_mistakes_are_told_at_once(tmp_path, faults):
    persons = [
        person(1, **{"Giới tính": ""}),
        person(2, **{"Đơn vị": NAME}),
        person(3, **{"Năm sinh": "1800", "Ngày bổ nhiệm": "2030-01-01"}),
        person(3),
    ]
    path = write_csv(tmp_path / "r.csv", persons)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{NAME},\n")

    assert sorted(faults(path)) == [
        ("birth year is before 1934", 7, ["4"]),
        ("date in post is after 2024-12-31", 8, ["4"]),
        ("one person is in more than one row", 1, ["4 = 5"]),
        ("sex is missing", 6, ["2"]),
        (CELLS, 0, ["6"]),
        ("unit is not in roster_names.csv", 3, ["3"]),
    ]


def test_a_file_without_a_header_says_nothing_of_its_first_person(tmp_path, faults):
    path = tmp_path / "r.csv"
    rows = io.StringIO()
    csv.writer(rows).writerow(person(1, **{"Họ và tên": NAME}).values())
    path.write_text(rows.getvalue(), "utf-8")

    messages = [message for message, _, _ in faults(path)]

    assert "there is no column for person" in messages


def test_a_column_that_is_there_twice(tmp_path, faults):
    path = tmp_path / "r.csv"
    path.write_text(",".join([*HEADER, "giới TÍNH"]) + "\n", "utf-8")

    assert faults(path) == [("columns 6 and 10 are both sex", 0, [])]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_parquet_file(tmp_path, faults, kept):
    path = write_parquet(tmp_path / "r.parquet", random_persons(1, 500))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])

    assert faults(path) == [("the file is damaged or not complete", 0, [])]


def test_a_parquet_file_with_a_page_that_is_not_whole(tmp_path, faults):
    path = write_parquet(tmp_path / "r.parquet", random_persons(1, 500))
    content = bytearray(path.read_bytes())
    content[4:1500] = bytes(1496)
    path.write_bytes(content)

    assert faults(path) == [("the file is damaged or not complete", 0, [])]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("r.csv", b"", "the file is empty", id="empty"),
        pytest.param(
            "r.csv", "id".encode("utf-16"), "the file is not in UTF-8", id="16"
        ),
        pytest.param("r.xlsx", b"PK", "the file is neither csv nor Parquet", id="xlsx"),
        pytest.param(
            "r.parquet", b"", "the file is damaged or not complete", id="none"
        ),
    ],
)
def test_a_file_that_is_no_register(tmp_path, faults, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)

    assert faults(path) == [(message, 0, [])]


def test_a_header_alone_is_no_register(tmp_path, faults):
    assert faults(write_csv(tmp_path / "r.csv", [])) == [
        ("there is no person in it", 0, [])
    ]


def test_a_register_inside_the_project_is_refused(project, run):
    inside = project / "data" / "raw" / "example" / "register.csv"
    write_csv(inside, [person(1)])

    done = run("roster", inside, "--organisation", "example", "--year", "2024")

    assert done.returncode == 1
    assert "a register of persons lies inside the project folder" in done.stderr


def state(folder):
    """Every file of a folder with its content."""
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_nothing_is_written_where_a_row_is_wrong(project, run, tmp_path):
    before = state(project)
    bad = write_csv(tmp_path / "r.csv", [person(1), person(1)])

    done = run(
        "roster",
        bad,
        "--organisation",
        "example",
        "--year",
        "2030",
        "--as-of",
        "2030-12-31",
    )

    assert (done.returncode, done.stdout, state(project)) == (1, "", before)


def test_other_counts_that_are_there_stay_without_replace(project, run, tmp_path):
    before = state(project)
    path = write_csv(tmp_path / "r.csv", random_persons(3, 80))
    command = ("roster", path, "--organisation", "example", "--year", "2024")

    refused = run(*command)
    unchanged = state(project) == before
    replaced = run(*command, "--replace")

    assert (refused.returncode, unchanged, replaced.returncode) == (1, True, 0)
    assert "Add --replace if the register holds." in refused.stderr
    assert run("check").returncode == 0


def test_the_same_register_again_writes_nothing(project, run, tmp_path):
    path = write_csv(tmp_path / "r.csv", random_persons(4, 80))
    command = ("roster", path, "--organisation", "example", "--year", "2024")
    run(*command, "--replace")
    before = state(project)

    again = run(*command)

    assert (again.returncode, again.stdout, state(project)) == (0, "", before)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--year", "2024"], id="no-organisation"),
        pytest.param(["--organisation", "example"], id="no-year"),
        pytest.param(
            ["--organisation", "example", "--year", "2024", "--as-of", "2023-12-31"],
            id="another-year",
        ),
    ],
)
def test_wrong_usage(run, tmp_path, options):
    assert run("roster", tmp_path, *options).returncode == 2


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        pytest.param(
            "roster_names.csv", "unit,phòng  kỹ thuật,Phòng Khác,", "alike", id="alike"
        ),
        pytest.param(
            "roster_names.csv", "level,Ngạch mới,,", "rank is needed", id="no-rank"
        ),
        pytest.param(
            "roster_groups.csv",
            f"staff,Phòng Mới,,{TITLES[0]},,",
            "unit is not among the values in",
            id="unknown-unit",
        ),
        pytest.param(
            "roster_groups.csv",
            "course_english,,,,any,",
            "the group counts attendances, a register persons",
            id="attendances",
        ),
    ],
)
def test_rules_of_an_organisation_are_checked(
    project, run, tmp_path, file, line, message
):
    with (project / "data" / "raw" / "example" / file).open(
        "a", encoding="utf-8"
    ) as text:
        text.write(line + "\n")
    path = write_csv(tmp_path / "r.csv", random_persons(4, 80))

    done = run("roster", path, "--organisation", "example", "--year", "2024")

    assert done.returncode == 1
    assert message in done.stderr


def test_errors_of_the_engine_carry_nothing_along():
    with open_engine() as engine, pytest.raises(Unreadable) as error:
        engine.rows(f"SELECT '{NAME}'::INTEGER")

    links = (error.value.__cause__, error.value.__context__, str(error.value))
    assert links[:2] == (None, None)
    assert NAME not in links[2]


def test_a_spill_is_private_encrypted_and_removed(tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with open_engine("64MiB") as engine:
        engine.run("SET threads = 1")
        engine.run(
            "CREATE TEMP TABLE t AS SELECT 'bí mật ' || hash(i) || repeat('x', 60) "
            "AS s FROM range(1500000) AS r(i)"
        )
        spilled = [path for path in tmp_path.rglob("*.tmp") if path.is_file()]
        readable = any("bí mật".encode() in path.read_bytes() for path in spilled)
        modes = {oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}

    assert (bool(spilled), readable, modes) == (True, False, {"0o700"})
    assert list(tmp_path.iterdir()) == []


def test_too_little_room_is_an_error_in_words_of_ours():
    large = (
        "CREATE TEMP TABLE t AS SELECT hash(i) || repeat('x', 60) AS s "
        "FROM range(3000000) AS r(i)"
    )
    with open_engine("20MiB") as engine:
        engine.run("SET max_temp_directory_size = '1MiB'")
        with pytest.raises(EngineError, match="does not fit into memory"):
            engine.run(large)


def test_many_rows_are_told_as_one_run(tmp_path, faults):
    persons = [person(n, **{"Giới tính": ""}) for n in range(1, 501)]
    path = write_csv(tmp_path / "r.csv", persons)

    assert faults(path) == [("sex is missing", 6, ["2-501"])]


def test_a_list_of_faults_reads_as_a_person_needs_it(tmp_path, example):
    persons = [person(n) for n in range(1, 6)]
    persons[1]["Giới tính"] = persons[3]["Giới tính"] = persons[4]["Giới tính"] = ""
    path = write_csv(tmp_path / "r.csv", persons)

    rules = read_rules(example, "example")
    with pytest.raises(RosterError) as error:
        count_register(example, rules, Day(path, date(2024, 12, 31)))

    assert format_faults(error.value.faults) == (
        "r.csv: sex is missing in 3 rows\n"
        "  column 6 (sex), rows 3, 5-6\n"
        "  Fill it in for every person; write 'not recorded' where it is not known."
    )
