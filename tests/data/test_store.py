"""Processed tables: right, the same every time, and never half-written."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date

import pandas as pd
import pyarrow.parquet as pq
import pytest

from genderlib.data import Project, list_years, open_year, read_year, refresh
from genderlib.errors import DataError, NoDataError, StoreError

YEAR = "data/raw/stameq/2020"
TABLES = [
    "activities",
    "counts",
    "documents",
    "sources",
    "statements",
    "targets",
]
WORDS = ["narrative.en", "narrative.vi"]
REFERENCES = ["disclosure", "groups", "norms", "organisations"]


@pytest.fixture
def tables(copy):
    return open_year(copy, "stameq", 2020)


@pytest.fixture
def processed(copy):
    """Names and bytes of all processed files."""

    def read():
        return {
            path.relative_to(copy.processed).as_posix(): path.read_bytes()
            for path in sorted(copy.processed.rglob("*"))
            if path.is_file()
        }

    return read


def test_a_year_is_listed(copy):
    assert list_years(copy) == [("stameq", 2020)]


def test_the_counts_of_the_review_are_read(tables):
    rows = tables.counts[["group", "women", "total"]].itertuples(index=False, name=None)

    # Read off paragraphs 4 and 5 of the published review.
    assert list(rows) == [
        ("party_committee", 4, 13),
        ("youth_union_committee", 3, 13),
        ("trade_union_committee", 6, 10),
        ("unit_leaders", 14, 48),
        ("division_heads", 70, 162),
        ("course_department_level", 10, 18),
        ("course_principal_specialist", 2, 4),
        ("course_specialist", 6, 13),
        ("course_english", 7, 10),
        ("course_political_theory", 4, 7),
    ]


def test_what_is_missing_stays_missing(tables):
    assert tables.counts["men"].isna().all()
    assert tables.counts["as_of"].isna().all()
    assert tables.documents["date"].tolist() == [date(2019, 5, 27), None, None]


def test_columns_have_the_types_promised(tables):
    kinds = {
        "year": pd.Int64Dtype(),
        "women": pd.Int64Dtype(),
        "group": pd.StringDtype(),
        "file": pd.StringDtype(),
        "row": pd.Int64Dtype(),
    }

    assert {name: tables.counts.dtypes[name] for name in kinds} == kinds


def test_a_decimal_number_keeps_its_digits(copy, edit):
    edit(
        f"{YEAR}/targets.csv",
        ",,1,,tcvn_article,paragraph 9",
        ",,0.280,,tcvn_article,x",
    )

    value = open_year(copy, "stameq", 2020).targets["value"].dropna().tolist()

    assert value == ["0.280", "1"]


def test_file_and_row_lead_back_to_the_line(copy, tables):
    row = tables.counts.iloc[4]

    line = (
        (copy.root / row["file"])
        .read_text(encoding="utf-8")
        .split("\n")[row["row"] - 1]
    )

    assert line.startswith("2020,stameq,division_heads,,,70,,162,")


def test_the_data_date_is_that_of_the_latest_source(tables):
    assert tables.data_date == date(2020, 11, 17)


def test_words_know_where_they_stand(copy, tables):
    passage = tables.narrative["vi"]["training"]

    lines = (copy.root / passage.file).read_text(encoding="utf-8").split("\n")

    assert passage == lines[passage.line - 1]


def test_inputs_are_all_files_with_their_sha256(copy, tables):
    expected = {
        path.relative_to(copy.root).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in copy.raw.rglob("*.*")
    }

    assert tables.inputs == expected


def test_each_processed_table_names_its_file_and_sha256(copy, tables):
    for file, sha256 in tables.inputs.items():
        name = file.rpartition("/")[2].rpartition(".")[0] + ".parquet"
        (path,) = copy.processed.rglob(name)

        metadata = pq.read_schema(path).metadata

        assert metadata[b"genderlib.file"].decode() == file
        assert metadata[b"genderlib.sha256"].decode() == sha256


def test_processed_tables_lie_where_the_readme_says(copy, processed):
    refresh(copy, "stameq", 2020)

    year = [f"stameq/2020/{name}.parquet" for name in [*TABLES, *WORDS]]
    assert sorted(processed()) == sorted(
        [*(f"{name}.parquet" for name in REFERENCES), *year, "stameq/2020/checked.json"]
    )


def test_the_same_input_gives_the_same_bytes_in_any_folder(copy, processed, tmp_path):
    refresh(copy, "stameq", 2020)
    shutil.copytree(copy.root, tmp_path / "b", ignore=lambda *_: ["processed"])
    other = Project(tmp_path / "b")

    refresh(other, "stameq", 2020)

    for name, content in processed().items():
        assert (other.processed / name).read_bytes() == content


def written(copy):
    """When each processed file was last written, and as which file of the disk."""
    stats = {path: path.stat() for path in copy.processed.rglob("*.*")}
    return {path: (stat.st_mtime_ns, stat.st_ino) for path, stat in stats.items()}


def test_an_unchanged_input_is_not_written_again(copy):
    refresh(copy, "stameq", 2020)
    before = written(copy)

    changed = refresh(copy, "stameq", 2020)

    assert changed == []
    assert written(copy) == before


def test_only_the_table_that_changed_is_written_again(copy, edit):
    refresh(copy, "stameq", 2020)
    edit(f"{YEAR}/counts.csv", ",,,4,,13,,", ",,,5,,13,,")

    changed = refresh(copy, "stameq", 2020)

    assert changed == [copy.processed / "stameq" / "2020" / "counts.parquet"]
    assert read_year(copy, "stameq", 2020).counts["women"][0] == 5


def test_another_description_of_the_tables_writes_them_again(copy):
    refresh(copy, "stameq", 2020)
    text = copy.dictionary.read_text(encoding="utf-8")
    copy.dictionary.write_text(text + "\n", encoding="utf-8")

    changed = refresh(copy, "stameq", 2020)

    assert len(changed) == len([*REFERENCES, *TABLES, *WORDS])


def test_a_processed_table_that_was_deleted_is_written_again(copy):
    refresh(copy, "stameq", 2020)
    path = copy.processed / "groups.parquet"
    path.unlink()

    assert refresh(copy, "stameq", 2020) == [path]


def test_a_damaged_processed_table_is_written_again(copy):
    refresh(copy, "stameq", 2020)
    path = copy.processed / "stameq" / "2020" / "counts.parquet"
    path.write_bytes(path.read_bytes()[:100])

    assert refresh(copy, "stameq", 2020) == [path]


def test_damage_inside_a_processed_table_is_an_error_with_a_cure(copy):
    refresh(copy, "stameq", 2020)
    path = copy.processed / "stameq" / "2020" / "counts.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(60) + content[64:])

    with pytest.raises(StoreError, match="Delete data/processed"):
        open_year(copy, "stameq", 2020)


def test_a_table_that_is_gone_takes_its_processed_file_along(copy):
    refresh(copy, "stameq", 2020)
    (copy.root / YEAR / "targets.csv").unlink()
    (copy.root / YEAR / "narrative.en.md").unlink()

    tables = open_year(copy, "stameq", 2020)

    assert tables.absent == ("asked", "targets", "flows", "ages", "narrative.en")
    assert tables.targets.empty
    assert tables.narrative["en"] == {}
    assert not (copy.processed / "stameq" / "2020" / "targets.parquet").exists()


@pytest.mark.parametrize("name", ["statements", "targets", "activities", "documents"])
def test_an_absent_table_has_the_columns_and_types_of_a_full_one(copy, name):
    full = getattr(open_year(copy, "stameq", 2020), name)
    (copy.root / YEAR / f"{name}.csv").unlink()

    empty = getattr(open_year(copy, "stameq", 2020), name)

    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_nothing_is_written_from_a_file_with_an_error(copy, edit, processed):
    edit(
        f"{YEAR}/targets.csv", ",,1,,tcvn_article,paragraph 9", ",,100%,,tcvn_article,x"
    )

    with pytest.raises(DataError):
        open_year(copy, "stameq", 2020)

    assert processed() == {}


def test_an_error_leaves_what_was_there_before(copy, edit, processed):
    refresh(copy, "stameq", 2020)
    before = processed()
    edit(f"{YEAR}/counts.csv", ",,,4,,13,,", ",,,5,,13,,")
    edit(
        f"{YEAR}/targets.csv", ",,1,,tcvn_article,paragraph 9", ",,100%,,tcvn_article,x"
    )

    with pytest.raises(DataError) as caught:
        open_year(copy, "stameq", 2020)

    assert [(p.row, p.column) for p in caught.value.problems] == [(6, "value")]
    assert processed() == before


def test_a_file_that_appears_later_is_looked_at(copy):
    refresh(copy, "stameq", 2020)
    (copy.root / YEAR / "target.csv").write_text("x\n")

    with pytest.raises(DataError, match=r"nothing reads this file"):
        refresh(copy, "stameq", 2020)


def test_a_group_that_is_renamed_is_missed_by_a_year_that_was_right(copy, edit):
    refresh(copy, "stameq", 2020)
    edit("data/raw/groups.csv", "\ncourse_english,", "\ncourse_in_english,")

    with pytest.raises(DataError, match=r"group is not in data/raw/groups\.csv"):
        refresh(copy, "stameq", 2020)


@pytest.mark.parametrize(
    ("organisation", "year", "message"),
    [
        pytest.param(
            "stamec", 2020, r"There are: stameq\. Perhaps stameq\?", id="typo"
        ),
        pytest.param("moha", 2020, r"There are: stameq\.$", id="unknown"),
        pytest.param(
            "stameq", 2019, r"no tables of 2019\n  There are: 2020", id="year"
        ),
        pytest.param("../raw/stameq", 2020, "no organisation", id="way-out"),
        pytest.param("", 2020, "no organisation", id="empty"),
    ],
)
def test_what_there_is_is_named_when_something_else_is_asked_for(
    copy, organisation, year, message
):
    with pytest.raises(NoDataError, match=message) as caught:
        open_year(copy, organisation, year)

    assert (caught.value.organisation, caught.value.year) == (organisation, year)


def test_reading_before_anything_was_written_is_an_error_with_a_cure(copy):
    with pytest.raises(StoreError, match=r"organisations\.parquet"):
        read_year(copy, "stameq", 2020)


@contextmanager
def full_disk():
    """In it no file may grow beyond 100 bytes, as on a disk without room.

    Not as a fixture: pytest writes dots before fixtures end, to a file perhaps.
    """
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_fails_leaves_the_old_table(copy, edit, processed):
    refresh(copy, "stameq", 2020)
    before = processed()
    edit(f"{YEAR}/counts.csv", ",,,4,,13,,", ",,,5,,13,,")

    message = r"counts\.parquet.*cannot be written"
    with full_disk(), pytest.raises(StoreError, match=message):
        refresh(copy, "stameq", 2020)

    assert processed() == before


def test_a_processed_folder_that_cannot_be_made_is_an_error_with_a_cure(copy):
    copy.processed.parent.joinpath("processed").write_text("a file in its place")

    with pytest.raises(StoreError, match="data/processed writable"):
        refresh(copy, "stameq", 2020)


KILLED = """
import sys
from pathlib import Path
from genderlib.data.atomic import write_atomically
while True:
    for letter in b"ab":
        write_atomically(Path(sys.argv[1]), bytes([letter]) * 2_000_000)
