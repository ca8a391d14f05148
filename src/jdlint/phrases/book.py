"""All phrases of a rule set in one book, which finds their places in a sentence in one pass.

A phrase is a row of words with a few signs (``~own``, ``word*``, ``(a|b)``, ``word?``, ``...6``, ``{name}``,
``#``, ``=Go``, ``^``); ``syntax`` reads them, ``compiler`` and ``network`` put them together, ``matcher`` finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdlint.phrases.compiler import Compiler, Wordings
from jdlint.phrases.matcher import find_phrases
from jdlint.phrases.network import Network, NetworkBuilder
from jdlint.phrases.syntax import PhraseError, Vocabularies, find_cycle, parse_phrase
from jdlint.phrases.tokens import Tokens

__all__ = ["Hits", "PhraseBook", "PhraseError", "Search"]

Hits: TypeAlias = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(slots=True, eq=False)
class PhraseBook:
    """All phrases of a rule set."""

    vocabularies: Vocabularies
    _ids: dict[str, int] = field(default_factory=dict)
    _phrases: list[Wordings] = field(default_factory=list)
    _compiler: Compiler = field(init=False)
    _search: Search | None = None

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
        self._search = None
        number = self._ids[text] = len(self._ids)
        return number

    def search(self, numbers: Iterable[int] | None = None) -> Search:
        """A search for some phrases, or for all that are in the book now."""
        wanted = range(len(self._phrases)) if numbers is None else sorted(set(numbers))
        return Search(self._compiler, {number: self._phrases[number] for number in wanted})

    def scan(self, tokens: Tokens) -> Hits:
        """All places of all phrases in a sentence: phrase number to ``(start, end)`` offsets in its text.

        The places of one phrase do not overlap; the first wins. Phrases are in the order of their numbers.
        """
        return self.scan_all([tokens])[0]

    def scan_all(self, sentences: Sequence[Tokens]) -> Sequence[Hits]:
        """The same for many sentences, which is faster than one by one."""
        if self._search is None:
            self._search = self.search()
        return self._search.scan_all(sentences)


@dataclass(slots=True, eq=False)
class Search:
    """A search for some phrases of a book; they are put together when a sentence is first looked at."""

    _compiler: Compiler
    _phrases: Mapping[int, Wordings]
    _network: Network | None = None

    def scan(self, tokens: Tokens) -> Hits:
        """The places of the phrases in a sentence."""
        return self.scan_all([tokens])[0]

    def scan_all(self, sentences: Sequence[Tokens]) -> Sequence[Hits]:
        """The places of the phrases in each of some sentences."""
        if self._network is None:
            self._network = NetworkBuilder(self._compiler).build(self._phrases)
        return find_phrases(self._network, sentences)
