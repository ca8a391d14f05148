"""Patterns: phrases that count where their conditions hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jdlint.checks.wording import is_negated
from jdlint.finding import Span
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader, Value


class Pattern(Record):
    """Phrases, by their numbers in the phrase book, and the conditions under which one of them counts.

    One of ``also`` must stand elsewhere in the sentence, one of ``after`` before the match, none of
    ``without`` anywhere; one of ``under`` stands in the heading above. ``parts`` are the only parts in which
    it counts, ``not_parts`` those in which it does not. Under a negation it counts only when ``negated``.
    """

    phrases: frozenset[int]
    also: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    under: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    not_parts: frozenset[str] = frozenset()
    negated: bool = False

    def find(self, sentence: Sentence, headings: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The places in a sentence's text; ``headings`` are the phrases in the heading above it."""
        found = sentence.hits.keys() & self.phrases
        if not found or not self._holds(sentence, headings):
            return
        also, after = _bounds(sentence, self.also), _bounds(sentence, self.after)
        for number in sorted(found):
            for start, end in sentence.hits[number]:
                beside = not self.also or (also is not None and (also[0] <= start or end <= also[1]))
                behind = not self.after or (after is not None and after[0] <= start)
                if beside and behind and self._counts(sentence, start, end):
                    yield start, end

    def _holds(self, sentence: Sentence, headings: frozenset[int]) -> bool:
        return (
            (not self.parts or sentence.part in self.parts)
            and sentence.part not in self.not_parts
            and (not self.under or not self.under.isdisjoint(headings))
            and sentence.hits.keys().isdisjoint(self.without)
        )

    def _counts(self, sentence: Sentence, start: int, end: int) -> bool:
        return not sentence.view.is_quiet(start, end) and (self.negated or not is_negated(sentence, start))


def _bounds(sentence: Sentence, numbers: frozenset[int]) -> tuple[int, int] | None:
    """The first end and the last beginning of some phrases in a sentence; ``None`` where none stands in it."""
    places = [place for number in numbers.intersection(sentence.hits) for place in sentence.hits[number]]
    return (min(end for _, end in places), max(start for start, _ in places)) if places else None


def phrases_of(patterns: Iterable[Pattern]) -> frozenset[int]:
    """The numbers of the phrases of some patterns; where none of them stands, no pattern is found."""
    return frozenset().union(*(pattern.phrases for pattern in patterns))


def find_patterns(
    post: Post, patterns: Sequence[Pattern], *, with_headings: bool = False
) -> Iterator[tuple[Sentence, Span]]:
    """The sentences in which a pattern is found, each with the first place in it.

    In the title only patterns are looked for that name it among their parts.
    """
    headings = post.heading_phrases
    for sentence in post.with_phrases(phrases_of(patterns)):
        # "Location: remote" is read as a heading, and is a statement all the same.
        if sentence.heading and sentence.part not in ("title", "facts") and not with_headings:
            continue
        in_title = sentence.part == "title"
        asked = (pattern for pattern in patterns if not in_title or "title" in pattern.parts)
        places = [place for pattern in asked for place in pattern.find(sentence, headings[sentence.section])]
        if places:
            yield sentence, sentence.view.span(*min(places))


def parse_patterns(reader: Reader, key: str, context: ParseContext) -> tuple[Pattern, ...]:
    """The patterns of a list; a plain phrase is a pattern without conditions."""
    plain: list[int] = []
    patterns: list[Pattern] = []
    for value in reader.items(key):
        if value.is_mapping:
            patterns.append(_parse_pattern(value, context))
        else:
            plain.append(context.phrase(value))
    if plain:
        patterns.append(Pattern(frozenset(plain)))
    if not patterns:
        raise reader.error(f"{key}: the list is empty", key)
    return tuple(patterns)


def optional_patterns(reader: Reader, key: str, context: ParseContext) -> tuple[Pattern, ...]:
    """The patterns of a list; none where the key is left out."""
    return parse_patterns(reader, key, context) if reader.has(key) else ()


def _parse_pattern(value: Value, context: ParseContext) -> Pattern:
    reader = value.as_mapping()
    parts = frozenset(context.parts(reader, "parts"))
    not_parts = frozenset(context.parts(reader, "not-parts"))
    if parts and not_parts:
        raise reader.error("'parts' and 'not-parts' exclude each other", "not-parts")
    return Pattern(
        phrases=frozenset(context.phrases(reader, "phrases", single_ok=True)),
        also=frozenset(context.phrases(reader, "with", (), single_ok=True)),
        after=frozenset(context.phrases(reader, "after", (), single_ok=True)),
        without=frozenset(context.phrases(reader, "without", (), single_ok=True)),
        under=frozenset(context.phrases(reader, "under", (), single_ok=True)),
        parts=parts,
        not_parts=not_parts,
        negated=reader.boolean("negated", False),
    )
