"""Which part of a post each sentence belongs to: headings, words and place are weighed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jdlint.post.document import Document
from jdlint.post.drafts import Draft, Unit, read_drafts
from jdlint.post.lexicon import Lexicon
from jdlint.post.part_features import clues_of
from jdlint.post.part_model import PartModel, shipped_model
from jdlint.record import Record


class PartReasons(Record):
    """A sentence, its part, and the clues that speak most for it with their weights."""

    text: str
    part: str
    reasons: tuple[tuple[str, float], ...]


def part_units(
    drafts: Sequence[Draft], lexicon: Lexicon, model: PartModel | None = None
) -> Iterator[tuple[Unit, tuple[str, ...]]]:
    """Each unit with the part of each of its sentences, a section's heading before what stands under it."""
    parts = iter((model or shipped_model()).best_parts(clues_of(drafts, lexicon)))
    for draft in drafts:
        placed = [(unit, tuple(next(parts) for _ in unit.readings)) for unit in draft.units]
        if draft.heading is not None:
            yield draft.heading, (_part_of_heading(draft, [part for _, found in placed for part in found]),)
        yield from placed


def why_parts(document: Document, lexicon: Lexicon, model: PartModel | None = None) -> list[PartReasons]:
    """Why each sentence of a document, its headings left out, has its part."""
    model = model or shipped_model()
    drafts, _ = read_drafts(document, lexicon)
    post = clues_of(drafts, lexicon)
    texts = (reading.view.text for draft in drafts for unit in draft.units for reading in unit.readings)
    return [
        PartReasons(text, part, tuple(model.reasons(clues, part)))
        for text, part, clues in zip(texts, model.best_parts(post), post, strict=True)
    ]


def _part_of_heading(draft: Draft, parts: Sequence[str]) -> str:
    """That of most sentences under the heading; a label's is that of its line, the title's its own."""
    if draft.part == "title" or not parts:
        return draft.part or "other"
    return parts[0] if draft.is_label else Counter(parts).most_common(1)[0][0]
