"""Git set up for notebooks in a clone: no output is committed, differences are read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import git_setup
import pytest


@pytest.fixture
def clone(root, tmp_path, monkeypatch):
    """A repository of its own with the notebooks of this one, and a home for git."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Người Thử Nghiệm")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "thu@example.invalid")
    for name in list(os.environ):
        if name in {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"}:
            monkeypatch.delenv(name)
    folder = tmp_path / "a clone"
    (folder / "notebooks").mkdir(parents=True)
    for name in (".gitattributes", "notebooks/trends.ipynb"):
        (folder / name).write_bytes((root / name).read_bytes())
    (folder / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    git(folder, "init", "--quiet")
    git(folder, "add", ".gitattributes", "notebooks")
    git(folder, "commit", "--quiet", "--message", "Add a notebook")
    return folder


def git(folder, *arguments):
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def with_output(folder):
    """Run the first cell, so to say: it gets an output and a number."""
    path = folder / "notebooks" / "trends.ipynb"
    notebook = json.loads(path.read_bytes())
    output = {"output_type": "stream", "name": "stdout", "text": ["a secret\n"]}
    notebook["cells"][1] |= {"execution_count": 1, "outputs": [output]}
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def test_outputs_do_not_reach_a_commit(clone):
    committed = git(clone, "show", "HEAD:notebooks/trends.ipynb")
    git_setup.set_up(clone)
    path = with_output(clone)

    git(clone, "add", "notebooks")

    assert git(clone, "show", ":notebooks/trends.ipynb") == committed
    assert git(clone, "status", "--porcelain", "notebooks") == ""
    # The analyst still sees them.
    assert "a secret" in path.read_text("utf-8")


def test_what_is_committed_already_is_not_changed_by_it(clone):
    git_setup.set_up(clone)

    (clone / "notebooks" / "trends.ipynb").touch()

    assert git(clone, "status", "--porcelain", "notebooks") == ""


def test_differences_are_told_by_cells(clone):
    git_setup.set_up(clone)
    path = clone / "notebooks" / "trends.ipynb"
    text = path.read_text("utf-8")
    path.write_text(text.replace("heading?", "heading now?"), encoding="utf-8")

    shown = git(clone, "diff", "--", "notebooks")

    assert shown.startswith("nbdiff ")
    # Of the cell, not of the JSON around it.
    assert "/source:" in shown
    assert "heading now?" in shown
    assert '"cell_type"' not in shown


def test_a_second_time_changes_nothing(clone):
    first = git_setup.set_up(clone)
    config = (clone / ".git" / "config").read_bytes()

    second = git_setup.set_up(clone)

    assert first == list(git_setup.settings())
    assert second == []
    assert (clone / ".git" / "config").read_bytes() == config


def test_only_the_repository_itself_is_set_up(clone, tmp_path):
    git_setup.set_up(clone)

    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"a clone"}


def test_the_programs_are_named_by_their_place_in_the_working_tree(clone):
    git_setup.set_up(clone)

    config = (clone / ".git" / "config").read_text("utf-8")
    assert str(clone) not in config
    programs = {value.split()[0] for value in git_setup.settings().values()}
    there = {name for name in programs if name.startswith(".venv")}
    assert len(there) == 5
    assert all((clone / name).exists() for name in there)


def test_outside_of_a_repository_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setattr(git_setup, "ROOT", tmp_path)

    with pytest.raises(SystemExit) as caught:
        git_setup.main()

    assert str(caught.value).startswith("git could not be set up here: ")
    assert capsys.readouterr().out == ""
