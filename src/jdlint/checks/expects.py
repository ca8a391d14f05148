"""Kind ``expects``: where a post says one thing, it should say another as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, find_patterns, optional_patterns, parse_patterns
from jdlint.post.document import plain_key
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_SHOWN = 3


class ExpectsOptions(Record):
    """Where ``min_count`` sentences say one of ``when``, one sentence has to say one of ``expects``.

    A value under one of ``keys`` in the front matter (letters and digits only) says what is expected, too.
    ``needs_parts`` are parts of which the post must have one; without them the rule cannot judge.
    """

    when: tuple[Pattern, ...]
    expects: tuple[Pattern, ...]
    keys: frozenset[str]
    min_count: int
    needs_parts: tuple[str, ...]


class ExpectsCheck:
    """Looks for what a post leaves out, given what it says."""

    settable = ("min-count",)

    def parse(self, reader: Reader, context: ParseContext) -> ExpectsOptions:
        """``expects``, and optionally ``keys``, ``when`` with ``min-count``, and ``needs-parts``."""
        return ExpectsOptions(
            optional_patterns(reader, "when", context),
            parse_patterns(reader, "expects", context),
            frozenset(plain_key(key) for key in reader.strings("keys", ())),
            reader.integer("min-count", 1, least=1),
            context.parts(reader, "needs-parts"),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match at the first place that says ``when``, else on the title; ``{count}`` is how many say it."""
        assert isinstance(options, ExpectsOptions)
        if options.needs_parts and next(post.in_parts(*options.needs_parts), None) is None:
            return Judgement(not_evaluated=f"the post has no part '{' or '.join(options.needs_parts)}'")
        said = list(find_patterns(post, options.when))
        if options.when and len(said) < options.min_count:
            return Judgement()
        found = [entry.span for entry in post.document.front_values(options.keys) if not entry.is_empty]
        found += [sentence.span for sentence, _ in find_patterns(post, options.expects, with_headings=True)]
        if found:
            return Judgement(evidence=tuple(found[:_SHOWN]))
        place = said[0][1] if said else post.anchor
        return Judgement((Match(place, values={"count": str(len(said))}, whole=not said),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, ExpectsOptions)
        return min(options.needs_parts, default="responsibilities")
