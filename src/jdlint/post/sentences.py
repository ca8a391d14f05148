"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdlint.late import expression
from jdlint.post.document import HARD_BREAK, TextView

_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "vs",
        "cf",
        "approx",
        "incl",
        "inc",
        "ltd",
        "llc",
        "corp",
        "co",
        "gmbh",
        "s.a",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "dept",
        "univ",
        "u.s",
        "u.k",
        "u.s.a",
        "e.u",
        "u.n",
        "ph.d",
        "b.s",
        "m.s",
        "b.a",
        "m.a",
        "b.sc",
        "m.sc",
        "b.tech",
        "m.tech",
        "sr",
        "jr",
        "est",
        "min",
        "max",
        "avg",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "a.m",
        "p.m",
        "op",
        "al",
        "ca",
        "c.v",
        "d.c",
        "resp",
    ]
)
# Abbreviations after which a sentence can well end; a capital after them is then a new sentence.
_MAY_END = frozenset({"etc", "inc", "ltd", "llc", "corp", "co", "gmbh", "u.s", "u.k", "e.u", "a.m", "p.m", "ph.d"})
# Abbreviations before a number only: "no. 5", but "No. We do not."
_BEFORE_NUMBER = frozenset({"no", "nos", "vol", "fig"})
_STARTERS = frozenset(
    [
        "the",
        "this",
        "these",
        "our",
        "we",
        "you",
        "your",
        "as",
        "in",
        "it",
        "if",
        "at",
        "with",
        "what",
        "who",
        "they",
        "their",
        "there",
        "about",
        "then",
        "please",
        "join",
        "apply",
        "for",
        "and",
        "a",
        "an",
    ]
)
# A full stop without a blank after it ends a sentence between two plain words: "of all stores.You will".
_GLUED = r"(?<=[a-z]{3})[.!?](?=(?!(?:Com|Net|Org)\b)(?:[A-Z][a-z]{2,}|We|As|In|At|An|If|It|Be|A|I)\b)"
_END = expression(r"(?<![.!?…])[.!?…]+[\"”’')\]]*(?=\s)|" + _GLUED + f"|{HARD_BREAK}")
_LAST_WORD = expression(r"[^\s(\"“/]+$")
_LABEL = expression(r"[\w][\w /&-]{0,40}:")
_CLOSED = ".!?…:;"
_MAX_NUMBERING = 2
_NEXT_WORD = expression(r"\s*[\"“'(\[*]*(\S+)")


def split_sentences(view: TextView) -> Iterator[TextView]:
    """The sentences of a block's text, in order and trimmed.

    A text without a full stop is a sentence. A colon and a soft line break end none; a hard line break ends
    one unless the next line goes on in lower case.
    """
    start = 0
    for match in _END.finditer(view.text):
        ends = _breaks_sentence if match.group() == HARD_BREAK else _ends_sentence
        if ends(view.text, start, match):
            yield from _trimmed(view, start, match.end())
            start = match.end()
    yield from _trimmed(view, start, len(view.text))


def _trimmed(view: TextView, start: int, end: int) -> Iterator[TextView]:
    text = view.text[start:end]
    left = start + len(text) - len(text.lstrip())
    right = start + len(text.rstrip())
    if left < right:
        yield view.slice(left, right)


def _breaks_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a hard break ends the sentence that begins at ``start``, or only wraps it."""
    following = _NEXT_WORD.match(text, match.end(), match.end() + 200)
    if following is None or not following.group(1)[0].islower():
        return True
    before = text[max(start, match.start() - 200) : match.start()].rstrip()
    return before[-1:] in _CLOSED or _LABEL.match(text, following.start(1)) is not None


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, match.end(), match.end() + 200)
    if following is None:
        return True
    first = following.group(1)
    if first[0].islower():
        return False
    if text[match.start()] != "." or match.group().startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    if word is None:
        return True
    return _may_stand_last(word.group(), first, opens=not text[start : word.start()].strip())


def _may_stand_last(word: str, following: str, *, opens: bool) -> bool:
    """Whether a full stop after ``word`` ends a sentence, no abbreviation; ``opens`` says nothing stands before."""
    last = word.lower().rstrip(".")
    if opens and last.isdecimal() and len(last) <= _MAX_NUMBERING:
        return False
    if last in _BEFORE_NUMBER:
        return not following[0].isdecimal()
    if last in _MAY_END or (len(last) == 1 and word[0].isupper()):
        return following.lower().rstrip(",;:") in _STARTERS
    return last not in _ABBREVIATIONS
