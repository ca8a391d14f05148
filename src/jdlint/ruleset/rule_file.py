"""One rule file to one rule: its shape is checked here, its behaviour by its examples."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.errors import did_you_mean
from jdlint.finding import Severity
from jdlint.late import expression
from jdlint.post.lexicon import PARTS
from jdlint.record import Record
from jdlint.ruleset.example_file import parse_examples
from jdlint.ruleset.law import parse_law
from jdlint.ruleset.rule import BUILTIN_KIND, CATEGORIES, LEVELLED_KINDS, LEVELS, Rule

if TYPE_CHECKING:
    from jdlint.ruleset.context import KindParser, ParseContext
    from jdlint.ruleset.yaml_reader import Reader, Value

PLACEHOLDERS = ("match", "count", "limit", "names", "replacement")

_ID = expression(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PLACEHOLDER = expression(r"\{([^{}]*)\}")
_SEVERITIES = ("error", "warning", "info")


class Place(Record):
    """Where a rule's file stands: its path, its category, and the folder that examples' files start from.

    ``shipped`` says whether it comes with jdlint.
    """

    path: Path
    category: str
    examples_root: Path
    shipped: bool = True


def parse_rule(reader: Reader, place: Place, kinds: Mapping[str, KindParser], context: ParseContext) -> Rule:
    """The rule of a file; raises an error at the place of whatever is wrong."""
    rule_id = _parse_id(reader, place.path.stem)
    kind = reader.choice("kind", tuple(dict.fromkeys((*kinds, BUILTIN_KIND))))
    if kind == BUILTIN_KIND and not place.shipped:
        raise reader.error("kind: only the engine's own rules are 'builtin'", "kind")
    levels = LEVELS if kind in LEVELLED_KINDS else ()
    severity = _parse_severity(reader, levels)
    message = _parse_message(reader, severity, levels)
    title, ask = reader.string("title"), reader.string("ask", None)
    why, often = reader.string("why"), reader.string("often", None)
    families = _parse_families(reader, context)
    on_by_default, preview = reader.boolean("on-by-default", True), reader.boolean("preview", False)
    law, missing = parse_law(reader, context), reader.choice("reports-missing", PARTS, None)
    sources, since = reader.strings("sources", ()), reader.string("since", None)
    good, bad, known_miss = parse_examples(reader, kind, place.examples_root, context)
    options = kinds[kind].parse(reader, context) if kind in kinds else None
    reader.finish()
    return Rule(
        id=rule_id,
        title=title,
        kind=kind,
        category=place.category,
        severity=severity,
        families=families,
        message=message,
        ask=ask,
        why=why,
        often=often,
        sources=sources,
        options=options,
        good=good,
        bad=bad,
        known_miss=known_miss,
        since=since,
        on_by_default=on_by_default,
        path=str(place.path),
        preview=preview,
        law=law,
        reports_missing=missing,
    )


def _parse_id(reader: Reader, stem: str) -> str:
    rule_id = reader.string("id")
    if not _ID.fullmatch(rule_id):
        hint = "lower-case words with hyphens, such as 'missing-title'"
        raise reader.error(f"'{rule_id[:60]}' cannot be a rule's id", "id", hint)
    if rule_id in CATEGORIES:
        raise reader.error(f"'{rule_id}' is a category and cannot be a rule's id", "id")
    if rule_id != stem:
        hint = f"write 'id: {stem}', or name the file '{rule_id}.yaml'"
        raise reader.error(f"the id '{rule_id}' is not the file's name '{stem}'", "id", hint)
    return rule_id


def _parse_severity(reader: Reader, levels: tuple[str, ...]) -> dict[str, Severity | None]:
    value = reader.value("severity")
    if not value.is_mapping:
        return {"": Severity.from_label(value.as_choice(_SEVERITIES))}
    by_level = _by_level(value, levels)
    labels = {level: by_level.choice(level, (*_SEVERITIES, "off")) for level in levels}
    by_level.finish()
    if set(labels.values()) == {"off"}:
        raise value.error("severity: a rule cannot be off at every level", hint="ignore it in the settings")
    return {level: None if label == "off" else Severity.from_label(label) for level, label in labels.items()}


def _parse_message(reader: Reader, severity: Mapping[str, Severity | None], levels: tuple[str, ...]) -> dict[str, str]:
    """The messages by level; a level that is off needs none."""
    value = reader.value("message")
    if not value.is_mapping:
        return {"": _parse_text(reader, "message")}
    by_level = _by_level(value, levels)
    needed = [level for level in levels if severity.get(level, severity.get("")) is not None]
    messages = {level: _parse_text(by_level, level) for level in levels if by_level.has(level) or level in needed}
    by_level.finish()
    return messages


def _parse_text(reader: Reader, key: str) -> str:
    """A message with placeholders that are known."""
    text, value = reader.string(key), reader.value(key)
    for match in _PLACEHOLDER.finditer(value.as_string()):
        if match[1] not in PLACEHOLDERS:
            known = "known placeholders: " + " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            hint = did_you_mean(match[1], PLACEHOLDERS, known)
            raise value.error(f"unknown placeholder '{match[0][:60]}'", hint=hint, at=match.start())
    return text


def _by_level(value: Value, levels: tuple[str, ...]) -> Reader:
    if not levels:
        hint = "write one text for all; only kinds " + " and ".join(LEVELLED_KINDS) + " have levels"
        raise value.error(f"{value.name}: this kind of rule has no levels", hint=hint)
    return value.as_mapping()


def _parse_families(reader: Reader, context: ParseContext) -> tuple[str, ...]:
    if not reader.has("families"):
        return ("any",)
    items = reader.items("families")
    if not items:
        raise reader.error("families: the list is empty", "families", "write [any]")
    names = tuple("any" if _is_any(item) else context.family(item) for item in items)
    if "any" in names and len(names) > 1:
        raise reader.error("families: 'any' stands alone", "families")
    return names


def _is_any(value: Value) -> bool:
    return value.is_string and value.as_string() == "any"
