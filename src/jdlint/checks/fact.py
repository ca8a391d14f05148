"""Kind ``fact``: whether a post states a thing at all, such as pay, place or how to apply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, heading_phrases, parse_patterns
from jdlint.finding import Span
from jdlint.post.post import Post, Sentence
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import Reader


@dataclass(frozen=True, slots=True)
class FactOptions:
    """What states a fact.

    ``field`` is its name in a scorecard. Any of these states it: a sentence of ``parts``, a front-matter key of
    ``keys`` that has a value, the title with one of ``title``, or ``min_count`` sentences with one of ``said``.
    """

    field: str
    said: tuple[Pattern, ...]
    title: tuple[Pattern, ...]
    keys: frozenset[str]
    parts: tuple[str, ...]
    min_count: int


class FactCheck:
    """Finds where a post states a fact."""

    def parse(self, reader: Reader, context: ParseContext) -> FactOptions:
        """``field`` and at least one of ``said``, ``title``, ``keys`` and ``parts``; ``min-count`` goes with ``said``."""
        options = FactOptions(
            reader.string("field"),
            parse_patterns(reader, "said", context) if reader.has("said") else (),
            parse_patterns(reader, "title-said", context) if reader.has("title-said") else (),
            frozenset(_plain_key(key) for key in reader.strings("keys", ())),
            context.parts(reader, "parts"),
            reader.integer("min-count", 1),
        )
        if not (options.said or options.title or options.keys or options.parts):
            raise reader.error("one of the keys 'said', 'title-said', 'keys' and 'parts' is needed")
        return options

    def judge(self, options: object, post: Post) -> Judgement:
        """The first places that state the fact, or a match on the title."""
        assert isinstance(options, FactOptions)
        found = [*_in_front_matter(post, options), *(s.span for s in post.in_parts(*options.parts))]
        if not found:
            told = [sentence.span for sentence in _told(post, options)]
            found = told if len(told) >= options.min_count else []
            found = found or [s.span for s in _titled(post, options)]
        if found:
            return Judgement(evidence=tuple(found[:3]))
        return Judgement((Match(post.anchor),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "other"


def _plain_key(key: str) -> str:
    return "".join(char for char in key.lower() if char.isalnum())


def _in_front_matter(post: Post, options: FactOptions) -> Iterator[Span]:
    front_matter = post.document.front_matter
    for key, entry in (front_matter.values if front_matter else {}).items():
        if _plain_key(key) in options.keys and entry.value not in (None, "", [], {}, False):
            yield entry.span


def _told(post: Post, options: FactOptions) -> Iterator[Sentence]:
    headings = heading_phrases(post)
    for sentence in post.sentences:
        if sentence.part != "title" and _matches(sentence, options.said, headings[sentence.section]):
            yield sentence


def _titled(post: Post, options: FactOptions) -> Iterator[Sentence]:
    return (s for s in post.sentences if s.part == "title" and _matches(s, options.title, frozenset()))


def _matches(sentence: Sentence, patterns: tuple[Pattern, ...], heading: frozenset[int]) -> bool:
    return any(next(pattern.find(sentence, heading), None) is not None for pattern in patterns)
