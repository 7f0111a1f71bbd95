"""A real browser that opens pages from the disk and notes what they should not do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BROWSER = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_browser = pytest.mark.skipif(
    BROWSER is None,
    reason="SKIPPED, NOT PASSED: no page was opened; `make browser` installs Chromium",
)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run the browser of this machine without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def running_profile(folder: Path) -> Iterator[BrowserContext]:
    """Run the browser with a profile on the disk, as people have one.

    Without one it keeps what pages store in memory, and may drop it when memory is short.
    """
    with sync_playwright() as playwright:
        profile = playwright.chromium.launch_persistent_context(
            folder, executable_path=BROWSER, args=QUIET, accept_downloads=True
        )
        yield profile
        profile.close()


def note_troubles(page: Page) -> list[str]:
    """Return a list that will hold each error, console message and request of the page."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: troubles.append(f"console: {message.text} ({message.location['url']})"),
    )
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:", "blob:"))
            else troubles.append(f"request: {request.url}")
        ),
    )
    return troubles
