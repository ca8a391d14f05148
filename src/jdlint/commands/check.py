"""``jdlint check``: posts linted and the report shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from jdlint.caching.store import user_cache_dir
from jdlint.commands import COMMANDS
from jdlint.commands.narrowing import Wishes, read_narrowing, settle_baseline
from jdlint.commands.options.files import FILE_OPTIONS, PATHS
from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.mending import FIX_OPTIONS, LEFT_OUT_OPTIONS
from jdlint.commands.options.output import OUTPUT_OPTIONS
from jdlint.commands.options.posts import POST_OPTIONS
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS, SHOW_OPTIONS
from jdlint.commands.options.speed import SPEED_OPTIONS
from jdlint.commands.shared import other_options, read_settings
from jdlint.compiled import load_compiled, origin_of
from jdlint.console import (
    error_look,
    line_width,
    progress,
    show,
    show_aside,
    show_data,
    show_problems,
    wants_color,
    wants_hyperlinks,
    write_file,
)
from jdlint.discovery import STDIN, Discovery, Filters, discover
from jdlint.errors import ConfigError, InputError
from jdlint.late import late_function
from jdlint.linter import load_linter
from jdlint.output import FORMATS, Format, Look
from jdlint.output.look import file_uri
from jdlint.output.summary import changes_line, statistics, summary_line
from jdlint.planning import fail_level, make_plan, with_kept_results
from jdlint.processes import processes_for
from jdlint.record import Record
from jdlint.ruleset.rule import Rule
from jdlint.runner import STDIN_NAME, Report, join_reports, lint_files
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings

diff_of = late_function("jdlint.mending", "diff_of")
show_files = late_function("jdlint.commands.showing", "show_files")
show_settings = late_function("jdlint.commands.showing", "show_settings")
about_run = late_function("jdlint.commands.verbose", "about_run")
about_posts = late_function("jdlint.commands.verbose", "about_posts")

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


@click.command(
    name="check",
    cls=GroupedCommand,
    short_help="Lint posts: what 'jdlint PATHS' does.",
    params=[PATHS],
    groups=(
        RULE_OPTIONS,
        FILE_OPTIONS,
        POST_OPTIONS,
        FIX_OPTIONS,
        LEFT_OUT_OPTIONS,
        OUTPUT_OPTIONS,
        SETUP_OPTIONS,
        SPEED_OPTIONS,
        SHOW_OPTIONS,
    ),
)
def command(**given: Any) -> None:  # noqa: ANN401 - click passes the options, the dataclass types them
    """Lint posts: files, folders with all that is in and below them, or '-' for standard input.

    A pattern such as 'posts/**/*.md' stands for what it finds, and '@FILE' for the paths in a file, one a line.
    Without PATHS the current folder is linted. In folders, files that end in .md or .markdown are posts;
    hidden ones, README, CHANGELOG, CONTRIBUTING, LICENSE, CODE_OF_CONDUCT, SECURITY and index files are left
    out, and so is what tools put there (node_modules and the like), what git ignores, links that lead out, and
    what the settings exclude. A file that is named is linted all the same, and is left out only by --force-exclude.

    Findings go to standard output, everything else to standard error. Settings are read from the nearest
    .jdlint.yaml, jdlint.yaml or pyproject.toml with [tool.jdlint], from the current folder upwards; options
    win over settings.

    \b
    Exit codes, the same for every format:
      0    nothing at or above the fail level
      1    findings at or above the fail level
      2    wrong usage, settings or rules, files that cannot be read, internal
           errors; what can be linted still is
      130  interrupted
    """  # noqa: D301 - click reads \b
    others = other_options(given)
    wishes = Wishes(**{wish.name: others.pop(wish.name) for wish in fields(Wishes)})
    options = Options(**others, wishes=wishes)
    if options.quiet and options.verbose:
        raise click.UsageError("'--quiet' and '--verbose' contradict each other")
    settings = read_settings(given)
    wishes.check(settings, reads_stdin=options.reads_stdin)
    if options.show_settings:
        code = show_settings(settings)
    elif options.show_files:
        code = show_files(find_posts(settings, options), options.color)
    else:
        report = run(settings, options)
        present(report, options)
        code = exit_code(report, wishes)
    click.get_current_context().exit(code)


def run(settings: Settings, options: Options) -> Report:
    """The report on the posts that the command line names; with broken rules it has their errors only."""
    cache = options.cache
    origin = origin_of(settings) if cache is not None else None
    linter, errors = load_compiled(settings, cache, load_linter, origin=origin, whole=options.format.shows_rules)
    if errors:
        return Report(errors=errors, fail_on=fail_level(settings))
    rules = select_rules(linter.ruleset.rules, settings)
    wishes = options.wishes
    plan = make_plan(linter, rules, settings, options.today, options.stdin_filename)
    plan = replace(plan, suppress=not wishes.no_suppressions, mending=wishes.mending)
    found = find_posts(settings, options)
    refuse_overwriting(options.output_file, found.files)
    narrowing = read_narrowing(found.files, settings, wishes)
    notices = found.notices if rules else ("no rule is on, so nothing is checked", *found.notices)
    if len(narrowing.files) >= _MANY_FILES:
        plan = with_kept_results(plan, cache, origin)
    with progress(narrowing.files, wanted=not options.quiet) as files:
        report = lint_files(files, narrowing.narrow(plan), read_stdin, options.processes_for(narrowing.files))
    if options.verbose:
        used = about_run(settings, found, len(rules), len(linter.ruleset.rules))
        notices = (*used, *notices, *about_posts(report))
    if narrowing.baseline is not None:
        report = settle_baseline(report, narrowing.baseline, plan, write=wishes.write_baseline)
    return join_reports(report, (*found.errors, *narrowing.errors), (*notices, *narrowing.notices))


def find_posts(settings: Settings, options: Options) -> Discovery:
    """The files that the command line names; raises ``click.UsageError`` for a name of standard input that is not read."""
    name, paths = options.stdin_filename, options.paths
    if name is not None and paths and STDIN not in paths:
        raise click.UsageError("'--stdin-filename' names standard input, which is '-' among the paths")
    filters = Filters(settings.exclude, settings.force_exclude, settings.respect_gitignore, settings.files)
    if name is not None and filters.leaves_out_named(name):
        return Discovery((), (), (f"{name}: left out, as it is excluded",))
    return discover(paths or (("." if name is None else STDIN),), COMMANDS, filters)


def exit_code(report: Report, wishes: Wishes) -> int:
    """The report's, but for ``--diff``, where 1 says that something would change, and ``--fix-only``."""
    if report.errors or not (wishes.diff or wishes.fix_only):
        return report.exit_code
    return int(wishes.diff and any(post.mended is not None and post.mended.changed for post in report.posts))


