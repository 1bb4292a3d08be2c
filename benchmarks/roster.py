"""How fast a register becomes counts, in how much memory, beside the same with pandas.

    python benchmarks/roster.py

Registers of 2,000,000 and 10,000,000 invented persons as Parquet, checked and counted
by `genderlib.data.roster` and by pandas: five runs and three of each, in turn, each
in a process of its own, and both must give the same counts. Then a csv of 5,000,000
and one of 20,000,000 persons: memory must not grow with the file. The least to hold
is three times as fast as pandas in half its memory, and 1 GiB for a csv.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2024, 12, 31)
UNITS = tuple(f"Đơn vị {number:02}" for number in range(1, 41))
LEVELS = ("Chuyên viên cao cấp", "Chuyên viên chính", "Chuyên viên", "Nhân viên")
TITLES = ("Trưởng phòng", "Phó trưởng phòng", "Chuyên viên")
COURSES = ("Quản lý nhà nước", "Tin học", "Bình đẳng giới")
RUNS = {2_000_000: 5, 10_000_000: 3}
CSV_ROWS = (5_000_000, 20_000_000)
LEAST_FASTER, MOST_MEMORY, MOST_CSV_MEMORY = 3.0, 0.5, 1 << 30
AGES = (0, 31, 41, 51, 61)


def write_register(path: Path, rows: int) -> None:
    """A register of invented persons, the same on every machine."""
    import duckdb

    def pick(values: tuple[str, ...], salt: int) -> str:
        texts = ", ".join(f"'{value}'" for value in values)
        return f"[{texts}][1 + (hash(i + {salt}) % {len(values)})::INT]"

    courses = [*COURSES, f"{COURSES[0]}; {COURSES[1]}", "", "", "", ""]
    kind = "PARQUET" if path.suffix == ".parquet" else "CSV, HEADER"
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '2GiB'")
        connection.execute(
            f"COPY (SELECT 'G' || lpad(i::VARCHAR, 9, '0') AS \"Mã cán bộ\", "  # noqa: S608  our own values
            f"'Người ' || i || ', \"x\"' AS \"Họ và tên\", "
            f'{pick(UNITS, 1)} AS "Đơn vị", {pick(LEVELS, 2)} AS "Ngạch", '
            f'{pick(TITLES, 3)} AS "Chức vụ", {pick(("Nữ", "Nam"), 4)} AS "Giới tính", '
            f'(1965 + hash(i + 5) % 37)::INT AS "Năm sinh", '
            f"DATE '2018-01-01' + (hash(i + 6) % 2500)::INT AS \"Ngày bổ nhiệm\", "
            f'{pick(tuple(courses), 7)} AS "Khóa học" '
            f"FROM range({rows}) AS t(i)) TO '{path}' (FORMAT {kind})"
        )


def make_project(folder: Path) -> None:
    """A project whose organisation `example` has these units."""
    shutil.copytree(ROOT / "data", folder / "data")
    own = folder / "data" / "raw" / "example"
    lines = ["column,in_register,name,rank", *(f"unit,{unit},," for unit in UNITS)]
    lines += [f"level,{level},,{rank}" for rank, level in enumerate(LEVELS, 1)]
    lines += [f"title,{title},," for title in TITLES]
    lines += [f"course,{course},," for course in COURSES]
    (own / "roster_names.csv").write_text("\n".join(lines) + "\n", "utf-8")


def with_genderlib(path: Path, folder: Path) -> dict[str, list[int]]:
    """All counts, by the code that `genderlib roster` calls."""
    from genderlib.data import Project
    from genderlib.data.roster.rules import read_rules
    from genderlib.data.roster.taking import Day, count_register

    project = Project(folder)
    taken = count_register(project, read_rules(project, "example"), Day(path, AS_OF))
    return {
        "|".join((c.group, c.unit or "", c.level or "", str(c.ages or ""), c.flow)): [
            c.women,
            c.men,
            c.total,
        ]
        for c in taken.counted
    }


def with_pandas(path: Path) -> dict[str, list[int]]:
    """The same checks and counts, as an analyst writes them with pandas."""
    import pandas as pd

    names = {
        "Mã cán bộ": "person",
        "Đơn vị": "unit",
        "Ngạch": "level",
        "Chức vụ": "title",
        "Giới tính": "sex",
        "Năm sinh": "born",
        "Ngày bổ nhiệm": "since",
        "Khóa học": "courses",
    }
    register = pd.read_parquet(path, columns=list(names)).rename(columns=names)
    register["since"] = pd.to_datetime(register["since"])
    since, as_of = pd.Timestamp("2023-12-31"), pd.Timestamp(AS_OF)
    courses = register["courses"].value_counts().index
    taken = {name: {c.strip() for c in name.split(";")} - {""} for name in courses}
    wrong = (
        register["person"].isna().any()
        or register["person"].duplicated().any()
        or not register["unit"].isin(UNITS).all()
        or not register["level"].isin(LEVELS).all()
        or not register["title"].isin(TITLES).all()
        or not register["sex"].isin(["Nữ", "Nam"]).all()
        or not register["born"].between(1934, 2009).all()
        or (register["since"] > as_of).any()
        or (register["since"].dt.year < register["born"] + 15).any()
        or not all(found <= set(COURSES) for found in taken.values())
    )
    if wrong:
        raise SystemExit("wrong rows")
    edges = [*AGES, 1000]
    labels = [
        str((first or None, after - 1 if after < 1000 else None))
        for first, after in pairwise(edges)
    ]
    ages = pd.cut(AS_OF.year - register["born"], edges, right=False, labels=labels)
    register["ages"] = ages
    groups = {
        "staff": register,
        "division_heads": register[register["title"].isin(TITLES[:2])],
        "persons_trained": register[
            register["courses"].isin([name for name, found in taken.items() if found])
        ],
    }
    counts: dict[str, list[int]] = {}
    for group, members in groups.items():
        counts[f"{group}||||"] = sums(members)
    for column, place in (("unit", 1), ("level", 2), ("ages", 3)):
        parts = pd.crosstab(register[column], register["sex"])
        for value, row in parts.iterrows():
            key = ["staff", "", "", "", ""]
            key[place] = str(value)
            counts["|".join(key)] = [int(row["Nữ"]), int(row["Nam"]), int(row.sum())]
    for group in ("staff", "division_heads"):
        appointed = groups[group][groups[group]["since"] > since]
        counts[f"{group}||||appointed"] = sums(appointed)
        if group == "staff":
            parts = pd.crosstab(appointed["level"], appointed["sex"])
            for value, row in parts.iterrows():
                key = f"staff||{value}||appointed"
                counts[key] = [int(row["Nữ"]), int(row["Nam"]), int(row.sum())]
    return counts


def sums(members: object) -> list[int]:
    """Women, men and all of a table of persons."""
    sexes = members["sex"].value_counts()
    return [int(sexes["Nữ"]), int(sexes["Nam"]), int(sexes.sum())]


def run(way: str, path: Path, folder: Path) -> tuple[float, int, dict[str, list[int]]]:
    """Seconds, bytes at most and counts of one run in a process of its own."""
    command = [sys.executable, __file__, way, str(path), str(folder)]
    begun = time.perf_counter()
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    if made.returncode:
        sys.exit(made.stderr)
    answer = json.loads(made.stdout)
    return seconds, answer["bytes"], answer["counts"]


def compare(rows: int, runs: int, folder: Path) -> bool:
    """Both ways in turn; whether ours is fast and small enough."""
    path = folder / "register.parquet"
    write_register(path, rows)
    print(f"{rows:,} rows, Parquet of {path.stat().st_size / 2**20:.0f} MiB")
    found: dict[str, list[tuple[float, int]]] = {"genderlib": [], "pandas": []}
    for _ in range(runs):
        answers = {way: run(way, path, folder / "project") for way in found}
        if answers["genderlib"][2] != answers["pandas"][2]:
            sys.exit("the counts differ")
        for way, (seconds, size, _) in answers.items():
            found[way].append((seconds, size))
    path.unlink()
    middle = {}
    for way, measured in found.items():
        seconds = sorted(s for s, _ in measured)
        size = max(b for _, b in measured)
        middle[way] = statistics.median(seconds), size
        print(
            f"  {way:9} {middle[way][0]:6.2f} s ({seconds[0]:.2f}-{seconds[-1]:.2f}), "
            f"at most {size / 2**20:,.0f} MiB"
        )
    (ours, our_size), (theirs, their_size) = middle["genderlib"], middle["pandas"]
    print(f"  {theirs / ours:.1f} times as fast, {our_size / their_size:.0%} of memory")
    return theirs / ours >= LEAST_FASTER and our_size <= MOST_MEMORY * their_size


def read_csv(rows: int, folder: Path) -> bool:
    """A large csv; whether memory stays within its bound."""
    path = folder / "register.csv"
    write_register(path, rows)
    size = path.stat().st_size
    seconds, most, _ = run("genderlib", path, folder / "project")
    path.unlink()
    print(
        f"{rows:,} rows, csv of {size / 2**30:.1f} GiB: {seconds:.1f} s, "
        f"at most {most / 2**20:,.0f} MiB"
    )
    return most < MOST_CSV_MEMORY


def main() -> None:
    """Measure, print, and fail where less than the least was reached."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder / "project")
        reached = [compare(rows, runs, folder) for rows, runs in RUNS.items()]
        reached += [read_csv(rows, folder) for rows in CSV_ROWS]
    sys.exit(0 if all(reached) else 1)


def one(way: str, path: Path, folder: Path) -> None:
    """One run, in this process."""
    counts = with_pandas(path) if way == "pandas" else with_genderlib(path, folder)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"bytes": most, "counts": counts}))


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    if len(sys.argv) > 1:
        one(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
