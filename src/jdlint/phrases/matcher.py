"""The matching of compiled phrases against the tokens of a sentence.

Where vocabularies match is remembered for the sentence, and gaps are bounded, so that the time is linear in
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jdlint.phrases.compiler import END, STEM_LENGTH, Compiler, Element, Op, Row, Trie
from jdlint.phrases.tokens import NUMBER_WORDS, Tokens

_NUMBER = re.compile(
    r"(?<!\d[.,])\d[\d.,]*(?:\s?(?:%|\+|k|m|mm|bn|b|x|tb|pb|gb|ms|percent|million|billion|thousand)(?![^\W_]))?"
    r"|(?:" + "|".join(sorted(NUMBER_WORDS)) + r")(?:\s+of)?(?![^\W_])"
)


@dataclass(slots=True, eq=False)
class Scan:
    """The matching of rows in one sentence; where vocabularies match and rows fail is remembered."""

    compiler: Compiler
    tokens: Tokens
    _found: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    _failed: set[tuple[int, int, int]] = field(default_factory=set)

    def match(self, row: Row, start: int) -> int:
        """The index after the last token of the row's first match at token ``start``, or -1."""
        if row.at_start and start != self.tokens.first_word:
            return -1
        return self._match(row.elements, 0, start, 0)

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
        numbers = self.tokens.word_numbers
        count = len(numbers)
        if not gap or at == 0 or at >= count:
            return range(at, min(at + 1, count))
        last = numbers[at - 1] + gap + 1
        end = at
        while end < count and numbers[end] <= last:
            end += 1
        return range(at, end)

    def _ends(self, element: Element, at: int) -> tuple[int, ...]:
        """The indices after the last token of each match of an element at a token, the longest first."""
        texts = self.tokens.texts
        match element.op:
            case Op.WORDS:
                return (at + 1,) if texts[at] in element.data else ()
            case Op.VOCABULARY:
                return self._vocabulary_ends(element.data, at)
            case Op.TRIE:
                return tuple(_walk(element.data, texts, at))[::-1]
            case Op.STEM:
                return (at + 1,) if texts[at].startswith(element.data) else ()
            case Op.EXACT:
                end = at + len(element.data)
                return (end,) if self.tokens.originals(at, end) == element.data else ()
            case Op.NUMBER:
                return self._number_ends(at)
        return self._row_ends(element.data, at)

    def _vocabulary_ends(self, name: str, at: int) -> tuple[int, ...]:
        key = (name, at)
        if key not in self._found:
            vocabulary = self.compiler.vocabulary(name)
            texts = self.tokens.texts
            ends = set(_walk(vocabulary.trie, texts, at))
            for bucket in buckets(texts[at]):
                ends.update(self._row_ends(vocabulary.by_first.get(bucket, ()), at))
            self._found[key] = tuple(sorted(ends, reverse=True))
        return self._found[key]

    def _row_ends(self, rows: Sequence[Row], at: int) -> tuple[int, ...]:
        """All ends of some rows: those that begin with a vocabulary or a choice can have several."""
        ends: set[int] = set()
        for row in rows:
            if not row.at_start or at == self.tokens.first_word:
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
        found = _NUMBER.match(self.tokens.folded, self.tokens.starts[at])
        if found is None:
            return ()
        end = at + 1
        while end < len(self.tokens.starts) and self.tokens.starts[end] < found.end():
            end += 1
        return (end,)


def buckets(token: str) -> Iterator[str]:
    """The keys under which rows are kept that can begin with a token."""
    yield token
    if len(token) >= STEM_LENGTH:
        yield token[:STEM_LENGTH] + "*"
    if token[0].isdigit() or token in NUMBER_WORDS:
        yield "#"


def _walk(trie: Trie, texts: Sequence[str], at: int) -> Iterator[int]:
    """The ends of the entries of a tree that begin at a token, the shortest first."""
    level = trie
    for index in range(at, len(texts)):
        if texts[index] not in level:
            return
        level = level[texts[index]]
        if END in level:
            yield index + 1
