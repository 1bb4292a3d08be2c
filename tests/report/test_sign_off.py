"""The record of a sign-off: what it says, what it freezes, what is caught."""

import json
import re
import shutil
from datetime import date

import pytest

from genderlib.data import Project
from genderlib.report.editions import (
    edition_of,
    record_of,
    reports_under,
    sha256_of,
    signed,
)
from genderlib.report.records import (
    RecordError,
    as_page,
    parse_record,
    read_record,
)
from genderlib.report.sign_off import StateError, as_draft, as_final
from genderlib.report.signing import SigningError, export_record, sign
from genderlib.report.verify import Verifier

# Invented: no such person.
REVIEWER = "Người Thử Nghiệm"
DAY = date(2021, 1, 15)


def change(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def draft(tmp_path, pages):
    """A draft in a folder of its own; its data are those nobody changes."""
    report = tmp_path / "annual_review.en.html"
    report.write_text(pages["en"], encoding="utf-8")
    return report


@pytest.fixture(scope="module")
def signed_files(tmp_path_factory, untouched, pages):
    """A signed report and its record, made once."""
    project = tmp_path_factory.mktemp("signed") / "project"
    for part in ("data/raw", "notebooks"):
        shutil.copytree(untouched / part, project / part)
    shutil.copy2(untouched / "data" / "datapackage.json", project / "data")
    folder = project / "reports" / "stameq" / "2020" / "internal"
    folder.mkdir(parents=True)
    report = folder / "annual_review.en.html"
    report.write_text(pages["en"], encoding="utf-8")
    verifier = Verifier(Project(project))
    export_record(verifier, report)
    record = sign(verifier, report, REVIEWER, DAY)
    return report.read_bytes(), record.read_bytes()


@pytest.fixture
def final(tmp_path, signed_files):
    """A signed report in a folder of its own."""
    report = tmp_path / "annual_review.en.html"
    return with_record(report, signed_files)


@pytest.fixture
def final_of_project(place, signed_files):
    """A signed report in a project whose data a test may change."""
    return with_record(place(""), signed_files)


def with_record(report, files):
    html, record = files
    report.write_bytes(html)
    record_of(report).write_bytes(record)
    return report


def verified(project, report):
    return Verifier(Project(project)).verify(report)


# What the record says.


def test_the_record_names_the_draft_by_its_bytes(draft, verifier):
    done = export_record(verifier, draft)

    assert done.record.reviewed == sha256_of(draft)
    assert done.record.signature is None
    assert done.file.name == "annual_review.en.sign-off.html"


def test_the_record_names_every_file_the_report_was_made_from(draft, verifier, project):
    record = export_record(verifier, draft).record

    tables = {
        path.relative_to(project).as_posix()
        for path in (project / "data").rglob("*.*")
        if path.suffix in {".csv", ".json"}
    }
    assert tables | {"notebooks/annual_review.ipynb"} <= set(record.inputs)
    assert all(sha256_of(project / f) == v for f, v in record.inputs.items())


def test_the_record_names_versions_of_everything_that_makes_a_report(draft, verifier):
    versions = export_record(verifier, draft).record.versions

    assert {"genderlib", "python", "pandas", "nbconvert", "matplotlib"} <= set(versions)
    assert "pytest" not in versions


def test_the_record_says_what_the_programs_found_and_what_is_open(draft, verifier):
    record = export_record(verifier, draft).record

    assert record.verify == ()
    assert record.audit == ()
    assert record.statements > 5
    assert any("not say on which day" in point for point in record.open_points)


def test_findings_of_a_report_that_is_not_right_stand_in_the_record(
    place, pages, verifier
):
    report = place(pages["en"].replace(">60%<", ">61%<", 1))

    record = export_record(verifier, report).record

    assert any("61%" in line for line in record.verify)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_machines_read_stands_on_the_page(place, pages, verifier, language):
    record = export_record(verifier, place(pages[language], language)).record
    shown = as_page(record).partition("<template")[0]

    assert all(
        name in shown and value in shown for name, value in record.inputs.items()
    )
    assert all(f"{n} {v}" in shown for n, v in record.versions.items())
    assert record.code in shown
    assert record.reviewed in shown


def test_a_name_is_text_and_never_markup(draft, verifier):
    record = export_record(verifier, draft).record

    page = as_page(record.signed("<b>Trial</b> </template><script>", DAY, "0" * 64))

    assert "<script" not in page
    assert "<b>" not in page
    assert parse_record("x", page).signature.by == "<b>Trial</b> </template><script>"


def test_the_same_record_has_the_same_bytes(draft, project):
    first = export_record(Verifier(Project(project)), draft).file.read_bytes()
    second = export_record(Verifier(Project(project)), draft).file.read_bytes()

    assert first == second


# Signing.


def test_a_signed_report_says_that_it_is_final(final, pages):
    html = final.read_text("utf-8")

    assert html.count(">Final<") == 2
    assert ">Draft<" not in html
    assert as_draft(html, "en") == pages["en"]


def test_the_record_of_a_signed_report_names_its_bytes(final):
    record = read_record(record_of(final))

    assert record.signature.report == sha256_of(final)
    assert (record.signature.by, record.signature.date) == (REVIEWER, "2021-01-15")


def test_a_signed_report_passes(final, verifier):
    actual = verifier.verify(final)

    assert actual.right
    assert (actual.sign_off.by, actual.sign_off.date) == (REVIEWER, "2021-01-15")
    assert (actual.sign_off.problems, actual.sign_off.notes) == ((), ())


def test_signing_twice_is_signing_once(final, verifier):
    before = final.read_bytes(), record_of(final).read_bytes()

    sign(verifier, final, REVIEWER, DAY)

    assert (final.read_bytes(), record_of(final).read_bytes()) == before


@pytest.mark.parametrize(
    ("by", "day"),
    [
        pytest.param("Another Trial", DAY, id="another-name"),
        pytest.param(REVIEWER, date(2021, 1, 16), id="another-day"),
    ],
)
def test_a_signed_report_cannot_be_signed_otherwise(final, verifier, by, day):
    with pytest.raises(SigningError, match="signed already, by Người Thử Nghiệm"):
        sign(verifier, final, by, day)


def test_the_record_of_a_signed_report_is_not_written_over(final, verifier):
    with pytest.raises(SigningError, match="signed already"):
        export_record(verifier, final)


def test_a_report_that_is_not_right_cannot_be_signed(place, pages, verifier):
    report = place(pages["en"].replace(">60%<", ">61%<", 1))

    with pytest.raises(SigningError, match="does not say what the data say"):
        sign(verifier, report, REVIEWER, DAY)
    assert not record_of(report).exists()


def test_another_draft_than_the_printed_one_cannot_be_signed(project, place, pages):
    report = place(pages["en"])
    export_record(Verifier(Project(project)), report)
    narrative = project / "data" / "raw" / "stameq" / "2020" / "narrative.en.md"
    heading, _, words = narrative.read_text("utf-8").partition("\n\n")
    narrative.write_text(f"{heading}\n\nMoreover: {words}", encoding="utf-8")
    place(rebuilt(project))

    with pytest.raises(SigningError, match="another draft than the one"):
        sign(Verifier(Project(project)), report, REVIEWER, DAY)


def rebuilt(project):
    """The report of the data there are now."""
    from genderlib.data.raw import RawTables
    from genderlib.report.rebuild import rebuild
    from genderlib.review import make_review

    tables = RawTables(Project(project)).year("stameq", 2020)
    review = make_review(tables, None, language="en", audience="internal")
    return rebuild(project / "notebooks" / "annual_review.ipynb", review)


@pytest.mark.parametrize(
    "name", ["", "  ", "X", "12 34", "a\x1b[31mb", "name " * 40, "\u202eeman"]
)
def test_a_name_must_be_one(draft, verifier, name):
    with pytest.raises(SigningError, match="type the reviewer's name"):
        sign(verifier, draft, name, DAY)


def test_nobody_signs_before_the_latest_source(draft, verifier):
    with pytest.raises(SigningError, match="latest source of the report is of 2020-11"):
        sign(verifier, draft, REVIEWER, date(2020, 11, 1))


def test_a_page_that_does_not_say_its_state_has_none():
    with pytest.raises(StateError, match="does not say once that it is a draft"):
        as_final("<p>Draft</p>", "en")


# What changed since.


def test_data_that_changed_are_named(final_of_project, project, counts):
    change(counts, "party_committee,,,4,,13", "party_committee,,,5,,13")

    actual = verified(project, final_of_project)

    assert {d.reason for d in actual.differences} == {"data changed"}
    assert actual.sign_off.notes == (
        "since then data/raw/stameq/2020/counts.csv changed",
    )
    assert actual.sign_off.problems == ()


def test_a_file_that_does_not_matter_to_the_report_is_only_noted(
    final_of_project, project
):
    dictionary = project / "data" / "datapackage.json"
    dictionary.write_text(dictionary.read_text("utf-8") + "\n", encoding="utf-8")

    actual = verified(project, final_of_project)

    assert actual.right
    assert actual.sign_off.notes == ("since then data/datapackage.json changed",)


def test_versions_that_changed_are_only_noted(final, verifier, monkeypatch):
    now = read_record(record_of(final)).versions | {"pandas": "99.0"}
    monkeypatch.setattr("genderlib.report.sign_off.versions", lambda: now)

    actual = verifier.verify(final)

    assert actual.right
    assert re.fullmatch(
        r"since then pandas changed: [\d.]+ then, 99\.0 now", actual.sign_off.notes[0]
    )


def test_a_signed_report_edited_by_hand_is_not_the_one_that_was_signed(final, verifier):
    change(final, "<title>", "<title>New: ")

    actual = verifier.verify(final)

    assert "the report is not the one that was signed" in actual.sign_off.problems[0]
    assert not actual.right


def test_a_record_of_another_draft_is_noted(draft, verifier, pages):
    export_record(verifier, draft)
    draft.write_text(pages["en"].replace(">60%<", ">61%<", 1), encoding="utf-8")

    actual = verifier.verify(draft)

    assert actual.sign_off.problems == ()
    assert "is about another draft" in actual.sign_off.notes[0]


# Records that are half there, or forged.


@pytest.mark.parametrize("part", [0, 1, 500, 4000, -10])
def test_half_a_record_is_caught(final, verifier, part):
    file = record_of(final)
    file.write_bytes(file.read_bytes()[:part])

    actual = verifier.verify(final)

    assert not actual.right
    assert "not a record of a sign-off" in actual.problem


def forge(file, edit):
    """Change what a record says, with its page and its code to match."""
    record = read_record(file)
    file.write_text(as_page(edit(record)), encoding="utf-8")


def with_(**facts):
    from dataclasses import replace

    return lambda record: replace(record, **facts)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        pytest.param(with_(figures=135), "figures “135”", id="figures"),
        pytest.param(with_(fingerprint="0" * 16), "fingerprint", id="fingerprint"),
        pytest.param(with_(reviewed="0" * 64), "reviewed", id="draft"),
        pytest.param(with_(open_points=()), "open points", id="open-points"),
        pytest.param(with_(statements=99), "statements “99”", id="statements"),
        pytest.param(with_(audit=("no",)), "audit “no”", id="audit"),
        pytest.param(with_(number=2), "number “2”", id="version"),
        pytest.param(with_(title="Other"), "title “Other”", id="title"),
        pytest.param(with_(report="x 2020 internal en y"), "report", id="report"),
        pytest.param(
            with_(versions={"genderlib": "9.9"}), "another genderlib", id="program"
        ),
        pytest.param(
            lambda record: record.signed(REVIEWER, DAY, "0" * 64),
            "not the one that was signed",
            id="bytes",
        ),
    ],
)
def test_a_forged_record_is_caught(final, verifier, edit, told):
    forge(record_of(final), edit)

    actual = verifier.verify(final)

    assert not actual.right
    assert any(told in problem for problem in actual.sign_off.problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(f"<dd>{REVIEWER}<", "<dd>Another Trial<", id="name-on-the-page"),
        pytest.param("<h1>", "<h1>Copy: ", id="heading"),
        pytest.param("</main>", "</main><p>Approved</p>", id="added"),
    ],
)
def test_a_page_that_was_edited_is_caught(final, verifier, old, new):
    change(record_of(final), old, new)

    actual = verifier.verify(final)

    assert not actual.right
    assert "changed by hand" in actual.sign_off.problems[0]


