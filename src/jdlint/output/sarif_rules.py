"""Rules as SARIF describes them, with what GitHub shows beside an alert."""

from __future__ import annotations

from typing import Any

from jdlint.explain import rule_page
from jdlint.finding import Severity
from jdlint.output.look import shorten
from jdlint.ruleset.accuracy_file import Accuracy
from jdlint.ruleset.rule import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
# GitHub takes no longer descriptions. Where its words for precision begin is ours: an error has to reach 0.95.
_LONGEST = 1024
_PRECISION = ((0.95, "very-high"), (0.9, "high"), (0.7, "medium"), (0.0, "low"))


def rule_descriptor(rule: Rule, accuracy: Accuracy) -> dict[str, Any]:
    """A ``reportingDescriptor``; a rule without measured precision has none in its properties."""
    severity = max((found for found in rule.severity.values() if found), default=Severity.INFO)
    page = rule_page(rule, accuracy)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": _text(rule.title)},
        "fullDescription": {"text": _text(rule.why) or _text(rule.title)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {
            "tags": [rule.category],
            "problem.severity": _PROBLEM[severity],
            **_precision(rule, accuracy),
        },
    }


def _precision(rule: Rule, accuracy: Accuracy) -> dict[str, str]:
    measured = accuracy.rules.get(rule.id)
    if measured is None or measured.precision is None:
        return {}
    figure = measured.precision
    return {"precision": next(word for floor, word in _PRECISION if figure >= floor)}


def _text(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST)
