"""The phrase language of rules and vocabularies, and its matcher.

A phrase is a row of words with a few signs (``~own``, ``word*``, ``(a|b)``, ``word?``, ``...6``, ``{name}``,
``#``, ``=Go``, ``^``). All phrases of a rule set live in one book; a scan walks the words of a sentence
once and tries only the phrases that can begin there. Gaps are bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdlint.phrase_syntax import (
    NUMBER_WORDS,
    Node,
    PhraseError,
    find_cycle,
    first_words,
    parse_phrase,
    to_regex,
)

__all__ = ["Hits", "PhraseBook", "PhraseError", "Words", "fold"]

Hits: TypeAlias = Mapping[int, Sequence[tuple[int, int]]]
Vocabularies: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]

_WORD = re.compile(r"[^\W_]+")
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-", "–": "-", "\u00ad": "-"})
_STEM = 3


def fold(text: str) -> str:
    """Lower-case text of the same length, with plain apostrophes, hyphens and spaces."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence prepared for matching: its text, the folded text, and where each word starts."""

    text: str
    folded: str
    starts: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Prepare a sentence's text."""
        folded = fold(text)
        return cls(text, folded, tuple((m.group(), m.start()) for m in _WORD.finditer(folded)))


@dataclass(slots=True)
class _Entry:
    """A phrase in the book; its expression is compiled when one of its first words is met."""

    nodes: tuple[Node, ...]
    compiled: re.Pattern[str] | None = None


@dataclass(slots=True)
class PhraseBook:
    """All phrases of a rule set, by the words with which they can begin."""

    vocabularies: Vocabularies
    _ids: dict[str, int] = field(default_factory=dict)
    _entries: list[_Entry] = field(default_factory=list)
    _by_word: dict[str, list[int]] = field(default_factory=dict)
    _by_stem: dict[str, list[int]] = field(default_factory=dict)
    _by_number: list[int] = field(default_factory=list)
    _groups: dict[str, str] = field(default_factory=dict)
    _firsts: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cycle = find_cycle(self.vocabularies)
        if cycle:
            raise PhraseError("vocabularies refer to themselves: " + " -> ".join(cycle), 0)

    def add(self, text: str) -> int:
        """Take a phrase into the book and return its number; the same text gives the same number.

        Raises ``PhraseError`` with the offset in ``text`` where it cannot be read.
        """
        known = self._ids.get(text)
        if known is not None:
            return known
        nodes = parse_phrase(text, self.vocabularies)
        number = len(self._entries)
        for word in first_words(nodes, self.vocabularies, self._firsts):
            if word == "#":
                self._by_number.append(number)
            elif word.endswith("*"):
                self._by_stem.setdefault(word[:_STEM], []).append(number)
            else:
                self._by_word.setdefault(word, []).append(number)
        self._entries.append(_Entry(nodes))
        self._ids[text] = number
        return number

    def scan(self, words: Words) -> Hits:
        """All places of all phrases in a sentence: phrase number to ``(start, end)`` offsets in its text."""
        hits: dict[int, list[tuple[int, int]]] = {}
        for word, start in words.starts:
            for number in self._awake(word):
                match = self._pattern(number).match(words.folded, start)
                if match and _case_agrees(match, words.text):
                    hits.setdefault(number, []).append(match.span())
        return hits

    def _awake(self, word: str) -> Iterator[int]:
        yield from self._by_word.get(word, ())
        yield from self._by_stem.get(word[:_STEM], ())
        if word[0].isdigit() or word in NUMBER_WORDS:
            yield from self._by_number

    def _pattern(self, number: int) -> re.Pattern[str]:
        entry = self._entries[number]
        if entry.compiled is None:
            entry.compiled = re.compile(to_regex(entry.nodes, self.vocabularies, self._groups))
        return entry.compiled


def _case_agrees(match: re.Match[str], text: str) -> bool:
    """Whether each ``=Word`` of the phrase stands in the text with its own capitals."""
    return all(
        value is None or text[match.start(name) : match.end(name)] == _exact_word(name)
        for name, value in match.groupdict().items()
    )


def _exact_word(name: str) -> str:
    return bytes.fromhex(name.split("_")[1]).decode()
