"""``--add-suppressions``: comments for all that is found, where they do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run, write
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kinds import linter
from posts_with_findings import BODY, POST, TITLE, found, work_folder

from jdlint.edits import reads_alike
from jdlint.engine import Result
from jdlint.linter import lint_post, read
from jdlint.post.document import Document
from jdlint.post.source import Source, make_source
from jdlint.suppressions.adding import add_suppressions

SELECT = ("--select", "hype-title,metrics,doubled-word,unused-suppression,unknown-suppression")
NINJA = "You are a coding ninja."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_folder(tmp_path, monkeypatch)


def added(text: str, *args: str) -> str:
    """A post's text after its findings are suppressed; nothing is found then, and nothing is added again."""
    write("a.md", text)
    result = run("a.md", "--add-suppressions", *SELECT, *args)
    assert result.exit_code == 0, result.output
    after = Path("a.md").read_text(encoding="utf-8")
    assert found("a.md", *SELECT) == []
    run("a.md", "--add-suppressions", *SELECT, *args)
    assert Path("a.md").read_text(encoding="utf-8") == after
    return after


def test_what_has_a_place_is_suppressed_there_and_the_rest_for_the_file() -> None:
    after = added(f"{TITLE}{NINJA}\n\n{BODY}")
    assert after == (
        f"<!-- jdlint-disable-file metrics -->\n\n{TITLE}{NINJA} <!-- jdlint-disable-line hype-title -->\n\n{BODY}"
    )


def test_the_reason_is_given_and_what_happened_is_said() -> None:
    after = added(f"{TITLE}{NINJA}\n\n{BODY}", "--reason", "our product's name")
    assert "<!-- jdlint-disable-file metrics -- our product's name -->\n" in after
    assert "<!-- jdlint-disable-line hype-title -- our product's name -->\n" in after
    write("a.md", f"{TITLE}{NINJA}\n\n{BODY}")
    output = run("a.md", "--add-suppressions", *SELECT).stdout
    assert output == "Suppressed 2 problems. 1 post is clear. 2 findings were suppressed.\n"


def test_a_comment_that_is_there_grows() -> None:
    line = "You are the the ninja. <!-- jdlint-disable-line hype-title -->"
    after = added(f"<!-- jdlint-disable-file shouting -->\n\n{TITLE}{line}\n\n{BODY}")
    assert "You are the the ninja. <!-- jdlint-disable-line hype-title doubled-word -->\n" in after
    assert after.startswith("<!-- jdlint-disable-file shouting metrics -->\n\n# Senior")
    after = added(f"{TITLE}{line}\n\n{BODY}", "--reason", "another one")
    assert f"{line} <!-- jdlint-disable-line doubled-word -- another one -->\n" in after


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{NINJA}  \nNext", f"{NINJA} <!-- jdlint-disable-line hype-title -->  \n"),
        (f"{NINJA}\\\nNext", f"{NINJA} <!-- jdlint-disable-line hype-title -->\\\n"),
        (f"| a |\n|---|\n| {NINJA} |", f"| {NINJA} <!-- jdlint-disable-line hype-title --> |\n"),
        (f"- {NINJA}", f"- {NINJA} <!-- jdlint-disable-line hype-title -->\n"),
        ("A coding ninja\n---", "A coding ninja <!-- jdlint-disable-line hype-title -->\n---\n"),
    ],
)
def test_a_comment_stands_where_it_does_no_harm(text: str, line: str) -> None:
    assert line in added(f"{TITLE}{text}\n\n{BODY}")


@pytest.mark.parametrize(
    "text",
    [
        f"## {NINJA} ##",
        f'<p title="x">{NINJA} <a href="/"\nclass="y">Next</a></p>',
        f"{NINJA} `a\nb`",
    ],
)
def test_where_it_would_do_harm_the_file_has_it(text: str) -> None:
    after = added(f"{TITLE}{text}\n\n{BODY}")
    assert after.startswith("<!-- jdlint-disable-file hype-title metrics -->\n\n")
    assert after.endswith(f"{TITLE}{text}\n\n{BODY}")


