"""What jdlint promises of any bytes, as one function a kind of input; each raises for a promise that is not kept.

The fuzz targets call them with bytes that nobody thought of, and the tests with the seeds and with all that was found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from jdlint.caching.packed import Packer, pack, unpack
from jdlint.checks import CHECKS
from jdlint.engine import Result
from jdlint.errors import ConfigError, InputError, JdlintError, RuleError
from jdlint.finding import Evidence, Finding, Span
from jdlint.fixes import fix_source
from jdlint.linted import LintedPost
from jdlint.linter import lint_post, lint_source, load_linter, read
from jdlint.output import FORMATS
from jdlint.output.look import Look
from jdlint.output.scorecard import SCORECARD_FORMATS
from jdlint.planning import make_plan
from jdlint.post.document import Document
from jdlint.post.source import Source, make_source, read_source
from jdlint.rule_examples import test_rules
from jdlint.ruleset.family_file import parse_family
from jdlint.ruleset.loader import load_rules
from jdlint.ruleset.rule import Rule
from jdlint.runner import Plan, Report, lint_one
from jdlint.scorecard import ScoreReport, score
from jdlint.settings.files import read_layers
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings
from jdlint.suppressions import ABOUT_SUPPRESSIONS
from jdlint.suppressions.adding import add_suppressions

TODAY = date(2026, 1, 15)
PATH = "post.md"
_LOOKS = (Look(), Look(color=True, width=40, show_passes=True, statistics=True))


class BrokenPromiseError(AssertionError):
    """Something that jdlint promises of any input does not hold of this one."""


def post_promises(data: bytes) -> None:
    """Bytes as a post: places are right, every format has it, suppressions hide and fixes mend, or it is refused."""
    try:
        source = read_source(data, PATH)
    except InputError as error:
        _check_error(error)
        return
    linted = lint_one(source, plan())
    _check_places(source, linted.result)
    _check_hidden(source, linted.result)
    _check_kept(linted.result)
    _check_formats(Report((linted,), rules=_rules_of(linted)))
    _check_scorecards(source)
    _check_fixes(source)
    _check_added(source)


def rule_promises(data: bytes) -> None:
    """Bytes as the file of a rule: it is taken, and then judges a post, or it is refused at its place."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "language", "fuzzed.yaml")
        file.parent.mkdir()
        file.write_bytes(data)
        vocabulary = Path(folder, "_vocabulary", "words.yaml")
        vocabulary.parent.mkdir()
        vocabulary.write_text(_VOCABULARY, encoding="utf-8")
        ruleset, errors = load_rules([Path(folder)], CHECKS, parse_family)
    for error in errors:
        _need(isinstance(error, RuleError), "an error about a rule is one")
        _check_error(error)
    linter = plan().linter
    source = make_source(_SHORT_POST, PATH)
    for rule in ruleset.rules:
        _check_places(source, lint_source(linter, source, (rule,), None, plan().circumstances))
        try:
            test_rules(linter, (rule,))
        except RuleError as error:
            _check_error(error)


def settings_promises(data: bytes) -> None:
    """Bytes as a file of settings: they are taken, and then say which rules are on, or they are refused."""
    with TemporaryDirectory() as folder:
        for name in ("jdlint.yaml", "pyproject.toml"):
            file = Path(folder, name)
            file.write_bytes(data)
            try:
                settings = merge_on_profile(read_layers(file))
                make_plan(plan().linter, select_rules(plan().linter.ruleset.rules, settings), settings, TODAY)
            except ConfigError as error:
                _check_error(error)


_VOCABULARY = "about: Words.\nentries:\n  vans: [van, vans]\n"
_SHORT_POST = "# Data Engineer\n\nYou will move meter readings.\n\n## Requirements\n\n- SQL\n- 3 years of Python\n"


@cache
def plan() -> Plan:
    """All rules, previews too, on a day that does not change."""
    linter, errors = load_linter()
    if errors:
        raise errors[0]
    settings = Settings(preview=True)
    return make_plan(linter, select_rules(linter.ruleset.rules, settings), settings, TODAY)


def _need(holds: object, promise: str) -> None:
    if not holds:
        raise BrokenPromiseError(promise)


def _rules_of(linted: LintedPost) -> tuple[Rule, ...]:
    """The rules that found something: to show all of them again and again would take most of the time."""
    found = {finding.rule for finding in linted.result.findings}
    return tuple(rule for rule in plan().rules if rule.id in found)


@lru_cache(maxsize=64)
def _judge(source: Source) -> tuple[Document, Result]:
    at_work = plan()
    post = read(at_work.linter, source)
    return post.document, lint_post(at_work.linter, post, at_work.rules, None, at_work.circumstances)


def _as_found(result: Result, *_: object) -> Result:
    return result


