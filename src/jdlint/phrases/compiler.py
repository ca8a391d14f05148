"""Phrases and the entries of vocabularies compiled: to rows of tokens where they stand for few, else to elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple, TypeAlias

from jdlint.phrases.literals import literals, without_longer
from jdlint.phrases.syntax import NAME, UNCOMMON, Node, Vocabularies, parse_phrase, plain_words
from jdlint.phrases.tokens import tokenize

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


class Element(NamedTuple):
    """One element of a pattern.

    ``data`` is a set of tokens (``WORDS``), a tree of tokens (``TRIE``), the beginning of one (``STEM``), tokens
    with their capitals (``EXACT``), patterns (``CHOICE``), a vocabulary's number (``VOCABULARY``) or a number of
    words (``GAP``).
    """

    op: Op
    data: Any = None
    optional: bool = False


class Pattern(NamedTuple):
    """Elements that follow each other, and whether they only count where the sentence begins."""

    elements: tuple[Element, ...]
    at_start: bool = False


@dataclass(slots=True, eq=False)
class Wordings:
    """The ways to say a phrase, or an entry of a vocabulary: rows of tokens and patterns."""

    literals: list[tuple[str, ...]] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Compiler:
    """Compiles phrases; ``compiled`` are the vocabularies that they refer to, by their numbers in ``numbers``."""

    vocabularies: Vocabularies
    numbers: dict[str, int] = field(default_factory=dict)
    compiled: dict[int, Wordings] = field(default_factory=dict)

    def phrase(self, nodes: Sequence[Node]) -> Wordings:
        """The wordings of a phrase; of two rows of tokens that begin at one place only the preferred one is kept."""
        rows = literals(nodes)
        return Wordings(patterns=[self._pattern(nodes)]) if rows is None else Wordings(without_longer(rows))

    def _vocabulary(self, reference: str) -> int:
        """The number of the vocabulary ``name`` or ``name/group``, compiled when it is first referred to."""
        name, _, group = reference.partition("/")
        reference = f"{name}/{group}" if group else name
        known = self.numbers.get(reference)
        if known is not None:
            return known
        number = self.numbers[reference] = len(self.numbers)
        wordings = self.compiled[number] = Wordings()
        for entry_group, entries in self.vocabularies[name].items():
            for entry in entries if group in ("", entry_group) else ():
                self._add_entry(wordings, entry)
        return number

    def _add_entry(self, wordings: Wordings, entry: str) -> None:
        words = plain_words(entry)
        if words is not None:
            wordings.literals.append(words)
            return
        self._add_wording(wordings, parse_phrase(entry, self.vocabularies))

    def _add_wording(self, wordings: Wordings, nodes: Sequence[Node]) -> None:
        """Add a wording of a vocabulary; each option of a choice that stands alone is a wording of its own."""
        rows = literals(nodes)
        if rows is not None:
            wordings.literals.extend(rows)
        elif len(nodes) == 1 and nodes[0].kind == "choice":
            for option in nodes[0].options:
                self._add_wording(wordings, option)
        else:
            wordings.patterns.append(self._pattern(nodes))

    def _pattern(self, nodes: Sequence[Node]) -> Pattern:
        elements = tuple(self._element(node) for node in nodes if node.kind != "start")
        return Pattern(elements, nodes[0].kind == "start")

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
            return Element(Op.UNCOMMON, None, node.optional)
        if node.text == NAME:
            return Element(Op.NAME, None, node.optional)
        return Element(Op.VOCABULARY, self._vocabulary(node.text), node.optional)

    def _words(self, node: Node) -> Element:
        rows = literals((Node(node.kind, node.text, node.options),))
        if rows is None:
            return Element(Op.CHOICE, tuple(self._pattern(option) for option in node.options), node.optional)
        if all(len(tokens) == 1 for tokens in rows):
            return Element(Op.WORDS, frozenset(tokens[0] for tokens in rows), node.optional)
        trie: Trie = {}
        for tokens in rows:
            insert(trie, tokens)[END] = {}
        return Element(Op.TRIE, trie, node.optional)


def insert(trie: Trie, tokens: Sequence[str]) -> Trie:
    """The node of a tree to which some tokens lead, made where it is not there."""
    level = trie
    for token in tokens:
        level = level.setdefault(token, {})
    return level


def to_plain(pattern: Pattern) -> list[Any]:
    """A pattern as lists, numbers and texts."""
    return [
        [[int(op), _data_to_plain(op, data), optional] for op, data, optional in pattern.elements],
        pattern.at_start,
    ]


def from_plain(plain: Sequence[Any]) -> Pattern:
    """The pattern again."""
    elements, at_start = plain
    return Pattern(
        tuple(Element(op := Op(number), _data_from_plain(op, data), optional) for number, data, optional in elements),
        at_start,
    )


def _data_to_plain(op: Op, data: Any) -> Any:  # noqa: ANN401 - as the elements hold it
    if op is Op.WORDS:
        return sorted(data)
    return [to_plain(option) for option in data] if op is Op.CHOICE else data


def _data_from_plain(op: Op, data: Any) -> Any:  # noqa: ANN401 - as above
    match op:
        case Op.WORDS:
            return frozenset(data)
        case Op.EXACT:
            return tuple(data)
        case Op.CHOICE:
            return tuple(from_plain(option) for option in data)
    return data
