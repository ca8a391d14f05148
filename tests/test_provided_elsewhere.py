"""Parts that the site adds around a post: rules on their absence stay silent, and do not pass either."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import prepare, run, write

POST = "# Data Engineer\n\n## Responsibilities\n\n- Load the readings.\n\n## Requirements\n\n- SQL\n"
RULES = {
    "apply": "how-to-apply-missing",
    "equal-opportunity": "equal-opportunity-missing",
    "about-company": "about-company-missing",
    "process": "process-missing",
    "benefits": "benefits-missing",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def outcome(*options: str) -> tuple[set[str], set[str]]:
    """The rules that found something, and those that were not evaluated."""
    result = run("--select", ",".join(RULES.values()), "--output-format", "json", *options, "a.md")
    data = json.loads(result.stdout)
    return {found["rule"] for found in data["findings"]}, {entry["rule"] for entry in data["not_evaluated"]}


@pytest.mark.parametrize("part", RULES)
def test_the_settings_silence_a_rule(part: str) -> None:
    write("a.md", POST)
    assert outcome() == (set(RULES.values()), set())

    write("jdlint.yaml", f"provided-elsewhere: [{part}]\n")

    assert outcome() == (set(RULES.values()) - {RULES[part]}, {RULES[part]})


def test_a_post_adds_to_the_settings() -> None:
    write("a.md", f"---\nprovided-elsewhere: [apply]\n---\n\n{POST}")
    found, silent = outcome("--provided-elsewhere", "process,benefits")
    assert silent == {"how-to-apply-missing", "process-missing", "benefits-missing"}
    assert not silent & found
