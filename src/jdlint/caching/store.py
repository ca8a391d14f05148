"""A folder of files that can be thrown away: each is found by a key, written whole or not at all, and checked when read.

A file that is stale, cut off, changed by hand or not our own is as good as none, and a folder that cannot be written
means no cache. Nothing in it is ever run.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from string import hexdigits
from zlib import crc32

from jdlint.atomic import keep_file

_DIGEST = 16
# How long a key is, in hexadecimal digits: a checksum or a digest.
_LENGTHS = (8, 2 * _DIGEST)
# A pipe is opened without waiting for its writer, and a link is not followed.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO = ("", "0", "false", "f", "no", "n", "off")  # as click reads a flag
_DAY = 24 * 60 * 60
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of jdlint and can be deleted.\n"


def digest(*parts: bytes) -> str:
    """A fingerprint of some bytes; how they are parted counts."""
    from hashlib import blake2b  # noqa: PLC0415 - slow to load, and a run on a few posts needs none

    found = blake2b(digest_size=_DIGEST)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.hexdigest()


def user_cache_dir() -> Path | None:
    """The folder for caches: ``JDLINT_CACHE_DIR``, else ``jdlint`` where the system keeps such; ``None`` without a home."""
    if given := os.environ.get("JDLINT_CACHE_DIR"):
        return Path(given)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base, "jdlint", "Cache") if base else None
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if Path(given).is_absolute():
        return Path(given, "jdlint")
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "jdlint"


def usual_cache() -> Path | None:
    """The folder for caches, unless ``JDLINT_NO_CACHE`` says that nothing is kept; for what has no option about it."""
    refused = os.environ.get("JDLINT_NO_CACHE", "").strip().lower() not in _NO
    return None if refused else user_cache_dir()


class Store:
    """The files of one kind (``rules``, ``results``) in a cache folder."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._root = folder
        self._folder = folder / kind

    def read(self, key: str, state: bytes = b"") -> memoryview | None:
        """The data that was written under a key in a state; ``None`` when there is nothing that can be trusted."""
        try:
            with open(os.open(self._path(key), _READING), "rb") as file:  # noqa: PTH123 - a pipe must not make us wait
                if not _is_own(os.fstat(file.fileno())):
                    return None
                head, data = file.readline(), memoryview(file.read())
        except (OSError, ValueError):
            return None
        if head != _head(key, state, data) or bytes(data[: len(state)]) != state:
            return None
        return data[len(state) :]

    def write(self, key: str, data: bytes, state: bytes = b"") -> bool:
        """Keep data under a key, with the state that it hangs on; whether that went well."""
        whole = state + data
        path = self._path(key)
        try:
            self._make_folders(path.parent)
            keep_file(path, _head(key, state, whole) + whole)
        except OSError:
            return False
        return True

    def keep_newest(self, count: int) -> None:
        """Delete all files but the newest ones."""
        with suppress(OSError):
            files = sorted(self._files(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in files[count:]:
                path.unlink(missing_ok=True)

    def tidy(self, days: int) -> None:
        """Once a day, delete all files that are older than some days."""
        mark, now = self._folder / "tidied", time.time()
        with suppress(OSError):
            if mark.exists() and now - mark.stat().st_mtime < _DAY:
                return
            self._make_folders(self._folder)
            mark.touch()
            for path in self._files():
                if now - path.stat().st_mtime > days * _DAY:
                    path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        """What has the name of a kept file: the folder that a user names may hold files of theirs, too."""
        return (path for path in self._folder.glob("??/*") if _is_kept(path))

    def _make_folders(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tag = self._root / "CACHEDIR.TAG"
        if not os.path.lexists(tag):
            keep_file(tag, _TAG.encode())

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _head(key: str, state: bytes, whole: bytes | memoryview) -> bytes:
    """The first line of a file: its key, how long the state is, and a checksum of the state and the data."""
    return f"{key} {len(state)} {crc32(whole):08x}\n".encode()


def _is_kept(path: Path) -> bool:
    return path.name.startswith(path.parent.name) and len(path.name) in _LENGTHS and set(path.name) <= set(hexdigits)


def _is_own(status: os.stat_result) -> bool:
    """Whether it is a file, the user's own, and nobody else can have written it."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def state_of(folders: Iterable[Path]) -> bytes:
    """What tells whether anything in some folders has changed; raises ``OSError``.

    It holds the path, the size and the times of each file: when its content was last written, which archives set back,
    and when it was put there, which they cannot.
    """
    lines: list[str] = []
    todo = [os.path.realpath(folder) for folder in folders]
    while todo:
        folder = todo.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        todo.append(entry.path)
                else:
                    status = entry.stat()
                    lines.append(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}")
    return "\n".join(sorted(lines)).encode("utf-8", "surrogateescape")
