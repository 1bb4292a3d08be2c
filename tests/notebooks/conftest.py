"""The browser of `tests/browser`, for notebooks that are opened in JupyterLab."""

from tests.browser.conftest import browser, chromium_path

__all__ = ["browser", "chromium_path"]
