"""A document to a post: its title, sections, parts and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from jdlint.phrases.tokens import tokenize
from jdlint.post.document import Block, Document, TextView
from jdlint.post.family import read_family
from jdlint.post.kind import is_english, is_job_post
from jdlint.post.layout import lay_out
from jdlint.post.lexicon import Lexicon
from jdlint.post.part_features import Draft, Reading, Unit
from jdlint.post.parts import part_units
from jdlint.post.post import Post, Section, Sentence
from jdlint.post.sentences import split_sentences

_TITLE_KEYS = ("title", "jobtitle", "position", "role", "name")
_MAX_TITLE_WORDS = 16
_TITLE_LEVELS = (1, 2)
_KEY_SIGNS = re.compile(r"[\W_]+")


def read_post(document: Document, lexicon: Lexicon) -> Post:
    """The post of a document; every document gives one, also where it is no job post."""
    drafts, title_draft = read_drafts(document, lexicon)
    texts = _front_matter_texts(document)
    title = next((texts[key][0] for key in _TITLE_KEYS if texts.get(key)), None)
    if title is None and title_draft is not None and title_draft.heading is not None:
        title = title_draft.heading.block.view
    numbers = count()
    sentences = (
        *_front_matter_sentences(document, texts, lexicon, numbers),
        *_body_sentences(document, drafts, lexicon, numbers),
    )
    stated = next((view.text for view in texts.get("family", ())), None)
    family = read_family(lexicon, title.text if title else None, stated, sentences)
    heading_parts = [draft.part for draft in drafts if draft.heading is not None and draft.part is not None]
    return Post(
        document,
        title,
        _sections(drafts, sentences),
        sentences,
        is_job_post(sentences, heading_parts, texts, lexicon, titled=family.title is not None),
        is_english(sentences, lexicon),
        family,
    )


def read_drafts(document: Document, lexicon: Lexicon) -> tuple[list[Draft], Draft | None]:
    """The sections of a document before their sentences have parts, and the one that the title opens."""
    blocks = lay_out(document.source, document.blocks, lambda text: lexicon.heading_part(text) is not None)
    drafts = _draft_sections([_read_unit(block, lexicon) for block in blocks], lexicon)
    title = _find_title(drafts)
    if title is not None:
        title.part = "title"
    return drafts, title


def read_passage(document: Document, lexicon: Lexicon, part: str) -> Post:
    """A post of which only a passage is given: all its sentences belong to ``part``, and it is judged as it is."""
    post = read_post(document, lexicon)
    sentences = tuple(replace(sentence, part=part) for sentence in post.sentences)
    sections = tuple(
        replace(section, part=part, sentences=tuple(sentences[s.index] for s in section.sentences))
        for section in post.sections
    )
    return replace(post, sentences=sentences, sections=sections, is_job_post=True, is_english=True)


def _read_unit(block: Block, lexicon: Lexicon) -> Unit:
    views = (block.view,) if block.kind == "heading" else split_sentences(block.view)
    return Unit(block, tuple(_read(view, lexicon) for view in views))


def _read(view: TextView, lexicon: Lexicon) -> Reading:
    tokens = tokenize(view.text)
    return Reading(view, tokens, lexicon.book.scan(tokens))


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


def _find_title(drafts: Sequence[Draft]) -> Draft | None:
    """The section whose heading is the post's title: the first heading, when it opens no part."""
    for draft in drafts:
        if draft.heading is None:
            if any(reading.view.text.strip() for unit in draft.units[3:] for reading in unit.readings):
                return None
            continue
        short = len(draft.heading.block.view.text.split()) <= _MAX_TITLE_WORDS
        return draft if draft.part is None and draft.level in _TITLE_LEVELS and short else None
    return None


def _front_matter_texts(document: Document) -> Mapping[str, tuple[TextView, ...]]:
    """The texts of the front matter by key, in lower case without hyphens and underscores."""
    values = document.front_matter.values if document.front_matter else {}
    return {_KEY_SIGNS.sub("", key.lower()): value.texts for key, value in values.items()}


def _front_matter_sentences(
    document: Document, texts: Mapping[str, tuple[TextView, ...]], lexicon: Lexicon, numbers: Iterator[int]
) -> Iterator[Sentence]:
    for key, views in texts.items():
        part = _part_of_key(key, lexicon)
        for view in views:
            for sentence in split_sentences(view):
                line = document.source.position(sentence.span(0, len(sentence.text)).start)[0]
                reading = _read(sentence, lexicon)
                yield Sentence(
                    reading.view,
                    reading.tokens,
                    reading.hits,
                    part,
                    section=0,
                    index=next(numbers),
                    line=line,
                    front_matter=True,
                )


def _part_of_key(key: str, lexicon: Lexicon) -> str:
    if key in _TITLE_KEYS:
        return "title"
    if key in ("description", "summary", "excerpt", "intro", "content"):
        return "role"
    return lexicon.heading_part(key) or "facts"


def _body_sentences(
    document: Document, drafts: Sequence[Draft], lexicon: Lexicon, numbers: Iterator[int]
) -> Iterator[Sentence]:
    placed = {id(unit): parts for unit, parts in part_units(drafts, lexicon)}
    items = count()
    item: int | None = None
    for section, draft in enumerate(drafts):
        heading = () if draft.heading is None else (draft.heading,)
        for unit in (*heading, *draft.units):
            block = unit.block
            item = None if block.list_number is None else next(items) if block.kind == "item" else item
            parts = placed.get(id(unit)) or (draft.part or "other",) * len(unit.readings)
            for reading, part in zip(unit.readings, parts, strict=True):
                yield Sentence(
                    reading.view,
                    reading.tokens,
                    reading.hits,
                    part,
                    section,
                    next(numbers),
                    document.source.position(reading.view.span(0, len(reading.view.text)).start)[0],
                    heading=unit is draft.heading,
                    list_number=block.list_number,
                    item=item,
                    quoted=block.quoted,
                )


def _sections(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> tuple[Section, ...]:
    by_section: list[list[Sentence]] = [[] for _ in drafts]
    for sentence in sentences:
        if not sentence.heading and not sentence.front_matter:
            by_section[sentence.section].append(sentence)
    return tuple(
        Section(
            draft.heading.block if draft.heading else None,
            draft.level,
            draft.part or (found[0].part if found else "other"),
            draft.part is not None,
            tuple(found),
        )
        for draft, found in zip(drafts, by_section, strict=True)
    )
