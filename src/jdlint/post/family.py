"""Which kind of job a post is about, told from its title and its duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from jdlint.phrases.tokens import tokenize
from jdlint.post.lexicon import Lexicon
from jdlint.post.post import FamilyReading, Sentence

# All duties together tell as much as a weak title and a half (chosen on the labelled posts used for tuning).
_DUTY_WEIGHT = 1.5
_DUTY_PARTS = ("responsibilities", "role", "about-team")


def read_family(
    lexicon: Lexicon, title: str | None, stated: str | None, sentences: Iterable[Sentence]
) -> FamilyReading:
    """What title, front matter (``stated``) and duties say; a stated family that is not known is not used."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.part in _DUTY_PARTS and not sentence.heading:
            counts.update(
                family.name for family in lexicon.families if not sentence.hits.keys().isdisjoint(family.duties)
            )
    total = sum(counts.values())
    duties = {name: n / total for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}
    known = any(family.name == stated for family in lexicon.families)
    return FamilyReading(
        stated if known else None,
        _family_of_title(lexicon, title, duties) if title else None,
        tuple(duties.items()),
        total,
    )


def _family_of_title(lexicon: Lexicon, title: str, duties: Mapping[str, float]) -> str | None:
    """The family whose wording in the title tells most, the duties deciding among those that are close.

    Among equals the longer wording wins, then the one that stands first.
    """
    hits = lexicon.title_search.scan(tokenize(title))
    found = [
        (weight + _DUTY_WEIGHT * duties.get(family.name, 0), end - start, -start, family.name)
        for family in lexicon.families
        for number, weight in family.titles.items()
        for start, end in hits.get(number, ())
    ]
    return max(found)[3] if found else None
