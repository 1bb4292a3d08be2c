"""A report held against the data: what was changed is found, with place and reason."""

import json
import re

import pytest
from click.testing import CliRunner

from genderlib.cli import main
from genderlib.data import Project
from genderlib.report.reading import NotAReportError
from genderlib.report.rebuild import RebuildError, rebuild
from genderlib.report.verify import (
    CHART,
    DATA,
    FILE,
    HAND,
    WORDS,
    verify,
    verify_all,
)
from genderlib.review import open_review


@pytest.fixture(scope="module")
def folder(tmp_path_factory, root):
    """A project with the 2020 report, made without a kernel."""
    import shutil

    folder = tmp_path_factory.mktemp("verified")
    shutil.copytree(root / "data" / "raw", folder / "data" / "raw")
    shutil.copy2(root / "data" / "datapackage.json", folder / "data")
    shutil.copytree(root / "notebooks", folder / "notebooks")
    return folder


@pytest.fixture(scope="module")
def page(folder):
    project = Project(folder)
    review = open_review("stameq", 2020, language="vi", project=project)
    return rebuild(project.notebooks / "annual_review.ipynb", review)


@pytest.fixture
def verified(folder, tmp_path):
    """Writes a page and holds it against the data."""

    def run(text):
        report = tmp_path / "annual_review.vi.html"
        report.write_text(text)
        return verify(report, Project(folder))

    return run


def test_a_report_as_it_was_made_is_right(verified, page):
    result = verified(page)

    assert result.right
    assert result.figures > 100


def once(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


def exchanged(text):
    """Two right figures change places, in the table of figures too."""
    swapped = text.replace("30,8%", "@").replace("29,2%", "30,8%").replace("@", "29,2%")
    assert swapped != text
    return swapped


def forged(text):
    """A number with its line in the table of figures and its machine value."""
    changed = text.replace("30,8%", "38,0%").replace("0.3076923076923077", "0.38")
    assert changed != text
    return changed


def without_ledger(text):
    start = text.index('<table id="figures"')
    return text[:start] + text[text.index("</table>", start) :]


def longer_bar(text):
    """The path of a bar alone, not its number."""
    svg = text.index("<svg")
    start = text.index(' d="', svg)
    return text[:start] + re.sub(r"(\d)\b", r"\g<1>9", text[start:], count=1)


TAMPERED = {
    "number-in-prose": (lambda t: once(t, ">30,8%</data>", ">38,0%</data>"), {HAND}),
    "number-and-ledger": (forged, {HAND}),
    "two-figures-exchanged": (exchanged, {HAND}),
    "a-word": (lambda t: once(t, "thấp nhất", "cao nhất"), {WORDS}),
    "a-sentence-removed": (lambda t: once(t, "Đây là lượt học,", ""), {WORDS}),
    "a-name": (lambda t: once(t, "Nguyễn Hoàng Linh", "Ai đó"), {WORDS}),
    "a-verdict": (lambda t: once(t, ">sai</", ">đúng</"), {WORDS}),
    "the-outcome-of-a-norm": (lambda t: once(t, ">Đạt</", ">Chưa đạt</"), {WORDS}),
    "a-date": (lambda t: once(t, ">ngày 27 tháng 5", ">ngày 28 tháng 5"), {HAND}),
    "a-document-number": (lambda t: once(t, "1019/QĐ-TĐC", "1020/QĐ-TĐC"), {HAND}),
    "a-bar": (longer_bar, {CHART}),
    "ledger-removed": (without_ledger, {DATA, HAND}),
    "script-added": (lambda t: once(t, "</body>", "<script>1</script></body>"), {FILE}),
    "policy-removed": (lambda t: once(t, "default-src 'none'; ", ""), {FILE}),
    "style-hides": (
        lambda t: once(t, "</head>", "<style>p{color:#fff}</style></head>"),
        {FILE},
    ),
    "link-redirected": (lambda t: once(t, "https://", "https://elsewhere."), {FILE}),
    "machine-value": (lambda t: once(t, 'value="0.6"', 'value="0.7"'), {FILE}),
    "cut-in-the-middle": (lambda t: t[: len(t) // 2], {WORDS}),
    "fingerprint": (
        lambda t: re.sub(r'(class="fingerprint">)[0-9a-f]{4}', r"\g<1>0000", t),
        {HAND},
    ),
    "version": (lambda t: t.replace("genderlib 0.1.0", "genderlib 0.0.9"), {FILE}),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_a_changed_report_is_caught_with_a_reason(verified, page, kind):
    tamper, reasons = TAMPERED[kind]

    result = verified(tamper(page))

    assert not result.right
    assert reasons & {difference.reason for difference in result.differences}


def test_an_exchange_names_both_figures(verified, page):
    result = verified(exchanged(page))

    named = {difference.figure for difference in result.differences}
    assert {"party_committee.share", "unit_leaders.share"} <= named


def test_a_count_that_changed_since_is_told_as_data(project, page, tmp_path):
    counts = project / "data/raw/stameq/2020/counts.csv"
    counts.write_text(counts.read_text().replace(",,4,,13,", ",,5,,13,", 1))
    report = tmp_path / "annual_review.vi.html"
    report.write_text(page)

    result = verify(report, Project(project))

    of_the_share = [
        d for d in result.differences if d.figure == "party_committee.share"
    ]
    assert {d.reason for d in of_the_share} == {DATA}
    assert any(d.expected == "38,5%" for d in of_the_share)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\xff\xfe binary", id="binary"),
        pytest.param(b"<html><body>somebody's page</body></html>", id="another-page"),
        pytest.param(b"<div>" * 5_000, id="nested-deeply"),
    ],
)
def test_a_file_that_is_no_report_is_told_so(tmp_path, folder, content):
    path = tmp_path / "x.html"
    path.write_bytes(content)

    with pytest.raises(NotAReportError, match=r"x\.html"):
        verify(path, Project(folder))
    [result] = verify_all([path], Project(folder))
    assert not result.right


def test_code_in_a_notebook_is_never_run(project, tmp_path):
    import nbformat
    from nbformat.v4 import new_code_cell

    path = project / "notebooks" / "annual_review.ipynb"
    notebook = nbformat.read(path, as_version=4)
    mark = tmp_path / "mark"
    notebook.cells.append(new_code_cell(f"open({str(mark)!r}, 'w')"))
    nbformat.write(notebook, path)
    review = open_review("stameq", 2020, project=Project(project))

    with pytest.raises(RebuildError, match="neither prose nor a call"):
        rebuild(path, review)
    assert not mark.exists()


def test_the_command_tells_and_exits_by_what_it_found(folder, page, tmp_path):
    good, bad = tmp_path / "annual_review.vi.html", tmp_path / "b" / "x.vi.html"
    bad.parent.mkdir()
    good.write_text(page)
    bad.write_text(page.replace("30,8%", "38,0%"))
    environment = {"GENDERLIB_ROOT": str(folder)}

    right = CliRunner().invoke(main, ["verify", str(good)], env=environment)
    wrong = CliRunner().invoke(
        main, ["verify", "--json", str(tmp_path)], env=environment
    )
    missing = CliRunner().invoke(main, ["verify", "nowhere.html"], env=environment)

    assert (right.exit_code, wrong.exit_code, missing.exit_code) == (0, 1, 2)
    assert "all as the data" in right.stdout
    assert [found["right"] for found in json.loads(wrong.stdout)] == [True, False]
