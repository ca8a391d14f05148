"""The JSON Schemas say of files what jdlint itself says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import prepare, run
from jsonschema import Draft7Validator
from test_docs import KEYS_OF_HEADINGS, SOURCE, keys_read

import check_docs
import generated_docs
from jdlint.checks import CHECKS
from jdlint.errors import ConfigError
from jdlint.ruleset.yaml_reader import read_file, read_mapping
from jdlint.settings.files import read_layers
from jdlint.settings.settings import KEYS
from jdlint.settings.shown import content_of

RULES = sorted(path for path in (check_docs.ROOT / "rules").glob("[!_]*/*.yaml") if path.parent.name != "jdlint")
RULE = """\
id: no-hero
title: Say who is wanted
kind: paragraph
severity: warning
message: "It has {count} words"
why: Readers skip it.
max-words: 5
examples:
  good: [You mend the pipeline of returns.]
  bad: [{text: We want one who mends all., today: 2026-01-01}]
"""


@cache
def made(name: str) -> dict[str, Any]:
    return generated_docs.SCHEMAS[name]()


@cache
def validator(name: str) -> Draft7Validator:
    Draft7Validator.check_schema(made(name))
    return Draft7Validator(made(name))


def as_data(text: str) -> dict[str, Any]:
    return {key: content_of(value) for key, value in read_mapping(text, "x.yaml").values.items()}


def test_the_stored_schemas_are_those_of_the_code() -> None:
    assert list(generated_docs.stale_schemas(check_docs.ROOT)) == []


def test_a_stale_schema_is_noticed_and_renewed(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    assert len(list(generated_docs.stale_schemas(tmp_path))) == 2
    assert list(generated_docs.stale_schemas(tmp_path, update=True)) == []


@pytest.mark.parametrize("name", ["config", "rule"])
def test_the_command_prints_the_stored_schema(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = (check_docs.ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    prepare(tmp_path, monkeypatch, real_rules=True)
    result = run("schema", name)
    assert (result.exit_code, result.stdout) == (0, stored)
    assert run("schema", "posts").exit_code == 2


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_shipped_rule_is_valid(path: Path) -> None:
    assert [error.message for error in validator("rule").iter_errors(as_data(read_file(path)))] == []


@pytest.mark.parametrize("kind", CHECKS)
def test_a_kind_has_the_keys_that_its_parser_reads(kind: str) -> None:
    ways = made("rule")["allOf"]
    (keys,) = (way["then"]["properties"] for way in ways if way["if"]["properties"]["kind"]["const"] == kind)
    common = keys_read(SOURCE / "ruleset/rule_file.py")
    own = set().union(*(keys_read(SOURCE / name) for name in KEYS_OF_HEADINGS[kind]))
    assert common <= set(keys)
    assert own <= set(keys)
    assert all(keys[name] for name in keys), "of every key something is known"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: paragraph", "kind: paragraf"),
        ("kind: paragraph\n", ""),
        ("max-words: 5", "max-word: 5"),
        ("max-words: 5", "max-words: five"),
        ("max-words: 5", "max-words: 5\nmin-items: 3"),
        ("why: Readers skip it.\n", ""),
        ("severity: warning", "severity: fatal"),
        ("severity: warning", "severity: {absent: error}"),
        ("good: [You", "god: [You"),
        ("today: 2026", "part: nowhere, today: 2026"),
        ("today: 2026", "yesterday: 2026"),
        ("title: Say who is wanted", "title: [Say who is wanted]"),
        ("why: Readers", "on-by-default: maybe\nwhy: Readers"),
    ],
)
def test_a_rule_that_jdlint_refuses_is_not_valid(old: str, new: str) -> None:
    assert not list(validator("rule").iter_errors(as_data(RULE)))
    assert old in RULE
    assert list(validator("rule").iter_errors(as_data(RULE.replace(old, new))))


def test_every_setting_has_a_description_and_a_value_that_is_valid() -> None:
    properties = made("config")["properties"]
    assert set(properties) == set(KEYS)
    for name, found in properties.items():
        assert found["description"], name
        if "default" in found and name != "select":
            assert not list(validator("config").iter_errors({name: found["default"]}))


def test_editors_offer_rules_and_categories_and_take_one_s_own() -> None:
    offered = made("config")["definitions"]["rule-or-category"]["anyOf"][0]["enum"]
    assert {"ALL", "fairness", "team", *(path.stem for path in RULES)} <= set(offered)
    assert not list(validator("config").iter_errors({"ignore": ["our-own"], "severity": {"our-own": "info"}}))


@pytest.mark.parametrize(
    "options", ["{length: {max: many}}", "{length: {max: -3}}", "{length: {maximum: 3}}", "{team: {max: 3}}"]
)
def test_options_are_checked_for_each_shipped_rule(
    options: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    Path("jdlint.yaml").write_text(f"options: {options}\n", encoding="utf-8")
    Path("a.md").write_text("# A\n", encoding="utf-8")
    assert list(validator("config").iter_errors(as_data(f"options: {options}")))
    assert run("a.md").exit_code == 2
    assert not list(validator("config").iter_errors(as_data("options: {length: {max: 9.5}, our-own: {max: many}}")))


def settings_in_the_documentation() -> Iterator[str]:
    for path in check_docs.documentation():
        for block in check_docs.read_page(path).blocks:
            if block.language.startswith("yaml"):
                data = yaml.safe_load(block.text)
                if isinstance(data, dict) and data.keys() <= KEYS.keys():
                    yield block.text


@pytest.mark.parametrize("text", list(settings_in_the_documentation()))
def test_settings_in_the_documentation_are_valid(text: str) -> None:
    assert [error.message for error in validator("config").iter_errors(as_data(text))] == []


@pytest.mark.parametrize(
    "text",
    ["selct: [ALL]", "select: ALL", "select: []", "ignore: [1]", "fail-on: warn", "preview: 'yes'", "rules-dir: 3",
     "severity: {team: fatal}", "severity: {team: {absent: fatal}}", "severity: {team: {missing: error}}",
     "severity: {team: off}", "options: {team: 3}", "options: {length: 3}", "max-file-size: many", "max-file-size: 0", "exclude: drafts",
     "per-file-ignores: {a: b}", "profile: loose", "jurisdictions: uk", "extend: {a: b}"],
)  # fmt: skip
def test_what_jdlint_refuses_is_not_valid(text: str, tmp_path: Path) -> None:
    assert list(validator("config").iter_errors(as_data(text)))
    path = tmp_path / "jdlint.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError):
        read_layers(path)


def test_the_schema_is_json_that_editors_can_read() -> None:
    text = (check_docs.ROOT / "schema" / "rule.schema.json").read_text(encoding="utf-8")
    assert json.loads(text)["$schema"].startswith("http://json-schema.org/draft-07")
    assert '"$ref"' in text, "what stands in several places is written once"
