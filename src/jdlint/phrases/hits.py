"""The phrases of a sentence: known at once are their numbers, their places when they are asked for."""

from __future__ import annotations

from collections.abc import ItemsView, Sequence
from typing import TypeAlias

from jdlint.phrases.tokens import Tokens

Place: TypeAlias = tuple[int, int]
# By a phrase's number, its places in a passage: the index of the token after it by that of its first token.
Ends: TypeAlias = dict[int, dict[int, int]]

_NOT_ASKED: Sequence[Place] = ()


class Hits(dict[int, Sequence[Place]]):
    """By the number of a phrase, its places in a sentence as ``(start, end)`` offsets in its text.

    The places of one phrase do not overlap; the first wins. A post has thousands of places, and rules ask for few.
    """

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[tuple[Ends, Tokens, int, range]] = []

    def add_piece(self, ends: Ends, tokens: Tokens, shift: int, own: range) -> None:
        """The sentence's tokens are ``own`` in a passage whose phrases have ``ends``, ``shift`` later than in it."""
        self._pieces.append((ends, tokens, shift, own))

    def add(self, number: int) -> None:
        """A phrase stands in the sentence."""
        self[number] = _NOT_ASKED

    def __getitem__(self, number: int) -> Sequence[Place]:
        places = super().__getitem__(number)
        if places is _NOT_ASKED:
            places = self[number] = [place for piece in self._pieces for place in _places(number, *piece)]
        return places

    def get(self, number: int, default: Sequence[Place] = ()) -> Sequence[Place]:  # type: ignore[override]
        """The places of a phrase; ``default`` where it does not stand in the sentence."""
        return self[number] if number in self else default  # noqa: SIM401 - that is what this is

    def items(self) -> ItemsView[int, Sequence[Place]]:  # type: ignore[override]
        """The phrases with their places, in the order of their numbers."""
        return {number: self[number] for number in self}.items()


def _places(number: int, ends: Ends, tokens: Tokens, shift: int, own: range) -> list[Place]:
    of_phrase = ends.get(number, {})
    begins = sorted(of_phrase) if len(of_phrase) < len(own) else own
    places: list[Place] = []
    done = own.start
    for at in begins:
        if done <= at < own.stop and at in of_phrase:
            done = of_phrase[at]
            places.append((tokens.starts[at - shift], tokens.ends[done - 1 - shift]))
    return places
