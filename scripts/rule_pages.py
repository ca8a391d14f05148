"""The pages of the site about rules: one for each, one for each category, and an index of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jdlint.explain import default_text
from jdlint.ruleset.accuracy_file import Accuracy
from jdlint.ruleset.rule import CATEGORIES, Rule
from rule_page import plain, rule_page, severity_marks
from rule_shelf import Shelf


def precision_said(rule: Rule, accuracy: Accuracy) -> str:
    """Its precision in two words for a table: from labels, else from hits that were read, else that there is none."""
    measured, counts = accuracy.rules.get(rule.id), accuracy.alarms.rules.get(rule.id)
    if measured is not None and measured.precision is not None:
        return f"{measured.precision:.2f}"
    if counts is not None and counts.read:
        return f"{counts.right / counts.read:.2f} ({counts.read} read)"
    return "not measured"


def table(rules: Iterable[Rule], accuracy: Accuracy, folder: str = "") -> str:
    """Rules as rows; ``folder`` leads to their pages."""
    rows = (
        f"| [{rule.id}]({folder}{rule.id}.md) | {plain(rule.title)} | {severity_marks(rule)}{_off(rule)} "
        f"| {precision_said(rule, accuracy)} | {'yes' if rule.fixable else ''} |"
        for rule in rules
    )
    return "\n".join(("| rule | what to do | severity | precision | fix |", "|---|---|---|---|---|", *rows))


def _off(rule: Rule) -> str:
    return "" if default_text(rule) is None else ", off"


def by_category(rules: Sequence[Rule]) -> Mapping[str, Sequence[Rule]]:
    """The rules of each category that has any, in the order of categories and then of ids."""
    order = {rule.category for rule in rules}
    return {
        category: sorted((rule for rule in rules if rule.category == category), key=lambda rule: rule.id)
        for category in CATEGORIES
        if category in order
    }


def rule_pages(shelf: Shelf) -> Mapping[str, str]:
    """All pages about rules, by their paths without ending: ``rules/index``, ``rules/category/…``, ``rules/…``."""
    categories = by_category(shelf.rules)
    # A side bar with all rules on each of their pages would be most of the site's size and of the time to build it.
    pages = {f"rules/{rule.id}": f"---\norphan: true\n---\n\n{rule_page(rule, shelf)}" for rule in shelf.rules}
    for category, rules in categories.items():
        pages[f"rules/category/{category}"] = f"# {category}\n\n{table(rules, shelf.accuracy, '../')}\n"
    return {**pages, "rules/index": _index(shelf, categories)}


def _index(shelf: Shelf, categories: Mapping[str, Sequence[Rule]]) -> str:
    about = (
        f"{len(shelf.rules)} rules. Each has a page of one shape: what it says and asks, why and by which source, "
        "examples, how right it is, its settings, and how to leave it out. *Precision* is from labelled posts, or "
        "from hits that somebody has read, with their number; what is not measured says so, and is at most an info."
    )
    blocks = [f"## {name}\n\n{table(rules, shelf.accuracy)}" for name, rules in categories.items()]
    return "\n\n".join(
        (
            "# All rules",
            about,
            '<div id="rule-filter"></div>',
            *blocks,
            _toctree(f"category/{name}" for name in categories),
        )
    )


def _toctree(names: Iterable[str]) -> str:
    return "```{toctree}\n:hidden:\n\n" + "\n".join(names) + "\n```\n"
