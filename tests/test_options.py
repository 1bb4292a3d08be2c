"""The options and fixtures that all tests share."""

import shutil

import pytest


@pytest.fixture
def copy(pytester, root):
    """The settings of this repository around other tests."""
    shutil.copy2(root / "pyproject.toml", pytester.path)
    (pytester.path / "tests").mkdir()
    shutil.copy2(root / "tests" / "conftest.py", pytester.path / "tests")

    def write(**files):
        for name, source in files.items():
            path = pytester.path / "tests" / f"{name}.py"
            path.write_text(source, encoding="utf-8")
        return pytester

    return write


SOAK = """
import pytest

@pytest.mark.soak
def test_long(): ...

def test_short(): ...
"""
THREE = "def test_one(): ...\ndef test_two(): ...\ndef test_three(): ...\n"


def test_long_trials_wait_for_the_option(copy):
    quick = copy(test_both=SOAK).runpytest_subprocess()
    soak = copy(test_both=SOAK).runpytest_subprocess("--soak")

    quick.assert_outcomes(passed=1, deselected=1)
    soak.assert_outcomes(passed=2)


def order(result):
    lines = result.stdout.str().splitlines()
    return [line.split()[0] for line in lines if " PASSED" in line]


def test_a_shuffled_order_keeps_files_together_and_comes_again(copy):
    project = copy(test_a=THREE, test_b=THREE, test_c=THREE)
    runs = [
        project.runpytest_subprocess("-v", *options)
        for options in ((), ("--shuffle", "2"), ("--shuffle", "2"))
    ]
    plain, first, second = map(order, runs)
    files = [test.partition("::")[0] for test in first]

    assert sorted(first) == sorted(plain)
    assert first == second != plain
    assert len(plain) == 9
    assert [files[i] for i in (0, 3, 6)] == list(dict.fromkeys(files))
    runs[1].stdout.fnmatch_lines(["order: --shuffle 2"])


def test_files_with_a_kernel_come_first_and_stay_together(copy):
    slow = f"import pytest\n{THREE}@pytest.mark.kernel\ndef test_slow(): ...\n"

    result = copy(test_a=THREE, test_b=slow).runpytest_subprocess("-v")

    files = [test.partition("::")[0] for test in order(result)]
    assert files == ["tests/test_b.py"] * 4 + ["tests/test_a.py"] * 3


def test_values_of_other_programs_may_be_absent(copy, monkeypatch):
    monkeypatch.delenv("GENDERLIB_ORACLES", raising=False)
    source = "def test_agrees(oracle): ..."

    result = copy(test_oracle=source).runpytest_subprocess()

    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*NOT COMPARED with other programs*"])


def test_a_warning_is_an_error(copy):
    source = "import warnings\ndef test_warns(): warnings.warn('old')"

    result = copy(test_warning=source).runpytest_subprocess("--numprocesses", "2")

    result.assert_outcomes(failed=1)


def test_the_project_is_a_copy(project, root):
    (project / "data" / "datapackage.json").write_text("{}", encoding="utf-8")

    assert (root / "data" / "datapackage.json").stat().st_size > 2
    assert (project / "data" / "raw" / "groups.csv").is_file()
    assert (project / "notebooks").is_dir()
