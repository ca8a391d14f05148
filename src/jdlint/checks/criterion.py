"""Kind ``criterion``: whether a post says a thing concretely, in words that fit any job, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import ABSENT, GENERIC, Judgement, Match
from jdlint.checks.pattern import Pattern, parse_patterns
from jdlint.finding import Span
from jdlint.post.post import Post, Sentence
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import Reader

MAX_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class CriterionOptions:
    """What counts as concrete and what as generic, the best first.

    Sentences in ``skip_parts`` never count. ``concrete_phrases`` and ``generic_phrases`` are all phrases of
    the patterns, so that most sentences are passed over at once.
    """

    concrete: tuple[Pattern, ...]
    generic: tuple[Pattern, ...]
    skip_parts: frozenset[str]
    concrete_phrases: frozenset[int]
    generic_phrases: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern's match in a sentence; ``rank`` is the pattern's place in its list."""

    rank: int
    sentence: Sentence
    start: int
    end: int


class CriterionCheck:
    """Judges a post by its most telling sentence; the whole post counts, as its parts allow."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> CriterionOptions:
        """The options: patterns for ``concrete`` and ``generic``, and ``skip-parts``."""
        concrete = parse_patterns(reader, "concrete", context)
        generic = parse_patterns(reader, "generic", context)
        return CriterionOptions(
            concrete,
            generic,
            frozenset(context.parts(reader, "skip-parts")),
            frozenset().union(*(pattern.phrases for pattern in concrete)),
            frozenset().union(*(pattern.phrases for pattern in generic)),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """Evidence when a concrete pattern matches, else the first generic match, else absent."""
        assert isinstance(options, CriterionOptions)
        headings = post.heading_phrases
        concrete = list(_hits(post, headings, options.concrete, options.concrete_phrases, options.skip_parts))
        if concrete:
            return Judgement(evidence=_best_sentences(concrete))
        generic = next(_hits(post, headings, options.generic, options.generic_phrases, options.skip_parts), None)
        if generic is None:
            return Judgement((Match(post.anchor, ABSENT, whole=True),))
        return Judgement((Match(generic.sentence.view.span(generic.start, generic.end), GENERIC),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "responsibilities"


def _hits(
    post: Post,
    headings: tuple[frozenset[int], ...],
    patterns: tuple[Pattern, ...],
    phrases: frozenset[int],
    skip_parts: frozenset[str],
) -> Iterator[_Hit]:
    """The first match of each pattern in each sentence, in the order of the post."""
    for sentence in post.with_phrases(phrases):
        if sentence.part in skip_parts or sentence.part == "title":
            continue
        numbers = sentence.hits.keys()
        for rank, pattern in enumerate(patterns):
            if numbers.isdisjoint(pattern.phrases):
                continue
            place = next(pattern.find(sentence, headings[sentence.section]), None)
            if place is not None:
                yield _Hit(rank, sentence, *place)


def _best_sentences(hits: list[_Hit]) -> tuple[Span, ...]:
    """The sentences with the best matches, at most three, those of the better pattern first."""
    found: dict[int, Span] = {}
    for hit in sorted(hits, key=lambda hit: (hit.rank, hit.sentence.index)):
        found.setdefault(hit.sentence.index, hit.sentence.span)
    return tuple(found.values())[:MAX_EVIDENCE]
