"""What is kept between runs: it saves time, and never changes a result."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import pytest
from command import ROOT, prepare, run, write
from hypothesis import given, settings
from hypothesis import strategies as st

import jdlint.api
import jdlint.commands.preparing
import jdlint.commands.shared
import jdlint.plans
from jdlint.caching.packed import pack
from jdlint.caching.store import Store, digest, state_of
from jdlint.compiled import load_compiled
from jdlint.errors import RuleError
from jdlint.linter import Linter, lint_source, load_linter
from jdlint.plans import Plans
from jdlint.post.source import make_source
from jdlint.processes import can_fork, processes_for
from jdlint.settings.settings import Settings

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
def cache_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, in a folder with a post and a rule of its own."""
    prepare(tmp_path, monkeypatch, real_rules=True)
    monkeypatch.delenv("JDLINT_NO_CACHE")
    folder = tmp_path / "cache"
    monkeypatch.setenv("JDLINT_CACHE_DIR", str(folder))
    write("a.md", POST)
    write("rules/no-wizard.yaml", RULE.replace("WORD", "wizard"))
    for module in (jdlint.commands.preparing, jdlint.commands.shared, jdlint.api, jdlint.plans):
        monkeypatch.setattr(module, "load_linter", remembered)
    return folder


_LINTERS: dict[tuple[str, ...], tuple[Linter, tuple[RuleError, ...]]] = {}


def remembered(rules_dirs: Sequence[Path] = ()) -> tuple[Linter, tuple[RuleError, ...]]:
    """What ``load_linter`` gives, once for all tests with the same rules: reading them takes seconds."""
    key = tuple(path.read_text("utf-8") for folder in rules_dirs for path in sorted(folder.glob("*.yaml")))
    if key not in _LINTERS:
        _LINTERS[key] = load_linter(rules_dirs)
    return _LINTERS[key]


def lint(*args: str) -> tuple[int, str, str]:
    result = run("--isolated", "--rules-dir", "rules", "--output-format", "json", *args, "a.md")
    return result.exit_code, result.stdout, result.stderr


