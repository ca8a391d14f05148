"""Phrases compiled to rows of elements; a vocabulary becomes one tree of tokens that all phrases share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from itertools import chain, product
from typing import Any, TypeAlias

from jdlint.phrases.inflection import word_forms
from jdlint.phrases.syntax import COMMON_WORDS, NAME, UNCOMMON, Node, Vocabularies, parse_phrase, plain_words
from jdlint.phrases.tokens import STEM_LENGTH, tokenize

_MAX_LITERALS = 256
END: Any = ""

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
    UNCOMMON = 8
    NAME = 9


# The key of an element that can begin with any word, so that it says nothing of what a sentence needs.
ANY = "*"


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element of a row.

    ``data`` is a set of tokens (``WORDS``), a tree of tokens (``TRIE``), the beginning of one (``STEM``), tokens
    with their capitals (``EXACT``), rows (``CHOICE``), a reference (``VOCABULARY``), a number of words (``GAP``) or the words that are not
    uncommon (``UNCOMMON``).
    """

    op: Op
    data: Any = None
    optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A compiled phrase.

    ``first`` are the keys (``token_keys``) of the tokens with which it can begin. ``needs`` are sets of keys of
    which each must share one with the sentence, or the phrase cannot be there.
    """

    elements: tuple[Element, ...]
    at_start: bool
    first: frozenset[str]
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """A compiled vocabulary: its plain entries as a tree, the others as rows by the keys of their first tokens."""

    trie: Trie
    by_first: dict[str, list[Row]]
    first: frozenset[str]


@dataclass(slots=True, eq=False)
class Compiler:
    """Compiles phrases; vocabularies are compiled once, when a phrase first refers to them."""

    vocabularies: Vocabularies
    _compiled: dict[str, Vocabulary] = field(default_factory=dict)
    _sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def row(self, nodes: Sequence[Node]) -> Row:
        """The row of a phrase's elements."""
        elements = tuple(self._element(node) for node in nodes if node.kind != "start")
        needs = dict.fromkeys(self._first_of(element) for element in elements[1:] if not element.optional)
        needed = tuple(keys for keys in needs if ANY not in keys)
        return Row(elements, nodes[0].kind == "start", self._first(elements), needed)

    def vocabulary(self, name: str) -> Vocabulary:
        """The compiled vocabulary ``name`` or ``name/group``."""
        if name not in self._compiled:
            self._compiled[name] = self._compile_vocabulary(name)
        return self._compiled[name]

    def _compile_vocabulary(self, name: str) -> Vocabulary:
        vocabulary, _, group = name.partition("/")
        trie: Trie = {}
        by_first: dict[str, list[Row]] = {}
        first: set[str] = set()
        for entry_group, entries in self.vocabularies[vocabulary].items():
            if group and group != entry_group:
                continue
            for entry in entries:
                words = plain_words(entry)
                if words is not None:
                    _insert(trie, words)
                    first.add(words[0])
                    continue
                nodes = parse_phrase(entry, self.vocabularies)
                literals = _literals(nodes)
                if literals is not None:
                    for tokens in literals:
                        _insert(trie, tokens)
                    first.update(tokens[0] for tokens in literals)
                    continue
                row = self.row(nodes)
                first |= row.first
                for key in row.first:
                    by_first.setdefault(key, []).append(row)
        return Vocabulary(trie, by_first, frozenset(first))

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
                return self._reference(node)
        return self._words(node)

    def _reference(self, node: Node) -> Element:
        if node.text == UNCOMMON:
            return Element(Op.UNCOMMON, self._common_words(), node.optional)
        if node.text == NAME:
            return Element(Op.NAME, None, node.optional)
        return Element(Op.VOCABULARY, node.text, node.optional)

    def _words(self, node: Node) -> Element:
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

    def _common_words(self) -> frozenset[str]:
        words = frozenset(chain.from_iterable(self.vocabularies[COMMON_WORDS].values()))
        return self._sets.setdefault(words, words)

    def _first_of(self, element: Element) -> frozenset[str]:
        """The keys of an element's first tokens; equal sets are one object, so that they are cheap to remember."""
        if element.op is Op.VOCABULARY:
            return self.vocabulary(element.data).first
        keys = _first_keys(element)
        return self._sets.setdefault(keys, keys)


def _first_keys(element: Element) -> frozenset[str]:
    match element.op:
        case Op.WORDS | Op.TRIE:
            return frozenset(element.data)
        case Op.STEM:
            return frozenset({element.data[:STEM_LENGTH] + "*"})
        case Op.EXACT:
            return frozenset({element.data[0].lower()})
        case Op.NUMBER:
            return frozenset({"#"})
        case Op.GAP | Op.UNCOMMON | Op.NAME:
            return frozenset({ANY})
    return frozenset().union(*(row.first for row in element.data))


def _insert(trie: Trie, tokens: Sequence[str]) -> None:
    level = trie
    for token in tokens:
        level = level.setdefault(token, {})
    level[END] = {}


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


@cache
def _tokens_of(word: str) -> tuple[str, ...]:
    """The tokens of a word of a phrase, which is nearly always one."""
    return (word.lower(),) if word.isascii() and word.isalnum() else tokenize(word).texts


def _literal_column(node: Node) -> list[tuple[str, ...]] | None:
    match node.kind:
        case "word":
            return [_tokens_of(node.text)]
        case "sign":
            return [(node.text,)]
        case "forms":
            return [_tokens_of(form) for form in word_forms(node.text)]
        case "choice":
            options = [_literals(option) for option in node.options]
            return None if any(o is None for o in options) else [row for o in options for row in o or ()]
    return None
