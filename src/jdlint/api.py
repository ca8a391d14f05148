"""jdlint for other programs in Python: a text or a file in, findings out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from jdlint.caching.store import usual_cache
from jdlint.compiled import load_compiled, tuning_of
from jdlint.errors import ConfigError
from jdlint.finding import Finding
from jdlint.linter import Linter, load_linter
from jdlint.planning import make_plan
from jdlint.post.source import make_source, read_source
from jdlint.runner import Plan, lint_one, read_bytes
from jdlint.settings.files import read_layers
from jdlint.settings.layers import Layer
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings
from jdlint.settings.value_types import split_words


def lint_text(  # noqa: PLR0913 - as the command line's options
    text: str,
    path: str = "<text>",
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    family: str | None = None,
    rules_dirs: str | Path | Sequence[str | Path] = (),
    config: str | Path | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """What jdlint finds in a post, in the order of line, column and rule.

    ``path`` is what the findings call the post. The others are as the options of ``jdlint check``, with one
    difference: no settings are read but those of the file ``config``. A text for ``select`` or ``ignore`` is words with commas between
    them, one for ``rules_dirs`` a single folder. Suppressions in the text hold. ``today`` is
    by default the calendar's day.

    Rules are read at the first call and kept; a folder of ``rules_dirs`` too, so what changes in it later is not
    seen.

    Raises ``ConfigError`` for settings that cannot be used, ``RuleError`` for such rules and ``InputError`` for a text
    that holds far more than a post does, all ``JdlintError``.
    """
    plan = _plan(_layer(select, ignore, family, rules_dirs), config, today)
    return lint_one(make_source(text.removeprefix("\ufeff"), path), plan).result.findings


def lint_file(
    path: str | Path,
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    family: str | None = None,
    rules_dirs: str | Path | Sequence[str | Path] = (),
    config: str | Path | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """As ``lint_text``, of a file in UTF-8; raises ``InputError``, too, when it cannot be read."""
    plan = _plan(_layer(select, ignore, family, rules_dirs), config, today)
    source = read_source(read_bytes(str(path), plan.max_file_size), str(path))
    return lint_one(source, plan).result.findings


def _layer(
    select: str | Sequence[str],
    ignore: str | Sequence[str],
    family: str | None,
    rules_dirs: str | Path | Sequence[str | Path],
) -> Layer:
    """What the caller sets; what is empty leaves the choice to the settings."""
    values = {
        "select": _words("select", select),
        "ignore": _words("ignore", ignore),
        "family": family,
        "rules-dir": tuple(map(Path, [rules_dirs] if isinstance(rules_dirs, str | Path) else rules_dirs)),
    }
    return Layer({key: value for key, value in values.items() if value}, {})


def _words(name: str, given: str | Sequence[str]) -> tuple[str, ...]:
    """The words of a text as on the command line; a text is a sequence of letters, which are never meant."""
    if not isinstance(given, str):
        return tuple(given)
    words = split_words(given)
    if not words:
        raise ConfigError(
            f"{name}: the text is empty", hint="leave the argument out to leave the choice to the settings"
        )
    return words


def _day(today: object) -> date | None:
    """The day of a date, with or without a time."""
    if isinstance(today, datetime):
        return today.date()
    if today is None or isinstance(today, date):
        return today
    raise ConfigError(
        f"today: expected a datetime.date, found {today!r:.60}", hint="datetime.date.fromisoformat() reads text"
    )


def _plan(layer: Layer, config: str | Path | None, today: date | None) -> Plan:
    layers = read_layers(Path(config)) if config is not None else ()
    settings = merge_on_profile((*layers, layer))
    linter = _linter(settings)
    return make_plan(linter, select_rules(linter.ruleset.rules, settings), settings, _day(today))


_linters: dict[str, Linter] = {}


def _linter(settings: Settings) -> Linter:
    """The rules as the settings want them, read once."""
    key = repr((settings.rules_dir, tuning_of(settings)))
    if key not in _linters:
        linter, errors = load_compiled(settings, usual_cache(), load_linter)
        if errors:
            raise errors[0]
        _linters[key] = linter
    return _linters[key]
