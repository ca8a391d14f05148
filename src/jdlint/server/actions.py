"""What an editor offers at a finding: its fix, and to suppress it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from lsprotocol import types

from jdlint.finding import Edit, Finding, Span
from jdlint.fixes import fix_source, is_fixable
from jdlint.linted import LintedPost
from jdlint.runner import Plan, judge_for
from jdlint.server.diagnostics import diagnostic
from jdlint.server.places import Places, touch
from jdlint.suppressions import ABOUT_SUPPRESSIONS
from jdlint.suppressions.adding import add_suppressions


def actions_at(post: LintedPost, uri: str, place: types.Range, places: Places) -> Iterator[types.CodeAction]:
    """The actions for the findings at a place, the fixes first, and the one for all safe fixes of the post.

    Those that suppress, and that for all, have no edit yet.
    """
    here = [
        (number, found) for number, found in enumerate(post.result.findings) if touch(places.range(found.span), place)
    ]
    yield from (_fix(found, uri, places) for _, found in here if found.fix)
    yield from (
        _suppression(number, found, uri, places) for number, found in here if found.rule not in ABOUT_SUPPRESSIONS
    )
    if any(is_fixable(found, unsafe=False) for found in post.result.findings):
        yield types.CodeAction(
            "Fix all that jdlint can fix safely", types.CodeActionKind.SourceFixAll, data={"uri": uri}
        )


def is_wanted(action: types.CodeAction, only: Sequence[str] | None) -> bool:
    """Whether a client that asks for ``only`` some kinds of actions asks for this one."""
    kind = str(action.kind.value if isinstance(action.kind, types.CodeActionKind) else action.kind)
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _fix(finding: Finding, uri: str, places: Places) -> types.CodeAction:
    assert finding.fix is not None
    return types.CodeAction(
        title=finding.fix.title if finding.fix.safe else f"{finding.fix.title} (may change the meaning)",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, places)],
        is_preferred=finding.fix.safe,
        edit=workspace_edit(uri, finding.fix.edits, places),
    )


def _suppression(number: int, finding: Finding, uri: str, places: Places) -> types.CodeAction:
    where = "in this post" if finding.whole else "on this line"
    return types.CodeAction(
        title=f"Suppress {finding.rule} {where}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, places)],
        data={"uri": uri, "finding": number, "rule": finding.rule},
    )


def suppress(post: LintedPost, finding: Finding, plan: Plan) -> Edit:
    """The edit that writes the suppression of one finding into its post."""
    return difference(
        post.source.text, add_suppressions(post.source, [finding], judge_for(plan, post.source.path)).text
    )


def fix_all(post: LintedPost, plan: Plan) -> Edit:
    """The edit that applies all safe fixes of a post, over several passes as ``jdlint --fix`` does."""
    fixed = fix_source(post.source, judge_for(plan, post.source.path), lambda result, _source, _origin: result)
    return difference(post.source.text, fixed.source.text)


def difference(old: str, new: str) -> Edit:
    """The one edit that makes the new text from the old, without what both begin and end with."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return Edit(Span(start, len(old) - end), new[start : len(new) - end])


def workspace_edit(uri: str, edits: Sequence[Edit], places: Places) -> types.WorkspaceEdit:
    """Edits of one post as the client applies them."""
    return types.WorkspaceEdit(changes={uri: [places.text_edit(edit) for edit in edits]})


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
