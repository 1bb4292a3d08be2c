"""`tools/install.py` with a real .venv and pip, on a project with one tiny package."""

import hashlib
import shutil
import signal
import subprocess
import sys
import time
import zipfile

import pytest

ABOUT = "Metadata-Version: 2.1\nName: {}\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# A build backend that needs nothing: an editable install is a path in a .pth file.
BACKEND = f"""
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name, info = "genderlib-1.0-py3-none-any.whl", "genderlib-1.0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr(info + "METADATA", {ABOUT.format("genderlib")!r})
        wheel.writestr(info + "WHEEL", {WHEEL!r})
        wheel.writestr(info + "RECORD", "")
        wheel.writestr("genderlib.pth", os.getcwd())
    return name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""


@pytest.fixture
def folder(tmp_path, root, monkeypatch):
    """A project with the real installer, in a path with a space, and no network."""
    folder = tmp_path / "a project"
    for name, text in {
        "genderlib/__init__.py": "answer = 42\n",
        "backend.py": BACKEND,
        "pyproject.toml": PYPROJECT,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(root / "tools", folder / "tools")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (folder / lock).write_text(pin_of_a_tiny_package(tmp_path), encoding="utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return folder


def pin_of_a_tiny_package(folder):
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", "size = 'tiny'\n")
        wheel.writestr("tiny-1.0.dist-info/METADATA", ABOUT.format("tiny"))
        wheel.writestr("tiny-1.0.dist-info/WHEEL", WHEEL)
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"tiny==1.0 --hash=sha256:{digest}\n"


def start(folder, lock="requirements.lock"):
    command = [sys.executable, "tools/install.py", lock]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def install(folder, lock="requirements.lock"):
    """Exit code and what was printed, each line by its first word."""
    process = start(folder, lock)
    printed, _ = process.communicate()
    return process.returncode, [line.split()[0] for line in printed.splitlines()]


def imports(folder):
    python = folder / ".venv" / "bin" / "python"
    result = subprocess.run([python, "-c", "import tiny, genderlib"], check=False)
    return result.returncode == 0


def test_two_calls_at_once_install_once_and_the_next_does_nothing(folder):
    calls = [start(folder), start(folder)]
    printed = "".join(call.communicate()[0] for call in calls)
    third = install(folder)

    assert [call.returncode for call in calls] == [0, 0], printed
    assert printed.count("Making") == printed.count("Installing") == 1
    assert third == (0, [])
    assert imports(folder)
    # Although PYTHONDONTWRITEBYTECODE is set.
    assert list(folder.glob(".venv/lib/*/site-packages/__pycache__/tiny.*.pyc"))
    assert list(folder.glob("genderlib/__pycache__/__init__.*.pyc"))


def test_an_interrupted_install_is_made_anew(folder):
    half = folder / ".venv" / "bin"
    half.mkdir(parents=True)
    (half / "activate").write_text(f"VIRTUAL_ENV={folder / '.venv'}")
    (folder / ".venv" / "unfinished").touch()

    actual = install(folder)

    assert actual == (0, ["Making", "Installing"])
    assert imports(folder)


@pytest.mark.soak
@pytest.mark.parametrize("seconds", [0.2, 0.5, 1, 2, 3, 4, 5, 6])
def test_a_killed_install_is_repaired_by_the_next(folder, seconds):
    process = start(folder)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    code, _ = install(folder)

    assert code == 0
    assert imports(folder)


@pytest.mark.soak
def test_a_moved_folder_is_made_anew(folder):
    install(folder)
    moved = folder.rename(folder.with_name("moved"))

    actual = install(moved)

    assert actual == (0, ["Making", "Installing"])
    assert imports(moved)


@pytest.mark.soak
def test_a_changed_lock_is_installed_into_the_same_venv(folder):
    install(folder)
    with (folder / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")

    actual = install(folder)

    assert actual == (0, ["Installing"])


@pytest.mark.soak
def test_the_development_lock_stands_for_both(folder):
    install(folder, "requirements-dev.lock")

    actual = install(folder, "requirements.lock")

    assert actual == (0, [])


@pytest.mark.soak
def test_a_package_that_cannot_be_had_is_one_line_after_pip(folder, monkeypatch):
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))

    code, printed = install(folder)

    assert code == 1
    assert printed[-1] == "Installing"  # "Installing stopped; ..."
    assert (folder / ".venv" / "unfinished").exists()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            "sys.version_info = (3, 9, 2)", "needs Python 3.11 or newer", id="old"
        ),
        pytest.param(
            "sys.modules['ensurepip'] = None",
            "apt install python3-venv",
            id="ensurepip",
        ),
        pytest.param(
            "sys.modules['venv'] = None", "apt install python3-venv", id="venv"
        ),
    ],
)
def test_what_the_machine_lacks_is_one_line_with_the_cure(folder, change, expected):
    """Told to an interpreter that is made to look older or poorer than it is."""
    code = f"import runpy, sys; {change}; sys.argv[1:] = ['requirements.lock']; "
    code += "runpy.run_path('tools/install.py', run_name='__main__')"

    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert expected in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (folder / ".venv").exists()


def test_an_unknown_lock_is_refused(folder):
    code, printed = install(folder, "other.lock")

    assert (code, printed) == (1, ["usage:"])
