"""The page to write a post in, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.conftest import Open, Visit

pytestmark = pytest.mark.network

PHRASE = "fast-paced environment"
POST = f"# Data engineer 🎉\n\n## Responsibilities\n\n- 🎉 Join our {PHRASE}.\n- You keep the the loads of orders running.\n"
HOSTILE = """# Data engineer <img src=x onerror="document.title='taken'">

## Responsibilities

- Join our <script>document.title = "taken"</script> fast-paced team [now](javascript:document.title='taken').
- You are a "><svg onload=document.title='taken'> rock star &lt;b&gt;.
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is served; it opens with nothing."""
    yield from serve(tmp_path_factory.mktemp("served"))


def serve(folder: Path, *args: str) -> Iterator[str]:
    command = [sys.executable, "-m", "jdlint", "serve", "--no-open", "--isolated", *args]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    yield process.stderr.readline().removeprefix("jdlint: ").strip()
    process.terminate()
    process.communicate()


def ready(visit: Visit) -> Page:
    visit.page.wait_for_selector("body[data-state=ready]")
    return visit.page


def written(page: Page, text: str) -> None:
    """Put a text into the page, and wait until it is judged."""
    page.fill("#text", text)
    judged(page)


def judged(page: Page) -> None:
    """Wait until what is said is about the text as it is."""
    expect(page.locator("#panels")).to_have_attribute("aria-busy", "false")


def cards(page: Page, title: str) -> Locator:
    return page.locator(".finding-card", has_text=title)


def marked(page: Page) -> list[str]:
    return page.locator("#backdrop mark").all_text_contents()


def selected(page: Page) -> str:
    return str(page.evaluate("(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector('#text'))"))


def test_a_finding_is_marked_explained_and_gone_when_the_words_are(address: str, visit: Open) -> None:
    seen = visit(address)
    page = ready(seen)
    written(page, POST)
    assert PHRASE in marked(page)
    assert page.locator("#backdrop").text_content() == POST + "\n"
    card = cards(page, "Say how fast, and why")
    expect(card.locator(".ask")).to_contain_text("How long is it from an idea to users")
    card.locator("button.card-head").click()
    assert selected(page) == PHRASE
    expect(card).to_contain_text("We release twice a week")
    page.keyboard.type("team of six")
    expect(card).to_have_count(0)
    assert "Join our team of six." in page.input_value("#text")
    assert PHRASE not in marked(page)
    assert not seen.complaints
    assert all(asked.startswith(address) for asked in seen.requests)


def test_marks_move_with_the_text_before_the_answer_comes(address: str, visit: Open) -> None:
    page = ready(visit(address))
    written(page, POST)
    page.route("**/judge*", lambda _: None)
    page.evaluate("document.querySelector('#text').setSelectionRange(0, 0)")
    page.focus("#text")
    page.keyboard.type("New: ")
    assert PHRASE in marked(page)


def test_an_answer_about_an_older_text_is_dropped(address: str, visit: Open) -> None:
    page = ready(visit(address))
    held: list[Route] = []
    page.route("**/judge*", lambda route: held.append(route))  # noqa: PLW0108 - it takes no built-in
    with page.expect_request("**/judge*"):
        page.fill("#text", POST)
    page.fill("#text", "# Data engineer\n")
    page.wait_for_timeout(500)
    assert len(held) == 1
    with page.expect_request("**/judge*"):
        held[0].continue_()
    assert marked(page) == []
    expect(page.locator("#panels")).to_have_attribute("aria-busy", "true")
    held[1].continue_()
    judged(page)
    assert cards(page, "Say how fast, and why").count() == 0
    assert page.locator(".finding-card").count() > 10


def test_findings_are_gone_through_by_keyboard_alone(address: str, visit: Open) -> None:
    page = ready(visit(address))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the post")
    page.keyboard.press("Enter")
    page.keyboard.type(POST)
    judged(page)
    page.keyboard.press("F8")
    first = selected(page)
    page.keyboard.press("F8")
    assert PHRASE in (first, selected(page))
    page.keyboard.press("Shift+F8")
    assert selected(page) == first
    assert re.match(r"1 of \d+, (error|warning|info), line \d+: ", page.locator("#said").text_content() or "")
    assert page.locator(".finding-card.open").count() == 1
    page.focus("#tab-findings")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#scorecard")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#questions")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#findings")).to_be_visible()


def test_a_fix_is_one_click_and_can_be_undone(address: str, visit: Open) -> None:
    page = ready(visit(address))
    written(page, POST)
    cards(page, "Write a word once").locator("button:not(.card-head)").click()
    expect(page.locator("#text")).to_have_value(POST.replace("the the", "the"))
    page.keyboard.press("Control+z")
    expect(page.locator("#text")).to_have_value(POST)
    judged(page)
    page.click("#fix-all")
    expect(page.locator("#text")).to_have_value(POST.replace("the the", "the"))
    expect(page.locator("#toast")).to_contain_text("1 slip mended")
    page.click("#toast button")
    expect(page.locator("#text")).to_have_value(POST)


def test_the_scorecard_leads_to_the_words(address: str, visit: Open) -> None:
    page = ready(visit(address))
    page.click("#start >> text=A machine-learning engineer")
    judged(page)
    expect(page.locator("#count-scorecard")).to_have_text("10/10")
    page.click("#tab-scorecard")
    row = page.locator(".criterion[data-rule=team]")
    expect(row.locator(".level")).to_have_text("concrete")
    row.locator(".quote").click()
    words = (row.locator(".quote-words").text_content() or "").split()
    assert selected(page).split()[:3] == words[:3]


def test_a_new_post_asks_and_an_answer_takes_its_question_away(address: str, visit: Open) -> None:
    page = ready(visit(address))
    page.locator("#start").get_by_role("button", name="Data Engineer", exact=True).click()
    expect(page.locator("#text")).to_have_value(re.compile("## What we offer"))
    judged(page)
    page.click("#tab-questions")
    question = page.locator(".question", has_text="What does the job pay")
    expect(question).to_be_visible()
    text = page.input_value("#text")
    page.fill("#text", text.replace("## What we offer", "## What we offer\n\nThe pay is £70,000 to £80,000 a year."))
    expect(question).to_have_count(0)


def test_the_post_is_downloaded_as_it_is_in_the_page(address: str, visit: Open) -> None:
    page = ready(visit(address))
    written(page, POST)
    page.fill("#name", "../my post")
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "-my post.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == POST


def test_the_text_stays_in_its_tab(address: str, visit: Open) -> None:
    page = ready(visit(address))
    written(page, POST)
    page.reload()
    ready_again = page.wait_for_selector("body[data-state=ready]")
    assert ready_again
    assert page.input_value("#text") == POST
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector("body[data-state=ready]")
    assert other.input_value("#text") == ""


def test_a_file_is_opened_and_not_written(tmp_path: Path, visit: Open) -> None:
    post = tmp_path / "a post.md"
    post.write_bytes(POST.replace("\n", "\r\n").encode())
    for address in serve(tmp_path, "a post.md"):
        page = ready(visit(address))
        judged(page)
        assert page.input_value("#name") == "a post.md"
        assert PHRASE in marked(page)
        page.fill("#text", POST + "More.\n")
        with page.expect_download() as download:
            page.click("#download")
        assert Path(download.value.path()).read_bytes() == (POST + "More.\n").replace("\n", "\r\n").encode()
    assert post.read_bytes() == POST.replace("\n", "\r\n").encode()


def test_what_is_pasted_keeps_its_headings_and_lists(address: str, visit: Open) -> None:
    page = ready(visit(address))
    html = (
        "<h2>Your <b>work</b></h2><p>You <b>own</b>&nbsp;the <a href='https://example.org/a'>loads</a>"
        "<a href='javascript:alert(1)'> now</a>.</p>"
        "<ul><li>Build<ul><li>Test</li></ul></li><li><p>Run</p></li></ul><script>document.title='taken'</script>"
        "<img src=x onerror=\"document.title='taken'\"><p class=MsoListParagraph>·  One</p><p class=MsoListParagraph>·  Two</p>"
    )
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const area = document.querySelector("#text");
            area.focus();
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true, bubbles: true }));
        }""",
        html,
    )
    assert page.input_value("#text") == (
        "## Your work\n\nYou **own** the [loads](https://example.org/a) now.\n\n- Build\n  - Test\n- Run\n\n- One\n- Two\n"
    )
    assert page.title() == "jdlint: try it on a job post"


