"""What a suppression covers: which rules, and which places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jdlint.finding import Finding, Span
from jdlint.post.document import Document
from jdlint.record import Record
from jdlint.ruleset.rule import Rule
from jdlint.settings.selection import ALL
from jdlint.suppressions.directive import Directive

_LINE_FORMS = ("disable-line", "disable-next-line", "disable-next-block")


class Names(Record):
    """The rules that each name stands for: its own, those of a category, or all."""

    covered: Mapping[str, frozenset[str]]

    def of(self, name: str) -> frozenset[str]:
        """The ids of the rules that a name stands for; none for a name that is not known."""
        return self.covered.get(name, frozenset())


def read_names(rules: Iterable[Rule]) -> Names:
    """The names of some rules."""
    covered: dict[str, set[str]] = {ALL: set()}
    for rule in rules:
        covered[rule.id] = {rule.id}
        covered.setdefault(rule.category, set()).add(rule.id)
        covered[ALL].add(rule.id)
    return Names({name: frozenset(ids) for name, ids in covered.items()})


class Scope(Record):
    """The places that one suppression covers: the whole file, or lines ``first`` to ``last`` (from 1, inclusive)."""

    first: int
    last: int

    def holds(self, finding: Finding) -> bool:
        """Whether one of the finding's lines is covered."""
        return self.first <= finding.end_line and finding.line <= self.last


def scope_of(directive: Directive, document: Document) -> Scope | None:
    """What a suppression covers by itself; ``None`` for those that begin or end a range, or have nothing to cover."""
    if directive.form == "disable-file":
        return Scope(1, document.source.line_count)
    if directive.form not in _LINE_FORMS:
        return None
    first, last = _lines(document, directive.span)
    if directive.form == "disable-line":
        return Scope(first, last)
    if directive.form == "disable-next-block":
        return _next_block(document, first, last)
    source = document.source
    line = next((n for n in range(last + 1, source.line_count + 1) if source.line_text(n).strip()), None)
    return Scope(line, line) if line else None


def _lines(document: Document, span: Span) -> tuple[int, int]:
    """The first and the last line of a span."""
    source = document.source
    return source.position(span.start)[0], source.position(max(span.start, span.end - 1))[0]


def _next_block(document: Document, first: int, last: int) -> Scope | None:
    """The block of Markdown after the one that holds lines ``first`` to ``last``, within what is around both."""
    around = [extent for extent in document.outline if extent.line <= first and last <= extent.end_line]
    if not around:
        return None
    own = max(around, key=lambda extent: extent.depth)
    limit = min((extent.end_line for extent in around if extent.depth < own.depth), default=document.source.line_count)
    for extent in document.outline:
        if extent.depth == own.depth and own.end_line < extent.line <= limit:
            return Scope(extent.line, extent.end_line)
    return None