def _check_error(error: JdlintError) -> None:
    _need(error.path and error.message, "an error says where and what")
    _need(error.line is None or error.line >= 1, "lines count from 1")
    _need(error.column is None or error.column >= 1, "columns count from 1")
    str(error).encode("utf-8", "replace")


def _check_places(source: Source, result: Result) -> None:
    """Offsets are within the text, lines and columns are theirs, and findings stand in order."""
    found: tuple[Finding | Evidence, ...] = (*result.findings, *result.suppressed, *result.passes)
    for item in found:
        _check_span(source, item.span)
        at = (item.line, item.column, item.end_line, item.end_column)
        counted = (*_place(source.text, item.span.start), *_place(source.text, item.span.end))
        _need(at == counted, "a place is that of its span")
        _need(item.line <= max(1, source.line_count), "a finding is in a line that there is")
    for finding in (*result.findings, *result.suppressed):
        for edit in finding.fix.edits if finding.fix else ():
            _check_span(source, edit.span)
        edits = finding.fix.edits if finding.fix else ()
        _need(all(one.span.end <= other.span.start for one, other in pairwise(edits)), "edits do not overlap")
    keys = [finding.sort_key for finding in result.findings]
    _need(keys == sorted(keys), "findings are in the order of their places")


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted in another way than jdlint does."""
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if text[offset - 1 : offset + 1] == "\r\n" and offset:
        return len(lines) - 1, len(lines[-2]) + 2
    return len(lines), len(lines[-1]) + 1


def _check_span(source: Source, span: Span) -> None:
    _need(0 <= span.start <= span.end <= len(source.text), "a span is within the text")


def _check_hidden(source: Source, result: Result) -> None:
    """Suppressions hide findings and make none but those about themselves."""
    at_work = plan()
    bare = lint_source(at_work.linter, source, at_work.rules, None, at_work.circumstances, suppress=False)
    both = (found for found in (*result.findings, *result.suppressed) if found.rule not in ABOUT_SUPPRESSIONS)
    _need(sorted(map(repr, both)) == sorted(map(repr, bare.findings)), "a finding is either shown or suppressed")


def _check_kept(result: Result) -> None:
    """What a cache keeps comes back the same."""
    packer = Packer()
    _need(packer.value(unpack(pack(packer.node(result)))) == result, "a kept result is the same")


def _check_formats(report: Report) -> None:
    for name, form in FORMATS.items():
        for look in _LOOKS:
            shown = form.render(report, look).encode("utf-8", "replace").decode("utf-8")
            _need("\x1b" not in shown or look.color, "no control of a post reaches a terminal")
            for value in _parsed(name, shown):
                _need(value is not None, f"{name} can be read")


def _parsed(name: str, shown: str) -> Iterator[object]:
    """What a reader of a machine format gets."""
    if name in ("json", "sarif", "gitlab", "rdjson"):
        yield json.loads(shown)
    elif name == "jsonl":
        yield from map(json.loads, shown.splitlines())
    elif name in ("junit", "checkstyle"):
        yield ET.fromstring(shown)  # noqa: S314 - our own output, without a document type


def _check_scorecards(source: Source) -> None:
    at_work = plan()
    card = score(
        read(at_work.linter, source), at_work.rules, at_work.linter.ruleset.families, None, at_work.circumstances
    )
    for fact in filter(None, card.facts.values()):
        _check_span(source, fact)
    for criterion in card.criteria.values():
        for quote in criterion.quotes:
            _check_span(source, quote.span)
    for render in SCORECARD_FORMATS.values():
        for look in _LOOKS:
            render(ScoreReport((card,)), look).encode("utf-8", "replace")


def _check_fixes(source: Source) -> None:
    """Fixes come to an end, what they leave reads as they say, and a second round finds nothing to mend."""
    for unsafe in (False, True):
        done = fix_source(source, _judge, _as_found, unsafe=unsafe)
        _need(done.settled, "fixes come to an end")
        if done.source.text == source.text:
            continue
        again = make_source(done.source.text.encode().decode("utf-8"), PATH)
        _need(_judge.__wrapped__(again)[1] == done.result, "what is reported is what is found in the file after")
        _check_places(again, done.result)
        more = fix_source(again, _judge, _as_found, unsafe=unsafe)
        _need(more.source.text == again.text, "a second round of fixes changes nothing")


def _check_added(source: Source) -> None:
    """Suppressions that are added hide what was found, and what they cannot hide is said."""
    found = _judge(source)[1].findings
    added = add_suppressions(source, found, _judge)
    after = _judge(make_source(added.text, PATH))[1]
    left = {finding.rule for finding in added.left} | ABOUT_SUPPRESSIONS
    _need(all(finding.rule in left for finding in after.findings), "added suppressions leave no more than they say")
    _need(added.count + len(added.left) == sum(f.rule not in ABOUT_SUPPRESSIONS for f in found), "all are counted")
