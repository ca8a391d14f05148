"""A rule's own examples, run: each is a small test that its author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from jdlint.checks import CHECKS
from jdlint.checks.circumstances import Circumstances
from jdlint.engine import lint
from jdlint.errors import InputError, RuleError
from jdlint.finding import Finding
from jdlint.linter import Linter, read
from jdlint.post.markdown import parse_markdown
from jdlint.post.post import Post
from jdlint.post.sections import read_passage
from jdlint.post.source import make_source, read_source
from jdlint.ruleset.rule import Example, Rule

Misbehaviour = Literal["Noisy", "Missing", "Moved"]


@dataclass(frozen=True, slots=True)
class ExampleProblem:
    """An example that does not behave, at ``line`` (from 1) of the rule's file ``path``.

    Noisy: the rule fires where it should not. Missing: it is silent where it should fire. Moved: it fires
    at another place or level than the example says.
    """

    rule: str
    kind: Misbehaviour
    path: str
    line: int
    detail: str


def test_rules(linter: Linter, rules: Iterable[Rule]) -> tuple[ExampleProblem, ...]:
    """All examples of some rules that do not behave; raises ``RuleError`` for a file that cannot be read."""
    return tuple(problem for rule in rules for problem in _test_rule(linter, rule))


# pytest takes a function of this name for a test of its own.
test_rules.__test__ = False  # type: ignore[attr-defined]


def _test_rule(linter: Linter, rule: Rule) -> Iterator[ExampleProblem]:
    for examples, judge in ((rule.good, _noise), (rule.bad, _silence), (rule.known_miss, _noise)):
        for example in examples:
            problem = judge(example, _run(linter, rule, example))
            if problem is not None:
                yield ExampleProblem(rule.id, problem[0], rule.path, example.line, problem[1])


def _run(linter: Linter, rule: Rule, example: Example) -> tuple[Finding, ...]:
    result = lint(
        _post(linter, rule, example), [rule], linter.ruleset.families, example.family, _circumstances(example)
    )
    return tuple(finding for finding in result.findings if finding.rule == rule.id)


def _circumstances(example: Example) -> Circumstances:
    return Circumstances(example.today) if example.today is not None else Circumstances()


def _post(linter: Linter, rule: Rule, example: Example) -> Post:
    if example.file is not None:
        try:
            return read(linter, read_source(example.file.read_bytes(), str(example.file)))
        except (OSError, InputError) as error:
            hint = f"the example's file is {example.file}"
            raise RuleError(
                f"the file of an example cannot be read: {error}", path=rule.path, line=example.line, hint=hint
            ) from None
    if example.post is not None:
        return read(linter, make_source(example.post, rule.path))
    part = example.part or (CHECKS[rule.kind].example_part(rule.options) if rule.kind in CHECKS else "responsibilities")
    return read_passage(parse_markdown(make_source(example.text or "", rule.path)), linter.lexicon, part)


def _noise(example: Example, findings: tuple[Finding, ...]) -> tuple[Misbehaviour, str] | None:
    del example
    return ("Noisy", f"fires: {findings[0].message}") if findings else None


def _silence(example: Example, findings: tuple[Finding, ...]) -> tuple[Misbehaviour, str] | None:
    if not findings:
        return "Missing", "does not fire"
    if example.level is not None and example.level != findings[0].level:
        return "Moved", f"fires as {findings[0].level}, not as {example.level}"
    expected = {(span.start, span.end) for span in example.spans}
    found = {(finding.span.start, finding.span.end) for finding in findings}
    if expected and expected != found:
        text = example.text or example.post or ""
        return "Moved", "fires at " + ", ".join(repr(text[start:end]) for start, end in sorted(found))
    return None
