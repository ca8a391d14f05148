"""What is made of a text once and remembered: words repeat, within a post and from post to post."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOST = 20_000


class Memo(dict[str, T]):
    """A mapping that makes what it does not have, and forgets all when it has grown too large.

    A look-up of what is there runs no Python, so that ``map(memo.__getitem__, texts)`` is as fast as it gets.
    """

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[str], T], most: int = _MOST) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, text: str) -> T:
        if len(self) >= self._most:
            self.clear()
        made = self[text] = self._make(text)
        return made
