"""Make the pictures of pages, of the report and of the page to write a post in: ``python scripts/page_pictures.py``.

``jdlint report`` writes one of the examples, ``jdlint serve`` is started, and both are looked at with the browser of the tests
(JDLINT_CHROMIUM names another), in light and dark.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
REPORT_SIZE: ViewportSize = {"width": 1400, "height": 860}
COLOURS = 256
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
    return _shot(page, f"try-{scheme}")


@contextmanager
def reported() -> Iterator[str]:
    """The address of a report on the examples, written by this checkout's own code."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        command = [sys.executable, "-m", "jdlint", "report", "--isolated", "examples", "-o", str(report)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=True)
        yield report.as_uri()


def take_report(browser: Browser, address: str, scheme: str) -> Iterator[Path]:
    """The table of all posts, and one post with its findings."""
    page = browser.new_page(viewport=REPORT_SIZE, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    page.wait_for_timeout(500)
    yield _shot(page, f"report-{scheme}")
    page.locator("table a.name", has_text="Machine Learning Engineer").first.click()
    page.locator("article mark[data-severity]:visible").nth(3).evaluate(
        "mark => mark.scrollIntoView({block: 'center'})"
    )
    page.wait_for_timeout(500)
    yield _shot(page, f"report-post-{scheme}")


def _shot(page: Page, name: str) -> Path:
    """What the page shows, in few colours, so that the picture stays small."""
    target = PICTURES / f"{name}.png"
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    return target


def main() -> None:
    """Write all pictures."""
    program = os.environ.get("JDLINT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        sys.exit("there is no Chromium: 'make browser' installs Debian's")
    with served() as address, reported() as report, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            print(take(browser, address, scheme), *take_report(browser, report, scheme), sep="\n")
        browser.close()


if __name__ == "__main__":
    main()
