"""A report from draft to signature to its next version, by the real commands."""

import json
import shutil
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.kernel

# Invented: no such persons.
REVIEWER, SECOND = "Người Thử Nghiệm", "Reviewer on Trial"
WHOSE = ("--organisation", "stameq", "--year", "2020", "--language", "en")
NAMES = ("annual_review.en", "annual_review.en.sign-off")


@pytest.fixture(scope="module")
def life(module_command):
    """Files and answers after each step of a report's life."""
    command, project = module_command, module_command.project
    folder = project / "reports" / "stameq" / "2020" / "internal"
    steps = SimpleNamespace(folder=folder, project=project, command=command)

    def step(*arguments):
        answer = command(*arguments)
        answer.files = {path.name: path.read_bytes() for path in folder.iterdir()}
        return answer

    steps.drafted = step("render", *WHOSE)
    steps.recorded = step("export", "--sign-off", *WHOSE)
    signature = ("--signed-by", REVIEWER, "--date", "2021-01-15")
    steps.signed = step("export", "--sign-off", *WHOSE, *signature)
    steps.left = step("render", *WHOSE)
    counts = project / "data" / "raw" / "stameq" / "2020" / "counts.csv"
    before = counts.read_text("utf-8")
    counts.write_text(
        before.replace("party_committee,,,4,,13", "party_committee,,,5,,13"), "utf-8"
    )
    steps.left_with_other_data = step("render", *WHOSE)
    steps.outdated = step("verify", "--json", "reports")
    steps.superseded = step("render", *WHOSE, "--supersede")
    steps.verified = step("verify", "--json", "reports")
    signature = ("--signed-by", SECOND, "--date", "2021-02-01")
    steps.signed_again = step("export", "--sign-off", *WHOSE, *signature)
    steps.verified_again = step("verify", "--json", "reports")
    return steps


def test_the_steps_end_as_they_should(life):
    names = "drafted recorded signed left superseded verified signed_again"
    codes = {name: getattr(life, name).returncode for name in names.split()}

    assert codes == dict.fromkeys(codes, 0)


def test_a_signed_report_is_left_and_this_is_said(life):
    assert life.left.files == life.signed.files
    assert life.left.stdout == ""
    assert (
        "stameq 2020 en: signed by Người Thử Nghiệm on 2021-01-15, left as it is"
        in (life.left.stderr)
    )
    assert "Changed since" not in life.left.stderr


def test_a_signed_report_is_left_also_where_its_data_changed(life):
    assert life.left_with_other_data.files == life.signed.files
    assert "Changed since: data/raw/stameq/2020/counts.csv" in (
        life.left_with_other_data.stderr
    )


def test_verify_tells_what_changed_since_the_signature(life):
    (told,) = json.loads(life.outdated.stdout)

    assert life.outdated.returncode == 1
    assert {d["reason"] for d in told["differences"]} == {"data changed"}
    assert told["sign_off"] == {
        "record": "annual_review.en.sign-off.html",
        "signed_by": REVIEWER,
        "date": "2021-01-15",
        "problems": [],
        "changed_since": ["since then data/raw/stameq/2020/counts.csv changed"],
    }


def test_the_superseded_version_is_kept_under_its_number(life):
    before, after = life.signed.files, life.superseded.files

    assert after["annual_review.en.v1.html"] == before["annual_review.en.html"]
    assert (
        after["annual_review.en.v1.sign-off.html"]
        == before["annual_review.en.sign-off.html"]
    )
    assert sorted(after) == [
        "annual_review.en.html",
        "annual_review.en.v1.html",
        "annual_review.en.v1.sign-off.html",
    ]


def test_the_new_version_names_the_one_it_replaces(life):
    from hashlib import sha256

    old = sha256(life.signed.files["annual_review.en.html"]).hexdigest()
    page = life.superseded.files["annual_review.en.html"].decode()
    footer = page.partition("<footer>")[2]

    assert '<dt>Version of the report</dt><dd class="version">2</dd>' in footer
    assert f"annual_review.en.v1.html (SHA-256 {old[:16]}…)" in footer
    assert "<dt>State</dt><dd>Draft</dd>" in footer


