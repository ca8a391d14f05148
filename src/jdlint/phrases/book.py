"""All phrases of a rule set in one book, which finds their places in a sentence in one pass.

A phrase is a row of words with a few signs (``~own``, ``word*``, ``(a|b)``, ``word?``, ``...6``, ``{name}``,
``#``, ``=Go``, ``^``); ``syntax`` reads them, ``compiler`` and ``matcher`` find them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdlint.phrases.compiler import Compiler, Row
from jdlint.phrases.matcher import Scan
from jdlint.phrases.syntax import PhraseError, Vocabularies, find_cycle, parse_phrase
from jdlint.phrases.tokens import Tokens

__all__ = ["Hits", "PhraseBook", "PhraseError"]

Hits: TypeAlias = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(slots=True, eq=False)
class PhraseBook:
    """All phrases of a rule set, by the keys of the tokens with which they can begin."""

    vocabularies: Vocabularies
    _ids: dict[str, int] = field(default_factory=dict)
    _rows: list[Row] = field(default_factory=list)
    _by_first: dict[str, list[int]] = field(default_factory=dict)
    _compiler: Compiler = field(init=False)

    def __post_init__(self) -> None:
        cycle = find_cycle(self.vocabularies)
        if cycle:
            raise PhraseError("vocabularies refer to themselves: " + " -> ".join(cycle), 0)
        self._compiler = Compiler(self.vocabularies)

    def add(self, text: str) -> int:
        """Take a phrase into the book and return its number; the same text gives the same number.

        Raises ``PhraseError`` with the offset in ``text`` where it cannot be read.
        """
        known = self._ids.get(text)
        if known is not None:
            return known
        row = self._compiler.row(parse_phrase(text, self.vocabularies))
        number = len(self._rows)
        for key in row.first:
            self._by_first.setdefault(key, []).append(number)
        self._rows.append(row)
        self._ids[text] = number
        return number

    def scan(self, tokens: Tokens) -> Hits:
        """All places of all phrases in a sentence: phrase number to ``(start, end)`` offsets in its text.

        The places of one phrase do not overlap; the first wins.
        """
        hits: dict[int, list[tuple[int, int]]] = {}
        scan = Scan(self._compiler, tokens)
        for index, keys in enumerate(tokens.keys):
            for key in keys:
                for number in self._by_first.get(key, ()):
                    start = tokens.starts[index]
                    if number in hits and hits[number][-1][1] > start:
                        continue
                    end = scan.match(self._rows[number], index)
                    if end >= 0:
                        hits.setdefault(number, []).append((start, tokens.ends[end - 1]))
        return hits
