"""Kind ``coverage``: how many of a set of things a post speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.phrases.book import Hits
from jdlint.post.post import Post
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import Reader

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CoverageOptions:
    """``things`` by name, each with the number of the phrase that stands for its words.

    A post has to speak of ``minimum`` of them, or as many as ``by_family`` says for its family, in ``parts``. One
    without any of ``needs_parts`` is not judged.
    """

    things: Mapping[str, int]
    minimum: int
    by_family: Mapping[str, int]
    parts: tuple[str, ...]
    needs_parts: tuple[str, ...]


class CoverageCheck:
    """Counts which groups of a vocabulary a post speaks of."""

    settable = ("min", "min-by-family")

    def parse(self, reader: Reader, context: ParseContext) -> CoverageOptions:
        """``of`` (a vocabulary with groups) and ``min``, and optionally ``min-by-family``, ``parts``, ``needs-parts``."""
        value = reader.value("of")
        vocabulary = context.vocabulary(value)
        groups = [group for group in context.vocabularies.get(vocabulary, {}) if group]
        if not groups:
            raise value.error(f"of: the vocabulary '{vocabulary}' has no groups")
        by_family = reader.mapping("min-by-family", None)
        families: dict[str, int] = {}
        if by_family is not None:
            names = by_family.keys()
            families = {name: by_family.integer(name) for name in names}
            by_family.finish()
        return CoverageOptions(
            {group.replace("-", " "): context.book.add(f"{{{vocabulary}/{group}}}") for group in groups},
            reader.integer("min"),
            families,
            context.parts(reader, "parts"),
            context.parts(reader, "needs-parts"),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match on the title with ``{count}``, ``{limit}`` and the ``{names}`` of what the post leaves out."""
        assert isinstance(options, CoverageOptions)
        sentences = list(post.in_parts(*options.parts)) if options.parts else list(post.sentences)
        needed = options.needs_parts or options.parts
        if needed and next(post.in_parts(*needed), None) is None:
            return Judgement(not_evaluated=f"the post has no part '{' or '.join(needed)}'")
        told = {
            name: next((s.span for s in sentences if _says(s.hits, s.view.quiet, number)), None)
            for name, number in options.things.items()
        }
        found = tuple(span for span in told.values() if span is not None)
        minimum = options.by_family.get(post.family.family or "", options.minimum)
        if len(found) >= minimum:
            return Judgement(evidence=found[:_SHOWN])
        left_out = ", ".join(name for name, span in told.items() if span is None)
        values = {"count": str(len(found)), "limit": str(len(told)), "names": left_out}
        return Judgement((Match(post.anchor, values=values, whole=True),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, CoverageOptions)
        return options.parts[0] if options.parts else "responsibilities"


def _says(hits: Hits, quiet: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether one of the places of a phrase is prose."""
    places = hits.get(number, ())
    return any(not any(left < end and start < right for left, right in quiet) for start, end in places)
