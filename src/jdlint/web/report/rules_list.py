"""The rules that a report speaks of, each with its question, its reason and its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jdlint.ruleset.rule import Rule
from jdlint.web.markup import Child, Markup, element

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]*[\w/]")


def rules_list(rules: Iterable[Rule]) -> Markup:
    """A closed entry for each rule, by its id."""
    return element("div", {"class": "rules"}, *(_entry(rule) for rule in sorted(rules, key=lambda rule: rule.id)))


def _entry(rule: Rule) -> Markup:
    sources = (element("li", {}, *_linked(source)) for source in rule.sources)
    return element(
        "details",
        {"id": f"rule-{rule.id}", "class": "entry"},
        element("summary", {}, element("code", {}, rule.id), " ", element("span", {}, rule.title)),
        element("p", {"class": "ask"}, rule.ask) if rule.ask else None,
        element("p", {}, " ".join(rule.why.split())),
        element("ul", {"class": "sources"}, *sources) if rule.sources else None,
    )


def _linked(text: str) -> Iterable[Child]:
    """The text with its addresses of pages as links."""
    done = 0
    for match in _ADDRESS.finditer(text):
        yield text[done : match.start()]
        yield element("a", {"href": match.group(), "rel": "noreferrer", "target": "_blank"}, match.group())
        done = match.end()
    yield text[done:]
