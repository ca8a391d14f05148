"""Other linters to measure jdlint against, installed into a folder of their own in the releases named here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PYTHON = {"proselint": "0.16.0", "codespell": "2.4.3"}
_NODE = {"markdownlint-cli2": "0.22.1"}
VERSIONS = {**_PYTHON, **_NODE}
_LONGEST_INSTALL = 180


@dataclass(frozen=True)
class Peer:
    """A linter: its command, or why there is none."""

    name: str
    program: Path | None
    missing: str = ""


def install_peers(folder: Path) -> dict[str, Peer]:
    """All peers by name; one that cannot be installed says so."""
    peers = [_peer(name, folder, _install_python, Path("venv", "bin", name)) for name in _PYTHON]
    peers += [_peer(name, folder, _install_node, Path("node_modules", ".bin", name)) for name in _NODE]
    return {peer.name: peer for peer in peers}


def _peer(name: str, folder: Path, install: Callable[[Path, str], None], program: Path) -> Peer:
    here = folder / f"{name}-{VERSIONS[name]}"
    path = here / program
    try:
        if not path.exists():
            install(here, name)
    except (OSError, subprocess.SubprocessError) as problem:
        # A half-made folder would be taken for a whole one the next time.
        shutil.rmtree(here, ignore_errors=True)
        return Peer(name, None, f"{name} could not be installed ({type(problem).__name__})")
    return Peer(name, path)


def _install_python(folder: Path, name: str) -> None:
    _run(sys.executable, "-m", "venv", folder / "venv")
    pip = (folder / "venv" / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    _run(*pip, f"{name}=={VERSIONS[name]}")


def _install_node(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    _run("npm", "install", *quiet, "--prefix", folder, f"{name}@{VERSIONS[name]}")


def _run(*words: str | Path) -> None:
    subprocess.run(
        [str(word) for word in words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_LONGEST_INSTALL,
        check=True,
    )
