"""What is different from an earlier report, as a part of the page and as a column of its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jdlint.output.look import plural
from jdlint.output.scorecard_words import fact_word
from jdlint.web.markup import Markup, element, joined
from jdlint.web.report.comparing import Comparison, LevelChange, PostChange
from jdlint.web.report.post_data import FindingData, PostData
from jdlint.web.report.words import day_in_words, label_of, part, rule_link

_SIGNS = {1: ("up", "▲"), -1: ("down", "▼")}


def change_cell(change: PostChange | None) -> Markup:
    """The cell of a post: how many levels rose and fell."""
    if change is None:
        return element("td", {"class": "number", "data-sort": 0})
    if change.is_new:
        return element("td", {"class": "number", "data-sort": 0}, element("span", {"class": "chip"}, "new"))
    said = (_moved(way, count) for way, count in ((1, change.up), (-1, change.down)) if count)
    return element("td", {"class": "number", "data-sort": change.up - change.down}, *said)


def _moved(way: int, count: int) -> Markup:
    tone, sign = _SIGNS[way]
    hidden = element("span", {"class": "visually-hidden"}, f" {tone} ")
    return element("span", {"class": tone}, f"{sign}{count}", hidden)


def changes_part(comparison: Comparison, posts: Mapping[str, PostData]) -> Markup:
    """The posts that are different, each with what is; then those that are gone. ``posts`` are by their keys."""
    since = f" since {day_in_words(comparison.day)}" if comparison.day else " since the earlier report"
    entries = [
        _entry(key, post, comparison.posts[post.path]) for key, post in posts.items() if post.path in comparison.posts
    ]
    gone = (
        element("li", {}, element("code", {}, post.path), None if post.title == post.path else f" {post.title}")
        for post in comparison.gone
    )
    return part(
        "changes",
        f"What changed{since}",
        element("p", {"class": "soft"}, _summary(comparison)),
        element("div", {"class": "changes"}, *entries),
        joined(element("h3", {}, "No longer here"), element("ul", {}, *gone)) if comparison.gone else None,
    )


def _summary(comparison: Comparison) -> str:
    changes = comparison.posts.values()
    up, down = sum(change.up for change in changes), sum(change.down for change in changes)
    counts = [
        f"{plural(sum(not change.is_new for change in changes), 'post')} changed",
        f"{sum(change.is_new for change in changes)} new",
        f"{len(comparison.gone)} gone",
        f"{plural(up, 'level')} up",
        f"{down} down",
    ]
    if comparison.has_findings:
        counts.append(f"{plural(sum(len(change.found) for change in changes), 'finding')} new")
        counts.append(f"{sum(len(change.gone) for change in changes)} gone")
    else:
        counts.append("findings cannot be compared, as scorecards do not hold them")
    return "; ".join(counts) + "."


def _entry(key: str, post: PostData, change: PostChange) -> Markup:
    link = element("a", {"href": f"#{key}"}, post.title)
    if change.is_new:
        return element("p", {}, link, " ", element("span", {"class": "chip"}, "new"))
    return element("div", {"class": "changed"}, element("h3", {}, link), element("ul", {}, *_lines(change)))


def _lines(change: PostChange) -> Iterator[Markup]:
    yield from (element("li", {}, *_level(level)) for level in change.levels)
    for names, said in ((change.facts_now, "Now stated: "), (change.facts_lost, "No longer stated: ")):
        if names:
            yield element("li", {}, said, ", ".join(map(fact_word, names)))
    for findings, said in ((change.found, "New: "), (change.gone, "Gone: ")):
        if findings:
            yield element("li", {}, said, *_findings(findings))


def _level(change: LevelChange) -> Iterable[Markup | str]:
    tone, sign = _SIGNS.get(change.way, ("soft", "→"))
    yield element("span", {"class": tone, "aria-hidden": "true"}, f"{sign} ")
    yield f"{label_of(change.criterion)}: "
    yield _sign(change.before)
    yield " to "
    yield _sign(change.now)


def _sign(level: str) -> Markup:
    return element("span", {"class": "level", "data-level": level}, level.replace("-", " "))


def _findings(findings: Iterable[FindingData]) -> Iterator[Markup]:
    for number, finding in enumerate(findings):
        words = f" “{finding.words}”" if finding.words else ""
        yield joined(", " if number else None, rule_link(finding.rule), words)
