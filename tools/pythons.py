"""Run the quick tests with every Python there is: `make pythons`.

For each version that the package promises, what is committed is cloned into
`build/python3.x`, the development lock is installed there by that Python, and the
tests that need neither much time nor a browser run, the built wheel's among them.
Versions that are not on this machine are named at the end. The first run fetches the
packages of each version; later ones take what is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12", "3.13")
LOCK = "requirements-dev.lock"
QUICK = (
    "tests/indicators",
    "tests/text",
    "tests/data",
    "tests/test_examples.py",
    "tests/test_package.py",
)


def main() -> None:
    """Test with the versions named on the command line, or with all."""
    wanted = sys.argv[1:] or list(VERSIONS)
    found = {version: find(version) for version in wanted}
    failed = [v for v, python in found.items() if python and not passes(v, python)]
    for version, python in found.items():
        words = "failed" if version in failed else "passed" if python else "not here"
        print(f"Python {version}: {words}")
    # Where nothing ran, nothing is known.
    sys.exit(1 if failed or not any(found.values()) else 0)


def find(version: str) -> Path | None:
    """A Python of that version: on the path, or kept by pyenv."""
    name = f"python{version}"
    on_path = shutil.which(name)
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [Path(on_path)] if on_path else []
    candidates += sorted(kept.glob(f"{version}.*/bin/{name}"), reverse=True)
    return next((python for python in candidates if works(python, version)), None)


def works(python: Path, version: str) -> bool:
    """Whether it starts and is of that version; a shim of pyenv may not be."""
    code = "import sys, venv, ensurepip; print('{}.{}'.format(*sys.version_info))"
    try:
        done = subprocess.run(
            [python, "-I", "-c", code], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return done.stdout.strip() == version


def passes(version: str, python: Path) -> bool:
    """Install what is committed with that Python and run the quick tests."""
    clone = ROOT / "build" / f"python{version}"
    own = clone / ".venv" / "bin" / "python"
    print(f"Python {version}: {python}", flush=True)
    return (
        is_current(clone)
        and ran([python, "tools/install.py", LOCK], clone)
        and ran([own, "-m", "pytest", "-q", "-p", "no:cacheprovider", *QUICK], clone)
    )


def is_current(clone: Path) -> bool:
    """Whether the clone is there, at the commit that is checked out here."""
    if not clone.is_dir() and not ran(["git", "clone", "--quiet", ROOT, clone], ROOT):
        return False
    head = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(
        head, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    fetched = ran(["git", "fetch", "--quiet", "origin", commit], clone)
    return fetched and ran(["git", "checkout", "--quiet", "--detach", commit], clone)


def ran(command: list[str | Path], folder: Path) -> bool:
    """Run a command there; whether it ended well."""
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


if __name__ == "__main__":
    main()