def test_facts_for_machines_that_were_edited_are_caught(final, verifier):
    file = record_of(final)
    beginning, mark, data = file.read_text("utf-8").partition("<template")
    file.write_text(
        beginning + mark + data.replace(REVIEWER, "Another Trial"), encoding="utf-8"
    )

    actual = verifier.verify(final)

    assert "changed by hand: its code differs" in actual.problem


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"format": 1}',
        '{"format": 2}',
        "[" * 50_000,
        '{"format": 1, "report": 5}',
    ],
)
def test_no_facts_are_a_clear_error(data):
    from hashlib import sha256

    code = sha256(data.encode()).hexdigest()
    page = f'<template id="record" data-sha256="{code}">{data}</template></html>'

    with pytest.raises(RecordError, match="not a record of a sign-off"):
        parse_record("r.html", page)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("number", "1", id="text-for-a-number"),
        pytest.param("number", True, id="truth-for-a-number"),
        pytest.param("reviewed", "abc", id="no-hash"),
        pytest.param("inputs", {"counts.csv": "abc"}, id="no-hash-of-a-file"),
        pytest.param("verify", "none", id="text-for-a-list"),
        pytest.param("data_date", "yesterday", id="no-date"),
        pytest.param("signature", {"by": "X"}, id="half-a-signature"),
        pytest.param("replaces", {"file": 1, "sha256": 2}, id="half-a-version"),
    ],
)
def test_a_fact_of_another_type_is_a_clear_error(draft, verifier, name, value):
    import html
    from hashlib import sha256

    page = as_page(export_record(verifier, draft).record)
    facts = json.loads(html.unescape(re.search(r'">({.*})</template>', page)[1]))
    data = json.dumps(facts | {name: value})
    code = sha256(data.encode()).hexdigest()

    with pytest.raises(RecordError, match="not a record of a sign-off"):
        parse_record(
            "r.html",
            f'<template id="record" data-sha256="{code}">{html.escape(data)}'
            "</template></html>",
        )


