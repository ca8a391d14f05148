"""Kind ``section``: a part that a post should have, or a heading with nothing under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, parse_patterns, phrases_of
from jdlint.post.document import Block
from jdlint.post.layout import PSEUDO_LEVEL
from jdlint.post.post import Post, Section, Sentence
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import Reader

REQUIRED, EMPTY = "required", "empty"
_VALUE = re.compile(r":\s*\w|\d|https?:|^#")


@dataclass(frozen=True, slots=True)
class SectionOptions:
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
        said = parse_patterns(reader, "said", context) if reader.has("said") else ()
        return SectionOptions(check, parts, said)

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """One match on the title for a part that is missing, one on each heading that is empty."""
        assert isinstance(options, SectionOptions)
        if options.check == EMPTY:
            return Judgement(tuple(_empty_headings(post, options.parts)))
        if "title" in options.parts and post.title is not None:
            return Judgement(evidence=(post.title.span(0, len(post.title.text)),))
        found = next(post.in_parts(*options.parts), None) or _said(post, options.said)
        if found is None:
            return Judgement((Match(post.anchor, values={"names": " or ".join(options.parts)}, whole=True),))
        return Judgement(evidence=(found.span,))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "responsibilities"


def _said(post: Post, patterns: tuple[Pattern, ...]) -> Sentence | None:
    """The first sentence that a pattern matches."""
    headings = post.heading_phrases
    for sentence in post.with_phrases(phrases_of(patterns)):
        for pattern in patterns:
            if not sentence.heading and any(True for _ in pattern.find(sentence, headings[sentence.section])):
                return sentence
    return None


def _empty_headings(post: Post, parts: tuple[str, ...]) -> Iterator[Match]:
    for index, section in enumerate(post.sections):
        if section.heading is None or section.sentences or not section.known or section.part == "title":
            continue
        if (not parts or section.part in parts) and not _has_subsections(post.sections, index):
            span = section.heading.view.span(0, len(section.heading.view.text))
            if _promises(section.heading, post.source.text[span.start : span.end + 2]):
                yield Match(span)


def _promises(heading: Block, written: str) -> bool:
    """Whether a heading only announces what follows: a bold line, a link or a value ("Pay: 40k") may stand alone."""
    text = heading.view.text.strip()
    return bool(text) and heading.level < PSEUDO_LEVEL and "](" not in written and not _VALUE.search(text)


def _has_subsections(sections: tuple[Section, ...], index: int) -> bool:
    return index + 1 < len(sections) and sections[index + 1].level > sections[index].level
