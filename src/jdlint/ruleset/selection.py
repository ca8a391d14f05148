"""Which rules are on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jdlint.errors import ConfigError, did_you_mean
from jdlint.ruleset.config import Settings
from jdlint.ruleset.rule import CATEGORIES, Rule

ALL = "ALL"
_HINT = "'jdlint rules' lists all rules and categories"


def select_rules(
    rules: Iterable[Rule], select: Sequence[str], ignore: Sequence[str], origin: Settings | None = None
) -> tuple[Rule, ...]:
    """The rules that are on, in their order; an empty ``select`` stands for all.

    Each word is a rule's id, a category or ``ALL``. The narrower word wins (id, category, ``ALL``), and
    ``ignore`` among equals. A rule that is off by default is on only when its id is selected. An unknown word is a ``ConfigError``, placed in the settings' file where
    ``origin`` has that word.
    """
    rules = tuple(rules)
    known = (*(rule.id for rule in rules), *CATEGORIES, ALL)
    for word in (*select, *ignore):
        if word not in known:
            raise _unknown(word, known, origin)
    chosen = tuple(select) or (ALL,)
    on = (rule for rule in rules if rule.on_by_default or rule.id in chosen)
    return tuple(rule for rule in on if _narrowness(rule, chosen) > _narrowness(rule, ignore))


def _narrowness(rule: Rule, words: Sequence[str]) -> int:
    """How narrowly the words name a rule: 3 by its id, 2 by its category, 1 by ``ALL``, 0 not at all."""
    if rule.id in words:
        return 3
    if rule.category in words:
        return 2
    return 1 if ALL in words else 0


def _unknown(word: str, known: Sequence[str], origin: Settings | None) -> ConfigError:
    place = origin.locations.get(word) if origin else None
    return ConfigError(
        f"there is no rule or category '{word}'",
        path=origin.path if origin and place else None,
        line=place[0] if place else None,
        column=place[1] if place else None,
        hint=did_you_mean(word, known, _HINT),
    )
