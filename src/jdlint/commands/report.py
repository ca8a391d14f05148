"""``jdlint report``: a page on posts, side by side and one by one."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from jdlint.commands.narrowing import Wishes
from jdlint.commands.options.files import FILE_OPTIONS, PATHS
from jdlint.commands.options.group import Group, GroupedCommand, option
from jdlint.commands.options.mending import LEFT_OUT_OPTIONS
from jdlint.commands.options.output import OUTPUT_OPTIONS
from jdlint.commands.options.posts import POST_OPTIONS
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.options.speed import SPEED_OPTIONS
from jdlint.commands.preparing import Options, Prepared, load_rules, prepare, read_stdin
from jdlint.commands.shared import other_options, read_settings
from jdlint.console import error_look, progress, show_aside, show_data, show_problems, write_file
from jdlint.errors import JdlintError
from jdlint.output.look import plural
from jdlint.settings.settings import Settings
from jdlint.web.report.collecting import collect
from jdlint.web.report.comparing import compare
from jdlint.web.report.report_page import ReportPage, render
from jdlint.web.report.stored import Earlier, read_earlier

_COMPARE = option(
    "--compare",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="Show what changed since OLD: an earlier report, or the JSON of 'jdlint scorecard'.",
)
_QUIET = option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error.")
_OUTPUT = Group("Output", (*OUTPUT_OPTIONS.pick("output_file").options, _COMPARE, _QUIET))


@click.command(
    name="report",
    cls=GroupedCommand,
    short_help="Write a page on posts, side by side and one by one.",
    params=[PATHS],
    groups=(
        RULE_OPTIONS.pick("select", "ignore", "extend_select", "per_file_ignores", "profile", "preview", "rules_dir"),
        FILE_OPTIONS,
        POST_OPTIONS,
        LEFT_OUT_OPTIONS.pick("no_suppressions", "baseline", "diff_base"),
        _OUTPUT,
        SETUP_OPTIONS,
        SPEED_OPTIONS,
    ),
)
def command(compare: Path | None, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Write a page on posts: files, folders, or '-' for standard input, as for 'jdlint check'.

    The page has a table of all posts by ten criteria, which can be sorted and filtered, and then each post with
    its findings marked in the text and explained beside it. It is one file that needs nothing else: no network,
    no server. Nothing of a post can run in it.

    Without -o the page goes to standard output, everything else to standard error.

    \b
    Exit codes:
      0    whatever the findings are
      2    wrong usage, settings or rules, files that cannot be read, internal
           errors; what can be judged still is in the page
      130  interrupted
    """  # noqa: D301 - click reads \b
    others = other_options(given)
    wishes = Wishes(**{wish.name: others.pop(wish.name) for wish in fields(Wishes) if wish.name in others})
    others |= {"output_format": "full", "color": "auto", "statistics": False, "show_passes": False}
    options = Options(**others, wishes=wishes)
    if options.output_file is None and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("a page is too long for a terminal: name a file, such as '-o report.html'")
    settings = read_settings(given)
    wishes.check(settings, reads_stdin=options.reads_stdin)
    earlier = read_earlier(compare) if compare is not None else None
    errors = run(settings, options, earlier)
    click.get_current_context().exit(2 if errors else 0)


def run(settings: Settings, options: Options, earlier: Earlier | None) -> tuple[JdlintError, ...]:
    """Write the report on the posts that the command line names, and return what went wrong; with broken rules there is no page."""
    aside = error_look()
    loaded = load_rules(settings, options)
    if loaded.errors:
        show_problems(loaded.errors, (), aside)
        return loaded.errors
    prepared = prepare(loaded, settings, options)
    narrowing = prepared.narrowing
    with progress(narrowing.files, wanted=not options.quiet) as files:
        jobs = options.processes_for(narrowing.files)
        entries, errors, notices = collect(files, narrowing.files, prepared.plan, read_stdin, jobs)
    errors = (*prepared.errors, *errors)
    show_problems(errors, () if options.quiet else (*prepared.notices, *narrowing.notices, *notices), aside)
    today = prepared.plan.circumstances.today
    comparison = compare(earlier, [entry.data for entry in entries]) if earlier is not None else None
    rules = {rule.id: rule for rule in loaded.linter.ruleset.rules}
    text = render(ReportPage(entries, errors, rules, today, _about(settings, options, prepared), comparison))
    if options.output_file is None:
        show_data(text)
    else:
        write_file(text, options.output_file)
        if not options.quiet:
            size = f"{len(text.encode('utf-8', 'replace')) / 1_000_000:.1f} MB"
            show_aside(f"{options.output_file}: written, with {plural(len(entries), 'post')}, {size}\n")
    return errors


def _about(settings: Settings, options: Options, prepared: Prepared) -> list[str]:
    """What readers of the page are to know of how it was made."""
    said = []
    if settings.profile != "default":
        said.append(f"profile {settings.profile}")
    if settings.family is not None:
        said.append(f"judged as {settings.family}")
    if prepared.narrowing.baseline is not None:
        said.append("without the findings of the baseline")
    if options.wishes.diff_base is not None:
        said.append(f"only findings on lines that changed since {options.wishes.diff_base}")
    if options.wishes.no_suppressions:
        said.append("with the findings that posts suppress")
    return said
