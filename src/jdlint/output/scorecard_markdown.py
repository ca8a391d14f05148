"""Scorecards as Markdown, for a comment on a pull request or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jdlint.errors import JdlintError
from jdlint.late import expression
from jdlint.output.look import Look, one_line
from jdlint.output.scorecard_words import (
    facts_told,
    family_word,
    level_word,
    quoted,
    remark,
    tool_lists_told,
    wants_answer,
)
from jdlint.scorecard import CriterionScore, Scorecard, ScoreReport

# Told apart by their shapes, so that they do without colour.
_SIGNS = {"concrete": "●", "generic": "◐", "absent": "○", "n/a": "n/a", "not evaluated": "?"}
_LEGEND = "● concrete, ◐ generic, ○ absent, n/a not asked of this kind of job, ? not evaluated"
_QUOTE = 200
_ACTIVE = expression(r"[\\`*_{}\[\]<>|~$&!^=#]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# On GitHub, "@name" would call that person and "#12" would point at an issue.
_CALLS = expression(r"(?<!\w)@(?=\w)|#(?=\d)")
_NOTHING_WIDE = "&#8203;"


def render(report: ScoreReport, look: Look) -> str:  # noqa: ARG001 - Markdown has no width and no colour of its own
    """An overview where there are several posts, a table for each, and what could not be read."""
    blocks = [_overview(report.posts)] if len(report.posts) > 1 else []
    blocks += [_card(card) for card in report.posts]
    if report.errors:
        blocks.append(_errors(report.errors))
    return "\n\n".join(blocks or ["No post was read."]) + "\n"


def escape(text: str) -> str:
    """The text on one line, as Markdown that shows it and does nothing else."""
    text = _CALLS.sub(lambda match: f"{match[0]}\0", one_line(text).replace("\0", ""))
    return _ACTIVE.sub(lambda match: f"\\{match[0]}", text).replace("\0", _NOTHING_WIDE)


def _overview(cards: Sequence[Scorecard]) -> str:
    names = tuple(dict.fromkeys(name for card in cards for name in card.criteria))
    heads = ("Post", *(escape(name.replace("-", " ").capitalize()) for name in names))
    rows = (
        (
            escape(card.path),
            *(_SIGNS[level_word(card.criteria[name])] if name in card.criteria else "" for name in names),
        )
        for card in cards
    )
    return f"### Overview\n\n{_table(heads, rows, centred=True)}\n\n{_LEGEND}"


def _card(card: Scorecard) -> str:
    heading = f"### {escape(card.path)}"
    if card.reason is not None:
        return f"{heading}\n\nNot evaluated: {escape(card.reason)}."
    rows = (
        (escape(score.rule.title), f"{_SIGNS[word]} {word}" if _SIGNS[word] != word else word, _found(card, score))
        for score in card.criteria.values()
        for word in (level_word(score),)
    )
    table = _table(("Criterion", "Level", "Found, or the question to answer"), rows)
    title = f"**{escape(card.title)}**\n\n" if card.title else ""
    return f"{heading}\n\n{title}{table}\n\n" + "\n".join(_facts(card))


def _found(card: Scorecard, score: CriterionScore) -> str:
    said = [escape(text)] if (text := remark(card, score)) else []
    if not said and score.quotes:
        said = [f"line {score.quotes[0].line}: “{escape(quoted(score.quotes[0], _QUOTE))}”"]
    if wants_answer(score):
        said.append(f"**Ask:** {escape(score.rule.ask or '')}")
    return "<br>".join(said)


def _facts(card: Scorecard) -> Iterator[str]:
    stated, missing = facts_told(card)
    if card.facts:
        yield f"- **Stated:** {escape(stated)}"
        yield f"- **Not stated:** {escape(missing)}"
    yield f"- **Lists of tools only:** {tool_lists_told(card, '–') or 'none'}"
    yield f"- **Family:** {escape(family_word(card))}"


def _errors(errors: Iterable[JdlintError]) -> str:
    lines = (f"- {escape(error.path or 'jdlint')}: {escape(error.message)}" for error in errors)
    return "### Errors\n\n" + "\n".join(lines)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], *, centred: bool = False) -> str:
    heads = tuple(heads)
    rule = ("---", *(":---:" if centred else "---" for _ in heads[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
