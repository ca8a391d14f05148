"""How often jdlint judges a post as its labels do.

    python benchmarks/accuracy.py [LABELS ...] [--split tune|held-out] [--disagreements FIELD]
                                  [--json FILE] [--markdown FILE] [--check FILE] [--folds N]

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
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from disagreements import disagreements
from figures import Figure, Pair, accuracy, f1, figure, kappa, precision, recall
from judged import Judged, fact_pairs, judge_all, level_pairs, part_pairs, tool_list_lines
from labels import CORPUS, CRITERIA, FACTS, LEVELLED, LabelledPost, read_labelled

from jdlint.checks.fact import FactOptions
from jdlint.linter import Linter, load_linter
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import FIGURES, FOLDER, MEASURED
from jdlint.ruleset.rule import Rule

TOLERANCE = 0.02
# What is recorded of a rule's findings; of a fact, a finding is that it is not stated.
_OF_FINDINGS = {"precision": precision, "recall": recall, "kappa": kappa}
NA_FIELDS = ("deployment", "operations", "data")


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
    parser.add_argument("--record", metavar="ABOUT", help="record the findings' figures with the shipped rules")
    parser.add_argument("--check", type=Path, metavar="FILE", help="compare with recorded figures")
    parser.add_argument(
        "--folds", type=int, metavar="N", help="learn the weights anew for each of N folds of employers"
    )
    arguments = parser.parse_args()
    linter, errors = load_linter()
    for error in errors:
        print(f"error: {error} ({error.hint})", file=sys.stderr)
    posts = [post for path in arguments.labels for post in read_labelled(path, arguments.split)]
    judged = _judge(linter, posts, arguments.folds)
    if arguments.disagreements:
        print(*disagreements(judged, arguments.disagreements.replace("-", "_")), sep="\n")
        return 0
    figures = measure(judged)
    page = render(figures)
    print(page)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1, default=Figure.as_data) + "\n", encoding="utf-8")
    if arguments.markdown:
        arguments.markdown.write_text(page, encoding="utf-8")
    if arguments.record:
        record(figures, arguments.record, linter.ruleset.rules)
    return check(figures, json.loads(arguments.check.read_text(encoding="utf-8"))) if arguments.check else 0


def _judge(linter: Linter, posts: Sequence[LabelledPost], folds: int | None) -> list[Judged]:
    if folds is None:
        return judge_all(linter, posts)
    from folds import judge_by_folds  # noqa: PLC0415 - only this needs scikit-learn

    return judge_by_folds(linter, posts, folds)


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
        "findings_by_level": {
            name: _findings_at(inside, field, level) for name, level in (("absent", 0), ("generic", 1))
        },
        "evidence": figure(accuracy, [(j.labelled.employer, _evidence_pairs(j, field)) for j in judged]),
        "table": dict(sorted(table.items())),
    }


def _finding_pairs(judged: Judged, field: str) -> list[Pair]:
    return [(label != 2, found != 2) for label, found in level_pairs(judged, field)]


def _level_finding_pairs(judged: Judged, field: str, level: int) -> list[Pair]:
    return [(label != 2, True) for label, found in level_pairs(judged, field) if found == level]


def _findings_at(inside: Sequence[Judged], field: str, level: int) -> tuple[int, int]:
    """How many findings a level has, and how many of them the labels confirm."""
    pairs = [pair for judged in inside for pair in _level_finding_pairs(judged, field, level)]
    return len(pairs), sum(bool(label) for label, _ in pairs)


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
    missing = [(employer, [(not label, not found) for label, found in told]) for employer, told in pairs]
    return {
        **{
            name: figure(of, pairs)
            for name, of in (("accuracy", accuracy), ("precision", precision), ("recall", recall))
        },
        **{f"finding_{name}": figure(of, missing) for name, of in _OF_FINDINGS.items()},
    }


def _tool_lists(judged: Sequence[Judged]) -> dict[str, Figure]:
    pairs = [(j.labelled.employer, [(one, other) for _, one, other in tool_list_lines(j)]) for j in judged]
    return {name: figure(of, pairs) for name, of in (("precision", precision), ("recall", recall), ("f1", f1))}


def render(figures: Mapping[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        (
            f"{figures['posts']} posts of {figures['employers']} employers, {figures['posts_ml_and_data']} of them in "
            "machine learning and data."
        ),
        "",
        (
            "| criterion | finding: kappa | finding: precision | finding: recall | exact level: kappa | agreement | evidence | "
            "label→found |"
        ),
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


def record(figures: Mapping[str, Any], about: str, shipped: Sequence[Rule]) -> None:
    """Write precision, recall and kappa of the findings beside the shipped rules, where ``jdlint rule`` finds them."""
    fields = {rule.options.field: rule.id for rule in shipped if isinstance(rule.options, FactOptions)}
    named = {
        **{field.replace("_", "-"): row for field, row in figures["criteria"].items()},
        **{fields[field]: row for field, row in figures["facts"].items()},
    }
    rules = {rule: [row[f"finding_{name}"] for name in FIGURES] for rule, row in named.items()}
    levels = {field.replace("_", "-"): row["findings_by_level"] for field, row in figures["criteria"].items()}
    rules["tool-only-list"] = [figures["tool_lists"]["precision"], figures["tool_lists"]["recall"]]
    lines = [
        "# Written by benchmarks/accuracy.py --record.",
        f"about: {json.dumps(about, ensure_ascii=False)}",
        f"posts: {figures['posts']}",
        f"employers: {figures['employers']}",
        "rules:",
    ]
    for rule, measured in sorted(rules.items()):
        pairs = zip(FIGURES, measured, strict=False)
        told = ", ".join(f"{name}: {value.value:.2f}" for name, value in pairs if value.value is not None)
        for level, (findings, right) in levels.get(rule, {}).items():
            told += f", {level}: {{findings: {findings}, right: {right}}}"
        lines.append(f"  {rule}: {{{told}}}")
    path = shipped_rules() / FOLDER / MEASURED
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check(figures: Mapping[str, Any], recorded: Mapping[str, Any], path: str = "") -> int:
    """1 when a recorded figure is now lower by more than the tolerance, else 0; each is printed."""
    failed = 0
    for key, old in recorded.items():
        new = figures.get(key)
        if isinstance(old, dict):
            failed |= check(new or {}, old, f"{path}{key}.") if key not in ("table", "findings_by_level") else 0
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
