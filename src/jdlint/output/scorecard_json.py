"""Scorecards as one JSON document; ``docs/scorecard.md`` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jdlint.finding import Span
from jdlint.output.json import dump, error_data
from jdlint.output.look import Look
from jdlint.output.scorecard_words import ROLE_TYPE
from jdlint.scorecard import CriterionScore, Quote, Scorecard, ScoreReport

VERSION = 1


def render(report: ScoreReport, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """The document, with a newline at its end."""
    posts = [_post(card) for card in report.posts]
    return dump({"version": VERSION, "posts": posts, "errors": [error_data(error) for error in report.errors]})


def _post(card: Scorecard) -> dict[str, Any]:
    return {
        "path": card.path,
        **{rule_id.replace("-", "_"): _criterion(card, score) for rule_id, score in card.criteria.items()},
        **_facts(card.facts, judged=card.reason is None),
        "tool_lists": [[first, last] for first, last in card.tool_lists],
        "parts": [{"line": part.line, "end_line": part.end_line, "part": part.part} for part in card.parts],
    }


def _criterion(card: Scorecard, score: CriterionScore) -> dict[str, Any]:
    if score.level is None:
        return {"level": None, "reason": score.reason}
    if score.rule.id == ROLE_TYPE:
        return {"level": score.level, "family": card.family}
    return {"level": score.level, "evidence": [_quote(quote) for quote in score.quotes]}


def _facts(facts: Mapping[str, Span | None], *, judged: bool) -> dict[str, bool | None]:
    """Whether each fact is stated; nothing is said of a file that was not judged."""
    return {name: span is not None if judged else None for name, span in facts.items()}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "line": quote.line,
        "column": quote.column,
        "end_line": quote.end_line,
        "end_column": quote.end_column,
        "text": quote.text,
        **({"clues": dict(quote.clues)} if quote.clues else {}),
    }
