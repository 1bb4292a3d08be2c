"""The commands that run no notebook, and what all commands share."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from genderlib.cli import main


@pytest.fixture
def run(project, monkeypatch):
    """Runs a command in the project and gives back code, output and errors."""
    monkeypatch.chdir(project)

    def call(*arguments, **environment):
        result = CliRunner(env=environment).invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.stdout, result.stderr

    return call


COMMANDS = tuple(main.commands)


def test_help_lists_the_commands_in_the_order_of_work(run):
    code, output, _ = run("--help")

    listed = re.findall(r"(?m)^  (\w+) ", output.partition("Commands:")[2])
    assert code == 0
    year = ["init", "new", "workbook", "ingest", "roster", "check", "render"]
    assert listed[:7] == year
    assert "norms" in listed


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_is_the_command_itself(run, command):
    code, output, _ = run(command, "--help")

    example = output.partition("Example:\n")[2].splitlines()[0].split()
    assert code == 0
    assert example[:2] == ["genderlib", command]
    assert max(map(len, output.splitlines())) <= 88


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["chekc"], id="command"),
        pytest.param(["check", "--yaer", "2020"], id="option"),
        pytest.param(["check", "--year", "now"], id="value"),
        pytest.param(["render", "--timeout", "0"], id="range"),
        pytest.param(["norms"], id="missing"),
    ],
)
def test_wrong_usage_is_2(run, arguments):
    code, output, errors = run(*arguments)

    assert (code, output) == (2, "")
    assert "Error: " in errors


# check


def test_check_says_so_where_all_is_well(run):
    actual = run("check")

    assert actual == (0, "All tables are in order.\n", "")


@pytest.fixture
def two_errors(project):
    """Women above the total in line 5, and a negative number of men in line 6."""
    path = project / "data/raw/stameq/2020/counts.csv"
    text = path.read_text("utf-8")
    assert text.splitlines()[4].split(",")[5:8] == ["14", "", "48"]
    assert text.splitlines()[5].split(",")[5:8] == ["70", "", "162"]
    text = text.replace(",14,,48,", ",54,,48,").replace(",70,,162,", ",70,-1,162,")
    path.write_text(text, "utf-8")


@pytest.mark.usefixtures("two_errors")
def test_check_tells_every_bad_row_with_its_cure(run):
    code, output, errors = run("check", "--organisation", "stameq", "--year", "2020")

    lines = errors.splitlines()
    assert (code, output) == (1, "")
    assert sum(line.startswith("  row 5 (unit_leaders): ") for line in lines) == 1
    assert sum(line.startswith("  row 6 (division_heads): ") for line in lines) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--organisation", "stamec"], id="organisation"),
        pytest.param(["--year", "2019"], id="year"),
    ],
)
def test_check_of_data_that_are_not_there_is_wrong_usage(run, arguments):
    code, output, errors = run("check", *arguments)

    assert (code, output) == (2, "")
    assert "There are: " in errors


def test_check_outside_any_project_names_the_cure(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    code, _, errors = run("check")

    assert code == 2
    assert "Go to a folder with data/datapackage.json" in errors


# norms

PARTY = ("norms", "--group", "party_committee", "--year")


def test_norms_lists_those_in_force_for_a_group(run):
    code, output, errors = run(*PARTY, "2020", COLUMNS="240")

    # The issue's own example: 25 per cent by 11-NQ/TW and by 2351/QD-TTg, and 15 per
    # cent by 35-CT/TW, all in force in 2020.
    heading, columns, *rows = output.splitlines()
    assert (code, errors) == (0, "")
    assert heading == "Party committee (party_committee)"
    assert columns.split("  ")[0] == "Norm"
    assert [("25%" in row, "15%" in row) for row in rows] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    for row, number in zip(rows, ("11-NQ/TW", "2351/QĐ-TTg", "35-CT/TW"), strict=True):
        assert number in row
    assert "2016-01-01 – 2020-12-31" in rows[1]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_norms_fit_the_terminal(run, width, language):
    wanted = ("norms", "--year", "2020", "--all", "--language", language)

    code, output, _ = run(*wanted, COLUMNS=str(width))

    assert code == 0
    assert max(map(len, output.splitlines())) <= width


def test_norms_are_told_in_vietnamese(run):
    _, output, _ = run(*PARTY, "2020", "--language", "vi", COLUMNS="250")

    assert "Đảng ủy (party_committee)" in output
    assert "tỷ lệ nữ từ 25% trở lên" in output


def test_norms_for_programs_hold_every_detail(run):
    code, output, _ = run(*PARTY, "2020", "--json")

    rows = json.loads(output)
    assert code == 0
    assert [row["number"] for row in rows] == ["11-NQ/TW", "2351/QĐ-TTg", "35-CT/TW"]
    assert rows[1]["valid_to"] == "2020-12-31"
    assert rows[1]["source_url"].startswith("https://")


def test_all_adds_the_legal_bases(run):
    _, output, _ = run(*PARTY, "2020", "--all", "--json")

    # Law 73/2006/QH11, article 31: the agency's yearly report.
    rows = [row for row in json.loads(output) if row["norm"] == "N003"]
    assert [(row["group"], row["number"]) for row in rows] == [("", "73/2006/QH11")]


def test_a_norm_of_one_organisation_is_listed_for_it_alone(run, project):
    table = project / "data/raw/norms.csv"
    text = table.read_text("utf-8")
    rows = [row for row in text.splitlines() if row.startswith("N024,")]
    added = rows[0].replace("N024,", "X001,", 1)
    added = added.replace(",party_committee,,", ",party_committee,stameq,", 1)
    table.write_text(f"{text}{added}\n", "utf-8")

    def listed(*arguments):
        return [row["norm"] for row in json.loads(run(*arguments, "--json")[1])]

    assert "X001" in listed(*PARTY, "2020", "--organisation", "stameq")
    assert "X001" not in listed(*PARTY, "2020")


def test_norms_of_a_year_without_any_are_none(run):
    assert run(*PARTY, "1990") == (0, "No norm is in force.\n", "")
    assert run(*PARTY, "1990", "--json") == (0, "[]\n", "")


def test_norms_need_no_counts_of_the_year(run, project):
    shutil.rmtree(project / "data" / "raw" / "stameq")

    code, output, _ = run(*PARTY, "2016", COLUMNS="240")

    assert code == 0
    assert "2351/QĐ-TTg" in output


@pytest.mark.parametrize(
    ("option", "name", "near"),
    [
        pytest.param("--group", "party_comittee", "party_committee", id="group"),
        pytest.param("--organisation", "stamec", "stameq", id="organisation"),
    ],
)
def test_norms_name_what_is_nearest_to_a_misspelt_name(run, option, name, near):
    code, output, errors = run("norms", "--year", "2020", option, name)

    assert (code, output) == (2, "")
    assert errors.startswith(f"{option} {name}: not known; did you mean {near}?\n")


@pytest.mark.usefixtures("two_errors")
def test_norms_are_listed_whatever_is_wrong_with_counts(run):
    code, _, _ = run(*PARTY, "2020")

    assert code == 0


def test_norms_of_a_broken_table_are_not_listed(run, project):
    table = project / "data" / "raw" / "norms.csv"
    table.write_text(table.read_text("utf-8").replace(",share,>=,", ",share,=>,"))

    code, output, errors = run(*PARTY, "2020")

    assert (code, output) == (1, "")
    assert "data/raw/norms.csv" in errors


# Real processes.


def genderlib(*arguments, **options):
    command = [Path(sys.executable).with_name("genderlib"), *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_the_module_is_the_command(root):
    command = [sys.executable, "-m", "genderlib", "--version"]

    result = subprocess.run(command, cwd=root, capture_output=True, check=True)

    assert result.stdout == genderlib("--version").stdout


def test_a_pipe_that_is_closed_early_is_no_crash(project):
    command = [Path(sys.executable).with_name("genderlib"), "norms", "--year", "2020"]
    ours, theirs = os.pipe()
    os.close(ours)

    result = subprocess.run(
        command, cwd=project, stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)

    assert b"Traceback" not in result.stderr


def test_vietnamese_reaches_a_terminal_that_cannot_show_it(project):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}

    result = genderlib(*PARTY, "2020", cwd=project, env=environment)

    assert (result.returncode, result.stderr) == (0, b"")
    assert b"2351/Q" in result.stdout


LIGHT = """
import sys
from genderlib.cli import main
main(sys.argv[1:], standalone_mode=False)
"""


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        pytest.param(["--help"], set(), id="help"),
        pytest.param(["check"], {"pandas"}, id="check"),
    ],
)
def test_a_command_loads_no_more_than_it_needs(project, arguments, needed):
    heavy = {"matplotlib", "nbconvert", "nbformat", "pandas", "papermill", "scipy"}
    heavy -= needed
    source = f"{LIGHT}print(sorted({heavy} & sys.modules.keys()))"

    result = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        cwd=project,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert result.stdout.splitlines()[-1] == "[]"
