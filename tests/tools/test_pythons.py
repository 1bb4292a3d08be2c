"""Which Pythons are found, and that what is promised is what is tested."""

import re
import sys
import tomllib

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


def test_the_oldest_python_tested_is_the_oldest_that_is_promised():
    project = tomllib.loads((pythons.ROOT / "pyproject.toml").read_text("utf-8"))
    promised = re.search(r"[\d.]+", project["project"]["requires-python"])[0]

    assert pythons.VERSIONS[0] == promised


def test_a_version_that_is_not_there_is_said_and_is_no_failure(
    monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["pythons.py", "3.13"])

    try:
        pythons.main()
    except SystemExit as end:
        code = end.code

    assert code == 0
    assert capsys.readouterr().out == "Python 3.13: not here\n"
