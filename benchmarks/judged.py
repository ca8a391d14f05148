"""Labelled posts beside what jdlint says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from figures import Pair
from labels import LabelledPost

from jdlint.linter import Linter, read
from jdlint.post.post import Post
from jdlint.scorecard import Scorecard, score


@dataclass(frozen=True, eq=False)
class Judged:
    """A labelled post with what jdlint says of it."""

    labelled: LabelledPost
    post: Post
    card: Scorecard

    def level(self, criterion: str) -> int | str | None:
        """The level that jdlint found; ``None`` where it could not judge or has no such criterion."""
        found = self.card.criteria.get(criterion.replace("_", "-"))
        return None if found is None else found.level

    def evidence_lines(self, criterion: str) -> list[range]:
        """The lines of each sentence that is shown as evidence."""
        found = self.card.criteria.get(criterion.replace("_", "-"))
        position = self.post.source.position
        spans = found.evidence if found else ()
        return [range(position(s.start)[0], position(max(s.start, s.end - 1))[0] + 1) for s in spans]


def judge_all(linter: Linter, labelled: Iterable[LabelledPost]) -> list[Judged]:
    """The posts read and judged with all rules."""
    judged = []
    for each in labelled:
        post = read(linter, each.source)
        judged.append(Judged(each, post, score(post, linter.ruleset.rules, linter.ruleset.families)))
    return judged


def level_pairs(judged: Judged, field: str) -> list[Pair]:
    """The labelled level and the one found; nothing where the label is n/a."""
    label = judged.labelled.level(field)
    return [] if label == "n/a" else [(label, judged.level(field))]


def fact_pairs(judged: Judged, field: str) -> list[Pair]:
    """Whether the label and jdlint say that a fact is stated; nothing where the fact is not labelled."""
    if field not in judged.labelled.labels:
        return []
    return [(bool(judged.labelled.labels[field]), judged.card.facts.get(field) is not None)]


def tool_list_lines(judged: Judged) -> list[tuple[int, bool, bool]]:
    """Each line that is not blank, and whether it is in a labelled and in a found tool-only list.

    Nothing where the lists are not labelled.
    """
    if "tool_lists" not in judged.labelled.labels:
        return []
    source = judged.post.source
    label = {line for first, last in judged.labelled.labels["tool_lists"] for line in range(first, last + 1)}
    found = {line for first, last in judged.card.tool_lists for line in range(first, last + 1)}
    lines = (line for line in range(1, source.line_count + 1) if source.line_text(line).strip())
    return [(line, line in label, line in found) for line in lines]


def part_pairs(judged: Judged) -> list[Pair]:
    """The labelled part of each sentence and the one found there (``None`` where no sentence was read)."""
    sentences = judged.post.sentences
    starts = [(s.span.start, s.span.end, s.part) for s in sentences]
    return [
        (label.part, next((part for start, end, part in starts if start < label.end and label.start < end), None))
        for label in judged.labelled.sentences
    ]
