"""The matching of compiled phrases against the tokens of a sentence.

Where vocabularies match is remembered for the sentence, and gaps are bounded, so that the time is linear in
the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from jdlint.phrases.compiler import END, Compiler, Element, Op, Row, Trie, Vocabulary
from jdlint.phrases.tokens import NUMBER_WORDS, Tokens

_NUMBER = re.compile(
    r"(?<!\d[.,])(?P<bare>\d[\d.,]*)(?:\s?(?:%|\+|k|m|mm|bn|b|x|tb|pb|gb|ms|percent|million|billion|thousand)(?![^\W_]))?"
    r"|(?:" + "|".join(sorted(NUMBER_WORDS)) + r")(?:\s+of)?(?![^\W_])"
)

_SHORTEST_UNCOMMON = 4


class Scan:
    """The matching of rows in one sentence; where vocabularies match and rows fail is remembered."""

    __slots__ = ("_compiler", "_failed", "_found", "_keys", "_met", "tokens")

    def __init__(self, compiler: Compiler, tokens: Tokens) -> None:
        self.tokens = tokens
        self._compiler = compiler
        self._keys = frozenset(chain.from_iterable(tokens.keys))
        self._found: dict[str, list[tuple[int, ...] | None]] = {}
        self._failed: set[tuple[int, int, int]] = set()
        self._met: dict[int, bool] = {}

    def match(self, row: Row, start: int) -> int:
        """The index after the last token of the row's first match at token ``start``, or -1."""
        if row.at_start and start != self.tokens.first_word:
            return -1
        return self._match(row.elements, 0, start, 0) if self._is_possible(row) else -1

    def _is_possible(self, row: Row) -> bool:
        """Whether the sentence has what the row needs at all."""
        for need in row.needs:
            met = self._met.get(id(need))
            if met is None:
                met = self._met[id(need)] = not self._keys.isdisjoint(need)
            if not met:
                return False
        return True

    def _match(self, elements: tuple[Element, ...], index: int, at: int, gap: int) -> int:
        """The end of the first match of ``elements[index:]`` at ``at``, after a gap of up to ``gap`` words."""
        if index == len(elements):
            return at
        element = elements[index]
        if element.op is Op.GAP:
            return self._match_gap(elements, index, at)
        for place in self._places(at, gap):
            for end in self._ends(element, place):
                found = self._match(elements, index + 1, end, 0)
                if found >= 0:
                    return found
        return self._match(elements, index + 1, at, gap) if element.optional else -1

    def _match_gap(self, elements: tuple[Element, ...], index: int, at: int) -> int:
        """The end of the first match after a gap; where there was none before, there is none now."""
        key = (id(elements), index, at)
        if key in self._failed:
            return -1
        found = self._match(elements, index + 1, at, elements[index].data)
        if found < 0:
            self._failed.add(key)
        return found

    def _places(self, at: int, gap: int) -> range:
        """The tokens at which an element may begin."""
        count = len(self.tokens.texts)
        if at >= count:
            return range(0)
        if not gap or at == 0:
            return range(at, at + 1)
        numbers = self.tokens.word_numbers
        return range(at, bisect_right(numbers, numbers[at - 1] + gap + 1))

    def _ends(self, element: Element, at: int) -> tuple[int, ...]:
        """The indices after the last token of each match of an element at a token, the longest first."""
        op = element.op
        if op is Op.WORDS:
            return (at + 1,) if self.tokens.texts[at] in element.data else ()
        if op is Op.VOCABULARY:
            return self._vocabulary_ends(element.data, at)
        return self._other_ends(element, at)

    def _other_ends(self, element: Element, at: int) -> tuple[int, ...]:
        texts = self.tokens.texts
        match element.op:
            case Op.TRIE:
                return tuple(_walk(element.data, texts, at))[::-1]
            case Op.STEM:
                return (at + 1,) if texts[at].startswith(element.data) else ()
            case Op.EXACT:
                end = at + len(element.data)
                return (end,) if self.tokens.originals(at, end) == element.data else ()
            case Op.NUMBER:
                return self._number_ends(at)
            case Op.UNCOMMON:
                return (at + 1,) if self._is_uncommon(at, element.data) else ()
            case Op.NAME:
                return (at + 1,) if self._is_name(at) else ()
        return self._row_ends(element.data, at)

    def _is_uncommon(self, at: int, common: frozenset[str]) -> bool:
        """Whether a token is a word of some length that few posts use, in either number, and no name."""
        text = self.tokens.texts[at]
        if len(text) < _SHORTEST_UNCOMMON or not text.isalpha() or text in common or self._is_name(at):
            return False
        return not any(text.endswith(end) and text[: -len(end)] in common for end in ("s", "es", "ed", "ing", "ly"))

    def _is_name(self, at: int) -> bool:
        """Whether a token that does not begin the sentence has a capital."""
        return at > self.tokens.first_word and self.tokens.text[self.tokens.starts[at]].isupper()

    def _vocabulary_ends(self, name: str, at: int) -> tuple[int, ...]:
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = [None] * len(self.tokens.texts)
        ends = found[at]
        if ends is None:
            ends = found[at] = self._find_in_vocabulary(self._compiler.vocabulary(name), at)
        return ends

    def _find_in_vocabulary(self, vocabulary: Vocabulary, at: int) -> tuple[int, ...]:
        texts = self.tokens.texts
        ends = set(_walk(vocabulary.trie, texts, at)) if texts[at] in vocabulary.trie else set()
        for key in self.tokens.keys[at]:
            if rows := vocabulary.by_first.get(key):
                ends.update(self._row_ends(rows, at))
        return tuple(sorted(ends, reverse=True)) if ends else ()

    def _row_ends(self, rows: Sequence[Row], at: int) -> tuple[int, ...]:
        """All ends of some rows: those that begin with a vocabulary or a choice can have several."""
        ends: set[int] = set()
        for row in rows:
            if self._is_possible(row) and (not row.at_start or at == self.tokens.first_word):
                ends.update(self._all_ends(row.elements, 0, at, 0))
        return tuple(sorted(ends, reverse=True))

    def _all_ends(self, elements: tuple[Element, ...], index: int, at: int, gap: int) -> Iterator[int]:
        if index == len(elements):
            yield at
            return
        element = elements[index]
        if element.op is Op.GAP:
            yield from self._all_ends(elements, index + 1, at, element.data)
            return
        for place in self._places(at, gap):
            for end in self._ends(element, place):
                yield from self._all_ends(elements, index + 1, end, 0)
        if element.optional:
            yield from self._all_ends(elements, index + 1, at, gap)

    def _number_ends(self, at: int) -> tuple[int, ...]:
        """The ends of a number with its unit and without it."""
        found = _NUMBER.match(self.tokens.folded, self.tokens.starts[at])
        if found is None:
            return ()
        ends = {bisect_left(self.tokens.starts, found.end(group)) for group in (0, "bare") if found[group]}
        return tuple(sorted(ends, reverse=True))


def _walk(trie: Trie, texts: Sequence[str], at: int) -> Iterator[int]:
    """The ends of the entries of a tree that begin at a token, the shortest first."""
    level = trie
    for index in range(at, len(texts)):
        if texts[index] not in level:
            return
        level = level[texts[index]]
        if END in level:
            yield index + 1
