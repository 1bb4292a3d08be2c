"""`genderlib diff --against`: the reports of today and those of a commit."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from genderlib.cli import main

REPORT = "reports/stameq/2020/internal/annual_review.en.html"
FOUR, FIVE = "party_committee,,,4,,13", "party_committee,,,5,,13"
AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@example.org")


@pytest.fixture(autouse=True)
def _no_repository_of_the_user(monkeypatch):
    """What git tells its hooks leads no test elsewhere; lines stay whole."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")


def git(folder, *arguments):
    command = ["git", "-C", str(folder), *AUTHOR, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(folder, message="A commit"):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture
def repository(project, place, pages):
    """A project in git, its reports not kept there."""
    (project / ".gitignore").write_text("/reports/\n", encoding="utf-8")
    git(project, "init", "--quiet", "--initial-branch", "main")
    commit(project)
    place(pages["en"])
    return project


@pytest.fixture
def run(repository, monkeypatch):
    """The command line in the repository."""
    monkeypatch.chdir(repository)

    def call(*arguments):
        return CliRunner().invoke(main, ["diff", *map(str, arguments)])

    return call


def change(path, before, after):
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_report_of_the_committed_data_is_the_same(run):
    result = run("--against", "HEAD")

    assert result.exit_code == 0
    assert result.stdout == f"{REPORT}: The two reports are the same.\n"


def test_data_committed_before_are_made_into_the_earlier_report(run, repository):
    counts = repository / "data" / "raw" / "stameq" / "2020" / "counts.csv"
    git(repository, "tag", "five")
    change(counts, FOUR, FIVE)
    commit(repository)

    result = run("reports", "--against", "main", "--json")

    (found,) = json.loads(result.stdout)
    moved = {f["figure"]: f for f in found["figures"]}
    # The report in the folder has 4 of 13, the commit 5 of 13.
    assert moved["party_committee.women"]["change"] == -1
    assert moved["party_committee.share"]["reasons"] == ["data"]
    assert run(REPORT, "--against", "five").exit_code == 0


def test_words_of_the_notebook_are_told_from_data(run, repository):
    notebook = repository / "notebooks" / "annual_review.ipynb"
    change(notebook, "decided by counting", "decided by a count")
    commit(repository)

    result = run(REPORT, "--against", "HEAD", "--json")

    (found,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["figures"] == []
    (sentence,) = found["sentences"]
    assert "decided by a count" in sentence["before"]
    assert "decided by counting" in sentence["after"]


def test_a_program_that_changed_since_is_said_to_have(run, repository):
    package = repository / "genderlib"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    commit(repository)
    (package / "__init__.py").write_text("VALUE = 1\n", encoding="utf-8")

    result = run("--against", "HEAD")

    assert result.exit_code == 0
    assert "made again with the program of today, which differs" in result.stdout


def test_a_report_that_was_committed_is_the_earlier_one(run, repository, pages):
    report = repository / REPORT
    report.write_text(pages["en"].replace("</h1>", " as signed</h1>"), "utf-8")
    git(repository, "add", "--force", REPORT)
    commit(repository)
    report.write_text(pages["en"], "utf-8")

    result = run(REPORT, "--against", "HEAD")

    assert result.exit_code == 1
    assert "as signed" in result.stdout


def test_a_committed_report_that_is_gone_is_named(run, repository, place, pages):
    place(pages["vi"], "vi")
    git(repository, "add", "--force", "reports")
    commit(repository)
    (repository / REPORT).unlink()

    result = run("--against", "HEAD")

    assert result.exit_code == 1
    assert f"{REPORT}: Only the earlier side has this report." in result.stdout


def test_a_year_the_commit_does_not_have_is_new(run, repository):
    git(repository, "rm", "-r", "--quiet", "--cached", "data/raw/stameq")
    git(repository, "commit", "--quiet", "--message", "No year")

    result = run("--against", "HEAD")

    assert result.exit_code == 1
    assert f"{REPORT}: Only the later side has this report." in result.stdout


def test_a_project_below_the_top_of_the_repository_is_found(
    project, place, pages, monkeypatch
):
    git(project.parent, "init", "--quiet")
    commit(project.parent)
    place(pages["en"])
    monkeypatch.chdir(project)

    result = CliRunner().invoke(main, ["diff", "--against", "HEAD"])

    assert result.exit_code == 0, result.output


def test_a_notebook_that_must_be_run_is_said_to_be_one(run, repository):
    notebook = repository / "notebooks" / "annual_review.ipynb"
    change(notebook, "review.figures()", "print(review.figures())")
    commit(repository)

    result = run("--against", "HEAD")

    assert result.exit_code == 2
    assert "cannot be made again without running" in result.stderr
    assert "git worktree add" in result.stderr


def test_data_of_a_commit_that_do_not_pass_the_checks_are_told(run, repository):
    counts = repository / "data" / "raw" / "stameq" / "2020" / "counts.csv"
    change(counts, FOUR, "party_committee,,,14,,13")
    commit(repository)

    result = run("--against", "HEAD")

    assert result.exit_code == 2
    assert "HEAD: the tables of this commit do not pass" in result.stderr
    assert "women 14 > total 13" in result.stderr


def test_no_notebook_of_a_commit_is_run(run, repository):
    notebook = repository / "notebooks" / "annual_review.ipynb"
    change(notebook, "review.figures()", "open('made', 'w')")
    commit(repository)

    run("--against", "HEAD")

    assert not (repository / "made").exists()


@pytest.mark.parametrize(
    "reference",
    ["no-such-branch", "--output=made", "-x", "", "HEAD:data", "\N{SNOWMAN}\n"],
)
def test_an_unknown_commit_is_2(run, repository, reference):
    result = run(f"--against={reference}")

    assert result.exit_code == 2
    assert "the repository has no such commit" in result.stderr
    assert not (repository / "made").exists()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param(REPORT, b"", "nothing in it says whose", id="empty"),
        pytest.param(REPORT, b"\xff\x00", "not text in UTF-8", id="binary"),
        pytest.param("missing.html", None, "no such file", id="missing"),
        pytest.param("data", None, "no report lies in this folder", id="folder"),
    ],
)
def test_a_report_that_is_none_is_2(run, repository, name, content, expected):
    if content is not None:
        (repository / name).write_bytes(content)

    result = run(name, "--against", "HEAD")

    assert result.exit_code == 2
    assert expected in result.stderr
    assert "Traceback" not in result.output


def test_two_names_and_a_commit_are_too_many(run):
    result = run(REPORT, REPORT, "--against", "HEAD")

    assert result.exit_code == 2
    assert "with --against REF one" in result.stderr


def test_a_folder_that_is_no_repository_is_said_to_be_none(project, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    monkeypatch.chdir(project)

    result = CliRunner().invoke(main, ["diff", "--against", "HEAD"])

    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_a_missing_git_is_said_to_be_missing(run, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    result = run("--against", "HEAD")

    assert result.exit_code == 2
    assert "git cannot be started" in result.stderr
