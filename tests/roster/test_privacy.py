"""Two hundred names in registers, and none of them anywhere after."""

import base64
import gzip
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from tests.roster.canaries import find_names
from tests.roster.registers import (
    HEADER,
    person,
    random_persons,
    write_csv,
    write_parquet,
)

COUNT = 200
SYLLABLES = ("bưởi", "chuối", "dừa", "mận", "nhãn", "ổi", "quýt", "xoài", "vải", "lê")
NAMES = [
    f"Canari {SYLLABLES[n % 10]}{SYLLABLES[n // 10 % 10]}{n:03}q" for n in range(COUNT)
]
WRITERS = {"csv": write_csv, "parquet": write_parquet}


def good(folder, kind, year):
    """A register that is right: names in the columns of identifiers and names."""
    persons = random_persons(1, 100, year)
    for row, name in zip(persons, NAMES, strict=False):
        row["Mã cán bộ"] = name
    for row, name in zip(persons, NAMES[100:], strict=False):
        row["Họ và tên"] = f'{name}, "bí danh" {name}'
    return WRITERS[kind](folder / f"good_{year}.{kind}", persons)


def bad(folder, kind):
    """Registers with names in every column, whole, in parts, twice and shifted."""
    each = len(NAMES) // len(HEADER)
    for place, column in enumerate(HEADER):
        persons = random_persons(place, 60)
        for row, name in zip(persons, NAMES[place * each :], strict=False):
            row[column] = name
        yield WRITERS[kind](folder / f"column_{place}.{kind}", persons)
    persons = [person(0) | {"Mã cán bộ": name, "Họ và tên": name} for name in NAMES]
    yield WRITERS[kind](folder / f"twice.{kind}", [*persons, *persons])


def broken(folder):
    """Files that cannot be read: cut off, unquoted, headless, in other codes."""
    persons = [person(0) | {"Mã cán bộ": name, "Họ và tên": name} for name in NAMES]
    whole = write_parquet(folder / "whole.parquet", persons).read_bytes()
    text = write_csv(folder / "whole.csv", persons).read_text("utf-8")
    lines = text.splitlines()
    made = {
        "cut.parquet": whole[: len(whole) // 2],
        "page.parquet": whole[:40] + bytes(900) + whole[940:],
        "text.parquet": text.encode(),
        "commas.csv": text.replace("Canari ", "Canari, ").encode(),
        "quotes.csv": text.replace("Canari ", '"Canari" ').encode(),
        "open.csv": f'{text}G1,"{NAMES[7]}'.encode(),
        "headless.csv": "\n".join(lines[1:]).encode(),
        "heading.csv": f"{lines[0]},{NAMES[3]}\n{lines[1]},x\n".encode(),
        "latin.csv": text.encode("utf-8").replace(b"q,", b"\xe9,"),
        "wide.csv": text.encode("utf-16"),
        "zip.csv": gzip.compress(text.encode()),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
        yield folder / name


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """Folders for what programs leave: a home and one for what is temporary."""
    folder = tmp_path_factory.mktemp("homes")
    places = {"HOME": folder / "home", "TMPDIR": folder / "tmp"}
    for place in places.values():
        place.mkdir()
    return places


def environment(homes):
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "JUPYTER"))
    }
    return kept | {name: str(place) for name, place in homes.items()}


# Runs many commands in one process: starting Python forty times would take a minute.
DRIVER = """
import json, sys
from genderlib.cli import main
for line in sys.stdin:
    try:
        main(json.loads(line), standalone_mode=False)
        code = 0
    except SystemExit as end:
        code = end.code
    print(f"\\nended {code}", flush=True)
"""


