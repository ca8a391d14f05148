"""Files that never end or never begin: devices that are linked to, and pipes into which nobody writes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import NINJA, prepare, run, start, write

from jdlint.errors import RuleError
from jdlint.linter import load_linter
from jdlint.rule_examples import test_rules as try_rules

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
# Enough for jdlint, and soon used up by what reads without an end.
LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = prepare(tmp_path, monkeypatch)
    write("a.md", "Be a ninja")
    return found


def make(kind: str, path: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        Path(path).symlink_to("/dev/zero")


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize(
    "name", [".gitignore", ".jdlint.yaml", "pyproject.toml", ".git/info/exclude", "posts/.gitignore"]
)
def test_what_is_found_is_passed_over(kind: str, name: str) -> None:
    make(kind, name)
    out, errors = start([".", "--output-format", "concise", "-q"], prefix=LIMIT).communicate(timeout=60)
    assert (out.decode(), errors) == (NINJA, b"")


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("setting", ["baseline", "extend", "rules-dir"])
def test_what_settings_name_is_refused(kind: str, setting: str) -> None:
    make(kind, "there/x.yaml")
    write(".jdlint.yaml", f"{setting}: {'there' if setting == 'rules-dir' else 'there/x.yaml'}\n")
    if setting == "rules-dir":
        (error,) = load_linter([Path("there")])[1]
        assert str(error).endswith("x.yaml: is not a regular file")
    else:
        process = start(["a.md"], prefix=LIMIT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 2
        assert b"it is not a regular file" in errors or b"there is no file 'there/x.yaml'" in errors


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_post_is_refused(kind: str) -> None:
    make(kind, "b.md")
    found = run("b.md", "a.md", "--output-format", "concise", "-q")
    assert (found.exit_code, found.stdout) == (2, NINJA)
    assert found.stderr.startswith("b.md: error: is not a regular file")


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_the_file_of_an_example_is_refused(kind: str) -> None:
    make(kind, "x.md")
    rule = (
        "id: no-hero",
        "title: T",
        "kind: phrase",
        "severity: info",
        "message: M",
        "why: W",
        "sources: [S]",
        "phrases: [hero]",
    )
    write(
        "rules/no-hero.yaml",
        "\n".join((*rule, "examples:", "  good: [{file: x.md}]", "  bad: [We want a ⟦hero⟧.]", "")),
    )
    linter, errors = load_linter([Path("rules")])
    assert errors == ()
    (own,) = (rule for rule in linter.ruleset.rules if rule.id == "no-hero")
    with pytest.raises(RuleError, match=r"the file of an example cannot be read: .*x\.md: is not a regular file"):
        list(try_rules(linter, [own]))
