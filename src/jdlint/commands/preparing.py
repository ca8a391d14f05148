"""From what the command line says to posts that are ready to be judged, for all commands that judge some."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

import click

from jdlint.caching.store import user_cache_dir
from jdlint.commands import COMMANDS
from jdlint.commands.narrowing import Narrowing, Wishes, read_narrowing
from jdlint.compiled import Origin, load_compiled, origin_of
from jdlint.discovery import STDIN, Discovery, Filters, discover
from jdlint.errors import ConfigError, InputError, JdlintError, RuleError
from jdlint.linter import Linter, load_linter
from jdlint.output import FORMATS, Format
from jdlint.planning import make_plan, with_kept_results
from jdlint.processes import processes_for
from jdlint.record import Record
from jdlint.runner import STDIN_NAME, Plan
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings

# For fewer it takes longer to tell whether a result still holds than to lint.
_MANY_FILES = 8


class Options(Record):
    """What the command line says besides settings."""

    paths: tuple[str, ...]
    stdin_filename: str | None
    output_format: str
    output_file: str | None
    color: str
    statistics: bool
    today: date | None
    show_passes: bool
    quiet: bool
    verbose: bool = False
    jobs: int | None = None
    no_cache: bool = False
    cache_dir: Path | None = None
    show_settings: bool = False
    show_files: bool = False
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def reads_stdin(self) -> bool:
        """Whether standard input is among the posts."""
        return STDIN in self.paths or self.stdin_filename is not None

    @property
    def cache(self) -> Path | None:
        """The folder of what is kept between runs; ``None`` when nothing is."""
        return None if self.no_cache else self.cache_dir or user_cache_dir()

    def processes_for(self, files: Sequence[str]) -> int:
        """How many processes lint some files: one where the text of a post is shown or changed."""
        alone = self.reads_stdin or self.wishes.mending is not None
        return 1 if alone else processes_for(len(files), self.jobs)

    @property
    def format(self) -> Format:
        """The format to show the report in."""
        return FORMATS[self.output_format]


class Prepared(Record, eq=False):
    """Posts that were found, how they are to be judged, and what leaves findings out."""

    plan: Plan
    found: Discovery
    narrowing: Narrowing

    @property
    def errors(self) -> tuple[JdlintError, ...]:
        """What went wrong when the posts were looked for."""
        return (*self.found.errors, *self.narrowing.errors)

    @property
    def notices(self) -> tuple[str, ...]:
        """What is to be said of the files, before what is said of the judging."""
        return self.found.notices if self.plan.rules else ("no rule is on, so nothing is checked", *self.found.notices)


class Loaded(Record, eq=False):
    """The rules as the settings want them, with an error for each file that cannot be used.

    ``origin`` tells what they were made of; there is none where nothing is kept between runs.
    """

    linter: Linter
    errors: tuple[RuleError, ...]
    origin: Origin | None


def load_rules(settings: Settings, options: Options, *, with_examples: bool = False) -> Loaded:
    """The rules that the settings name, from what is kept of them where that may be used."""
    cache = options.cache
    origin = origin_of(settings) if cache is not None else None
    return Loaded(*load_compiled(settings, cache, load_linter, origin=origin, whole=with_examples), origin)


def prepare(loaded: Loaded, settings: Settings, options: Options) -> Prepared:
    """The posts that the command line names, ready to be judged."""
    linter, wishes = loaded.linter, options.wishes
    rules = select_rules(linter.ruleset.rules, settings)
    plan = make_plan(linter, rules, settings, options.today, options.stdin_filename)
    plan = replace(plan, suppress=not wishes.no_suppressions, mending=wishes.mending)
    found = find_posts(settings, options)
    refuse_overwriting(options.output_file, found.files)
    narrowing = read_narrowing(found.files, settings, wishes)
    if len(narrowing.files) >= _MANY_FILES:
        plan = with_kept_results(plan, options.cache, loaded.origin)
    return Prepared(narrowing.narrow(plan), found, narrowing)


def find_posts(settings: Settings, options: Options) -> Discovery:
    """The files that the command line names; raises ``click.UsageError`` for a name of standard input that is not read."""
    name, paths = options.stdin_filename, options.paths
    if name is not None and paths and STDIN not in paths:
        raise click.UsageError("'--stdin-filename' names standard input, which is '-' among the paths")
    filters = Filters(settings.exclude, settings.force_exclude, settings.respect_gitignore, settings.files)
    if name is not None and filters.leaves_out_named(name):
        return Discovery((), (), (f"{name}: left out, as it is excluded",))
    return discover(paths or (("." if name is None else STDIN),), COMMANDS, filters)


def refuse_overwriting(output_file: str | None, files: Iterable[str]) -> None:
    """Raise ``ConfigError`` when the output would be written over one of the posts."""
    if output_file is None:
        return
    target = os.path.realpath(output_file)
    if any(file != STDIN and os.path.realpath(file) == target for file in files):
        raise ConfigError("the report would overwrite a post", path=output_file, hint="choose another file for -o")


def read_stdin(limit: int) -> bytes:
    """At most ``limit`` bytes of standard input; raises ``InputError`` when it is closed."""
    if sys.stdin is None:
        raise InputError("standard input is closed", path=STDIN_NAME)
    return sys.stdin.buffer.read(limit)
