"""Finding and bringing a browser, with programs that only look like one."""

import shutil
import subprocess

import chromium
import pytest

BROWSER = "#!/bin/sh\necho Chromium 150.0\n"
NOTE = "#!/bin/sh\necho Please install the snap >&2; exit 1\n"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with no browser: an empty path and no other places."""
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(chromium, "PLACES", ())
    monkeypatch.setattr(chromium, "driver_starts", lambda: True)
    monkeypatch.setattr("sys.argv", ["chromium.py", "--install"])
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


def put(folder, name, script):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def put_apt(machine, last):
    """An apt-get that installs a browser, or fails with a last line."""
    for name in ("env", "cp"):
        (machine / name).symlink_to(shutil.which(name, path="/usr/bin:/bin"))
    put(machine, "package", BROWSER)
    install = f"cp {machine}/package {machine}/chromium" if last is None else last
    put(machine, "apt-get", f'#!/bin/sh\ncase "$*" in *install*) {install};; esac\n')


def test_a_driver_that_does_not_start_is_told_with_its_cure(machine, monkeypatch):
    put(machine, "chromium", BROWSER)
    monkeypatch.setattr(chromium, "driver_starts", lambda: False)

    assert "apt install libatomic1" in chromium.obstacle()


def test_a_browser_on_the_path_is_found(machine):
    path = put(machine, "google-chrome", BROWSER)

    assert chromium.find() == path


def test_the_variable_comes_first(machine, monkeypatch):
    put(machine, "chromium", BROWSER)
    path = put(machine, "mine/browser", BROWSER)
    monkeypatch.setenv(chromium.VARIABLE, path)

    assert chromium.find() == path


def test_a_variable_that_names_nothing_is_an_error(machine, monkeypatch):
    put(machine, "chromium", BROWSER)
    monkeypatch.setenv(chromium.VARIABLE, "/nowhere/chromium")

    with pytest.raises(FileNotFoundError, match="/nowhere/chromium does not start"):
        chromium.find()


def test_a_note_in_place_of_a_browser_is_passed_over(machine):
    put(machine, "chromium-browser", NOTE)
    path = put(machine, "google-chrome", BROWSER)

    assert chromium.find() == path


def test_a_download_of_playwright_is_found(machine):
    path = put(
        machine / "home",
        ".cache/ms-playwright/chromium-12/chrome-linux/chrome",
        BROWSER,
    )

    assert chromium.find() == path


def test_a_missing_browser_is_installed_by_apt(machine, capsys):
    put_apt(machine, last=None)

    chromium.main()

    assert capsys.readouterr().out == f"{machine}/chromium\n"


@pytest.fixture
def no_download(monkeypatch):
    """Playwright's download fails at once, as on a machine without that network."""
    failed = subprocess.CompletedProcess([], 1, stdout="no network\n")
    run = chromium.run

    def run_all_but_playwright(command, timeout=None):
        return failed if "playwright" in command else run(command, timeout)

    monkeypatch.setattr(chromium, "run", run_all_but_playwright)


@pytest.mark.usefixtures("no_download")
def test_a_failed_install_is_told_and_is_no_failure_at_home(machine, capsys):
    put_apt(machine, last="echo E: no space left; exit 100")

    with pytest.raises(SystemExit) as exit_:
        chromium.main()

    told = capsys.readouterr().err
    assert exit_.value.code == 0
    assert "E: no space left" in told
    assert "The browser tests cannot run: no Chromium or Chrome was found" in told


@pytest.mark.usefixtures("no_download", "machine")
def test_a_failed_install_is_a_failure_on_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")

    with pytest.raises(SystemExit) as exit_:
        chromium.main()

    assert exit_.value.code == 1


def test_sudo_that_asks_for_a_password_is_not_used(machine, monkeypatch, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(chromium, "install_from_playwright", lambda: None)
    put_apt(machine, last=None)
    put(machine, "sudo", '#!/bin/sh\ntest "$1" = -n && exit 1\n')

    with pytest.raises(SystemExit):
        chromium.main()

    assert "Installing" not in capsys.readouterr().err
