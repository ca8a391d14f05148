"""Baselines: written, read strictly, and compared with what is found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import run, write
from hypothesis import given
from hypothesis import strategies as st
from posts_with_findings import BODY, POST, TITLE, found, work_folder

from jdlint.baseline import Baseline, read_baseline, write_baseline

SELECT = ("--select", "hype-title,metrics,doubled-word")
KNOWN = ("--baseline", "known.json")
NINJA = "You are a coding ninja."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_folder(tmp_path, monkeypatch)


def write_known(*args: str) -> dict[str, Any]:
    """Write the baseline and return what it holds."""
    result = run(".", *SELECT, *KNOWN, "--write-baseline", *args)
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(Path("known.json").read_text(encoding="utf-8"))
    return document


def test_what_is_known_is_not_reported_and_does_not_fail() -> None:
    write("posts/a.md", f"{TITLE}{NINJA}\n\n{BODY}")
    before = run(".", *SELECT, "--fail-on", "warning")
    assert before.exit_code == 1
    written = run(".", *SELECT, *KNOWN, "--write-baseline", "--fail-on", "warning")
    assert written.exit_code == 0
    assert written.stderr == "notice: known.json: written, with 2 findings in 1 post\n"
    after = run(".", *SELECT, *KNOWN, "--fail-on", "warning")
    assert (after.exit_code, after.stderr) == (0, "")
    assert after.stdout == "1 post is clear. 2 findings were in the baseline.\n"


def test_the_file_is_sorted_with_relative_paths_and_counts() -> None:
    write("posts/b.md", f"{TITLE}{NINJA}\n\n{NINJA}\n\n{BODY}")
    write("posts/a.md", POST)
    write("z.md", f"{POST}\n<!-- jdlint-disable-file metrics -->\n")
    document = write_known("--baseline", "deep/../known.json")
    assert list(document) == ["version", "findings"]
    assert document["version"] == 1
    files = document["findings"]
    assert list(files) == ["posts/a.md", "posts/b.md"]
    assert {rule: sum(counts.values()) for rule, counts in files["posts/b.md"].items()} == {
        "hype-title": 2,
        "metrics": 1,
    }
    text = Path("known.json").read_text(encoding="utf-8")
    write_known()
    assert Path("known.json").read_text(encoding="utf-8") == text


def test_moved_lines_are_not_new_and_one_more_of_the_same_is() -> None:
    write("a.md", f"{TITLE}{NINJA}\n\n{BODY}")
    write_known()
    write("a.md", f"{TITLE}A line.\n\nAnother one.\n\n{BODY}\n- {NINJA}\n")
    assert found("a.md", *SELECT, *KNOWN) == []
    write("a.md", f"{TITLE}{NINJA}\n\n{BODY}\n- {NINJA}\n")
    assert found("a.md", *SELECT, *KNOWN) == ["14:20 hype-title"]


def test_other_words_of_the_same_rule_are_new() -> None:
    write("a.md", f"{TITLE}{NINJA}\n\n{BODY}")
    write_known()
    write("a.md", f"{TITLE}You are a rockstar.\n\n{BODY}")
    assert found("a.md", *SELECT, *KNOWN) == ["3:11 hype-title"]


def test_a_new_title_makes_nothing_new_of_what_is_missing() -> None:
    write("a.md", POST)
    write_known()
    write("a.md", f"# Data Engineer for meters\n\n{BODY}")
    assert found("a.md", *SELECT, *KNOWN) == []


def test_what_is_no_longer_there_is_said_and_taken_out_by_writing_anew() -> None:
    write("a.md", f"{TITLE}{NINJA}\n\n{NINJA}\n\n{BODY}")
    write("b.md", POST)
    write_known()
    write("a.md", f"{TITLE}{NINJA}\n\n{BODY}")
    Path("b.md").unlink()
    result = run(".", *SELECT, *KNOWN)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "notice: known.json: 1 finding of a.md is no longer there: hype-title (1)",
        "notice: known.json: b.md is gone, and 1 finding with it",
        "notice: known.json: --write-baseline takes out what is stale",
    ]
    assert list(write_known()["findings"]) == ["a.md"]
    assert run(".", *SELECT, *KNOWN).stderr == ""


def test_what_was_not_tried_is_not_stale_and_stays() -> None:
    write("a.md", f"{TITLE}{NINJA}\n\n{BODY}")
    write("b.md", POST)
    before = write_known()
    assert run("a.md", "--select", "metrics", *KNOWN).stderr == ""
    assert run("a.md", "--select", "metrics", *KNOWN, "--write-baseline").exit_code == 0
    assert json.loads(Path("known.json").read_text(encoding="utf-8")) == before


def test_paths_start_from_the_folder_of_the_baseline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("posts/a.md", POST)
    write_known()
    monkeypatch.chdir(folder / "posts")
    assert found("a.md", *SELECT, "--baseline", "../known.json") == []
    assert found(str(folder / "posts" / "a.md"), *SELECT, "--baseline", str(folder / "known.json")) == []


def test_the_settings_may_name_the_baseline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("posts/a.md", POST)
    write_known()
    write(".jdlint.yaml", "baseline: known.json\nselect: [metrics]\n")
    monkeypatch.chdir(folder / "posts")
    assert found("a.md") == []
    assert found("a.md", "--isolated", "--select", "metrics") == ["1:3 metrics"]


def test_what_is_known_is_not_mended() -> None:
    write("a.md", f"{TITLE}the the vans\n\n{BODY}")
    write_known()
    write("a.md", f"{TITLE}the the vans and of of tours\n\n{BODY}")
    run("a.md", *SELECT, *KNOWN, "--fix")
    assert Path("a.md").read_text(encoding="utf-8") == f"{TITLE}the the vans and of tours\n\n{BODY}"


def test_a_file_that_cannot_be_read_leaves_its_entries() -> None:
    write("a.md", POST)
    write("b.md", POST)
    write_known()
    Path("b.md").write_bytes(b"# \xff")
    result = run(".", *SELECT, *KNOWN, "--write-baseline")
    assert result.exit_code == 2
    document = json.loads(Path("known.json").read_text(encoding="utf-8"))
    assert list(document["findings"]) == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "1:1", "it is no valid JSON: Expecting value"),
        ('{\n  "version": 1,\n<<<<<<< ours\n}', "3:1", "it is no valid JSON: Expecting property name"),
        ("[]", "1:1", "expected an object"),
        ('{"findings": {}}', "1:1", "'version' is null, not 1"),
        ('{"version": 2, "findings": {}}', "1:2", "'version' is 2, not 1"),
        ('{"version": 1}', "1:1", "expected an object at 'findings'"),
        ('{"version": 1, "findings": [], "x": 1}', "1:32", "unknown key 'x'"),
        ('{"version": 1, "findings": []}', "1:16", "expected an object at 'findings'"),
        ('{"version": 1, "findings": {"a.md": 1}}', "1:29", "expected an object at 'a.md'"),
        ('{"version": 1, "findings": {"a.md": {"ninja": 1}}}', "1:38", "expected an object at 'ninja'"),
        ('{"version": 1, "findings": {"a.md": {"ninja": {"ab": 0}}}}', "1:48", "the count of 'ab' is no whole number"),
        ('{"version": 1, "findings": {"a.md": {"ninja": {"ab": "1"}}}}', "1:48", "the count of 'ab' is no whole"),
        ('{"version": 1, "findings": {"a.md": {}, "a.md": {}}}', "1:41", "the key 'a.md' stands twice"),
        ("[" * 100_000, "1:1", "it is nested too deeply"),
    ],
)  # fmt: skip
def test_a_broken_baseline_is_an_error_with_its_place(text: str, place: str, message: str) -> None:
    write("a.md", POST)
    write("known.json", text)
    for args in ((), ("--write-baseline",)):
        result = run("a.md", *KNOWN, *args)
        assert result.exit_code == 2
        assert f"known.json:{place}: error: the baseline cannot be used: {message}" in result.stderr
        assert result.stdout == ""
    assert Path("known.json").read_text(encoding="utf-8") == text


def test_a_baseline_that_is_not_there_or_no_text_is_an_error() -> None:
    write("a.md", POST)
    assert "known.json: error: there is no such baseline" in run("a.md", *KNOWN).stderr
    Path("known.json").write_bytes(b"\xff")
    assert "known.json: error: the baseline cannot be read: it is not UTF-8" in run("a.md", *KNOWN).stderr
    Path("folder").mkdir()
    assert "the baseline cannot be read: Is a directory" in run("a.md", "--baseline", "folder").stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a.md", "--write-baseline"), "'--write-baseline' needs '--baseline FILE', or 'baseline' in the settings"),
        (("-", "--write-baseline", *KNOWN), "'--write-baseline' needs files, not standard input"),
        (("a.md", "--write-baseline", "--diff", *KNOWN), "'--write-baseline' goes with none"),
        (("a.md", "--write-baseline", "--baseline", "missing/known.json"), "missing/known.json: error: the baseline cannot be"),
        (("a.md", "--write-baseline", "--baseline", "a.md"), "a.md:1:1: error: the baseline cannot be used"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_written_is_an_error(args: tuple[str, ...], message: str) -> None:
    write("a.md", POST)
    result = run(*args, stdin=b"")
    assert result.exit_code == 2
    assert message in result.stderr
    assert Path("a.md").read_text(encoding="utf-8") == POST


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
COUNTS = st.dictionaries(st.tuples(NAMES, NAMES), st.integers(1, 9), min_size=1, max_size=4).map(Counter)


@given(st.dictionaries(NAMES, COUNTS, max_size=4))
def test_a_baseline_that_is_written_reads_the_same(counts: dict[str, Counter[tuple[str, str]]]) -> None:
    path = Path("round.json")
    write_baseline(Baseline(path, counts))
    assert read_baseline(path).counts == counts