def test_the_front_matter_stays_at_the_beginning() -> None:
    front = "---\ntitle: Data Ninja\n---\n"
    assert added(f"{front}\n{BODY}") == f"{front}<!-- jdlint-disable-file hype-title metrics -->\n\n{BODY}"
    assert added(f"{front}{BODY}") == f"{front}<!-- jdlint-disable-file hype-title metrics -->\n\n{BODY}"


def test_newlines_and_byte_order_mark_stay() -> None:
    Path("a.md").write_bytes(b"\xef\xbb\xbf" + POST.replace("\n", "\r\n").encode())
    run("a.md", "--add-suppressions", *SELECT)
    expected = f"<!-- jdlint-disable-file metrics -->\n\n{POST}".replace("\n", "\r\n")
    assert Path("a.md").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_what_is_wrong_with_suppressions_is_not_suppressed() -> None:
    text = f"{POST}\n<!-- jdlint-disable-line hype-titel -->\n"
    write("a.md", text)
    run("a.md", "--add-suppressions", "--select", "unknown-suppression")
    assert Path("a.md").read_text(encoding="utf-8") == text


def test_what_is_no_job_post_is_suppressed_too() -> None:
    write("a.md", "# Notes\n\nWe met on Monday and spoke about the lunch.\n")
    run("a.md", "--add-suppressions")
    assert found("a.md") == []
    assert Path("a.md").read_text(encoding="utf-8").startswith("<!-- jdlint-disable-file not-a-job-post -->\n\n# Notes")


def test_a_diff_shows_what_would_be_written() -> None:
    write("a.md", POST)
    result = run("a.md", "--add-suppressions", "--diff", *SELECT)
    assert result.exit_code == 1
    assert "+<!-- jdlint-disable-file metrics -->\n" in result.stdout
    assert Path("a.md").read_text(encoding="utf-8") == POST


RULES = [
    rule for rule in linter().ruleset.rules if rule.id in ("hype-title", "doubled-word", "metrics", "salary-missing")
]
BITS = st.sampled_from(
    [
        NINJA, "the the", "word", " ", "  ", "\n", "\n\n", "\\", "**", "`", "```\n", "|", "\n|---|\n", "<p>", "</p>", "<a\n",
        "- ", "1. ", "> ", "# ", " ##", "    ", "\n---\n", "\n===\n", "<!--", "-->", "<pre>\n", "</pre>\n", "[", "](x\n",
        "<!-- jdlint-disable-line hype-title -->", "<!-- jdlint-enable -->", "<!-- jdlint-disable doubled-word -- why -->",
    ]
)  # fmt: skip


def judge(source: Source) -> tuple[Document, Result]:
    post = read(linter(), source)
    return post.document, lint_post(linter(), post, RULES)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(BITS, max_size=15),
    st.sampled_from(["", "---\ntitle: The the ninja\n---\n"]),
    st.sampled_from(["\n", "\r\n"]),
)
@example(["You are a coding ninja.", "|"], "", "\n")
@example(["You are a coding ninja.", "\\"], "", "\n")
@example(["You are a coding ninja.", "\\", "\n", "word"], "", "\n")
def test_after_it_nothing_is_found_and_the_post_reads_the_same(bits: list[str], front: str, newline: str) -> None:
    source = make_source((front + TITLE + "".join(bits)).replace("\n", newline), "a.md")
    before, result = judge(source)
    first = add_suppressions(source, result.findings, judge)
    after, left = judge(make_source(first.text, "a.md"))
    assert not left.findings
    assert not first.left
    assert first.count == len(result.findings)
    assert prose(after) == prose(before)
    assert not result.findings or not reads_alike(before, after, [])
    assert add_suppressions(after.source, left.findings, judge).text == first.text


def prose(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, " ".join(block.view.text.split())) for block in document.blocks]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_a_post_that_is_front_matter_only_gets_one_line_below_it(newline: str, last: str) -> None:
    front = "---\ntitle: Data Engineer\n---".replace("\n", newline)
    Path("a.md").write_bytes((front + last.replace("\n", newline)).encode())
    run("a.md", "--add-suppressions", "--select", "metrics")
    assert Path("a.md").read_bytes() == f"{front}{newline}<!-- jdlint-disable-file metrics -->{newline}".encode()
