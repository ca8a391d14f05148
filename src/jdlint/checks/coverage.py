"""Kind ``coverage``: how many of a set of things a post speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, find_patterns, optional_patterns
from jdlint.finding import Span
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_SHOWN = 3
_NO_BOUND = 99


class CoverageOptions(Record):
    """``things`` by name, each with the number of the phrase that stands for its words.

    A post has to speak of ``minimum`` of them, or as many as ``by_family`` says for its family, and of ``maximum`` at
    most, in ``parts``; it speaks of a thing when ``min_sentences`` of them do, with ``alone`` of no other thing. One without any of ``needs_parts`` is
    not judged. Only posts that say ``when`` (if any) and none of ``unless`` are asked.
    """

    things: Mapping[str, int]
    minimum: int
    maximum: int
    by_family: Mapping[str, int]
    min_sentences: int
    alone: bool
    parts: tuple[str, ...]
    needs_parts: tuple[str, ...]
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


class CoverageCheck:
    """Counts which groups of a vocabulary a post speaks of."""

    settable = ("min", "max", "min-by-family", "min-sentences")

    def parse(self, reader: Reader, context: ParseContext) -> CoverageOptions:
        """``of`` (a vocabulary with groups) with ``min``, ``max`` or both; all else can be left out."""
        if not reader.has("min") and not reader.has("max"):
            raise reader.error("the key 'min' or 'max' is missing")
        minimum, maximum = reader.integer("min", 0), reader.integer("max", _NO_BOUND)
        if minimum > maximum:
            raise reader.error("min is greater than max", "min")
        return CoverageOptions(
            _parse_things(reader, context),
            minimum,
            maximum,
            _parse_families(reader),
            reader.integer("min-sentences", 1, least=1),
            reader.boolean("alone", False),
            context.parts(reader, "parts"),
            context.parts(reader, "needs-parts"),
            optional_patterns(reader, "when", context),
            optional_patterns(reader, "unless", context),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match where ``when`` is said, else on the title, with ``{count}``, ``{limit}`` and ``{names}``.

        ``{names}`` are the things that the post leaves out, or with too many of them those that it speaks of.
        """
        assert isinstance(options, CoverageOptions)
        if needed := lacks_parts(options, post):
            return Judgement(not_evaluated=f"the post has no part '{' or '.join(needed)}'")
        asked = next(find_patterns(post, options.when), None)
        if (options.when and asked is None) or next(find_patterns(post, options.unless), None) is not None:
            return Judgement()
        told = dict(_told(post, options))
        minimum = options.by_family.get(post.family.family or "", options.minimum)
        if minimum <= len(told) <= options.maximum:
            return Judgement(evidence=tuple(told.values())[:_SHOWN])
        named = told if len(told) > options.maximum else [name for name in options.things if name not in told]
        values = {"count": str(len(told)), "limit": str(len(options.things)), "names": ", ".join(named)}
        place = post.anchor if asked is None else asked[1]
        return Judgement((Match(place, values=values, whole=asked is None),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, CoverageOptions)
        return options.parts[0] if options.parts else "responsibilities"


def _parse_things(reader: Reader, context: ParseContext) -> dict[str, int]:
    value = reader.value("of")
    vocabulary = context.vocabulary(value)
    groups = [group for group in context.vocabularies.get(vocabulary, {}) if group]
    if not groups:
        raise value.error(f"of: the vocabulary '{vocabulary}' has no groups")
    return {group.replace("-", " "): context.book.add(f"{{{vocabulary}/{group}}}") for group in groups}


def _parse_families(reader: Reader) -> dict[str, int]:
    by_family = reader.mapping("min-by-family", None)
    if by_family is None:
        return {}
    families = {name: by_family.integer(name) for name in by_family.keys()}  # noqa: SIM118
    by_family.finish()
    return families


def things_told(options: CoverageOptions, post: Post) -> dict[str, Span | None]:
    """Each thing with the first sentence that speaks of it, or ``None``; empty where the post cannot be judged."""
    if lacks_parts(options, post):
        return {}
    told = dict(_told(post, options))
    return {name: told.get(name) for name in options.things}


def lacks_parts(options: CoverageOptions, post: Post) -> tuple[str, ...]:
    """The parts of which the post would need one to be judged; empty where it has one."""
    needed = options.needs_parts or options.parts
    return needed if needed and next(post.in_parts(*needed), None) is None else ()


def _told(post: Post, options: CoverageOptions) -> Iterator[tuple[str, Span]]:
    """The things of which enough sentences speak, each with the first of these; what stands there twice counts once."""
    spoken: dict[str, dict[str, Span]] = {name: {} for name in options.things}
    for sentence in post.with_phrases(frozenset(options.things.values())):
        if options.parts and (sentence.heading or sentence.part not in options.parts):
            continue
        names = [name for name, number in options.things.items() if _says(sentence, number)]
        for name in names if len(names) == 1 or not options.alone else ():
            spoken[name].setdefault(sentence.text, sentence.span)
    for name, found in spoken.items():
        if len(found) >= options.min_sentences:
            yield name, next(iter(found.values()))


def _says(sentence: Sentence, number: int) -> bool:
    """Whether one of the places of a phrase is prose."""
    places: Sequence[tuple[int, int]] = sentence.hits.get(number, ())
    return any(not sentence.view.is_quiet(start, end) for start, end in places)
