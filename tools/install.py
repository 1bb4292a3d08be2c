"""Make `.venv` ready: the locked packages, this package, byte code.

The Makefile runs it with whatever python3 the machine has, so it takes the standard
library alone and says first what is missing. A stamp is written after each step has
ended well; a mark lies in `.venv` while a step runs, and a `.venv` found with that
mark was interrupted and is made anew. Several calls at once wait for each other.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "genderlib needs Python 3.11 or newer and this one is {}.{}: install a newer "
        "one and name it, as in `make report PYTHON=python3.12`.".format(
            *sys.version_info
        )
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"
# What each lock brings over the network; the second holds all of the first.
LOCKS = {"requirements.lock": "200 MB", "requirements-dev.lock": "300 MB"}
WITHOUT_VENV = (
    "Python's venv module is not complete on this machine: "
    "`apt install python3-venv` (as root) brings it; then run make again."
)
PIP_FAILED = "Installing stopped; pip's reason is above. Run make again to go on."


def main() -> None:
    """Install what the lock file named on the command line holds."""
    if sys.argv[1:] not in ([lock] for lock in LOCKS):
        sys.exit(f"usage: install.py {'|'.join(LOCKS)}")
    lock = ROOT / sys.argv[1]
    with one_at_a_time():
        if not packages_ready(lock):
            install_packages(lock)
        if not is_stamped("package", ROOT / "pyproject.toml"):
            install_package()
        compile_package()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other call is installing into the same `.venv`."""
    folder = os.open(ROOT, os.O_RDONLY)
    # pip inherits the lock: where this process is killed, pip holds it until it ends.
    os.set_inheritable(folder, True)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another make that is installing here")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def packages_ready(lock: Path) -> bool:
    """Whether this lock, or the development lock that holds all of it, is installed."""
    return any(
        is_stamped(name, ROOT / name) for name in (lock.name, "requirements-dev.lock")
    )


def install_packages(lock: Path) -> None:
    if not is_usable():
        make_venv()
    say(
        f"Installing {lock.name} into .venv: up to {LOCKS[lock.name]} to fetch, "
        "one to five minutes, this once"
    )
    with unfinished():
        # Wheels only: a source would be built with tools that no lock names.
        pip("--require-hashes", "--only-binary=:all:", "--compile", "-r", str(lock))
        stamp(lock.name, lock)


def install_package() -> None:
    """Install this folder as the package, editable, with nothing from the network."""
    with unfinished():
        pip("--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
        stamp("package", ROOT / "pyproject.toml")


def compile_package() -> None:
    """Compile what changed in genderlib, whatever the environment says of that."""
    # A file that does not compile is reported by the command that needs it.
    run(PYTHON, "-I", "-m", "compileall", "-qq", ROOT / "genderlib")


def is_usable() -> bool:
    """Whether `.venv` is whole, works, and was made in this place."""
    activate = VENV / "bin" / "activate"
    if UNFINISHED.exists() or not activate.exists():
        return False
    # The scripts in a .venv hold its full path and do not survive a move.
    here = str(VENV) in activate.read_text("utf-8")
    return here and PYTHON.exists() and run(PYTHON, "-I", "-c", "import pip") == 0


def make_venv() -> None:
    # Debian ships venv without ensurepip and says so late, after a half-made .venv.
    for module in ("venv", "ensurepip"):
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            sys.exit(WITHOUT_VENV)
    python = Path(sys.executable).resolve()
    say("Making .venv with Python {}.{}.{}".format(*sys.version_info))
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    with unfinished():
        # Resolved, because python3 may be the one in the .venv that has just gone.
        if run(python, "-m", "venv", VENV) != 0:
            sys.exit(WITHOUT_VENV)


@contextlib.contextmanager
def unfinished() -> Iterator[None]:
    """Leave a mark that only goes away when the step ends well."""
    UNFINISHED.touch()
    yield
    UNFINISHED.unlink()


def pip(*arguments: str) -> None:
    # -I: no PYTHON* variable and no user site reaches pip; its own settings do.
    options = ("-qq", "--no-input", "--disable-pip-version-check")
    if run(PYTHON, "-I", "-m", "pip", "install", *options, *arguments) != 0:
        sys.exit(PIP_FAILED)


def is_stamped(step: str, source: Path) -> bool:
    path = VENV / f"{step}.stamp"
    if UNFINISHED.exists() or not path.exists():
        return False
    return path.read_text("utf-8") == fingerprint(source)


def stamp(step: str, source: Path) -> None:
    (VENV / f"{step}.stamp").write_text(fingerprint(source), "utf-8")


def fingerprint(source: Path) -> str:
    """Digest of what was installed, where, and for which Python."""
    place = f"{VENV}\n{PYTHON.resolve()}\n".encode()
    return hashlib.sha256(place + source.read_bytes()).hexdigest()


def run(*command: object) -> int:
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, check=False, close_fds=False).returncode


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
