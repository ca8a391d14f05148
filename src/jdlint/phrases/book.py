"""All phrases of a rule set in one book, which finds their places in a sentence in one pass.

A phrase is a row of words with a few signs (``~own``, ``word*``, ``(a|b)``, ``word?``, ``...6``, ``{name}``,
``#``, ``=Go``, ``^``); ``syntax`` reads them, ``compiler`` and ``network`` put them together, ``matcher`` finds them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdlint.phrases.compiler import Compiler, Wordings
from jdlint.phrases.matcher import find_phrases
from jdlint.phrases.network import Network, NetworkBuilder
from jdlint.phrases.syntax import PhraseError, Vocabularies, find_cycle, parse_phrase
from jdlint.phrases.tokens import Tokens

__all__ = ["Hits", "PhraseBook", "PhraseError"]

Hits: TypeAlias = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(slots=True, eq=False)
class PhraseBook:
    """All phrases of a rule set; they are put together when a sentence is first looked at."""

    vocabularies: Vocabularies
    _ids: dict[str, int] = field(default_factory=dict)
    _phrases: list[Wordings] = field(default_factory=list)
    _compiler: Compiler = field(init=False)
    _network: Network | None = None

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
        self._phrases.append(self._compiler.phrase(parse_phrase(text, self.vocabularies)))
        self._network = None
        number = self._ids[text] = len(self._ids)
        return number

    def scan(self, tokens: Tokens) -> Hits:
        """All places of all phrases in a sentence: phrase number to ``(start, end)`` offsets in its text.

        The places of one phrase do not overlap; the first wins. Phrases are in the order of their numbers.
        """
        if self._network is None:
            self._network = NetworkBuilder(self._compiler).build(self._phrases)
        starts, ends = tokens.starts, tokens.ends
        found = find_phrases(self._network, tokens)
        return {number: [(starts[at], ends[end - 1]) for at, end in found[number]] for number in sorted(found)}
