"""What SECURITY.md promises: that a test shows each promise, and that runs keep to it, as Python's audit events tell."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest
from command import ROOT, write
from watch import read_events

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = [line for line in PAGE.splitlines() if line.startswith("| ") and "shown by" not in line]
START = "import watch; watch.begin({log!r}); from jdlint.cli import main; main()"
TRAP = "import pathlib; pathlib.Path(r'{mark}').write_text('sprung')"
POST = """\
---
title: !!python/object/apply:os.system ["touch {mark}"]
---

# Data engineer

{{% include "secret.txt" %}} ![plan](secret.txt) [more](http://127.0.0.1:9/x) <img src="http://127.0.0.1:9/y">
$(touch {mark}) `touch {mark}` {{{{ cycler.__init__.__globals__.os.system("touch {mark}") }}}}

## What you do

- You build pipelines; ask a rockstar at http://127.0.0.1:9/z
"""
TOML_POST = """\
+++
title = "Data engineer"
include = "secret.txt"
+++

# Data engineer

##What you do

- You build  pipelines.
"""
RULE = """\
id: no-hero
title: Say who is wanted
kind: phrase
severity: warning
message: "'{{match}}' says nothing: $(touch {mark})"
why: Readers skip it.
sources: [secret.txt, "http://127.0.0.1:9/why"]
phrases: [hero]
examples:
  good: [You mend the pipeline of returns.]
  bad: [We want a ⟦hero⟧.]
"""


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row.split(" | ")[0].strip("| ")[:60])
def test_each_promise_is_shown_by_a_test_that_exists(row: str) -> None:
    shown = re.findall(r"\[(test_\w+)\]\((tests/test_\w+\.py)\)", row.rsplit(" | ", maxsplit=1)[-1])
    assert shown
    for name, path in shown:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as an attacker would like it: each file that could be run leaves a mark."""
    work, mark = tmp_path / "work", tmp_path / "mark"
    work.mkdir()
    monkeypatch.chdir(work)
    write("secret.txt", "token: 12345\n")
    write("posts/a.md", POST.format(mark=mark))
    write("posts/b.md", TOML_POST)
    write("rules/no-hero.yaml", RULE.format(mark=mark))
    write(".jdlint.yaml", "rules-dir: rules\nfail-on: never\n")
    for name in ("click", "yaml", "jdlint", "sitecustomize", "usercustomize", "conftest", "re2", "setup", "watch"):
        write(f"{name}.py", TRAP.format(mark=mark))
        write(f"posts/{name}.py", TRAP.format(mark=mark))
    write("evil.pth", f"import os; {TRAP.format(mark=mark)}")
    return work


def watched(folder: Path, *args: str, cache: str | None = None) -> list[tuple[str, ...]]:
    """The events of a run of the real command; it must not fail."""
    log = folder.parent / "events"
    log.unlink(missing_ok=True)
    kept = ("--cache-dir", cache) if cache else ("--no-cache",)
    done = subprocess.run(
        [sys.executable, "-P", "-c", START.format(log=str(log)), "check", *args, *kept],
        env={**_plain_environment(), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return read_events(log)


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("JDLINT_")}


def written(events: Iterable[tuple[str, ...]]) -> set[str]:
    """The files that a run has opened to write, or changed otherwise."""
    opened = {event[2] for event in events if event[:2] == ("open", "write")}
    changed = {path for event in events if event[0].startswith(("os.", "shutil.")) for path in event[1:]}
    return {str(Path(path).resolve()) for path in opened | changed if os.sep in path} - {os.devnull}


def test_a_run_reads_posts_rules_and_settings_and_writes_nothing(folder: Path) -> None:
    events = watched(folder, "posts")
    read = {Path(event[2]).resolve() for event in events if event[:2] == ("open", "read")}
    here = {path.relative_to(folder).as_posix() for path in read if path.is_relative_to(folder) and path.is_file()}
    assert here == {"posts/a.md", "posts/b.md", "rules/no-hero.yaml", ".jdlint.yaml"}
    assert written(events) == set()


def test_a_run_calls_no_program_opens_no_socket_and_runs_no_code_but_its_own(folder: Path) -> None:
    events = watched(folder, "posts", "--output-format", "full")
    assert {"open", "exec"} <= {event[0] for event in events}, "the run is watched"
    refused = (
        "subprocess.",
        "socket.",
        "urllib.",
        "http.",
        "pickle.",
        "os.system",
        "os.exec",
        "os.spawn",
        "os.posix_spawn",
    )
    assert [event for event in events if event[0].startswith(refused)] == []
    homes = [Path(sysconfig.get_paths()[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    for event in events:
        if event[0] in ("exec", "compile") and os.sep in event[1]:
            assert any(Path(event[1]).is_relative_to(home) for home in [*homes, ROOT / "src"]), event
    assert not (folder.parent / "mark").exists()


def test_a_run_writes_where_it_is_told_and_nowhere_else(folder: Path) -> None:
    cache = folder.parent / "cache"
    kept = written(watched(folder, "posts", cache=str(cache)))
    assert kept
    assert all(Path(path).is_relative_to(cache) for path in kept)
    for options, told in (
        (("-o", "report.txt"), folder / "report.txt"),
        (("--write-baseline", "--baseline", "known.json"), folder / "known.json"),
        (("--fix", "--unsafe-fixes"), folder / "posts" / "b.md"),
    ):
        changed = {Path(path) for path in written(watched(folder, "posts", *options))}
        assert told in changed
        # A file is replaced by way of one beside it, which is gone then.
        assert all(path == told or (path.parent == told.parent and not path.exists()) for path in changed), changed


def test_the_command_imports_nothing_from_the_folder_that_it_is_called_in(folder: Path) -> None:
    program = Path(sys.executable).with_name("jdlint")
    if not program.exists():
        pytest.skip("jdlint is not installed beside this Python")
    done = subprocess.run(
        [program, "check", "posts"], env=_plain_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "no-hero" not in done.stderr
    assert not (folder.parent / "mark").exists()


def test_the_traps_do_spring(folder: Path) -> None:
    """Each of them would be seen: a Python that imports from this folder, as others do, leaves the mark."""
    subprocess.run([sys.executable, "-c", "import yaml"], env=_plain_environment(), check=False)
    assert (folder.parent / "mark").read_text(encoding="utf-8") == "sprung"
