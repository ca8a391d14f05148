"""The network of phrases put together: what is tried when, and on which condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from jdlint.caching.packed import pack
from jdlint.phrases.compiler import END, Compiler, Op, Pattern, Trie, Wordings, insert, to_plain
from jdlint.phrases.conditions import Condition, keys_in, needs_of, rate_of_condition
from jdlint.phrases.frequency import rate
from jdlint.phrases.network import Plain
from jdlint.phrases.syntax import COMMON_WORDS

# A need that more than this many of a thousand sentences meet is not worth looking at.
_COMMON = 400.0
# Where the rarest element is so common, all elements tell the beginnings.
_OFTEN = 60.0


class NetworkBuilder:
    """Puts compiled vocabularies and phrases together."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiled = compiler.compiled
        self._levels: dict[int, int] = {}
        self._rates: dict[int, float] = {}
        self._tree: Trie = {}
        self._rows: list[list[Any]] = []
        self._keys: set[str] = set()
        self._alone: dict[int, list[int]] = {}
        self._sought: set[int] = set()
        self._conditions: dict[Condition, int] = {}
        self._waiting: dict[str | int, dict[int, list[int]]] = {}
        self._common = sorted(set(chain.from_iterable(compiler.vocabularies.get(COMMON_WORDS, {}).values())))

    def build(self, phrases: Mapping[int, Wordings]) -> Plain:
        """What makes the network of some phrases by their numbers, and of the vocabularies that they need."""
        for wordings in phrases.values():
            for pattern in wordings.patterns:
                for number in _vocabularies_in(pattern):
                    self._measure(number)
        top = max(self._levels.values(), default=0) + 1
        for number, wordings in phrases.items():
            self._add_literals(wordings, [], [number])
            for pattern in wordings.patterns:
                if _is_alone(pattern):
                    self._alone.setdefault(pattern.elements[0].data, []).append(number)
                else:
                    self._add_row(pattern, number, top, of_vocabulary=False)
        for number, level in self._levels.items():
            for pattern in self._compiled[number].patterns:
                self._add_row(pattern, number, level, of_vocabulary=True)
        for number in self._levels:
            sought = [number] if number in self._sought else []
            self._add_literals(self._compiled[number], sought, self._alone.get(number, []))
        return self._finish(top)

    def _finish(self, top: int) -> Plain:
        meets: dict[str | int, list[int]] = {}
        for condition, number in self._conditions.items():
            for key in condition.all:
                meets.setdefault(key, []).append(number)
        by_key: dict[str, Any] = {}
        by_vocabulary: dict[str, Any] = {}
        for key, conditions in meets.items():
            rows = [[level, rows] for level, rows in self._waiting.get(key, {}).items()]
            of_kind = by_key if isinstance(key, str) else by_vocabulary
            of_kind[str(key)] = [rows, conditions]
        rest = {
            "levels": top,
            "vocabularies": len(self._compiled),
            "alone": {str(number): phrases for number, phrases in self._alone.items()},
            "sought": sorted(self._sought),
            "of_patterns": [number for number, level in self._levels.items() if level],
            "common": self._common,
            "keys": sorted(self._keys),
            "by_vocabulary": by_vocabulary,
        }
        return Plain(
            {token: pack(node) for token, node in self._tree.items()},
            [pack(row) for row in self._rows],
            {key: pack(waking) for key, waking in by_key.items()},
            rest,
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

    def _add_literals(self, wordings: Wordings, vocabularies: Sequence[int], phrases: Sequence[int]) -> None:
        """Put rows of tokens into the tree, as wordings of vocabularies that patterns seek, and of phrases."""
        for tokens in dict.fromkeys(wordings.literals):
            leaf = insert(self._tree, tokens).setdefault(END, [[], []])
            leaf[0] += vocabularies
            leaf[1] += phrases

    def _add_row(self, pattern: Pattern, target: int, level: int, *, of_vocabulary: bool) -> None:
        (rarest, waits_for), *others = needs_of(pattern, self._rate)
        needs = (waits_for, *(need for _, need in others if self._rate(need) < _COMMON))
        conditions = [self._conditions.setdefault(need, len(self._conditions)) for need in needs]
        for key in waits_for.all:
            self._waiting.setdefault(key, {}).setdefault(level, []).append(len(self._rows))
        if self._rate(waits_for) > _OFTEN:
            rarest = len(pattern.elements) - 1
        self._rows.append([to_plain(pattern), target, of_vocabulary, conditions, rarest])
        self._keys.update(keys_in(pattern))
        self._sought.update(_vocabularies_in(pattern))


def _is_alone(pattern: Pattern) -> bool:
    return len(pattern.elements) == 1 and pattern.elements[0].op is Op.VOCABULARY and not pattern.at_start


def _vocabularies_in(pattern: Pattern) -> Iterator[int]:
    for element in pattern.elements:
        if element.op is Op.VOCABULARY:
            yield element.data
        elif element.op is Op.CHOICE:
            for option in element.data:
                yield from _vocabularies_in(option)
