"""Kind ``phrase``: words that should not stand in a post, or should stand there otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, optional_patterns, phrases_of
from jdlint.checks.rewording import reword
from jdlint.checks.wording import is_quoted
from jdlint.finding import Fix
from jdlint.post.post import Post, Sentence
from jdlint.record import Record
from jdlint.ruleset.linear_regex import LinearRegex, compile_linear_regex

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

# Set texts whose words are prescribed: a word rule that means them has to name them in ``parts``.
_SET_TEXTS = frozenset({"equal-opportunity", "legal"})


class PhraseOptions(Record):
    """What is looked for: patterns, phrases with their replacements, and raw expressions.

    A match within one of ``exceptions`` does not count. ``parts`` are the only parts in which the rule looks;
    when empty, all but equal-opportunity and legal statements. ``quotes`` counts words in quotation marks too,
    ``links`` those in the text of a link; in titles and headings these count always.
    ``fixes`` and ``unsafe_fixes`` are phrases with what a fix writes in the place of exactly these words.
    """

    patterns: tuple[Pattern, ...]
    replace: Mapping[int, str]
    expressions: tuple[LinearRegex, ...]
    exceptions: frozenset[int]
    parts: frozenset[str]
    not_parts: frozenset[str]
    quotes: bool
    links: bool
    fixes: Mapping[int, str]
    unsafe_fixes: Mapping[int, str]


class PhraseCheck:
    """Finds each place once, the longest wording first."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> PhraseOptions:
        """At least one of ``phrases``, ``replace`` (phrase to replacement) and ``regex`` is given."""
        if not any([reader.has("phrases"), reader.has("replace"), reader.has("regex")]):
            raise reader.error("the key 'phrases', 'replace' or 'regex' is missing")
        patterns = optional_patterns(reader, "phrases", context)
        replace = _parse_replacements(reader, "replace", context) if reader.has("replace") else {}
        if replace:
            patterns = (*patterns, Pattern(frozenset(replace)))
        return PhraseOptions(
            patterns,
            replace,
            tuple(compile_linear_regex(value) for value in reader.items("regex", (), single_ok=True)),
            frozenset(context.phrases(reader, "exceptions", ())),
            frozenset(context.parts(reader, "parts")),
            frozenset(context.parts(reader, "not-parts")),
            reader.boolean("quotes", False),
            reader.boolean("links", False),
            _parse_replacements(reader, "fix", context) if reader.has("fix") else {},
            _parse_replacements(reader, "unsafe-fix", context) if reader.has("unsafe-fix") else {},
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each place; ``{replacement}`` is what the rule offers instead, where it does."""
        assert isinstance(options, PhraseOptions)
        headings = post.heading_phrases
        matches: list[Match] = []
        for sentence in post.sentences if options.expressions else post.with_phrases(phrases_of(options.patterns)):
            if _looked_at(sentence, options) and not _repeats_title(sentence, post):
                matches += _matches(post, sentence, headings[sentence.section], options)
        return Judgement(tuple(matches))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, PhraseOptions)
        return min(options.parts, default="responsibilities")


def _parse_replacements(reader: Reader, name: str, context: ParseContext) -> dict[int, str]:
    replacements = reader.mapping(name)
    keys = replacements.keys()
    if not keys:
        raise reader.error(f"{name}: there are no phrases", name)
    return {context.key_phrase(replacements, key): replacements.string(key) for key in keys}


def _looked_at(sentence: Sentence, options: PhraseOptions) -> bool:
    if options.parts:
        return sentence.part in options.parts
    return sentence.part not in options.not_parts and sentence.part not in _SET_TEXTS


def _repeats_title(sentence: Sentence, post: Post) -> bool:
    """Whether a sentence stands where titles stand, in a post whose title is another."""
    if sentence.part != "title" or post.title is None:
        return False
    title = post.anchor
    return sentence.span.start < title.start or sentence.span.end > title.end


def _matches(post: Post, sentence: Sentence, headings: frozenset[int], options: PhraseOptions) -> Iterator[Match]:
    places = dict(_places(sentence, headings, options))
    excepted = [place for number in options.exceptions & sentence.hits.keys() for place in sentence.hits[number]]
    done = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        covered = start < done or any(left <= start and end <= right for left, right in excepted)
        if covered or _is_anothers(sentence, (start, end), options):
            continue
        done = end
        values = {"replacement": places[start, end]} if places[start, end] else {}
        yield Match(sentence.view.span(start, end), values=values, fix=_fix(post, sentence, (start, end), options))


def _is_anothers(sentence: Sentence, place: tuple[int, int], options: PhraseOptions) -> bool:
    """Whether the words are a quotation, or stand in the text of a link, which names a page as it names itself."""
    linked = not (options.links or sentence.heading or sentence.part == "title") and sentence.view.is_link(*place)
    return linked or (not options.quotes and is_quoted(sentence, *place))


def _fix(post: Post, sentence: Sentence, place: tuple[int, int], options: PhraseOptions) -> Fix | None:
    for fixes, safe in ((options.fixes, True), (options.unsafe_fixes, False)):
        if (replacement := _written_for(sentence, place, fixes)) is not None:
            return reword(post, sentence, place, replacement, safe=safe)
    return None


def _places(
    sentence: Sentence, headings: frozenset[int], options: PhraseOptions
) -> Iterator[tuple[tuple[int, int], str]]:
    for pattern in options.patterns:
        for place in pattern.find(sentence, headings):
            yield place, _written_for(sentence, place, options.replace) or ""
    for expression in options.expressions:
        for match in expression.finditer(sentence.text):
            if not sentence.view.is_quiet(*match.span()):
                yield match.span(), ""


def _written_for(sentence: Sentence, place: tuple[int, int], texts: Mapping[int, str]) -> str | None:
    """The text for the first phrase that stands at a place, of those that have one."""
    for number in sorted(texts.keys() & sentence.hits.keys()):
        places = sentence.hits[number]
        at = bisect_left(places, place)
        if at < len(places) and places[at] == place:
            return texts[number]
    return None
