"""Bad files end quickly with the place and the cure, and leave no trace."""

import hashlib

import pytest

from tests.conftest import copy_project
from tests.ingest.bad_files import BAD

SECONDS, MEGABYTES = 5, 500
ASKED = "year,organisation,group,unit,level\n" + "".join(
    f"2021,stameq,{group},{unit},\n"
    for unit in ("Đơn vị A", "Đơn vị B", "Đơn vị Hà Nội")
    for group in ("staff", "division_heads", "course_english")
)


def digests(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def collecting(tmp_path_factory):
    """A project that nothing changes, as each test says."""
    project = copy_project(tmp_path_factory.mktemp("collecting") / "project")
    folder = project / "data" / "raw" / "stameq" / "2021"
    folder.mkdir(parents=True)
    (folder / "asked.csv").write_text(ASKED, encoding="utf-8")
    return project


def put(folder, files):
    """Write the files; those that are given to the command."""
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        content(path) if callable(content) else path.write_bytes(content)
    return [folder / name for name in files if not name.endswith(".mapping.json")]


def test_there_are_at_least_eighty():
    assert len(BAD) >= 80


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place_and_a_cure(
    name, collecting, tmp_path, commands
):
    bad = BAD[name]()
    paths = put(tmp_path / "in", bad.files)
    before = digests(collecting)

    result = commands(collecting, "ingest", *paths)

    words = result["words"]
    assert result["code"] == 1, words
    assert "Traceback" not in words
    for part in (bad.named, bad.says, *bad.places, bad.value):
        assert part in words
    assert words.splitlines()[-1] == "Nothing was taken in."
    assert digests(collecting) == before
    assert result["seconds"] < SECONDS
    assert result["megabytes"] < MEGABYTES


def test_all_problems_of_all_files_are_told_at_once(collecting, tmp_path, commands):
    names = ["pdf", "women-above-total", "formula", "truncated-half"]
    bad = {name: BAD[name]() for name in names}
    files = {f"{n}.xlsx": next(iter(b.files.values())) for n, b in bad.items()}
    paths = put(tmp_path / "in", files)

    result = commands(collecting, "ingest", *paths)

    for name in names:
        assert f"{name}.xlsx: " in result["words"]
        assert bad[name].says in result["words"]
