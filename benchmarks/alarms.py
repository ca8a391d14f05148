"""How often each rule fires on real posts, and whether its hits are right.

    python benchmarks/alarms.py [--posts N] [--rule ID ...] [--sample N] [--record]

All posts of the corpus (``dev`` and ``unlabelled``) are linted, or the first N of a seeded order. For each rule: the
share of posts on which it fires, and the precision of the hits that somebody has read. ``--sample`` prints hits with
their context and their key. Verdicts stand in ``benchmarks/verdicts/*.tsv``: rule, key, ``right`` or ``wrong``, and a word
of reason; a key is a hash of rule and words around the place, so that no text of a post is kept. A verdict counts only
while its hit is found. ``--record`` writes ``rules/_accuracy/alarms.yaml`` and ``docs/alarms.md``.

Few tools are young enough for anybody to ask for too many years of them. So the rules that compare years with the age of a
tool are also run as on an early day, and the verdicts on what they find then judge whether a number is bound to its tool.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from alarm_figures import RuleFigures, record, table
from labels import CORPUS

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.experience import TOOL_AGE, ExperienceCheck, ExperienceOptions
from jdlint.engine import lint
from jdlint.finding import Span
from jdlint.linter import Linter, load_linter, read
from jdlint.post.post import Post
from jdlint.post.source import Source, make_source, read_source
from jdlint.ruleset.rule import Rule

VERDICTS = Path(__file__).resolve().parent / "verdicts"
SEED = 7
# The day on which the figures were recorded last: laws, deadlines and ages are reckoned by it.
TODAY = Circumstances(date(2026, 11, 25))
EARLY = Circumstances(date(2005, 1, 1))
MARKDOWN, PLAIN = "markdown", "plain"

Verdicts = Mapping[tuple[str, str], bool]


@dataclass(frozen=True)
class Hit:
    """A finding in a post."""

    source: Source
    rule: str
    level: str | None
    span: Span
    message: str

    @property
    def key(self) -> str:
        """A hash of the post's text around the place, and of the rule."""
        text = " ".join(self.source.text[max(0, self.span.start - 60) : self.span.end + 60].split())
        return hashlib.sha256(f"{self.rule}|{self.level}|{text}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Hits:
    """The findings by rule, and those that rules have only as on an early day."""

    today: Mapping[str, list[Hit]] = field(default_factory=lambda: defaultdict(list))
    early: Mapping[str, list[Hit]] = field(default_factory=lambda: defaultdict(list))


def read_posts() -> Iterator[tuple[str, Source]]:
    """All posts of the corpus, each with its form: Markdown or plain text."""
    for path in sorted((CORPUS / "dev" / "posts").glob("*.md")):
        yield MARKDOWN, read_source(path.read_bytes(), path.name)
    for form in (MARKDOWN, PLAIN):
        for line in (CORPUS / "unlabelled" / f"{form}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield form, make_source(row["text"].removeprefix("\ufeff"), row["id"])


def find_hits(linter: Linter, posts: Iterable[Source], rules: Sequence[str]) -> Hits:
    """The findings of each rule; ``rules`` are the ids to run, all when empty."""
    chosen = [rule for rule in linter.ruleset.rules if not rules or rule.id in rules or rule.builtin]
    aged = [rule for rule in chosen if isinstance(rule.options, ExperienceOptions) and rule.options.check == TOOL_AGE]
    hits = Hits()
    for source in posts:
        post = read(linter, source)
        for found in lint(post, chosen, linter.ruleset.families, circumstances=TODAY).findings:
            hits.today[found.rule].append(Hit(source, found.rule, found.level, found.span, found.message))
        for rule in aged:
            hits.early[rule.id].extend(_early_hits(rule, post))
    return hits


def _early_hits(rule: Rule, post: Post) -> Iterator[Hit]:
    for match in ExperienceCheck().judge(rule.options, post, EARLY).matches:
        yield Hit(post.source, rule.id, None, match.span, "as on an early day")


def read_verdicts() -> Verdicts:
    """Whether a hit is right, by rule and key."""
    lines = (line for path in sorted(VERDICTS.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines())
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(row[0], row[1]): row[2] == "right" for row in rows}


def measure(rule: Rule, hits: Hits, markdown: frozenset[str], verdicts: Verdicts) -> RuleFigures:
    """How often a rule fires, and how many of its hits were read and were right."""
    fired = {hit.source.path for hit in hits.today[rule.id]}
    keys = {hit.key for hit in hits.today[rule.id]}
    judged = keys.union(hit.key for hit in hits.early[rule.id])
    read_hits = [verdicts[rule.id, key] for key in judged if (rule.id, key) in verdicts]
    return RuleFigures(rule, len(fired), len(fired & markdown), len(keys), len(read_hits), sum(read_hits))


def main() -> None:
    """Print a row for each rule, and samples of its hits when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, help="how many posts, by default all")
    parser.add_argument("--rule", action="append", default=[], help="only this rule; can be given again")
    parser.add_argument("--sample", type=int, default=0, help="print so many hits of each rule")
    parser.add_argument("--record", action="store_true", help="write the figures; needs all posts and rules")
    arguments = parser.parse_args()
    if arguments.record and (arguments.posts or arguments.rule):
        parser.error("--record needs all posts and all rules")
    linter, errors = load_linter()
    for error in errors:
        print(f"error: {error} ({error.hint})")
    posts = list(read_posts())
    random.Random(SEED).shuffle(posts)
    posts = posts[: arguments.posts]
    hits = find_hits(linter, (source for _, source in posts), arguments.rule)
    verdicts = read_verdicts()
    markdown = frozenset(source.path for form, source in posts if form == MARKDOWN)
    chosen = [rule for rule in linter.ruleset.rules if not arguments.rule or rule.id in arguments.rule]
    figures = [measure(rule, hits, markdown, verdicts) for rule in chosen]
    print("\n".join(table(figures, len(posts), len(markdown))))
    if arguments.record:
        record(figures, len(posts), len(markdown))
    for rule in chosen:
        _print_sample(hits.today[rule.id], arguments.sample, verdicts)


def _print_sample(hits: Sequence[Hit], size: int, verdicts: Verdicts) -> None:
    by_post = list({hit.source.path: hit for hit in hits}.values())
    for hit in random.Random(SEED).sample(by_post, min(size, len(by_post))):
        span, text = hit.span, hit.source.text
        before = " ".join(text[max(0, span.start - 100) : span.start].split())
        after = " ".join(text[span.end : span.end + 100].split())
        matched = " ".join(text[span.start : span.end].split())[:200]
        known = verdicts.get((hit.rule, hit.key))
        mark = "" if known is None else " right" if known else " wrong"
        print(f"\n{hit.rule}\t{hit.key}{mark}\t{hit.source.path}: {hit.message}\n  …{before} >>>{matched}<<< {after}…")


if __name__ == "__main__":
    main()
