"""Front matter made to hurt: it is read or said to be broken, and the body is linted all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import prepare, run, shipped_linter

from jdlint.linter import lint_source
from jdlint.planning import make_plan
from jdlint.post.source import make_source
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.web.live.desk import make_desk
from jdlint.web.live.judge import judge

BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
TAGS = ("!!python/object/apply:os.system", "!!python/name:os.system", "!!binary", "!!set", "!!omap", "!local", "!", "!<tag:yaml.org,2002:int>")  # fmt: skip
# What cannot be read, or would grow or run.
BROKEN_YAML = {
    "bomb": BOMB,
    "circle": "x: &a [*a]",
    "circle of keys": "x: &a {b: *a}",
    **{f"tag {tag}": f"x: {tag} ['true']" for tag in TAGS},
    "large": "x: " + "y" * 900_000,
    "brackets": "x: " + "[" * 9_000,
    "closed brackets": "x: " + "[" * 5_000 + "]" * 5_000,
    "items in items": "x:\n" + "- " * 9_000 + "a",
    "deeper lines": "\n".join(" " * depth + "a:" for depth in range(60)),
    "many": "\n".join(f"key-{number}: v" for number in range(4_000)),
    "twice": "a: b\na: c",
    "twice within": "x: {a: 1, 'a': 2}",
    "tab": "x:\n\ty: 1",
    "documents": "a: b\n--- c\nd: e",
    "directive": "%YAML 1.1",
    "NUL": "x: a\0b",
    "half a character": 'x: "\\ud800"',
    "no character": 'x: "\\U00110000"',
    "long key": "k" * 60_000 + ": x",
}
READ_YAML = {
    "no number": "baseSalary: .nan\nmin: .inf\nmax: -.inf",
    "no salary": "baseSalary: {minValue: .nan, maxValue: .inf, currency: EUR}",
    "no day": "datePosted: 2026-02-30\nvalidThrough: 0000-01-01",
    "no time": "datePosted: 2026-01-01T25:00:00Z\nvalidThrough: 9999-12-31T23:59:59-14:00",
    "first day": "datePosted: 0001-01-01T00:00:00+14:00\nvalidThrough: 0001-01-01",
    "times": "t: 12:30\nu: 190:20:30\nv: 99999999999999999999:59:59.9",
    "merged": "<<: {a: b}\nx: {<<: [1, 2]}",
    "keys of all sorts": "1: a\n2026-01-01: b\ntrue: c\n.nan: d\n? [e, f]\n: g\n=: h",
    "numbers": f"x: {'9' * 60_000}",
    "number of sixties": f"x: 1{':59' * 15_000}",
    "salary": f"baseSalary: {{minValue: {'9' * 400}, maxValue: 1e999, currency: EUR}}",
    "number of sixteens": f"baseSalary: 0x{'f' * 60_000}",
}
BROKEN_TOML = {
    "bomb": "x = &a [*a]",
    "large": f"x = '{'y' * 900_000}'",
    "brackets": "x = " + "[" * 9_000,
    "closed brackets": "x = " + "[" * 5_000 + "]" * 5_000,
    "parts": "x" + ".a" * 9_000 + " = 1",
    "no day": "datePosted = 2026-02-30",
    "year 0": "datePosted = 0000-01-01",
    "twice": "a = 1\na = 2",
    "NUL": "x = 'a\0b'",
    "half a character": 'x = "\\ud800"',
    "number": f"x = {'9' * 60_000}",
    "number of sixteens": f"baseSalary = 0x{'f' * 60_000}",
    "salary": f"baseSalary = {{minValue = {'9' * 400}}}",
    "YAML": "---\na: b",
}
READ_TOML = {
    "no number": "baseSalary = nan\nmin = inf",
    "no salary": "baseSalary = {minValue = nan, maxValue = inf, currency = 'EUR'}",
    "times": "datePosted = 0001-01-01T00:00:00+23:59\nvalidThrough = 9999-12-31T23:59:59-23:59\nx = 07:32:00",
    "tabs": "\tx\t=\t'y'",
    "empty key": "'' = 1",
}
BODY = "\n# Data Engineer\n\nYou build our pipelines.\n\n## Requirements\n\n- We want a rockstar.\n"


def yaml_post(front: str) -> str:
    return f"---\ntitle: Data Engineer\n{front}\n---\n{BODY}"


def toml_post(front: str) -> str:
    return f"+++\ntitle = 'Data Engineer'\n{front}\n+++\n{BODY}"


POSTS = {
    **{f"YAML, {name}": (yaml_post(front), True) for name, front in BROKEN_YAML.items()},
    **{f"YAML, {name}": (yaml_post(front), False) for name, front in READ_YAML.items()},
    **{f"TOML, {name}": (toml_post(front), True) for name, front in BROKEN_TOML.items()},
    **{f"TOML, {name}": (toml_post(front), False) for name, front in READ_TOML.items()},
}


@pytest.mark.parametrize("name", list(POSTS))
def test_front_matter_is_read_or_broken_and_the_body_is_linted(name: str) -> None:
    text, broken = POSTS[name]
    linter, _ = shipped_linter()
    source = make_source(text, "a.md")
    findings = lint_source(linter, source, linter.ruleset.rules).findings
    assert ("front-matter-broken" in {finding.rule for finding in findings}) == broken
    (hype,) = [finding for finding in findings if finding.rule == "hype-title"]
    assert source.line_text(hype.line) == "- We want a rockstar."
    assert text[hype.span.start : hype.span.end] == "rockstar"


@pytest.mark.parametrize("name", ["YAML, bomb", "YAML, no salary", "TOML, parts", "TOML, times"])
def test_scorecards_and_pages_have_the_body_too(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    text, broken = POSTS[name]
    Path("a.md").write_bytes(text.encode())
    scored = run("scorecard", "--output-format", "json", "a.md")
    assert scored.exit_code == 0, scored.stderr
    json.loads(scored.stdout)
    report = run("report", "-o", "page.html", "a.md")
    assert report.exit_code == 0, report.stderr
    page = Path("page.html").read_text(encoding="utf-8")
    assert "rockstar" in page
    settings = merge_on_profile(())
    linter, _ = shipped_linter()
    answer = judge(make_desk(make_plan(linter, select_rules(linter.ruleset.rules, settings), settings), settings), text, "a.md")  # fmt: skip
    rules = {entry["rule"] for entry in answer["findings"]}
    assert "hype-title" in rules
    assert ("front-matter-broken" in rules) == broken
    json.dumps(answer, allow_nan=False)
