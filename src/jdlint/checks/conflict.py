"""Kind ``conflict``: a post says two things that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, find_patterns, optional_patterns, parse_patterns
from jdlint.finding import Span
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader


class Pair(Record):
    """Patterns of two things that exclude each other."""

    one: tuple[Pattern, ...]
    other: tuple[Pattern, ...]


class ConflictOptions(Record):
    """The ``pairs``; a post that says one of ``unless`` anywhere explains itself."""

    pairs: tuple[Pair, ...]
    unless: tuple[Pattern, ...]


class ConflictCheck:
    """Looks for both sides of a pair in the body of a post, in sentences of their own."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> ConflictOptions:
        """``pairs``, each with ``one`` and ``other``, and optionally ``unless``."""
        pairs = tuple(_parse_pairs(reader, context))
        if not pairs:
            raise reader.error("pairs: the list is empty", "pairs")
        return ConflictOptions(pairs, optional_patterns(reader, "unless", context))

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each pair, where its ``other`` is said first; ``{names}`` is what its ``one`` says."""
        assert isinstance(options, ConflictOptions)
        if next(find_patterns(post, options.unless, with_headings=True), None) is not None:
            return Judgement()
        return Judgement(tuple(match for pair in options.pairs for match in _find_conflict(post, pair)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "responsibilities"


def _parse_pairs(reader: Reader, context: ParseContext) -> Iterator[Pair]:
    for value in reader.items("pairs"):
        pair = value.as_mapping()
        yield Pair(parse_patterns(pair, "one", context), parse_patterns(pair, "other", context))
        pair.finish()


def _find_conflict(post: Post, pair: Pair) -> Iterator[Match]:
    """The first place of each side, without sentences that name both sides, as those state a choice."""
    one, other = _places(post, pair.one), _places(post, pair.other)
    first = next((span for index, span in one.items() if index not in other), None)
    second = next((span for index, span in other.items() if index not in one), None)
    if first is not None and second is not None:
        yield Match(second, values={"names": post.source.words(first)})


def _places(post: Post, patterns: tuple[Pattern, ...]) -> dict[int, Span]:
    return {s.index: span for s, span in find_patterns(post, patterns, with_headings=True) if not s.front_matter}