"""


@pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL"
)
def test_a_writer_that_is_killed_leaves_no_torn_file(tmp_path):
    target = tmp_path / "table"
    chance = random.Random(1)  # noqa: S311  moments to kill at are no secret
    for _ in range(5):
        writer = subprocess.Popen([sys.executable, "-c", KILLED, target])
        while not target.exists():
            assert writer.poll() is None, "the writer ended by itself"
            time.sleep(0.01)
        time.sleep(chance.uniform(0.01, 0.1))
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()

        content = target.read_bytes()

        assert content in (b"a" * 2_000_000, b"b" * 2_000_000)
        target.unlink()


OPEN = """
import sys
from genderlib.data import Project, open_year
print(len(open_year(Project(sys.argv[1]), "stameq", 2020).counts))
"""


def test_several_processes_may_open_a_year_at_once(copy):
    command = [sys.executable, "-c", OPEN, copy.root]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]

    printed = [process.communicate()[0].strip() for process in started]

    assert printed == [b"10", b"10", b"10"]


IMPORT = "import sys; from genderlib.data import Project, open_year, refresh"
HEAVY = {"frictionless", "jinja2", "jsonschema", "pandas", "pyarrow"}


def test_checking_does_without_jsonschema(copy, loaded):
    program = f"{IMPORT}; refresh(Project(sys.argv[1]), 'stameq', 2020)"

    found = loaded(program, {"jsonschema"}, str(copy.root))

    # Its import alone takes longer than everything else, because of a grammar of
    # addresses that one of its helpers compiles.
    assert found == []


def test_libraries_are_imported_when_they_are_needed(copy, loaded):
    refresh(copy, "stameq", 2020)

    program = f"{IMPORT}; open_year(Project(sys.argv[1]), 'stameq', 2020)"

    assert loaded(IMPORT, HEAVY) == []
    # A year that was checked before is not checked again, so frictionless stays out.
    assert loaded(program, HEAVY, str(copy.root)) == ["pandas", "pyarrow"]
