"""How much a post may hold: what is far above any job post is refused before it is read.

Time and memory hang on words, lines and Markdown's signs rather than on bytes: a megabyte of ``*a`` costs a hundred
times what a megabyte of letters does. So there are bounds for these too, and they are not settings. Of 7,000 posts the
longest has 1,500 words.
"""

from __future__ import annotations

from jdlint.errors import InputError
from jdlint.late import expression
from jdlint.post.source import Source

MAX_WORDS = 50_000
MAX_LINES = 10_000
MAX_SENTENCES = 10_000
MAX_SIGNS = 20_000
MAX_FINDINGS = 10_000
# A post of fewer characters is within all bounds.
_FEW = min(MAX_WORDS, MAX_LINES, MAX_SENTENCES, MAX_SIGNS)

_WORD = expression(r"\w+|[^\w\s]")
_SENTENCE_END = expression(r"[.!?…][\s<]|\u2028|<br")
_FULL_LINE = expression(r"(?:\A|[\r\n])[^\S\r\n]*\S")
_SIGNS = r"\`~*_[]!<&|"


def refuse_too_much(source: Source) -> None:
    """Raise ``InputError`` for a post with more words, sentences, lines or signs than are read.

    Words include punctuation, each mark being one; lines are those with text; signs are the characters with which
    Markdown begins or ends something within a line.
    """
    text = source.text
    if len(text) <= _FEW:
        return
    for count, most, noun in (
        (sum(map(text.count, _SIGNS)), MAX_SIGNS, "signs of Markdown or HTML"),
        (len(_FULL_LINE.findall(text)), MAX_LINES, "lines"),
        (len(_SENTENCE_END.findall(text)), MAX_SENTENCES, "sentences"),
        (len(_WORD.findall(text)), MAX_WORDS, "words and punctuation marks"),
    ):
        if count > most:
            raise _error(source, f"has {count:,} {noun}, and at most {most:,} are read")


def refuse_too_many_findings(source: Source, count: int) -> None:
    """Raise ``InputError`` for a post with more findings than are told: reports of them take seconds and much memory."""
    if count > MAX_FINDINGS:
        raise _error(source, f"has {count:,} findings, and at most {MAX_FINDINGS:,} are told")


def _error(source: Source, message: str) -> InputError:
    return InputError(message, path=source.path, hint="a job post rarely has a hundredth of that: is it one?")
