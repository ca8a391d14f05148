"""Kind ``repetition``: a word that is written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.finding import Edit, Fix, Span
from jdlint.late import expression
from jdlint.phrases.tokens import Tokens
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_PAIR = expression(
    r"(?<![\w'’.-])(?P<first>[^\W\d_]+)(?P<gap>[ \t\u00a0]*\n?[ \t]*(?<=\s))(?P<second>[^\W\d_]+)(?![\w'’-])"
)
_BLANKS = expression(r"[ \t]*")


class RepetitionOptions(Record):
    """The words, in lower case, that make no sense twice in a row."""

    words: frozenset[str]


class RepetitionCheck:
    """Finds words that stand twice; the second one is to go."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> RepetitionOptions:
        """``words`` is needed."""
        del context
        words = frozenset(word.lower() for word in reader.strings("words"))
        if not words:
            raise reader.error("words: the list is empty", "words")
        return RepetitionOptions(words)

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each pair."""
        assert isinstance(options, RepetitionOptions)
        doubled = (s for s in post.sentences if _may_repeat(s.tokens))
        return Judgement(tuple(match for s in doubled for match in _pairs(post, s, options.words)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, RepetitionOptions)
        return "responsibilities"


def _may_repeat(tokens: Tokens) -> bool:
    """Whether a word can stand twice in a row: a token begins with the one before it, unless signs join that to others."""
    texts = tokens.texts
    return any(map(str.startswith, texts[1:], texts)) or "&" in tokens.text


def _pairs(post: Post, sentence: Sentence, words: frozenset[str]) -> Iterator[Match]:
    position = 0
    while pair := _PAIR.search(sentence.text, position):
        position = pair.start("second")
        second = pair["second"]
        if second in words and pair["first"].lower() == second and not sentence.view.is_quiet(*pair.span()):
            yield Match(sentence.view.span(*pair.span()), values={"match": second}, fix=_fix(post, sentence, pair))


def _fix(post: Post, sentence: Sentence, pair: re.Match[str]) -> Fix | None:
    """Take the second word out, with the blank before it, or the one after it where a line begins with it."""
    text = post.source.text
    second = sentence.view.span(*pair.span("second"))
    if text[second.start : second.end] != pair["second"]:
        return None
    if "\n" in pair["gap"]:
        blanks = _BLANKS.match(text, second.end)
        return _without(Span(second.start, blanks.end() if blanks else second.end), pair["second"])
    first_end = sentence.view.span(*pair.span("first")).end
    plain = text[first_end : second.start] == pair["gap"]
    return _without(Span(first_end, second.end), pair["second"]) if plain else None


def _without(span: Span, word: str) -> Fix:
    return Fix(f"take the second '{word}' out", (Edit(span, ""),))
