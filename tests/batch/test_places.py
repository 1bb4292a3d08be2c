"""Where reports and temporary files go: full, read-only, in the way, far down."""

import resource
import shutil
import subprocess

import pytest

from tests.batch.conftest import PLAIN, PREVIOUS, REPORT, files, reports_in

pytestmark = pytest.mark.kernel

LARGE = 'from IPython.display import HTML\nHTML("<p>" + "a" * 1_000_000 + "</p>")'
UNCHANGED = "The report that was there before is unchanged."


@pytest.fixture
def mount():
    """Mounts a file system for one test, where the system lets us."""
    mounted = {}

    def attempt(*arguments):
        result = subprocess.run(["mount", *arguments], capture_output=True, check=False)
        if result.returncode:
            pytest.skip("file systems can be mounted by root alone")
        mounted[arguments[-1]] = True

    yield attempt
    for place in reversed(mounted):
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def read_only(mount):
    """Makes a folder read-only; root writes into a folder whatever its mode is."""

    def change(folder):
        try:
            folder.chmod(0o555)
            (folder / "trial").touch()
        except PermissionError:
            return
        (folder / "trial").unlink()
        mount("--bind", str(folder), str(folder))
        mount("-o", "remount,bind,ro", str(folder))

    return change


def limited(size):
    """Keeps a process from writing files larger than this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def assert_told(result, *words):
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("stameq 2020")
    assert len(result.stderr.splitlines()) <= 3
    for word in words:
        assert word in result.stderr


def test_a_file_too_large_for_the_disk(write_notebook, render, reports):
    write_notebook(LARGE, REPORT)

    result = render(*PLAIN, preexec_fn=limited(500_000))

    assert_told(result, "trial.en.html could not be written: File too large", UNCHANGED)
    assert files(reports) == {"trial.en.html": PREVIOUS.encode()}


def test_a_full_disk_and_then_more_room(write_notebook, render, reports, mount):
    write_notebook(LARGE, REPORT)
    assert render(*PLAIN).returncode == 0
    whole = files(reports)
    mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(reports))
    (reports / "trial.en.html").write_text(PREVIOUS)

    result = render(*PLAIN)

    assert_told(result, "trial.en.html could not be written: No space left", UNCHANGED)
    assert files(reports) == {"trial.en.html": PREVIOUS.encode()}
    mount("-o", "remount,size=16m", str(reports))
    assert render(*PLAIN).returncode == 0
    assert files(reports) == whole


def test_a_disk_too_full_for_processed_tables(write_notebook, render, project, mount):
    processed = project / "data" / "processed"
    processed.mkdir()
    mount("-t", "tmpfs", "-o", "size=4k", "tmpfs", str(processed))
    write_notebook(REPORT)

    result = render(*PLAIN)

    assert_told(result, "cannot be written: No space left on device", "Make room")
    assert reports_in(project) == {}


def test_a_disk_too_full_for_temporary_files(write_notebook, render, command, mount):
    mount("-t", "tmpfs", "-o", "size=4k", "tmpfs", str(command.temporary))
    write_notebook(REPORT)

    result = render()

    assert_told(result, "No space left on device")


def test_no_room_for_any_temporary_file(write_notebook, render):
    write_notebook(REPORT)

    result = render(preexec_fn=limited(0))

    assert result.returncode == 1
    assert "the process that runs notebooks could not be started" in result.stderr
    assert "set TMPDIR to a folder you may write to" in result.stderr


def test_a_read_only_folder(write_notebook, render, reports, read_only):
    read_only(reports)
    write_notebook("raise ValueError('the notebook was run in vain')", REPORT)

    result = render(*PLAIN)

    assert_told(result, "trial.en.html could not be written: ", UNCHANGED)
    assert files(reports) == {"trial.en.html": PREVIOUS.encode()}


def test_a_folder_in_the_place_of_the_report(write_notebook, render, reports):
    (reports / "trial.en.html").unlink()
    (reports / "trial.en.html").mkdir()
    write_notebook("raise ValueError('the notebook was run in vain')", REPORT)

    result = render(*PLAIN)

    assert_told(result, "trial.en.html could not be written: a folder has this name")


def test_a_file_in_the_place_of_the_folder(write_notebook, render, project):
    (project / "reports").write_text("")
    write_notebook("raise ValueError('the notebook was run in vain')", REPORT)

    result = render(*PLAIN)

    assert_told(result, "trial.en.html could not be written: Not a directory")


def test_a_folder_removed_in_the_middle_is_made_again(write_notebook, render, reports):
    write_notebook(
        "import os, shutil\n"
        "shutil.rmtree(os.path.join(os.environ['GENDERLIB_ROOT'], 'reports'))",
        REPORT,
    )

    result = render(*PLAIN)

    assert result.returncode == 0, result.stderr
    assert list(files(reports)) == ["trial.en.html"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a" * 150, id="longer-than-a-socket"),
        pytest.param("thư mục có dấu cách", id="letters-and-spaces"),
    ],
)
def test_any_temporary_folder_will_do(write_notebook, render, command, reports, name):
    command.temporary = command.temporary / name
    command.temporary.mkdir()
    command.environment["TMPDIR"] = str(command.temporary)
    write_notebook(REPORT)

    result = render()

    assert (result.returncode, result.stderr) == (0, "")
    assert "<h1>Trial</h1>" in (reports / "trial.en.html").read_text("utf-8")


def test_a_temporary_folder_that_is_not_there_is_done_without(
    write_notebook, render, command, reports
):
    command.environment["TMPDIR"] = str(command.temporary / "gone")
    write_notebook(REPORT)

    result = render()

    assert (result.returncode, result.stderr) == (0, "")
    assert "<h1>Trial</h1>" in (reports / "trial.en.html").read_text("utf-8")


def test_a_project_may_lie_in_any_folder(write_notebook, command, project, tmp_path):
    write_notebook(REPORT)
    elsewhere = tmp_path / "Báo cáo năm 2020 {year} %s 'x'"
    shutil.copytree(project, elsewhere)

    result = command(
        *("render", "--notebook", "trial", "--language", "en", *PLAIN), cwd=elsewhere
    )

    assert (result.returncode, result.stderr) == (0, "")
    assert list(reports_in(elsewhere)) == ["stameq/2020/internal/trial.en.html"]
