"""Which rules are on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jdlint.errors import did_you_mean
from jdlint.ruleset.rule import CATEGORIES, Rule
from jdlint.settings.patterns import Pattern, absolute, matches
from jdlint.settings.settings import Settings

ALL = "ALL"
_HINT = "'jdlint rules' lists all rules and categories"


def select_rules(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that are on, in their order.

    Each word of ``select``, ``extend-select`` and ``ignore`` is a rule's id, a category or ``ALL``. The narrower
    word wins (id, category, ``ALL``), and ``ignore`` among equals. A rule that is off by default, or is a preview
    while previews are not wanted, is on only when its id is selected. An unknown word is a ``ConfigError`` at the
    place where it was set.
    """
    rules = tuple(rules)
    for key in ("select", "extend-select", "ignore"):
        check_words(getattr(settings, key.replace("-", "_")), rules, settings, key)
    for pattern, words in settings.per_file_ignores.items():
        check_words(words, rules, settings, "per-file-ignores", pattern.text)
    chosen = (*settings.select, *settings.extend_select)
    on = (rule for rule in rules if _is_on(rule, settings) or rule.id in chosen)
    return tuple(rule for rule in on if narrowness(rule, chosen) > narrowness(rule, settings.ignore))


def rules_in_file(
    rules: tuple[Rule, ...], per_file_ignores: Mapping[Pattern, tuple[str, ...]], path: str
) -> tuple[Rule, ...]:
    """The rules without those that are left out in a file."""
    if not per_file_ignores:
        return rules
    file = absolute(path)
    words = {word for pattern, words in per_file_ignores.items() if matches((pattern,), file) for word in words}
    return tuple(rule for rule in rules if not narrowness(rule, tuple(words)))


def check_words(words: Iterable[str], rules: Sequence[Rule], settings: Settings, *address: str) -> None:
    """Raise ``ConfigError`` for the first word that is no rule's id, no category and not ``ALL``."""
    known = (*(rule.id for rule in rules), *CATEGORIES, ALL)
    for word in words:
        if word not in known:
            message, hint = f"there is no rule or category '{word}'", did_you_mean(word, known, _HINT)
            raise settings.error((*address, word), message, hint)


def narrowness(rule: Rule, words: Sequence[str]) -> int:
    """How narrowly the words name a rule: 3 by its id, 2 by its category, 1 by ``ALL``, 0 not at all."""
    if rule.id in words:
        return 3
    if rule.category in words:
        return 2
    return 1 if ALL in words else 0


def _is_on(rule: Rule, settings: Settings) -> bool:
    return rule.on_by_default and (settings.preview or not rule.preview)
