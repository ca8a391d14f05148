"""Files replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it; raises ``OSError``, and then nothing has changed.

    A file that was there keeps its mode, one that is read-only is refused, and a link stays a link to what it led to.
    """
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with temporary.open("xb") as file:
        try:
            file.write(data)
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            file.flush()
            temporary.replace(target)
        except OSError:
            temporary.unlink()
            raise
