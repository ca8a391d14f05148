"""Words and small elements that several parts of a report share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from jdlint.finding import Finding, Severity
from jdlint.output.look import plural
from jdlint.output.scorecard_words import LEVEL_WORDS
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
_LEVEL_SLUGS = {level: _SLUGS.get(word, word) for level, word in LEVEL_WORDS.items()}
LEVELS = tuple(_LEVEL_SLUGS.values())
GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def level_slug(score: CriterionScore) -> str:
    """The level as the page's style sheets and scripts know it."""
    return slug_of(score.level)


def slug_of(level: int | str | None) -> str:
    """The same of a level as the scorecard's JSON has it; raises ``KeyError`` where there is none such."""
    return _LEVEL_SLUGS[level]


def label_of(rule_id: str) -> str:
    """A criterion's id as the head of a column: ``business-problem`` is ``Business problem``."""
    return rule_id.replace("-", " ").capitalize()


def day_in_words(day: date) -> str:
    """A day such as 1 October 2026, whatever the language of the system."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def severity_mark(severity: str, text: str | None = None) -> Markup:
    """The sign of a severity, by its label, with a text or else that label."""
    return element("span", {"class": "severity", "data-severity": severity}, text or severity)


def severity_counts(findings: Iterable[Finding]) -> Markup | None:
    """How many findings of each severity there are, the gravest first; ``None`` without any."""
    counts = Counter(finding.severity for finding in findings)
    return joined(
        severity_mark(severity.label, plural(counts[severity], severity.label))
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
