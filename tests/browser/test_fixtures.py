"""The browser fixtures themselves: what they let pass and what they catch."""

import shutil
import textwrap

import pytest

CLEAN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Clean</title>
<meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>body {{ color: #111; background: #fff }}</style></head>
<body><main><h1>Clean</h1>{}</main></body></html>"""
REQUEST = '<img alt="A dot" src="http://127.0.0.1:9/dot.png">'
CONSOLE = "<script>console.error('broken')</script>"
NO_BROWSER = """
    import chromium

    chromium.find = lambda: None

    def test_one(page): ...

    def test_two(page): ...
"""
EXCEPTION = "<script>throw new Error('broken')</script>"


@pytest.fixture
def open_html(tmp_path):
    def show(page, html):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page.goto(path.as_uri())

    return show


def test_a_clean_page_leaves_no_problem(page, open_html, problems):
    open_html(page, CLEAN.format("<p>Text</p>"))

    assert problems == []
    assert page.title() == "Clean"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(REQUEST, "request: http://127.0.0.1:9/dot.png", id="request"),
        pytest.param(CONSOLE, "console error: broken", id="console"),
        pytest.param(EXCEPTION, "error: broken", id="exception"),
    ],
)
def test_a_problem_is_noted(page, open_html, problems, html, expected):
    open_html(page, html)
    page.wait_for_load_state()
    noted = "\n".join(problems)
    problems.clear()

    assert expected in noted


def test_a_script_stopped_by_the_policy_is_noted(page, open_html, problems):
    open_html(page, CLEAN.format(CONSOLE))
    noted = "\n".join(problems)
    problems.clear()

    assert "Content Security Policy" in noted


def test_a_test_that_leaves_a_problem_does_not_pass(run_inside):
    result = run_inside(f"""
        def test_looks_fine(page):
            page.set_content({REQUEST!r})
            page.wait_for_load_state()
    """)

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*request: http://127.0.0.1:9/dot.png*"])


def test_without_a_browser_tests_are_skipped_and_one_line_says_so(
    run_inside, monkeypatch
):
    monkeypatch.delenv("CI", raising=False)

    result = run_inside(NO_BROWSER)

    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["2 tests did not run: no Chromium or Chrome*"])


def test_without_a_browser_tests_fail_on_ci(run_inside, monkeypatch):
    monkeypatch.setenv("CI", "true")

    result = run_inside(NO_BROWSER)

    result.assert_outcomes(errors=2)


@pytest.fixture
def run_inside(pytester, root):
    """Run other tests in a copy of this set-up: same settings, options, fixtures."""
    for name in (
        "pyproject.toml",
        "tools/chromium.py",
        "tests/conftest.py",
        "tests/browser/conftest.py",
    ):
        copy = pytester.path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, copy)

    def run(source):
        test = pytester.path / "tests" / "browser" / "test_inside.py"
        test.write_text(textwrap.dedent(source), encoding="utf-8")
        return pytester.runpytest_subprocess()

    return run


def test_axe_finds_nothing_in_a_clean_page(page, open_html, axe):
    open_html(page, CLEAN.format("<p>Text</p>"))

    assert axe(page) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        pytest.param('<img src="data:,">', "image-alt", id="wcag-2.0"),
        # Two targets of 10 px side by side.
        pytest.param(
            "<a href='#a' style='display:inline-block;width:10px;height:10px'>a</a>"
            "<a href='#b' style='display:inline-block;width:10px;height:10px'>b</a>",
            "target-size",
            id="wcag-2.2",
        ),
        pytest.param("<h4>Jumped to</h4>", "heading-order", id="best-practice"),
    ],
)
def test_axe_finds_violations_of_each_kind(page, open_html, axe, html, rule):
    open_html(page, CLEAN.format(html))

    violations = axe(page)

    assert [line for line in violations if line.startswith(rule)]
