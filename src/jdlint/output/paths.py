"""Paths as other programs want them: from the root of the repository, with slashes, or as a URI."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def repository_path(path: str) -> str:
    """The path from the root of the git repository around the current folder, else from that folder.

    Links are followed and slashes stand between its parts. A path that leads elsewhere stays absolute, and what is
    no path at all (``<stdin>``) as it is.
    """
    if path.startswith("<") or "\0" in path:
        return path
    here = Path.cwd()
    resolved = (here / path).resolve()
    root = _root(here)
    return (resolved.relative_to(root) if resolved.is_relative_to(root) else resolved).as_posix()


def repository_uri(path: str) -> str:
    """The same as a URI reference: percent-encoded UTF-8, and with a scheme only where it leads elsewhere."""
    shown = repository_path(path)
    if Path(shown).is_absolute():
        return Path(shown).as_uri()
    data = shown.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in data)


@cache
def _root(folder: Path) -> Path:
    resolved = folder.resolve()
    return next((place for place in (resolved, *resolved.parents) if (place / ".git").exists()), resolved)
