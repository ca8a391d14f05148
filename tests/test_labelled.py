"""Posts of our own with labels by the codebook, in pairs that differ in one sentence (tests/labelled/README.md)."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jdlint.linter import load_linter

FOLDER = Path(__file__).resolve().parent / "labelled"
BENCHMARKS = str(FOLDER.parents[1] / "benchmarks")
if BENCHMARKS not in sys.path:
    sys.path.append(BENCHMARKS)
accuracy: Any = importlib.import_module("accuracy")
labels: Any = importlib.import_module("labels")

MARGIN = 0.05
MOST_LINES = 3
PARTS = frozenset(
    [
        *("title", "facts", "about-company", "about-team", "role", "responsibilities", "requirements", "preferred"),
        *("benefits", "pay", "process", "apply", "equal-opportunity", "legal", "other"),
    ]
)


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in read(name).splitlines()]


def read_lines(post: str) -> list[str]:
    return read(f"posts/{post}").split("\n")


LABELS = {row["post"]: row for row in read_rows("labels.jsonl")}
PAIRS: list[tuple[str, str, str]] = [(one, other, field) for one, other, field in json.loads(read("pairs.json"))]
FLOORS: dict[str, float] = json.loads(read("floors.json"))
KNOWN_MISSES: dict[str, str] = json.loads(read("known_misses.json"))


def name_of(pair: tuple[str, str, str]) -> str:
    return " ".join(pair)


# The folder is well formed.


def test_posts_labels_and_index_name_the_same_posts() -> None:
    names = [f"t{number:03}.md" for number in range(1, 49)]
    assert sorted(path.name for path in (FOLDER / "posts").iterdir()) == names
    assert list(LABELS) == names
    assert [row["post"] for row in read_rows("index.jsonl")] == names
    assert {row["post"] for row in read_rows("sentences.jsonl")} == set(names)
    for row in read_rows("index.jsonl"):
        assert set(row) == {"post", "organisation", "title", "role_family", "words"}
        assert row["words"] == len(" ".join(read_lines(row["post"])).split())
        assert 150 <= row["words"] <= 450


@pytest.mark.parametrize("post", LABELS)
def test_labels_are_well_formed(post: str) -> None:
    row = LABELS[post]
    lines = read_lines(post)
    assert set(row) == {"post", *labels.CRITERIA, *labels.FACTS, "tool_lists", "notes"}
    for criterion in labels.LEVELLED:
        level = row[criterion]["level"]
        allowed = (0, 1, 2, "n/a") if criterion in accuracy.NA_FIELDS else (0, 1, 2)
        assert level in allowed
        assert bool(row[criterion]["lines"]) == (level in (1, 2)), criterion
        assert all(lines[number - 1].strip() for number in row[criterion]["lines"])
    assert row["role_type"]["level"] in (0, 1, 2)
    assert all(isinstance(row[fact], bool) for fact in labels.FACTS)
    for first, last in row["tool_lists"]:
        assert all(lines[number - 1].strip() for number in range(first, last + 1))


def test_sentences_are_whole_and_agree_with_the_labels() -> None:
    touched: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    ends: dict[tuple[str, int], int] = defaultdict(int)
    for row in read_rows("sentences.jsonl"):
        place = (row["post"], row["line"])
        line = read_lines(row["post"])[row["line"] - 1]
        text = line[row["column"] - 1 : row["end_column"] - 1]
        assert text, row
        assert text == text.strip(), row
        assert row["end_column"] <= len(line) + 1
        assert row["column"] > ends[place], row
        ends[place] = row["end_column"] - 1
        assert row["part"] in PARTS
        for criterion, level in row["labels"].items():
            assert criterion in labels.LEVELLED
            assert level in (1, 2)
            by_line = touched[row["post"], criterion]
            by_line[row["line"]] = max(level, by_line.get(row["line"], 0))
    for post, row in LABELS.items():
        for criterion in labels.LEVELLED:
            by_line = touched[post, criterion]
            best = max(by_line.values(), default=0)
            assert row[criterion]["level"] in ((best,) if best else (0, "n/a")), (post, criterion)
            assert row[criterion]["lines"] == sorted(line for line, level in by_line.items() if best == level)


def stated(row: Mapping[str, Any], field: str) -> int:
    """What a label says of a field, as a number: its level (-1 for n/a), or whether it is so."""
    value = row[field]
    if isinstance(value, dict):
        return value["level"] if isinstance(value["level"], int) else -1
    return int(bool(value))


@pytest.mark.parametrize("pair", PAIRS, ids=name_of)
def test_a_pair_differs_in_one_place_and_one_field(pair: tuple[str, str, str]) -> None:
    one, other, field = pair[0] + ".md", pair[1] + ".md", pair[2]
    lines = list(zip(read_lines(one), read_lines(other), strict=True))
    different = [number for number, (text, twin) in enumerate(lines, start=1) if text != twin]
    assert 1 <= len(different) <= MOST_LINES
    assert different[-1] - different[0] < MOST_LINES
    fields = (*labels.CRITERIA, *labels.FACTS, "tool_lists")
    assert [name for name in fields if stated(LABELS[one], name) != stated(LABELS[other], name)] == [field]
    assert stated(LABELS[one], field) > stated(LABELS[other], field)
    assert LABELS[one]["role_type"]["family"] == LABELS[other]["role_type"]["family"]


def test_pairs_cover_all_that_is_judged() -> None:
    fields = Counter(field for _, _, field in PAIRS)
    assert all(fields[criterion] >= 2 for criterion in (*labels.LEVELLED, "tool_lists"))
    assert fields["role_type"] >= 1
    assert sum(fields[fact] for fact in labels.FACTS) >= 4
    assert {post for one, other, _ in PAIRS for post in (one, other)} == {post.removesuffix(".md") for post in LABELS}


# How jdlint judges it.


def judge() -> dict[str, Any]:
    """The posts as jdlint judges them, by name."""
    linter, errors = load_linter()
    assert not errors
    return {each.labelled.name: each for each in accuracy.judge_all(linter, labels.read_labelled(FOLDER))}


def figures_of(judged: Mapping[str, Any]) -> dict[str, float]:
    """The figures that have a floor; one that is not defined counts as 0."""
    figures = accuracy.measure(list(judged.values()))
    found = {f"{name}: exact agreement": row["exact"] for name, row in figures["criteria"].items()}
    found |= {f"{name}: accuracy": row["accuracy"] for name, row in figures["facts"].items()}
    found |= {"parts: accuracy": figures["parts"], "tool_lists: F1 by line": figures["tool_lists"]["f1"]}
    return {name: figure.value or 0.0 for name, figure in found.items()}


def found_levels(judged: Mapping[str, Any], pair: tuple[str, str, str]) -> tuple[int, int]:
    """What jdlint says of a pair's field, as numbers; of tool-only lists, how many labelled lines it finds."""
    one, other, field = judged[pair[0] + ".md"], judged[pair[1] + ".md"], pair[2]
    if field == "tool_lists":
        ranges = LABELS[pair[0] + ".md"]["tool_lists"]
        labelled = {line for first, last in ranges for line in range(first, last + 1)}
        counts = [sum(said and line in labelled for line, _, said in accuracy.tool_list_lines(j)) for j in (one, other)]
        return counts[0], counts[1]
    if field in labels.FACTS:
        return int(one.card.facts.get(field) is not None), int(other.card.facts.get(field) is not None)
    levels = [level if isinstance(level, int) else -1 for level in (one.level(field), other.level(field))]
    return levels[0], levels[1]


