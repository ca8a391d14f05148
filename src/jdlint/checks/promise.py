"""Kind ``promise``: the title promises work that no duty is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, find_patterns, parse_patterns
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_SHOWN = 3


class Promise(Record):
    """A title with one of ``titles`` promises ``name``; one of ``expects`` has to be said."""

    name: str
    titles: frozenset[int]
    expects: tuple[Pattern, ...]


class PromiseOptions(Record):
    """The ``promises``; where a title makes several, one that is kept is enough.

    A post with fewer than ``min_duties`` sentences in ``duty_parts`` is not judged.
    """

    promises: tuple[Promise, ...]
    duty_parts: tuple[str, ...]
    min_duties: int


class PromiseCheck:
    """Holds the duties against the title."""

    settable = ("min-sentences",)

    def parse(self, reader: Reader, context: ParseContext) -> PromiseOptions:
        """``promises`` (each with ``name``, ``titles`` and ``expects``), and optionally ``parts`` and ``min-sentences``."""
        promises = tuple(_parse_promises(reader, context))
        if not promises:
            raise reader.error("promises: the list is empty", "promises")
        parts = context.parts(reader, "parts", ("responsibilities",))
        return PromiseOptions(promises, parts, reader.integer("min-sentences", 1, least=1))

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match on the title; ``{names}`` is what it promises, ``{count}`` the number of duties."""
        assert isinstance(options, PromiseOptions)
        duties = sum(1 for _ in post.in_parts(*options.duty_parts))
        if duties < options.min_duties:
            reason = f"the post has fewer than {options.min_duties} sentences in '{' or '.join(options.duty_parts)}'"
            return Judgement(not_evaluated=reason)
        if post.title is None:
            return Judgement(not_evaluated="the post has no title")
        made = [promise for promise in options.promises if not promise.titles.isdisjoint(post.title_hits)]
        expected = [pattern for promise in made for pattern in promise.expects]
        found = [span for _, span in find_patterns(post, expected, with_headings=True)]
        if found or not made:
            return Judgement(evidence=tuple(found[:_SHOWN]))
        values = {"names": " and ".join(promise.name for promise in made), "count": str(duties)}
        return Judgement((Match(post.anchor, values=values),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, PromiseOptions)
        return options.duty_parts[0]


def _parse_promises(reader: Reader, context: ParseContext) -> Iterator[Promise]:
    for value in reader.items("promises"):
        promise = value.as_mapping()
        yield Promise(
            promise.string("name"),
            frozenset(context.phrases(promise, "titles")),
            parse_patterns(promise, "expects", context),
        )
        promise.finish()
