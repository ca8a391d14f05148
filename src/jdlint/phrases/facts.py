"""What is known of a sentence while phrases are looked for in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TypeAlias

from jdlint.phrases.tokens import NUMBER_WORDS, Tokens

_NUMBER = re.compile(
    r"(?<!\d[.,])(?P<bare>\d[\d.,]*)(?:\s?(?:%|\+|k|m|mm|bn|b|x|tb|pb|gb|ms|percent|million|billion|thousand)(?![^\W_]))?"
    r"|(?:" + "|".join(sorted(NUMBER_WORDS)) + r")(?:\s+of)?(?![^\W_])"
)
NO_TOKEN = "\n"
_SHORTEST_UNCOMMON = 4
_ENDINGS = ("s", "es", "ed", "ing", "ly")

# By the index of a wording's first token, the indices after its last one, the longest wording first.
Ends: TypeAlias = dict[int, list[int]]


class Facts:
    """A sentence's tokens, and what has been found in them so far.

    ``texts`` are the tokens and a last one that is none (``NO_TOKEN``), ``count`` is how many they are. ``places_of`` has
    the indices of tokens by their keys, ``found`` the places of vocabularies by their numbers, ``known``
    the latter in the order in which they were found, ``hits`` the places of phrases. ``out`` takes the ends that a chain of steps records. ``tried`` holds what need not be tried again.
    """

    __slots__ = (
        "_common",
        "_numbers",
        "_uncommon",
        "_word_numbers",
        "count",
        "first_word",
        "found",
        "hits",
        "known",
        "out",
        "places_of",
        "texts",
        "tokens",
        "tried",
    )

    def __init__(self, tokens: Tokens, vocabularies: int, common: frozenset[str]) -> None:
        self.tokens = tokens
        self.texts: tuple[str, ...] = (*tokens.texts, NO_TOKEN)
        self.count = len(tokens.texts)
        self.first_word = tokens.first_word
        self.places_of: dict[str, list[int]] = {}
        self.found: list[Ends | None] = [None] * vocabularies
        self.known: list[int] = []
        self.hits: dict[int, list[tuple[int, int]]] = {}
        self.out: set[int] = set()
        self.tried: set[tuple[object, int]] = set()
        self._common = common
        self._word_numbers: tuple[int, ...] | None = None
        self._numbers: dict[int, tuple[int, ...]] = {}
        self._uncommon: dict[int, bool] = {}

    def add_vocabulary(self, number: int, at: int, end: int) -> None:
        """Take note of a place of a vocabulary, which is then ``known``."""
        places = self.found[number]
        if places is None:
            self.found[number] = {at: [end]}
            self.known.append(number)
        elif at not in places:
            places[at] = [end]
        elif end not in places[at]:
            places[at].append(end)
            places[at].sort(reverse=True)

    def add_phrase(self, number: int, at: int, end: int) -> None:
        """Take note of a place of a phrase, unless it lies in the one before."""
        places = self.hits.get(number)
        if places is None:
            self.hits[number] = [(at, end)]
        elif places[-1][1] <= at:
            places.append((at, end))

    def places(self, at: int, gap: int) -> range:
        """The tokens at which an element may begin, after a gap of up to ``gap`` words."""
        if at == 0 or at >= self.count:
            return range(at, min(at + 1, self.count))
        numbers = self._word_numbers
        if numbers is None:
            numbers = self._word_numbers = self.tokens.word_numbers
        return range(at, bisect_right(numbers, numbers[at - 1] + gap + 1))

    def number_ends(self, at: int) -> tuple[int, ...]:
        """The ends of a number with its unit and without it."""
        ends = self._numbers.get(at)
        if ends is None:
            ends = self._numbers[at] = self._find_number(at) if at < self.count else ()
        return ends

    def _find_number(self, at: int) -> tuple[int, ...]:
        starts = self.tokens.starts
        found = _NUMBER.match(self.tokens.folded, starts[at])
        if found is None:
            return ()
        ends = {bisect_left(starts, found.end(group)) for group in (0, "bare") if found[group]}
        return tuple(sorted(ends, reverse=True))

    def is_uncommon(self, at: int) -> bool:
        """Whether a token is a word of some length that few posts use, in either number, and no name."""
        known = self._uncommon.get(at)
        if known is None:
            known = self._uncommon[at] = self._find_uncommon(at)
        return known

    def _find_uncommon(self, at: int) -> bool:
        text, common = self.texts[at], self._common
        if len(text) < _SHORTEST_UNCOMMON or not text.isalpha() or text in common or self.is_name(at):
            return False
        return not any(text.endswith(end) and text[: -len(end)] in common for end in _ENDINGS)

    def is_name(self, at: int) -> bool:
        """Whether a token that does not begin the sentence has a capital."""
        return self.first_word < at < self.count and self.tokens.text[self.tokens.starts[at]].isupper()
