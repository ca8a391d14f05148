"""The site of the documentation as readers see it, opened as files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import build_site
from browser.conftest import Open

pytestmark = pytest.mark.network

PAGES = (
    "index",
    "start",
    "try",
    "first-rule",
    "comparison",
    "commands",
    "rules/index",
    "rules/metrics",
    "rules/empty-bold",
)
WIDE, NARROW = 1440, 390


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that ``JDLINT_SITE`` names, as the gate has built it before; else one that is built for these tests."""
    if named := os.environ.get("JDLINT_SITE"):
        return Path(named)
    folder = tmp_path_factory.mktemp("site")
    assert build_site.main(["--without-page", "--output", str(folder)]) == 0
    return folder


@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_and_open_to_all(site: Path, visit: Open, page: str, width: int, *, dark: bool) -> None:
    seen = visit((site / f"{page}.html").as_uri(), width=width, dark=dark)
    assert seen.complaints == []
    assert [address for address in seen.requests if not address.startswith(("file:", "data:"))] == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.barriers() == []


def test_the_index_of_rules_is_narrowed_by_words_and_choices(site: Path, visit: Open) -> None:
    seen = visit((site / "rules" / "index.html").as_uri())
    rows = seen.page.locator("article tbody tr:visible")
    everything = rows.count()
    seen.page.get_by_label("Search", exact=True).last.fill("pay figure")
    assert "pay-competitive" not in rows.all_inner_texts()
    assert 0 < rows.count() < everything
    assert all("pay" in text.lower() for text in rows.all_inner_texts())
    seen.page.get_by_label("Search", exact=True).last.fill("")
    seen.page.get_by_label("Category").select_option("fairness")
    seen.page.get_by_label("Severity").select_option("warning")
    found = rows.all_inner_texts()
    assert found
    assert all("warning" in text for text in found)
    assert seen.page.locator("article h2:visible").all_inner_texts() == ["fairness"]
    assert seen.page.locator("#rule-filter output").inner_text() == f"{len(found)} of {everything} rules"


def test_an_address_can_hold_the_words(site: Path, visit: Open) -> None:
    seen = visit((site / "rules" / "index.html").as_uri() + "?q=ninja-that-is-none")
    assert seen.page.locator("#rule-filter output").inner_text().startswith("0 of ")


def test_the_search_works_without_a_server(site: Path, visit: Open) -> None:
    seen = visit((site / "search.html").as_uri() + "?q=ownership")
    links = seen.page.locator("#search-results a")
    links.first.wait_for()
    assert any("rules/ownership.html" in (link.get_attribute("href") or "") for link in links.all())
    assert seen.complaints == []


def test_the_id_of_a_rule_is_an_address(site: Path, visit: Open) -> None:
    seen = visit((site / "rules" / "metrics" / "index.html").as_uri())
    seen.page.wait_for_url("**/rules/metrics.html")
    assert seen.page.locator("h1").inner_text().startswith("metrics")


def test_pictures_follow_the_switch_of_the_page(site: Path, visit: Open) -> None:
    page = visit((site / "index.html").as_uri()).page
    shown = page.locator("article img:visible").first
    assert shown.get_attribute("src") == "pictures/check-light.svg"
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert shown.get_attribute("src") == "pictures/check-dark.svg"
    assert shown.evaluate("image => image.naturalWidth") > 0
