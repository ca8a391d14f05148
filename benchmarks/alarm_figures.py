"""Figures of how often rules fire and how right they are: as a table, as a page, and beside the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jdlint.explain import severity_text
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import ALARMS, FOLDER
from jdlint.ruleset.rule import Rule

PAGE = Path(__file__).resolve().parent.parent / "docs" / "alarms.md"
_ABOUT = """\
# How often the rules fire

Written by `benchmarks/alarms.py --record`. {posts:,} real posts were linted: {markdown:,} that their owners or boards keep as
Markdown, and {plain:,} as plain text. Most of the plain ones come without the frame of the board that they stood on: without
title, place, pay and the button to apply. So a rule about these fires on them more often than on a post in a file of its own; the
share of the posts in Markdown says more about those.

*Read* is how many of a rule's hits somebody has read, in a seeded sample or all of them (hits with the same words around
them once), *right* how many of
these an editor would want to hear of, *precision* the one by the other. One reader, a language model, made each
verdict; the rules had been written when the hits were drawn, and several were mended after it. The verdicts are in
`benchmarks/verdicts/`, as a hash of the hit, so that no text of a post is kept. An error needs a precision of 0.95, a warning
0.90; what has not been read, or too seldom, is at most an info. Infos have verdicts only in part. The precision of the
ten criteria and of `tool-only-list` is measured on labelled posts instead: see [accuracy](accuracy.md).

For `years-exceed-tool-age` and `years-exceed-tool-age-remembered` the hits that were read are those that the rules would have
had on {early}: of so old a day there are enough, and they judge the same thing, whether the number is bound to the tool.
"""


@dataclass(frozen=True)
class RuleFigures:
    """A rule, the posts on which it fires, those of them in Markdown, its different hits, and how many were read and right."""

    rule: Rule
    fires: int
    markdown: int
    hits: int
    read: int
    right: int

    @property
    def precision(self) -> str:
        """The share of the read hits that are right."""
        return f"{self.right / self.read:.2f}" if self.read else "–"


def table(figures: Sequence[RuleFigures], posts: int, markdown: int) -> list[str]:
    """A row for each rule: severity, posts, shares, verdicts, precision."""
    rows = [
        "| rule | severity | posts | share | share in Markdown | read | right | precision |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in figures:
        shares = f"{each.fires / posts:.1%} | {each.markdown / max(1, markdown):.1%}"
        counts = f"{each.read} | {each.right} | {each.precision}"
        rows.append(f"| `{each.rule.id}` | {severity_text(each.rule)} | {each.fires} | {shares} | {counts} |")
    return rows


def record(figures: Sequence[RuleFigures], posts: int, markdown: int) -> None:
    """Write the page, and the figures beside the shipped rules, where ``jdlint rule`` finds them."""
    about = _ABOUT.format(posts=posts, markdown=markdown, plain=posts - markdown, early="1 January 2005")
    categories = dict.fromkeys(each.rule.category for each in figures)
    tables = (
        f"## {category}\n\n" + "\n".join(table([f for f in figures if f.rule.category == category], posts, markdown))
        for category in categories
    )
    PAGE.write_text(about + "\n" + "\n\n".join(tables) + "\n", encoding="utf-8")
    lines = ["# Written by benchmarks/alarms.py --record.", f"posts: {posts}", f"markdown: {markdown}", "rules:"]
    for each in figures:
        counts = (
            f"fires: {each.fires}, markdown: {each.markdown}, hits: {each.hits}, read: {each.read}, right: {each.right}"
        )
        lines.append(f"  {each.rule.id}: {{{counts}}}")
    (shipped_rules() / FOLDER / ALARMS).write_text("\n".join(lines) + "\n", encoding="utf-8")
