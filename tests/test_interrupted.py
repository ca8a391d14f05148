"""Runs that are ended, or met by others, at any step: no file is half-written, and the next run is as any other."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from functools import cache, partial
from pathlib import Path

import pytest
from command import run, write
from posts_with_findings import BODY, TITLE, work_folder

from jdlint.atomic import TEMPORARY, create_file
from jdlint.processes import can_fork

if sys.platform == "win32":
    pytest.skip("processes cannot be copied here", allow_module_level=True)

from copied_process import at_each_step, command, count_steps, ended_at, in_copy

SELECT = ("--isolated", "--select", "doubled-word,hype-title")
BEFORE = f"{TITLE}You plan the the tours as a coding ninja.\n\n{BODY}"
KNOWN = "known.json"
# Each command that writes, and the files that it writes over.
COMMANDS = {
    "fix": (("--fix", *SELECT, "."), ("a.md", "b.md")),
    "add": (("--add-suppressions", *SELECT, "a.md"), ("a.md",)),
    "report": (("-o", "report.json", "--output-format", "json", *SELECT, "."), ("report.json",)),
    "baseline": (("--baseline", KNOWN, "--write-baseline", *SELECT, "."), (KNOWN,)),
}
LINT = ("--output-format", "json", *SELECT, "posts")
# In which the folder is made and two results are kept; the others are kept in the same way.
FIRST_STEPS = 60
ENDS = {number: -number for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)} | {signal.SIGINT: 130}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_folder(tmp_path, monkeypatch)


@pytest.fixture
def compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with compiled rules and no results, beside eight posts."""
    monkeypatch.delenv("JDLINT_NO_CACHE")
    for number in range(8):
        write(f"posts/p{number}.md", BEFORE.replace("tours", f"tours {number}"))
    cache = folder / "cache"
    run(*LINT, "--cache-dir", str(cache))
    shutil.rmtree(cache / "results")
    return cache


def begin(folder: Path) -> None:
    """The folder as it is before a run: two posts, an old report and an old baseline."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for name in ("a.md", "b.md"):
        write(name, BEFORE)
    write("report.json", "{}")
    write(KNOWN, '{"version": 1, "findings": {"a.md": {"hype-title": {"0123456789abcdef": 1}}}}')


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@cache
def before_and_after(name: str, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes], str, int]:
    """The files before and after a command that nothing disturbs, what it says, and its steps."""
    args, written = COMMANDS[name]
    begin(folder)
    before = files(folder)
    said = run(*args).output
    after = files(folder)
    assert {file for file in after if before.get(file) != after[file]} == set(written)
    begin(folder)
    return before, after, said, count_steps(args, folder)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *((name, signal.SIGKILL) for name in COMMANDS),
        *(("report", number) for number in ENDS if number != signal.SIGKILL),
    ],
)
def test_a_run_that_is_ended_leaves_each_file_as_it_was_or_as_it_is_to_be(
    name: str, number: signal.Signals, folder: Path
) -> None:
    args, _ = COMMANDS[name]
    before, after, said, steps = before_and_after(name, folder)
    seen = set()
    assert steps > 10
    # All write by the same means, of which the report's test takes each step.
    for step in range(1, steps + 1, 1 if name == "report" else 3):
        begin(folder)
        assert ended_at(step, number, args, folder) == ENDS[number]
        now = files(folder)
        left = {file for file in now if file.endswith(TEMPORARY)}
        assert len(left) <= (number == signal.SIGKILL)
        assert now.keys() - left == after.keys()
        assert all(now[file] in (before[file], after[file]) for file in after)
        seen.add(tuple(now[file] == after[file] for file in after))
        again = run(*args).output
        assert again == said or name in ("fix", "add")
        assert {file: data for file, data in files(folder).items() if file not in left} == after
    assert len(seen) > 1


def test_a_run_that_is_ended_leaves_a_cache_that_changes_nothing(compiled: Path, folder: Path) -> None:
    plain = run(*LINT, "--no-cache").output
    for step in range(1, FIRST_STEPS, 6):
        kept = f"kept{step}"
        shutil.copytree(compiled, kept)
        assert ended_at(step, signal.SIGKILL, (*LINT, "--cache-dir", kept), folder) == -signal.SIGKILL
        assert run(*LINT, "--cache-dir", kept).output == plain
        assert run(*LINT, "--cache-dir", kept).output == plain


def test_another_run_at_any_step_on_the_same_cache_changes_nothing(compiled: Path, folder: Path) -> None:
    plain = in_copy(lambda: command((*LINT, "--no-cache")))
    for step in range(1, FIRST_STEPS, 10):
        args = (*LINT, "--cache-dir", f"kept{step}")
        shutil.copytree(compiled, f"kept{step}")

        def meet(now: int, wanted: int = step, args: tuple[str, ...] = args) -> None:
            if now == wanted:
                assert in_copy(lambda: command(args)) == plain

        assert in_copy(partial(at_each_step, args, folder, meet)) == plain


def test_two_runs_that_mend_the_same_posts_lose_nothing(folder: Path) -> None:
    args, _ = COMMANDS["fix"]
    _, after, _, steps = before_and_after("fix", folder)
    for step in range(1, steps + 1, 4):
        begin(folder)

        def meet(now: int, wanted: int = step) -> None:
            if now == wanted:
                assert in_copy(lambda: command(args))[0] == 0

        code, done = in_copy(partial(at_each_step, args, folder, meet))
        assert code == 0
        assert done[0] == 0 or "has changed while it was being checked" in done[1]
        assert files(folder) == after


@pytest.mark.skipif(not can_fork(), reason="processes are not forked here")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda number: number.name)
def test_no_process_outlives_the_run_that_began_it(number: signal.Signals, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in range(4):
        write(f"posts/p{index}.md", BEFORE)
    reading, writing = os.pipe()

    def hang(*_: object, **__: object) -> None:
        os.write(writing, b"%d\n" % os.getpid())
        time.sleep(60 if number == signal.SIGKILL else 0.5)
        raise ValueError

    monkeypatch.setattr("jdlint.runner.lint_source", hang)

    def end() -> None:
        with os.fdopen(os.dup(reading), "rb") as begun:
            begun.readline()
        os.kill(os.getpid(), number)

    def work() -> tuple[int, str]:
        threading.Thread(target=end, daemon=True).start()
        return command((*LINT, "--no-cache", "--jobs", "2"))

    code, done = in_copy(work)
    assert (code if done is None else done[0]) == ENDS[number]
    os.close(writing)
    with os.fdopen(reading, "rb") as left:  # it ends when nobody can write into it any more
        left.read()


def test_a_new_post_is_whole_or_there_is_none(folder: Path) -> None:
    args = ("new", "--isolated", "--family", "research", "new.md")
    assert run(*args).exit_code == 0
    whole = Path("new.md").read_bytes()
    Path("new.md").unlink()
    steps = count_steps(args, folder)
    assert steps > 10
    seen = set()
    for step in range(1, steps + 1):
        Path("new.md").unlink(missing_ok=True)
        ended_at(step, signal.SIGKILL, args, folder)
        seen.add(Path("new.md").exists())
        assert not Path("new.md").exists() or Path("new.md").read_bytes() == whole
    assert seen == {False, True}


def test_a_file_that_is_made_anew_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    monkeypatch.setattr(Path, "exists", lambda _: False)
    path.write_bytes(b"somebody else's")
    with pytest.raises(FileExistsError):
        create_file(path, b"ours")
    assert path.read_bytes() == b"somebody else's"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["a.md"]
