"""Rules applied to a post: findings, passes with their evidence, and what could not be evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from jdlint.checks import CHECKS
from jdlint.checks.builtin import BUILTINS
from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.owed import Owed, owed, provided_elsewhere
from jdlint.finding import Evidence, Finding, NotEvaluated, Span
from jdlint.post.document import Document
from jdlint.post.post import Post
from jdlint.post.source import Source
from jdlint.record import Record
from jdlint.ruleset.family_file import Family
from jdlint.ruleset.rule import Rule

# What stops a post from being judged at all, in the order in which it is asked.
UNJUDGED = ("language-not-supported", "not-a-job-post")


class Result(Record):
    """What the rules say of one post; ``family`` is the kind of job that it was judged as, if known.

    ``suppressed`` are findings that the post's author has decided not to hear of, ``known`` those of a baseline,
    ``unchanged`` those on lines that are not looked at.
    """

    path: str
    family: str | None
    findings: tuple[Finding, ...]
    passes: tuple[Evidence, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    suppressed: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    unchanged: tuple[Finding, ...] = ()


# Reads a source and says what is found in it.
Judge: TypeAlias = Callable[[Source], tuple[Document, Result]]
# From an offset in a text that fixes have changed to the offset where it was.
Origin: TypeAlias = Callable[[int], int]
# Leaves findings out of the result of a source, which fixes may have changed.
Screen: TypeAlias = Callable[[Result, Source, Origin], Result]


def unmoved(offset: int) -> int:
    """The origin of an offset in a text that nothing has changed."""
    return offset


def lint(
    post: Post,
    rules: Sequence[Rule],
    families: Mapping[str, Family],
    family: str | None = None,
    circumstances: Circumstances | None = None,
) -> Result:
    """What the rules say of a post.

    ``families`` are all families by name; ``family`` overrides the one that is read from the post. Without
    ``circumstances`` the day is the calendar's. Of a text that is no job post, or not in English, only that is said. Findings are in the order of their places.
    """
    name = family or post.family.family
    judged = families.get(name) if name else None
    circumstances = circumstances or Circumstances()
    builtins = {rule.id: rule for rule in rules if rule.builtin}
    for rule_id in UNJUDGED:
        if BUILTINS[rule_id](post):
            found = findings_of(post, builtins[rule_id], BUILTINS[rule_id](post), None) if rule_id in builtins else ()
            return Result(post.source.path, None, tuple(found), (), ())
    findings: list[Finding] = []
    passes: list[Evidence] = []
    skipped: list[NotEvaluated] = []
    for rule in rules:
        if rule.builtin:
            if rule.id not in BUILTINS:
                continue  # about suppressions, which come after all findings
            findings += findings_of(post, rule, BUILTINS[rule.id](post), judged)
        elif rule.applies_to_any_family or name in rule.families:
            duty = owed(rule.law, post, circumstances)
            judgement = _judge(rule, post, circumstances, duty)
            findings += findings_of(post, rule, _asked(rule, judgement, judged), judged, duty)
            passes += _passes(post, rule, judgement)
            if judgement.not_evaluated is not None:
                skipped.append(NotEvaluated(post.source.path, rule.id, judgement.not_evaluated))
    findings.sort(key=lambda finding: finding.sort_key)
    return Result(post.source.path, name, tuple(findings), tuple(passes), tuple(skipped))


def _judge(rule: Rule, post: Post, circumstances: Circumstances, duty: Owed | None) -> Judgement:
    """What a rule's kind says, unless only a law makes the rule speak, or the site adds what the rule looks for."""
    if rule.law is not None and rule.law.only and duty is None:
        return Judgement()
    if rule.reports_missing is not None and rule.reports_missing in provided_elsewhere(post, circumstances):
        return Judgement(not_evaluated=f"the site adds the part '{rule.reports_missing}' around the post")
    return CHECKS[rule.kind].judge(rule.options, post, circumstances)


def _asked(rule: Rule, judgement: Judgement, family: Family | None) -> Iterable[Match]:
    """The matches without what the family is not asked for, such as a subject that its post never touches."""
    if family is None:
        return judgement.matches
    return tuple(match for match in judgement.matches if family.is_asked(rule.id, match.level))


def findings_of(
    post: Post, rule: Rule, matches: Iterable[Match], family: Family | None = None, duty: Owed | None = None
) -> Iterator[Finding]:
    """The findings that a rule's matches are, with their severities, messages and places."""
    for match in matches:
        severity = rule.severity_at(match.level)
        if family is not None and not rule.severity_set & {"", match.level}:
            severity = family.severity_at(rule.id, match.level, severity)
        if severity is None:
            continue
        span = match.span
        message = _fill(rule.message_at(match.level), {"match": post.source.words(span), **match.values})
        if duty is not None:
            message = f"{message} {duty.words}"
            severity = severity if rule.severity_set & {"", match.level} else duty.severity(severity)
        place = _place(post, span)
        yield Finding(
            post.source.path, *place, rule.id, severity, message, rule.ask, match.level, span, match.fix, match.whole
        )


def _passes(post: Post, rule: Rule, judgement: Judgement) -> Iterator[Evidence]:
    for span in judgement.evidence:
        yield Evidence(post.source.path, *_place(post, span), rule.id, post.source.words(span), span)


def _place(post: Post, span: Span) -> tuple[int, int, int, int]:
    return (*post.source.position(span.start), *post.source.position(span.end))


def _fill(message: str, values: Mapping[str, str]) -> str:
    """The message with its placeholders filled; braces within the values stay as they are."""
    for name, value in values.items():
        if f"{{{name}}}" in message:
            before, _, after = message.partition(f"{{{name}}}")
            return _fill(before, {k: v for k, v in values.items() if k != name}) + value + _fill(after, values)
    return message
