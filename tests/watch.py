"""What a process does, as Python itself tells it: files it opens and changes, code it runs, programs, sockets.

``begin(PATH)`` writes each event to a file, one JSON array a line; ``read_events`` reads them again.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PLAIN = (
    "os.",
    "shutil.",
    "subprocess.",
    "socket.",
    "urllib.",
    "http.",
    "ctypes.",
    "pickle.",
    "marshal.load",
    "ftplib.",
    "webbrowser.",
    "pty.",
)
# They tell nothing of what is opened or changed: folders that are listed, and the environment.
_HARMLESS = ("os.listdir", "os.scandir", "os.putenv", "os.unsetenv", "os.walk", "os.fwalk")


def begin(path: str) -> None:
    """Watch this process, and its copies, from now on."""
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(event: str, args: tuple[object, ...]) -> None:
        told = _told(event, args)
        if told is not None:
            os.write(out, (json.dumps([event, *told]) + "\n").encode())

    sys.addaudithook(note)


def _told(event: str, args: tuple[object, ...]) -> list[str] | None:
    if event == "open":
        path, _, flags = args
        kind = "write" if isinstance(flags, int) and flags & _WRITING else "read"
        return [kind, _path(path)]
    if event == "exec":
        return [str(getattr(args[0], "co_filename", ""))]
    if event == "compile":
        return [_path(args[1])]
    if event.startswith(_PLAIN) and event not in _HARMLESS:
        return [_path(value) for value in args]
    return None


def _path(value: object) -> str:
    return os.fsdecode(value) if isinstance(value, str | bytes | os.PathLike) else repr(value)


def read_events(path: Path) -> list[tuple[str, ...]]:
    """All events of a run."""
    return [tuple(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
