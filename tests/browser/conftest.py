"""A real browser for tests of pages: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GRAVE = ("serious", "critical")


@dataclass
class Visit:
    """A page that was opened, the addresses that it has asked for, and what its scripts have complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def barriers(self) -> list[str]:
        """What axe-core finds on the page as it is now that is serious or critical, with the elements."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{barrier['id']}: {', '.join(' '.join(node['target']) for node in barrier['nodes'])}"
            for barrier in found
            if barrier["impact"] in GRAVE
        ]


Open: TypeAlias = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; tests that ask for it are skipped where there is none."""
    named = os.environ.get("JDLINT_CHROMIUM")
    program = named or next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("there is no Chromium: scripts/install_browser.sh installs Debian's")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens pages: ``visit(address, width=1440, height=900, dark=False, scripts=True)``, each in a context of its own."""
    contexts = []

    def open_page(
        address: str, *, width: int = 1440, height: int = 900, dark: bool = False, scripts: bool = True
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        seen = Visit(context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
        seen.page.goto(address)
        return seen

    yield open_page
    for context in contexts:
        context.close()
