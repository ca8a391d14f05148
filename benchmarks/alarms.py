"""How often each rule fires on real posts, and whether its hits are right.

    python benchmarks/alarms.py [--posts N] [--rule ID ...] [--sample N] [--markdown FILE]

All posts of the corpus (``dev`` and ``unlabelled``) are linted, or the first N of a seeded order. For each rule: the
share of posts on which it fires, and the precision of the hits that somebody has read. ``--sample`` prints hits with
their context and their key. Verdicts stand in ``benchmarks/verdicts/*.tsv``: rule, key, ``right`` or ``wrong``, and a word
of reason; a key is a hash of post, place and rule, so that no text of a post is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from labels import CORPUS

from jdlint.finding import Finding
from jdlint.linter import Linter, lint_source, load_linter
from jdlint.post.source import Source, make_source, read_source

VERDICTS = Path(__file__).resolve().parent / "verdicts"
SEED = 7


@dataclass(frozen=True)
class Hit:
    """A finding in a post."""

    source: Source
    finding: Finding

    @property
    def key(self) -> str:
        """A hash of the post's text around the place, and of the rule."""
        span = self.finding.span
        text = " ".join(self.source.text[max(0, span.start - 60) : span.end + 60].split())
        return hashlib.sha256(f"{self.finding.rule}|{self.finding.level}|{text}".encode()).hexdigest()[:16]


def read_posts() -> Iterator[Source]:
    """All posts of the corpus."""
    for path in sorted((CORPUS / "dev" / "posts").glob("*.md")):
        yield read_source(path.read_bytes(), path.name)
    for name in ("markdown", "plain"):
        for line in (CORPUS / "unlabelled" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield make_source(row["text"].removeprefix("\ufeff"), row["id"])


def find_hits(linter: Linter, posts: Sequence[Source], rules: Sequence[str]) -> dict[str, list[Hit]]:
    """The findings of each rule; ``rules`` are the ids to run, all when empty."""
    chosen = [rule for rule in linter.ruleset.rules if not rules or rule.id in rules or rule.builtin]
    hits: dict[str, list[Hit]] = defaultdict(list)
    for source in posts:
        for finding in lint_source(linter, source, chosen).findings:
            hits[finding.rule].append(Hit(source, finding))
    return hits


def read_verdicts() -> dict[tuple[str, str], bool]:
    """Whether a hit is right, by rule and key."""
    lines = (line for path in sorted(VERDICTS.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines())
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(row[0], row[1]): row[2] == "right" for row in rows}


def main() -> None:
    """Print a row for each rule, and samples of its hits when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, help="how many posts, by default all")
    parser.add_argument("--rule", action="append", default=[], help="only this rule; can be given again")
    parser.add_argument("--sample", type=int, default=0, help="print so many hits of each rule")
    parser.add_argument("--markdown", type=Path, help="write the table")
    arguments = parser.parse_args()
    linter, errors = load_linter()
    for error in errors:
        print(f"error: {error} ({error.hint})")
    posts = list(read_posts())
    random.Random(SEED).shuffle(posts)
    posts = posts[: arguments.posts]
    hits = find_hits(linter, posts, arguments.rule)
    verdicts = read_verdicts()
    table = ["| rule | severity | posts | share | read | precision |", "|---|---|---|---|---|---|"]
    chosen = [rule.id for rule in linter.ruleset.rules if not arguments.rule or rule.id in arguments.rule]
    table += [_row(rule, hits[rule], len(posts), verdicts) for rule in chosen]
    print("\n".join(table))
    if arguments.markdown:
        arguments.markdown.write_text("\n".join(table) + "\n", encoding="utf-8")
    for rule_id, found in hits.items():
        if arguments.sample and (not arguments.rule or rule_id in arguments.rule):
            _print_sample(rule_id, found, arguments.sample, verdicts)


def _row(rule: str, hits: Sequence[Hit], posts: int, verdicts: Mapping[tuple[str, str], bool]) -> str:
    severities = sorted({hit.finding.severity.label for hit in hits})
    fired = len({hit.source.path for hit in hits})
    known = [right for (name, _), right in verdicts.items() if name == rule]
    precision = f"{sum(known) / len(known):.2f}" if known else "–"
    return f"| {rule} | {', '.join(severities) or '–'} | {fired} | {fired / posts:.1%} | {len(known)} | {precision} |"


def _print_sample(rule: str, hits: Sequence[Hit], size: int, verdicts: Mapping[tuple[str, str], bool]) -> None:
    by_post = list({hit.source.path: hit for hit in hits}.values())
    for hit in random.Random(SEED).sample(by_post, min(size, len(by_post))):
        span, text = hit.finding.span, hit.source.text
        before = " ".join(text[max(0, span.start - 100) : span.start].split())
        after = " ".join(text[span.end : span.end + 100].split())
        matched = " ".join(text[span.start : span.end].split())[:200]
        known = verdicts.get((rule, hit.key))
        mark = "" if known is None else " right" if known else " wrong"
        print(
            f"\n{rule}\t{hit.key}{mark}\t{hit.source.path}: {hit.finding.message}\n  …{before} >>>{matched}<<< {after}…"
        )


if __name__ == "__main__":
    main()
