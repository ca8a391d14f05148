"""Which part of a post each block belongs to: by its heading first, by its words second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jdlint.phrases import Hits, Words
from jdlint.post.document import Block, TextView
from jdlint.post.lexicon import Lexicon

# Under these headings anything may stand, so that lists and paragraphs are told by their words.
_LOOSE = frozenset({"role", "other", "about-company", "about-team", "title", "facts"})
# Statements that sites append to whatever section comes last.
_APPENDED = frozenset({"equal-opportunity", "legal", "apply", "process", "pay", "benefits"})
_SURE = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of a block with its words and the phrases in it."""

    view: TextView
    words: Words
    hits: Hits


@dataclass(frozen=True, slots=True)
class Unit:
    """A block and the readings of its sentences."""

    block: Block
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class Draft:
    """A section in the making; ``part`` is what its heading, or the one above it, says."""

    heading: Unit | None
    level: int
    part: str | None
    units: list[Unit] = field(default_factory=list)


def part_units(drafts: Sequence[Draft], lexicon: Lexicon) -> Iterator[tuple[int, Unit, tuple[str, ...]]]:
    """Each unit with the index of its section and the part of each of its sentences."""
    settled = False
    for index, draft in enumerate(drafts):
        previous: str | None = None
        for group in _groups(draft.units):
            part = _group_part(group, draft.part, previous, lexicon, settled=settled)
            settled = settled or part in ("responsibilities", "requirements", "preferred")
            for unit in group:
                yield index, unit, tuple(_sentence_part(reading, part, lexicon) for reading in unit.readings)
            previous = part


def _groups(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Lists as a whole, with what is nested in them; every other block for itself."""
    group: list[Unit] = []
    for unit in units:
        same = group and unit.block.list_number is not None and group[-1].block.list_number is not None
        if group and not same:
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _group_part(group: list[Unit], part: str | None, previous: str | None, lexicon: Lexicon, *, settled: bool) -> str:
    votes = _votes(group, lexicon)
    best, strength = max(votes.items(), key=lambda item: item[1], default=("", 0))
    readings = sum(len(unit.readings) for unit in group)
    if part is not None and part not in _LOOSE:
        others = strength >= _SURE and best in _APPENDED and not votes.get(part)
        return best if others and group[0].block.kind != "item" else part
    if strength >= max(_SURE, readings):
        return best
    if part is not None and part not in ("title", "other"):
        return part
    if strength >= 2:
        return best
    return previous or ("other" if settled else "about-company")


def _votes(group: list[Unit], lexicon: Lexicon) -> Counter[str]:
    votes: Counter[str] = Counter()
    for unit in group:
        for reading in unit.readings:
            votes.update(lexicon.part_votes(reading.hits))
    return votes


def _sentence_part(reading: Reading, part: str, lexicon: Lexicon) -> str:
    """The part of a sentence among others: what is marked as a plus among the requirements is preferred."""
    if part != "requirements":
        return part
    return "preferred" if lexicon.part_votes(reading.hits).get("preferred", 0) >= _SURE else part
