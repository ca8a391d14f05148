"""From settings to how posts are linted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from jdlint.caching.store import Store, digest
from jdlint.checks.circumstances import Circumstances
from jdlint.compiled import Origin
from jdlint.errors import ConfigError, did_you_mean
from jdlint.finding import Severity
from jdlint.linter import Linter
from jdlint.post.lexicon import PARTS
from jdlint.ruleset.rule import Rule
from jdlint.runner import STDIN_NAME, Plan
from jdlint.settings.settings import Settings
from jdlint.version import versions


def make_plan(
    linter: Linter,
    rules: Sequence[Rule],
    settings: Settings,
    today: date | None = None,
    stdin_name: str | None = None,
) -> Plan:
    """How to lint, as of ``today`` or else the calendar's day; ``stdin_name`` is what standard input is called.

    Raises ``ConfigError`` for a family, a jurisdiction or a part of a post that there is not.
    """
    check_family(linter, settings)
    skip = {"draft": settings.skip_drafts, "closed": settings.skip_closed}
    return Plan(
        linter,
        tuple(rules),
        fail_on=fail_level(settings),
        family=settings.family,
        skip=frozenset(state for state, wanted in skip.items() if wanted),
        circumstances=_circumstances(linter, settings, today or date.today()),
        max_file_size=settings.max_file_size,
        stdin_name=stdin_name or STDIN_NAME,
        per_file_ignores=settings.per_file_ignores,
    )


def with_kept_results(plan: Plan, cache: Path | None, origin: Origin | None) -> Plan:
    """The plan with the results of earlier runs, kept in the folder ``cache``; the same without a cache.

    A result hangs on the origin of the rules, on how they are to be applied, and on the day of the run: what was found
    yesterday is not used, as laws and ages go by the day.
    """
    from jdlint.kept_results import KeptResults  # noqa: PLC0415 - only where there are many posts

    if cache is None or origin is None:
        return plan
    given = plan.circumstances
    libraries = versions("markdown-it-py", "textstat", "pyyaml")
    circumstances = (str(given.today), given.jurisdictions, sorted(given.provided_elsewhere))
    others = repr((libraries, circumstances, plan.family, plan.suppress))
    store = Store(cache, "results")
    store.tidy(days=3)
    return replace(plan, kept=KeptResults(store, digest(origin.state, others.encode("utf-8", "surrogatepass"))))


def check_family(linter: Linter, settings: Settings) -> None:
    """Raise ``ConfigError``, at the place where it was set, for a family that there is not."""
    if settings.family is not None and settings.family not in linter.ruleset.families:
        message = f"there is no family of jobs '{settings.family}'"
        raise _unknown(settings, ("family",), message, settings.family, linter.ruleset.families)


def _circumstances(linter: Linter, settings: Settings, today: date) -> Circumstances:
    known = {"jurisdictions": tuple(linter.ruleset.jurisdictions), "provided-elsewhere": PARTS}
    given = {"jurisdictions": settings.jurisdictions, "provided-elsewhere": settings.provided_elsewhere}
    for key, words in given.items():
        for word in words:
            if word not in known[key]:
                raise _unknown(settings, (key, word), f"{key}: '{word}' is not known", word, known[key])
    return Circumstances(today, settings.jurisdictions, frozenset(settings.provided_elsewhere))


def _unknown(
    settings: Settings, address: tuple[str, ...], message: str, word: str, known: Collection[str]
) -> ConfigError:
    hint = did_you_mean(word, known, "one of: " + ", ".join(known))
    return settings.error(address, message, hint)


def fail_level(settings: Settings) -> Severity | None:
    """The mildest severity that fails a run."""
    return None if settings.fail_on == "never" else Severity.from_label(settings.fail_on)
