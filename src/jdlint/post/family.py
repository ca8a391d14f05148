"""Which kind of job a post is about, told from its title and its duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jdlint.phrases import Words
from jdlint.post.lexicon import Lexicon
from jdlint.post.post import FamilyReading, Sentence

_DUTY_PARTS = ("responsibilities", "role", "about-team")


def read_family(
    lexicon: Lexicon, title: str | None, stated: str | None, sentences: Iterable[Sentence]
) -> FamilyReading:
    """What title, front matter (``stated``) and duties say; a stated family that is not known is not used."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.part in _DUTY_PARTS and not sentence.heading:
            counts.update(family.name for family in lexicon.families if not family.duties.isdisjoint(sentence.hits))
    total = sum(counts.values())
    known = any(family.name == stated for family in lexicon.families)
    return FamilyReading(
        stated if known else None,
        _family_of_title(lexicon, title) if title else None,
        tuple((name, n / total) for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        total,
    )


def _family_of_title(lexicon: Lexicon, title: str) -> str | None:
    """The family with the longest wording in the title; among equals the one that stands first there."""
    hits = lexicon.book.scan(Words.of(title))
    found = [
        (end - start, -start, family.name)
        for family in lexicon.families
        for number in family.titles.intersection(hits)
        for start, end in hits[number]
    ]
    return max(found)[2] if found else None
