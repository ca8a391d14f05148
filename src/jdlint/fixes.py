"""Findings mended: their fixes applied over several passes, as far as the post still reads the same but for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jdlint.edits import apply_edits, reads_alike, shift_of
from jdlint.engine import Judge, Result
from jdlint.finding import Edit, Finding
from jdlint.post.document import Document
from jdlint.post.source import Source, make_source

# Each pass applies all fixes that do not overlap; more than a few passes mean that fixes undo each other.
MAX_PASSES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """A post after its fixes, and what is found in it then.

    ``mended`` are the findings that were mended, each with its place in the text of its pass. ``refused`` are
    those whose fix would change more of the post than it says. ``settled`` is false when the last pass still
    found something to mend.
    """

    source: Source
    result: Result
    mended: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    settled: bool = True


def is_fixable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be applied."""
    return finding.fix is not None and (finding.fix.safe or unsafe)


def fix_source(
    source: Source, judge: Judge, wanted: Callable[[Result], Iterable[Finding]], *, unsafe: bool = False
) -> Fixed:
    """The source with the fixes of the findings that ``wanted`` picks from a result.

    ``judge`` reads and lints a source; it is called once a pass, and more often only where a fix is refused.
    Without ``unsafe`` only safe fixes are applied.
    """
    document, result = judge(source)
    mended: list[Finding] = []
    refused: dict[tuple[str, int], Finding] = {}
    for _ in range(MAX_PASSES):
        open_fixes = [f for f in wanted(result) if is_fixable(f, unsafe=unsafe) and _key(f) not in refused]
        if not open_fixes:
            return Fixed(document.source, result, tuple(mended), tuple(refused.values()))
        step = _step(document, _apart(open_fixes), judge)
        refused.update((_key(finding), finding) for finding in step.refused)
        if step.applied:
            shift = shift_of(_edits(step.applied))
            refused = {(rule, shift.at(start)): finding for (rule, start), finding in refused.items()}
            mended += step.applied
            document, result = step.document, step.result
    open_fixes = [f for f in wanted(result) if is_fixable(f, unsafe=unsafe) and _key(f) not in refused]
    return Fixed(document.source, result, tuple(mended), tuple(refused.values()), settled=not open_fixes)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """What one pass came to: the fixes that were applied and refused, and the post after it."""

    document: Document
    result: Result
    applied: tuple[Finding, ...]
    refused: tuple[Finding, ...] = ()


def _step(document: Document, chosen: Sequence[Finding], judge: Judge) -> _Step:
    """Apply all fixes at once; where that changes too much, those that do not do so alone, else the first of these."""
    step = _try(document, chosen, judge)
    if step is not None:
        return step
    alone = {finding: _try(document, [finding], judge) for finding in chosen} if len(chosen) > 1 else {}
    fine = [finding for finding in chosen if alone.get(finding) is not None]
    refused = tuple(finding for finding in chosen if finding not in fine)
    together = _try(document, fine, judge) if len(fine) > 1 else None
    first = together or (alone[fine[0]] if fine else None)
    if first is None:
        return _Step(document, judge(document.source)[1], (), refused)
    return _Step(first.document, first.result, first.applied, refused)


def _try(document: Document, chosen: Sequence[Finding], judge: Judge) -> _Step | None:
    """The post after some fixes; ``None`` when it does not read the same but for them."""
    edits = _edits(chosen)
    after, result = judge(make_source(apply_edits(document.source.text, edits), document.source.path))
    same_blocks = all(finding.fix is not None and finding.fix.same_blocks for finding in chosen)
    return _Step(after, result, tuple(chosen)) if reads_alike(document, after, edits, same_blocks=same_blocks) else None


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings, in the order of the text, whose edits neither overlap nor touch those of one before."""
    chosen: list[Finding] = []
    taken: list[Edit] = []
    for finding in sorted(findings, key=lambda finding: _edits([finding])[0].span):
        edits = _edits([finding])
        if not any(_meet(edit, other) for edit in edits for other in taken):
            chosen.append(finding)
            taken += edits
    return chosen


def _meet(edit: Edit, other: Edit) -> bool:
    return edit.span.start <= other.span.end and other.span.start <= edit.span.end


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    """The edits of some findings' fixes, in the order of the text."""
    return sorted(edit for finding in findings if finding.fix is not None for edit in finding.fix.edits)


def _key(finding: Finding) -> tuple[str, int]:
    return finding.rule, finding.span.start
