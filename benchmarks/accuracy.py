"""How often jdlint judges a post as its labels do.

    python benchmarks/accuracy.py [LABELS ...] [--split tune|held-out] [--disagreements FIELD]
                                  [--json FILE] [--markdown FILE] [--check FILE]

LABELS is a folder with ``labels.jsonl``, ``posts/`` and, where there are any, ``index.jsonl`` and
``sentences.jsonl``, or a label file of ``benchmarks/labels/`` over the corpus's unlabelled posts. By default it is
``dev`` in the folder that ``JDLINT_CORPUS`` names. Only a label of n/a leaves a post out of a figure: n/a or nothing
where the label has a level counts as wrong, in a column of its own. Intervals (95 %) resample employers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import Figure, Pair, accuracy, f1, figure, kappa, precision, recall
from labels import CORPUS, CRITERIA, FACTS, LEVELLED, LabelledPost, read_labelled

from jdlint.linter import Linter, load_linter, read
from jdlint.post.post import Post
from jdlint.scorecard import Scorecard, score

TOLERANCE = 0.02
NA_FIELDS = ("deployment", "operations", "data")


@dataclass(frozen=True, eq=False)
class Judged:
    """A labelled post with what jdlint says of it."""

    labelled: LabelledPost
    post: Post
    card: Scorecard

    def level(self, criterion: str) -> int | str | None:
        """The level that jdlint found; ``None`` where it could not judge or has no such criterion."""
        found = self.card.criteria.get(criterion.replace("_", "-"))
        return None if found is None else found.level

    def evidence_lines(self, criterion: str) -> list[range]:
        """The lines of each sentence that is shown as evidence."""
        found = self.card.criteria.get(criterion.replace("_", "-"))
        position = self.post.source.position
        spans = found.evidence if found else ()
        return [range(position(s.start)[0], position(max(s.start, s.end - 1))[0] + 1) for s in spans]


def judge_all(linter: Linter, labelled: Iterable[LabelledPost]) -> list[Judged]:
    """The posts read and judged with all rules."""
    judged = []
    for each in labelled:
        post = read(linter, each.source)
        judged.append(Judged(each, post, score(post, linter.ruleset.rules, linter.ruleset.families)))
    return judged


def main() -> int:
    """Print the figures; 1 when one falls below the recorded one by more than the tolerance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="*", type=Path, default=[CORPUS / "dev"])
    parser.add_argument("--split", choices=("tune", "held-out", "all"), default="all")
    parser.add_argument(
        "--disagreements", metavar="FIELD", help="list each miss: a criterion, a fact, family, tool_lists, parts"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the figures as a page of the docs")
    parser.add_argument("--check", type=Path, metavar="FILE", help="compare with recorded figures")
    arguments = parser.parse_args()
    linter, errors = load_linter()
    for error in errors:
        print(f"error: {error} ({error.hint})", file=sys.stderr)
    judged = judge_all(linter, [post for path in arguments.labels for post in read_labelled(path, arguments.split)])
    if arguments.disagreements:
        print_disagreements(judged, arguments.disagreements.replace("-", "_"))
        return 0
    figures = measure(judged)
    page = render(figures)
    print(page)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1, default=Figure.as_data) + "\n", encoding="utf-8")
    if arguments.markdown:
        arguments.markdown.write_text(page, encoding="utf-8")
    return check(figures, json.loads(arguments.check.read_text(encoding="utf-8"))) if arguments.check else 0


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures, as nested mappings."""
    inside = [each for each in judged if each.labelled.is_ml_or_data]
    outside = [each for each in judged if not each.labelled.is_ml_or_data]
    return {
        "posts": len(judged),
        "posts_ml_and_data": len(inside),
        "employers": len({each.labelled.employer.strip().lower() for each in judged}),
        "criteria": {field: _criterion(field, judged, inside, outside) for field in CRITERIA},
        "family": figure(accuracy, [(j.labelled.employer, [(j.labelled.family, j.card.family)]) for j in judged]),
        "not_applicable": {field: _not_applicable(field, outside) for field in NA_FIELDS},
        "facts": {field: _fact(field, judged) for field in FACTS},
        "tool_lists": _tool_lists(judged),
        "parts": figure(accuracy, [(j.labelled.employer, part_pairs(j)) for j in judged]),
    }


def _criterion(
    field: str, judged: Sequence[Judged], inside: Sequence[Judged], outside: Sequence[Judged]
) -> dict[str, Any]:
    levels = [(j.labelled.employer, level_pairs(j, field)) for j in judged]
    table = Counter(f"{label}→{'–' if found is None else found}" for _, pairs in levels for label, found in pairs)
    findings = [(j.labelled.employer, _finding_pairs(j, field)) for j in inside]
    return {
        "exact": figure(accuracy, levels),
        "exact_kappa": figure(kappa, levels),
        "finding_kappa": figure(kappa, findings),
        "finding_precision": figure(precision, findings),
        "finding_recall": figure(recall, findings),
        "finding_kappa_others": figure(kappa, [(j.labelled.employer, _finding_pairs(j, field)) for j in outside]),
        "by_level": {
            name: figure(precision, [(j.labelled.employer, _level_finding_pairs(j, field, level)) for j in inside])
            for name, level in (("absent", 0), ("generic", 1))
        },
        "evidence": figure(accuracy, [(j.labelled.employer, _evidence_pairs(j, field)) for j in judged]),
        "table": dict(sorted(table.items())),
    }


def level_pairs(judged: Judged, field: str) -> list[Pair]:
    """The labelled level and the one found; nothing where the label is n/a."""
    label = judged.labelled.level(field)
    return [] if label == "n/a" else [(label, judged.level(field))]


def _finding_pairs(judged: Judged, field: str) -> list[Pair]:
    return [(label != 2, found != 2) for label, found in level_pairs(judged, field)]


def _level_finding_pairs(judged: Judged, field: str, level: int) -> list[Pair]:
    return [(label != 2, True) for label, found in level_pairs(judged, field) if found == level]


def _evidence_pairs(judged: Judged, field: str) -> list[Pair]:
    """For a pass, whether its first sentence lies in the labelled lines or is labelled concrete itself."""
    if judged.level(field) != 2 or field not in LEVELLED:
        return []
    shown = judged.evidence_lines(field)[:1]
    lines = judged.labelled.lines(field) if judged.labelled.level(field) == 2 else frozenset()
    spans = judged.card.criteria[field.replace("_", "-")].evidence[:1]
    by_sentence = any(
        s.levels.get(field) == 2 and s.start < span.end and span.start < s.end
        for span in spans
        for s in judged.labelled.sentences
    )
    return [(True, by_sentence or any(not lines.isdisjoint(each) for each in shown))]


def _not_applicable(field: str, outside: Sequence[Judged]) -> Figure:
    pairs = [(j.labelled.employer, [(j.labelled.level(field) == "n/a", j.level(field) == "n/a")]) for j in outside]
    return figure(kappa, pairs)


def _fact(field: str, judged: Sequence[Judged]) -> dict[str, Figure]:
    pairs = [(j.labelled.employer, fact_pairs(j, field)) for j in judged]
    return {
        name: figure(of, pairs) for name, of in (("accuracy", accuracy), ("precision", precision), ("recall", recall))
    }


def fact_pairs(judged: Judged, field: str) -> list[Pair]:
    """Whether the label and jdlint say that a fact is stated."""
    return [(bool(judged.labelled.labels[field]), judged.card.facts.get(field) is not None)]


def _tool_lists(judged: Sequence[Judged]) -> dict[str, Figure]:
    pairs = [(j.labelled.employer, [(one, other) for _, one, other in tool_list_lines(j)]) for j in judged]
    return {name: figure(of, pairs) for name, of in (("precision", precision), ("recall", recall), ("f1", f1))}


def tool_list_lines(judged: Judged) -> list[tuple[int, bool, bool]]:
    """Each line that is not blank, and whether it is in a labelled and in a found tool-only list."""
    source = judged.post.source
    label = {line for first, last in judged.labelled.labels["tool_lists"] for line in range(first, last + 1)}
    found = {line for first, last in judged.card.tool_lists for line in range(first, last + 1)}
    lines = (line for line in range(1, source.line_count + 1) if source.line_text(line).strip())
    return [(line, line in label, line in found) for line in lines]


def part_pairs(judged: Judged) -> list[Pair]:
    """The labelled part of each sentence and the one found there (``None`` where no sentence was read)."""
    sentences = judged.post.sentences
    starts = [(s.span.start, s.span.end, s.part) for s in sentences]
    return [
        (label.part, next((part for start, end, part in starts if start < label.end and label.start < end), None))
        for label in judged.labelled.sentences
    ]


def render(figures: Mapping[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        f"{figures['posts']} posts of {figures['employers']} employers, {figures['posts_ml_and_data']} of them in "
        "machine learning and data.",
        "",
        "| criterion | finding: kappa | finding: precision | finding: recall | exact level: kappa | agreement | evidence | "
        "label→found |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for field, row in figures["criteria"].items():
        table = " ".join(f"{key}:{count}" for key, count in row["table"].items())
        cells = (
            row[k] for k in ("finding_kappa", "finding_precision", "finding_recall", "exact_kappa", "exact", "evidence")
        )
        lines.append(f"| {field} | " + " | ".join(map(str, cells)) + f" | {table} |")
    mean = [row["finding_kappa"].value or 0 for field, row in figures["criteria"].items() if field in LEVELLED]
    exact = [row["exact_kappa"].value or 0 for field, row in figures["criteria"].items() if field in LEVELLED]
    lines += [
        "",
        f"Mean of the nine levelled criteria: finding kappa {sum(mean) / len(mean):.2f}, exact kappa {sum(exact) / len(exact):.2f}.",
        "",
        f"Family: accuracy {figures['family']}. Parts by sentence: accuracy {figures['parts']}.",
        "Tool-only lists by line: "
        + ", ".join(f"{name} {value}" for name, value in figures["tool_lists"].items())
        + ".",
        "N/a or not, outside of machine learning and data, kappa: "
        + ", ".join(f"{field} {value}" for field, value in figures["not_applicable"].items())
        + ".",
        "",
        "| fact | accuracy | precision | recall |",
        "|---|---|---|---|",
        *(
            f"| {field} | {row['accuracy']} | {row['precision']} | {row['recall']} |"
            for field, row in figures["facts"].items()
        ),
        "",
    ]
    return "\n".join(lines)


def print_disagreements(judged: Sequence[Judged], field: str) -> None:
    """Each post on which jdlint and the label differ, with what each points at."""
    for each in judged:
        source = each.post.source
        if field in CRITERIA:
            _print_levels(each, field)
        elif field in FACTS and any(one != other for one, other in fact_pairs(each, field)):
            span = each.card.facts.get(field)
            print(
                f"{each.labelled.name}: label {each.labelled.labels[field]}, found {source.text[span.start : span.end][:160] if span else None!r}"
            )
        elif field == "family" and each.labelled.family != each.card.family:
            print(
                f"{each.labelled.name}: label {each.labelled.family}, found {each.card.family}: {each.post.title and each.post.title.text}"
            )
        elif field == "tool_lists":
            for line, label, found in tool_list_lines(each):
                if label != found:
                    print(
                        f"{each.labelled.name}:{line} {'missed' if label else 'extra '} {source.line_text(line).strip()[:160]}"
                    )
        elif field == "parts":
            for sentence, (label, found) in zip(each.labelled.sentences, part_pairs(each), strict=True):
                if label != found:
                    text = " ".join(source.text[sentence.start : sentence.end].split())
                    print(
                        f"{each.labelled.name}:{source.position(sentence.start)[0]} label {label}, found {found}: {text[:120]}"
                    )


def _print_levels(judged: Judged, field: str) -> None:
    for label, found in level_pairs(judged, field):
        if (label == 2) == (found == 2):
            continue
        source = judged.post.source
        print(
            f"\n{judged.labelled.name} ({judged.labelled.family}): label {label}, found {found}. {judged.labelled.labels.get('notes', '')}"
        )
        for line in sorted(judged.labelled.lines(field)):
            parts = {s.part for s in judged.post.sentences if s.line == line}
            print(f"  label {line} {sorted(parts)}: {source.line_text(line).strip()[:400]}")
        card = judged.card.criteria.get(field.replace("_", "-"))
        for span in card.evidence if card else ():
            sentence = next((s for s in judged.post.sentences if s.span.start <= span.start < s.span.end), None)
            print(
                f"  found {source.position(span.start)[0]} [{sentence.part if sentence else '?'}]: {source.text[span.start : span.end][:300]}"
            )


def check(figures: Mapping[str, Any], recorded: Mapping[str, Any], path: str = "") -> int:
    """1 when a recorded figure is now lower by more than the tolerance, else 0; each is printed."""
    failed = 0
    for key, old in recorded.items():
        new = figures.get(key)
        if isinstance(old, dict):
            failed |= check(new or {}, old, f"{path}{key}.") if key != "table" else 0
        elif isinstance(old, list) and old[0] is not None:
            value = new.value if isinstance(new, Figure) else None
            if value is None or value < old[0] - TOLERANCE:
                print(
                    f"fell: {path}{key} is {value if value is None else round(value, 3)}, was {old[0]}", file=sys.stderr
                )
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
