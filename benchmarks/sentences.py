"""How well the criteria's patterns judge labelled sentences, apart from the reading of posts.

    python benchmarks/sentences.py [CRITERION ...] [--split tune|held-out|all] [--misses] [--posts]

The parts and sentences are those of the labels, so that only the patterns are measured. Posts are split by
employer: about three in ten are held out, to be looked at once. The corpus is in ``JDLINT_CORPUS``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jdlint.checks import CHECKS
from jdlint.checks.criterion import CriterionOptions
from jdlint.phrases.tokens import tokenize
from jdlint.post.document import Run, TextView
from jdlint.post.post import Sentence
from jdlint.rules_dir import shipped_rules
from labels import CORPUS, split_of as _side

from jdlint.ruleset.family_file import parse_family
from jdlint.ruleset.loader import load_rules

CORPUS = Path(os.environ.get("JDLINT_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "corpus"))
HELD_OUT = 0.3


@dataclass(frozen=True)
class Labelled:
    """A sentence with its labels: criterion to level (1 or 2)."""

    post: str
    line: int
    part: str
    text: str
    labels: Mapping[str, int]


def is_held_out(organisation: str) -> bool:
    """Whether an employer's posts are kept for the end."""
    return int(hashlib.sha256(organisation.strip().lower().encode()).hexdigest()[:8], 16) / 2**32 < HELD_OUT


def split_of(corpus: Path) -> dict[str, str]:
    """``tune`` or ``held-out`` for each post of ``dev``."""
    rows = map(json.loads, (corpus / "dev" / "index.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["post"]: "held-out" if is_held_out(row["organisation"]) else "tune" for row in rows}


def read_sentences(corpus: Path) -> Iterator[Labelled]:
    """All labelled sentences, in the order of the posts."""
    lines: dict[str, list[str]] = {}
    for row in map(json.loads, (corpus / "dev" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()):
        if row["post"] not in lines:
            text = (corpus / "dev" / "posts" / row["post"]).read_bytes().decode("utf-8-sig")
            lines[row["post"]] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        text = lines[row["post"]][row["line"] - 1][row["column"] - 1 : row["end_column"] - 1]
        yield Labelled(row["post"], row["line"], row["part"], _plain(text), row["labels"])


def _plain(text: str) -> str:
    return text.strip().lstrip("*-•·#> \t").replace("**", "").replace("__", "").strip()


def main() -> None:
    """Print precision and recall of level 2 by sentence and by post, and of being touched at all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("criteria", nargs="*")
    parser.add_argument("--split", choices=("tune", "held-out", "all"), default="tune")
    parser.add_argument("--misses", action="store_true", help="print the sentences that are judged wrongly")
    parser.add_argument("--posts", action="store_true", help="print the posts that are judged wrongly")
    arguments = parser.parse_args()
    ruleset, errors = load_rules([shipped_rules()], CHECKS, parse_family)
    for error in errors:
        print(f"error: {error} ({error.hint})")
    splits = split_of(CORPUS)
    sentences = [s for s in read_sentences(CORPUS) if arguments.split in ("all", splits[s.post])]
    rows = map(json.loads, (CORPUS / "dev" / "labels.jsonl").read_text(encoding="utf-8").splitlines())
    posts = {row["post"]: row for row in rows if arguments.split in ("all", splits[row["post"]])}
    prepared = []
    for index, s in enumerate(sentences):
        view = TextView(s.text, (Run(0, len(s.text), 0, len(s.text)),) if s.text else ())
        tokens = tokenize(s.text)
        prepared.append(Sentence(view, tokens, ruleset.book.scan(tokens), s.part, 0, index, s.line))
    print(f"{len(posts)} posts, {len(sentences)} sentences")
    for rule in ruleset.rules:
        if not isinstance(rule.options, CriterionOptions) or (arguments.criteria and rule.id not in arguments.criteria):
            continue
        field = rule.id.replace("-", "_")
        levels = [_level(rule.options, sentence) for sentence in prepared]
        _print_sentences(field, sentences, levels)
        _print_posts(field, sentences, levels, posts, names=arguments.posts)
        if arguments.misses:
            _print_misses(field, sentences, levels)


def _level(options: CriterionOptions, sentence: Sentence) -> int:
    if sentence.part in options.skip_parts or sentence.part == "title":
        return 0
    for level, patterns in ((2, options.concrete), (1, options.generic)):
        if any(next(pattern.find(sentence, frozenset()), None) for pattern in patterns):
            return level
    return 0


def _print_sentences(field: str, sentences: list[Labelled], levels: list[int]) -> None:
    for name, least in (("concrete", 2), ("touched", 1)):
        pairs = Counter(
            (s.labels.get(field, 0) >= least, level >= least) for s, level in zip(sentences, levels, strict=True)
        )
        hit, wrong, miss = pairs[True, True], pairs[False, True], pairs[True, False]
        print(f"{field} by sentence, {name}: precision {hit}/{hit + wrong} recall {hit}/{hit + miss}")


def _print_posts(
    field: str,
    sentences: list[Labelled],
    levels: list[int],
    posts: Mapping[str, dict[str, dict[str, object]]],
    *,
    names: bool,
) -> None:
    found: dict[str, int] = defaultdict(int)
    for s, level in zip(sentences, levels, strict=True):
        found[s.post] = max(found[s.post], level)
    table: Counter[tuple[object, int]] = Counter()
    for post, row in posts.items():
        label = row[field]["level"]
        if label != "n/a":
            table[label, found[post]] += 1
            if names and (label == 2) != (found[post] == 2):
                print(f"  {post}: label {label} {row[field]['lines']}, found {found[post]}")
    total = sum(table.values())
    right = sum(count for (label, level), count in table.items() if (label == 2) == (level == 2))
    print(
        f"{field} by post: concrete or not {right / total:.2f} kappa {_kappa(table):.2f}; table (label, found): "
        + " ".join(f"{key[0]}{key[1]}:{count}" for key, count in sorted(table.items(), key=str))
    )


def _kappa(table: Counter[tuple[object, int]]) -> float:
    total = sum(table.values())
    both = sum(n for (label, level), n in table.items() if label == 2 and level == 2) / total
    neither = sum(n for (label, level), n in table.items() if label != 2 and level != 2) / total
    left = sum(n for (label, _), n in table.items() if label == 2) / total
    right = sum(n for (_, level), n in table.items() if level == 2) / total
    chance = left * right + (1 - left) * (1 - right)
    return 1.0 if chance == 1 else (both + neither - chance) / (1 - chance)


def _print_misses(field: str, sentences: list[Labelled], levels: list[int]) -> None:
    for s, level in zip(sentences, levels, strict=True):
        label = s.labels.get(field, 0)
        if (label == 2) != (level == 2):
            print(f"{label}->{level} [{s.post}:{s.line} {s.part}] {s.text[:260]}")


if __name__ == "__main__":
    main()
