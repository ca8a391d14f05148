"""What can be told about each sentence of a post before its part is known: the features of the part model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from jdlint.phrases.book import Hits
from jdlint.phrases.tokens import Tokens
from jdlint.post.document import Block, TextView
from jdlint.post.lexicon import Lexicon

Step = Literal["same", "list", "block", "section"]

_MONEY = re.compile(r"[$€£¥₹]|\b(?:usd|eur|gbp|cad|inr|chf|aud)\b")
_LINK = re.compile(r"@|https?:|www\.")
_COLON = re.compile(r":\W*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of a block with its words and the phrases in it."""

    view: TextView
    tokens: Tokens
    hits: Hits


@dataclass(frozen=True, slots=True)
class Unit:
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


@dataclass(frozen=True, slots=True)
class Clues:
    """The features of a sentence, and how it follows the one before it.

    ``step`` is ``same`` within a block, ``list`` from item to item, ``block`` to another block and
    ``section`` across a heading.
    """

    features: tuple[str, ...]
    step: Step


def clues_of(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Clues]:
    """The clues of each sentence of all sections, headings left out, in order."""
    total = sum(len(unit.readings) for draft in drafts for unit in draft.units)
    found: list[Clues] = []
    lists = False
    for number, draft in enumerate(drafts):
        section = tuple(_section_features(draft, number, lexicon))
        lead: tuple[str, ...] = ()
        first = True
        in_list = False
        row = 0
        for unit in draft.units:
            item = unit.block.list_number is not None
            if not item:
                lead = ()
            for index, reading in enumerate(unit.readings):
                step: Step = "section" if first else "same" if index else "list" if item and in_list else "block"
                place = 5 * len(found) // max(1, total)
                around = (
                    f"kind={unit.block.kind}",
                    f"place={place}",
                    f"row={min(row, 3)}",
                    f"lists={'yes' if lists else 'no'}",
                    f"h={draft.part}&{'i' if item else 'p'}",
                    f"h={draft.part}&row={min(row, 3)}",
                )
                found.append(
                    Clues((*section, *around, *(lead if item else ()), *_own_features(reading, draft, lexicon)), step)
                )
                first = False
                row += 1
            in_list = item
            lists = lists or item
            if not item and unit.readings and _COLON.search(unit.readings[-1].view.text):
                last = unit.readings[-1]
                lead = (f"lead={lexicon.heading_part(last.view.text)}", *(f"lw={w}" for w in _plain(last.tokens)))
    return found


def _section_features(draft: Draft, number: int, lexicon: Lexicon) -> Iterator[str]:
    yield "bias"
    how = "none" if draft.heading is None else "own" if draft.own else "above" if draft.part else "unknown"
    yield f"h={draft.part}"
    yield f"h={draft.part}&{how}"
    yield f"section={min(number, 3)}"
    if draft.heading is not None:
        words = _plain(draft.heading.readings[0].tokens)
        yield from (f"hw={word}" for word in words)
        yield from (f"hw={one} {two}" for one, two in zip(words, words[1:], strict=False))
        if words:
            yield f"h1={words[0]}"
        yield f"level={draft.level}"


def _own_features(reading: Reading, draft: Draft, lexicon: Lexicon) -> Iterator[str]:
    words = _plain(reading.tokens)
    yield from (f"w={word}" for word in dict.fromkeys(words))
    if words:
        yield f"w1={words[0]}"
        yield "w2=" + " ".join(words[:2])
    votes = {
        f"{part}{'!' if sure else ''}"
        for number in reading.hits
        if (cue := lexicon.cues.get(number))
        for part, sure in (cue,)
    }
    for vote in sorted(votes):
        yield f"cue={vote}"
        yield f"cue={vote}&h={draft.part}"
    yield f"length={min(len(words) // 4, 6)}"
    folded = reading.tokens.folded
    if _MONEY.search(folded):
        yield "money"
    if _LINK.search(folded):
        yield "link"
    if _COLON.search(folded):
        yield "colon"
    if folded.endswith("?"):
        yield "question"
    if folded[-1:] in ".!":
        yield "stop"


def _plain(tokens: Tokens) -> list[str]:
    return ["#" if word[0].isdigit() else word for word in tokens.words]
