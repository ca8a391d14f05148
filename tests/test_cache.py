"""What is kept between runs: it saves time, and never changes a result."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ROOT, prepare, run, write
from hypothesis import given, settings
from hypothesis import strategies as st

import jdlint.commands.check
from jdlint.caching.store import Store, digest, state_of
from jdlint.compiled import load_compiled
from jdlint.linter import Linter, lint_source, load_linter
from jdlint.post.source import make_source

POST = "# Engineer\n\n## What you will do\n\n- Be a synergy wizard and solve business problems.\n"
RULE = """id: no-wizard
title: Say who is wanted
kind: phrase
severity: error
message: "'{match}' is not a job"
why: Nobody looks for it.
sources: [Ours]
phrases: [WORD]
examples:
  good: [You plan.]
  bad: ["Be a ⟦WORD⟧."]
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, in a folder with a post and a rule of its own."""
    prepare(tmp_path, monkeypatch, real_rules=True)
    monkeypatch.delenv("JDLINT_NO_CACHE")
    folder = tmp_path / "cache"
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(folder))
    write("a.md", POST)
    write("rules/no-wizard.yaml", RULE.replace("WORD", "wizard"))
    return folder


def lint(*args: str) -> tuple[int, str, str]:
    result = run("--isolated", "--rules-dir", "rules", "--output-format", "json", *args, "a.md")
    return result.exit_code, result.stdout, result.stderr


def files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")


def refuse(*_: object) -> None:
    raise AssertionError("the rules are read")


def test_compiled_rules_are_kept_and_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = lint("--no-cache")
    assert not cache.exists()
    assert lint() == plain
    assert (cache / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    monkeypatch.setattr(jdlint.commands.check, "load_linter", refuse)
    assert lint() == plain
    assert "no-wizard" in plain[1]
    assert lint("--no-cache")[0] == 2


def test_a_rule_that_has_changed_is_read_again(cache: Path) -> None:
    assert "'wizard' is not a job" in lint()[1]
    write("rules/no-wizard.yaml", RULE.replace("WORD", "synergy wizard"))
    assert "'synergy wizard' is not a job" in lint()[1]
    Path("rules/no-wizard.yaml").unlink()
    assert "no-wizard" not in lint()[1]


def test_broken_rules_are_not_kept(cache: Path) -> None:
    write("rules/no-wizard.yaml", "id: no-wizard\n")
    assert lint()[0] == 2
    assert lint()[0] == 2
    assert files(cache) == []


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "foreign", "binary"])
def test_a_file_that_is_not_as_it_was_written_is_not_used(cache: Path, harm: str) -> None:
    plain = lint()
    (kept,) = files(cache)
    data = kept.read_bytes()
    head, _, body = data.partition(b"\n")
    harmed = {
        "cut": data[: len(data) // 2],
        "changed": head + b"\n" + body.replace(b"is not a job", b"is a fine job"),
        "empty": b"",
        "foreign": f"{kept.name} {digest(b'[]')}\n[]".encode(),
        "binary": b"\x80\x04\x95" + bytes(range(256)),
    }
    kept.write_bytes(harmed[harm])
    assert lint() == plain
    assert kept.read_bytes() == data


def test_a_file_that_others_can_write_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    (kept,) = files(cache)
    kept.chmod(0o666)
    monkeypatch.setattr(jdlint.commands.check, "load_linter", refuse)
    assert lint()[0] == 2


def test_a_folder_that_cannot_be_written_means_no_cache(cache: Path) -> None:
    plain = lint("--no-cache")
    cache.write_text("a file where the folder should be")
    assert lint() == plain
    assert lint("--cache-dir", "a.md/below") == plain


def test_the_folder_can_be_named(cache: Path) -> None:
    lint("--cache-dir", "here")
    assert files(Path("here"))
    assert not cache.exists()


def test_old_files_make_room(tmp_path: Path) -> None:
    store = Store(tmp_path, "rules")
    keys = [digest(bytes([number])) for number in range(5)]
    assert all(store.write(key, key) for key in keys)
    store.keep_newest(2)
    assert sum(store.read(key) == key for key in keys) == 2


def test_the_state_of_a_folder_is_that_of_all_its_files(tmp_path: Path) -> None:
    write(str(tmp_path / "a" / "b.yaml"), "x")
    before = state_of([tmp_path])
    assert state_of([tmp_path]) == before
    write(str(tmp_path / "a" / "c.yaml"), "x")
    assert state_of([tmp_path]) != before


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Linter, Linter]:
    """The linter as it is read, and as it comes back."""
    folder = tmp_path_factory.mktemp("cache")
    fresh, _ = load_compiled((), folder, load_linter)
    kept, _ = load_compiled((), folder, lambda _: (_ for _ in ()).throw(AssertionError("not kept")))
    return fresh, kept


PIECES = [line for path in sorted((ROOT / "examples").glob("*.md")) for line in path.read_text("utf-8").splitlines()]


@given(lines=st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
@settings(max_examples=15, deadline=None)
def test_rules_that_were_kept_judge_as_those_that_are_read(both: tuple[Linter, Linter], lines: list[str]) -> None:
    source = make_source("\n".join(lines), "a.md")
    fresh, kept = (lint_source(linter, source, linter.ruleset.rules) for linter in both)
    assert fresh == kept
