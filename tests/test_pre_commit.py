"""The hooks in a real run of pre-commit: a scratch repository of posts, the hooks from a commit of this tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from jdlint.discovery import is_post_name

Run = Callable[..., subprocess.CompletedProcess[str]]
GOOD, BAD = "good-ml-engineering.md", "bad-no-headings.md"
CONFIG = """\
repos:
  - repo: file://{repo}
    rev: {rev}
    hooks:
      - id: jdlint-fix
        files: ^jobs/
      - id: jdlint
        args: [--select, "missing-title,tool-only-list,hype-title"]
"""


def commit(folder: Path, run: Run) -> str:
    """Make a folder a git repository with one commit of all that is in it; returns the commit."""
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    if not (folder / ".git").exists():
        run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", *identity, "commit", "--quiet", "--no-verify", "--message", "all", cwd=folder)
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.mark.network
def test_pre_commit_stops_a_bad_post_and_shows_the_warnings_of_a_good_one(
    fresh_home: Path, checkout: Path, tmp_path: Path, run: Run, repo_root: Path
) -> None:
    rev = commit(checkout, run)
    posts = tmp_path / "posts"
    (posts / "jobs").mkdir(parents=True)
    (posts / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=checkout, rev=rev))
    (posts / "README.md").write_text("# Our posts\n\nOne file a post, in the folder jobs.\n")
    good = (repo_root / "examples" / GOOD).read_text(encoding="utf-8")
    (posts / "jobs" / "good.md").write_text(good + WARNED, encoding="utf-8")
    commit(posts, run)

    passed = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=posts)
    assert re.search(r"^jdlint\.+Passed$", passed.stdout, re.MULTILINE)
    assert "warning[hype-title]" in passed.stdout, "warnings are seen when nothing fails"
    assert "README" not in passed.stdout

    shutil.copy(repo_root / "examples" / BAD, posts / "jobs" / "bad.md")
    commit(posts, run)
    failed = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=posts, code=1)
    assert re.search(r"^jdlint\.+Failed$", failed.stdout, re.MULTILINE)
    assert "- exit code: 1" in failed.stdout
    assert "jobs/bad.md" in failed.stdout

    (posts / "jobs" / "bad.md").unlink()
    slip = "- SQL for the the pipelines\n"
    (posts / "jobs" / "slip.md").write_text(good + WARNED + slip, encoding="utf-8")
    commit(posts, run)
    mended = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=posts, code=1)
    assert re.search(r"^jdlint-fix\.+Failed$", mended.stdout, re.MULTILINE)
    assert "files were modified by this hook" in mended.stdout
    assert "Fixed 1 problem in 1 post." in mended.stdout
    assert (posts / "jobs" / "slip.md").read_text(encoding="utf-8") == good + WARNED + slip.replace("the the", "the")
    commit(posts, run)
    again = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=posts)
    assert re.search(r"^jdlint-fix\.+Passed$", again.stdout, re.MULTILINE)


# A list of nothing but names of tools is a warning, not an error.
WARNED = """
## Nice to have

- Python, Java, Scala, Kafka, Spark, Airflow, Docker, Kubernetes
- The energy of a rockstar
"""


@pytest.fixture(params=["jdlint", "jdlint-fix"])
def hook(repo_root: Path, request: pytest.FixtureRequest) -> dict[str, object]:
    hooks = yaml.safe_load((repo_root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = (hook for hook in hooks if hook["id"] == request.param)
    assert isinstance(hook, dict)
    return hook


@pytest.mark.parametrize(
    "path",
    [
        "jobs/ml-engineer.md",
        "indexing-engineer.md",
        "readme-writer.md",
        "security-engineer.md",
        "posts/a.markdown",
        "README.md",
        "docs/readme.MD",
        "CHANGELOG.md",
        "Contributing.md",
        "LICENSE.md",
        "licence.markdown",
        "CODE_OF_CONDUCT.md",
        "code-of-conduct.md",
        "index.md",
        "jobs/_index.md",
    ],
)
def test_the_hook_reads_what_jdlint_reads_in_a_folder(hook: dict[str, object], path: str) -> None:
    assert bool(re.search(str(hook["exclude"]), path)) is not is_post_name(Path(path).name)


def test_the_hook_leaves_arguments_to_its_users(hook: dict[str, object]) -> None:
    assert hook["args"] == []
    assert hook["types"] == ["markdown"]
    assert hook["require_serial"] is True
    assert hook.get("verbose", False) is (hook["id"] == "jdlint")
    assert hook["entry"] == ("jdlint check --force-exclude" + (" --fix-only" if hook["id"] == "jdlint-fix" else ""))
