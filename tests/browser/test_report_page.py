"""The report as its readers use it: in a browser, by mouse and by keyboard, wide and narrow, light and dark."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from command import ROOT, prepare, run, write
from playwright.sync_api import expect
from test_report import NASTY

import jdlint.web.report.report_page
from browser.conftest import Open, Visit

pytestmark = pytest.mark.network
EXAMPLES = ROOT / "examples"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch, real_rules=True)
    for path in sorted(EXAMPLES.glob("*.md")):
        write(f"posts/{path.name}", path.read_text(encoding="utf-8"))
    write("posts/nasty.md", NASTY)
    return written()


def written(*args: str) -> Path:
    assert run("report", "posts", "-o", "report.html", *args).exit_code == 0
    return Path("report.html").resolve()


def titles(seen: Visit) -> list[str]:
    return seen.page.locator("#table tbody tr:visible .name").all_inner_texts()


def levels(seen: Visit, column: int) -> list[str | None]:
    cells = seen.page.locator(f"#table tbody tr:visible td:nth-child({column}) .level").all()
    return [cell.get_attribute("data-level") for cell in cells]


def check_quiet(seen: Visit, file: Path) -> None:
    """The page asked for nothing but itself, and its scripts complained of nothing."""
    assert {address.split("#")[0] for address in seen.requests} == {file.as_uri()}
    assert seen.complaints == []


def test_the_table_is_sorted_and_filtered(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri())
    page = seen.page
    everything = titles(seen)
    assert len(everything) == 16
    page.get_by_role("button", name="Ownership").click()
    ranks = [
        ["absent", "generic", "concrete", "not-asked", "not-evaluated"].index(str(level)) for level in levels(seen, 6)
    ]
    assert ranks == sorted(ranks)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Ownership")
    page.get_by_role("button", name="Ownership").click()
    assert levels(seen, 6)[-1] == "absent"
    page.get_by_role("button", name="Post", exact=True).click()
    assert titles(seen) == sorted(everything, key=str.casefold)
    page.get_by_label("Criterion", exact=True).select_option("ownership")
    page.get_by_label("Level", exact=True).select_option("absent")
    assert set(levels(seen, 6)) == {"absent"}
    expect(page.locator("#shown")).to_have_text(f"{len(titles(seen))} of 16 posts")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#shown")).to_have_text("16 posts")
    page.get_by_label("Family", exact=True).select_option("research")
    assert titles(seen) == ["Research Scientist, Speech in Noise"]
    assert page.locator(".counts [data-severity=error]").inner_text() == "0 errors"
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Has a finding of", exact=True).select_option("other-duties")
    assert "Machine Learning Engineer" in titles(seen)
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Title or file", exact=True).fill("template usual")
    assert titles(seen) == ["Machine Learning Engineer"]
    check_quiet(seen, report)


def test_a_cell_opens_the_evidence_or_the_question(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri())
    row = seen.page.locator("tr", has_text="bad-usual-template.md")
    cell = row.locator("td .level").nth(1)
    cell.click()
    box = seen.page.locator(".evidence")
    expect(box).to_contain_text("use machine learning to solve business problems")
    expect(box).to_contain_text("Which decision, product or process gets better because of this work, and for whom?")
    assert cell.get_attribute("aria-expanded") == "true"
    row.locator("td .level").nth(2).click()
    assert box.count() == 1
    expect(box).to_contain_text("Role impact")
    box.get_by_role("button", name="Close").click()
    assert box.count() == 0
    seen.page.locator("tr", has_text="french-post.md").locator("td .level").first.click()
    expect(box).to_contain_text("the post is not in English")
    check_quiet(seen, report)


def test_all_of_it_can_be_done_with_the_keyboard(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri())
    keys = seen.page.keyboard
    keys.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip-link button"
    seen.page.locator(".sort[data-by=findings]").focus()
    keys.press("Enter")
    assert seen.page.locator("th[aria-sort=descending]").count() == 1
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("ArrowLeft")
    cell = seen.page.locator("td .level:focus")
    assert cell.count() == 1
    keys.press("Enter")
    expect(seen.page.locator(".evidence")).to_be_focused()
    keys.press("Escape")
    expect(cell).to_be_focused()
    keys.press("Space")
    assert seen.page.locator(".evidence").count() == 1
    keys.press("Escape")
    keys.press("ArrowLeft")
    keys.press("Enter")
    expect(seen.page.locator(".post.open")).to_be_focused()
    for _ in range(60):
        keys.press("Tab")
        if seen.page.evaluate("document.activeElement.matches('.text a.ref')"):
            break
    keys.press("Enter")
    assert seen.page.locator(".notes .chosen").count() == 1
    check_quiet(seen, report)


def test_a_post_shows_its_notes_beside_its_words(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri())
    seen.page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    post = seen.page.locator(".post.open")
    mark = post.locator("mark", has_text="other tasks as assigned")
    note = post.locator(".notes li", has_text="'other tasks as assigned' says")
    expect(note.locator(".ask")).to_be_hidden()
    mark.click()
    expect(note.locator(".ask")).to_be_visible()
    places = seen.page.evaluate(
        "[...document.querySelectorAll('.post.open .notes ol > li')].map((note) => note.getBoundingClientRect().toJSON())"
    )
    assert len(places) > 15
    assert [(one, next_) for one, next_ in pairwise(places) if next_["top"] < one["bottom"]] == []
    first = post.locator(".notes ol > li").first.bounding_box()
    words = post.locator("mark").first.bounding_box()
    assert first
    assert words
    assert abs(first["y"] - words["y"]) < 40
    seen.page.get_by_role("button", name="Next").click()
    expect(post.locator("h2")).to_contain_text("Search Ranking")
    seen.page.go_back()
    expect(post.locator("h2")).to_have_text("Machine Learning Engineer")
    seen.page.get_by_role("button", name="All posts").click()
    expect(seen.page.locator("#table")).to_be_visible()
    assert post.count() == 0
    check_quiet(seen, report)


@pytest.mark.parametrize("width", [1280, 1366, 1400, 1440, 1536])
def test_a_page_with_changes_and_long_words_is_no_wider_than_the_window(report: Path, visit: Open, width: int) -> None:
    write(f"posts/{'long-name-' * 8}.md", f"# {'Longword' * 9}\n\nWork in a fast-paced environment.\n")
    seen = visit(written("--compare", report.name).as_uri(), width=width)
    assert seen.page.get_by_role("button", name="Change", exact=True).is_visible()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_note_comes_up(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri(), width=390, height=800)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    seen.page.locator(".post.open mark", has_text="Competitive salary").click()
    sheet = seen.page.get_by_role("dialog")
    expect(sheet).to_contain_text("pay-competitive")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    sheet.get_by_role("button", name="Close").click()
    assert sheet.count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390], ids=["wide", "narrow"])
def test_it_has_no_barriers(report: Path, visit: Open, width: int, dark: bool) -> None:
    seen = visit(report.as_uri(), width=width, dark=dark)
    seen.page.locator("td .level").first.click()
    expect(seen.page.locator(".evidence")).to_be_visible()
    assert seen.barriers() == []
    seen.page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    seen.page.locator(".post.open mark").first.click()
    assert seen.barriers() == []


def test_nothing_of_a_post_runs(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri())
    seen.page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    seen.page.locator("tr", has_text="nasty.md").locator(".name").click()
    post = seen.page.locator(".post.open")
    expect(post.locator(".text")).to_contain_text("<script>alert(1)</script> Engineer")
    expect(post.locator(".text")).to_contain_text(":alert(3)) ]]> --> </template>")
    assert post.locator("script, img, [onclick], [onerror], a[href^=javascript], a[href^=data]").count() == 0
    check_quiet(seen, report)


def test_the_page_runs_no_script_but_its_own(report: Path, visit: Open) -> None:
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("<h1>", "<script>document.title = 'no'</script><h1 onclick=x>", 1), encoding="utf-8")
    seen = visit(report.as_uri())
    assert seen.page.title() != "no"
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_it_can_be_read_without_scripts(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri(), scripts=False)
    assert len(titles(seen)) == 16
    expect(seen.page.locator("#filters")).to_be_hidden()
    seen.page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    expect(seen.page.get_by_text("What else has come up in this job in the last year?").first).to_be_visible()
    expect(seen.page.locator("mark", has_text="Competitive salary")).to_be_visible()


def test_the_colours_are_chosen_and_kept(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    light = seen.page.evaluate(ground)
    body = seen.page.locator("body")
    seen.page.get_by_label("Dark").check()
    expect(body).not_to_have_css("background-color", light)
    seen.page.reload()
    expect(body).not_to_have_css("background-color", light)
    seen.page.get_by_label("Auto").check()
    expect(body).to_have_css("background-color", light)


def test_a_large_report_unpacks_what_is_opened(report: Path, visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdlint.web.report.report_page, "PACKED_FROM", 3)
    file = written()
    seen = visit(file.as_uri())
    assert seen.page.locator(".notes").count() == 0
    seen.page.locator("tr", has_text="bad-usual-template.md").locator("td .level").nth(1).click()
    expect(seen.page.locator(".evidence")).to_contain_text("solve business problems")
    seen.page.locator("tr", has_text="bad-usual-template.md").locator(".name").click()
    expect(seen.page.locator(".post.open .notes")).to_contain_text("Competitive salary")
    seen.page.goto(file.as_uri())
    seen.page.get_by_role("button", name="Read all in full").click()
    expect(seen.page.locator(".notes").nth(15)).to_be_attached()
    assert seen.page.locator(".post:visible").count() == 16
    check_quiet(seen, file)


def test_it_is_printed_light_and_with_all_that_is_said(report: Path, visit: Open) -> None:
    seen = visit(report.as_uri(), dark=True)
    seen.page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    expect(seen.page.locator(".pager")).to_be_hidden()
    expect(seen.page.locator(".post.open .notes .ask").first).to_be_visible()
