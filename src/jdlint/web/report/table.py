"""The table of a report: posts as rows, criteria as columns, each cell with the way to what shows its level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from jdlint.output.look import plural
from jdlint.web.bars import Share, stacked
from jdlint.web.markup import Markup, element
from jdlint.web.report.post_data import PostData
from jdlint.web.report.words import GRAVEST_FIRST, label_of

_JUDGED = ("concrete", "generic", "absent")
_WORDS = {"not-asked": "not asked", "not-evaluated": "not evaluated"}


def criteria_of(posts: Iterable[PostData]) -> tuple[str, ...]:
    """The ids of all criteria that posts were judged by, in the order of their scorecards."""
    return tuple(dict.fromkeys(name for post in posts for name in post.levels))


def table(posts: Mapping[str, PostData], changes: Mapping[str, Markup] | None = None) -> Markup:
    """The table of posts by their keys; ``changes`` are the cells of what changed since an earlier report, if any."""
    criteria = criteria_of(posts.values())
    rows = (_row(key, post, criteria, changes) for key, post in posts.items())
    columns: list[Markup] = [
        _head("post", "Post", "first"),
        _head("family", "Family", "family"),
        *(_criterion_head(name, list(posts.values())) for name in criteria),
        *([] if changes is None else [_head("change", "Change", "number")]),
        _head("facts", "Facts", "number"),
        _head("stages", "Stages", "number"),
        _head("findings", "Findings", "findings"),
    ]
    caption = element(
        "caption",
        {"class": "visually-hidden"},
        "Posts by criteria. Each cell opens what shows its level, or the question to answer; arrow keys move between cells.",
    )
    return element(
        "table",
        {"class": "posts", "id": "table"},
        caption,
        element("thead", {}, element("tr", {}, *columns)),
        element("tbody", {}, *rows),
    )


def _head(name: str, label: str, kind: str, more: Markup | None = None) -> Markup:
    button = element("button", {"type": "button", "class": "sort", "data-by": name}, label)
    return element("th", {"scope": "col", "class": kind}, button, more)


def _criterion_head(name: str, posts: Sequence[PostData]) -> Markup:
    counts = Counter(post.levels.get(name) for post in posts)
    shares = [Share(level, counts[level], level) for level in _JUDGED]
    return _head(name, label_of(name), "criterion", stacked(shares, total=sum(counts[level] for level in _JUDGED)))


def _row(key: str, post: PostData, criteria: Sequence[str], changes: Mapping[str, Markup] | None) -> Markup:
    named = element(
        "th",
        {"scope": "row"},
        element("a", {"href": f"#{key}", "class": "name"}, post.title),
        element("span", {"class": "path"}, post.path),
    )
    cells = (_cell(key, number, post.levels.get(name)) for number, name in enumerate(criteria, start=1))
    return element(
        "tr",
        {"data-post": key},
        named,
        element("td", {"class": "family"}, post.family_name if post.reason is None else "not judged"),
        *cells,
        None if changes is None else changes[key],
        element("td", {"class": "number"}, _of(post.facts.values())),
        element("td", {"class": "number"}, _of(post.stages.values())),
        element("td", {"class": "findings"}, *_counts(post)),
    )


def _cell(key: str, number: int, level: str | None) -> Markup:
    if level is None:
        return element("td")
    attributes = {"class": "level", "data-level": level, "href": f"#{key}c{number}"}
    return element("td", {}, element("a", attributes, _WORDS.get(level, level)))


def _of(told: Iterable[bool | None]) -> str | None:
    known = [value for value in told if value is not None]
    return f"{sum(known)}/{len(known)}" if known else None


def _counts(post: PostData) -> Iterable[Markup]:
    for severity in GRAVEST_FIRST:
        if count := post.count(severity.label):
            attributes = {"class": "severity", "data-severity": severity.label, "title": plural(count, severity.label)}
            word = element("span", {"class": "visually-hidden"}, f" {severity.label}s ")
            yield element("span", attributes, str(count), word)
