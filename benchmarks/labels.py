"""Labelled posts: the corpus's own folder, or label files of this repository over its unlabelled posts."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jdlint.post.source import Source, make_source, read_source

CORPUS = Path(os.environ.get("JDLINT_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "corpus"))
LEVELLED = (
    "business_problem",
    "role_impact",
    "ownership",
    "deployment",
    "operations",
    "metrics",
    "tech_environment",
    "data",
    "team",
)
CRITERIA = (*LEVELLED, "role_type")
FACTS = (
    "seniority_stated",
    "salary_stated",
    "location_stated",
    "how_to_apply",
    "process_stated",
    "equal_opportunity",
    "must_nice_split",
    "benefits_stated",
)
ML_AND_DATA = frozenset(
    ["research", "ml-engineering", "data-science", "analytics", "data-engineering", "platform-mlops", "mixed"]
)
HELD_OUT = 0.3
LONGEST_LINE = 600


@dataclass(frozen=True)
class LabelledSentence:
    """A labelled sentence at ``[start, end)`` of its post, with its part and its criteria's levels (1 or 2)."""

    start: int
    end: int
    part: str
    levels: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class LabelledPost:
    """A post with its labels as in the corpus's ``labels.jsonl``; ``sentences`` is empty where there are none."""

    source: Source
    employer: str
    labels: Mapping[str, Any]
    sentences: tuple[LabelledSentence, ...]

    @property
    def name(self) -> str:
        """The post's name in the labels."""
        return self.source.path

    @property
    def family(self) -> str:
        """The labelled family."""
        return str(self.labels["role_type"]["family"])

    @property
    def is_ml_or_data(self) -> bool:
        """Whether the labelled family is one of machine learning and data."""
        return self.family in ML_AND_DATA

    def level(self, criterion: str) -> int | str:
        """The labelled level, or ``"n/a"``."""
        level: int | str = self.labels[criterion]["level"]
        return level

    def lines(self, criterion: str) -> frozenset[int]:
        """The lines that justify the level, from 1."""
        return frozenset(self.labels[criterion].get("lines", ()))

    @property
    def is_dense(self) -> bool:
        """Whether the labels name all lines that are concrete, not only the most telling ones."""
        return "salary_stated" not in self.labels

    def beginning(self, criterion: str, line: int) -> str | None:
        """The first words of the sentence that is meant in a long line, where the labels tell."""
        words: str | None = self.labels[criterion].get("starts", {}).get(str(line))
        return words


def read_labelled(path: Path, split: str = "all") -> list[LabelledPost]:
    """The posts of a folder (``labels.jsonl``, ``posts/``) or of a label file over the unlabelled posts.

    ``split`` is ``tune`` or ``held-out`` for one side of a fixed split by employer, else ``all``.
    """
    posts = _read_folder(path) if path.is_dir() else _read_label_file(path)
    return [post for post in posts if split in ("all", split_of(post.employer))]


def split_of(employer: str) -> str:
    """``held-out`` for about three employers in ten, else ``tune``."""
    number = int(hashlib.sha256(employer.strip().lower().encode()).hexdigest()[:8], 16)
    return "held-out" if number / 2**32 < HELD_OUT else "tune"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _read_folder(folder: Path) -> Iterator[LabelledPost]:
    index = folder / "index.jsonl"
    employers = {row["post"]: row["organisation"] for row in _rows(index)} if index.exists() else {}
    sentences: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if (folder / "sentences.jsonl").exists():
        for row in _rows(folder / "sentences.jsonl"):
            sentences[row["post"]].append(row)
    for row in _rows(folder / "labels.jsonl"):
        source = read_source((folder / "posts" / row["post"]).read_bytes(), row["post"])
        labelled = tuple(_sentence(source, sentence) for sentence in sentences[row["post"]])
        yield LabelledPost(source, employers.get(row["post"]) or row["post"], row, labelled)


def _sentence(source: Source, row: Mapping[str, Any]) -> LabelledSentence:
    start = source.line_starts[row["line"] - 1] - 1
    return LabelledSentence(start + row["column"], start + row["end_column"], row["part"], row["labels"])


def _read_label_file(path: Path) -> Iterator[LabelledPost]:
    texts = _unlabelled_posts()
    for row in _rows(path):
        post = texts[row["post"]]
        source = make_source(post["text"].removeprefix("\ufeff"), row["post"])
        employer = post.get("organisation") or row["post"]
        yield LabelledPost(source, employer, row, tuple(_line_sentences(source, row)))


@cache
def _unlabelled_posts() -> dict[str, dict[str, Any]]:
    files = (CORPUS / "unlabelled" / name for name in ("markdown.jsonl", "plain.jsonl"))
    return {row["id"]: row for file in files for row in _rows(file)}


def _line_sentences(source: Source, row: Mapping[str, Any]) -> Iterator[LabelledSentence]:
    """Lines with their part, where the labels give parts as ranges of lines; a long line may hold several parts."""
    for first, last, part in row.get("parts", ()):
        for line in range(first, min(last, source.line_count) + 1):
            text = source.line_text(line)
            if text.strip() and not text.lstrip().startswith("#") and len(text) <= LONGEST_LINE:
                start = source.line_starts[line - 1]
                yield LabelledSentence(start + len(text) - len(text.lstrip()), start + len(text), part, {})