def files(cache_dir: Path) -> list[Path]:
    return sorted(path for path in cache_dir.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")


def refuse(*_: object) -> None:
    raise AssertionError("the rules are read")


def test_compiled_rules_are_kept_and_used(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = lint("--no-cache")
    assert not cache_dir.exists()
    assert lint() == plain
    assert (cache_dir / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    monkeypatch.setattr(jdlint.commands.preparing, "load_linter", refuse)
    assert lint() == plain
    assert "no-wizard" in plain[1]
    assert lint("--no-cache")[0] == 2


def test_a_format_with_the_rules_pages_has_their_examples_though_others_are_kept(cache_dir: Path) -> None:
    lint()
    logs = [
        run("--isolated", "--rules-dir", "rules", "--output-format", "sarif", *args, "a.md").stdout
        for args in ((), ("--no-cache",))
    ]
    assert logs[0] == logs[1]
    assert "- Be a ⟦wizard⟧." in logs[0]


SETTINGS = """
options:
  long-sentence: {max: LIMIT}
severity:
  no-wizard: info
"""


def test_options_and_severities_are_kept_with_the_rules(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lint_so(limit: int, *args: str) -> tuple[int, str, str]:
        write("settings.yaml", SETTINGS.replace("LIMIT", str(limit)))
        options = ("--config", "settings.yaml", "--rules-dir", "rules", "--output-format", "json")
        result = run(*options, *args, "a.md")
        return result.exit_code, result.stdout, result.stderr

    write("a.md", POST + "\nYou plan the week with people of the other teams that we have.\n")
    short, long = lint_so(8, "--no-cache"), lint_so(30, "--no-cache")
    assert ("long-sentence" in short[1], "long-sentence" in long[1]) == (True, False)
    assert lint_so(8) == short
    assert lint_so(30) == long
    monkeypatch.setattr(jdlint.commands.preparing, "load_linter", refuse)
    assert lint_so(8) == short
    assert lint_so(30) == long
    assert lint_so(9)[0] == 2


def test_commands_about_rules_use_what_is_kept(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = (
        ("rules", "--output-format", "json"),
        ("rule", "long-sentence"),
        ("new", "-", "--family", "research"),
        ("test", "rules/no-wizard.yaml"),
    )
    plain = [run(*command, "--rules-dir", "rules").stdout for command in commands]
    monkeypatch.setattr(jdlint.commands.shared, "load_linter", refuse)
    assert [run(*command, "--rules-dir", "rules").stdout for command in commands] == plain
    assert all(plain)


def test_other_programs_and_editors_use_what_is_kept(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdlint.api, "_linters", {})
    found = jdlint.api.lint_text(POST)
    _, plan = Plans(find=lambda _: None).plan_for(Path.cwd())
    for module in (jdlint.api, jdlint.plans):
        monkeypatch.setattr(module, "load_linter", refuse)
    monkeypatch.setattr(jdlint.api, "_linters", {})
    assert jdlint.api.lint_text(POST) == found
    _, again = Plans(find=lambda _: None).plan_for(Path.cwd())
    assert [rule.bad for rule in again.rules] == [rule.bad for rule in plan.rules]
    assert any(rule.bad for rule in again.rules)


def test_a_rule_that_has_changed_is_read_again(cache_dir: Path) -> None:
    assert "'wizard' is not a job" in lint()[1]
    write("rules/no-wizard.yaml", RULE.replace("WORD", "synergy wizard"))
    assert "'synergy wizard' is not a job" in lint()[1]
    Path("rules/no-wizard.yaml").unlink()
    assert "no-wizard" not in lint()[1]


def test_a_rule_that_has_changed_is_seen_whatever_its_date_says(cache_dir: Path) -> None:
    assert "'wizard' is not a job" in lint()[1]
    before = Path("rules/no-wizard.yaml").stat()
    write("rules/no-wizard.yaml", RULE.replace("WORD", "wizard").replace("is not a job", "is now a job"))
    os.utime("rules/no-wizard.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "'wizard' is now a job" in lint()[1]


def test_broken_rules_are_not_kept(cache_dir: Path) -> None:
    write("rules/no-wizard.yaml", "id: no-wizard\n")
    assert lint()[0] == 2
    assert lint()[0] == 2
    assert files(cache_dir) == []


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "binary"])
def test_a_file_that_is_not_as_it_was_written_is_not_used(cache_dir: Path, harm: str) -> None:
    plain = lint()
    (kept,) = files(cache_dir)
    data = kept.read_bytes()
    head, _, body = data.partition(b"\n")
    harmed = {
        "cut": data[: len(data) // 2],
        "changed": head + b"\n" + body.replace(b"is not a job", b"is now a job"),
        "empty": b"",
        "binary": b"\x80\x04\x95" + bytes(range(256)),
    }
    assert harmed[harm] != data
    kept.write_bytes(harmed[harm])
    assert lint() == plain
    assert kept.read_bytes() == data


@pytest.mark.parametrize(
    "foreign",
    [
        b"",
        pack(1)[:-2],
        pack("rules"),
        pack(((), (), b"", (), (), ())),
        pack((("os.system", ("true",), ()),) * 6),
        pack((("jdlint.console.show", ("true",), ()),) * 6),
    ],
)
def test_a_whole_file_with_something_else_in_it_is_not_used(cache_dir: Path, foreign: bytes) -> None:
    plain = lint()
    (kept,) = files(cache_dir)
    data = kept.read_bytes()
    key, length, _ = data.partition(b"\n")[0].split()
    state = data.partition(b"\n")[2][: int(length)]
    assert Store(cache_dir, "rules").write(key.decode(), foreign, state)
    assert lint() == plain
    assert kept.read_bytes() == data


def test_a_file_of_another_state_is_not_used(cache_dir: Path) -> None:
    plain = lint()
    (kept,) = files(cache_dir)
    head, _, body = kept.read_bytes().partition(b"\n")
    key, length, _ = head.split()
    assert Store(cache_dir, "rules").write(key.decode(), body[int(length) :], b"0" + body[: int(length)][1:])
    write("rules/no-wizard.yaml", RULE.replace("WORD", "synergy"))
    assert "'synergy' is not a job" in lint()[1]
    assert lint() != plain


def test_a_file_that_others_can_write_is_not_used(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    (kept,) = files(cache_dir)
    kept.chmod(0o666)
    monkeypatch.setattr(jdlint.commands.preparing, "load_linter", refuse)
    assert lint()[0] == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no owners here")
def test_a_file_of_another_user_is_not_used(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    monkeypatch.setattr(jdlint.commands.preparing, "load_linter", refuse)
    assert lint()[0] == 2


def test_a_folder_that_cannot_be_written_means_no_cache(cache_dir: Path) -> None:
    plain = lint("--no-cache")
    cache_dir.write_text("a file where the folder should be")
    assert lint() == plain
    assert lint("--cache-dir", "a.md/below") == plain


def test_the_folder_can_be_named(cache_dir: Path) -> None:
    lint("--cache-dir", "here")
    assert files(Path("here"))
    assert not cache_dir.exists()


def test_old_files_make_room(tmp_path: Path) -> None:
    store = Store(tmp_path, "rules")
    keys = [digest(bytes([number])) for number in range(5)]
    assert all(store.write(key, key.encode()) for key in keys)
    store.keep_newest(2)
    assert sum((kept := store.read(key)) is not None and bytes(kept) == key.encode() for key in keys) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_cache_keeps_nobody_waiting(cache_dir: Path) -> None:
    plain = lint()
    (kept,) = files(cache_dir)
    kept.unlink()
    os.mkfifo(kept)
    assert lint() == plain
    assert kept.is_file()


def test_a_link_in_the_cache_does_not_choose_what_is_written_over(cache_dir: Path) -> None:
    plain = lint()
    (kept,) = files(cache_dir)
    tag = cache_dir / "CACHEDIR.TAG"
    write("mine.txt", "mine")
    mine = Path("mine.txt")
    for path, target in ((kept, mine), (tag, Path("new.txt"))):
        path.unlink()
        path.symlink_to(target.absolute())
    assert lint() == plain
    assert mine.read_text() == "mine"
    assert not Path("new.txt").exists()
    assert not kept.is_symlink()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no modes here")
def test_the_cache_is_used_where_new_files_are_the_groups(cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0o002)
    try:
        lint()
    finally:
        os.umask(before)
    (kept,) = files(cache_dir)
    assert kept.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(jdlint.commands.preparing, "load_linter", refuse)
    assert lint()[0] != 2


def test_files_of_the_user_in_the_folder_that_they_name_are_left_alone(tmp_path: Path) -> None:
    mine = [tmp_path / "rules" / "ab" / name for name in ("mine.yaml", "ab.csv", "cd" * 16, "ab12345")]
    for path in mine:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
        os.utime(path, (0, 0))
    store = Store(tmp_path, "rules")
    key = digest(b"")
    assert store.write(key, b"")
    store.keep_newest(0)
    assert store.read(key) is None
    assert store.write(key, b"")
    os.utime(tmp_path / "rules" / key[:2] / key, (0, 0))
    store.tidy(1)
    assert store.read(key) is None
    assert [path for path in mine if not path.exists()] == []


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
    fresh, _ = load_compiled(Settings(), folder, remembered)
    kept, _ = load_compiled(Settings(), folder, lambda _: (_ for _ in ()).throw(AssertionError("not kept")))
    return fresh, kept


PIECES = [line for path in sorted((ROOT / "examples").glob("*.md")) for line in path.read_text("utf-8").splitlines()]


@given(lines=st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
@settings(max_examples=15, deadline=None)
def test_rules_that_were_kept_judge_as_those_that_are_read(both: tuple[Linter, Linter], lines: list[str]) -> None:
    source = make_source("\n".join(lines), "a.md")
    fresh, kept = (lint_source(linter, source, linter.ruleset.rules) for linter in both)
    assert fresh == kept


@pytest.fixture
def posts(cache_dir: Path) -> list[str]:
    """Twelve posts, one of which cannot be read, beside the folder of the cache."""
    names = [f"posts/p{number:02}.md" for number in range(12)]
    for number, name in enumerate(names):
        write(name, POST.replace("Engineer", f"Engineer {number}"))
    Path(names[7]).write_bytes(b"# Engineer \xff\xfe")
    return names


def lint_all(*args: str) -> tuple[int, str, str]:
    result = run("--isolated", "--rules-dir", "rules", "--output-format", "json", *args, "posts")
    return result.exit_code, result.stdout, result.stderr


def test_results_are_kept_and_used(cache_dir: Path, posts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = lint_all("--no-cache")
    assert plain[0] == 2
    assert "posts/p07.md" in plain[2]
    assert lint_all() == plain
    assert len(list((cache_dir / "results").glob("*/*"))) == len(posts) - 1
    monkeypatch.setattr("jdlint.runner.lint_source", refuse)
    assert lint_all() == plain
    assert "internal error" in lint_all("--no-cache")[2]


@pytest.mark.parametrize(
    "args",
    [
        ("--ignore", "no-wizard"),
        ("--family", "research"),
        ("--today", "2031-01-01"),
        ("--no-suppressions",),
        ("--select", "language"),
    ],
)
def test_other_settings_have_other_results(cache_dir: Path, posts: list[str], args: tuple[str, ...]) -> None:
    lint_all()
    assert lint_all(*args) == lint_all("--no-cache", *args)


def test_a_post_that_has_changed_is_linted_again(cache_dir: Path, posts: list[str]) -> None:
    before = lint_all()
    write(posts[0], POST.replace("wizard", "engineer"))
    assert lint_all() == lint_all("--no-cache") != before
    Path("moved.md").write_bytes(Path(posts[1]).read_bytes())
    Path(posts[1]).unlink()
    Path("moved.md").rename("posts/moved.md")
    assert lint_all() == lint_all("--no-cache")


def test_a_result_that_is_not_as_it_was_written_is_not_used(cache_dir: Path, posts: list[str]) -> None:
    plain = lint_all()
    for number, kept in enumerate(sorted((cache_dir / "results").glob("*/*"))):
        kept.write_bytes(
            (b"", b"[]", f"{kept.name} 0 {crc32(pack(1)):08x}\n".encode() + pack(1), kept.read_bytes()[:-9])[number % 4]
        )
    assert lint_all() == plain


@pytest.mark.skipif(not can_fork(), reason="processes are not forked here")
@pytest.mark.parametrize("jobs", ["2", "5"])
def test_several_processes_say_the_same(posts: list[str], jobs: str) -> None:
    assert lint_all("--no-cache", "--jobs", jobs) == lint_all("--no-cache", "--jobs", "1")
    assert lint_all("--jobs", jobs) == lint_all("--jobs", jobs) == lint_all("--no-cache")


@pytest.mark.skipif(not can_fork(), reason="processes are not forked here")
def test_a_process_that_dies_ends_the_run_with_a_message(posts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jdlint.runner.lint_source", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    code, out, err = lint_all("--no-cache", "--jobs", "2")
    assert (code, out) == (2, "")
    assert "internal error: BrokenProcessPool" in err


@pytest.mark.parametrize(
    ("files", "wanted", "most"), [(1, None, 1), (31, None, 1), (40, 1, 1), (3, 9, 3), (40, None, 8)]
)
def test_how_many_processes(files: int, wanted: int | None, most: int) -> None:
    assert 1 <= processes_for(files, wanted) <= most
