"""What a shell offers while a command is being typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from jdlint.late import late_function
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule import CATEGORIES
from jdlint.settings.settings import KEYS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
else:
    CompletionItem = late_function("click.shell_completion", "CompletionItem")


def complete_paths(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, which the shell finds itself."""
    return [CompletionItem(incomplete, type="file")]


def complete_rule(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the shipped rules."""
    return _starting(incomplete, _stems("[!_]*"))


def complete_rules(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids and categories, for the last of the words that commas divide."""
    before, comma, last = incomplete.rpartition(",")
    words = (*_stems("[!_]*"), *CATEGORIES, "ALL")
    return [CompletionItem(f"{before}{comma}{item.value}") for item in _starting(last, words)]


def complete_family(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The families of jobs."""
    return _starting(incomplete, _stems("_families"))


def complete_key(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of the settings."""
    return _starting(incomplete, KEYS)


def _stems(folders: str) -> tuple[str, ...]:
    """The names of the YAML files in folders of the shipped rules; rules and families are called as their files."""
    return tuple(sorted(path.stem for path in shipped_rules().glob(f"{folders}/*.yaml")))


def _starting(incomplete: str, words: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]
