"""What the page is told of a post: the one answer for the server on this machine and for Python in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jdlint.engine import Result
from jdlint.finding import Finding, Fix, Severity
from jdlint.fixes import fix_source, is_fixable
from jdlint.linter import lint_post, read
from jdlint.output.scorecard_words import fact_word, level_word, remark
from jdlint.post.source import make_source
from jdlint.ruleset.rule import Rule
from jdlint.runner import judge_for
from jdlint.scorecard import CriterionScore, Quote, Scorecard, score
from jdlint.web.live.desk import Desk
from jdlint.web.live.units import Units, units_of

# What these kinds of rules find is missing from a post as a whole.
_OF_WHOLE_POSTS = ("criterion", "family", "fact", "expects", "coverage")
Data = Mapping[str, Any]


def judge(desk: Desk, text: str, name: str, family: str | None = None) -> Data:
    """What jdlint finds in a post, as values that JSON can hold; ``start`` and ``end`` are in code units of UTF-16.

    ``name`` is what the post's file is called, ``family`` the kind of job that it is judged as where the page's
    user says so. ``findings`` are in the order of the command, ``criteria`` and ``facts`` those of the scorecard,
    ``questions`` what a candidate would still ask. ``unjudged`` says why nothing was judged, where that is so.
    Raises ``ConfigError`` for a family that there is not.
    """
    plan, source, units = desk.plan, make_source(text, name), units_of(text)
    wanted = desk.family(family)
    post = read(plan.linter, source)
    result = lint_post(plan.linter, post, plan.rules_for(name), wanted, plan.circumstances)
    card = score(post, plan.linter.ruleset.rules, plan.linter.ruleset.families, wanted, plan.circumstances)
    return {
        "family": card.family,
        "title": card.title,
        "unjudged": card.reason,
        "findings": [_finding(found, units) for found in result.findings],
        "counts": {
            **{level.label: sum(found.severity is level for found in result.findings) for level in Severity},
            "fixable": sum(is_fixable(found, unsafe=False) for found in result.findings),
            "suppressed": len(result.suppressed),
        },
        "criteria": [_criterion(card, found, units) for found in card.criteria.values()],
        "facts": [_fact(card, field, units) for field in card.facts],
        "questions": list(_questions(desk, result, {rule.id: rule for rule in plan.rules})),
    }


def mend(desk: Desk, text: str, name: str, family: str | None = None) -> Data:
    """The post after all safe fixes, as ``jdlint --fix`` makes it, and how many findings they mended."""
    judged = judge_for(desk.plan, name, desk.family(family))
    fixed = fix_source(make_source(text, name), judged, lambda result, _source, _origin: result)
    return {"text": fixed.source.text, "mended": len(fixed.mended)}


def _finding(found: Finding, units: Units) -> Data:
    return {
        "rule": found.rule,
        "severity": found.severity.label,
        "level": found.level,
        "message": found.message,
        "ask": found.ask,
        "line": found.line,
        "column": found.column,
        "whole": found.whole,
        **units.span(found.span),
        "fix": _fix(found.fix, units) if found.fix else None,
    }


def _fix(fix: Fix, units: Units) -> Data:
    return {"title": fix.title, "safe": fix.safe, "edits": [units.edit(edit) for edit in fix.edits]}


def _criterion(card: Scorecard, found: CriterionScore, units: Units) -> Data:
    return {
        "rule": found.rule.id,
        "title": found.rule.title,
        "level": level_word(found),
        "remark": remark(card, found),
        "ask": found.rule.ask,
        "quotes": [_quote(quote, units) for quote in found.quotes],
    }


def _quote(quote: Quote, units: Units) -> Data:
    return {"line": quote.line, "text": quote.plain, **units.span(quote.span)}


def _fact(card: Scorecard, field: str, units: Units) -> Data:
    """A fact with its place; ``stated`` is null where nothing was judged."""
    span = card.facts[field]
    stated = None if card.reason else span is not None
    return {"field": field, "name": fact_word(field), "stated": stated, **(units.span(span) if span else {})}


def _questions(desk: Desk, result: Result, rules: Mapping[str, Rule]) -> Iterator[Data]:
    """The question of each rule that misses something in the post, and the heading under which a new post answers it.

    They are in the order of a new post; those that it does not place come last.
    """
    missed = {found.rule: found for found in reversed(result.findings) if _is_missing(desk, found, rules)}
    placed = [rule for rule in desk.headings if rule in missed]
    for rule in (*placed, *_others(missed, placed)):
        found = missed[rule]
        yield {
            "rule": rule,
            "ask": found.ask,
            "level": found.level,
            "severity": found.severity.label,
            "heading": desk.headings.get(rule, desk.skeleton.others),
            "finding": result.findings.index(found),
        }


def _is_missing(desk: Desk, found: Finding, rules: Mapping[str, Rule]) -> bool:
    if found.ask is None or found.rule in desk.skeleton.not_asked:
        return False
    return found.rule in desk.headings or (found.whole and rules[found.rule].kind in _OF_WHOLE_POSTS)


def _others(missed: Iterable[str], placed: Iterable[str]) -> list[str]:
    known = set(placed)
    return sorted(rule for rule in missed if rule not in known)