def run_all(folder, commands, env):
    """Exit codes of commands, and all that they said."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input="".join(json.dumps([str(a) for a in c]) + "\n" for c in commands),
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    codes = [int(code) for code in re.findall(r"(?m)^ended (\d+)$", done.stdout)]
    return codes, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_no_name_is_left_by_a_register(project, homes, tmp_path, kind):
    which = ("--organisation", "example", "--year", "2024", "--replace")
    before, now = (good(tmp_path, kind, year) for year in (2023, 2024))
    wrong = [*bad(tmp_path, kind), *broken(tmp_path)]
    commands = [
        ("roster", now, *which, "--previous", before),
        *(("roster", path, *which) for path in wrong),
        *(("roster", now, *which, "--previous", path) for path in wrong[:3]),
    ]

    codes, said = run_all(project, commands, environment(homes))

    # A name may stand for an identifier; the column of names, and one of which only the
    # heading is a name, are never read.
    right = [path.stem in {"column_0", "column_1", "heading"} for path in wrong]
    assert [code == 0 for code in codes] == [True, *right, False, False, False]
    assert find_names(NAMES, project, *homes.values(), said) == set()
    assert list(homes["TMPDIR"].iterdir()) == []


FORMATS = [w for name in ("docx", "xlsx", "package") for w in ("--format", name)]


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("audience", "language"),
    [
        pytest.param("internal", "vi", id="internal"),
        pytest.param("public", "en", id="public", marks=pytest.mark.soak),
    ],
)
def test_no_name_is_in_what_is_made_from_its_counts(
    project, run, homes, tmp_path, audience, language
):
    env = environment(homes)
    register, before = (good(tmp_path, "parquet", year) for year in (2024, 2023))
    which = ("--organisation", "example", "--year", "2024")
    report = (*which, "--audience", audience, "--language", language)
    commands = [
        ("roster", register, *which, "--previous", before, "--replace"),
        ("check",),
        ("render", *report, "--keep-notebook", "--log", "log.txt"),
        ("export", "--sign-off", *report),
        ("export", *report, *FORMATS),
        ("new", "--organisation", "example", "--year", "2025"),
    ]

    done = [run(*command, env=env) for command in commands]

    said = [made.stdout + made.stderr for made in done]
    # In Vietnamese the Word file has a head, and nobody has filled it in.
    codes = [0, 0, 0, 0, int(language == "vi"), 0]
    assert [made.returncode for made in done] == codes, said
    reports = project / "reports/example/2024" / audience
    endings = {path.suffix for path in reports.iterdir()}
    assert {".html", ".ipynb", ".docx", ".xlsx", ".zip"} <= endings
    assert find_names(NAMES, project, *homes.values(), *said) == set()


PLANTED = NAMES[17]


def in_base64(content):
    return base64.b64encode(content)


PLACES = {
    "plain": lambda text: text,
    "wide": lambda text: text.encode("utf-16"),
    "page": lambda text: f"<p title='{text.encode('ascii', 'xmlcharrefreplace')}'>",
    "notebook": lambda text: json.dumps({"outputs": [{"text": text}]}),
    "base64": lambda text: (
        b"data:x;base64," + base64.b64encode(b"<svg>" + text.encode())
    ),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip in base64": lambda text: (
        b"'" + base64.b64encode(gzip.compress(text.encode()))
    ),
    "hexadecimal": lambda text: text.encode().hex(),
}


@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES.keys())
def test_the_search_finds_a_name(tmp_path, code):
    content = code(PLANTED)
    content = content.encode() if isinstance(content, str) else content
    (tmp_path / "file").write_bytes(b"before " + content + b" after")

    assert find_names(NAMES, tmp_path) == {(PLANTED, "file")}


def test_the_search_finds_a_name_in_a_workbook_in_an_archive(tmp_path):
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", PLANTED)
    content = inner.read_bytes()
    inner.unlink()
    with zipfile.ZipFile(tmp_path / "outer", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("book.xlsx", content)

    assert find_names(NAMES, tmp_path) == {(PLANTED, "outer")}


def test_the_search_finds_a_name_in_a_table_and_in_a_file_name(tmp_path):
    write_parquet(tmp_path / "t.parquet", [person(1) | {"Họ và tên": PLANTED}])
    (tmp_path / NAMES[4]).touch()

    found = find_names(NAMES, tmp_path)

    assert found == {(PLANTED, "t.parquet"), (NAMES[4], NAMES[4])}
