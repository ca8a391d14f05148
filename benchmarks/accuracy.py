"""How often jdlint's levels agree with the labels of real posts.

    python benchmarks/accuracy.py [LABELS_DIR] [--split tune|held-out|all] [--disagreements CRITERION]

``LABELS_DIR`` has ``posts/*.md``, ``labels.jsonl``, ``index.jsonl`` and ``sentences.jsonl``; by default it is
``dev`` in the folder that ``JDLINT_CORPUS`` names. Only a label of n/a leaves a post out: n/a or nothing where
the label has a level counts as wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from sentences import CORPUS, split_of

from jdlint.linter import Linter, load_linter, read
from jdlint.post.post import Post
from jdlint.post.source import read_source
from jdlint.scorecard import Scorecard, score

CRITERIA = (
    "business_problem",
    "role_impact",
    "ownership",
    "deployment",
    "operations",
    "metrics",
    "tech_environment",
    "data",
    "team",
    "role_type",
)
ML_AND_DATA = {"research", "ml-engineering", "data-science", "analytics", "data-engineering", "platform-mlops", "mixed"}


def kappa(pairs: Iterable[tuple[object, object]]) -> float:
    """Cohen's kappa of two readings, as pairs of their labels (Cohen 1960)."""
    table = Counter(pairs)
    total = sum(table.values())
    if not total:
        return float("nan")
    agreed = sum(count for (one, other), count in table.items() if one == other) / total
    ones, others = Counter[object](), Counter[object]()
    for (one, other), count in table.items():
        ones[one] += count
        others[other] += count
    chance = sum(ones[label] * others[label] for label in ones) / total**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def read_rows(path: Path) -> list[dict[str, object]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Print agreement and kappa by criterion, the accuracy of parts and families, and F1 of tool-only lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="?", type=Path, default=CORPUS / "dev")
    parser.add_argument("--split", choices=("tune", "held-out", "all"), default="tune")
    parser.add_argument("--disagreements", metavar="CRITERION")
    arguments = parser.parse_args()
    linter, errors = load_linter()
    for error in errors:
        print(f"error: {error} ({error.hint})")
    splits = split_of(arguments.labels.parent)
    labels = {
        str(row["post"]): row
        for row in read_rows(arguments.labels / "labels.jsonl")
        if arguments.split in ("all", splits[str(row["post"])])
    }
    posts = {name: _read(linter, arguments.labels / "posts" / name) for name in labels}
    cards = {name: score(post, linter.ruleset.rules, linter.ruleset.families) for name, post in posts.items()}
    print(f"{len(posts)} posts ({arguments.split})")
    for field in CRITERIA:
        _print_criterion(field, labels, cards)
        if arguments.disagreements in (field, field.replace("_", "-")):
            _print_disagreements(field, labels, cards, posts)
    _print_family(labels, cards, names=arguments.disagreements == "family")
    _print_tool_lists(labels, cards, names=arguments.disagreements == "tool_lists", posts=posts)
    _print_parts(arguments.labels, posts, names=arguments.disagreements == "parts")


def _read(linter: Linter, path: Path) -> Post:
    return read(linter, read_source(path.read_bytes(), path.name))


def _level(card: Scorecard, field: str) -> object:
    found = card.criteria.get(field.replace("_", "-"))
    return None if found is None else found.level


def _pairs(
    field: str, labels: Mapping[str, dict[str, dict[str, object]]], cards: Mapping[str, Scorecard]
) -> list[tuple[str, object, object]]:
    return [
        (name, row[field]["level"], _level(cards[name], field))
        for name, row in labels.items()
        if row[field]["level"] != "n/a"
    ]


def _print_criterion(field: str, labels: Mapping, cards: Mapping[str, Scorecard]) -> None:  # type: ignore[type-arg]
    pairs = _pairs(field, labels, cards)
    ml = [pair for pair in pairs if labels[pair[0]]["role_type"]["family"] in ML_AND_DATA]
    agreed = sum(label == level for _, label, level in pairs) / len(pairs)
    found = [(label != 2, level != 2) for _, label, level in ml]
    both = sum(one and other for one, other in found)
    flagged, wanted = sum(other for _, other in found), sum(one for one, _ in found)
    table = Counter(f"{label}{'-' if level is None else level}" for _, label, level in pairs)
    print(
        f"{field:17} exact {agreed:.2f} kappa {kappa((a, b) for _, a, b in pairs):+.2f} | concrete or not, ML and data: "
        f"kappa {kappa(found):+.2f} finding precision {both}/{flagged} recall {both}/{wanted} | "
        + " ".join(f"{key}:{count}" for key, count in sorted(table.items()))
    )


