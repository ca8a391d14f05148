"""All phrases and vocabularies of a rule set as one network: which tokens of a sentence make it look for what.

Rows of tokens stand in one tree. A pattern waits for the rarest of the words and vocabularies that it cannot do
without, and is tried only when the sentence has the others too. Vocabularies come before those that refer to them,
so that each is complete when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from jdlint.phrases.compiler import END, Compiler, Op, Pattern, Trie, Wordings, insert
from jdlint.phrases.conditions import Condition, keys_in, needs_of, rate_of_condition
from jdlint.phrases.frequency import rate
from jdlint.phrases.masks import Mask, masks_of
from jdlint.phrases.steps import Step, every_end, first_end
from jdlint.phrases.syntax import COMMON_WORDS
from jdlint.phrases.tokens import is_uncommon, keys_of

# A need that more than this many of a thousand sentences meet is not worth looking at.
_COMMON = 150.0
# Where the rarest element is so common, all elements tell the beginnings.
_OFTEN = 60.0
_KNOWN_TOKENS = 20_000


@dataclass(slots=True, eq=False)
class Row:
    """A pattern in the network.

    ``target`` is the number of its vocabulary, or of its phrase where it is not ``of_vocabulary``. ``needs`` has a bit
    for each need that a sentence must meet, ``rarest`` is the index of the element from which its beginnings are found.
    """

    pattern: Pattern
    target: int
    of_vocabulary: bool
    needs: int
    rarest: int
    _ways: tuple[tuple[Mask, ...], Step] | None = None

    @property
    def ways(self) -> tuple[tuple[Mask, ...], Step]:
        """How its beginnings are found, and from them its ends; made when first needed."""
        if self._ways is None:
            elements = self.pattern.elements
            self._ways = (
                masks_of(elements[: self.rarest + 1]),
                (every_end if self.of_vocabulary else first_end)(elements),
            )
        return self._ways


@dataclass(frozen=True, slots=True, eq=False)
class Waking:
    """What a token or a vocabulary makes possible: rows to try, by their level, and bits of the needs it meets."""

    rows: tuple[tuple[int, tuple[int, ...]], ...] = ()
    needs: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """What the network knows of a token.

    ``keys`` are those of its keys that are not itself, ``uncommon`` says whether few posts use it. ``alone`` are the vocabularies and phrases of which it is a wording by itself, ``node`` is where the tree goes on.
    """

    keys: tuple[str, ...]
    uncommon: bool
    waking: Waking
    alone: tuple[Sequence[int], Sequence[int]] | None
    node: Trie | None


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The network of all phrases.

    A leaf of ``tree`` is a pair: the vocabularies and the phrases of which the tokens up to there are a wording.
    ``alone`` has, by vocabulary, the phrases that are nothing else, ``common`` the words that are not uncommon,
    ``keys`` the keys by which patterns look for tokens of a kind.
    """

    tree: Trie
    rows: Sequence[Row]
    levels: int
    vocabularies: int
    alone: Mapping[int, Sequence[int]]
    common: frozenset[str]
    keys: frozenset[str]
    by_key: Mapping[str, Waking]
    by_vocabulary: Mapping[int, Waking]
    _tokens: dict[str, Token] = field(default_factory=dict)

    def token(self, text: str) -> Token:
        """What is known of a token."""
        known = self._tokens.get(text)
        if known is None:
            if len(self._tokens) >= _KNOWN_TOKENS:
                self._tokens.clear()
            known = self._tokens[text] = self._look_up(text)
        return known

    def _look_up(self, text: str) -> Token:
        keys = tuple(keys_of(text))
        waking = _join([self.by_key[key] for key in keys if key in self.by_key])
        others = tuple(key for key in keys[1:] if key in self.keys)
        node = self.tree.get(text, {})
        return Token(
            others, is_uncommon(text, self.common), waking, node.get(END), node if node.keys() - {END} else None
        )


def _join(wakings: Sequence[Waking]) -> Waking:
    if len(wakings) < 2:
        return wakings[0] if wakings else _NOTHING
    needs = 0
    for waking in wakings:
        needs |= waking.needs
    return Waking(tuple(chain.from_iterable(waking.rows for waking in wakings)), needs)


_NOTHING = Waking()


