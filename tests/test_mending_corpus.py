"""Fixes and suppressions on real posts: each still reads the same, and a second run has nothing to do."""

from __future__ import annotations

from pathlib import Path

from kinds import linter

from jdlint.engine import Result
from jdlint.fixes import fix_source
from jdlint.linter import lint_post, read
from jdlint.post.document import Document
from jdlint.post.source import Source, make_source, read_source
from jdlint.suppressions.adding import add_suppressions

# A post takes a good second, as it is linted ten times.
EVERY = 25


def judge(source: Source) -> tuple[Document, Result]:
    post = read(linter(), source)
    rules = [rule for rule in linter().ruleset.rules if rule.on_by_default]
    return post.document, lint_post(linter(), post, rules)


def as_found(result: Result, *_: object) -> Result:
    return result


def prose(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, " ".join(block.view.text.split())) for block in document.blocks]


def test_real_posts_can_be_mended_and_suppressed(corpus: Path) -> None:
    posts = sorted((corpus / "dev" / "posts").glob("*.md"))[::EVERY]
    assert posts
    for path in posts:
        source = read_source(path.read_bytes(), path.name)
        fixed = fix_source(source, judge, as_found, unsafe=True)
        assert fixed.settled, path.name
        assert fix_source(fixed.source, judge, as_found, unsafe=True).source.text == fixed.source.text, path.name
        before, result = judge(source)
        added = add_suppressions(source, result.findings, judge)
        after, left = judge(make_source(added.text, path.name))
        assert (left.findings, added.left, added.count) == ((), (), len(result.findings)), path.name
        assert prose(after) == prose(before), path.name
