"""The formats on one report, as stored in ``tests/snapshots``; ``JDLINT_UPDATE=1`` stores them anew."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import replace
from pathlib import Path

import click
import pytest
from fake_linter import RULES, lint_source, load_linter
from hypothesis import given
from hypothesis import strategies as st

from jdlint.engine import Result
from jdlint.errors import InputError, RuleError
from jdlint.finding import NotEvaluated, Severity
from jdlint.linted import LintedPost
from jdlint.output import FORMATS, Look
from jdlint.output.look import in_line, one_line, shorten, visible
from jdlint.output.problem import error_text, notice_text
from jdlint.output.snippet import make_snippet
from jdlint.output.summary import summary_line
from jdlint.post.source import make_source
from jdlint.runner import Report

SNAPSHOTS = Path(__file__).parent / "snapshots"
WIDE = (
    "\tBe a 日本 ninja 🎉 and e\u0301 rockstar, or find synergy.\n"
    + "Long before it. " * 12
    + "A rockstar stands here. "
    + "Long after it. " * 12
    + "\n"
)
PLAIN = "# Data ninja\r\n\r\nStop fraud in card payments. UNCLEAR\r\n"


def make_report(*texts: str, fail_on: Severity | None = Severity.ERROR) -> Report:
    linter, _ = load_linter()
    sources = [make_source(text, f"posts/{number}.md") for number, text in enumerate(texts)]
    posts = tuple(LintedPost(source, lint_source(linter, source, RULES)) for source in sources)
    return Report(posts, fail_on=fail_on)


def full_report() -> Report:
    report = make_report(PLAIN, WIDE, "Nothing to say.")
    errors = (InputError("not UTF-8: byte 0xff at offset 2", path="posts/x.md", line=1, column=3, hint="save it"),)
    return Report(report.posts, errors, ("posts/y.md: skipped, the post is a draft",), report.fail_on)


def stored(name: str, text: str) -> str:
    path = SNAPSHOTS / name
    if os.environ.get("JDLINT_UPDATE"):
        path.write_bytes(text.encode())
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "output_format", "look"),
    [
        ("full.txt", "full", Look()),
        ("full-all.txt", "full", Look(width=60, show_passes=True, statistics=True)),
        ("full-color.txt", "full", Look(color=True)),
        ("concise.txt", "concise", Look(show_passes=True)),
        ("concise-quiet.txt", "concise", Look(summary=False)),
        ("json.json", "json", Look()),
    ],
)
def test_the_formats_are_as_stored(name: str, output_format: str, look: Look) -> None:
    text = FORMATS[output_format].render(full_report(), look)
    assert text == stored(name, text)


@pytest.mark.parametrize("output_format", ["full", "concise"])
def test_colours_change_nothing_but_the_colours(output_format: str) -> None:
    render = FORMATS[output_format].render
    assert click.unstyle(render(full_report(), Look(color=True))) == render(full_report(), Look())


def test_nothing_to_tell_is_an_empty_text() -> None:
    for name in ("full", "concise"):
        assert FORMATS[name].render(make_report("Clear."), Look(summary=False)) == ""


def test_where_a_rule_is_explained_is_said_once() -> None:
    text = FORMATS["full"].render(make_report("ninja ninja", "ninja"), Look())
    assert text.count("error[ninja]") == 3
    assert text.count("= see: jdlint rule ninja") == 1


def test_json_is_one_document_with_stable_keys() -> None:
    text = FORMATS["json"].render(full_report(), Look(color=True, statistics=True))
    document = json.loads(text)
    assert list(document) == ["version", "findings", "errors", "not_evaluated", "passes", "summary"]
    assert document["version"] == 1
    assert document["summary"] == {
        "posts": 3, "errors": 2, "warnings": 2, "infos": 1, "not_evaluated": 1, "suppressed": 0,
        "known": 0, "unchanged": 0, "mended": 0, "failed": True,
    }  # fmt: skip
    assert document["errors"][0]["column"] == 3
    assert document["findings"][1]["column"] == WIDE.index("ninja") + 1


def test_json_holds_any_path() -> None:
    report = Report(errors=(InputError("is 日本", path="posts/\udcff.md"),))
    text = FORMATS["json"].render(report, Look())
    assert text.encode("utf-8")
    assert json.loads(text)["errors"][0] == {
        "path": "posts/\udcff.md", "line": None, "column": None, "message": "is 日本", "hint": None,
    }  # fmt: skip


def test_every_key_of_the_json_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "output-json.md").read_text(encoding="utf-8")
    document = json.loads(FORMATS["json"].render(full_report(), Look()))
    for name, part in document.items():
        entries = part if isinstance(part, list) else [part] if isinstance(part, dict) else []
        for key in (name, *(key for entry in entries for key in entry)):
            assert f"`{key}`" in page, key


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((), "No post was linted."),
        (("Clear.",), "1 post is clear."),
        (("Clear.", "Clear.", "Clear."), "All 3 posts are clear."),
        (("ninja",), "Found 1 problem (1 error) in 1 of 1 post."),
        (
            ("ninja rockstar rockstar synergy", "x"),
            "Found 4 problems (1 error, 2 warnings, 1 info) in 1 of 2 posts. 2 can be fixed with --fix.",
        ),
        (("UNCLEAR",), "1 post is clear. 1 rule was not evaluated."),
        (("UNCLEAR", "UNCLEAR synergy"), "Found 1 problem (1 info) in 1 of 2 posts. 2 rules were not evaluated."),
    ],
)
def test_the_summary(texts: tuple[str, ...], expected: str) -> None:
    assert summary_line(make_report(*texts)) == expected


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("ninja", Severity.ERROR, 1),
        ("rockstar", Severity.ERROR, 0),
        ("rockstar", Severity.WARNING, 1),
        ("synergy", Severity.WARNING, 0),
        ("synergy", Severity.INFO, 1),
        ("ninja", None, 0),
        ("clear", Severity.INFO, 0),
    ],
)
def test_the_exit_code_follows_the_fail_level(text: str, fail_on: Severity | None, code: int) -> None:
    report = make_report(text, fail_on=fail_on)
    assert report.exit_code == code
    assert Report(report.posts, (InputError("x"),), (), fail_on).exit_code == 2


def test_a_report_cannot_steer_the_terminal() -> None:
    text = "\x1b[2J\x1b]0;title\x07 ninja \u202e\x9b1m rockstar"
    shown = FORMATS["full"].render(make_report(text), Look())
    assert "�[2J�]0;title� ninja" in shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x80-\x9f\u202e]", shown)


HOSTILE_NAME = "a\n::error::x\x1b[31m.md"


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped", "github", "junit", "markdown"])
def test_the_name_of_a_file_begins_no_line_of_a_report(output_format: str) -> None:
    """GitHub takes a line that begins with '::' for a command, whatever prints it."""
    [linted] = make_report("ninja").posts
    post = replace(linted.source, path=HOSTILE_NAME)
    (finding,) = linted.result.findings
    result = Result(HOSTILE_NAME, None, (replace(finding, path=HOSTILE_NAME),), (), ())
    errors = (InputError("is no 'a\n::error::x'", path=HOSTILE_NAME, hint="not\n::error::y"),)
    shown = FORMATS[output_format].render(Report((LintedPost(post, result),), errors), Look(show_passes=True))
    shown += "".join(error_text(error, Look()) for error in errors) + notice_text(HOSTILE_NAME, Look())
    assert "::error::" not in {line[:9] for line in shown.splitlines()}


def test_a_place_over_several_lines_shows_the_first() -> None:
    report = make_report("Be a ninja\nand more")
    (post,) = report.posts
    (finding,) = post.result.findings
    spread = type(finding)(
        "posts/0.md", 1, 6, 2, 4, "ninja", Severity.ERROR, "over\ntwo lines", None, None, finding.span
    )
    result = type(post.result)("posts/0.md", None, (spread,), (), (NotEvaluated("posts/0.md", "x", "a\nreason"),))
    shown = FORMATS["full"].render(Report((LintedPost(post.source, result),)), Look())
    assert "error[ninja] over two lines\n" in shown
    assert "1 | Be a ninja\n  |      ^^^^^\n" in shown
    assert "posts/0.md: not evaluated[x] a reason\n" in shown
    assert "and more" not in shown


@pytest.mark.parametrize(
    ("line", "marked", "text", "carets"),
    [
        ("Be a ninja.", "ninja", "Be a ninja.", "     ^^^^^"),
        ("\tBe a ninja.", "ninja", "    Be a ninja.", "         ^^^^^"),
        ("日本 ninja", "ninja", "日本 ninja", "     ^^^^^"),
        ("a 日本 b", "日本", "a 日本 b", "  ^^^^"),
        ("🎉 ninja", "ninja", "🎉 ninja", "   ^^^^^"),
        ("e\u0301\u200b ninja", "ninja", "e\u0301\u200b ninja", "  ^^^^^"),
        ("\x1b[0m ninja", "ninja", "�[0m ninja", "     ^^^^^"),
        ("ninja   ", "ninja", "ninja", "^^^^^"),
        ("", "", "", "^"),
    ],
)
def test_carets_stand_under_the_words(line: str, marked: str, text: str, carets: str) -> None:
    start = line.index(marked)
    snippet = make_snippet(line, start, start + len(marked), 120)
    assert (snippet.text, snippet.carets) == (text, carets)


def test_a_place_past_the_end_gets_one_caret() -> None:
    assert make_snippet("abc", 3, 9, 120).carets == "   ^"
    assert make_snippet("abc", 7, 9, 120).carets == "   ^"


@pytest.mark.parametrize("before", [0, 10, 200])
@pytest.mark.parametrize("after", [0, 10, 200])
def test_a_long_line_is_cut_around_the_words(before: int, after: int) -> None:
    line = "b" * before + "NINJA" + "a" * after
    snippet = make_snippet(line, before, before + 5, 60)
    assert len(snippet.text) <= 60
    place = snippet.carets.index("^")
    assert snippet.text[place : place + 5] == "NINJA"
    assert snippet.carets.count("^") == 5
    assert snippet.text.startswith("…") == (snippet.text[:1] != line[:1])
    assert snippet.text.endswith("…") == (snippet.text[-1:] != line[-1:])


def test_marked_words_longer_than_the_line_fill_it() -> None:
    snippet = make_snippet("x" * 300, 50, 250, 60)
    assert len(snippet.text) == 60
    assert snippet.text.count("x") == snippet.carets.count("^") == 58


@given(st.text(max_size=200), st.integers(0, 210), st.integers(0, 210), st.integers(1, 130))
def test_no_line_breaks_the_snippet(line: str, start: int, length: int, limit: int) -> None:
    snippet = make_snippet(line, start, start + length, limit)
    assert set(snippet.carets) <= {" ", "^"}
    assert "^" in snippet.carets
    assert len(snippet.carets) <= max(limit, 20) + 2


def test_many_findings_in_one_long_line_take_no_long_time() -> None:
    line = "no space between these words " * 40_000
    began = time.perf_counter()
    for start in range(0, len(line), len(line) // 300):
        make_snippet(line, start, start + 5, 120)
    assert time.perf_counter() - began < 5


def test_an_error_shows_its_line() -> None:
    error = RuleError(
        "unknown key 'agsk'", path="r.yaml", line=12, column=3, hint="did you mean 'ask'?", source_line="  agsk: x"
    )
    assert error_text(error, Look()) == (
        "r.yaml:12:3: error: unknown key 'agsk'\n"
        "12 |   agsk: x\n"
        "   |   ^\n"
        "   = hint: did you mean 'ask'?\n"
    )  # fmt: skip


def test_an_error_without_a_place_is_the_program_s_own() -> None:
    assert error_text(InputError("a path is empty"), Look()) == "jdlint: error: a path is empty\n"


def test_texts_are_made_fit_for_one_line() -> None:
    assert one_line(" a\n\tb \x1b c ") == "a b � c"
    assert visible("a\u2028b\tc\n") == "a�b\tc\n"
    assert in_line("a  b\nc\x1b") == "a  b�c�"
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