def test_both_versions_pass(life):
    told = {
        one["report"].split("/")[-1]: one for one in json.loads(life.verified.stdout)
    }

    assert {name: one["right"] for name, one in told.items()} == {
        "annual_review.en.html": True,
        "annual_review.en.v1.html": True,
    }
    assert told["annual_review.en.html"]["sign_off"] is None
    assert told["annual_review.en.v1.html"]["sign_off"]["signed_by"] == REVIEWER


def test_the_new_version_is_signed_in_its_turn(life):
    told = {
        one["report"].split("/")[-1]: one
        for one in json.loads(life.verified_again.stdout)
    }
    record = life.signed_again.files["annual_review.en.sign-off.html"].decode()

    assert all(one["right"] for one in told.values())
    assert told["annual_review.en.html"]["sign_off"]["signed_by"] == SECOND
    assert "annual_review.en.v1.html" in record


def test_rendering_the_new_version_again_gives_the_same_bytes(life, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(life.project, project)
    folder = project / life.folder.relative_to(life.project)
    (folder / "annual_review.en.sign-off.html").unlink()
    (folder / "annual_review.en.html").unlink()

    done = life.command("render", *WHOSE, cwd=project)

    assert done.returncode == 0, done.stderr
    assert (folder / "annual_review.en.html").read_bytes() == (
        life.superseded.files["annual_review.en.html"]
    )


# What was broken off, or changed by hand.


@pytest.fixture
def after(life, tmp_path):
    """A project with the files of some step, changed as a test needs."""

    def restore(files):
        project = tmp_path / "project"
        folder = project / life.folder.relative_to(life.project)
        ignore = shutil.ignore_patterns("reports")
        shutil.copytree(life.project, project, ignore=ignore)
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder

    return restore


def test_superseding_that_was_broken_off_before_the_new_page_goes_on(life, after):
    from genderlib.report.editions import edition_of, signed

    both = life.superseded.files | life.signed.files

    report = after(both) / "annual_review.en.html"

    assert signed(report).signature.by == REVIEWER
    assert edition_of(report).number == 1
    assert edition_of(report).is_final


def test_superseding_that_was_broken_off_after_the_new_page_is_done(life, after):
    from genderlib.report.editions import edition_of, signed

    record = life.signed.files["annual_review.en.sign-off.html"]
    left = life.superseded.files | {"annual_review.en.sign-off.html": record}

    report = after(left) / "annual_review.en.html"

    assert signed(report) is None
    assert (edition_of(report).number, edition_of(report).is_final) == (2, False)


def test_a_signed_report_edited_by_hand_is_not_superseded(life, after):
    page = life.signed.files["annual_review.en.html"].replace(b">60%<", b">61%<", 1)
    files = life.signed.files | {"annual_review.en.html": page}
    folder = after(files)

    done = life.command("render", *WHOSE, "--supersede", cwd=folder)

    assert done.returncode == 1
    assert "is not the report that Người Thử Nghiệm signed" in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == files


def test_a_report_beside_half_a_record_is_left_and_fails(life, after):
    half = life.signed.files["annual_review.en.sign-off.html"][:900]
    files = life.signed.files | {"annual_review.en.sign-off.html": half}
    folder = after(files)

    done = life.command("render", *WHOSE, cwd=folder)

    assert done.returncode == 1
    assert "not a record of a sign-off" in done.stderr
    assert "left as it is" in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == files


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param((*WHOSE,), "--sign-off", id="nothing-to-write"),
        pytest.param(
            ("--sign-off", *WHOSE, "--signed-by", SECOND),
            "belong together",
            id="no-date",
        ),
        pytest.param(
            ("--sign-off", "--signed-by", SECOND, "--date", "2021-02-01"),
            "no such report",
            id="not-rendered",
        ),
        pytest.param(
            ("--sign-off", *WHOSE, "--signed-by", SECOND, "--date", "2999-02-01"),
            "still to come",
            id="future",
        ),
    ],
)
def test_a_wish_that_cannot_be_met_is_wrong_usage(life, arguments, told):
    done = life.command("export", *arguments)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
