"""Code blocks in the documentation that are copies of stored files, and are kept so.

The info string of such a block names the file from the repository's folder: ``json stored=tests/snapshots/x.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+) stored=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def check_stored(page: Path, root: Path) -> Iterator[tuple[int, str]]:
    """The blocks of a page that differ from their files, with their lines."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        stored = root / match[2]
        if not stored.is_file():
            yield line, f"there is no stored file {match[2]}"
        elif stored.read_text(encoding="utf-8") != match[3]:
            yield line, f"the block is not as {match[2]}: scripts/check_docs.py --update stores it anew"


def update_stored(page: Path, root: Path) -> None:
    """Copy the files into the blocks of a page."""

    def renew(match: re.Match[str]) -> str:
        stored = root / match[2]
        text = stored.read_text(encoding="utf-8") if stored.is_file() else match[3]
        return f"```{match[1]} stored={match[2]}\n{text}```"

    page.write_text(_BLOCK.sub(renew, page.read_text(encoding="utf-8")), encoding="utf-8")
