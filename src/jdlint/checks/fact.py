"""Kind ``fact``: whether a post states a thing at all, such as pay, place or how to apply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, optional_patterns, phrases_of
from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.document import plain_key
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader, Value

_SHOWN = 3
_HEADING_WORDS = 8
_NUMBER = "#"
_FIGURE = expression(r"\d[\d.,]*")
_ADDRESS = expression(r"@|://|www\.")


class Sign(Record):
    """A sign such as 📍 that a board puts before a value; ``number`` when only a number above 0 is one."""

    sign: str
    number: bool

    def marks(self, text: str) -> bool:
        """Whether a value stands after the sign, up to the next sign of the kind."""
        _, found, after = text.partition(self.sign)
        value = re.split(r"[\U0001f300-\U0001faff]", after, maxsplit=1)[0]
        if not self.number:
            return bool(found) and any(char.isalpha() for char in value)
        return any(figure[0].strip("0.,") for figure in _FIGURE.finditer(value))


class FactOptions(Record):
    """What states a fact.

    ``field`` is its name in a scorecard. Any of these states it:

    - a sentence of ``parts``, where the post has one of ``beside`` too (if any are given);
    - a front-matter key of ``keys`` that has a value;
    - a sign of ``signs`` with a value;
    - the title with one of ``title``, another heading (or a line or label like one) with one of ``heading``;
    - ``min_count`` sentences with one of ``said``, in which ``min_kinds`` of its phrases are found;
    - an address (a link, an e-mail address) in a sentence with one of ``address`` or right after one,
      or an e-mail address in a line of its own where ``address`` is given.
    """

    field: str
    said: tuple[Pattern, ...]
    title: tuple[Pattern, ...]
    heading: tuple[Pattern, ...]
    address: tuple[Pattern, ...]
    keys: frozenset[str]
    signs: tuple[Sign, ...]
    parts: tuple[str, ...]
    beside: tuple[str, ...]
    min_count: int
    min_kinds: int


class FactCheck:
    """Finds where a post states a fact."""

    settable = ("min-count", "min-kinds")

    def parse(self, reader: Reader, context: ParseContext) -> FactOptions:
        """``field`` and at least one of the ways to state it (see ``FactOptions``).

        They are ``said`` (with ``min-count`` and ``min-kinds``), ``title-said``, ``heading-said``, ``address-said``,
        ``keys``, ``signs`` (``"💰 #"`` where a number must follow), and ``parts`` (with ``beside-parts``).
        """
        min_kinds = reader.integer("min-kinds", 1, least=1)
        said = optional_patterns(reader, "said", context)
        options = FactOptions(
            field=reader.string("field"),
            said=tuple(_by_phrase(said)) if min_kinds > 1 else said,
            title=optional_patterns(reader, "title-said", context),
            heading=optional_patterns(reader, "heading-said", context),
            address=optional_patterns(reader, "address-said", context),
            keys=frozenset(plain_key(key) for key in reader.strings("keys", ())),
            signs=tuple(_sign(value) for value in reader.items("signs", ())),
            parts=context.parts(reader, "parts"),
            beside=context.parts(reader, "beside-parts"),
            min_count=reader.integer("min-count", 1, least=1),
            min_kinds=min_kinds,
        )
        ways = (options.said, options.title, options.heading, options.address, options.keys, options.signs)
        if not (any(ways) or options.parts):
            raise reader.error("one of the keys 'said', 'title-said', 'keys' and 'parts' is needed")
        return options

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """The first places that state the fact, or a match on the title."""
        assert isinstance(options, FactOptions)
        found = [*_in_front_matter(post, options), *_in_sentences(post, options)]
        if found:
            return Judgement(evidence=tuple(dict.fromkeys(found))[:_SHOWN])
        return Judgement((Match(post.anchor, whole=True),))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "other"


def _by_phrase(patterns: Sequence[Pattern]) -> Iterator[Pattern]:
    """A pattern for each phrase: each is of a kind of its own."""
    for pattern in patterns:
        for number in sorted(pattern.phrases):
            yield replace(pattern, phrases=frozenset([number]))


def _sign(value: Value) -> Sign:
    sign, *rest = value.as_string().split()
    if rest not in ([], [_NUMBER]) or any(char.isalnum() for char in sign):
        raise value.error("a sign stands alone, or before '#' for a number")
    return Sign(sign, number=bool(rest))


def _in_front_matter(post: Post, options: FactOptions) -> Iterator[Span]:
    return (entry.span for entry in post.document.front_values(options.keys) if not entry.is_empty)


def _in_sentences(post: Post, options: FactOptions) -> Iterator[Span]:
    headings = post.heading_phrases
    if not options.beside or any(post.in_parts(*options.beside)):
        yield from (sentence.span for sentence in post.in_parts(*options.parts))
    if options.signs:
        yield from (s.span for s in post.sentences if any(sign.marks(s.text) for sign in options.signs))
    yield from _said(post, options, headings)
    titles = post.with_phrases(phrases_of(options.title))
    yield from (s.span for s in titles if s.part == "title" and _matches(s, options.title))
    yield from (s.span for s in post.with_phrases(phrases_of(options.heading)) if _heads(s, options.heading))
    yield from _addresses(post, options.address)


def _heads(sentence: Sentence, patterns: tuple[Pattern, ...]) -> bool:
    """Whether a heading says it, a short line that is none but reads like one, or what stands before a colon."""
    if not patterns or sentence.part == "title":
        return False
    end = len(sentence.text)
    if not sentence.heading and not _is_short_line(sentence):
        end = sentence.text.find(":")
        if end < 0 or len(sentence.text[:end].split()) > _HEADING_WORDS:
            return False
    return any(place[1] <= end for pattern in patterns for place in pattern.find(sentence, frozenset()))


def _is_short_line(sentence: Sentence) -> bool:
    outside = sentence.list_number is None and not sentence.front_matter
    return outside and len(sentence.tokens.words) <= _HEADING_WORDS and not sentence.text.endswith((".", "!", "?"))


def _said(post: Post, options: FactOptions, headings: Sequence[frozenset[int]]) -> Iterator[Span]:
    """The sentences with ``said``, if there are enough of them."""
    told: list[Span] = []
    kinds: set[frozenset[int]] = set()
    for sentence in post.with_phrases(phrases_of(options.said)):
        if sentence.part != "title":
            heading, numbers = headings[sentence.section], sentence.hits.keys()
            possible = (p for p in options.said if not numbers.isdisjoint(p.phrases))
            found = {p.phrases for p in possible if _matches(sentence, (p,), heading)}
            kinds |= found
            told += [sentence.span] if found else []
    if len(told) >= options.min_count and len(kinds) >= options.min_kinds:
        yield from told


def _addresses(post: Post, patterns: tuple[Pattern, ...]) -> Iterator[Span]:
    asked = False
    for sentence in post.sentences if patterns else ():
        asked_here = _matches(sentence, patterns)
        if ((asked or asked_here) and _has_address(sentence)) or _is_mail_address(sentence):
            yield sentence.span
        asked = asked_here


def _has_address(sentence: Sentence) -> bool:
    return any(_ADDRESS.search(sentence.text[start:end]) for start, end in sentence.view.quiet)


def _is_mail_address(sentence: Sentence) -> bool:
    """Whether an e-mail address stands in a line of its own."""
    text = sentence.text.strip("<>.*_ ")
    return not sentence.front_matter and "@" in text[1:] and len(text.split()) == 1 and _has_address(sentence)


def _matches(sentence: Sentence, patterns: tuple[Pattern, ...], heading: frozenset[int] = frozenset()) -> bool:
    return any(next(pattern.find(sentence, heading), None) is not None for pattern in patterns)
