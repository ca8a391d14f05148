"""Lists of paths in files, named as ``@posts.txt``."""

from __future__ import annotations

from pathlib import Path

from jdlint.errors import InputError

MARK = "@"


def read_list(path: str) -> tuple[str, ...]:
    r"""The paths in a file: one a line, or with NUL between them as ``git ls-files -z`` writes.

    They start from the current folder. Raises ``InputError`` when the file cannot be read.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as problem:
        reason = (
            problem.strerror if isinstance(problem, OSError) else "not UTF-8" if "codec" in str(problem) else problem
        )
        hint = f"'{MARK}' stands before a file with a list of paths; a post called so is './{MARK}{path}'"
        raise InputError(f"cannot be read: {reason}", path=path, hint=hint) from None
    names = text.split("\0") if "\0" in text else text.splitlines()
    return tuple(name for name in names if name.strip())
