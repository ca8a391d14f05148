"""The same work for many files, in several processes where that pays."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

# Below this many files a second process costs more than it saves.
WORTH_IT = 32
_MOST = 8
_CHUNK = 8
_work: Callable[[str], Any] | None = None


def can_fork() -> bool:
    """Whether processes can be begun as copies of this one, which is what makes them cheap and safe."""
    return sys.platform.startswith("linux")


def processes_for(files: int, wanted: int | None) -> int:
    """How many processes to use for some files: as many as ``wanted``, else as there are cores, where it pays."""
    if not can_fork() or wanted == 1:
        return 1
    if wanted is not None:
        return max(1, min(wanted, files))
    return 1 if files < WORTH_IT else min(_MOST, len(os.sched_getaffinity(0)))


def in_processes(work: Callable[[str], T], files: Iterable[str], processes: int) -> Iterator[T]:
    """What ``work`` makes of each file, in the order of the files."""
    if processes == 1:
        yield from map(work, files)
        return
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415 - slow, and seldom needed
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    global _work  # noqa: PLW0603 - the copies find it there; it cannot be sent to them
    _work = work
    pending: deque[Future[list[T]]] = deque()
    names = iter(files)
    gc.freeze()  # what is there already is shared by all, as long as nobody searches it for circles
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin)
    try:
        while chunk := list(islice(names, _CHUNK)):
            pending.append(pool.submit(_run, chunk))
            if len(pending) > 2 * processes:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
        _work = None


def _begin() -> None:
    """Leave it to the first process to end when the user interrupts, and end with it however it ends."""
    import signal  # noqa: PLC0415 - as above
    import threading  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """Wait until the process that began this one is gone: nothing else tells one that waits for work."""
    import signal  # noqa: PLC0415 - as above
    from multiprocessing import parent_process  # noqa: PLC0415 - as above
    from multiprocessing.connection import wait  # noqa: PLC0415 - as above

    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        os.kill(os.getpid(), signal.SIGKILL)


def _run(files: list[str]) -> list[Any]:
    assert _work is not None
    return [_work(file) for file in files]