def test_a_file_longer_than_any_record_is_refused(final, verifier):
    record_of(final).write_bytes(b" " * 2_000_000)

    assert "longer than any" in verifier.verify(final).problem


def test_a_report_that_says_it_is_final_without_a_record_is_caught(
    place, pages, verifier
):
    report = place(as_final(pages["en"], "en"))

    actual = verifier.verify(report)

    assert {(d.found, d.expected) for d in actual.differences} == {("Final", "Draft")}


# Signing that was broken off, and what becomes of files elsewhere.


def test_signing_that_was_broken_off_is_told_and_finished(final, pages, verifier):
    signed_bytes = final.read_bytes()
    final.write_text(pages["en"], encoding="utf-8")

    broken = verifier.verify(final)
    sign(verifier, final, REVIEWER, DAY)

    assert any("signing was broken off" in p for p in broken.sign_off.problems)
    assert final.read_bytes() == signed_bytes


def test_a_copy_of_a_signed_report_is_known_by_its_bytes(
    final_of_project, project, tmp_path
):
    copy = tmp_path / "received" / "annual_review.en.html"
    copy.parent.mkdir()
    copy.write_bytes(final_of_project.read_bytes())

    actual = verified(project, copy)

    assert actual.right
    assert actual.sign_off.by == REVIEWER


@pytest.mark.usefixtures("final_of_project")
def test_a_copy_of_the_draft_is_not_taken_for_the_signed_report(
    project, tmp_path, pages
):
    copy = tmp_path / "received" / "annual_review.en.html"
    copy.parent.mkdir()
    copy.write_text(pages["en"], encoding="utf-8")

    actual = verified(project, copy)

    assert not actual.right


def test_a_record_without_its_report_is_told(final_of_project, project):
    final_of_project.unlink()

    (missing,) = reports_under(project / "reports")

    assert "cannot be read" in verified(project, missing).problem


def test_a_draft_is_version_one_and_replaces_nothing(draft):
    actual = edition_of(draft)

    assert (actual.number, actual.replaces, actual.is_final) == (1, None, False)
    assert signed(draft) is None