def present(report: Report, options: Options) -> None:
    """Show or write the report, and on standard error what does not belong in it."""
    aside = error_look(options.color)
    show_problems(report.errors, () if options.quiet else report.notices, aside)
    if options.wishes.diff or options.wishes.fix_only:
        present_changes(report, options)
        return
    look = make_look(options, report.rules)
    text = options.format.render(report, look)
    mends_stdin = options.wishes.mending is not None and options.reads_stdin
    if mends_stdin:
        present_text(report, options)
    if options.output_file is not None:
        write_file(text, options.output_file)
    elif mends_stdin:
        show_aside(text, color=aside.color)
    elif options.format.machine:
        show_data(text)
    else:
        show(text, color=look.color)
    if options.format.notice and not options.quiet and (notice := options.format.notice(report)):
        show_problems((), (notice,), aside)
    if options.format.machine and options.statistics:
        show_aside(statistics(report, aside), color=aside.color)
    if options.output_file is not None and not options.quiet:
        show_aside(summary_line(report) + "\n")


def present_changes(report: Report, options: Options) -> None:
    """Show or write what would change, or say only how much was mended."""
    text = "".join(diff_of(post.mended) for post in report.posts if post.mended) if options.wishes.diff else ""
    if options.reads_stdin and not options.wishes.diff:
        present_text(report, options)
    if options.output_file is not None:
        write_file(text, options.output_file)
    elif options.wishes.diff:
        show_data(text)
    if not options.quiet:
        show_aside(changes_line(report, written=not options.wishes.diff) + "\n")


def present_text(report: Report, options: Options) -> None:
    """Show what standard input became, whole."""
    for post in report.posts:
        if post.source.path == (options.stdin_filename or STDIN_NAME) and post.mended is not None:
            show_data(("\ufeff" if post.mended.before.bom else "") + post.source.text)


def make_look(options: Options, rules: Iterable[Rule] = ()) -> Look:
    """How the report is to look; ``rules`` are those that it may link to."""
    stream = None if options.output_file is not None else sys.stdout
    return Look(
        color=wants_color(options.color, stream),
        width=line_width(stream),
        show_passes=options.show_passes,
        summary=not options.quiet,
        statistics=options.statistics,
        links={rule.id: file_uri(rule.path) for rule in rules} if stream and wants_hyperlinks(stream) else {},
    )


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
