"""Find a Chromium or Chrome for the browser tests; with --install, bring one.

Order: the variable GENDERLIB_CHROMIUM, the programs on the path, the places where
browsers are installed, Playwright's own. Where there is none: Debian's package through
apt-get (as root, or with sudo that asks nothing), then Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "GENDERLIB_CHROMIUM"
# No sandbox, because containers seldom allow one; nothing that talks to a network.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
)
PLACES = (
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
MISSING = (
    "no Chromium or Chrome was found: `make test` installs one where it can, "
    f"`apt install chromium` does, and {VARIABLE} names one that lies elsewhere"
)
# A small Debian lacks a library that the program inside the playwright package needs.
NO_DRIVER = "Playwright's driver does not start: `apt install libatomic1` may cure it"


def find() -> str | None:
    """Path of the first browser that starts, None where there is none.

    Raises
    ------
    FileNotFoundError
        If the variable names a browser that does not start: taking another one would
        hide the mistake.
    """
    if named := os.environ.get(VARIABLE):
        if not starts(named):
            raise FileNotFoundError(f"{VARIABLE}: {named} does not start")
        return named
    found = (shutil.which(program) for program in PROGRAMS)
    candidates = [path for path in found if path] + [*PLACES, *from_playwright()]
    return next((path for path in candidates if starts(path)), None)


def obstacle() -> str | None:
    """Why no page can be opened, with the cure; None where nothing is in the way."""
    if find() is None:
        return MISSING
    return None if driver_starts() else NO_DRIVER


def starts(path: str) -> bool:
    """Whether it is a browser and not, as on Ubuntu, a note that tells to get one."""
    if not Path(path).is_file():
        return False
    # chrome.exe --version opens a window and prints nothing.
    return sys.platform == "win32" or prints_version([path, "--version"])


def driver_starts() -> bool:
    return prints_version([sys.executable, "-m", "playwright", "--version"])


def prints_version(command: list[str]) -> bool:
    try:
        result = run(command, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0 and any(map(str.isdigit, result.stdout))


def from_playwright() -> list[str]:
    """Browsers that `playwright install chromium` has brought, newest first."""
    places = {
        "darwin": Path.home() / "Library/Caches/ms-playwright",
        "win32": Path.home() / "AppData/Local/ms-playwright",
    }
    folder = places.get(sys.platform, Path.home() / ".cache/ms-playwright")
    names = ("chrome", "chrome.exe", "Chromium", "Google Chrome for Testing")
    programs = [
        str(path)
        for name in names
        for path in folder.glob(f"chromium-*/**/{name}")
        if path.is_file()
    ]
    return sorted(programs, reverse=True)


def install() -> None:
    """Bring what is missing: through apt-get, and a browser from Playwright at last."""
    if find() is None:
        # The letters that charts are looked at in; Debian recommends them only.
        install_from_debian("chromium", "fonts-liberation")
    if not driver_starts():
        install_from_debian("libatomic1")
    if find() is None:
        install_from_playwright()


def install_from_debian(*packages: str) -> None:
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt is None or (sudo and not asks_nothing(sudo)):
        return
    say(f"Installing {' and '.join(packages)} from Debian for the browser tests")
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", apt]
    command += ["-q", "-o", "DPkg::Lock::Timeout=300"]
    for arguments in (
        ["update"],
        ["install", "-y", "--no-install-recommends", *packages],
    ):
        result = run([*command, *arguments])
        if result.returncode != 0:
            say(f"apt-get {arguments[0]} failed:\n{last_lines(result)}")


def asks_nothing(sudo: list[str]) -> bool:
    return shutil.which("sudo") is not None and run([*sudo, "true"]).returncode == 0


def install_from_playwright() -> None:
    say("Trying Playwright's own Chromium (about 150 MB)")
    result = run([sys.executable, "-m", "playwright", "install", "chromium"])
    if result.returncode != 0:
        say(f"playwright install failed:\n{last_lines(result)}")


def run(
    command: list[str], timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
    )


def last_lines(result: subprocess.CompletedProcess[str]) -> str:
    return "\n".join(f"  {line}" for line in result.stdout.splitlines()[-5:])


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Print where the browser is, or what is in the way: a failure on CI alone."""
    try:
        if "--install" in sys.argv[1:]:
            install()
        reason = obstacle()
    except FileNotFoundError as error:
        sys.exit(str(error))
    if reason is None:
        print(find())
        return
    say(f"The browser tests cannot run: {reason}.")
    sys.exit(1 if os.environ.get("CI") == "true" else 0)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
