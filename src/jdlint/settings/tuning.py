"""Rules as the settings want them: with other severities, and with other values for what they let users set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jdlint.errors import RuleError, did_you_mean
from jdlint.phrases.book import PhraseBook
from jdlint.ruleset.context import KindParser, ParseContext
from jdlint.ruleset.rule import LEVELLED_KINDS, Rule
from jdlint.ruleset.yaml_reader import Reader, read_file, read_mapping
from jdlint.settings.settings import Settings
from jdlint.settings.shown import content_of

if TYPE_CHECKING:
    from jdlint.ruleset.loader import RuleSet


class TunableKind(KindParser, Protocol):
    """A kind of rule that says which of its keys users may set."""

    @property
    def settable(self) -> Sequence[str]:
        """Keys of the rule's file."""


def tune(ruleset: RuleSet[Any], settings: Settings, kinds: Mapping[str, TunableKind]) -> tuple[Rule, ...]:
    """All rules, with what the settings say of them.

    Raises ``ConfigError`` at the place, in the settings, of a rule, a key or a value that cannot be.
    """
    for key in ("severity", "options"):
        _check_rules(getattr(settings, key), ruleset.rules, settings, key)
    context = _context(ruleset)
    return tuple(_with_severity(_with_options(rule, settings, kinds, context), settings) for rule in ruleset.rules)


def _check_rules(ids: Iterable[str], rules: Sequence[Rule], settings: Settings, key: str) -> None:
    known = {rule.id for rule in rules}
    for rule_id in ids:
        if rule_id not in known:
            hint = did_you_mean(rule_id, known, "'jdlint rules' lists all rules")
            raise settings.error((key, rule_id), f"{key}: there is no rule '{rule_id}'", hint)


def _with_severity(rule: Rule, settings: Settings) -> Rule:
    own = settings.severity.get(rule.id)
    if own is None:
        return rule
    if "" not in own and rule.kind not in LEVELLED_KINDS:
        message = f"severity: the findings of '{rule.id}' have no levels"
        raise settings.error(("severity", rule.id), message, "write one severity")
    severity = own if "" in own else {**rule.severity, **own}
    return replace(
        rule, severity=severity, severity_set=frozenset(level for level in own if _is_chosen(rule, level, settings))
    )


def _is_chosen(rule: Rule, level: str, settings: Settings) -> bool:
    """Whether a user has set the severity at a level, so that it holds for every family; a profile's does not."""
    place = settings.place("severity", rule.id, *([level] if level else []))
    return place is None or not place.shipped


def _with_options(rule: Rule, settings: Settings, kinds: Mapping[str, TunableKind], context: ParseContext) -> Rule:
    """The rule with its file read again, and the settings' values in place of its own."""
    own = settings.options.get(rule.id)
    if not own:
        return rule
    settable = settable_keys(rule, kinds, context)
    for key in own:
        if key not in settable:
            known = f"what can be set: {', '.join(settable)}" if settable else "nothing of this rule can be set"
            hint = did_you_mean(key, settable, known)
            raise settings.error(("options", rule.id, key), f"options: '{rule.id}' has no option '{key}'", hint)
    reader = _reader(rule)
    overlaid = Reader(reader.origin, reader.start, {**reader.values, **own}, reader.key_starts, reader.name)
    try:
        return replace(rule, options=kinds[rule.kind].parse(overlaid, context))
    except RuleError as problem:  # the values are fine one by one, and do not fit what the rule's file says
        message = f"options: they do not fit '{rule.id}': {problem.message}"
        raise settings.error(("options", rule.id), message, problem.hint) from None


def settable_keys(rule: Rule, kinds: Mapping[str, TunableKind], context: ParseContext) -> tuple[str, ...]:
    """The keys of a rule that users may set: those of its kind that its own file makes use of or could."""
    kind = kinds.get(rule.kind)
    if kind is None or not kind.settable:
        return ()
    reader = _reader(rule)
    kind.parse(reader, context)
    return tuple(key for key in kind.settable if reader.took(key))


def options_of(
    rule: Rule, ruleset: RuleSet[Any], settings: Settings, kinds: Mapping[str, TunableKind]
) -> dict[str, object]:
    """What users may set of a rule, with the values that hold; ``None`` where neither its file nor the settings have one."""
    keys = settable_keys(rule, kinds, _context(ruleset))
    if not keys:
        return {}
    values = {**_reader(rule).values, **settings.options.get(rule.id, {})}
    return {key: content_of(values[key]) if key in values else None for key in keys}


def _reader(rule: Rule) -> Reader:
    return read_mapping(read_file(Path(rule.path)), rule.path)


@lru_cache(maxsize=1)
def _context(ruleset: RuleSet[Any]) -> ParseContext:
    """What the rules' files may refer to; a book that was kept takes no phrases, and another takes its place."""
    book = ruleset.book if ruleset.book.vocabularies else PhraseBook(ruleset.vocabularies)
    return ParseContext(book, ruleset.vocabularies, tuple(ruleset.families), jurisdictions=ruleset.jurisdictions)
