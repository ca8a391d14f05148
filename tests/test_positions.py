"""The promise on which all else stands: the source at a reported span is the text that was matched."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.post.document import HARD_BREAK, SOFT_BREAK, Document, Run, TextView
from jdlint.post.markdown import parse_markdown
from jdlint.post.source import Source, make_source, read_source

WORD = re.compile(r"\S+")
LETTERS = re.compile(r"[A-Za-z]+")
# What must not be changed lest the post becomes another one: tags, addresses, targets, entities, code, templates.
MARKUP = re.compile(
    r"\A---\n.*?\n---|```.*?```|`[^`\n]*`|<[^<>]*>|\]\([^)]*\)|\]\[[^\]]*\]|^\s*\[[^\]]*\]:.*?$|\S*[@/\\_&{}]\S*"
    r"|\{[{%].*?[%}]\}|^(?:import|export)\b[^\n]*",
    re.DOTALL | re.MULTILINE,
)
PLAIN_SAMPLE = 40
BREAKS = {SOFT_BREAK, HARD_BREAK}


def views_of(document: Document) -> Iterator[TextView]:
    yield from (block.view for block in document.blocks if block.exact)
    if document.front_matter:
        for value in document.front_matter.values.values():
            yield from value.texts


def run_is_right(source: Source, view: TextView, run: Run) -> bool:
    text, written = view.text[run.text_start : run.text_end], source.text[run.start : run.end]
    if text == written or text in BREAKS:
        return True
    if text == " ":
        return not written.strip(" \t\r\n>")
    return text in (unescape(written), written[1:], written.replace("\0", "\ufffd"), "'") or (
        written.startswith("\\") and len(text) == 1
    )


def check_words(source: Source, document: Document, counts: Counter[str]) -> None:
    """Every word is at its span: as it is, or as the pieces of its runs."""
    for view in views_of(document):
        right = {run: run_is_right(source, view, run) for run in view.runs}
        for word in WORD.finditer(view.text):
            counts["words"] += 1
            span = view.span(*word.span())
            if source.text[span.start : span.end] != word.group():
                counts["pieced together"] += 1
                inside = [run for run in view.runs if run.text_start < word.end() and word.start() < run.text_end]
                counts["wrong"] += not all(right[run] for run in inside)
    counts["inexact blocks"] += sum(not block.exact for block in document.blocks)
    counts["blocks"] += len(document.blocks)
    counts["too deep"] += len(document.too_deep)


def letters(number: int) -> str:
    """A number in letters that no word ends in: ``q``, then base 26, then ``qz``."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 26)
        digits = chr(ord("a") + digit) + digits
    return f"q{digits}qz"


def make_unique(text: str) -> tuple[str, dict[str, int]]:
    """The text with each word outside of markup made unique, and where each of them stands."""
    kept = [False] * (len(text) + 1)
    for match in MARKUP.finditer(text):
        kept[match.start() : match.end()] = [True] * (match.end() - match.start())
    parts: list[str] = []
    places: dict[str, int] = {}
    done = length = 0
    for match in LETTERS.finditer(text):
        if kept[match.start()] or kept[match.end() - 1]:
            continue
        word = match.group() + letters(len(places))
        length += match.start() - done
        places[word] = length
        parts += [text[done : match.start()], word]
        length += len(word)
        done = match.end()
    return "".join([*parts, text[done:]]), places


def check_unique_words(text: str, counts: Counter[str]) -> None:
    """Every word that is unique in the source is found at the only place where it stands."""
    changed, places = make_unique(text)
    document = parse_markdown(make_source(changed, "a.md"))
    counts["unique words"] += len(places)
    for view in views_of(document):
        for match in LETTERS.finditer(view.text):
            place = places.get(match.group())
            if place is not None:
                counts["unique found"] += 1
                span = view.span(*match.span())
                counts["unique wrong"] += (span.start, span.end) != (place, place + len(match.group()))


def check_posts(posts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in posts:
        source = make_source(text, "a.md")
        check_words(source, parse_markdown(source), counts)
        check_unique_words(text, counts)
        counts["posts"] += 1
    return counts


def report(name: str, counts: Counter[str], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\npositions, {name}: " + ", ".join(f"{number} {what}" for what, number in counts.items()))  # noqa: T201
    assert counts["wrong"] == counts["unique wrong"] == counts["inexact blocks"] == 0
    assert counts["words"]
    assert counts["unique found"] > 0.8 * counts["unique words"]


def test_every_example(repo_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted((repo_root / "examples").glob("*.md"))
    report("examples", check_posts(read_source(path.read_bytes(), str(path)).text for path in paths), capsys)


def test_every_post_of_the_corpus(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [read_source(path.read_bytes(), str(path)).text for path in sorted((corpus / "dev/posts").glob("*.md"))]
    for name, step in (("markdown", 1), ("plain", PLAIN_SAMPLE)):
        lines = (corpus / f"unlabelled/{name}.jsonl").read_text(encoding="utf-8").split("\n")
        posts += [json.loads(line)["text"] for line in lines[::step] if line]
    report("corpus", check_posts(posts), capsys)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines(repo_root: Path, newline: str, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [path.read_text(encoding="utf-8") for path in sorted((repo_root / "examples").glob("good-*.md"))]
    report(f"newline {newline!r}", check_posts(post.replace("\n", newline) for post in posts), capsys)


MARKS = r"""
word two * ** _ __ ` `` ~~ [ ] ( ) ![ ](u) < > <b> </b> <br> <p> </p> <li> <ul> </ul> <!-- --> & &amp; &nbsp; \ | \|
# ## - + 1. ==== ---- ``` {{ }} {% %} <A> http://a.b/c <http://a.b> me@a.bc é 😀 "q" 'q' : key: +++ ---
"""
BLANKS = (" ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "    ", "\u00a0", "\u2028", "\u0085", "\0", "\ufeff")
STARTS = ("\n> ", "\n- ", "\n|a|b|\n|-|-|\n|", "\n---\n")
PIECES = st.sampled_from([*MARKS.split(), *BLANKS, *STARTS])


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text(text: str) -> None:
    counts: Counter[str] = Counter()
    source = make_source(text, "a.md")
    document = parse_markdown(source)
    check_words(source, document, counts)
    check_unique_words(text, counts)
    assert counts["wrong"] == counts["unique wrong"] == counts["inexact blocks"] == 0
    spans = (*document.comments, *document.templates, *document.too_deep)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    for block in document.blocks:
        assert 1 <= block.line <= block.end_line <= source.line_count
        assert (block.view.runs[0].text_start, block.view.runs[-1].text_end) == (0, len(block.view.text))
        assert block.view.text == block.view.text.strip() != ""
