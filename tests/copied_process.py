"""The command run in a copy of the tests' process, which may be killed, go on at its limits, or stand in for another run."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

import jdlint.atomic
from jdlint.cli import main

if TYPE_CHECKING:
    from _typeshed import TraceFunction

# The copy of a copy must end, too, though the command that it was made in may not (see below).
_end = os._exit
# What a program asks of the system that changes files, as Python's audit hooks name it.
_CHANGES = {"open", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.truncate", "os.utime"}


def in_copy(work: Callable[[], Any]) -> tuple[int, Any]:
    """How a copy of this process ended that did some work (minus a signal, or its code), and what the work gave.

    It must be data for JSON; it is ``None`` where the work did not come to its end.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the copy uses none of the threads that there may be
        copy = os.fork()
    if copy == 0:
        os.close(reading)
        _work_and_end(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(copy, 0)
    return os.waitstatus_to_exitcode(status), json.loads(told) if told else None


def _work_and_end(work: Callable[[], Any], writing: int) -> None:
    code = 70
    try:
        # Whoever runs the tests in the background may have them ignore some of these.
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
        os.write(writing, json.dumps(work()).encode())
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 70
    except BaseException:  # noqa: BLE001 - nothing of the copy may go on in the tests
        traceback.print_exc()
    finally:
        _end(code)


def command(args: Sequence[str]) -> tuple[int, str]:
    """The command's exit code, and what it prints on both streams."""
    said = io.BytesIO()
    sys.argv = ["jdlint", *args]
    sys.stdout = sys.stderr = io.TextIOWrapper(said, encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "_exit", sys.exit)  # the command ends its process at once; here the copy has to tell of it
        with pytest.raises(SystemExit) as end:
            main()
    assert isinstance(end.value.code, int)
    return end.value.code, said.getvalue().decode("utf-8")


def at_each_step(args: Sequence[str], folder: Path, act: Callable[[int], None]) -> tuple[int, str]:
    """As ``command``; ``act`` is called before each step, with its number from 1.

    A step is whatever changes a file in the folder, and each line, with its end, of the module that writes files.
    """
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        act(count)

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event in _CHANGES and given and isinstance(given[0], str | os.PathLike):
            with suppress(ValueError):
                Path(os.path.abspath(given[0])).relative_to(folder)  # noqa: PTH100 - as it is named
                step()

    def trace(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        if frame.f_code.co_filename != jdlint.atomic.__file__:
            return None
        if event in ("line", "return"):
            step()
        return trace

    sys.addaudithook(hook)
    sys.settrace(trace)
    try:
        return command(args)
    finally:
        sys.settrace(None)


def count_steps(args: Sequence[str], folder: Path) -> int:
    """How many steps a command takes when nothing happens to it."""
    steps: list[int] = []

    def work() -> int:
        at_each_step(args, folder, steps.append)
        return len(steps)

    code, count = in_copy(work)
    assert code == 0
    assert isinstance(count, int)
    return count


def ended_at(step: int, number: signal.Signals, args: Sequence[str], folder: Path) -> int:
    """How a command ended to which a signal was sent before one of its steps."""

    def act(now: int) -> None:
        if now == step:
            os.kill(os.getpid(), number)

    code, done = in_copy(lambda: at_each_step(args, folder, act))
    return code if done is None else int(done[0])
