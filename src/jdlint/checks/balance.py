"""Kind ``balance``: some parts of a post are longer than others that matter more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.measure import count_words
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader


class BalanceOptions(Record):
    """The words of ``parts`` are at most ``max_percent`` of those of ``against``.

    Posts whose ``parts`` have fewer than ``min_words`` words pass; a post without any of ``against`` is not judged.
    """

    parts: tuple[str, ...]
    against: tuple[str, ...]
    max_percent: int
    min_words: int


class BalanceCheck:
    """Compares the lengths of parts."""

    settable = ("max-percent", "min-words")

    def parse(self, reader: Reader, context: ParseContext) -> BalanceOptions:
        """``parts``, ``against`` and ``max-percent``, and optionally ``min-words``."""
        options = BalanceOptions(
            context.parts(reader, "parts"),
            context.parts(reader, "against"),
            reader.integer("max-percent"),
            reader.integer("min-words", 0),
        )
        for key, parts in (("parts", options.parts), ("against", options.against)):
            if not parts:
                raise reader.error(f"the key '{key}' is missing")
        return options

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match on the first sentence of ``parts``; ``{count}`` are their words, ``{limit}`` those of the others."""
        assert isinstance(options, BalanceOptions)
        here = [s for s in post.in_parts(*options.parts) if not s.front_matter]
        there = [s for s in post.in_parts(*options.against) if not s.front_matter]
        if not there:
            return Judgement(not_evaluated=f"the post has no part '{' or '.join(options.against)}'")
        count, limit = count_words(here), count_words(there)
        if count < options.min_words or count * 100 <= limit * options.max_percent:
            return Judgement()
        return Judgement((Match(here[0].span, values={"count": str(count), "limit": str(limit)}),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, BalanceOptions)
        return options.parts[0]
