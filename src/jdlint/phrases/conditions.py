"""What a sentence must have for a pattern to be there at all, and where in it the pattern can begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from jdlint.phrases.compiler import END, Element, Op, Pattern, Trie
from jdlint.phrases.frequency import rate, rate_of_any

_ANY = "*"


class Condition(NamedTuple):
    """One of some keys of tokens (``token_keys``) or of some vocabularies, by their numbers."""

    keys: frozenset[str]
    vocabularies: frozenset[int] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether it is met by some tokens and nothing else."""
        return not self.vocabularies and not any(key == "#" or key.endswith("*") for key in self.keys)

    @property
    def all(self) -> Iterator[str | int]:
        """The keys and the vocabularies."""
        yield from self.keys
        yield from self.vocabularies


Rate: TypeAlias = Callable[[Condition], float]


def needs_of(pattern: Pattern, rate_of: Rate) -> list[tuple[int, Condition]]:
    """The elements, by their index, without which a pattern cannot be, and what they need; the rarest need first."""
    needs = (
        (index, need)
        for index, element in enumerate(pattern.elements)
        if not element.optional and (need := _need_of(element, rate_of))
    )
    return sorted(needs, key=lambda need: rate_of(need[1]))


def begins_with(elements: Sequence[Element]) -> Condition:
    """What a pattern can begin with: its first element, and those after it as long as they are optional."""
    found: list[Condition] = []
    for element in elements:
        found.append(_first_of(element))
        if not element.optional:
            break
    return _union(found)


def keys_in(pattern: Pattern) -> Iterator[str]:
    """The keys of kinds of tokens for which a pattern looks."""
    for element in pattern.elements:
        if element.op is Op.STEM or element.op is Op.NUMBER:
            yield from _first_of(element).keys
        elif element.op is Op.CHOICE:
            for option in element.data:
                yield from keys_in(option)


def _need_of(element: Element, rate_of: Rate) -> Condition | None:
    """What an element needs; ``None`` for one that nearly any word can be."""
    match element.op:
        case Op.TRIE:
            return Condition(frozenset(min(row, key=rate) for row in _rows(element.data)))
        case Op.CHOICE:
            needs = [needs_of(option, rate_of) for option in element.data]
            return _union([need[0][1] for need in needs]) if all(needs) else None
        case Op.GAP | Op.UNCOMMON | Op.NAME:
            return None
    return _first_of(element)


def _first_of(element: Element) -> Condition:
    match element.op:
        case Op.WORDS:
            return Condition(element.data)
        case Op.TRIE:
            return Condition(frozenset(element.data))
        case Op.STEM:
            return Condition(frozenset({element.data + "*"}))
        case Op.EXACT:
            return Condition(frozenset({element.data[0].lower()}))
        case Op.NUMBER:
            return Condition(frozenset({"#"}))
        case Op.VOCABULARY:
            return Condition(frozenset(), frozenset({element.data}))
        case Op.CHOICE:
            return _union([begins_with(option.elements) for option in element.data])
    return Condition(frozenset({_ANY}))


def _union(conditions: Sequence[Condition]) -> Condition:
    return Condition(
        frozenset().union(*(condition.keys for condition in conditions)),
        frozenset().union(*(condition.vocabularies for condition in conditions)),
    )


def _rows(trie: Trie) -> Iterator[tuple[str, ...]]:
    for token, below in trie.items():
        if token == END:
            yield ()
        else:
            yield from ((token, *rest) for rest in _rows(below))


def rate_of_condition(condition: Condition, of_vocabularies: Mapping[int, float]) -> float:
    """In how many of a thousand sentences a condition can be expected to be met, at most."""
    return rate_of_any(condition.keys) + sum(of_vocabularies[number] for number in condition.vocabularies)
