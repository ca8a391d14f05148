"""Make the pictures of the page to write a post in: ``python scripts/page_pictures.py``.

``jdlint serve`` is started, and looked at with the browser of the tests (JDLINT_CHROMIUM names another), in light and dark.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 800}
NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def served() -> Iterator[str]:
    """The address of the page, served by this checkout's own code."""
    command = [sys.executable, "-m", "jdlint", "serve", "--no-open", "--isolated"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        yield process.stderr.readline().removeprefix("jdlint: ").strip()
    finally:
        process.terminate()
        process.communicate()


def take(browser: Browser, address: str, scheme: str) -> Path:
    """The page with a weak post, a finding of it chosen."""
    page = browser.new_page(viewport=SIZE, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    page.wait_for_selector("body[data-state=ready]")
    page.click("#start >> text=The usual template")
    page.locator(".finding-card", has_text="Say how fast, and why").locator(".card-head").click()
    # What was measured differs from run to run, and how the mouse or the cursor stands has no place in a picture.
    page.evaluate("document.querySelector('#pace').textContent = ''")
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    page.wait_for_timeout(1000)
    target = PICTURES / f"try-{scheme}.png"
    page.screenshot(path=target)
    return target


def main() -> None:
    """Write both pictures."""
    program = os.environ.get("JDLINT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        sys.exit("there is no Chromium: 'make browser' installs Debian's")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            print(take(browser, address, scheme))
        browser.close()


if __name__ == "__main__":
    main()