class NetworkBuilder:
    """Puts compiled vocabularies and phrases together."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiled = compiler.compiled
        self._levels: dict[int, int] = {}
        self._rates: dict[int, float] = {}
        self._tree: Trie = {}
        self._rows: list[Row] = []
        self._alone: dict[int, list[int]] = {}
        self._bits: dict[Condition, int] = {}
        self._waiting: dict[str | int, dict[int, list[int]]] = {}
        self._common = frozenset(chain.from_iterable(compiler.vocabularies.get(COMMON_WORDS, {}).values()))

    def build(self, phrases: Mapping[int, Wordings]) -> Network:
        """The network of some phrases by their numbers, and of the vocabularies that they need."""
        for wordings in phrases.values():
            for pattern in wordings.patterns:
                for number in _vocabularies_in(pattern):
                    self._measure(number)
        top = max(self._levels.values(), default=0) + 1
        for number, level in self._levels.items():
            wordings = self._compiled[number]
            self._add_literals(wordings, number, 0)
            for pattern in wordings.patterns:
                self._add_row(pattern, number, level, of_vocabulary=True)
        for number, wordings in phrases.items():
            self._add_literals(wordings, number, 1)
            for pattern in wordings.patterns:
                if _is_alone(pattern):
                    self._alone.setdefault(pattern.elements[0].data, []).append(number)
                else:
                    self._add_row(pattern, number, top, of_vocabulary=False)
        return self._finish(top)

    def _finish(self, top: int) -> Network:
        needs: dict[str | int, int] = {}
        for condition, bit in self._bits.items():
            for key in condition.all:
                needs[key] = needs.get(key, 0) | bit
        wakings = {
            key: Waking(
                tuple((level, tuple(rows)) for level, rows in self._waiting.get(key, {}).items()), needs.get(key, 0)
            )
            for key in {**self._waiting, **needs}
        }
        by_key = {key: waking for key, waking in wakings.items() if isinstance(key, str)}
        by_vocabulary = {key: waking for key, waking in wakings.items() if isinstance(key, int)}
        keys = frozenset(key for row in self._rows for key in keys_in(row.pattern))
        return Network(
            self._tree, self._rows, top, len(self._compiled), self._alone, self._common, keys, by_key, by_vocabulary
        )

    def _measure(self, number: int) -> None:
        """Find a vocabulary's level, one above those that it refers to, and how often it can be expected."""
        if number in self._levels:
            return
        wordings = self._compiled[number]
        rates = [min(map(rate, tokens)) for tokens in dict.fromkeys(wordings.literals)]
        level = 0
        for pattern in wordings.patterns:
            for below in _vocabularies_in(pattern):
                self._measure(below)
                level = max(level, self._levels[below])
            rates.append(self._rate(needs_of(pattern, self._rate)[0][1]))
        self._levels[number] = level + bool(wordings.patterns)
        self._rates[number] = sum(rates)

    def _rate(self, condition: Condition) -> float:
        return rate_of_condition(condition, self._rates)

    def _add_literals(self, wordings: Wordings, number: int, side: int) -> None:
        for tokens in dict.fromkeys(wordings.literals):
            leaf = insert(self._tree, tokens).setdefault(END, ([], []))
            leaf[side].append(number)

    def _add_row(self, pattern: Pattern, target: int, level: int, *, of_vocabulary: bool) -> None:
        (rarest, waits_for), *others = needs_of(pattern, self._rate)
        bits = 0
        for _, need in others:
            if self._rate(need) < _COMMON:
                bits |= self._bits.setdefault(need, 1 << len(self._bits))
        for key in waits_for.all:
            self._waiting.setdefault(key, {}).setdefault(level, []).append(len(self._rows))
        if self._rate(waits_for) > _OFTEN:
            rarest = len(pattern.elements) - 1
        self._rows.append(Row(pattern, target, of_vocabulary, bits, rarest))


def _is_alone(pattern: Pattern) -> bool:
    return len(pattern.elements) == 1 and pattern.elements[0].op is Op.VOCABULARY and not pattern.at_start


def _vocabularies_in(pattern: Pattern) -> Iterator[int]:
    for element in pattern.elements:
        if element.op is Op.VOCABULARY:
            yield element.data
        elif element.op is Op.CHOICE:
            for option in element.data:
                yield from _vocabularies_in(option)
