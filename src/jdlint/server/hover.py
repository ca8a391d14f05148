"""The pages of the rules, where their findings are."""

from __future__ import annotations

from lsprotocol import types

from jdlint.explain import rule_page
from jdlint.linted import LintedPost
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy
from jdlint.runner import Plan
from jdlint.server.places import Places, touch


def hover_at(post: LintedPost, plan: Plan, position: types.Position, places: Places) -> types.Hover | None:
    """The pages of the rules that find something at a position; ``None`` where there is nothing."""
    here = types.Range(position, position)
    found = [finding for finding in post.result.findings if touch(places.range(finding.span), here)]
    if not found:
        return None
    accuracy = read_accuracy(shipped_rules())
    pages = [rule_page(plan.linter.ruleset.rule(rule), accuracy) for rule in dict.fromkeys(f.rule for f in found)]
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n---\n\n".join(pages))
    return types.Hover(content, places.range(found[0].span))
