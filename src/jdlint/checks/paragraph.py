"""Kind ``paragraph``: paragraphs that are too long to be read on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.measure import count_words
from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_COMMENT = expression(r"<!--.*?-->", re.DOTALL)
_BLANK_LINE = expression(r"\n[ \t>]*\n|<br|<p\b|</p>", re.IGNORECASE)
# A line shorter than this was ended on purpose, a longer one can have been wrapped (editorial).
_WRAPPED = 60


class ParagraphOptions(Record):
    """A paragraph has at most ``max_words``; those in ``not_parts`` are not looked at."""

    max_words: int
    not_parts: frozenset[str]


class ParagraphCheck:
    """Counts the words of each paragraph."""

    settable = ("max-words",)

    def parse(self, reader: Reader, context: ParseContext) -> ParagraphOptions:
        """``max-words``, and optionally ``not-parts``."""
        return ParagraphOptions(reader.integer("max-words", least=1), frozenset(context.parts(reader, "not-parts")))

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match on the first sentence of each paragraph that is too long, with ``{count}`` and ``{limit}``."""
        assert isinstance(options, ParagraphOptions)
        matches = []
        for paragraph in _paragraphs(post):
            count = count_words(paragraph)
            if count > options.max_words and paragraph[0].part not in options.not_parts:
                values = {"count": str(count), "limit": str(options.max_words)}
                matches.append(Match(paragraph[0].span, values=values))
        return Judgement(tuple(matches))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "role"


def _paragraphs(post: Post) -> Iterator[list[Sentence]]:
    """The sentences outside of lists, headings and front matter, by paragraph."""
    paragraph: list[Sentence] = []
    for sentence in post.sentences:
        if sentence.heading or sentence.front_matter or sentence.list_number is not None:
            continue
        if paragraph and not _goes_on(post, paragraph[-1].span, sentence.span):
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _goes_on(post: Post, before: Span, after: Span) -> bool:
    """Whether what stands between two sentences, comments apart, ends no paragraph."""
    between = _COMMENT.sub("", post.source.text[before.end : after.start])
    if _BLANK_LINE.search(between) or any(char.isalnum() for char in between):
        return False
    if "\n" not in between:
        return True
    line = post.source.line_text(post.source.position(before.end)[0])
    return len(_COMMENT.sub("", line).rstrip()) >= _WRAPPED
