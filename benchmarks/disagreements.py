"""Where jdlint and the labels differ, ready to work through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judged import Judged, fact_pairs, level_pairs, part_pairs, tool_list_lines
from labels import CRITERIA, FACTS


def disagreements(judged: Sequence[Judged], field: str) -> Iterator[str]:
    """Each miss in a field (a criterion, a fact, ``family``, ``tool_lists`` or ``parts``), as lines of text.

    Raises ``KeyError`` for any other field.
    """
    listers = {"family": _families, "tool_lists": _tool_lists, "parts": _parts}
    for each in judged:
        if field in CRITERIA:
            yield from _levels(each, field)
        elif field in FACTS:
            yield from _facts(each, field)
        else:
            yield from listers[field](each)


def _families(judged: Judged) -> Iterator[str]:
    if judged.labelled.family != judged.card.family:
        title = judged.post.title.text if judged.post.title else None
        yield f"{judged.labelled.name}: label {judged.labelled.family}, found {judged.card.family}: {title}"


def _facts(judged: Judged, field: str) -> Iterator[str]:
    for label, found in fact_pairs(judged, field):
        if label != found:
            span = judged.card.facts.get(field)
            shown = judged.post.source.text[span.start : span.end][:160] if span else None
            yield f"{judged.labelled.name}: label {label}, found {shown!r}"


def _tool_lists(judged: Judged) -> Iterator[str]:
    for line, label, found in tool_list_lines(judged):
        if label != found:
            text = judged.post.source.line_text(line).strip()[:160]
            yield f"{judged.labelled.name}:{line} {'missed' if label else 'extra '} {text}"


def _parts(judged: Judged) -> Iterator[str]:
    source = judged.post.source
    for sentence, (label, found) in zip(judged.labelled.sentences, part_pairs(judged), strict=True):
        if label != found:
            text = " ".join(source.text[sentence.start : sentence.end].split())[:120]
            yield f"{judged.labelled.name}:{source.position(sentence.start)[0]} label {label}, found {found}: {text}"


def _levels(judged: Judged, field: str) -> Iterator[str]:
    source = judged.post.source
    for label, found in level_pairs(judged, field):
        if (label == 2) == (found == 2):
            continue
        notes = judged.labelled.labels.get("notes", "")
        yield f"\n{judged.labelled.name} ({judged.labelled.family}): label {label}, found {found}. {notes}"
        for line in sorted(judged.labelled.lines(field)):
            parts = sorted({s.part for s in judged.post.sentences if s.line == line})
            yield f"  label {line} {parts}: {source.line_text(line).strip()[:400]}"
        card = judged.card.criteria.get(field.replace("_", "-"))
        for span in card.evidence if card else ():
            part = next((s.part for s in judged.post.sentences if s.span.start <= span.start < s.span.end), "?")
            yield f"  found {source.position(span.start)[0]} [{part}]: {source.text[span.start : span.end][:300]}"
