"""Posts to the entries of a report: each is judged, scored and written as a section, or taken from an earlier run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache

from jdlint.caching.store import digest
from jdlint.discovery import STDIN
from jdlint.engine import Result
from jdlint.errors import JdlintError
from jdlint.linter import read
from jdlint.post.post import Post
from jdlint.post.source import Source
from jdlint.post.tree_reader import read_tree
from jdlint.record import Record
from jdlint.runner import Plan, judge_files, lint_one
from jdlint.scorecard import score
from jdlint.web.markup import Markup
from jdlint.web.report.post_data import FindingData, PostData, data_of
from jdlint.web.report.post_section import PostSection, post_section
from jdlint.web.report.reported import ReportedPost

_SHORTEST_KEY = 5


class Entry(Record, eq=False):
    """A post of a report: what is counted of it, and its section."""

    data: PostData
    section: PostSection


def collect(
    files: Iterable[str], names: Sequence[str], plan: Plan, read_stdin: Callable[[int], bytes], processes: int = 1
) -> tuple[tuple[Entry, ...], tuple[JdlintError, ...], tuple[str, ...]]:
    """The entries of some files (paths, or ``"-"``), whose ``names`` are known before; the errors; the notices."""
    keys = short_keys([plan.stdin_name if name == STDIN else name for name in names])
    return judge_files(files, plan, read_stdin, lambda source: _entry(source, plan, keys[source.path]), processes)


def short_keys(paths: Iterable[str]) -> Mapping[str, str]:
    """A short key for each path, which is the same in every report that does not hold very many posts."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for path in dict.fromkeys(paths):
        whole = digest(path.encode("utf-8", "surrogatepass"))
        lengths = range(_SHORTEST_KEY, len(whole) + 1)
        keys[path] = next(key for length in lengths if (key := f"p{whole[:length]}") not in taken)
        taken.add(keys[path])
    return keys


def _entry(source: Source, plan: Plan, key: str) -> Entry:
    @cache
    def post() -> Post:
        return read(plan.linter, source)

    result = lint_one(source, plan, post).result

    def make() -> Entry:
        return _made(post(), result, plan, key)

    if plan.kept is None:
        return make()
    # A baseline leaves out other findings in another run, so the result is part of what the entry hangs on.
    others = f"{key}\0{result!r}"
    return _unpacked(key, plan.kept.text("report", source, plan.rules, others, lambda: _packed(make())))


def _made(post: Post, result: Result, plan: Plan, key: str) -> Entry:
    card = score(post, plan.linter.ruleset.rules, plan.linter.ruleset.families, plan.family, plan.circumstances)
    reported = ReportedPost(key, post.source, post.document.front_matter, read_tree(post.source), result, card)
    return Entry(data_of(reported), post_section(reported))


def _packed(entry: Entry) -> str:
    section = entry.section
    return json.dumps([asdict(entry.data), section.header, section.glance, section.text, section.notes])


def _unpacked(key: str, text: str) -> Entry:
    data, *parts = json.loads(text)
    findings = tuple(FindingData(**finding) for finding in data.pop("findings"))
    not_evaluated = tuple((rule, reason) for rule, reason in data.pop("not_evaluated"))
    return Entry(
        PostData(**data, findings=findings, not_evaluated=not_evaluated), PostSection(key, *map(Markup, parts))
    )
