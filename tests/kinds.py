"""What the tests of single kinds of rules share: a rule's keys and a post to what the kind says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Check, Judgement
from jdlint.linter import Linter, load_linter, read
from jdlint.phrases.book import PhraseBook
from jdlint.post.lexicon import make_lexicon
from jdlint.post.markdown import parse_markdown
from jdlint.post.post import Post
from jdlint.post.sections import read_post
from jdlint.post.source import make_source
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import read_mapping

TODAY = Circumstances(date(2026, 1, 15))


@dataclass(frozen=True)
class Said:
    """A judgement, and the texts in the post that it points at."""

    judgement: Judgement
    texts: tuple[str, ...]
    values: tuple[Mapping[str, str], ...]


@cache
def linter() -> Linter:
    return load_linter()[0]


def judge(
    check: Check,
    keys: str,
    post: str,
    words: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    circumstances: Circumstances = TODAY,
) -> Said:
    """What a kind says of a post by a rule with ``keys``; ``words`` are vocabularies of the test's own."""
    shipped = linter()
    if words is None:
        book, lexicon = shipped.ruleset.book, shipped.lexicon
    else:
        book = PhraseBook({**shipped.ruleset.book.vocabularies, **words})
        lexicon = make_lexicon(book, ())
    options = check.parse(read_mapping(keys + "\n", "rule.yaml"), ParseContext(book, book.vocabularies))
    source = make_source(post, "post.md")
    parsed: Post = read(shipped, source) if words is None else read_post(parse_markdown(source), lexicon)
    judgement = check.judge(options, parsed, circumstances)
    spans = [match.span for match in judgement.matches]
    texts = tuple(post[span.start : span.end] for span in spans)
    return Said(judgement, texts, tuple(match.values for match in judgement.matches))
