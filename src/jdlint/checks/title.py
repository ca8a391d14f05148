"""Kind ``title``: how a job's title is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.late import expression
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

LENGTH, SHOUTING, CODE = "length", "shouting", "code"
_WORD = expression(r"[^\W\d_]{2,}")
# A shorter word in capitals is likely to be an abbreviation.
_LONG_WORD = 5
_EXCLAMATION = expression(r"!+")
# "R-104233", "JR0012345", "REQ 8812", "#4471", "(ID: 20931)", "2024-0173": letters or a sign before three digits or more.
_CODE = expression(
    r"\(?(?:\b(?:req(?:uisition)?|job|ref(?:erence)?|id|vacancy|posting)\b[\s.:#]*){1,3}(?:no\.?|id|number)?[\s:#-]*[A-Z]{0,4}[-_]?\d{2,}[\w/-]*\)?"
    r"|#\s?\d{3,}\b|\b(?:JR|R|REQ|JOB|IRC|REF|ID|VAC|P|J)[-_]?\d{4,}\b|\b(?:19|20)\d\d[-/]\d{3,6}\b|\(\d{4,}\)",
    re.IGNORECASE,
)


class TitleOptions(Record):
    """``length``: at most ``max_characters``. ``shouting``: not in capitals. ``code``: no number of a register."""

    check: str
    max_characters: int


class TitleCheck:
    """Looks at the title."""

    settable = ("max-characters",)

    def parse(self, reader: Reader, context: ParseContext) -> TitleOptions:
        """``check``, with ``length`` also ``max-characters``."""
        del context
        check = reader.choice("check", (LENGTH, SHOUTING, CODE))
        return TitleOptions(check, reader.integer("max-characters", least=1) if check == LENGTH else 0)

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match on the title, or on the words of it that are meant."""
        assert isinstance(options, TitleOptions)
        if post.title is None:
            return Judgement(not_evaluated="the post has no title")
        text = post.title.text
        if options.check == LENGTH:
            return Judgement(tuple(_too_long(post, text, options.max_characters)))
        places = _codes(text) if options.check == CODE else _shouts(text)
        return Judgement(tuple(Match(post.title.span(*place)) for place in places))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "title"


def _too_long(post: Post, text: str, maximum: int) -> Iterator[Match]:
    if len(text) > maximum:
        yield Match(post.anchor, values={"count": str(len(text)), "limit": str(maximum)})


def _codes(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _CODE.finditer(text))


def _shouts(text: str) -> Iterator[tuple[int, int]]:
    """The whole title where all its words are in capitals and one is no abbreviation, and exclamation marks."""
    words = list(_WORD.finditer(text))
    if len(words) > 1 and all(word.group().isupper() for word in words) and any(_is_long(word) for word in words):
        yield words[0].start(), words[-1].end()
    yield from (found.span() for found in _EXCLAMATION.finditer(text))


def _is_long(word: re.Match[str]) -> bool:
    return len(word.group()) >= _LONG_WORD
