"""Files of the families of jobs: how each is known, and what is asked of its posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jdlint.finding import Severity
from jdlint.post.lexicon import WEAK_TITLE
from jdlint.record import Record
from jdlint.ruleset.rule import LEVELS

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader, Value

# How much a wording in a title tells: "MLOps" more than "machine learning engineer", that more than "engineer".
TITLE_WEIGHTS = {"weak": WEAK_TITLE, "likely": 3, "sure": 5}
_SEVERITIES = ("error", "warning", "info", "off")
_ABSENT, _ = LEVELS


class Family(Record, eq=False):
    """A family of jobs.

    ``titles`` and ``duties`` are numbers of phrases by which it is known; a title's phrase has a weight. A rule in
    ``not_asked`` speaks only when the post itself touches its subject, one in ``never_asked`` has nothing but passes.
    ``severity`` replaces a rule's own, by rule id and level (the level ``""`` stands for all); ``None`` is off.
    """

    name: str
    about: str
    titles: Mapping[int, int]
    duties: frozenset[int]
    not_asked: frozenset[str]
    never_asked: frozenset[str]
    severity: Mapping[str, Mapping[str, Severity | None]]

    def is_asked(self, rule_id: str, level: str | None) -> bool:
        """Whether the family is faulted for a rule's level."""
        return rule_id not in self.never_asked and not (level == _ABSENT and rule_id in self.not_asked)

    def severity_at(self, rule_id: str, level: str | None, default: Severity | None) -> Severity | None:
        """How grave a rule's finding at a level is for this family; ``default`` when the family does not say."""
        by_level = self.severity.get(rule_id, {})
        return by_level.get(level or "", by_level.get("", default))


def parse_family(name: str, reader: Reader, context: ParseContext) -> Family:
    """A family from its file; raises an error at the place of whatever is wrong."""
    severity = reader.mapping("severity", None)
    return Family(
        name,
        reader.string("about"),
        _parse_titles(reader, context),
        frozenset(context.phrases(reader, "duties", ())),
        frozenset(context.rule(value) for value in reader.items("not-asked", ())),
        frozenset(context.rule(value) for value in reader.items("never-asked", ())),
        _parse_severities(severity, context) if severity else {},
    )


def _parse_titles(reader: Reader, context: ParseContext) -> dict[int, int]:
    titles = reader.mapping("titles", None)
    if titles is None:
        return {}
    return {n: weight for group, weight in TITLE_WEIGHTS.items() for n in context.phrases(titles, group, ())}


def _parse_severities(reader: Reader, context: ParseContext) -> dict[str, Mapping[str, Severity | None]]:
    rules = reader.keys()
    return {context.key_rule(reader, rule): _parse_severity(reader.value(rule)) for rule in rules}


def _parse_severity(value: Value) -> dict[str, Severity | None]:
    if not value.is_mapping:
        return {"": _severity(value.as_choice(_SEVERITIES))}
    reader = value.as_mapping()
    given = {level: reader.choice(level, _SEVERITIES) for level in LEVELS if reader.has(level)}
    reader.finish()
    return {level: _severity(label) for level, label in given.items()}


def _severity(label: str) -> Severity | None:
    return None if label == "off" else Severity.from_label(label)
