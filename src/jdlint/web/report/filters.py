"""The controls above the table: which posts are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from jdlint.output.look import plural
from jdlint.web.markup import Markup, element
from jdlint.web.report.post_data import PostData
from jdlint.web.report.table import criteria_of
from jdlint.web.report.words import LEVELS, label_of


def filters(posts: Sequence[PostData]) -> Markup:
    """Controls for text, family, level and rule, and how many posts are shown; they work by a script."""
    families = Counter(post.family_name for post in posts if post.reason is None)
    rules = Counter(rule for post in posts for rule in {finding.rule for finding in post.findings})
    criteria = [(name, label_of(name)) for name in criteria_of(posts)]
    levels = [("open", "generic or absent"), *((level, level.replace("-", " ")) for level in LEVELS)]
    search = element("input", {"class": "field", "type": "search", "id": "find", "autocomplete": "off"})
    return element(
        "form",
        {"class": "filters scripted", "id": "filters", "aria-label": "Which posts are shown"},
        element("div", {"class": "label find"}, element("label", {"for": "find"}, "Title or file"), search),
        _choice("by-family", "Family", "any family", [(name, f"{name} ({n})") for name, n in sorted(families.items())]),
        _choice("by-criterion", "Criterion", "any criterion", criteria),
        _choice("by-level", "Level", "any level", levels),
        _choice("by-rule", "Has a finding of", "any rule or none", [(r, f"{r} ({n})") for r, n in rules.most_common()]),
        element("button", {"class": "button", "type": "reset", "id": "reset"}, "Clear"),
        element(
            "div",
            {"class": "under"},
            element("p", {"class": "shown small", "role": "status", "id": "shown"}, plural(len(posts), "post")),
            element("button", {"class": "button quiet", "type": "button", "id": "show-all"}, "Read all in full"),
        ),
    )


def _choice(name: str, label: str, none: str, options: Iterable[tuple[str, str]]) -> Markup:
    entries = (element("option", {"value": value}, text) for value, text in options)
    select = element("select", {"class": "field", "id": name}, element("option", {"value": ""}, none), *entries)
    return element("div", {"class": "label"}, element("label", {"for": name}, label), select)
