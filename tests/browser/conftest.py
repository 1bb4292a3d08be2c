"""A real browser for the tests: offline, a fresh profile each time, all noted."""

import os

import chromium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

LOCAL = ("file:", "data:", "about:")
AXE_TAGS = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "chromium_path" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium_path():
    """The browser's program; its absence is a failure on CI and a skip elsewhere."""
    if reason := chromium.obstacle():
        leave = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave(f"needs a browser: {reason}")
    return chromium.find()


# Not for the whole session: Playwright's event loop runs as long as it is open, and
# tests of other files start event loops of their own in this thread.
@pytest.fixture(scope="module")
def browser(chromium_path):
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium_path, args=list(chromium.ARGUMENTS)
        )
        yield running
        running.close()


@pytest.fixture
def problems():
    """What went wrong in the pages of this test; a test that expects it clears it."""
    return []


@pytest.fixture
def new_page(browser, problems):
    """Open pages in fresh profiles; afterwards no console error and no request is left.

    Takes what Playwright's `new_context` takes, such as `viewport` and `locale`.
    """
    contexts = []

    def open_page(**options):
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        context.on("request", lambda request: note_request(request.url))
        context.on("console", note_message)
        context.on("weberror", lambda error: problems.append(f"error: {error.error}"))
        return context.new_page()

    def note_request(url):
        if not url.startswith(LOCAL):
            problems.append(f"request: {url}")

    def note_message(message):
        if message.type in {"error", "warning"}:
            problems.append(f"console {message.type}: {message.text}")

    yield open_page

    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page):
    """One page at desktop width."""
    return new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def at_width(page):
    """Open an address at a width in CSS pixels."""

    def opened(address, width=1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        return page

    return opened


@pytest.fixture(scope="session")
def axe():
    """Run axe-core: the violations of WCAG 2.2 A and AA and of best practice."""

    def violations(page):
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}}
        response = Axe().run(page, options=options).response
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
            for rule in response["violations"]
            for node in rule["nodes"]
        ]

    return violations
