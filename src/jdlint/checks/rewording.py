"""Fixes that put other words in the place of a few: in the same case, and only where nothing else stands between."""

from __future__ import annotations

import re

from jdlint.finding import Edit, Fix
from jdlint.late import expression
from jdlint.post.post import Post, Sentence

_ARTICLE = expression(r"\ban?\s+$", re.IGNORECASE)
_LONGEST_GAP = 40
_VOWELS = frozenset("aeiou")


def reword(post: Post, sentence: Sentence, place: tuple[int, int], replacement: str, *, safe: bool) -> Fix | None:
    """The fix that writes ``replacement`` at a place of a sentence's text.

    ``None`` where marks or a line break stand between the words, or where an "a" before them would have to become
    "an" or the other way round.
    """
    start, end = place
    span = sentence.view.span(start, end)
    written = post.source.text[span.start : span.end]
    if written != sentence.text[start:end] or "\n" in written or "\r" in written:
        return None
    text = in_case_of(written, replacement)
    if _ARTICLE.search(sentence.text, max(0, start - _LONGEST_GAP), start) and not _same_sound(written, text):
        return None
    return Fix(f"write '{text}'", (Edit(span, text),), safe)


def in_case_of(written: str, replacement: str) -> str:
    """The replacement with a capital, or in capitals, like what is written; one with capitals of its own stays."""
    if replacement != replacement.lower():
        return replacement
    if written.isupper() and len(written) > 1:
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if written[:1].isupper() else replacement


def _same_sound(one: str, other: str) -> bool:
    """Whether both take the same article, as far as letters tell; names in capitals are spelt out, so never."""
    spelt = other.isupper() and len(other) > 1 and not one.isupper()
    return not spelt and (one[:1].lower() in _VOWELS) == (other[:1].lower() in _VOWELS)
