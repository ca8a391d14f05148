"""A post at a glance: the level of each criterion with its evidence, and what lists only name tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jdlint.checks import CHECKS
from jdlint.checks.fact import FactOptions
from jdlint.checks.judgement import ABSENT, CONCRETE, GENERIC, Judgement
from jdlint.finding import Span
from jdlint.post.post import Post
from jdlint.ruleset.family_file import Family
from jdlint.ruleset.rule import LEVELLED_KINDS, Rule

LEVEL_NUMBERS = {ABSENT: 0, GENERIC: 1, CONCRETE: 2}
NOT_APPLICABLE = "n/a"
TOOL_LISTS = "tool-only-list"


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """The level of a criterion: 0 absent, 1 generic, 2 concrete, ``"n/a"``, or ``None`` with a ``reason``.

    ``evidence`` are the sentences that show it, the best first.
    """

    level: int | str | None
    evidence: tuple[Span, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PartRange:
    """Lines ``line`` to ``end_line`` (from 1, both included) belong to ``part``."""

    line: int
    end_line: int
    part: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a post says and does not say.

    ``criteria`` are by rule id, ``facts`` by field, each with the place that states it or ``None``;
    ``tool_lists`` are first and last lines.
    """

    path: str
    family: str | None
    criteria: Mapping[str, CriterionScore]
    facts: Mapping[str, Span | None]
    tool_lists: tuple[tuple[int, int], ...]
    parts: tuple[PartRange, ...]


def score(post: Post, rules: tuple[Rule, ...], families: Mapping[str, Family], family: str | None = None) -> Scorecard:
    """The scorecard of a post by the criteria among ``rules``; ``family`` overrides the one read from the post."""
    name = family or post.family.family
    judged = families.get(name) if name else None
    criteria = {
        rule.id: _score(rule, CHECKS[rule.kind].judge(rule.options, post), judged)
        for rule in rules
        if rule.kind in LEVELLED_KINDS and rule.category == "criteria"
    }
    facts = {
        rule.options.field: next(iter(CHECKS[rule.kind].judge(rule.options, post).evidence), None)
        for rule in rules
        if isinstance(rule.options, FactOptions)
    }
    return Scorecard(
        post.source.path, name, criteria, facts, tuple(_tool_lists(post, rules)), tuple(_part_ranges(post))
    )


def _score(rule: Rule, judgement: Judgement, family: Family | None) -> CriterionScore:
    if judgement.level is None:
        return CriterionScore(None, reason=judgement.not_evaluated)
    if judgement.level == ABSENT and family is not None and rule.id in family.not_asked:
        return CriterionScore(NOT_APPLICABLE)
    spans = judgement.evidence or tuple(match.span for match in judgement.matches if match.level == GENERIC)
    return CriterionScore(LEVEL_NUMBERS[judgement.level], spans)


def _tool_lists(post: Post, rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    for rule in rules:
        if rule.id == TOOL_LISTS:
            for match in CHECKS[rule.kind].judge(rule.options, post).matches:
                end = max(match.span.start, match.span.end - 1)
                yield post.source.position(match.span.start)[0], post.source.position(end)[0]


def _part_ranges(post: Post) -> Iterator[PartRange]:
    """Runs of sentences of one part, as ranges of lines."""
    current: PartRange | None = None
    for sentence in post.sentences:
        end_line = post.source.position(max(sentence.span.start, sentence.span.end - 1))[0]
        if current is not None and current.part == sentence.part:
            current = PartRange(current.line, end_line, current.part)
            continue
        if current is not None:
            yield current
        current = PartRange(sentence.line, end_line, sentence.part)
    if current is not None:
        yield current
