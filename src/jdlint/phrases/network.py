"""All phrases and vocabularies of a rule set as one network: which tokens of a sentence make it look for what.

Rows of tokens stand in one tree. A pattern waits for the rarest of the words and vocabularies that it cannot do
without, and is tried only when the sentence has the others too. Vocabularies come before those that refer to them,
so that each is complete when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from jdlint.phrases.compiler import END, Compiler, Op, Pattern, Trie, Wordings, insert
from jdlint.phrases.conditions import Condition, begins_with, needs_of, rate_of_condition
from jdlint.phrases.frequency import rate
from jdlint.phrases.steps import every_end, first_end
from jdlint.phrases.syntax import COMMON_WORDS
from jdlint.phrases.tokens import keys_of
from jdlint.phrases.trials import Trial, phrase_trial, starts_of, vocabulary_trial

# A need that more than this many of a thousand sentences meet is not worth looking at.
_COMMON = 150.0
_KNOWN_TOKENS = 20_000


@dataclass(slots=True, eq=False)
class Row:
    """A pattern in the network.

    ``target`` is the number of its vocabulary, or of its phrase where it is not ``of_vocabulary``. ``needs`` has a bit
    for each need that a sentence must meet, ``begins`` is what the pattern can begin with.
    """

    pattern: Pattern
    target: int
    of_vocabulary: bool
    needs: int
    begins: Condition
    _trial: Trial | None = None

    @property
    def trial(self) -> Trial:
        """What looks for it; made when it is first needed."""
        if self._trial is None:
            starts = starts_of(self.begins, at_start=self.pattern.at_start)
            if self.of_vocabulary:
                self._trial = vocabulary_trial(self.target, every_end(self.pattern.elements), starts)
            else:
                self._trial = phrase_trial(self.target, first_end(self.pattern.elements), starts)
        return self._trial


@dataclass(frozen=True, slots=True, eq=False)
class Waking:
    """What a token or a vocabulary makes possible: rows to try, by their level, and bits of the needs it meets."""

    rows: tuple[tuple[int, tuple[int, ...]], ...] = ()
    needs: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """What the network knows of a token.

    ``alone`` are the vocabularies and phrases of which it is a wording by itself, ``node`` is where the tree goes on.
    """

    keys: tuple[str, ...]
    waking: Waking
    alone: tuple[Sequence[int], Sequence[int]] | None
    node: Trie | None


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The network of all phrases.

    A leaf of ``tree`` is a pair: the vocabularies and the phrases of which the tokens up to there are a wording.
    ``alone`` has, by vocabulary, the phrases that are nothing else, ``common`` the words that are not uncommon.
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
        keys = tuple(key for key in keys_of(text) if key in self.keys)
        node = self.tree.get(text, {})
        waking = _join([self.by_key[key] for key in keys if key in self.by_key])
        return Token(keys, waking, node.get(END), node if node.keys() - {END} else None)


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

    def build(self, phrases: Iterable[Wordings]) -> Network:
        """The network; a phrase's number is its place among ``phrases``."""
        for number in self._compiled:
            self._measure(number)
        top = max(self._levels.values(), default=0) + 1
        for number, wordings in self._compiled.items():
            self._add_literals(wordings, number, 0)
            for pattern in wordings.patterns:
                self._add_row(pattern, number, self._levels[number], of_vocabulary=True)
        for number, wordings in enumerate(phrases):
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
        keys = frozenset(by_key).union(*(row.begins.keys for row in self._rows))
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
            rates.append(min(map(self._rate, needs_of(pattern, self._rate))))
        self._levels[number] = level + bool(wordings.patterns)
        self._rates[number] = sum(rates)

    def _rate(self, condition: Condition) -> float:
        return rate_of_condition(condition, self._rates)

    def _add_literals(self, wordings: Wordings, number: int, side: int) -> None:
        for tokens in dict.fromkeys(wordings.literals):
            leaf = insert(self._tree, tokens).setdefault(END, ([], []))
            leaf[side].append(number)

    def _add_row(self, pattern: Pattern, target: int, level: int, *, of_vocabulary: bool) -> None:
        needs = needs_of(pattern, self._rate)
        bits = 0
        for need in needs[1:]:
            if self._rate(need) < _COMMON:
                bits |= self._bits.setdefault(need, 1 << len(self._bits))
        for key in needs[0].all:
            self._waiting.setdefault(key, {}).setdefault(level, []).append(len(self._rows))
        self._rows.append(Row(pattern, target, of_vocabulary, bits, begins_with(pattern.elements)))


def _is_alone(pattern: Pattern) -> bool:
    return len(pattern.elements) == 1 and pattern.elements[0].op is Op.VOCABULARY and not pattern.at_start


def _vocabularies_in(pattern: Pattern) -> Iterator[int]:
    for element in pattern.elements:
        if element.op is Op.VOCABULARY:
            yield element.data
        elif element.op is Op.CHOICE:
            for option in element.data:
                yield from _vocabularies_in(option)
