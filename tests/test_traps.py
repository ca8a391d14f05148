"""Nothing in a post, its front matter, a rule or settings can run code, read another file or reach the network.

Traps are laid in all of them, and a hook tells of every file that is opened, every program and every connection.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from command import ROOT, write
from watch import read_events

_START = "import watch; watch.begin({log!r}); from jdlint.cli import main; main()"
# What begins a program or reaches a network, as Python's audit hooks name it.
_BEGUN = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"),
    *("urllib.", "http.", "ftplib.", "webbrowser.", "ctypes.dlopen", "pty."),
)

_POST = """\
---
title: Data Engineer
description: !include {secret}
---

# Data Engineer

You will build our pipelines. ![logo]({secret}) [all](file://{secret}) <img src="file://{secret}"> <{secret}>

<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]> &e; {{% include '{secret}' %}} {{{{ readFile "{secret}" }}}} <!--#include file="{secret}" -->

<iframe src="http://127.0.0.1:9/"></iframe> ![](http://127.0.0.1:9/x.png) <script>alert(1)</script> `$(touch {made})`

@{secret}

<!-- jdlint-disable @{secret} -->

## Requirements

- utilise $(touch {made}) `touch {made}` {{{{ 7 * 7 }}}} {{match.__class__}} %s %n
"""
_RULE = """\
id: no-trap
title: Say {{match.__class__}} less
kind: phrase
severity: warning
message: "'{match}' %s $(touch made) says nothing"
ask: "Which one?"
why: "<script>alert(1)</script> file:///etc/passwd"
sources: ["file:///etc/passwd", "http://127.0.0.1:9/"]
phrases: [pipelines]
examples:
  good: [You mend the returns.]
  bad: ["You build ⟦pipelines⟧."]
"""


def traps(folder: Path, post: str) -> tuple[Path, Path]:
    """A folder with a post and a rule that are traps, and a secret beside it."""
    secret, made = folder / "elsewhere" / "secret.yaml", folder / "made"
    write(str(secret), "title: the secret of the house\nignore: [team]\n")
    work = folder / "work"
    write(str(work / "a.md"), post.format(secret=secret, made=made))
    write(str(work / "house" / "language" / "no-trap.yaml"), _RULE)
    return work, secret


def watched(work: Path, *args: str) -> tuple[int, str, list[list[str]]]:
    """The exit code, all that was said, and what was opened or begun that nobody asked for."""
    paths = [work, ROOT / "src", ROOT / "rules", ROOT / "examples", *map(Path, sysconfig.get_paths().values())]
    paths += [Path(sys.prefix), Path(sys.base_prefix), Path(os.devnull)]
    allowed = tuple({str(path) for path in paths} | {str(path.resolve()) for path in paths})
    log = work.parent / "events"
    log.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", _START.format(log=str(log)), *args],
        cwd=work,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
            "HOME": str(work),
            "XDG_CACHE_HOME": str(work / "cache"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    events = read_events(log)
    read = [os.path.abspath(work / event[2]) for event in events if event[0] == "open"]  # noqa: PTH100 - links as they are
    opened = [["open", path] for path in read if not path.startswith(allowed)]
    return done.returncode, done.stdout + done.stderr, opened + [list(e) for e in events if e[0].startswith(_BEGUN)]


@pytest.mark.parametrize(
    "args",
    [
        ["check", "--rules-dir", "house", "--show-passes", "a.md"],
        ["check", "--rules-dir", "house", "--output-format", "sarif", "."],
        ["check", "--rules-dir", "house", "--output-format", "junit", "--fix", "--unsafe-fixes", "a.md"],
        ["scorecard", "a.md"],
        ["test", "house"],
    ],
    ids=" ".join,
)
def test_traps_in_posts_and_rules_stay_shut(tmp_path: Path, args: list[str]) -> None:
    work, _ = traps(tmp_path, _POST)
    code, said, log = watched(work, *args)
    assert code in (0, 1), said
    assert log == []
    assert "the secret of the house" not in said
    assert not (tmp_path / "made").exists()
    assert not (work / "made").exists()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("jdlint.yaml", "extend: http://127.0.0.1:9/jdlint.yaml\n", "there is no file"),
        ("jdlint.yaml", "extend: file://{secret}\n", "there is no file"),
        ("jdlint.yaml", "select: !!python/object/apply:os.system ['touch {made}']\n", "tags are not allowed"),
        ("jdlint.yaml", "select: !include {secret}\n", "tags are not allowed"),
        ("jdlint.yaml", "rules-dir: http://127.0.0.1:9/\n", "there is no folder"),
        ("house/language/x.yaml", "!!python/object/new:os.system [touch {made}]\n", "tags are not allowed"),
    ],
)
def test_traps_in_settings_and_rules_are_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    work, secret = traps(tmp_path, _POST)
    write(str(work / name), text.format(secret=secret, made=tmp_path / "made"))
    code, said, log = watched(work, "check", "--rules-dir", "house", "a.md")
    assert code == 2
    assert message in said
    assert log == []
    assert not (tmp_path / "made").exists()


def test_the_hook_sees_what_it_is_there_for(tmp_path: Path) -> None:
    work, secret = traps(tmp_path, _POST)
    _, _, log = watched(work, "check", "--config", str(secret), "a.md")
    assert ["open", str(secret)] in log
