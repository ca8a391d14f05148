"""Findings in a post's text: at their exact places, overlapping or not."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from command import shipped_linter
from hypothesis import given
from hypothesis import strategies as st

from jdlint.finding import Severity, Span
from jdlint.linter import lint_post, read
from jdlint.post.source import make_source, read_source
from jdlint.post.tree import Words
from jdlint.post.tree_reader import read_tree
from jdlint.web.report.marks import Mark, mark_text
from jdlint.web.report.post_text import PostText

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.md"))


def rendered(text: str, *marks: Mark) -> str:
    return PostText("p", None, read_tree(make_source(text, "a.md")), marks).body()


def finding(text: str, words: str, key: str = "f1", severity: Severity = Severity.INFO) -> Mark:
    start = text.index(words)
    return Mark(key, Span(start, start + len(words)), severity)


def marked(markup: str, key: str) -> str:
    """The text that is marked with a key."""
    pieces = re.findall(r"<(mark|span)((?: [a-z-]+=(?:\"[^\"]*\"|[^\s>]+))*)>(.*?)</\1>", markup, re.DOTALL)
    of = [
        text
        for _, attributes, text in pieces
        if re.search(rf"id=p{key}(?!\d)|data-of=\"?(?:\w+ )*{key}(?!\d)", attributes)
    ]
    return unescape(re.sub(r"<br>", "\n", re.sub(r"<(?!br)[^>]*>", "", "".join(of))))


def test_the_words_are_marked_and_numbered() -> None:
    text = "We want a ninja.\n"
    assert rendered(text, finding(text, "ninja")) == (
        '<p>We want a <mark id=pf1 data-severity=info>ninja</mark><a class=ref href="#pn1">1</a>.</p>'.replace('"', "")
    )


def test_marks_go_through_emphasis_and_line_breaks() -> None:
    text = "a **b c**\nd &amp; e\n"
    markup = rendered(text, finding(text, "b c**\nd &amp;"))
    assert marked(markup, "f1") == "b c\nd &"
    assert markup.count("class=ref") == 1


def test_overlapping_marks_share_pieces_and_the_gravest_shows() -> None:
    text = "one two three"
    markup = rendered(text, finding(text, "one two"), finding(text, "two three", "f2", Severity.ERROR))
    assert (marked(markup, "f1"), marked(markup, "f2")) == ("one two", "two three")
    assert '<mark id=pf2 data-of="f1 f2" data-severity=error>two</mark>' in markup


def test_the_number_stands_behind_a_link_not_in_it() -> None:
    text = "See [our ninja page](https://a.example/)."
    markup = rendered(text, finding(text, "ninja"))
    assert "</mark> page</a><a class=ref href=#pn1>1</a>" in markup


def test_what_the_text_does_not_show_is_told() -> None:
    text = "See [us](https://a.example/ninja)."
    assert PostText("p", None, read_tree(make_source(text, "a.md")), [finding(text, "ninja")]).unseen == {"f1"}


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "apply.html", "//a.example"]
)
def test_links_that_lead_out_of_the_web_are_text(target: str) -> None:
    assert "href" not in rendered(f"[apply]({target})\n\n[apply]\n\n[apply]: {target}\n")


def test_html_is_shown_as_it_is_written() -> None:
    markup = rendered("<script>alert(1)</script>\n\nA <img src=x onerror=alert(1)> <b>b</b>\n")
    assert "<script" not in markup
    assert "<img" not in markup
    assert "<span class=raw>&lt;script&gt;</span>alert(1)<span class=raw>&lt;/script&gt;</span>" in markup


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_findings_of_examples_are_marked_at_their_words(path: Path) -> None:
    source = read_source(path.read_bytes(), path.name)
    linter, _ = shipped_linter()
    result = lint_post(linter, read(linter, source), linter.ruleset.rules)
    marks = [
        Mark(f"f{number}", finding.span, finding.severity)
        for number, finding in enumerate((f for f in result.findings if not f.whole), start=1)
    ]
    text = PostText("p", None, read_tree(source), marks)
    markup = text.body()
    for mark in marks:
        if mark.key in text.unseen:
            continue
        written = re.sub(
            r"(?m)^[ \t]*(?:[-*>]|#+|\d+\.)[ \t]+|[*_`|\\]", "", source.text[mark.span.start : mark.span.end]
        )
        assert "".join(marked(markup, mark.key).split()) == "".join(written.split())


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6))
def test_segments_are_the_text_and_each_lies_in_its_marks(spans: list[tuple[int, int]]) -> None:
    words = [Words("abcd", 0, 4), Words("&", 4, 9), Words("efg", 9, 12)]
    marks = [Mark(f"f{n}", Span(min(span), max(span)), Severity.INFO) for n, span in enumerate(spans)]
    text = mark_text(words, marks)
    for piece in words:
        assert "".join(segment.text for segment in text.of(piece)) == piece.text
    for mark in marks:
        exact = "".join(
            c for w in words if w.exact for i, c in enumerate(w.text) if mark.span.start <= w.start + i < mark.span.end
        )
        found = [s for w in words for s in text.of(w) if mark in s.marks]
        assert "".join(s.text for s in found if s.text != "&") == exact
        touches = mark.span.start < 9 and mark.span.end > 4 and mark.span.start < mark.span.end
        assert any(s.text == "&" for s in found) == touches
        assert (mark.key in text.unseen) == (not found)
        if found:
            assert mark in found[0].first
            assert mark in found[-1].last
