"""Sentences laid end to end, so that a phrase is looked for in all of them at once.

A set of tokens is a number with a bit for each of them: where one element can follow another is then told by a shift.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import sub
from typing import NamedTuple, TypeAlias

from jdlint.phrases.hits import Ends
from jdlint.phrases.tokens import NUMBER, Tokens, number_ends

NO_TOKEN = "\n"
# Enough sentences to be worth it, and few enough for short numbers; a longer sentence is looked through in pieces.
_ENOUGH_TOKENS, _MOST_TOKENS = 1_000, 2_000
_APART = 100
_FEW_WORDS = 24

# By the length of a wording in tokens, the tokens with which such wordings begin.
Places: TypeAlias = dict[int, int]


class Segment(NamedTuple):
    """A sentence, or a piece of a long one, in a passage: its ``own`` tokens are ``shift`` later there than in it."""

    sentence: int
    tokens: Tokens
    shift: int
    own: range


class Passage:
    """Sentences laid end to end, and what has been found in them so far.

    ``texts`` are their tokens, with one that is none (``NO_TOKEN``) around each sentence; ``segment_of`` says which
    segment each belongs to. ``positions`` are the indices of tokens by their keys. ``found`` has the places of
    vocabularies by their numbers, which ``known`` has in the order in which they were found, and ``hits`` the ends of
    phrases by their numbers and first tokens. ``out`` takes the ends that steps record, ``tried`` holds what they need
    not try again.
    """

    def __init__(self, pieces: Sequence[tuple[int, Tokens, int, int]], vocabularies: int) -> None:
        self.texts = [NO_TOKEN]
        self.segments: list[Segment] = []
        self.segment_of = [0]
        self.sentence_of = [0]
        self.starts: set[int] = set()
        self.first_words = 0
        for number, (sentence, tokens, begin, end) in enumerate(pieces):
            at = len(self.texts)
            self.segments.append(Segment(sentence, tokens, at - begin, range(at, at + end - begin)))
            self.starts.add(at)
            if begin == 0 < end:
                self.first_words |= 1 << at + tokens.first_word
            self.texts += (*tokens.texts[begin:end], NO_TOKEN)
            self.segment_of += [number] * (end - begin + 1)
            self.sentence_of += [sentence] * (end - begin + 1)
        self.everywhere = (1 << len(self.texts)) - 1
        self.positions: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            if text != NO_TOKEN:
                self.positions.setdefault(text, []).append(at)
        self.uncommon_words: list[str] = []
        self.found: list[Places | None] = [None] * vocabularies
        self.known: list[int] = []
        self.hits: Ends = {}
        self._met: dict[int, int] = {}
        self.out: set[int] = set()
        self.tried: set[tuple[object, int]] = set()
        self.masks: dict[str, int] = {}
        self._word_masks: dict[frozenset[str], int] = {}
        self._word_numbers: list[int] = []
        self._word_starts: list[int] = []
        self._spans: dict[int, tuple[int, ...]] = {}
        self._numbers: Places | None = None
        self._names: int | None = None
        self._uncommon: int | None = None

    def add_vocabulary(self, number: int, length: int, starts: int) -> None:
        """Take note of places of a vocabulary; with the first ones it is ``known``."""
        places = self.found[number]
        if places is None:
            self.found[number] = {length: starts}
            self.known.append(number)
        else:
            places[length] = places.get(length, 0) | starts

    def add_phrases(self, numbers: Iterable[int], ends: Mapping[int, int]) -> None:
        """Take note of places of some phrases: by their first tokens, the tokens after them."""
        hits = self.hits
        for number in numbers:
            if number in hits:
                hits[number].update(ends)
            else:
                hits[number] = dict(ends)

    def meet(self, conditions: Iterable[int], places: Iterable[int] | None) -> None:
        """Some conditions are met in the sentences of some tokens, or may be in any."""
        if not conditions:
            return
        where = -1 if places is None else mask_of(set(map(self.segment_of.__getitem__, places)))
        met = self._met
        for condition in conditions:
            met[condition] = met.get(condition, 0) | where

    def meets(self, conditions: Iterable[int]) -> bool:
        """Whether there can be a sentence that meets all of some conditions."""
        where, met = -1, self._met
        for condition in conditions:
            where &= met.get(condition, 0)
            if not where:
                return False
        return True

    def mask(self, key: str) -> int:
        """The tokens with a key."""
        mask = self.masks.get(key)
        if mask is None:
            mask = 0
            for at in self.positions.get(key, ()):
                mask |= 1 << at
            self.masks[key] = mask
        return mask

    def mask_of_any(self, words: frozenset[str]) -> int:
        """The tokens that are one of some words."""
        mask = self._word_masks.get(words)
        if mask is None:
            mask = 0
            masks, positions = self.masks, self.positions
            for word in words if len(words) < _FEW_WORDS else words & positions.keys():
                if word in masks:
                    mask |= masks[word]
                elif word in positions:
                    mask |= self.mask(word)
            self._word_masks[words] = mask
        return mask

    def before(self, starts: int, gap: int) -> int:
        """The tokens from which one of ``starts`` may be reached over a gap of up to ``gap`` words, and some more."""
        steps = self._spans.get(gap)
        if steps is None:
            steps = self._spans[gap] = _shifts(self._span(gap))
        for step in steps:
            starts |= starts >> step
        return starts

    def _span(self, gap: int) -> int:
        """The most tokens that a gap of up to ``gap`` words skips."""
        self._count_words()
        word_starts = self._word_starts
        if len(word_starts) <= gap + 2:
            return len(self.texts)
        most: int = max(map(sub, word_starts[gap + 2 :], word_starts))
        return most

    def _count_words(self) -> None:
        if self._word_numbers:
            return
        numbers = [0]
        for _, tokens, shift, own in self.segments:
            base = numbers[-1] + _APART
            numbers += [base + n for n in tokens.word_numbers[own.start - shift : own.stop - shift]]
            numbers.append(numbers[-1] + _APART)
        self._word_numbers = numbers
        self._word_starts = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if one != other]

    def places(self, at: int, gap: int) -> range:
        """The tokens at which an element may begin, after a gap of up to ``gap`` words."""
        if self.texts[at] == NO_TOKEN:
            return range(0)
        if at in self.starts:
            return range(at, at + 1)
        self._count_words()
        numbers = self._word_numbers
        return range(at, bisect_right(numbers, numbers[at - 1] + gap + 1, at))

    def originals(self, at: int, length: int) -> tuple[str, ...]:
        """The ``length`` tokens from ``at`` on with their own capitals, or as many as the sentence has."""
        segment = self.segments[self.segment_of[at]]
        at -= segment.shift
        return segment.tokens.originals(at, at + length)

    @property
    def numbers(self) -> Places:
        """The places of numbers, with their units and without them."""
        if self._numbers is None:
            self._numbers = {}
            for at in self.positions.get(NUMBER, ()):
                segment = self.segments[self.segment_of[at]]
                for end in number_ends(segment.tokens, at - segment.shift):
                    length = end + segment.shift - at
                    self._numbers[length] = self._numbers.get(length, 0) | 1 << at
        return self._numbers

    @property
    def names(self) -> int:
        """The tokens that have a capital and do not begin their sentence."""
        if self._names is None:
            self._names = mask_of(self._capitals())
        return self._names

    def _capitals(self) -> Iterator[int]:
        for _, tokens, shift, own in self.segments:
            text, starts, first = tokens.text, tokens.starts, tokens.first_word + shift
            yield from (at for at in own if at > first and text[starts[at - shift]].isupper())

    @property
    def uncommon(self) -> int:
        """The tokens that are words which few posts use, and no names."""
        if self._uncommon is None:
            uncommon = mask_of(at for word in self.uncommon_words for at in self.positions[word])
            self._uncommon = uncommon & ~self.names
        return self._uncommon


def _shifts(span: int) -> tuple[int, ...]:
    """By how much to shift a set, each time joining it with itself, to have all within a span before it."""
    width, shifts = 1, []
    while span > 0:
        shifts.append(min(width, span))
        span -= width
        width *= 2
    return tuple(shifts)


def mask_of(indices: Iterable[int]) -> int:
    """The set of some tokens."""
    mask = 0
    for index in indices:
        mask |= 1 << index
    return mask


def tokens_in(mask: int) -> Iterator[int]:
    """The tokens of a set, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def lay_out(sentences: Sequence[Tokens], vocabularies: int) -> Iterator[Passage]:
    """Sentences as passages of some length."""
    pieces: list[tuple[int, Tokens, int, int]] = []
    count = 0
    for number, tokens in enumerate(sentences):
        for begin in range(0, len(tokens.texts), _MOST_TOKENS):
            end = min(begin + _MOST_TOKENS, len(tokens.texts))
            pieces.append((number, tokens, begin, end))
            count += end - begin
            if count >= _ENOUGH_TOKENS:
                yield Passage(pieces, vocabularies)
                pieces, count = [], 0
    if pieces:
        yield Passage(pieces, vocabularies)
