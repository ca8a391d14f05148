"""Scorecards as a hiring manager reads them in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from jdlint.output.look import Look, in_line, one_line
from jdlint.output.scorecard_words import (
    facts_told,
    family_word,
    level_word,
    quoted,
    remark,
    tool_lists_told,
    wants_answer,
)
from jdlint.output.snippet import make_snippet
from jdlint.scorecard import CriterionScore, Scorecard, ScoreReport

_COLORS = {"concrete": "green", "generic": "yellow", "absent": "red"}
# What was found stands beside its criterion where it has as many cells, else under it.
_BESIDE = 48
_GAP = "  "


def render(report: ScoreReport, look: Look) -> str:
    """A paragraph of rows and one of facts for each post."""
    if not report.posts:
        return "No post was read.\n" if look.summary else ""
    return "\n".join("".join(f"{line}\n" for line in _card_lines(card, look)) for card in report.posts)


def _card_lines(card: Scorecard, look: Look) -> Iterator[str]:
    path = f"{in_line(card.path)}:"
    if card.reason is not None:
        yield f"{look.style(path, bold=True)} not evaluated, {card.reason}"
        return
    yield from _headline(path, one_line(card.title or ""), look)
    yield ""
    yield from _rows(card, look)
    yield ""
    stated, missing = facts_told(card)
    if card.facts:
        yield from _wrapped("stated:", stated, look)
        yield from _wrapped("not stated:", missing, look)
    lists = tool_lists_told(card)
    yield from _wrapped("tools only:", f"lines {lists}" if lists else "no list", look)
    yield from _wrapped("family:", family_word(card), look)


def _headline(path: str, title: str, look: Look) -> tuple[str, ...]:
    """Path and title on a line where both go on it, else on two; a path is never cut."""
    head = look.style(path, bold=True)
    fits = _cells(path) + 1 + _cells(title) <= look.width
    return (f"{head} {title}".rstrip(),) if fits else (head, _fit(title, look.width))


def _rows(card: Scorecard, look: Look) -> Iterator[str]:
    """For each criterion its level and what was found, and the question where nothing concrete was."""
    words = max((len(level_word(score)) for score in card.criteria.values()), default=0)
    indent = " " * (words + len(_GAP))
    room = look.width - len(indent)
    titles = max((_cells(one_line(score.rule.title)) for score in card.criteria.values()), default=0)
    beside = room - titles - len(_GAP)
    for score in card.criteria.values():
        word, title = level_word(score), one_line(score.rule.title)
        head = f"{look.style(word, _COLORS.get(word))}{' ' * (words - len(word))}{_GAP}{_fit(title, room)}"
        found = _found(card, score, beside if beside >= _BESIDE else room)
        if found and _cells(found) <= beside:
            yield f"{head}{' ' * (titles - _cells(title))}{_GAP}{found}"
        else:
            yield head
            if found:
                yield f"{indent}{found}"
        if wants_answer(score):
            ask = one_line(f"ask: {score.rule.ask}")
            yield from textwrap.wrap(ask, look.width, initial_indent=indent, subsequent_indent=f"{indent}     ")


def _found(card: Scorecard, score: CriterionScore, room: int) -> str:
    """The remark, if any, else the best sentence with its line, in ``room`` cells."""
    said = remark(card, score)
    if said is None and score.quotes:
        line = f"line {score.quotes[0].line}: "
        return line + quoted(score.quotes[0], room - len(line))
    return _fit(one_line(said or ""), room)


def _wrapped(label: str, text: str, look: Look) -> list[str]:
    """A label and its text, which goes on under itself."""
    width = len("tools only:") + len(_GAP)
    first, *others = textwrap.wrap(text, look.width - width) or [""]
    return [f"{look.style(label, bold=True)}{' ' * (width - len(label))}{first}", *(" " * width + o for o in others)]


def _fit(text: str, room: int) -> str:
    """The text, cut to some cells of a terminal."""
    return make_snippet(text, 0, 0, room).text


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: as many as the carets under it."""
    return len(make_snippet(text, 0, len(text), 2 * len(text)).carets) if text else 0
