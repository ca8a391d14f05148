"""The table of all settings: each key with its type, its default and what it is for, once and for all uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from jdlint.errors import ConfigError
from jdlint.record import Record
from jdlint.settings.path_types import FileIgnores, OnePath, Paths, Patterns
from jdlint.settings.patterns import Pattern
from jdlint.settings.place import Address, Place
from jdlint.settings.rule_types import RuleOptions, RuleSeverities, Severities
from jdlint.settings.value_types import RULES, Flag, Size, Text, Texts, ValueType, Versions

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Value

FAIL_LEVELS = ("error", "warning", "info", "never")
PROFILES = ("default", "strict", "relaxed")

# How a value joins one from farther away: it replaces it, lengthens its list, or replaces it key by key.
Join = Literal["replace", "add", "by-key"]
T = TypeVar("T")


class Key(Record):
    """A setting as users write it; ``default`` holds where nobody sets it.

    ``clears`` are the keys of which a value from farther away counts no more once this one is set.
    """

    name: str
    type: ValueType
    default: object
    help: str
    joins: Join
    clears: tuple[str, ...]


def _key(type_: ValueType, default: T, text: str, joins: Join = "replace", clears: tuple[str, ...] = ()) -> T:
    """A field of ``Settings`` that users may set."""
    metadata = {"type": type_, "default": default, "help": text, "joins": joins, "clears": clears}
    return field(default_factory=lambda: default, metadata=metadata)


_NOTHING: Any = MappingProxyType({})


class Settings(Record):
    """What users have set, or the defaults; a field's key is its name with hyphens.

    ``places`` has where each value, and each text or key within it, was set; what is missing there is the
    default. ``files`` are the files that were read, the nearest last.
    """

    extend: tuple[Path, ...] = _key(
        Paths(), (), "Settings files that this one starts from; what it says itself wins.", "add"
    )
    required_version: str | None = _key(Versions(), None, "The versions of jdlint that these settings are for.")
    select: tuple[str, ...] = _key(
        Texts("list of rules and categories", "write [ALL]", RULES),
        ("ALL",),
        "The rules and categories to check; ALL is what is on by default.",
        clears=("ignore", "extend-select"),
    )
    ignore: tuple[str, ...] = _key(
        Texts("list of rules and categories", definition=RULES),
        (),
        "Those to leave out; the narrower word wins.",
        "add",
    )
    extend_select: tuple[str, ...] = _key(
        Texts("list of rules and categories", definition=RULES), (), "Those to check besides what is selected.", "add"
    )
    per_file_ignores: Mapping[Pattern, tuple[str, ...]] = _key(
        FileIgnores(), _NOTHING, "Rules and categories to leave out in the files that a pattern takes in.", "by-key"
    )
    severity: Mapping[str, Severities] = _key(
        RuleSeverities(), _NOTHING, "How grave the findings of a rule are, in place of what the rule says.", "by-key"
    )
    options: Mapping[str, Mapping[str, Value]] = _key(
        RuleOptions(), _NOTHING, "Values for what a rule lets you set, such as its limits.", "by-key"
    )
    rules_dir: tuple[Path, ...] = _key(
        Paths("folder or list of folders", folders=True), (), "Folders with rules of your own."
    )
    preview: bool = _key(Flag(), False, "Check rules that are new and not on by default yet.")
    profile: str = _key(
        Text("default, strict or relaxed", PROFILES),
        "default",
        "How strict to be: settings that come with jdlint and lie under all others.",
    )
    family: str | None = _key(Text("family of jobs"), None, "The family that all posts are judged as.")
    jurisdictions: tuple[str, ...] = _key(
        Texts("list of codes, such as US-CO"), (), "The places whose laws on job posts hold."
    )
    provided_elsewhere: tuple[str, ...] = _key(
        Texts("list of parts of a post"), (), "The parts that the site adds around a post, so that no rule misses them."
    )
    exclude: tuple[Pattern, ...] = _key(
        Patterns(), (), "What to leave out of folders; a file that is named is linted all the same.", "add"
    )
    force_exclude: bool = _key(Flag(), False, "Leave out what is excluded even where a file is named.")
    respect_gitignore: bool = _key(Flag(), True, "Leave out of folders what git ignores.")
    max_file_size: int = _key(Size(), 1_000_000, "The size above which a post is refused without being read.")
    skip_drafts: bool = _key(Flag(), False, "Leave out posts that their front matter calls drafts.")
    skip_closed: bool = _key(Flag(), False, "Leave out posts that are closed, archived or expired.")
    baseline: Path | None = _key(OnePath(), None, "A file of known findings, which are not reported.")
    fail_on: str = _key(
        Text("severity: error, warning, info or never", FAIL_LEVELS),
        "error",
        "The mildest severity that makes the exit code 1.",
    )
    places: Mapping[Address, Place] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    files: tuple[str, ...] = field(default=(), compare=False)

    def place(self, *address: str) -> Place | None:
        """Where a value was set; ``None`` for a default."""
        return self.places.get(address)

    def error(self, address: Address, message: str, hint: str | None = None) -> ConfigError:
        """An error about a value, at the place where it was set."""
        place = self.places.get(address)
        return place.error(message, hint) if place else ConfigError(message, hint=hint)


def _as_key(found: Field[Any]) -> Key:
    return Key(found.name.replace("_", "-"), **found.metadata)


KEYS: Mapping[str, Key] = MappingProxyType(
    {key.name: key for key in map(_as_key, (found for found in fields(Settings) if found.metadata))}
)
