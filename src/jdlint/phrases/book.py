"""All phrases of a rule set in one book, which finds their places in a sentence in one pass.

A phrase is a row of words with a few signs (``~own``, ``word*``, ``(a|b)``, ``word?``, ``...6``, ``{name}``,
``#``, ``=Go``, ``^``); ``syntax`` reads them, ``compiler`` and ``network`` put them together, ``matcher`` finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from jdlint.phrases.builder import NetworkBuilder
from jdlint.phrases.compiler import Compiler, Wordings
from jdlint.phrases.hits import Hits
from jdlint.phrases.matcher import find_phrases
from jdlint.phrases.network import Network, Plain
from jdlint.phrases.syntax import PhraseError, Vocabularies, find_cycle, parse_phrase
from jdlint.phrases.tokens import Tokens

__all__ = ["Hits", "PhraseBook", "PhraseError", "Search"]


_REMEMBERED = 2_000


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
        phrases = {number: self._phrases[number] for number in wanted}
        return Search(lambda: NetworkBuilder(self._compiler).build(phrases))

    @classmethod
    def restored(cls, plain: Plain) -> PhraseBook:
        """A book with the search that ``whole.plain`` was made of; it takes no phrases with vocabularies any more."""
        return cls({}, _search=Search(lambda: plain))

    def scan(self, tokens: Tokens) -> Hits:
        """All places of all phrases in a sentence: phrase number to ``(start, end)`` offsets in its text.

        The places of one phrase do not overlap; the first wins. Phrases are in the order of their numbers.
        """
        return self.scan_all([tokens])[0]

    def scan_all(self, sentences: Sequence[Tokens]) -> Sequence[Hits]:
        """The same for many sentences, which is faster than one by one."""
        return self.whole.scan_all(sentences)

    @property
    def whole(self) -> Search:
        """The search for all phrases."""
        if self._search is None:
            self._search = self.search()
        return self._search


class Search:
    """A search for some phrases of a book."""

    def __init__(self, make: Callable[[], Plain]) -> None:
        self._make = make
        self._known: dict[str, Hits] = {}

    @cached_property
    def plain(self) -> Plain:
        """What the search is made of, as lists, mappings, numbers and texts; put together when first asked for."""
        return self._make()

    @cached_property
    def _network(self) -> Network:
        return Network(self.plain)

    def scan(self, tokens: Tokens) -> Hits:
        """The places of the phrases in a sentence."""
        return self.scan_all([tokens])[0]

    def scan_all(self, sentences: Sequence[Tokens]) -> Sequence[Hits]:
        """The places of the phrases in each of some sentences; those of the last ones are remembered.

        Posts of one employer share many, and so do a post and the same post a keystroke later.
        """
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        new = {tokens.text: tokens for tokens in sentences if tokens.text not in known}
        if new:
            known.update(zip(new, find_phrases(self._network, list(new.values())), strict=True))
        return [known[tokens.text] for tokens in sentences]
