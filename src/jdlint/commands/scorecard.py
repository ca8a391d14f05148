"""``jdlint scorecard``: what posts say and do not say, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from jdlint.commands import COMMANDS
from jdlint.commands.check import Options, make_look, make_plan, merge, read_stdin, refuse_overwriting
from jdlint.commands.check import command as check
from jdlint.commands.shared import read_settings, rule_folders
from jdlint.console import error_look, show, show_aside, show_data, show_problems, write_file
from jdlint.discovery import discover
from jdlint.linter import load_linter, read
from jdlint.output.scorecard import SCORECARD_FORMATS, TEXT, outcome
from jdlint.post.source import Source
from jdlint.ruleset.config import Settings
from jdlint.runner import Plan, judge_files
from jdlint.scorecard import Scorecard, ScoreReport, score

_FORMAT = click.Option(
    ["--output-format"],
    type=click.Choice(list(SCORECARD_FORMATS)),
    default=TEXT,
    show_default=True,
    help="text: to read in a terminal; json: for programs; markdown: for pull requests and job summaries.",
)
_QUIET = click.Option(["-q", "--quiet"], is_flag=True, help="Print scorecards and errors only: no notices.")
_CHECK = {str(parameter.name): parameter for parameter in check.params}
_FROM_CHECK = (
    "output_file",
    "color",
    "family",
    "skip_drafts",
    "skip_closed",
    "today",
    "rules_dirs",
    "config",
    "isolated",
)


@click.command(
    name="scorecard",
    short_help="Show what posts say and do not say.",
    params=[_CHECK["paths"], _FORMAT, *(_CHECK[name] for name in _FROM_CHECK), _QUIET],
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
    # What else ``check`` is asked: a scorecard always has all criteria, and no level fails it.
    options = Options(**given, select=None, ignore=(), fail_on=None, statistics=False, show_passes=False)
    settings = merge(read_settings(options.config, isolated=options.isolated), options)
    report = run(settings, options)
    present(report, options)
    click.get_current_context().exit(report.exit_code)


def run(settings: Settings, options: Options) -> ScoreReport:
    """The scorecards of the posts that the command line names; with broken rules there are only their errors."""
    linter, errors = load_linter(rule_folders(settings, options.rules_dirs))
    if errors:
        return ScoreReport(errors=errors)
    plan = make_plan(linter, linter.ruleset.rules, settings, options.today)
    found = discover(options.paths or (".",), COMMANDS)
    refuse_overwriting(options.output_file, found.files)
    report = score_files(found.files, plan)
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
