"""The command in a process of its own: pipes, signals, encodings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import NINJA, ROOT, prepare, start, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def test_a_closed_pipe_ends_quietly() -> None:
    write("a.md", "ninja\n" * 20_000)
    process = start(["a.md", "--output-format", "concise"])
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith(b"a.md:1:1: error[ninja]")
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 1
    assert errors == b""


def test_an_interrupt_ends_with_130_and_without_a_traceback() -> None:
    write("a.md", "SLOW")
    # A shell that runs the tests in the background has its children ignore interrupts.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    process = start(["a.md"], prefix=heed + "import sys; print('begun', file=sys.stderr, flush=True); ")
    assert process.stderr
    assert process.stderr.readline() == b"begun\n"
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (130, b"", b"")


@pytest.mark.parametrize(("encoding", "shown"), [("cp1252", "Be a ?? ninja ?"), ("latin-1", "Be a ?? ninja ?")])
def test_a_terminal_that_lacks_the_characters(encoding: str, shown: str) -> None:
    write("a.md", "Be a 日本 ninja 🎉")
    out, errors = start(["a.md", "日.md"], PYTHONIOENCODING=encoding, PYTHONUTF8="0").communicate(timeout=30)
    assert f"1 | {shown}".encode() in out
    assert errors == b"?.md: error: there is no such file or folder\n"


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}])
def test_a_terminal_without_a_language(env: dict[str, str]) -> None:
    write("a.md", "Be a 日本 ninja 🎉")
    process = start(["a.md", "日.md"], **env)
    out, errors = process.communicate(timeout=30)
    assert b"a.md:1:9: error[ninja]" in out
    assert b"md: error: there is no such file or folder\n" in errors
    assert b"Traceback" not in errors
    assert process.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_what_programs_get_as_it_is_cannot_steer_a_terminal() -> None:
    """Such as a diff, which must fit its file."""
    import pty  # noqa: PLC0415 - not on every system

    command = [sys.executable, "-c", "from jdlint.console import show_data; show_data('+ a\\x1b[31m\\x07\\r\\n+ b\\n')"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    assert subprocess.check_output(command, env=env) == b"+ a\x1b[31m\x07\r\n+ b\n"
    main, side = pty.openpty()
    subprocess.run(command, env=env, stdout=side, check=True)
    os.close(side)
    assert os.read(main, 1000).decode() == "+ a\ufffd[31m\ufffd\r\n+ b\r\n", "the terminal's own newlines"
    os.close(main)


def test_json_is_utf_8_whatever_the_terminal() -> None:
    write("日本.md", "ninja")
    out, _ = start(["日本.md", "--output-format", "json"], PYTHONIOENCODING="ascii").communicate(timeout=30)
    assert json.loads(out.decode("utf-8"))["findings"][0]["path"] == "日本.md"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_an_error() -> None:
    write("a.md", "clear")
    process = start(["a.md"], prefix="import sys; sys.stdout = open('/dev/full', 'w'); ")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert errors == b"jdlint: error: standard output cannot be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
def test_a_report_may_be_written_to_a_pipe() -> None:
    write("a.md", "Be a ninja!")
    process = start(["a.md", "-q", "--output-format", "concise", "-o", "/dev/stdout"])
    out, errors = process.communicate(timeout=30)
    assert (out.decode(), errors, process.returncode) == (NINJA, b"", 1)


def test_closed_streams_are_no_crash() -> None:
    write("a.md", "ninja")
    process = start(["a.md", "-"], prefix="import sys; sys.stdout = sys.stdin = None; ")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert errors == b"<stdin>: error: standard input is closed\n"


def test_it_runs_as_a_module() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "jdlint", "--version"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert result.stdout.startswith(b"jdlint ")


def test_the_version_does_not_wait_for_the_rules() -> None:
    code = "import sys; from jdlint.cli import app; app(['--version'], standalone_mode=False); "
    code += "print([name for name in sys.modules if name in ('yaml', 'markdown_it', 'textstat', 'jdlint.linter')])"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert result.stdout.splitlines()[-1] == b"[]"
