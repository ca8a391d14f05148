"""``jdlint scorecard``: what posts say and do not say, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import click

from jdlint.commands.check import make_look
from jdlint.commands.options.files import FILE_OPTIONS, PATHS
from jdlint.commands.options.group import Group, GroupedCommand, option
from jdlint.commands.options.output import OUTPUT_OPTIONS
from jdlint.commands.options.posts import POST_OPTIONS
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.options.speed import SPEED_OPTIONS
from jdlint.commands.preparing import Options, find_posts, read_stdin, refuse_overwriting
from jdlint.commands.shared import other_options, read_settings
from jdlint.compiled import load_compiled
from jdlint.console import error_look, progress, show, show_aside, show_data, show_problems, write_file
from jdlint.linter import load_linter, read
from jdlint.output.scorecard import SCORECARD_FORMATS, TEXT, outcome
from jdlint.planning import make_plan
from jdlint.post.source import Source
from jdlint.runner import Plan, judge_files
from jdlint.scorecard import Scorecard, ScoreReport, score
from jdlint.settings.settings import Settings

_FORMAT = option(
    "--output-format",
    type=click.Choice(list(SCORECARD_FORMATS)),
    default=TEXT,
    show_default=True,
    help="text: to read in a terminal; json: for programs; markdown: for pull requests and job summaries.",
)
_QUIET = option("-q", "--quiet", is_flag=True, help="Print scorecards and errors only: no notices.")
_OUTPUT = Group("Output", (_FORMAT, *OUTPUT_OPTIONS.pick("output_file", "color").options, _QUIET))


@click.command(
    name="scorecard",
    cls=GroupedCommand,
    short_help="Show what posts say and do not say.",
    params=[PATHS],
    groups=(
        RULE_OPTIONS.pick("rules_dir"),
        FILE_OPTIONS,
        POST_OPTIONS,
        _OUTPUT,
        SETUP_OPTIONS,
        SPEED_OPTIONS.pick("no_cache", "cache_dir"),
    ),
)
def command(**given: Any) -> None:  # noqa: ANN401 - click passes the options, the dataclass types them
    """Show what posts say and do not say: files, folders, or '-' for standard input, as for 'jdlint check'.

    For each post the level of ten criteria (concrete, generic or absent) with the sentences that show it, the
    question to answer where nothing concrete was found, the facts that are stated, and lists that only name
    tools. All criteria are judged, whatever the settings select.

    Scorecards go to standard output, everything else to standard error.

    \b
    Exit codes, the same for every format:
      0    whatever the levels are
      2    wrong usage, settings or rules, files that cannot be read, internal
           errors; what can be judged still is
      130  interrupted
    """  # noqa: D301 - click reads \b
    options = Options(**other_options(given), statistics=False, show_passes=False)
    settings = read_settings(given)
    report = run(settings, options)
    present(report, options)
    click.get_current_context().exit(report.exit_code)


def run(settings: Settings, options: Options) -> ScoreReport:
    """The scorecards of the posts that the command line names; with broken rules there are only their errors."""
    linter, errors = load_compiled(replace(settings, severity={}, options={}), options.cache, load_linter)
    if errors:
        return ScoreReport(errors=errors)
    plan = make_plan(linter, linter.ruleset.rules, settings, options.today, options.stdin_filename)
    found = find_posts(settings, options)
    refuse_overwriting(options.output_file, found.files)
    with progress(found.files, wanted=not options.quiet) as files:
        report = score_files(files, plan)
    return ScoreReport(report.posts, (*found.errors, *report.errors), (*found.notices, *report.notices))


def score_files(files: Iterable[str], plan: Plan) -> ScoreReport:
    """The scorecards of some files (paths, or ``"-"``)."""

    def judge(source: Source) -> Scorecard:
        post, families = read(plan.linter, source), plan.linter.ruleset.families
        return score(post, plan.rules, families, plan.family, plan.circumstances)

    return ScoreReport(*judge_files(files, plan, read_stdin, judge))


def present(report: ScoreReport, options: Options) -> None:
    """Show or write the scorecards, and on standard error what does not belong to them."""
    aside = error_look(options.color)
    show_problems(report.errors, () if options.quiet else report.notices, aside)
    look = make_look(options)
    text = SCORECARD_FORMATS[options.output_format](report, look)
    if options.output_file is not None:
        write_file(text, options.output_file)
        if not options.quiet:
            show_aside(f"{outcome(report)}\n")
    elif options.output_format == TEXT:
        show(text, color=look.color)
    else:
        show_data(text)
