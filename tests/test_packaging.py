from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.network


def lint_examples(bin_folder: Path, cwd: Path, examples: Path, run: Run) -> str:
    """What the installed command says about the examples, from another folder."""
    cwd.mkdir()
    untitled = ("check", "--select", "missing-title")
    run(bin_folder / "jdlint", *untitled, examples / "bad-no-headings.md", cwd=cwd, code=1)
    run(bin_folder / "jdlint", *untitled, examples / "good-ml-engineering.md", cwd=cwd)
    run(bin_folder / "jdlint", "test", cwd=cwd)
    assert "business-problem" in run(bin_folder / "jdlint", "rules", cwd=cwd).stdout
    done = run(bin_folder / "jdlint", "check", "--fail-on", "never", "--output-format", "concise", examples, cwd=cwd)
    assert done.stderr == ""
    return done.stdout


def pip_install(bin_folder: Path, *what: str | Path, cwd: Path, run: Run) -> None:
    run(bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what, cwd=cwd)


def test_a_wheel_and_an_editable_install_say_the_same_from_another_folder(
    fresh_home: Path, checkout: Path, tmp_path: Path, run: Run, make_venv: Callable[[str], Path]
) -> None:
    run_build(checkout, tmp_path / "dist", run)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    check_wheel(wheel, checkout)
    check_sdist(sdist)

    wheel_bin = make_venv("wheel-env")
    pip_install(wheel_bin, wheel, cwd=tmp_path, run=run)
    from_wheel = lint_examples(wheel_bin, tmp_path / "one", checkout / "examples", run)

    editable_bin = make_venv("editable-env")
    pip_install(editable_bin, "--editable", checkout, cwd=tmp_path, run=run)
    from_clone = lint_examples(editable_bin, tmp_path / "two", checkout / "examples", run)

    assert "bad-no-headings.md" in from_wheel
    assert from_wheel == from_clone


def run_build(checkout: Path, dist: Path, run: Run) -> None:
    """Build the source distribution, and the wheel from it."""
    run(sys.executable, "-m", "build", "--outdir", dist, checkout, cwd=checkout)


def check_wheel(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {
        f"jdlint/{path.relative_to(checkout).as_posix()}" for path in (checkout / "rules").rglob("*") if path.is_file()
    }
    assert shipped
    assert shipped <= names
    assert "jdlint/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def check_sdist(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"src", "rules", "tests", "examples", "docs", "README.md", "LICENSE", "Makefile"} <= tops
    assert not tops & {".venv", ".git", "dist"}
