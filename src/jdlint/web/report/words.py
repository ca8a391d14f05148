"""Words and small elements that several parts of a report share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from jdlint.finding import Finding, Severity
from jdlint.output.look import plural
from jdlint.output.scorecard_words import level_word
from jdlint.scorecard import CriterionScore
from jdlint.web.markup import Child, Markup, element, joined

# As style sheets and scripts know the levels that are no single word.
_SLUGS = {"n/a": "not-asked", "not evaluated": "not-evaluated"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LEVELS = ("absent", "generic", "concrete", "not-asked", "not-evaluated")
GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def level_slug(score: CriterionScore) -> str:
    """The level as the page's style sheets and scripts know it."""
    word = level_word(score)
    return _SLUGS.get(word, word)


def label_of(rule_id: str) -> str:
    """A criterion's id as the head of a column: ``business-problem`` is ``Business problem``."""
    return rule_id.replace("-", " ").capitalize()


def day_in_words(day: date) -> str:
    """A day such as 1 October 2026, whatever the language of the system."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def severity_mark(severity: Severity) -> Markup:
    """The sign of a severity with its word."""
    return element("span", {"class": "severity", "data-severity": severity.label}, severity.label)


def severity_counts(findings: Iterable[Finding]) -> Markup | None:
    """How many findings of each severity there are, the gravest first; ``None`` without any."""
    counts = Counter(finding.severity for finding in findings)
    return joined(
        element(
            "span", {"class": "severity", "data-severity": severity.label}, plural(counts[severity], severity.label)
        )
        for severity in GRAVEST_FIRST
        if counts[severity]
    )


def rule_link(rule_id: str) -> Markup:
    """A link to what the page says of a rule."""
    return element("a", {"href": f"#rule-{rule_id}"}, rule_id)


def part(name: str, heading: str, *content: Child) -> Markup:
    """A part of the page under a heading."""
    heads = element("h2", {"id": f"{name}-heading"}, heading)
    return element("section", {"class": "part", "id": name, "aria-labelledby": f"{name}-heading"}, heads, *content)
