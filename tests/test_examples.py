"""The example posts: what jdlint says of each is stored, so that a changed verdict is seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import ROOT, run

EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.md"))
STORED = ROOT / "tests" / "snapshots" / "examples"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_gets_what_is_stored(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("--isolated", "--output-format", "concise", f"examples/{name}")
    stored = STORED / f"{Path(name).stem}.txt"
    if os.environ.get("JDLINT_UPDATE"):
        stored.parent.mkdir(exist_ok=True)
        stored.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == stored.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("good-")])
def test_a_good_example_has_nothing_that_fails(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("--isolated", "--fail-on", "error", f"examples/{name}")
    assert result.exit_code == 0, result.stdout


def test_there_is_a_good_example_for_each_family_and_one_of_the_usual_template() -> None:
    families = {path.stem for path in (ROOT / "rules" / "_families").glob("*.yaml")} - {"product", "design", "other"}
    assert {f"good-{family}.md" for family in families} <= set(EXAMPLES)
    assert "bad-usual-template.md" in EXAMPLES
