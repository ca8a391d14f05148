"""The plan by which each post is linted, kept until its settings or rules change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from jdlint.caching.store import usual_cache
from jdlint.compiled import load_compiled
from jdlint.discovery import Filters, is_post_name
from jdlint.linter import load_linter
from jdlint.planning import make_plan
from jdlint.runner import Plan
from jdlint.settings.files import find_config, read_layers
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings

# The names, times of change and sizes of the files in the user's own folders of rules.
_Signature: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Plans:
    """Makes plans, and keeps the last few: one for each settings file that open posts have.

    ``find`` tells the settings file that holds for a folder.
    """

    find: Callable[[Path], Path | None] = find_config
    made: list[tuple[Settings, _Signature, date, Plan]] = field(default_factory=list)
    keep: int = 8

    def plan_for(self, folder: Path) -> tuple[Settings, Plan]:
        """The settings that hold for posts in a folder, and the plan that they make.

        Raises ``ConfigError`` or ``RuleError`` for settings or rules that cannot be used.
        """
        path = self.find(folder)
        settings = merge_on_profile(read_layers(path) if path else ())
        key = (settings, _signature(settings), date.today())
        for entry in self.made:
            if entry[:3] == key:
                return settings, entry[3]
        plan = _make(settings)
        self.made = [*self.made[-self.keep + 1 :], (*key, plan)]
        return settings, plan


def is_linted(path: Path, settings: Settings) -> bool:
    """Whether a post would be linted when its folder is."""
    strict = Filters(settings.exclude, force_exclude=True, respect_gitignore=False)
    return is_post_name(path.name) and not strict.leaves_out_named(str(path))


def _make(settings: Settings) -> Plan:
    linter, errors = load_compiled(settings, usual_cache(), load_linter, whole=True)
    if errors:
        raise errors[0]
    return make_plan(linter, select_rules(linter.ruleset.rules, settings), settings)


def _signature(settings: Settings) -> _Signature:
    files = (path for folder in settings.rules_dir for path in sorted(folder.rglob("*.yaml")))
    return tuple((str(path), status.st_mtime_ns, status.st_size) for path in files if (status := path.stat()))
