"""A new rule is in preview for one minor release, and the changelog tells of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from test_selection import make_rule

import check_docs
from jdlint.linter import load_linter
from jdlint.ruleset.rule import Rule

FIRST = (0, 1)


def minor(version: str) -> tuple[int, int]:
    major, second, *_ = version.split(".")
    return int(major), int(second)


def out_of_turn(rules: Iterable[Rule], version: str, changelog: str) -> Iterator[str]:
    """What is wrong with new rules and rules in preview in a version of jdlint."""
    for rule in rules:
        since = minor(rule.since or "0.0")
        if since == FIRST and not rule.preview:
            continue  # the first release has no rules that are new to anybody
        if since > minor(version):
            yield f"{rule.id} is from a version to come"
        if since == minor(version) and rule.on_by_default and not rule.preview:
            yield f"{rule.id} is new and needs 'preview: true'"
        if since < minor(version) and rule.preview:
            yield f"{rule.id} has been in preview for a release: take 'preview' out, and list it under changed defaults"
        if since == minor(version) and f"`{rule.id}`" not in changelog:
            yield f"{rule.id} is new and not in the changelog"


def test_new_rules_are_in_preview_and_in_the_changelog() -> None:
    version = tomllib.loads((check_docs.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (check_docs.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert list(out_of_turn(load_linter()[0].ruleset.rules, version, changelog)) == []


@pytest.mark.parametrize(
    ("since", "preview", "version", "changelog", "said"),
    [
        ("0.1.0", False, "0.1.0", "", []),
        ("0.1.0", False, "0.3.2", "", []),
        ("0.2.0", True, "0.2.1", "`new`", []),
        ("0.2.0", True, "0.2.0", "", ["new is new and not in the changelog"]),
        ("0.2.0", False, "0.2.0", "`new`", ["new is new and needs 'preview: true'"]),
        ("0.2.0", False, "0.3.0", "", []),
        ("0.2.0", True, "0.3.0", "", ["new has been in preview for a release: "]),
        ("0.4.0", True, "0.3.0", "", ["new is from a version to come"]),
    ],
)
def test_what_is_out_of_turn(since: str, preview: bool, version: str, changelog: str, said: list[str]) -> None:
    rule = replace(make_rule("new", "criteria", preview=preview), since=since)
    found = list(out_of_turn([rule], version, changelog))
    assert len(found) == len(said)
    assert all(text.startswith(start) for text, start in zip(found, said, strict=True))
