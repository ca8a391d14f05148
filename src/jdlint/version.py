"""Which jdlint this is."""

from __future__ import annotations

from importlib import metadata


def installed_version() -> str | None:
    """The version of jdlint, such as ``0.1.0``; ``None`` where it is run from its sources and not installed."""
    try:
        return metadata.version("jdlint")
    except metadata.PackageNotFoundError:
        return None