def _print_disagreements(
    field: str, labels: Mapping, cards: Mapping[str, Scorecard], posts: Mapping[str, Post]
) -> None:  # type: ignore[type-arg]
    for name, label, level in _pairs(field, labels, cards):
        if (label == 2) == (level == 2):
            continue
        print(f"\n{name} label {label}, found {level} ({labels[name]['role_type']['family']}) {labels[name]['notes']}")
        for line in labels[name][field].get("lines", ()):
            print(f"  label {line}: {posts[name].source.line_text(line)[:300]}")
        card = cards[name].criteria.get(field.replace("_", "-"))
        for span in card.evidence if card else ():
            sentence = next((s for s in posts[name].sentences if s.span.start <= span.start < s.span.end), None)
            print(
                f"  found {sentence.line if sentence else '?'} [{sentence.part if sentence else ''}]: {posts[name].source.text[span.start : span.end][:300]}"
            )


def _print_family(labels: Mapping, cards: Mapping[str, Scorecard], *, names: bool) -> None:  # type: ignore[type-arg]
    pairs = [(row["role_type"]["family"], cards[name].family, name) for name, row in labels.items()]
    right = sum(label == found for label, found, _ in pairs)
    inside = sum((label in ML_AND_DATA) == (found in ML_AND_DATA) for label, found, _ in pairs)
    print(
        f"family            accuracy {right / len(pairs):.2f}; inside or outside ML and data {inside / len(pairs):.2f}"
    )
    for label, found, name in sorted(pairs, key=str):
        if names and label != found:
            print(f"  {name}: label {label}, found {found}")


def _print_tool_lists(
    labels: Mapping, cards: Mapping[str, Scorecard], *, names: bool, posts: Mapping[str, Post]
) -> None:  # type: ignore[type-arg]
    hit = found = wanted = 0
    for name, row in labels.items():
        label = {line for first, last in row["tool_lists"] for line in range(first, last + 1)}
        ours = {line for first, last in cards[name].tool_lists for line in range(first, last + 1)}
        text = [posts[name].source.line_text(line).strip() for line in range(1, posts[name].source.line_count + 1)]
        label, ours = {n for n in label if n <= len(text) and text[n - 1]}, {n for n in ours if text[n - 1]}
        hit, found, wanted = hit + len(label & ours), found + len(ours), wanted + len(label)
        if names:
            for line in sorted(label ^ ours):
                print(f"  {name}:{line} {'missed' if line in label else 'extra '} {text[line - 1][:160]}")
    print(
        f"tool_lists        by line: precision {hit}/{found} recall {hit}/{wanted} F1 {2 * hit / max(1, found + wanted):.2f}"
    )


def _print_parts(folder: Path, posts: Mapping[str, Post], *, names: bool) -> None:
    right = total = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for row in read_rows(folder / "sentences.jsonl"):
        post = posts.get(str(row["post"]))
        if post is None:
            continue
        start = post.source.line_starts[int(str(row["line"])) - 1] + int(str(row["column"])) - 1
        end = post.source.line_starts[int(str(row["line"])) - 1] + int(str(row["end_column"])) - 1
        parts = [s.part for s in post.sentences if s.span.start < end and start < s.span.end]
        total += 1
        part = parts[0] if parts else "nothing"
        right += part == row["part"]
        if part != row["part"]:
            wrong[str(row["part"]), part] += 1
            if names:
                print(
                    f"  {row['post']}:{row['line']} label {row['part']}, found {part}: {post.source.text[start:end][:120]}"
                )
    print(
        f"parts             accuracy {right / max(1, total):.3f} of {total} sentences; commonest errors (label, found): "
        + ", ".join(f"{a}/{b} {n}" for (a, b), n in wrong.most_common(12))
    )


if __name__ == "__main__":
    main()
