"""Kind ``criterion``: whether a post says a thing concretely, in words that fit any job, or not at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import ABSENT, GENERIC, Clues, Judgement, Match
from jdlint.checks.pattern import Pattern, parse_patterns
from jdlint.checks.sentence_model import SentenceModel, make_model, shipped_table
from jdlint.checks.wording import has_negation
from jdlint.finding import Span
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

MAX_EVIDENCE = 3


class Learnt(Record, eq=False):
    """A sentence model, and the log-odds from which a sentence is concrete without a pattern."""

    model: SentenceModel
    concrete_from: float


class CriterionOptions(Record):
    """What counts as concrete and what as generic, the best first.

    Sentences in ``skip_parts`` never count. ``concrete_phrases`` and ``generic_phrases`` are all phrases of
    the patterns, so that most sentences are passed over at once.
    """

    concrete: tuple[Pattern, ...]
    generic: tuple[Pattern, ...]
    skip_parts: frozenset[str]
    concrete_phrases: frozenset[int]
    generic_phrases: frozenset[int]
    learnt: Learnt | None = None


class _Hit(Record):
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
            _parse_learnt(reader, context),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """Evidence when a sentence is concrete, else the first generic match, else absent."""
        assert isinstance(options, CriterionOptions)
        headings = post.heading_phrases
        concrete = _hits(post, headings, options.concrete, options.concrete_phrases, options.skip_parts)
        ranks = _ranks(concrete)
        best = _best_sentences(ranks, _scores(options, post, ranks))
        if best:
            clues = {} if options.learnt is None else _clues(options.learnt.model, post, set(best) - ranks.keys())
            return Judgement(evidence=tuple(post.sentences[index].span for index in best), clues=clues)
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
        if not may_count(sentence, skip_parts):
            continue
        numbers = sentence.hits.keys()
        for rank, pattern in enumerate(patterns):
            if numbers.isdisjoint(pattern.phrases):
                continue
            place = next(pattern.find(sentence, headings[sentence.section]), None)
            if place is not None:
                yield _Hit(rank, sentence, *place)


def may_count(sentence: Sentence, skip_parts: frozenset[str]) -> bool:
    """Whether a sentence can speak for or against a criterion."""
    return sentence.part not in skip_parts and sentence.part != "title"


def _scores(options: CriterionOptions, post: Post, ranks: Mapping[int, int]) -> dict[int, float]:
    """By index, how far the log-odds of a sentence lie above what makes it concrete, where it is or a pattern says so.

    Words alone cannot tell "no on-call duty" from a duty, so that sentences that deny anything are left out.
    """
    if options.learnt is None:
        return {}
    least = options.learnt.concrete_from
    above = {index: odds - least for index, odds in enumerate(options.learnt.model.scores(post))}
    return {
        s.index: above[s.index]
        for s in post.sentences
        if (above[s.index] >= 0 or s.index in ranks) and may_count(s, options.skip_parts) and not has_negation(s)
    }


def _ranks(hits: Iterable[_Hit]) -> dict[int, int]:
    """The rank of the best pattern in each sentence that has one, by the sentence's index."""
    ranks: dict[int, int] = {}
    for hit in hits:
        ranks[hit.sentence.index] = min(hit.rank, ranks.get(hit.sentence.index, hit.rank))
    return ranks


def _best_sentences(ranks: Mapping[int, int], scores: Mapping[int, float]) -> list[int]:
    """The concrete sentences, at most three: by log-odds where they are known, else those of the better pattern first."""
    learnt = [index for index, score in scores.items() if score >= 0 and index not in ranks]
    best = sorted([*ranks, *learnt], key=lambda index: (-scores.get(index, 0.0), ranks.get(index, 0), index))
    return best[:MAX_EVIDENCE]


def _clues(model: SentenceModel, post: Post, indices: Iterable[int]) -> dict[Span, Clues]:
    return {post.sentences[index].span: model.reasons(post, index) for index in indices}


def _parse_learnt(reader: Reader, context: ParseContext) -> Learnt | None:
    if not reader.has("learnt"):
        return None
    own, table = reader.mapping("learnt"), shipped_table()
    column = own.choice("column", table.columns)
    learnt = Learnt(make_model(column, context.book), own.number("concrete-from", least=-math.inf))
    own.finish()
    return learnt