@pytest.fixture(scope="module")
def judged() -> dict[str, Any]:
    return judge()


@pytest.fixture(scope="module")
def figures(judged: dict[str, Any]) -> dict[str, float]:
    return figures_of(judged)


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(name: str, figures: dict[str, float]) -> None:
    assert figures[name] >= FLOORS[name]


def test_each_figure_has_a_floor(figures: dict[str, float]) -> None:
    assert set(FLOORS) == set(figures)


def pairs_to_tell_apart() -> Iterator[Any]:
    for pair in PAIRS:
        reason = KNOWN_MISSES.get(name_of(pair))
        marks = () if reason is None else pytest.mark.xfail(reason=reason, strict=False)
        yield pytest.param(pair, marks=marks, id=name_of(pair))


@pytest.mark.parametrize("pair", list(pairs_to_tell_apart()))
def test_jdlint_tells_a_pair_apart(pair: tuple[str, str, str], judged: dict[str, Any]) -> None:
    one, other = found_levels(judged, pair)
    assert one > other


def test_known_misses_name_pairs_and_reasons() -> None:
    assert set(KNOWN_MISSES) <= set(map(name_of, PAIRS))
    assert all(reason.strip() for reason in KNOWN_MISSES.values())


def record() -> None:
    """Write the floors and the known misses anew; a reason that is known is kept."""
    found = judge()
    floors = {name: round(max(0.0, value - MARGIN), 3) for name, value in figures_of(found).items()}
    misses = {}
    for pair in PAIRS:
        one, other = found_levels(found, pair)
        if one <= other:
            misses[name_of(pair)] = KNOWN_MISSES.get(name_of(pair), f"found {one} and {other}")
    for name, data in (("floors.json", floors), ("known_misses.json", misses)):
        (FOLDER / name).write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
