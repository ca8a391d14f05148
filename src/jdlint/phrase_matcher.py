"""Phrases compiled to rows of elements, and matched against the tokens of a sentence.

A vocabulary becomes a tree of tokens that all phrases share, and where it matches is remembered for the
sentence. Gaps are bounded, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product
from typing import Any, TypeAlias

from jdlint.inflection import word_forms
from jdlint.phrase_syntax import Node, Vocabularies, parse_phrase
from jdlint.tokens import NUMBER_WORDS, Tokens, tokenize

_MAX_LITERALS = 256
_STEM = 3
_NUMBER = re.compile(
    r"\d[\d.,]*(?:\s?(?:%|\+|k|m|mm|bn|b|x|tb|pb|gb|ms|percent|million|billion|thousand)(?![^\W_]))?"
    r"|(?:" + "|".join(sorted(NUMBER_WORDS)) + r")(?:\s+of)?(?![^\W_])"
)
_END: Any = ""

Trie: TypeAlias = dict[str, Any]


class Op(IntEnum):
    """What an element looks for."""

    WORDS = 0
    TRIE = 1
    STEM = 2
    EXACT = 3
    NUMBER = 4
    CHOICE = 5
    VOCABULARY = 6
    GAP = 7


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element of a row.

    ``data`` is a set of tokens (``WORDS``), a tree of tokens (``TRIE``), the beginning of one (``STEM``), tokens
    with their capitals (``EXACT``), rows (``CHOICE``), a reference (``VOCABULARY``) or a number of words (``GAP``).
    """

    op: Op
    data: Any = None
    optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A compiled phrase; ``first`` are the tokens with which it can begin: whole, as ``stem*``, or ``#``."""

    elements: tuple[Element, ...]
    at_start: bool
    first: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Vocabulary:
    """A compiled vocabulary: its plain entries as a tree, the others as rows by their first tokens."""

    trie: Trie
    by_first: dict[str, list[Row]]
    first: frozenset[str]


@dataclass(slots=True, eq=False)
class Compiler:
    """Compiles phrases; vocabularies are compiled once, when a phrase first refers to them."""

    vocabularies: Vocabularies
    _compiled: dict[str, _Vocabulary] = field(default_factory=dict)

    def row(self, nodes: Sequence[Node]) -> Row:
        """The row of a phrase's elements."""
        elements = tuple(self._element(node) for node in nodes if node.kind != "start")
        return Row(elements, nodes[0].kind == "start", self._first(elements))

    def vocabulary(self, name: str) -> _Vocabulary:
        """The compiled vocabulary ``name`` or ``name/group``."""
        if name not in self._compiled:
            self._compiled[name] = self._compile_vocabulary(name)
        return self._compiled[name]

    def _compile_vocabulary(self, name: str) -> _Vocabulary:
        vocabulary, _, group = name.partition("/")
        trie: Trie = {}
        by_first: dict[str, list[Row]] = {}
        first: set[str] = set()
        for entry_group, entries in self.vocabularies[vocabulary].items():
            if group and group != entry_group:
                continue
            for entry in entries:
                nodes = parse_phrase(entry, self.vocabularies)
                literals = _literals(nodes)
                if literals is not None:
                    for tokens in literals:
                        _insert(trie, tokens)
                    first.update(tokens[0] for tokens in literals)
                    continue
                row = self.row(nodes)
                first |= row.first
                for token in row.first:
                    by_first.setdefault(bucket(token), []).append(row)
        return _Vocabulary(trie, by_first, frozenset(first))

    def _element(self, node: Node) -> Element:
        match node.kind:
            case "gap":
                return Element(Op.GAP, int(node.text))
            case "stem":
                return Element(Op.STEM, node.text, node.optional)
            case "number":
                return Element(Op.NUMBER, None, node.optional)
            case "exact":
                return Element(Op.EXACT, tokenize(node.text, fold=False).texts, node.optional)
            case "vocabulary":
                return Element(Op.VOCABULARY, node.text, node.optional)
        literals = _literals((Node(node.kind, node.text, node.options),))
        if literals is None:
            return Element(Op.CHOICE, tuple(self.row(option) for option in node.options), node.optional)
        if all(len(tokens) == 1 for tokens in literals):
            return Element(Op.WORDS, frozenset(tokens[0] for tokens in literals), node.optional)
        trie: Trie = {}
        for tokens in literals:
            _insert(trie, tokens)
        return Element(Op.TRIE, trie, node.optional)

    def _first(self, elements: Sequence[Element]) -> frozenset[str]:
        found: set[str] = set()
        for element in elements:
            found |= self._first_of(element)
            if not element.optional:
                break
        return frozenset(found)

    def _first_of(self, element: Element) -> frozenset[str]:
        match element.op:
            case Op.WORDS:
                return frozenset(element.data)
            case Op.TRIE:
                return frozenset(element.data)
            case Op.STEM:
                return frozenset({element.data + "*"})
            case Op.EXACT:
                return frozenset({element.data[0].lower()})
            case Op.NUMBER:
                return frozenset({"#"})
            case Op.CHOICE:
                return frozenset().union(*(row.first for row in element.data))
        return self.vocabulary(element.data).first


def bucket(token: str) -> str:
    """The key under which a row is kept: the token, the first letters of a stem, or ``#``."""
    return token[:_STEM] + "*" if token.endswith("*") and len(token) > 1 else token


def _insert(trie: Trie, tokens: Sequence[str]) -> None:
    level = trie
    for token in tokens:
        level = level.setdefault(token, {})
    level[_END] = {}


def _literals(nodes: Sequence[Node]) -> list[tuple[str, ...]] | None:
    """All rows of tokens that some nodes stand for, or ``None`` where they are not a short list."""
    columns: list[list[tuple[str, ...]]] = []
    size = 1
    for node in nodes:
        column = _literal_column(node)
        if column is None:
            return None
        if node.optional:
            column = [*column, ()]
        size *= len(column)
        if size > _MAX_LITERALS:
            return None
        columns.append(column)
    rows = (tuple(token for part in parts for token in part) for parts in product(*columns))
    return [row for row in rows if row]


def _literal_column(node: Node) -> list[tuple[str, ...]] | None:
    match node.kind:
        case "word":
            return [tokenize(node.text).texts]
        case "sign":
            return [(node.text,)]
        case "forms":
            return [tokenize(form).texts for form in word_forms(node.text)]
        case "choice":
            options = [_literals(option) for option in node.options]
            return None if any(o is None for o in options) else [row for o in options for row in o or ()]
    return None


@dataclass(slots=True, eq=False)
class Scan:
    """The matching of rows in one sentence; where vocabularies match is remembered."""

    compiler: Compiler
    tokens: Tokens
    _found: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)

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
            return self._match(elements, index + 1, at, element.data)
        for place in self._places(at, gap):
            for end in self._ends(element, place):
                found = self._match(elements, index + 1, end, 0)
                if found >= 0:
                    return found
        return self._match(elements, index + 1, at, gap) if element.optional else -1

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
    if len(token) >= _STEM:
        yield token[:_STEM] + "*"
    if token[0].isdigit() or token in NUMBER_WORDS:
        yield "#"


def _walk(trie: Trie, texts: Sequence[str], at: int) -> Iterator[int]:
    """The ends of the entries of a tree that begin at a token, the shortest first."""
    level = trie
    for index in range(at, len(texts)):
        level = level.get(texts[index])  # type: ignore[assignment]
        if level is None:
            return
        if _END in level:
            yield index + 1