def test_nothing_of_a_post_is_run(address: str, visit: Open) -> None:
    seen = visit(address)
    page = ready(seen)
    written(page, HOSTILE)
    for tab in ("findings", "scorecard", "questions"):
        page.click(f"#tab-{tab}")
        assert page.locator("main script, main svg, main img, main a").count() == 0
    assert '<script>document.title = "taken"</script>' in (page.locator("#backdrop").text_content() or "")
    page.click("#tab-findings")
    for head in page.locator(".card-head").all():
        head.click()
    assert page.title() == "jdlint: try it on a job post"
    assert not seen.complaints
    assert all(asked.startswith(address) for asked in seen.requests)


def test_a_server_that_has_ended_is_told(tmp_path: Path, visit: Open) -> None:
    served = serve(tmp_path)
    page = ready(visit(next(served)))
    next(served, None)
    page.fill("#text", POST)
    expect(page.locator("#problem")).to_contain_text("jdlint does not answer any more.")
    assert page.input_value("#text") == POST


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nobody_is_shut_out(address: str, visit: Open, width: int, dark: bool) -> None:
    seen = visit(address, width=width, dark=dark)
    page = ready(seen)
    assert seen.barriers() == []
    page.click("#begin")
    assert seen.barriers() == []
    page.keyboard.press("Escape")
    page.click("#start >> text=The usual template")
    judged(page)
    page.keyboard.press("F8")
    assert seen.barriers() == []
    for tab in ("findings", "scorecard", "questions"):
        page.click(f"#tab-{tab}")
        assert seen.barriers() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_tells_the_chosen_finding_below_the_post(address: str, visit: Open) -> None:
    page = ready(visit(address, width=390, height=844))
    written(page, POST)
    page.click("#tab-findings")
    cards(page, "Say how fast, and why").locator("button.card-head").click()
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#chosen")).to_contain_text("How long is it from an idea to users")
    box = page.locator("#chosen").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 845
    page.click("#chosen >> text=Close")
    expect(page.locator("#chosen")).to_be_hidden()
