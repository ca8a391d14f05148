"""A post as the rules see it: parts, sections and sentences, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from jdlint.finding import Span
from jdlint.phrases.book import Hits
from jdlint.phrases.tokens import Tokens
from jdlint.post.document import Block, Document, TextView
from jdlint.post.source import Source
from jdlint.record import Record

# The codebook's "three or more kinds"; the share keeps a single stray duty from counting (editorial).
MIX = 3
MIX_SHARE = 0.2


class Sentence(Record, eq=False):
    """A sentence, or a list item or heading without a full stop.

    ``hits`` are the places of all phrases of the rule set in its text. ``part`` is what the text around it
    is for, ``section`` the index of its section, ``index`` its own among the post's sentences. ``line`` counts
    from 1. ``list_number`` tells the document's lists apart (``None`` outside of one), ``item`` the items of
    all lists.
    """

    view: TextView
    tokens: Tokens
    hits: Hits
    part: str
    section: int
    index: int
    line: int
    heading: bool = False
    list_number: int | None = None
    item: int | None = None
    quoted: bool = False
    front_matter: bool = False

    @property
    def text(self) -> str:
        """The text as a reader sees it."""
        return self.view.text

    @property
    def span(self) -> Span:
        """Where the sentence stands in the source."""
        return self.view.span(0, len(self.view.text))


class Section(Record, eq=False):
    """A heading and what stands under it up to the next heading.

    ``heading`` is ``None`` for text before the first heading, ``level`` is then 0, and 7 for a heading that
    is only meant as one (bold, ``Word:``). ``part`` is what the section is for, ``known`` whether its heading
    (or the one above it) says so. ``sentences`` leaves the heading out.
    """

    heading: Block | None
    level: int
    part: str
    known: bool
    sentences: tuple[Sentence, ...]


class FamilyReading(Record):
    """The family that a post states, the one of its title, and the shares of its duties by family.

    ``duties`` has the families that duty sentences tell with their shares, the largest first; ``told`` is
    how many sentences tell one.
    """

    stated: str | None = None
    title: str | None = None
    duties: tuple[tuple[str, float], ...] = ()
    told: int = 0

    @property
    def family(self) -> str | None:
        """The family to judge by; ``None`` when neither title nor duties tell."""
        if self.stated or self.title:
            return self.stated or self.title
        return "mixed" if self.is_mix else next((family for family, _ in self.duties), None)

    @property
    def is_mix(self) -> bool:
        """Whether the duties are of three kinds or more, each with a fifth of them or more."""
        return self.told >= MIX and sum(share >= MIX_SHARE for _, share in self.duties) >= MIX


class Post(Record, eq=False):
    """A post that has been read: its document, its sections, and its sentences in the order of the source.

    ``title`` is the job's title where one was found. ``is_job_post`` and ``is_english`` tell whether it can be
    judged at all, ``family`` is what title, front matter and duties say about the kind of job.
    """

    document: Document
    title: TextView | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    is_job_post: bool
    is_english: bool
    family: FamilyReading

    @property
    def source(self) -> Source:
        """The post's source."""
        return self.document.source

    def with_phrases(self, numbers: frozenset[int]) -> Sequence[Sentence]:
        """The sentences, headings too, in which one of some phrases stands, in the order of the source."""
        found = [self._by_phrase[number] for number in numbers & self._by_phrase.keys()]
        if len(found) == 1:
            return found[0]
        return [self.sentences[index] for index in sorted({s.index for of_one in found for s in of_one})]

    @cached_property
    def _by_phrase(self) -> Mapping[int, Sequence[Sentence]]:
        by_phrase: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            for number in sentence.hits:
                by_phrase.setdefault(number, []).append(sentence)
        return by_phrase

    @cached_property
    def heading_phrases(self) -> tuple[frozenset[int], ...]:
        """For each section, the numbers of the phrases in its heading."""
        by_section: list[frozenset[int]] = [frozenset()] * len(self.sections)
        for sentence in self.sentences:
            if sentence.heading:
                by_section[sentence.section] = by_section[sentence.section].union(sentence.hits)
        return tuple(by_section)

    @property
    def parts(self) -> frozenset[str]:
        """The parts that the post has."""
        return frozenset(sentence.part for sentence in self.sentences if not sentence.heading)

    def in_parts(self, *parts: str) -> Iterator[Sentence]:
        """The sentences of some parts, without headings."""
        return (s for s in self.sentences if s.part in parts and not s.heading)

    @property
    def title_hits(self) -> frozenset[int]:
        """The numbers of the phrases in the title; empty without one."""
        if self.title is None:
            return frozenset()
        span = self.anchor
        parts = (s for s in self.sentences if span.start <= s.span.start and s.span.end <= span.end)
        return frozenset(number for sentence in parts for number in sentence.hits)

    @property
    def anchor(self) -> Span:
        """Where findings about the whole post stand: its title, else its first line that is not blank."""
        if self.title is not None:
            return self.title.span(0, len(self.title.text))
        text = self.source.text
        start = len(text) - len(text.lstrip())
        if start == len(text):
            return Span(0, 0)
        line = self.source.position(start)[0]
        return Span(
            start, start + len(self.source.line_text(line)[start - self.source.line_starts[line - 1] :].rstrip())
        )
