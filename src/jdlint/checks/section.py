"""Kind ``section``: a part that a post should have, or a heading with nothing under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, find_patterns, optional_patterns
from jdlint.late import expression
from jdlint.post.document import Block
from jdlint.post.layout import PSEUDO_LEVEL
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

REQUIRED, EMPTY = "required", "empty"
_COMMENT = expression(r"<!--.*?-->", re.DOTALL)
_VALUE = expression(r":\s*\w|\d|https?:|^#")


class SectionOptions(Record):
    """``check`` is ``required`` (one of ``parts`` must be there) or ``empty`` (no section may be empty).

    A match of one of the patterns ``said`` does as well as a part of its own.
    """

    check: str
    parts: tuple[str, ...]
    said: tuple[Pattern, ...]


class SectionCheck:
    """Looks at the sections of a post as a whole."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> SectionOptions:
        """``check``, and with ``required`` the ``parts`` of which one suffices, and what can be ``said`` instead."""
        check = reader.choice("check", (REQUIRED, EMPTY))
        parts = context.parts(reader, "parts")
        if check == REQUIRED and not parts:
            raise reader.error("the key 'parts' is missing", hint="name the parts of which one has to be there")
        said = optional_patterns(reader, "said", context)
        return SectionOptions(check, parts, said)

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """One match on the title for a part that is missing, one on each heading that is empty."""
        assert isinstance(options, SectionOptions)
        if options.check == EMPTY:
            return Judgement(tuple(_empty_headings(post, options.parts)))
        if "title" in options.parts and post.title is not None:
            return Judgement(evidence=(post.title.span(0, len(post.title.text)),))
        places = (sentence for sentence, _ in find_patterns(post, options.said, with_headings=True))
        # A heading with nothing under it says nothing.
        said = (sentence for sentence in places if not sentence.heading or post.sections[sentence.section].sentences)
        found = next(post.in_parts(*options.parts), None) or next(said, None)
        if found is None:
            return Judgement((Match(post.anchor, values={"names": " or ".join(options.parts)}, whole=True),))
        return Judgement(evidence=(found.span,))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "responsibilities"


def _empty_headings(post: Post, parts: tuple[str, ...]) -> Iterator[Match]:
    for index, section in enumerate(post.sections):
        if section.heading is None or section.sentences or not section.known or section.part == "title":
            continue
        if (not parts or section.part in parts) and not _has_more(post, index):
            span = section.heading.view.span(0, len(section.heading.view.text))
            if _promises(section.heading, post.source.text[span.start : span.end + 2]):
                yield Match(span)


def _promises(heading: Block, written: str) -> bool:
    """Whether a heading only announces what follows: a bold line, a link or a value ("Pay: 40k") may stand alone."""
    text = heading.view.text.strip()
    return bool(text) and heading.level < PSEUDO_LEVEL and "](" not in written and not _VALUE.search(text)


def _has_more(post: Post, index: int) -> bool:
    """Whether sections below or beside a heading belong to it, or what no reader sees, such as a template's tag."""
    here, following = post.sections[index], post.sections[index + 1 : index + 2]
    if any(section.level > here.level or section.part == here.part for section in following):
        return True
    heading = here.heading
    start = heading.view.span(0, len(heading.view.text)).end if heading else 0
    ends = (section.heading.view.span(0, 1).start for section in following if section.heading)
    return any(char.isalnum() for char in _COMMENT.sub("", post.source.text[start : next(ends, None)]))
