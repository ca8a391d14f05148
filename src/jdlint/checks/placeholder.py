"""Kind ``placeholder``: what a template left for its author to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, parse_patterns, phrases_of
from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_BRACKETED = expression(r"\[[^\[\]\n]{2,60}\]|<[^<>\n]{2,60}>|\{[^{}\n]{2,60}\}")
# A variable by itself; a dot, a bar or quotes in it mean that the site fills it in.
_VARIABLE = expression(r"\{\{\s*([A-Za-z][\w -]{1,40}?)\s*\}\}|<([A-Za-z][\w -]{1,40}?)>")
_SIGNS = expression(r"[\s_-]+")
_CASES = expression(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 4


class PlaceholderOptions(Record):
    """``fillers`` are words that stand for text to come; ``in_brackets`` begin what brackets enclose.

    ``names`` are the last words of what a template's variable or a tag is called.
    """

    fillers: tuple[Pattern, ...]
    in_brackets: frozenset[int]
    names: frozenset[str]


class PlaceholderCheck:
    """Finds words, brackets and template tags that wait to be replaced."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> PlaceholderOptions:
        """``fillers`` (patterns), ``in-brackets`` (phrases) and ``names`` (words)."""
        return PlaceholderOptions(
            parse_patterns(reader, "fillers", context),
            frozenset(context.phrases(reader, "in-brackets")),
            frozenset(name.lower() for name in reader.strings("names")),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each placeholder."""
        assert isinstance(options, PlaceholderOptions)
        headings = post.heading_phrases
        spans = set(_variables(post, options.names))
        for sentence in post.with_phrases(phrases_of(options.fillers) | options.in_brackets):
            spans.update(_brackets(post, sentence, options.in_brackets))
            for pattern in options.fillers:
                places = pattern.find(sentence, headings[sentence.section])
                spans.update(sentence.view.span(start, end) for start, end in places)
        return Judgement(tuple(Match(span) for span in sorted(spans)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "role"


def _brackets(post: Post, sentence: Sentence, words: frozenset[int]) -> Iterator[Span]:
    """Brackets that begin with one of the words, and are no link."""
    starts = {start for number in words & sentence.hits.keys() for start, _ in sentence.hits[number]}
    for found in _BRACKETED.finditer(sentence.text) if starts else ():
        inner = found.start() + 1 + len(found.group()[1:]) - len(found.group()[1:].lstrip())
        span = sentence.view.span(*found.span())
        is_link = post.source.text[span.end : span.end + 1] in ("(", "[", ":")
        if inner in starts and not is_link and not sentence.view.is_quiet(*found.span()):
            yield span


def _variables(post: Post, names: frozenset[str]) -> Iterator[Span]:
    """Template variables and tags that are called like a part of a post."""
    for span in post.document.templates:
        found = _VARIABLE.fullmatch(post.source.text[span.start : span.end])
        if found is not None:
            words = _SIGNS.split(_CASES.sub(" ", found[1] or found[2]).strip())
            has_blank = found[2] is None or len(words) > 1
            if has_blank and len(words) <= _LONGEST and words[-1].lower() in names:
                yield span
