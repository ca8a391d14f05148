"""Rule files and settings are input too: whatever stands in them, each is used or refused at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import prepare, run, write
from wrong_values import WRONG, places, replaced, shortened, toml

import check_docs
from jdlint.checks import CHECKS
from jdlint.errors import ConfigError, JdlintError, RuleError
from jdlint.phrases.book import PhraseBook
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.loader import load_rules
from jdlint.ruleset.rule_file import Place, parse_rule
from jdlint.ruleset.yaml_reader import read_mapping
from jdlint.settings.files import read_layers
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.settings import KEYS

RULES = check_docs.ROOT / "rules"


def one_rule_of_each_kind() -> list[Path]:
    """The rule of each kind with the most keys."""
    found: dict[str, Path] = {}
    for path in sorted(RULES.glob("[!_]*/*.yaml")):
        kind = yaml.safe_load(path.read_text(encoding="utf-8"))["kind"]
        if kind in CHECKS and (kind not in found or path.stat().st_size > found[kind].stat().st_size):
            found[kind] = path
    assert found.keys() == CHECKS.keys()
    return list(found.values())


class AnyPhrase(PhraseBook):
    """Takes each phrase: what stands in phrases is tested by itself."""

    def add(self, text: str) -> int:
        assert isinstance(text, str)
        return 0


@pytest.mark.parametrize("path", one_rule_of_each_kind(), ids=lambda path: str(path.stem))
def test_no_wrong_value_at_any_key_of_a_rule_is_a_traceback(path: Path) -> None:
    data = shortened(yaml.safe_load(path.read_text(encoding="utf-8")))
    place = Place(path, path.parent.name, path.parent, shipped=True)
    refused: list[RuleError] = []
    for way in places(data):
        for value in WRONG:
            text = json.dumps(replaced(data, way, value), ensure_ascii=False, indent=1)
            try:
                parse_rule(read_mapping(text, str(path)), place, CHECKS, ParseContext(AnyPhrase({}), {}))
            except RuleError as error:
                refused.append(error)
    assert len(refused) > 50
    assert [
        str(error) for error in refused if error.path != str(path) or error.line is None or error.column is None
    ] == []


SETTINGS: dict[str, Any] = {
    "select": ["ALL"],
    "severity": {"team": "info", "data": {"absent": "info"}},
    "options": {"length": {"max": 900}},
    "per-file-ignores": {"*.md": ["team"]},
    "exclude": ["drafts/"],
    "jurisdictions": ["US-CO"],
    "max-file-size": "1 MB",
    "requires-version": ">=0.1",
    "profile": "strict",
}


@pytest.mark.parametrize("name", ["jdlint.yaml", "pyproject.toml"])
def test_no_wrong_value_at_any_key_of_settings_is_a_traceback(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    base = {**dict.fromkeys(KEYS, "x"), **{key: value for key, value in SETTINGS.items() if key in KEYS}}
    refused: list[ConfigError] = []
    for way in places(base):
        for value in WRONG:
            data = replaced({way[0]: base[way[0]]}, way, value)
            if name.endswith(".toml"):
                text = f"[tool.jdlint]\n{way[0]} = {toml(data[way[0]])}\n"
            else:
                text = yaml.safe_dump(data, allow_unicode=True)
            path.write_text(text, encoding="utf-8")
            try:
                merge_on_profile(read_layers(path))
            except ConfigError as error:
                refused.append(error)
    assert len(refused) > 100
    assert [str(error) for error in refused if error.path is None or error.line is None] == []


BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "anchors are not allowed"),
        ("a: " + "[" * 40 + "]" * 40, "nested deeper than 32 levels"),
        ("a: " + "{b: " * 40 + "}" * 40, "nested deeper than 32 levels"),
        ("<<: {a: b}\n", "merge keys are not allowed"),
        ("id: !!python/object/apply:os.system ['true']\n", "tags are not allowed"),
        ("id: !include /etc/passwd\n", "tags are not allowed"),
        ("id: a\nid: b\n", "the key 'id' is given twice"),
        ("x: " + "y" * (1 << 20), "larger than 1 MiB"),
    ],
)
@pytest.mark.parametrize(
    "name", ["jdlint.yaml", "house/no-x.yaml", "house/_vocabulary/x.yaml", "house/_families/x.yaml"]
)
def test_bombs_and_tags_are_refused_in_rules_and_settings(
    text: str, message: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    Path("house").mkdir()
    write("a.md", "# A\n")
    write(name, text)
    result = run("--rules-dir", "house", "a.md")
    assert result.exit_code == 2
    assert message in result.stderr
    assert Path(name).name in result.stderr


def test_vocabularies_in_a_circle_and_phrases_that_explode_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "_vocabulary"
    for name, phrase in (("one", "{two}"), ("two", "{three} x"), ("three", "(a|{one})"), ("self", "{self}")):
        write(str(folder / f"{name}.yaml"), f"about: x\nwords:\n  - '{phrase}'\n")
    _, errors = load_rules([tmp_path], CHECKS, lambda *_: None)
    assert errors
    assert all(error.line is not None for error in errors)


@pytest.mark.parametrize(
    "phrase",
    [
        "(" * 200 + "a" + ")" * 200,
        "(a|b)? " * 100 + "c",
        "((a|b)(c|d)?)? " * 20 + "e",
        "a " * 3000,
        "(a|" * 90 + "b" + ")" * 90,
    ],
)
def test_a_phrase_of_many_ways_is_taken_or_refused_at_once(phrase: str) -> None:
    context = ParseContext(PhraseBook({}), {})
    value = read_mapping(yaml.safe_dump({"phrase": phrase}), "rule.yaml").value("phrase")
    try:
        context.phrase(value)
    except JdlintError as error:
        assert error.line == 1  # noqa: PT017


def test_settings_that_extend_each_other_again_and_again_are_refused(tmp_path: Path) -> None:
    for level in range(30):
        for side in "ab":
            write(str(tmp_path / f"{level}{side}.yaml"), f"extend: [{level + 1}a.yaml, {level + 1}b.yaml]\n")
    for side in "ab":
        write(str(tmp_path / f"30{side}.yaml"), "ignore: [team]\n")
    with pytest.raises(ConfigError, match="extend: more than 20 files"):
        read_layers(tmp_path / "0a.yaml")


def test_a_table_of_settings_that_nobody_wrote_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.jdlint.severity]\n" + "".join(f"rule-{n} = 'info'\n" for n in range(20_000)))
    with pytest.raises(ConfigError, match="more than 1000 values") as error:
        read_layers(path)
    assert error.value.path == str(path)
