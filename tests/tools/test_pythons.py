"""Which Pythons are found, and that what is promised is what is tested."""

import re
import sys
import tomllib

import pytest
import pythons


def test_this_python_is_found(monkeypatch):
    version = "{}.{}".format(*sys.version_info)
    monkeypatch.setenv("PATH", sys.base_prefix + "/bin")

    assert pythons.find(version) is not None


def test_a_version_that_is_not_there_is_not_found(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))

    assert pythons.find("3.12") is None


def test_a_program_that_is_another_version_is_not_taken(monkeypatch, tmp_path):
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))

    assert pythons.find("3.12") is None


def test_the_pythons_tested_are_those_that_are_promised():
    project = tomllib.loads((pythons.ROOT / "pyproject.toml").read_text("utf-8"))
    promised = re.search(r"[\d.]+", project["project"]["requires-python"])[0]
    named = re.findall(r"Python :: (3\.\d+)", str(project["project"]["classifiers"]))

    assert pythons.VERSIONS[0] == promised
    assert list(pythons.VERSIONS) == named


@pytest.fixture
def tested(monkeypatch, tmp_path):
    """How testing 3.11 and 3.12 ends where these are there and all tests pass."""

    def end(*there):
        for name in there:
            tool = tmp_path / f"python{name}"
            tool.write_text(f"#!/bin/sh\necho {name}\n")
            tool.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
        monkeypatch.setattr(pythons, "passes", lambda *_: True)
        monkeypatch.setattr(sys, "argv", ["pythons.py", "3.11", "3.12"])
        with pytest.raises(SystemExit) as ended:
            pythons.main()
        return ended.value.code

    return end


def test_a_version_that_is_not_there_is_said_and_is_no_failure(tested, capsys):
    code = tested("3.12")

    assert code == 0
    assert capsys.readouterr().out == "Python 3.11: not here\nPython 3.12: passed\n"


def test_where_no_version_is_there_nothing_was_tested_and_it_fails(tested, capsys):
    code = tested()

    assert code == 1
    assert capsys.readouterr().out == "Python 3.11: not here\nPython 3.12: not here\n"
