"""What is counted, filtered and compared of a post, as plain values; a report holds them for its scripts and for later reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from jdlint.output.scorecard_words import UNKNOWN_FAMILY
from jdlint.record import Record
from jdlint.web.report.reported import ReportedPost
from jdlint.web.report.words import level_slug

_MOST_WORDS = 80


class FindingData(Record):
    """A finding: its rule, its severity's name, its line from 1, and the words, as far as it is about some."""

    rule: str
    severity: str
    line: int
    words: str


class PostData(Record):
    """A post: the level of each criterion by the rule's id, facts and stages by name, findings in their order.

    ``reason`` says why it was not judged. A fact of a post that was not is ``None``. ``not_evaluated`` are rules with
    the reasons why they could not judge; ``left_out`` counts findings that are suppressed or in the baseline.
    """

    path: str
    title: str
    family: str | None = None
    reason: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    stages: Mapping[str, bool] = field(default_factory=dict)
    findings: tuple[FindingData, ...] = ()
    not_evaluated: tuple[tuple[str, str], ...] = ()
    left_out: int = 0

    def count(self, severity: str) -> int:
        """How many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def family_name(self) -> str:
        """The family that it was judged as, in a word."""
        return self.family or UNKNOWN_FAMILY


def data_of(post: ReportedPost) -> PostData:
    """The data of a post."""
    result, card = post.result, post.card
    findings = (
        FindingData(
            finding.rule,
            finding.severity.label,
            finding.line,
            "" if finding.whole else post.source.words(finding.span)[:_MOST_WORDS],
        )
        for finding in result.findings
    )
    return PostData(
        post.source.path,
        post.title,
        card.family,
        card.reason,
        {rule_id: level_slug(score) for rule_id, score in card.criteria.items()},
        {name: None if card.reason else span is not None for name, span in card.facts.items()},
        {name: span is not None for name, span in card.stages.items()},
        tuple(findings),
        tuple((entry.rule, entry.reason) for entry in result.not_evaluated),
        len(result.suppressed) + len(result.known),
    )
