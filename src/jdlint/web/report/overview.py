"""What a report says of all its posts together: counts, findings by rule, facts and stages, and what could not be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from jdlint.errors import JdlintError
from jdlint.output.look import plural
from jdlint.output.scorecard_words import fact_word
from jdlint.web.bars import single
from jdlint.web.markup import Markup, element
from jdlint.web.report.post_data import PostData
from jdlint.web.report.words import GRAVEST_FIRST, part, rule_link, severity_mark

# So many rules are shown before the reader asks for more.
_COMMONEST = 15
_MEANINGS = (
    ("concrete", "a candidate could repeat a fact about this job"),
    ("generic", "it would fit any job"),
    ("absent", "nothing is said"),
    ("not-asked", "of this kind of job"),
    ("not-evaluated", "as it could not be judged"),
)


def counts(posts: Sequence[PostData]) -> Markup:
    """The numbers that are asked for first."""
    numbers: list[tuple[str, str | None]] = [(plural(len(posts), "post"), None)]
    for severity in GRAVEST_FIRST:
        found = sum(post.count(severity.label) for post in posts)
        numbers.append((plural(found, severity.label), severity.label))
    clear = sum(not post.findings and post.reason is None for post in posts)
    left_out = sum(post.left_out for post in posts)
    more = [f"{plural(clear, 'post')} without a finding"]
    if left_out:
        more.append(f"{plural(left_out, 'finding')} left out, as suppressed or in the baseline")
    return element(
        "ul",
        {"class": "counts"},
        *(
            element("li", {"class": "severity" if tone else None, "data-severity": tone}, text)
            for text, tone in numbers
        ),
        *(element("li", {"class": "soft"}, text) for text in more),
    )


def legend() -> Markup:
    """The signs of the table and what they mean."""
    entries = (
        element(
            "li",
            {},
            element("span", {"class": "level", "data-level": level}, level.replace("-", " ")),
            element("span", {"class": "soft"}, f" {meaning}"),
        )
        for level, meaning in _MEANINGS
    )
    return element("ul", {"class": "legend", "aria-label": "What the signs mean"}, *entries)


def by_rule(posts: Iterable[PostData]) -> Markup | None:
    """How many findings each rule has, in how many posts; the commonest first."""
    posts = list(posts)
    found = Counter((finding.rule, finding.severity) for post in posts for finding in post.findings)
    if not found:
        return None
    where = Counter(pair for post in posts for pair in {(f.rule, f.severity) for f in post.findings})
    ranked = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    rows = [
        element(
            "tr",
            {"data-severity": severity},
            element("th", {"scope": "row"}, rule_link(rule)),
            element("td", {}, severity_mark(severity)),
            element("td", {"class": "number"}, str(count)),
            element("td", {"class": "drawn"}, single(count, ranked[0][1], severity)),
            element("td", {"class": "number"}, str(where[rule, severity])),
        )
        for (rule, severity), count in ranked
    ]
    first, rest = rows[:_COMMONEST], rows[_COMMONEST:]
    more = element("summary", {}, f"{len(rest)} more") if rest else None
    return part(
        "rules-found",
        "Findings by rule",
        _ranked(first),
        element("details", {"class": "more"}, more, _ranked(rest)) if rest else None,
    )


def _ranked(rows: Iterable[Markup]) -> Markup:
    heads = (("Rule", None), ("Severity", None), ("Findings", 2), ("Posts", None))
    head = (element("th", {"scope": "col", "colspan": span}, name) for name, span in heads)
    table = element(
        "table", {"class": "ranked"}, element("thead", {}, element("tr", {}, *head)), element("tbody", {}, *rows)
    )
    return element("div", {"class": "wide"}, table)


def facts(posts: Iterable[PostData]) -> Markup | None:
    """In how many posts each fact is stated."""
    told = [{fact_word(name): bool(v) for name, v in post.facts.items() if v is not None} for post in posts]
    return part("facts", "Facts stated", shares) if (shares := _shares(told)) else None


def stages(posts: Iterable[PostData]) -> Markup | None:
    """How many posts speak of each stage of a model's life."""
    shares = _shares([post.stages for post in posts])
    lead = "How many posts speak, in their duties, of each stage from the question to the law."
    return part("stages", "Stages of a model’s life", element("p", {"class": "soft"}, lead), shares) if shares else None


def _shares(told: Sequence[Mapping[str, bool]]) -> Markup | None:
    names = dict.fromkeys(name for one in told for name in one)
    rows = []
    for name in names:
        asked = sum(name in one for one in told)
        yes = sum(one.get(name, False) for one in told)
        rows.append(
            element(
                "tr",
                {},
                element("th", {"scope": "row"}, name),
                element("td", {"class": "drawn"}, single(yes, asked, "told")),
                element("td", {"class": "number"}, f"{yes} of {asked}"),
            )
        )
    return element("table", {"class": "shares"}, element("tbody", {}, *rows)) if rows else None


def not_judged(posts: Iterable[PostData]) -> Markup | None:
    """Why rules could not judge posts, and which files were not judged at all."""
    posts = list(posts)
    whole = Counter(post.reason for post in posts if post.reason)
    single_rules = Counter(entry for post in posts for entry in post.not_evaluated)
    items: list[Markup] = [
        element("li", {}, f"{plural(count, 'file')} not judged at all: {reason}")
        for reason, count in whole.most_common()
    ]
    items += [
        element("li", {}, rule_link(rule), f" in {plural(count, 'post')}: {reason}")
        for (rule, reason), count in sorted(single_rules.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    if not items:
        return None
    lead = "A rule that cannot judge a post says so: it has neither passed nor failed there."
    return part("not-judged", "Not evaluated", element("p", {"class": "soft"}, lead), element("ul", {}, *items))


def errors_part(errors: Sequence[JdlintError]) -> Markup | None:
    """The files that are not in the report, and why."""
    items = (
        element("li", {}, element("code", {}, _where(error)), f" {error.message}", _hint(error)) for error in errors
    )
    return part("errors", "Could not be read", element("ul", {}, *items)) if errors else None


def _where(error: JdlintError) -> str:
    return ":".join(str(part) for part in (error.path or "jdlint", error.line, error.column) if part is not None)


def _hint(error: JdlintError) -> Markup | None:
    return element("span", {"class": "soft"}, f" ({error.hint})") if error.hint else None
