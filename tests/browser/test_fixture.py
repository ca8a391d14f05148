"""The browser of the tests sees what it is there to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import Open

pytestmark = pytest.mark.network

PAGE = """<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>
<img src="missing.png"><button></button><script>undefined.word</script></main></html>
"""


def test_it_tells_requests_complaints_and_barriers(tmp_path: Path, visit: Open) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    seen = visit(file.as_uri(), width=400)
    assert seen.requests == [file.as_uri(), (tmp_path / "missing.png").as_uri()]
    assert any("undefined" in complaint for complaint in seen.complaints)
    assert {barrier.split(":")[0] for barrier in seen.barriers()} == {"image-alt", "button-name"}
    assert seen.page.evaluate("innerWidth") == 400


def test_it_can_be_dark_and_without_scripts(tmp_path: Path, visit: Open) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>before</title><script>document.title = 'after'</script>", encoding="utf-8")
    dark = visit(file.as_uri(), dark=True)
    assert dark.page.title() == "after"
    assert dark.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert visit(file.as_uri(), scripts=False).page.title() == "before"
