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
from jdlint.phrases.memo import Memo
from jdlint.phrases.steps import Step, every_end, first_end
from jdlint.phrases.tokens import is_uncommon, keys_of
from jdlint.record import Record


@dataclass(slots=True, eq=False)
class Row:
    """A pattern in the network, as ``to_plain`` has it.

    ``target`` is the number of its vocabulary, or of its phrase where it is not ``of_vocabulary``. ``conditions`` are
    the numbers of those that a sentence must meet, ``rarest`` the index of the element from which its beginnings are found.
    ``at_start`` says that it only counts where a sentence begins.
    """

    plain: Sequence[Any]
    target: int
    of_vocabulary: bool
    conditions: Sequence[int]
    rarest: int
    at_start: bool
    ways: tuple[tuple[Mask, ...], Step] | None = None

    def make_ways(self) -> tuple[tuple[Mask, ...], Step]:
        """How its beginnings are found, and from them its ends; kept in ``ways`` when first needed."""
        elements = from_plain(self.plain).elements
        make_step = every_end if self.of_vocabulary else first_end
        self.ways = masks_of(elements[: self.rarest + 1]), make_step(elements)
        return self.ways


class Waking(NamedTuple):
    """What a token or a vocabulary makes possible: rows to try, by their level, and conditions that it meets."""

    rows: Sequence[tuple[int, Sequence[int]]] = ()
    conditions: Sequence[int] = ()


class Token(Record, eq=False):
    """What the network knows of a token.

    ``keys`` are those of its keys that are not itself, ``uncommon`` says whether few posts use it. It is a wording of
    ``vocabularies`` and of ``phrases`` by itself, and ``node`` is where the tree goes on.
    """

    keys: tuple[str, ...]
    uncommon: bool
    waking: Waking
    vocabularies: Sequence[int]
    phrases: Sequence[int]
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
    Vocabularies are only told where patterns refer to them (``sought``); ``alone`` has, by vocabulary, the phrases that
    are nothing else, ``of_patterns`` are those that have more than rows of tokens. ``tokens`` has what is known of a
    token, made when it occurs.
    """

    def __init__(self, plain: Plain) -> None:
        rest = plain.rest
        self.levels: int = rest["levels"]
        self.vocabularies: int = rest["vocabularies"]
        self.alone: Mapping[int, Sequence[int]] = {int(number): phrases for number, phrases in rest["alone"].items()}
        self.sought: frozenset[int] = frozenset(rest["sought"])
        self.of_patterns: frozenset[int] = frozenset(rest["of_patterns"])
        self.by_vocabulary = {int(number): Waking(*waking) for number, waking in rest["by_vocabulary"].items()}
        self._common: frozenset[str] = frozenset(rest["common"])
        self._keys: frozenset[str] = frozenset(rest["keys"])
        self._plain = plain
        self.tokens: Memo[Token] = Memo(self._token)
        self._rows: list[Row | None] = [None] * len(plain.rows)

    def row(self, number: int) -> Row:
        """The row with a number."""
        row = self._rows[number]
        if row is None:
            pattern, target, of_vocabulary, conditions, rarest = unpack(self._plain.rows[number])
            row = self._rows[number] = Row(pattern, target, of_vocabulary, conditions, rarest, pattern[1])
        return row

    def _token(self, text: str) -> Token:
        keys = tuple(keys_of(text))
        by_key = self._plain.by_key
        waking = _join([Waking(*unpack(by_key[key])) for key in keys if key in by_key])
        others = tuple(key for key in keys[1:] if key in self._keys)
        node: Trie = unpack(packed) if (packed := self._plain.tree.get(text)) is not None else {}
        vocabularies, phrases = node.pop(END, _NEITHER)
        return Token(others, is_uncommon(text, self._common), waking, vocabularies, phrases, node or None)


_NEITHER: tuple[Sequence[int], Sequence[int]] = ((), ())


def _join(wakings: Sequence[Waking]) -> Waking:
    if len(wakings) < 2:
        return wakings[0] if wakings else Waking()
    rows, conditions = zip(*wakings, strict=True)
    return Waking(tuple(chain.from_iterable(rows)), tuple(dict.fromkeys(chain.from_iterable(conditions))))
