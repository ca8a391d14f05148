"""Which jdlint this is."""

from __future__ import annotations

from contextlib import suppress
from importlib import metadata


def versions(*packages: str) -> dict[str, str]:
    """The versions of some packages, as far as they are installed."""
    found = {}
    for package in packages:
        with suppress(metadata.PackageNotFoundError):
            found[package] = metadata.version(package)
    return found


def installed_version() -> str | None:
    """The version of jdlint, such as ``0.1.0``; ``None`` where it is run from its sources and not installed."""
    try:
        return metadata.version("jdlint")
    except metadata.PackageNotFoundError:
        return None
