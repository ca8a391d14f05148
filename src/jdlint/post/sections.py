"""A document to a post: its title, sections, parts and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, islice

from jdlint.late import expression
from jdlint.post.document import Document, TextView, plain_key
from jdlint.post.drafts import Draft, read_drafts, read_views
from jdlint.post.family import read_family
from jdlint.post.kind import is_english, is_job_post
from jdlint.post.lexicon import Lexicon
from jdlint.post.parts import part_units
from jdlint.post.post import Post, Section, Sentence
from jdlint.post.sentences import split_sentences

_TITLE_KEYS = ("title", "jobtitle", "position", "role", "name")
_SUMMARY_KEYS = frozenset({"description", "summary", "excerpt", "intro", "content"})
_KEY_SIGNS = expression(r"[\W_]+")
# Keys with these names hold a name or a word or two: the employer, the team, the title of the role.
_NAMED_PARTS = frozenset({"about-company", "about-team", "role", "other"})
_MAX_FACT_WORDS = 12


def read_post(document: Document, lexicon: Lexicon) -> Post:
    """The post of a document; every document gives one, also where it is no job post."""
    drafts, title_draft = read_drafts(document, lexicon)
    texts = _front_matter_texts(document)
    title = next((texts[key][0] for key in _TITLE_KEYS if texts.get(key)), None)
    if title is None and title_draft is not None and title_draft.heading is not None:
        title = title_draft.heading.block.view
    numbers = count()
    sentences = (
        *_front_matter_sentences(document, lexicon, numbers),
        *_body_sentences(document, drafts, lexicon, numbers),
    )
    stated = next((view.text for view in texts.get("family", ())), None)
    family = read_family(lexicon, title.text if title else None, stated, sentences)
    return Post(
        document,
        title,
        _sections(drafts, sentences),
        sentences,
        is_job_post(
            sentences,
            [draft.own for draft in drafts if draft.own is not None],
            texts,
            lexicon,
            title=title.text if title else None,
            perhaps_titled=family.title is not None,
        ),
        is_english(sentences, lexicon),
        family,
    )


def read_passage(document: Document, lexicon: Lexicon, part: str) -> Post:
    """A post of which only a passage is given: all its sentences belong to ``part``, and it is judged as it is."""
    post = read_post(document, lexicon)
    sentences = tuple(replace(sentence, part=part) for sentence in post.sentences)
    sections = tuple(
        replace(section, part=part, sentences=tuple(sentences[s.index] for s in section.sentences))
        for section in post.sections
    )
    return replace(post, sentences=sentences, sections=sections, is_job_post=True, is_english=True)


def _front_matter_texts(document: Document) -> Mapping[str, tuple[TextView, ...]]:
    """The texts of the front matter by key, in lower case without hyphens and underscores."""
    values = document.front_matter.values if document.front_matter else {}
    return {plain_key(key): value.texts for key, value in values.items()}


def _front_matter_sentences(document: Document, lexicon: Lexicon, numbers: Iterator[int]) -> Iterator[Sentence]:
    values = document.front_matter.values if document.front_matter else {}
    placed = [
        (sentence, _part_of_value(key, view.text, lexicon))
        for key, value in values.items()
        for view in value.texts
        for sentence in split_sentences(view)
    ]
    readings = read_views([view for view, _ in placed], lexicon)
    for (view, part), reading in zip(placed, readings, strict=True):
        yield Sentence(
            view,
            reading.tokens,
            reading.hits,
            part,
            section=0,
            index=next(numbers),
            line=document.source.position(view.span(0, len(view.text)).start)[0],
            front_matter=True,
        )


def _part_of_value(key: str, text: str, lexicon: Lexicon) -> str:
    """The part that a key's name opens; a value of a few words is a fact, unless the key promises a list."""
    if plain_key(key) in _TITLE_KEYS:
        return "title"
    if plain_key(key) in _SUMMARY_KEYS:
        return "role"
    part = lexicon.heading_part(_KEY_SIGNS.sub(" ", key))
    short = len(text.split()) <= _MAX_FACT_WORDS
    return "facts" if part is None or (short and part in _NAMED_PARTS) else part


def _body_sentences(
    document: Document, drafts: Sequence[Draft], lexicon: Lexicon, numbers: Iterator[int]
) -> Iterator[Sentence]:
    placed = part_units(drafts, lexicon)
    items = count()
    item: int | None = None
    for section, draft in enumerate(drafts):
        for unit, parts in islice(placed, len(draft.units) + (draft.heading is not None)):
            block = unit.block
            item = None if block.list_number is None else next(items) if block.kind == "item" else item
            for reading, part in zip(unit.readings, parts, strict=True):
                yield Sentence(
                    reading.view,
                    reading.tokens,
                    reading.hits,
                    part,
                    section,
                    next(numbers),
                    document.source.position(reading.view.span(0, len(reading.view.text)).start)[0],
                    unit is draft.heading,
                    block.list_number,
                    item,
                    block.quoted,
                    False,
                )


def _sections(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> tuple[Section, ...]:
    by_section: list[list[Sentence]] = [[] for _ in drafts]
    parts = [draft.part for draft in drafts]
    for sentence in sentences:
        if sentence.heading:
            parts[sentence.section] = sentence.part
        elif not sentence.front_matter:
            by_section[sentence.section].append(sentence)
    return tuple(
        Section(
            draft.heading.block if draft.heading else None,
            draft.level,
            part or (found[0].part if found else "other"),
            draft.part is not None,
            tuple(found),
        )
        for draft, part, found in zip(drafts, parts, by_section, strict=True)
    )
