"""Suppressions written into a post for what is found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jdlint.edits import apply_edits, reads_alike
from jdlint.engine import Judge
from jdlint.finding import Edit, Finding, Span
from jdlint.post.document import Document
from jdlint.post.source import Source, make_source
from jdlint.record import Record
from jdlint.suppressions.applying import ABOUT_SUPPRESSIONS
from jdlint.suppressions.directive import Directive, read_directives


class Added(Record):
    """A post's text with suppressions: how many findings they cover, and which are left."""

    text: str
    count: int
    left: tuple[Finding, ...]


def add_suppressions(source: Source, findings: Iterable[Finding], judge: Judge, reason: str | None = None) -> Added:
    """The post with suppressions for some of its findings, each with ``reason``.

    A finding with a place gets a comment at the end of its line, where the post still reads the same with it;
    all others are in one comment for the file, at its beginning. ``judge`` reads and lints a source. Findings
    about suppressions are left as they are.
    """
    wanted = [finding for finding in findings if finding.rule not in ABOUT_SUPPRESSIONS]
    document, before = judge(source)
    by_line = _by_line(document, wanted)
    written = _write_lines(document, by_line, judge, reason)
    rules = {finding.rule for finding in wanted if not _covered(finding, written)}
    after = make_source(apply_edits(source.text, list(written.values())), source.path)
    document, result = judge(after)
    rules |= _new_rules(before.findings, source, result.findings, after)
    if rules:
        edit = _for_file(document, sorted(rules), reason)
        after = make_source(apply_edits(after.text, [edit]), source.path)
    # Lines may have moved, so what is left is told by rule and words.
    open_still = {_identity(finding, after) for finding in judge(after)[1].findings}
    left = tuple(finding for finding in wanted if _identity(finding, source) in open_still)
    return Added(after.text, len(wanted) - len(left), left)


def comment(form: str, names: Iterable[str], reason: str | None) -> str:
    """A suppression as it is written."""
    return f"<!-- jdlint-{form} {' '.join(names)}{f' -- {reason}' if reason else ''} -->"


def _new_rules(before: Iterable[Finding], source: Source, after: Iterable[Finding], now: Source) -> set[str]:
    """The rules that find something only since the comments are there, such as a paragraph cut by one."""
    known = {_identity(finding, source) for finding in before}
    return {found.rule for found in after if _identity(found, now) not in known} - ABOUT_SUPPRESSIONS


def _identity(finding: Finding, source: Source) -> tuple[str, str]:
    return finding.rule, source.text[finding.span.start : finding.span.end]


def _covered(finding: Finding, written: Mapping[int, Edit]) -> bool:
    return not finding.whole and finding.line in written


def _by_line(document: Document, findings: Iterable[Finding]) -> dict[int, list[str]]:
    """The rules of findings that have a place in the body, by line."""
    first = document.front_matter.end_line + 1 if document.front_matter else 1
    rules: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        if not finding.whole and finding.line >= first and finding.rule not in rules[finding.line]:
            rules[finding.line].append(finding.rule)
    return {line: sorted(names) for line, names in sorted(rules.items()) if names}


def _write_lines(
    document: Document, by_line: Mapping[int, Sequence[str]], judge: Judge, reason: str | None
) -> dict[int, Edit]:
    """An edit for each line on which a comment works; all are tried at once, and one by one only where that fails."""
    known = {
        document.source.position(directive.span.start)[0]: directive
        for directive in read_directives(document)
        if directive.form == "disable-line" and directive.reason == reason
    }
    edits = {line: _for_line(document, line, rules, known.get(line), reason) for line, rules in by_line.items()}
    if edits and not _works(document, edits, by_line, judge):
        edits = {line: edit for line, edit in edits.items() if _works(document, {line: edit}, by_line, judge)}
        if not _works(document, edits, by_line, judge):
            return {}
    return edits


def _works(document: Document, edits: Mapping[int, Edit], by_line: Mapping[int, Sequence[str]], judge: Judge) -> bool:
    """Whether the post reads the same with the comments, and nothing is found any more where they stand."""
    changes = list(edits.values())
    after, result = judge(make_source(apply_edits(document.source.text, changes), document.source.path))
    found = {(finding.line, finding.rule) for finding in result.findings if not finding.whole}
    return reads_alike(document, after, changes) and not any(
        (line, rule) in found for line in edits for rule in by_line[line]
    )


def _for_line(document: Document, line: int, rules: Sequence[str], known: Directive | None, reason: str | None) -> Edit:
    """The comment at the end of a line, before what breaks or closes it; a comment that is there grows."""
    if known is not None:
        names = [name.text for name in known.names]
        return Edit(known.span, comment("disable-line", dict.fromkeys((*names, *rules)), reason))
    text = document.source.line_text(line)
    bare = text.rstrip(" \t\\")
    if bare.endswith("|"):
        bare = bare[:-1].rstrip()
    at = document.source.line_starts[line - 1] + len(bare)
    # A blank before a bar would be seen where the line is no row of a table, and before a backslash that breaks no line.
    closing = text[len(bare) : len(bare) + 1]
    blank = "" if closing == "|" or (closing == "\\" and _is_seen(document, line, at)) else " "
    return Edit(Span(at, at), blank + comment("disable-line", rules, reason))


def _is_seen(document: Document, line: int, at: int) -> bool:
    """Whether the character at an offset in a line is text as it stands there."""
    blocks = (block for block in document.blocks if block.line <= line <= block.end_line)
    return any(block.view.shows(at) for block in blocks)


def _for_file(document: Document, rules: Sequence[str], reason: str | None) -> Edit:
    """The comment for the file: one that is there with the same reason grows, else it opens the body."""
    for directive in read_directives(document):
        if directive.form == "disable-file" and not directive.front_matter and directive.reason == reason:
            names = [name.text for name in directive.names]
            return Edit(directive.span, comment("disable-file", dict.fromkeys((*names, *rules)), reason))
    source = document.source
    line = document.front_matter.end_line + 1 if document.front_matter else 1
    at = source.line_starts[line - 1] if line <= len(source.line_starts) else len(source.text)
    newline = "\r\n" if "\r\n" in source.text else "\r" if "\r" in source.text and "\n" not in source.text else "\n"
    opening = newline if at == len(source.text) and at > 0 and source.text[at - 1] not in "\r\n" else ""
    blank = line > source.line_count or not source.line_text(line).strip()
    written = comment("disable-file", rules, reason) + (newline if blank else newline * 2)
    return Edit(Span(at, at), opening + written)
