"""What a run tells about itself: a bar, less, more, and links that terminals can follow."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from command import ROOT, prepare, run, write

START = "import pytest, fake_linter; fake_linter.install(pytest.MonkeyPatch()); from jdlint.cli import main; main()"
BAR = b"Linting"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def posts(count: int) -> None:
    for number in range(count):
        write(f"p{number:03}.md", "ninja")


def on_terminal(args: Sequence[str], stream: str, **env: str) -> tuple[bytes, bytes]:
    """What the command writes to a stream that is a terminal, and what to the other, a pipe."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    ends = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: slave}
    process = subprocess.Popen(
        [sys.executable, "-c", START, *args],
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths, "TERM": "xterm", **env},
        **ends,
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:  # the terminal's other end is closed
            break
        if not data:
            break
        shown += data
    os.close(master)
    out, errors = process.communicate(timeout=30)
    return shown, out or errors or b""


@pytest.mark.parametrize("command", ["check", "scorecard"])
def test_a_long_run_shows_a_bar_on_a_terminal(command: str) -> None:
    posts(51)
    shown, piped = on_terminal([command, "."], "stderr")
    assert BAR in shown
    assert b"51/51" in shown
    assert piped
    assert BAR not in piped


def test_a_short_run_shows_none_nor_does_a_quiet_one_or_a_pipe() -> None:
    posts(51)
    assert BAR not in on_terminal(["-q", "."], "stderr")[0]
    assert BAR not in on_terminal(["."], "stderr", TERM="dumb")[0]
    assert BAR.decode() not in run(".").stderr
    Path("p000.md").unlink()
    assert BAR not in on_terminal(["."], "stderr")[0]


def test_quiet_leaves_out_summary_and_notices_but_no_error() -> None:
    posts(1)
    Path("empty").mkdir()
    result = run("-q", "p000.md", "empty", "none.md", "--output-format", "concise")
    assert result.stdout == "p000.md:1:1: error[ninja] 'ninja' tells a candidate nothing\n"
    assert result.stderr.startswith("none.md: error: there is no such file")
    assert "notice" not in result.stderr


def test_verbose_tells_what_was_used_and_how_posts_were_judged() -> None:
    write("posts/a.md", "ninja UNCLEAR")
    write("posts/README.md", "")
    write("jdlint.yaml", "ignore: [synergy]\nfamily: research\n")
    quiet = run("posts")
    result = run("posts", "-v")
    assert result.stdout == quiet.stdout
    assert quiet.stderr == ""
    assert result.stderr.splitlines() == [
        "notice: settings: jdlint.yaml",
        "notice: rules: 2 of 3 are on",
        "notice: files: 1; left out of folders: 1 README, index and the like",
        "notice: posts/a.md: family research, 1 finding, not evaluated: tool-only-list (the requirements were not found)",
    ]
    result = run("posts", "--verbose", "--isolated", "--output-format", "json")
    assert "notice: settings: no file" in result.stderr
    assert "notice" not in result.stdout


def test_quiet_and_verbose_contradict_each_other() -> None:
    posts(1)
    result = run("-q", "-v", "p000.md")
    assert result.exit_code == 2
    assert "'--quiet' and '--verbose' contradict each other" in result.stderr


def test_exit_zero_is_fail_on_never() -> None:
    posts(1)
    assert run("p000.md").exit_code == 1
    result = run("p000.md", "--exit-zero")
    assert result.exit_code == 0
    assert result.stdout == run("p000.md", "--fail-on", "never").stdout
    assert run("p000.md", "--exit-zero", "--fail-on", "never").exit_code == 0
    write("jdlint.yaml", "fail-on: info\n")
    assert run("p000.md", "--exit-zero").exit_code == 0
    assert run("none.md", "--exit-zero").exit_code == 2, "what cannot be linted is an error all the same"
    result = run("p000.md", "--exit-zero", "--fail-on", "info")
    assert result.exit_code == 2
    assert "'--exit-zero' and '--fail-on info' contradict each other" in result.stderr


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped"])
def test_a_terminal_gets_links_to_the_rules_files(output_format: str) -> None:
    posts(1)
    args = ["p000.md", "--color", "never", "--output-format", output_format]
    uri = Path("fake/language/ninja.yaml").resolve().as_uri()
    link = f"error[\x1b]8;;{uri}\x1b\\ninja\x1b]8;;\x1b\\]".encode()
    assert link in on_terminal(args, "stdout")[0]
    assert b"\x1b]8" not in on_terminal(args, "stdout", TERM="dumb")[0]
    assert b"\x1b]8" not in on_terminal(args, "stdout", FORCE_HYPERLINK="0")[0]
    assert "\x1b]8" not in run(*args).stdout
