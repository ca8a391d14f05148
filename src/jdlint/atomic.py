"""Files written whole or not at all, whenever the run ends: by an error, an interrupt or a kill."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# So ends the name of a file that is being written: it is hidden, and only a kill that nothing can answer leaves one.
TEMPORARY = ".jdlint-tmp"


def replace_file(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it; raises ``OSError``, and then nothing has changed.

    A file that was there keeps its mode and, where the system lets us, its owner; one that is read-only is refused, and
    so is what is no file, such as a device; a link stays a link to what it led to. The data is on the disk before the
    old file goes.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    old = target.stat() if target.exists() else None
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if old is not None and not (stat.S_ISREG(old.st_mode) or stat.S_ISDIR(old.st_mode)):
        raise OSError(errno.EINVAL, "is no file", str(path))
    _write(target, data, os.replace, old=old)


def keep_file(path: Path, data: bytes) -> None:
    """Write a file that can be made again, for its owner alone; raises ``OSError``.

    What is there is replaced, and a link is not followed: whoever can put one there must not choose what is lost.
    """
    _write(path, data, os.replace, mode=0o600, lasting=False)


def create_file(path: Path, data: bytes) -> None:
    """Write a file that is new; raises ``FileExistsError`` for one that is there, and ``OSError`` else."""
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    _write(path, data, _link)


def _write(
    target: Path,
    data: bytes,
    place: Callable[[Path, Path], None],
    *,
    old: os.stat_result | None = None,
    mode: int = 0o666,
    lasting: bool = True,
) -> None:
    """Write data to a temporary file, which ``place`` then makes the target; it is gone whatever happens."""
    temporary = target.with_name(f".{os.urandom(8).hex()}{TEMPORARY}")
    mode = mode if old is None else stat.S_IMODE(old.st_mode)
    with _without_signals(), _gone_at_last(temporary):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a path cannot be opened with a mode
            if old is not None:
                _own_as(file.fileno(), old)
            file.write(data)
            file.flush()
            if lasting:
                _sync(file.fileno())
        place(temporary, target)


@contextmanager
def _gone_at_last(temporary: Path) -> Iterator[None]:
    """Delete a file when what is done with it fails."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def _without_signals() -> Iterator[None]:
    """Have what ends the run from outside wait until the file is written."""
    import signal  # noqa: PLC0415 - most runs write nothing

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _own_as(descriptor: int, old: os.stat_result) -> None:
    """Give an open file the owner and the mode of another; by its path it might meanwhile be another file."""
    if not hasattr(os, "fchown"):
        return
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _sync(descriptor: int) -> None:
    """Wait until a file is on the disk, where the file system knows how."""
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _link(temporary: Path, target: Path) -> None:
    """Make the target, which must be new, of the temporary file."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: nothing is left but to look before
        temporary.rename(target)
    else:
        temporary.unlink()
