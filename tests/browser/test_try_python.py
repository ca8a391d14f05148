"""The page with Python in it, in a real browser: any web server will do, and nobody else is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import build_page
from browser.conftest import Open

pytestmark = pytest.mark.network

POST = """# Data engineer 🎉

## Responsibilities

- 🎉 Join our fast-paced environment and leverage cutting-edge machine learning.
- You keep the the loads of orders running.

## Requirements

- 12+ years of experience with Kubernetes
- Python, Java, Scala, Go, Spark, Kafka, Airflow
"""
# Serves a folder, and prints the path of each request.
SERVER = """
import functools, http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, form, *args): print(self.headers["Host"], self.path, flush=True)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=sys.argv[1]))
print(server.server_address[1], flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built page; Pyodide is from an earlier build or the npm registry."""
    if shutil.which("npm") is None:
        pytest.skip("npm is missing, which brings Pyodide")
    made = tmp_path_factory.mktemp("built") / "try"
    kept = build_page.ROOT / "build" / f"pyodide-{build_page.PYODIDE}.tgz"
    build_page.build(made, build_page.fetched(kept.parent if kept.exists() else made.parent))
    return made


@pytest.fixture
def served(folder: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The page's address, and the file with what was asked of its server."""
    log = tmp_path / "asked.txt"
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen([sys.executable, "-c", SERVER, str(folder)], stdout=file, stderr=subprocess.DEVNULL)
        while not (text := log.read_text(encoding="utf-8")).endswith("\n"):
            assert process.poll() is None
        yield f"http://127.0.0.1:{text.strip()}/", log
        process.kill()
        process.wait()


def judged(page: Page, text: str) -> None:
    page.fill("#text", text)
    expect(page.locator("#panels")).to_have_attribute("aria-busy", "false", timeout=30_000)


def test_it_says_what_the_command_says_and_asks_nobody_else(
    served: tuple[str, Path], tmp_path: Path, visit: Open
) -> None:
    address, _ = served
    seen = visit(address)
    page = seen.page
    page.wait_for_selector("body[data-state=ready]", timeout=120_000)
    judged(page, POST)
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    command = [sys.executable, "-m", "jdlint", "check", "--isolated", "--output-format", "json", "post.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    said = json.loads(done.stdout)["findings"]
    assert len(said) > 10
    assert sorted(page.locator(".finding-card .message").all_text_contents()) == sorted(f["message"] for f in said)
    card = page.locator(".finding-card", has_text="Say how fast, and why")
    card.locator(".card-head").click()
    page.keyboard.type("team of six")
    expect(card).to_have_count(0)
    page.click("#fix-all")
    expect(page.locator("#text")).to_have_value(
        POST.replace("fast-paced environment", "team of six").replace("the the", "the")
    )
    assert not seen.complaints
    assert all(asked.startswith((address, "blob:" + address)) for asked in seen.requests)


def test_its_policy_holds_in_the_page_and_in_its_worker(served: tuple[str, Path], visit: Open) -> None:
    address, log = served
    page = visit(address).page
    page.wait_for_selector("body[data-state=ready]", timeout=120_000)
    elsewhere = address.replace("127.0.0.1", "localhost") + "elsewhere"
    ask = "address => fetch(address, { mode: 'no-cors' }).then(() => 'answered', () => 'refused')"
    (worker,) = page.workers
    assert page.evaluate(ask, elsewhere) == "refused"
    assert worker.evaluate(ask, elsewhere) == "refused"
    assert worker.evaluate(ask, address + "icon.svg?here") == "answered"
    asked = log.read_text(encoding="utf-8")
    assert "?here" in asked
    assert "/elsewhere" not in asked


def test_a_post_can_be_written_while_python_is_loading(served: tuple[str, Path], visit: Open) -> None:
    page = visit(served[0]).page
    page.fill("#text", POST)
    expect(page.locator("#loading")).to_be_visible()
    page.wait_for_selector("body[data-state=ready]", timeout=120_000)
    expect(page.locator(".finding-card").first).to_be_visible(timeout=30_000)
    assert page.input_value("#text") == POST


def test_what_cannot_be_loaded_is_told(served: tuple[str, Path], visit: Open) -> None:
    address, _ = served
    page = visit("about:blank").page
    page.context.route("**/jdlint.zip", lambda route: route.fulfill(status=404))
    page.goto(address)
    expect(page.locator("#problem")).to_contain_text("Python could not be started in this browser.", timeout=120_000)
    page.fill("#text", POST)
    assert page.input_value("#text") == POST
