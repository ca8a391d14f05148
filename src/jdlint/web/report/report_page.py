"""The whole report as one page."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from jdlint.errors import JdlintError
from jdlint.output.look import plural
from jdlint.record import Record
from jdlint.ruleset.rule import Rule
from jdlint.version import installed_version
from jdlint.web.markup import Markup, data_element, element, packed_element
from jdlint.web.page import page, theme_switch
from jdlint.web.report import overview
from jdlint.web.report.changes_part import change_cell, changes_part
from jdlint.web.report.collecting import Entry
from jdlint.web.report.comparing import Comparison
from jdlint.web.report.filters import filters
from jdlint.web.report.post_data import PostData
from jdlint.web.report.rules_list import rules_list
from jdlint.web.report.stored import ELEMENT, stored_data
from jdlint.web.report.table import criteria_of, table
from jdlint.web.report.words import day_in_words, part

# Above this many posts, what stands beside their texts is packed, which makes the page a third as large.
PACKED_FROM = 100
_STYLES = ("look.css", "report.css", "report-post.css")
_SCRIPTS = ("report-page.js", "report-table.js", "report-posts.js", "report-evidence.js")


class ReportPage(Record, eq=False):
    """All that a report shows: its posts, the files that are not among them, all rules, and what it was made of.

    ``about`` says in words what was left out or asked for. ``comparison`` is with an earlier report.
    """

    entries: Sequence[Entry]
    errors: Sequence[JdlintError]
    rules: Mapping[str, Rule]
    day: date
    about: Sequence[str] = ()
    comparison: Comparison | None = None

    @property
    def posts(self) -> Mapping[str, PostData]:
        """The data of the posts by their keys."""
        return {entry.section.key: entry.data for entry in self.entries}


def render(report: ReportPage) -> str:
    """The report as HTML."""
    title = _title(report)
    packed = len(report.entries) > PACKED_FROM
    return page(
        title,
        _STYLES,
        ("theme.js",),
        _SCRIPTS,
        element("a", {"class": "skip-link button", "href": "#main"}, "Skip to the report"),
        _top(report, title),
        element(
            "main", {"id": "main", "data-view": "all" if len(report.entries) == 1 else "table"}, *_main(report, packed)
        ),
        data_element(ELEMENT, stored_data(report.posts, report.day)),
        packed_element("jdlint-packed", _pack(report.entries)) if packed else None,
    )


def _title(report: ReportPage) -> str:
    count = len(report.entries)
    if not count:
        return "No job post was read"
    said = "this job post says" if count == 1 else f"these {count} job posts say"
    leaves = "leaves" if count == 1 else "leave"
    return f"What {said}, and what {'it' if count == 1 else 'they'} {leaves} open"


def _top(report: ReportPage, title: str) -> Markup:
    made = f"{day_in_words(report.day)} · jdlint {installed_version() or ''}".strip()
    about = [made, *report.about]
    return element(
        "header",
        {"class": "top"},
        element("div", {}, element("h1", {}, title), element("p", {"class": "soft small"}, " · ".join(about))),
        theme_switch(),
    )


def _main(report: ReportPage, packed: bool) -> Iterable[Markup | None]:
    data = list(report.posts.values())
    many = len(data) > 1
    yield element(
        "div",
        {"id": "overview"},
        overview.errors_part(report.errors),
        _table_part(report) if many else None,
        changes_part(report.comparison, report.posts) if report.comparison else None,
        _counted(data) if many else None,
    )
    yield element(
        "div",
        {"id": "posts"},
        _hint_without_scripts() if packed else None,
        *(entry.section.article(whole=not packed) for entry in report.entries),
    )
    yield _rules_part(report, data)


def _counted(posts: Sequence[PostData]) -> Markup:
    others = element("div", {}, overview.facts(posts), overview.stages(posts), overview.not_judged(posts))
    return element("div", {"class": "columns"}, overview.by_rule(posts), others)


def _table_part(report: ReportPage) -> Markup:
    posts = report.posts
    cells = None
    if report.comparison is not None:
        changes = report.comparison.posts
        cells = {key: change_cell(changes.get(post.path)) for key, post in posts.items()}
    return element(
        "section",
        {"class": "part", "id": "side-by-side", "aria-label": "Posts side by side"},
        overview.counts(list(posts.values())),
        filters(list(posts.values())),
        element("div", {"class": "scroller"}, table(posts, cells)),
        overview.legend(),
    )


def _hint_without_scripts() -> Markup:
    said = "In a report of this size, what stands beside the posts is put there by a script: without scripts there are the posts alone."
    return element("p", {"class": "unscripted"}, said)


def _rules_part(report: ReportPage, posts: Iterable[PostData]) -> Markup | None:
    posts = list(posts)
    ids = {finding.rule for post in posts for finding in post.findings} | set(criteria_of(posts))
    ids |= {rule for post in posts for rule, _ in post.not_evaluated}
    rules = [report.rules[rule_id] for rule_id in ids if rule_id in report.rules]
    if not rules:
        return None
    lead = f"The {plural(len(rules), 'rule')} that this report speaks of, each with its question, why it is asked, and its sources."
    return part("rules", "Rules", element("p", {"class": "soft"}, lead), rules_list(rules))


def _pack(entries: Iterable[Entry]) -> str:
    """What stands beside the texts of posts, in their order, deflated and in base 64."""
    parts = [[entry.section.glance, entry.section.notes] for entry in entries]
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeezer.compress(json.dumps(parts, separators=(",", ":")).encode()) + squeezer.flush()
    return base64.b64encode(data).decode()
