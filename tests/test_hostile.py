"""Posts made to hurt: whatever comes, a run ends soon, within its memory, with findings or a clear error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import jdlint
from jdlint.errors import InputError
from jdlint.post.bounds import MAX_FINDINGS, MAX_LINES, MAX_SENTENCES, MAX_SIGNS, MAX_WORDS, refuse_too_much
from jdlint.post.source import make_source

ROOT = Path(__file__).parent.parent
BENCHMARKS = str(ROOT / "benchmarks")
if BENCHMARKS not in sys.path:
    sys.path.append(BENCHMARKS)

hostile = pytest.importorskip("hostile", reason="there is no module 'resource', which measures processes")
shapes = hostile.shapes()

# Much of everything, for all that can be asked of jdlint.
_DENSE = ["hype", "nested", "suppressions", "signs at random", "fixable", "right to left", "demands", "table of ten"]


def write_posts(folder: Path, size: int, *names: str) -> list[str]:
    """Each shape of which one of ``names`` is a part of the name, in a post of some size."""
    wanted = [shape for shape in shapes if any(name in shape for name in names)]
    folder.mkdir()
    for shape in wanted:
        (folder / f"{shape}.md").write_bytes(shapes[shape](size).encode())
    return wanted


def run(*args: str, folder: Path) -> tuple[int, float, str, str]:
    """A run in a process of its own: its exit code, MiB, output and errors.

    It may take a minute of processor time, which is for hangs and blow-ups only; what is promised is measured by
    benchmarks/hostile.py.
    """
    cache = folder.parent.parent / "cache"  # one for all these tests, for the compiled rules
    done = hostile.run([*args, "--isolated", "--cache-dir", str(cache), str(folder)], folder.parent, "", 0)
    return done.code, done.memory, done.output, done.errors


def test_every_hostile_shape_is_linted(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    names = write_posts(folder, 6_000, "")
    _, memory, output, errors = run("check", "--output-format", "json", "--jobs", "1", folder=folder)
    refused = [line for line in errors.splitlines() if ": error: " in line]
    assert all("suppressions, and at most 250 are read" in line for line in refused), errors
    assert json.loads(output)["summary"]["posts"] == len(names) - len(refused) > 170
    assert memory < 250


def test_what_takes_long_is_refused_and_what_is_only_large_is_linted(tmp_path: Path) -> None:
    asked = ("one word", "blanks", "brackets", "paragraphs, one a line", "sentences", "code by indent, one a line")
    assert [shape for shape in asked if hostile.is_read(shapes[shape](hostile.ALL))] == ["one word", "blanks"]
    folder = tmp_path / "posts"
    write_posts(folder, hostile.ALL, "one word", "blanks and letters", "nested brackets", "longer and longer words")
    code, memory, _, errors = run("check", "--jobs", "1", folder=folder)
    assert code == 2
    assert errors.count("error:") == 1
    assert "nested brackets.md: error: has 989,582 signs of Markdown or HTML, and at most 20,000 are read" in errors
    assert memory < 250


@pytest.mark.parametrize(
    "args",
    [
        ["check", "--output-format", "full", "--profile", "strict", "--show-passes"],
        *(["check", "--output-format", name] for name in ("sarif", "github", "junit")),
        ["check", "--fix", "--unsafe-fixes"],
        ["check", "--diff"],
        ["scorecard"],
    ],
    ids=" ".join,
)
def test_all_commands_that_read_posts_bear_them(tmp_path: Path, args: Sequence[str]) -> None:
    folder = tmp_path / "posts"
    write_posts(folder, 3_000, *_DENSE)
    code, memory, output, errors = run(*args, folder=folder)
    assert code in (0, 1), errors
    assert output
    assert memory < 250


@pytest.mark.parametrize(
    ("text", "count", "most", "noun"),
    [
        ("a, " * MAX_WORDS, 2 * MAX_WORDS, MAX_WORDS, "words and punctuation marks"),
        ("- a\n" * (MAX_LINES + 1), MAX_LINES + 1, MAX_LINES, "lines"),
        ("a\r\r" * (MAX_LINES + 1), MAX_LINES + 1, MAX_LINES, "lines"),
        ("A. " * (MAX_SENTENCES + 1), MAX_SENTENCES + 1, MAX_SENTENCES, "sentences"),
        ("a<br>" * (MAX_SENTENCES + 1), MAX_SENTENCES + 1, MAX_SENTENCES, "sentences"),
        ("*" * (MAX_SIGNS + 1), MAX_SIGNS + 1, MAX_SIGNS, "signs of Markdown or HTML"),
    ],
)
def test_a_post_with_far_more_than_posts_have_is_refused(text: str, count: int, most: int, noun: str) -> None:
    with pytest.raises(InputError) as error:
        refuse_too_much(make_source(text, "a.md"))
    assert str(error.value) == f"a.md: has {count:,} {noun}, and at most {most:,} are read"


def test_what_is_at_a_bound_is_read() -> None:
    for text in ("a\n\n \n" * MAX_LINES, "a" * 10**6, "a " * MAX_WORDS, "*" * MAX_SIGNS, "A. " * MAX_SENTENCES):
        refuse_too_much(make_source(text, "a.md"))


def test_the_bounds_hold_for_programs_too() -> None:
    with pytest.raises(InputError, match=r"^<text>: has 60,000 lines, and at most 10,000 are read$"):
        jdlint.lint_text("- a\n" * 60_000)


def test_a_post_with_far_more_findings_than_posts_have_is_refused_and_the_others_are_linted(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name, count in (("a.md", MAX_FINDINGS + 1_000), ("b.md", 1)):
        text = f"# Engineer\n\n## Duties\n\nYou build models. {'rockstar ' * count}\n\n## Requirements\n\n- Python\n"
        (folder / name).write_text(text, encoding="utf-8")
    code, _, output, errors = run("check", "--select", "hype-title", "--output-format", "concise", folder=folder)
    assert code == 2
    assert re.search(r"a\.md: error: has 11,000 findings, and at most 10,000 are told\n", errors)
    assert output.count("[hype-title]") == 1
