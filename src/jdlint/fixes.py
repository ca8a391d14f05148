"""Findings mended: their fixes applied over several passes, as far as the post still reads the same but for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jdlint.edits import Shift, apply_edits, reads_alike, shift_of
from jdlint.engine import Judge, Origin, Result, Screen, unmoved
from jdlint.finding import Edit, Finding
from jdlint.post.document import Document
from jdlint.post.source import Source, make_source
from jdlint.record import Record

# Each pass applies all fixes that do not overlap; more than a few passes mean that fixes undo each other.
MAX_PASSES = 10


class Fixed(Record, eq=False):
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


def fix_source(source: Source, judge: Judge, screen: Screen, *, unsafe: bool = False) -> Fixed:
    """The source with the fixes of what is found in it and ``screen`` leaves to be reported.

    ``judge`` reads and lints a source; it is called once a pass, and more often only where a fix is refused.
    Without ``unsafe`` only safe fixes are applied.
    """
    document, result = judge(source)
    origin: Origin = unmoved
    mended: list[Finding] = []
    refused: dict[tuple[str, int], Finding] = {}
    shown = screen(result, document.source, origin)
    for _ in range(MAX_PASSES):
        step = _step(document, _apart(_open(shown, refused, unsafe=unsafe)), judge)
        refused.update((_key(finding), finding) for finding in step.refused)
        if not step.applied or step.result is None:
            break
        shift = shift_of(_edits(step.applied))
        refused = {(rule, shift.at(start)): finding for (rule, start), finding in refused.items()}
        origin = _through(shift, origin)
        mended += step.applied
        document = step.document
        shown = screen(step.result, document.source, origin)
    settled = not _open(shown, refused, unsafe=unsafe)
    return Fixed(document.source, shown, tuple(mended), tuple(refused.values()), settled)


def _open(result: Result, refused: Mapping[tuple[str, int], Finding], *, unsafe: bool) -> list[Finding]:
    """The findings that may be mended and were not refused before."""
    return [found for found in result.findings if is_fixable(found, unsafe=unsafe) and _key(found) not in refused]


def _through(shift: Shift, origin: Origin) -> Origin:
    return lambda offset: origin(shift.back(offset))


class _Step(Record, eq=False):
    """What one pass came to: the fixes that were applied and refused, and the post after it."""

    document: Document
    result: Result | None
    applied: tuple[Finding, ...]
    refused: tuple[Finding, ...] = ()


def _step(document: Document, chosen: Sequence[Finding], judge: Judge) -> _Step:
    """Apply all fixes at once; where that changes too much, those that do not do so alone, else the first of these."""
    nothing = _Step(document, None, ())
    step = _try(document, chosen, judge) if chosen else nothing
    if step is not None:
        return step
    alone = [_try(document, [finding], judge) for finding in chosen]
    fine = [step for step in alone if step is not None]
    refused = tuple(finding for finding, step in zip(chosen, alone, strict=True) if step is None)
    applied = [finding for step in fine for finding in step.applied]
    together = _try(document, applied, judge) if len(fine) > 1 else None
    return replace(together or (fine[0] if fine else nothing), refused=refused)


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
