from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", "*.egg-info", "build", "dist", ".*_cache", ".hypothesis"
)

# Tests are not to meet what other runs have kept; those of the cache ask for it.
os.environ["JDLINT_NO_CACHE"] = "1"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def repo_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of labelled posts; tests that ask for it are skipped where it is missing."""
    folder = (ROOT / os.environ.get("JDLINT_CORPUS", "../shared/corpus")).resolve()
    if not folder.is_dir():
        pytest.skip("the corpus is missing: JDLINT_CORPUS names no folder")
    return folder


@pytest.fixture
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, for this process and for those that it starts."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PRE_COMMIT_HOME", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith(("GIT_", "JDLINT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NO_COLOR", "1")
    return home


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the working tree, without what is built, cached or installed."""
    return shutil.copytree(ROOT, tmp_path / "checkout", ignore=NOT_COPIED)


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a command to its end without input; unless told otherwise it must exit 0."""

    def run_command(
        *command: str | Path, cwd: Path, code: int = 0, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        arguments: Sequence[str] = [str(word) for word in command]
        done = subprocess.run(
            arguments,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == code, f"{arguments} exited {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run_command


@pytest.fixture
def make_venv(tmp_path: Path, run: Run) -> Callable[[str], Path]:
    """Make a virtual environment and return the folder of its programs."""

    def make(name: str) -> Path:
        run(sys.executable, "-m", "venv", tmp_path / name, cwd=tmp_path)
        return tmp_path / name / ("Scripts" if os.name == "nt" else "bin")

    return make
