"""Posts that have been judged are held small: what is reported of them is the same, and they themselves are gone."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ROOT, prepare, run
from fake_linter import RULES, lint_source, load_linter

from jdlint import linted
from jdlint.linted import LintedPost, Shelf
from jdlint.output import FORMATS
from jdlint.post.source import Source, make_source
from jdlint.runner import Report

POSTS = 12


def held() -> int:
    """How many sources of these tests are in memory."""
    gc.collect()
    return sum(isinstance(thing, Source) and thing.path.startswith("held/") for thing in gc.get_objects())


def judged(most: list[int]) -> Iterator[LintedPost]:
    """Posts as they are judged; how many sources are there meanwhile is put into the list."""
    linter, _ = load_linter()
    for number in range(POSTS):
        source = make_source(f"# Data ninja {number}\n\nA rockstar.\n", f"held/{number}.md")
        yield LintedPost(source, lint_source(linter, source, RULES))
        most.append(held())


def test_no_more_posts_are_held_whole_than_the_first_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linted, "WHOLE", 2)
    most: list[int] = []
    shelf = Shelf(judged(most))
    assert len(shelf) == POSTS
    assert held() == 2
    assert max(most) <= 4  # the one that was just made, and the one that is on its way


def test_a_look_at_all_posts_holds_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linted, "WHOLE", 2)
    shelf = Shelf(judged([]))
    assert max(held() for _ in shelf) <= 4
    assert [post.source.path for post in shelf] == [f"held/{number}.md" for number in range(POSTS)]


def test_what_is_counted_is_the_same_however_posts_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tuple(judged([]))
    monkeypatch.setattr(linted, "WHOLE", 0)
    assert Report(Shelf(whole)).tally == Report(whole).tally
    assert [post.source for post in Shelf(whole)] == [post.source for post in whole]
    assert [post.result for post in Shelf(whole)] == [post.result for post in whole]


ASKED = [*(("--output-format", name, "--show-passes", "--statistics") for name in FORMATS), ("--diff",), ("--fix",)]


@pytest.mark.parametrize("options", ASKED, ids=" ".join)
def test_reports_are_the_same_however_posts_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    work = prepare(tmp_path, monkeypatch, real_rules=True)
    told = []
    for whole in (linted.WHOLE, 0):
        monkeypatch.setattr(linted, "WHOLE", whole)
        for name in ("bad-mixed-jobs.md", "good-mixed.md", "french-post.md", "broken-front-matter.md"):
            shutil.copy(ROOT / "examples" / name, work / name)
        (work / "fixable.md").write_text("#Data Scientist\n\nWe stop the the fraud.\n", encoding="utf-8")
        result = run("check", ".", "--no-cache", "--jobs", "1", *options)
        told.append((result.stdout, result.stderr, result.exit_code))
    assert told[0] == told[1]
    assert told[0][2] in (0, 1)
