"""What can be told of each sentence of a post by its words and its place: the clues that a sentence model weighs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jdlint.phrases.memo import Memo
from jdlint.phrases.tokens import Tokens
from jdlint.post.post import Post, Sentence

_WORDS_A_STEP, _LONGEST_STEP = 6, 6
_MOST_NAMES = 6


@lru_cache(maxsize=4)
def sentence_clues(post: Post) -> tuple[tuple[str, ...], ...]:
    """The clues of each sentence of a post, each once.

    ``w=`` is a word and ``hw=`` one of the heading above, numbers as ``#``; ``part=`` the sentence's part, ``length=``
    its words in steps of six, ``names=`` how many words within it have a capital; ``item`` and ``heading`` say what
    it is.
    """
    above = {s.section: tuple(map(_HEADING_WORDS.__getitem__, s.tokens.kinds)) for s in post.sentences if s.heading}
    return tuple(tuple(_clues(sentence, above.get(sentence.section, ()))) for sentence in post.sentences)


def _clues(sentence: Sentence, above: tuple[str, ...]) -> Iterator[str]:
    tokens = sentence.tokens
    yield from map(_WORDS.__getitem__, tokens.kinds)
    yield from above
    yield f"part={sentence.part}"
    yield f"length={min(len(tokens.words) // _WORDS_A_STEP, _LONGEST_STEP)}"
    yield f"names={min(_names(tokens), _MOST_NAMES)}"
    if sentence.list_number is not None:
        yield "item"
    if sentence.heading:
        yield "heading"


_WORDS, _HEADING_WORDS = Memo("w=".__add__), Memo("hw=".__add__)


def _names(tokens: Tokens) -> int:
    """How many tokens after the first word begin with a capital."""
    return sum(map(str.isupper, map(tokens.text.__getitem__, tokens.starts[tokens.first_word + 1 :])))
