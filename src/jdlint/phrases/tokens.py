"""The tokens of a text: words and signs, folded for comparing, with their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from jdlint.late import expression
from jdlint.phrases.memo import Memo
from jdlint.record import Record

NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "half",
        "double",
        "triple",
    ]
)
SHORTEST_STEM = 3
# No word is longer: a "word" of a megabyte would have half a million beginnings.
LONGEST_STEM = 40
_SHORTEST_UNCOMMON = 4
_ENDINGS = ("s", "es", "ed", "ing", "ly")
# The key of tokens that are numbers.
NUMBER = "#"
_NUMBER = expression(
    r"(?<!\d[.,])(?P<bare>\d[\d.,]*)(?:\s?(?:%|\+|k|m|mm|bn|b|x|tb|pb|gb|ms|percent|million|billion|thousand)(?![^\W_]))?"
    r"|(?:" + "|".join(sorted(NUMBER_WORDS)) + r")(?:\s+of)?(?![^\W_])"
)
# "don't" is "don" and "'t", "C++" and "R&D" are one token each; hyphens between words are as blanks.
_TOKEN = expression(r"(?<=[^\W_])'[^\W_]+|[^\W_]+(?:[+#]+(?![^\W_])|&[^\W_]+)?|[^\s\w-]|_")
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-", "–": "-", "\u00ad": "-"})


def fold(text: str) -> str:
    """Lower-case text of the same length, with plain apostrophes, hyphens and spaces."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_SAME)


def keys_of(token: str) -> Iterator[str]:
    """The keys by which a token is looked up: itself, its beginnings (``dep*``), ``#`` for a number."""
    yield token
    yield from (token[:length] + "*" for length in range(SHORTEST_STEM, min(len(token), LONGEST_STEM) + 1))
    if token[0].isdigit() or token in NUMBER_WORDS:
        yield NUMBER


def is_uncommon(token: str, common: frozenset[str]) -> bool:
    """Whether a token is a word of some length that is in neither number and with no ending among ``common``."""
    if len(token) < _SHORTEST_UNCOMMON or not token.isalpha() or token in common:
        return False
    return not any(token.endswith(end) and token[: -len(end)] in common for end in _ENDINGS)


class Tokens(Record, eq=False):
    """The tokens of a sentence: ``texts`` folded, ``starts`` and ``ends`` as offsets into ``text``."""

    text: str
    folded: str
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def word_numbers(self) -> tuple[int, ...]:
        """For each token, how many words stand before its own; words are parted by blanks."""
        folded = self.folded
        parted = (
            end < start and (end + 1 < start or folded[end] != "-")
            for start, end in zip(self.starts[1:], self.ends, strict=False)
        )
        return tuple(accumulate(parted, initial=0)) if self.starts else ()

    @cached_property
    def first_word(self) -> int:
        """The index of the first token that is a word, past bullets and quotes; 0 when there is none."""
        return next((index for index, text in enumerate(self.texts) if text[0].isalnum()), 0)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens that are words or numbers."""
        return tuple(filter(_KINDS.__getitem__, self.texts))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The words, each once, numbers as ``#``."""
        return tuple(filter(None, dict.fromkeys(map(_KINDS.__getitem__, self.texts))))

    def originals(self, start: int, end: int) -> tuple[str, ...]:
        """The tokens from ``start`` up to ``end``, with their own capitals."""
        return tuple(self.text[self.starts[i] : self.ends[i]] for i in range(start, min(end, len(self.starts))))


def tokenize(text: str, *, fold: bool = True) -> Tokens:
    """The tokens of a text; without ``fold`` their texts keep their capitals."""
    folded = _fold(text) if fold else text
    found = list(_TOKEN.finditer(folded))
    return Tokens(
        text,
        folded,
        tuple(match.group() for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


def _kind(token: str) -> str:
    """A word itself, ``#`` for a number, nothing for a sign."""
    return NUMBER if token[0].isdigit() else token if token[0].isalnum() else ""


_KINDS = Memo(_kind)
_fold = fold


def number_ends(tokens: Tokens, at: int) -> tuple[int, ...]:
    """The indices after a number that begins at a token, with its unit and without it; none if there is no number."""
    found = _NUMBER.match(tokens.folded, tokens.starts[at])
    if found is None:
        return ()
    ends = {bisect_left(tokens.starts, found.end(group)) for group in (0, "bare") if found[group]}
    return tuple(sorted(ends, reverse=True))
