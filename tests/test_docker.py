"""The Dockerfile's steps, run in folders of a virtual environment instead of an image: Docker itself is not tried."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def test_the_context_holds_what_the_package_is_built_from() -> None:
    first, *kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert first == "*"
    names = {name.removeprefix("!") for name in kept}
    assert all((ROOT / name).exists() for name in names)
    assert {"src", "rules", "examples", "pyproject.toml", "README.md", "LICENSE"} <= names


@pytest.mark.network
def test_its_steps_install_jdlint(tmp_path: Path, fresh_home: Path, make_venv: Callable[[str], Path], run: Run) -> None:
    context = tmp_path / "src"
    context.mkdir()
    for name in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1:]:
        source = ROOT / name.removeprefix("!")
        (shutil.copytree if source.is_dir() else shutil.copy)(source, context / source.name)
    programs = make_venv("image")
    steps = re.findall(r"^RUN (?:--mount=\S+ +)*(.*)$", DOCKERFILE, re.MULTILINE)
    assert len(steps) == 2
    for step in steps:
        words = [re.sub("^/(src|wheels)$", rf"{tmp_path}/\1", word) for word in shlex.split(step)]
        assert words[0] == "pip"
        run(programs / "python", "-m", *words, cwd=tmp_path)
    (tmp_path / "post.md").write_text("# Data engineer\n\n## Requirements\n\n- Python\n", encoding="utf-8")
    entry = re.findall(r'^ENTRYPOINT \["(.*)"\]$', DOCKERFILE, re.MULTILINE)
    done = run(programs / entry[0], "--select", "operations", "post.md", cwd=tmp_path, code=1)
    assert "error[operations]" in done.stdout
