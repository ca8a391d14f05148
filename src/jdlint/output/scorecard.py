"""The formats of scorecards: one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jdlint.output import scorecard_json, scorecard_markdown, scorecard_text
from jdlint.output.look import Look, plural
from jdlint.scorecard import ScoreReport

__all__ = ["SCORECARD_FORMATS", "TEXT", "outcome"]

TEXT = "text"
SCORECARD_FORMATS: Mapping[str, Callable[[ScoreReport, Look], str]] = {
    TEXT: scorecard_text.render,
    "json": scorecard_json.render,
    "markdown": scorecard_markdown.render,
}


def outcome(report: ScoreReport) -> str:
    """A run in one sentence, for those who do not see its report."""
    judged = sum(card.reason is None for card in report.posts)
    return f"Judged {judged} of {plural(len(report.posts) + len(report.errors), 'file')}."
