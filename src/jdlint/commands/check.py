"""``jdlint check``: posts linted and the report shown."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import click

from jdlint.commands.narrowing import Wishes, settle_baseline
from jdlint.commands.options.files import FILE_OPTIONS, PATHS
from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.mending import FIX_OPTIONS, LEFT_OUT_OPTIONS
from jdlint.commands.options.output import OUTPUT_OPTIONS
from jdlint.commands.options.posts import POST_OPTIONS
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS, SHOW_OPTIONS
from jdlint.commands.options.speed import SPEED_OPTIONS
from jdlint.commands.preparing import Options, find_posts, load_rules, prepare, read_stdin
from jdlint.commands.shared import other_options, read_settings
from jdlint.console import (
    error_look,
    line_width,
    progress,
    show_aside,
    show_data,
    show_pieces,
    show_problems,
    wants_color,
    wants_hyperlinks,
    write_file,
)
from jdlint.late import late_function
from jdlint.output import Look
from jdlint.output.look import file_uri
from jdlint.output.summary import changes_line, statistics, summary_line
from jdlint.planning import fail_level
from jdlint.ruleset.rule import Rule
from jdlint.runner import STDIN_NAME, Report, join_reports, lint_files
from jdlint.settings.settings import Settings

diff_of = late_function("jdlint.mending", "diff_of")
show_files = late_function("jdlint.commands.showing", "show_files")
show_settings = late_function("jdlint.commands.showing", "show_settings")
about_run = late_function("jdlint.commands.verbose", "about_run")
about_posts = late_function("jdlint.commands.verbose", "about_posts")


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
    loaded = load_rules(settings, options, with_examples=options.format.shows_rules)
    if loaded.errors:
        return Report(errors=loaded.errors, fail_on=fail_level(settings))
    prepared = prepare(loaded, settings, options)
    plan, narrowing, notices = prepared.plan, prepared.narrowing, prepared.notices
    with progress(narrowing.files, wanted=not options.quiet) as files:
        report = lint_files(files, plan, read_stdin, options.processes_for(narrowing.files))
    if options.verbose:
        used = about_run(settings, prepared.found, len(plan.rules), len(loaded.linter.ruleset.rules))
        notices = (*used, *notices, *about_posts(report))
    if narrowing.baseline is not None:
        report = settle_baseline(report, narrowing.baseline, plan, write=options.wishes.write_baseline)
    return join_reports(report, prepared.errors, (*notices, *narrowing.notices))


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
    pieces = options.format.pieces(report, look)
    mends_stdin = options.wishes.mending is not None and options.reads_stdin
    if mends_stdin:
        present_text(report, options)
    if options.output_file is not None:
        write_file("".join(pieces), options.output_file)
    elif mends_stdin:
        show_aside("".join(pieces), color=aside.color)
    else:
        show_pieces(pieces, color=look.color, data=options.format.machine)
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
