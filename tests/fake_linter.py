"""A linter of four words, so that the command line is tested apart from what the rules say."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

import jdlint.commands.preparing
import jdlint.commands.shared
import jdlint.runner
from jdlint.checks.circumstances import Circumstances
from jdlint.engine import Result
from jdlint.errors import RuleError
from jdlint.finding import Edit, Evidence, Finding, Fix, NotEvaluated, Severity, Span
from jdlint.linter import Linter
from jdlint.phrases.book import PhraseBook
from jdlint.post.source import Source
from jdlint.ruleset.loader import RuleSet
from jdlint.ruleset.rule import Example, Rule


def make_rule(rule_id: str, category: str, severity: Severity, ask: str | None) -> Rule:
    return Rule(
        id=rule_id,
        title=f"Say it without {rule_id}",
        kind="phrase",
        category=category,
        severity={"": severity},
        families=("any",),
        message={"": "'{match}' tells a candidate nothing"},
        ask=ask,
        why="Words that fit any job help nobody choose.",
        often=None,
        sources=("A source",),
        options=None,
        good=(Example(10, text="You plan the week."),),
        bad=(Example(12, text=f"Be a {rule_id}!", spans=(Span(5, 5 + len(rule_id)),)),),
        known_miss=(),
        since="0.1.0",
        on_by_default=True,
        path=f"fake/{category}/{rule_id}.yaml",
    )


RULES = (
    make_rule("ninja", "language", Severity.ERROR, "What does the work consist of?"),
    make_rule("rockstar", "language", Severity.WARNING, "Which skills are needed?"),
    make_rule("synergy", "structure", Severity.INFO, None),
)
FAMILIES = {"research": object(), "data-science": object()}


def load_linter(rules_dirs: Sequence[Path] = ()) -> tuple[Linter, tuple[RuleError, ...]]:
    ruleset: Any = RuleSet(RULES, {}, cast("Any", FAMILIES), PhraseBook({}))
    missing = [folder for folder in rules_dirs if not folder.is_dir()]
    errors = (RuleError("there is no such folder", path=str(folder), hint="make it") for folder in missing)
    return Linter(ruleset, cast("Any", None)), tuple(errors)


def lint_source(
    linter: Linter,
    source: Source,
    rules: Sequence[Rule],
    family: str | None = None,
    circumstances: Circumstances | None = None,
    *,
    suppress: bool = True,
) -> Result:
    del circumstances, suppress
    if "CRASH" in source.text:
        raise RuntimeError("the word CRASH\nwas read")
    if "SLOW" in source.text:
        time.sleep(60)
    findings = sorted((found for rule in rules for found in find(source, rule)), key=lambda found: found.sort_key)
    passes = tuple(
        Evidence(source.path, *place(source, match), "business-problem", match[0], Span(*match.span()))
        for match in re.finditer("[^.\n]*fraud[^.\n]*", source.text)
    )
    unclear = (NotEvaluated(source.path, "tool-only-list", "the requirements were not found"),)
    return Result(source.path, family, tuple(findings), passes, unclear if "UNCLEAR" in source.text else ())


def find(source: Source, rule: Rule) -> Iterator[Finding]:
    for match in re.finditer(rule.id, source.text):
        message = rule.message_at().replace("{match}", match[0])
        severity = rule.severity_at() or Severity.INFO
        span = Span(*match.span())
        fix = Fix("Write 'engineer'", (Edit(span, "engineer"),)) if rule.id == "rockstar" else None
        yield Finding(source.path, *place(source, match), rule.id, severity, message, rule.ask, None, span, fix)


def place(source: Source, match: re.Match[str]) -> tuple[int, int, int, int]:
    return (*source.position(match.start()), *source.position(match.end()))


def install(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(jdlint.commands.preparing, "load_linter", load_linter)
    patch.setattr(jdlint.commands.shared, "load_linter", load_linter)
    patch.setattr(jdlint.runner, "lint_source", lint_source)
