"""Whether words at a place of a sentence say what they seem to say."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from jdlint.late import expression
from jdlint.post.post import Sentence

_WORD = (
    r"(?:\b(?:no|not|never|without|nor|neither|instead of|rather than|cannot|nobody)|n't)"
    r"(?!\s+(?:only|just|merely|limited|least))"
)
_ANYWHERE = expression(_WORD + r"\b")
_NEGATION = expression(_WORD + r"(?:\s+(?!but\b)[\w'-]+){0,4}\s*$")
# The commas of a list that ends with "or" part no clauses: "no gurus, ninjas or wizards".
_LISTED = expression(r",(?: [\w'-]+){1,2}(?:,(?: [\w'-]+){1,2})*,? (?:or|nor)\b")
# A quotation has an end in sight: what is opened again and again and never closed would be read to its end each time.
_QUOTED = expression(r"“[^”]{0,999}”|\"[^\"]{0,999}\"|«[^»]{0,999}»|„[^“”]{0,999}[“”]")
_WINDOW = 60


def is_negated(sentence: Sentence, start: int) -> bool:
    """Whether a negation governs the words that begin at ``start``: within four words, in the same clause."""
    begin = max(0, start - _WINDOW)
    around = _LISTED.sub(lambda m: m.group().replace(",", " "), sentence.tokens.folded[begin : start + _WINDOW])
    before = around[: start - begin]
    clause = re.split(r"[,;:.()]", before)[-1]
    return _NEGATION.search(clause) is not None


def has_negation(sentence: Sentence) -> bool:
    """Whether a sentence denies anything at all."""
    return _ANYWHERE.search(sentence.tokens.folded) is not None


def is_quoted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands in quotation marks, or the whole sentence in a block quote."""
    if sentence.quoted:
        return True
    quotations = _quotations(sentence.text)
    before = bisect_left(quotations, (start, 0)) - 1
    return before >= 0 and end < quotations[before][1]


@lru_cache(maxsize=1)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where quotations stand; kept for the next words of the same sentence, which may have thousands."""
    return tuple(match.span() for match in _QUOTED.finditer(text))
