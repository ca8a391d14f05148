"""Which jdlint this is."""

from __future__ import annotations


def versions(*packages: str) -> dict[str, str]:
    """The versions of some packages, as far as they are installed."""
    from importlib import metadata  # noqa: PLC0415 - slow, and few runs ask for a version

    found = {}
    for package in packages:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def installed_version() -> str | None:
    """The version of jdlint, such as ``0.1.0``; ``None`` where it is run from its sources and not installed."""
    return versions("jdlint").get("jdlint")
