"""All phrases and vocabularies of a rule set as one network: which tokens of a sentence make it look for what.

Rows of tokens stand in one tree. A pattern waits for the rarest of the words and vocabularies that it cannot do
without, and is tried only when the sentence has the others too. Vocabularies come before those that refer to them,
so that each is complete when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from jdlint.caching.packed import unpack
from jdlint.phrases.compiler import END, Trie, from_plain
from jdlint.phrases.masks import Mask, masks_of
from jdlint.phrases.steps import Step, every_end, first_end
from jdlint.phrases.tokens import is_uncommon, keys_of
from jdlint.record import Record

_KNOWN_TOKENS = 20_000


@dataclass(slots=True, eq=False)
class Row:
    """A pattern in the network, as ``to_plain`` has it.

    ``target`` is the number of its vocabulary, or of its phrase where it is not ``of_vocabulary``. ``needs`` has a bit
    for each need that a sentence must meet, ``rarest`` is the index of the element from which its beginnings are found.
    """

    plain: Sequence[Any]
    target: int
    of_vocabulary: bool
    needs: int
    rarest: int
    ways: tuple[tuple[Mask, ...], Step] | None = None

    def make_ways(self) -> tuple[tuple[Mask, ...], Step]:
        """How its beginnings are found, and from them its ends; kept in ``ways`` when first needed."""
        elements = from_plain(self.plain).elements
        make_step = every_end if self.of_vocabulary else first_end
        self.ways = masks_of(elements[: self.rarest + 1]), make_step(elements)
        return self.ways

    @property
    def at_start(self) -> bool:
        """Whether it only counts where a sentence begins."""
        return bool(self.plain[1])


class Waking(NamedTuple):
    """What a token or a vocabulary makes possible: rows to try, by their level, and bits of the needs it meets."""

    rows: Sequence[tuple[int, Sequence[int]]] = ()
    needs: int = 0


class Token(Record, eq=False):
    """What the network knows of a token.

    ``keys`` are those of its keys that are not itself, ``uncommon`` says whether few posts use it. ``alone`` are the
    vocabularies and phrases of which it is a wording by itself, ``node`` is where the tree goes on.
    """

    keys: tuple[str, ...]
    uncommon: bool
    waking: Waking
    alone: tuple[Sequence[int], Sequence[int]] | None
    node: Trie | None


class Plain(NamedTuple):
    """What a network is made of, packed and unpacked when they are needed: there are many, and a post needs few.

    ``tree`` has the trees of rows of tokens by their first token, ``rows`` the arguments of ``Row``, ``by_key`` those of
    ``Waking`` by key; ``rest`` is what is small, and not packed.
    """

    tree: Mapping[str, bytes]
    rows: Sequence[bytes]
    by_key: Mapping[str, bytes]
    rest: Mapping[str, Any]


class Network:
    """The network of some phrases.

    A leaf of its tree is a pair: the vocabularies and the phrases of which the tokens up to there are a wording.
    ``alone`` has, by vocabulary, the phrases that are nothing else. What is known of tokens is made when they occur.
    """

    def __init__(self, plain: Plain) -> None:
        rest = plain.rest
        self.levels: int = rest["levels"]
        self.vocabularies: int = rest["vocabularies"]
        self.alone: Mapping[int, Sequence[int]] = {int(number): phrases for number, phrases in rest["alone"].items()}
        self.by_vocabulary = {int(number): Waking(*waking) for number, waking in rest["by_vocabulary"].items()}
        self._common: frozenset[str] = frozenset(rest["common"])
        self._keys: frozenset[str] = frozenset(rest["keys"])
        self._plain = plain
        self._tokens: dict[str, Token] = {}
        self._rows: list[Row | None] = [None] * len(plain.rows)

    def row(self, number: int) -> Row:
        """The row with a number."""
        row = self._rows[number]
        if row is None:
            pattern, target, of_vocabulary, needs, rarest = unpack(self._plain.rows[number])
            row = self._rows[number] = Row(pattern, target, of_vocabulary, needs, rarest)
        return row

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
        by_key = self._plain.by_key
        waking = _join([Waking(*unpack(by_key[key])) for key in keys if key in by_key])
        others = tuple(key for key in keys[1:] if key in self._keys)
        node: Trie = unpack(packed) if (packed := self._plain.tree.get(text)) is not None else {}
        return Token(
            others, is_uncommon(text, self._common), waking, node.get(END), node if node.keys() - {END} else None
        )


def _join(wakings: Sequence[Waking]) -> Waking:
    if len(wakings) < 2:
        return wakings[0] if wakings else Waking()
    needs = 0
    for waking in wakings:
        needs |= waking.needs
    return Waking(tuple(chain.from_iterable(waking.rows for waking in wakings)), needs)
