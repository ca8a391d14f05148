"""A rule's own examples, run: each is a small test that its author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Literal

from jdlint.checks import CHECKS
from jdlint.checks.circumstances import Circumstances
from jdlint.engine import Judge, Result
from jdlint.errors import InputError, RuleError
from jdlint.finding import Finding
from jdlint.fixes import fix_source
from jdlint.linter import Linter, lint_post
from jdlint.post.document import Document
from jdlint.post.markdown import parse_markdown
from jdlint.post.sections import read_passage, read_post
from jdlint.post.source import Source, make_source, read_source
from jdlint.record import Record
from jdlint.ruleset.rule import Example, Rule
from jdlint.suppressions import ABOUT_SUPPRESSIONS

Misbehaviour = Literal["Noisy", "Missing", "Moved", "Misfixed"]


class ExampleProblem(Record):
    """An example that does not behave, at ``line`` (from 1) of the rule's file ``path``.

    Noisy: the rule fires where it should not. Missing: it is silent where it should fire. Moved: it fires
    at another place or level than the example says. Misfixed: its fixes make something else of the example
    than what stands there.
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
            run = partial(_run, linter, rule, example)
            source = _source(rule, example)
            problem = judge(example, _own(rule, run(source)[1])) or _misfix(example, rule, source, run)
            if problem is not None:
                yield ExampleProblem(rule.id, problem[0], rule.path, example.line, problem[1])


def _run(linter: Linter, rule: Rule, example: Example, source: Source) -> tuple[Document, Result]:
    """What is found in an example's source, read as the example says."""
    document = parse_markdown(source)
    if example.text is None:
        post = read_post(document, linter.lexicon)
    else:
        check = CHECKS.get(rule.kind)
        part = example.part or (check.example_part(rule.options) if check else "responsibilities")
        post = read_passage(document, linter.lexicon, part)
    # Whether a suppression is used shows only when the rules that it names are tried.
    rules = linter.ruleset.rules if rule.id in ABOUT_SUPPRESSIONS else [rule]
    circumstances = Circumstances(example.today) if example.today is not None else Circumstances()
    return document, lint_post(linter, post, rules, example.family, circumstances)


def _own(rule: Rule, result: Result) -> tuple[Finding, ...]:
    return tuple(finding for finding in result.findings if finding.rule == rule.id)


def _misfix(example: Example, rule: Rule, source: Source, run: Judge) -> tuple[Misbehaviour, str] | None:
    if example.fixed is None:
        return None
    fixed = fix_source(source, run, lambda result, *_: replace(result, findings=_own(rule, result)), unsafe=True)
    if fixed.refused:
        return "Misfixed", "the fix would change more of the text than it says"
    return None if fixed.source.text == example.fixed else ("Misfixed", f"becomes {fixed.source.text!r}")


def _source(rule: Rule, example: Example) -> Source:
    if example.file is not None:
        try:
            if example.file.exists() and not example.file.is_file():
                raise InputError("is not a regular file", path=str(example.file))
            return read_source(example.file.read_bytes(), str(example.file))
        except (OSError, InputError) as error:
            hint = f"the example's file is {example.file}"
            raise RuleError(
                f"the file of an example cannot be read: {error}", path=rule.path, line=example.line, hint=hint
            ) from None
    return make_source(example.post if example.post is not None else example.text or "", rule.path)


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
