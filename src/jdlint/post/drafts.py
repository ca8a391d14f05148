"""A document cut into sections, before it is known which part of the post each sentence belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from jdlint.phrases.book import Hits
from jdlint.phrases.tokens import Tokens, tokenize
from jdlint.post.document import Block, Document, TextView
from jdlint.post.layout import lay_out
from jdlint.post.lexicon import Lexicon
from jdlint.post.sentences import split_sentences
from jdlint.record import Record

_MAX_TITLE_WORDS = 16
_TITLE_LEVELS = (1, 2)
_BLOCKS_BEFORE_TITLE = 3


class Reading(Record):
    """A sentence of a block with its tokens and the phrases in it."""

    view: TextView
    tokens: Tokens
    hits: Hits


class Unit(Record):
    """A block and the readings of its sentences."""

    block: Block
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class Draft:
    """A section in the making.

    ``own`` is the part that its heading's wording opens, ``part`` the same or else that of the heading above.
    """

    heading: Unit | None
    level: int
    part: str | None
    own: str | None = None
    units: list[Unit] = field(default_factory=list)

    @property
    def is_label(self) -> bool:
        """Whether the heading stands before text on its own line ("Location: Berlin")."""
        if self.heading is None or not self.units:
            return False
        return self.heading.block.end_line == self.units[0].block.line


def read_drafts(document: Document, lexicon: Lexicon) -> tuple[list[Draft], Draft | None]:
    """The sections of a document, and the one that the post's title opens."""
    blocks = lay_out(document.source, document.blocks, lexicon.heading_part)
    drafts = _draft_sections(_read_units(list(blocks), lexicon), lexicon)
    title = _find_title(drafts, lexicon)
    if title is not None:
        title.part = "title"
    return drafts, title


def read_views(views: Sequence[TextView], lexicon: Lexicon) -> Iterator[Reading]:
    """Sentences with their tokens and phrases."""
    tokens = [tokenize(view.text) for view in views]
    return map(Reading, views, tokens, lexicon.book.scan_all(tokens))


def _read_units(blocks: Sequence[Block], lexicon: Lexicon) -> list[Unit]:
    views = [(block.view,) if block.kind == "heading" else tuple(split_sentences(block.view)) for block in blocks]
    readings = read_views([view for of_block in views for view in of_block], lexicon)
    return [Unit(block, tuple(islice(readings, len(of_block)))) for block, of_block in zip(blocks, views, strict=True)]


def _draft_sections(units: Sequence[Unit], lexicon: Lexicon) -> list[Draft]:
    """Sections by heading; one under a heading that says nothing takes the part of the one above it."""
    drafts = [Draft(None, 0, None)]
    above: list[Draft] = []
    for unit in units:
        if unit.block.kind != "heading":
            drafts[-1].units.append(unit)
            continue
        level = unit.block.level
        while above and above[-1].level >= level:
            above.pop()
        own = lexicon.heading_part(unit.block.view.text)
        part = above[-1].part if own is None and above else own
        draft = Draft(unit, level, part, own)
        drafts.append(draft)
        above.append(draft)
    return drafts


def _find_title(drafts: Sequence[Draft], lexicon: Lexicon) -> Draft | None:
    """The section whose heading is the post's title: the first heading, when it opens no part or names a job."""
    begun = False
    for draft in drafts:
        if draft.heading is None:
            if len(draft.units) > _BLOCKS_BEFORE_TITLE:
                return None
            begun = any(len(unit.block.view.text.split()) > _MAX_TITLE_WORDS for unit in draft.units)
            continue
        text = draft.heading.block.view.text
        if len(text.split()) > _MAX_TITLE_WORDS:
            # Running text set as a heading is no title; a long heading at the top that names a job is one, and too long.
            return draft if not begun and draft.level == _TITLE_LEVELS[0] and lexicon.names_job(text) else None
        if draft.level not in _TITLE_LEVELS:
            # A small heading below running text opens a part of the post, unless it is a label ("Job title: Analyst").
            return draft if (not begun or ":" in text) and lexicon.names_job(text) else None
        # "# Analyst - part time" is a title with a fact in it, and no heading over facts.
        factual = draft.part == "facts" and draft.level == _TITLE_LEVELS[0] and ":" not in text
        return draft if draft.part is None or lexicon.names_job(text, perhaps=factual) else None
    return None
