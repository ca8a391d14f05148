"""A new post that asks its author what the rules will ask."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jdlint.linter import Linter, lint_source
from jdlint.post.source import make_source
from jdlint.ruleset.rule import Rule
from jdlint.ruleset.skeleton_file import SkeletonPlan

_WIDTH = 100
_UNTITLED = "[Job title]"
_INTRODUCTION = (
    "Write the answer under each question and take the question out. 'jdlint check' says what is still open."
)


def make_skeleton(linter: Linter, rules: Sequence[Rule], plan: SkeletonPlan, family: str) -> str:
    """A post of a family in Markdown: a title, headings, and the questions as comments.

    Asked is what ``rules`` find fault with in the same post without questions, so each of them is a finding until
    it is answered.
    """
    asked = _questions(linter, rules, plan, family)
    blocks = [_front_matter(family), f"# {_title(plan, family)}", _comment(_INTRODUCTION)]
    blocks += _comments(plan.opening, asked)
    for section in plan.sections:
        blocks += [f"## {section.heading}", *_comments(section.questions, asked)]
    placed = {*plan.opening, *(rule for section in plan.sections for rule in section.questions)}
    if others := list(_comments((rule for rule in asked if rule not in placed), asked)):
        blocks += [f"## {plan.others}", *others]
    return "\n\n".join(blocks) + "\n"


def _questions(linter: Linter, rules: Sequence[Rule], plan: SkeletonPlan, family: str) -> Mapping[str, str]:
    """The question of each rule that finds fault with a post that is only headings."""
    headings = (f"## {section.heading}" for section in plan.sections)
    text = "\n\n".join((_front_matter(family), f"# {_title(plan, family)}", *headings))
    findings = lint_source(linter, make_source(text, "skeleton.md"), rules, family).findings
    return {found.rule: found.ask for found in findings if found.ask and found.rule not in plan.not_asked}


def _front_matter(family: str) -> str:
    return f"---\nfamily: {family}\n---"


def _title(plan: SkeletonPlan, family: str) -> str:
    return plan.titles.get(family, _UNTITLED)


def _comments(rules: Iterable[str], asked: Mapping[str, str]) -> Iterator[str]:
    yield from (_comment(f"{rule}: {asked[rule]}") for rule in rules if rule in asked)


def _comment(text: str) -> str:
    """An HTML comment; two hyphens in it would end it."""
    return textwrap.fill(f"<!-- {' '.join(text.split()).replace('--', '–')} -->", _WIDTH, break_on_hyphens=False)
