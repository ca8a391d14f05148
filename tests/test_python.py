"""jdlint as a library: what ``docs/python.md`` promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from datetime import UTC, date, datetime
from inspect import signature
from pathlib import Path

import pytest
from command import ROOT, prepare, run, write

import jdlint

POST = "# Data engineer\n\n## Responsibilities\n\n- Join our fast-paced team.\n"
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def test_a_text_is_linted() -> None:
    (finding,) = jdlint.lint_text(POST, select=["cliche-fast-paced"])
    assert isinstance(finding, jdlint.Finding)
    assert (finding.path, finding.line, finding.column) == ("<text>", 5, 12)
    assert POST[finding.span.start : finding.span.end] == "fast-paced team"
    assert finding.severity is jdlint.Severity.INFO
    assert jdlint.lint_text(POST, "a.md", select=["cliche-fast-paced"])[0].path == "a.md"


def test_a_file_is_linted_as_the_command_does() -> None:
    Path("a.md").write_bytes(b"\xef\xbb\xbf" + POST.replace("\n", "\r\n").encode())
    findings = jdlint.lint_file("a.md")
    lines = run("a.md", "--isolated", "--output-format", "concise", "-q").stdout.splitlines()
    assert [f"{f.path}:{f.line}:{f.column}: {f.severity.label}[{f.rule}] {f.message}" for f in findings] == lines
    assert len(findings) > 10
    assert jdlint.lint_file(Path("a.md")) == findings


def test_a_byte_order_mark_is_no_character() -> None:
    assert jdlint.lint_text("\ufeff" + POST) == jdlint.lint_text(POST)


def test_the_choices_are_those_of_the_command() -> None:
    everything = {finding.rule for finding in jdlint.lint_text(POST)}
    assert {"cliche-fast-paced", "salary-missing", "operations"} <= everything
    assert "cliche-fast-paced" not in {f.rule for f in jdlint.lint_text(POST, ignore=["language"])}
    assert "operations" not in {f.rule for f in jdlint.lint_text(POST, family="other")}
    write("house/no-team.yaml", HOUSE)
    assert "no-team" in {f.rule for f in jdlint.lint_text(POST, rules_dirs=["house"])}
    assert jdlint.lint_text(POST + "<!-- jdlint-disable-file -->\n") == ()


def test_a_text_is_one_choice_and_no_letters() -> None:
    assert {f.rule for f in jdlint.lint_text(POST, select="cliche-fast-paced, operations")} == {
        "cliche-fast-paced",
        "operations",
    }
    assert "cliche-fast-paced" not in {f.rule for f in jdlint.lint_text(POST, ignore="language")}
    write("house/no-team.yaml", HOUSE)
    for folder in ("house", Path("house")):
        assert {f.rule for f in jdlint.lint_text(POST, rules_dirs=folder, select="no-team")} == {"no-team"}


def test_settings_are_read_only_when_they_are_named() -> None:
    write(".jdlint.yaml", "select: [cliche-fast-paced]\n")
    assert len(jdlint.lint_text(POST)) > 10
    assert len(jdlint.lint_text(POST, config=".jdlint.yaml")) == 1
    assert {f.rule for f in jdlint.lint_text(POST, config=".jdlint.yaml", select=["operations"])} == {"operations"}


def test_a_profile_holds() -> None:
    write(".jdlint.yaml", "profile: strict\n")
    strict, plain = (
        {f"{f.line} {f.rule}" for f in jdlint.lint_text(POST, config=config)} for config in (".jdlint.yaml", None)
    )
    assert strict > plain


def test_the_day_can_be_given() -> None:
    text = "# Data engineer\n\n## Requirements\n\n- 6 years of experience with Polars\n"
    ages = {
        day: jdlint.lint_text(text, select=["years-exceed-tool-age"], today=day)
        for day in (date(2022, 1, 1), date(2040, 1, 1))
    }
    assert [len(found) for found in ages.values()] == [1, 0]
    with_time = jdlint.lint_text(text, select=["years-exceed-tool-age"], today=datetime(2022, 1, 1, 8, tzinfo=UTC))
    assert with_time == ages[date(2022, 1, 1)]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: jdlint.lint_text(POST, select=["nothing"]), "ConfigError", "there is no rule or category 'nothing'"),
        (lambda: jdlint.lint_text(POST, select="language,nothing"), "ConfigError", "no rule or category 'nothing'"),
        (lambda: jdlint.lint_text(POST, ignore=" ,"), "ConfigError", "ignore: the text is empty"),
        (lambda: jdlint.lint_text(POST, today="2020-01-01"), "ConfigError", "today: expected a datetime.date, found '2020"),  # type: ignore[arg-type]
        (lambda: jdlint.lint_text(POST, family="nothing"), "ConfigError", "there is no family of jobs 'nothing'"),
        (lambda: jdlint.lint_text(POST, rules_dirs=["none"]), "RuleError", "none: there is no such folder"),
        (lambda: jdlint.lint_text(POST, config="none.yaml"), "ConfigError", "none.yaml: "),
        (lambda: jdlint.lint_file("none.md"), "InputError", "none.md: cannot be read"),
        (lambda: jdlint.lint_file("."), "InputError", "is a folder, not a file"),
    ],
)  # fmt: skip
def test_errors_say_what_is_wrong(call: object, error: str, message: str) -> None:
    assert callable(call)
    with pytest.raises(getattr(jdlint, error), match=re.escape(message)) as raised:
        call()
    assert isinstance(raised.value, jdlint.JdlintError)


def test_bytes_that_are_no_utf_8_are_an_error() -> None:
    Path("a.md").write_bytes(b"ab\xff")
    with pytest.raises(jdlint.InputError) as raised:
        jdlint.lint_file("a.md")
    assert (raised.value.line, raised.value.column) == (1, 3)


def test_the_page_names_all_there_is() -> None:
    assert set(jdlint.__all__) == set(dir(jdlint))
    for name in jdlint.__all__:
        assert getattr(jdlint, name) is not None
        assert f"`{name}" in PAGE
    for field in fields(jdlint.Finding):
        assert f"`{field.name}`" in PAGE
    for function in (jdlint.lint_text, jdlint.lint_file):
        for name, parameter in signature(function).parameters.items():
            assert parameter.kind is not parameter.KEYWORD_ONLY or f"`{name}`" in PAGE
    with pytest.raises(AttributeError, match="no attribute 'lint'"):
        jdlint.lint  # noqa: B018


def test_the_example_on_the_page_runs() -> None:
    (example,) = re.findall("```python\n(.*?)```", PAGE, re.DOTALL)
    write("posts/ml-engineer.md", POST)
    exec(compile(example, "docs/python.md", "exec"), {})


def python(code: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys, jdlint; print(sorted(name for name in sys.modules if name.split('.')[0] in {}))"
    parts = ("jdlint", "click", "yaml", "markdown_it", "textstat", "re2")
    assert python(code.format(parts)) == "['jdlint']\n"
    code = "import sys, jdlint; jdlint.Severity; print([name for name in sys.modules if name.startswith('jdlint.')])"
    assert python(code) == "['jdlint.record', 'jdlint.finding']\n"


def test_it_is_typed(tmp_path: Path) -> None:
    assert (ROOT / "src" / "jdlint" / "py.typed").is_file()
    program = tmp_path / "program.py"
    program.write_text(
        "import jdlint\nreveal_type(jdlint.lint_text(''))\nreveal_type(jdlint.__version__)\n", encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        f"--cache-dir={ROOT / '.mypy_cache'}",
        str(program),
    ]
    env = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=env, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert re.search(r'"(builtins\.)?tuple\[jdlint\.finding\.Finding, \.\.\.\]"', done.stdout)
    assert re.search(r'"(builtins\.)?str"', done.stdout)


HOUSE = """\
id: no-team
title: Say who
kind: phrase
severity: warning
message: "'{match}' is nobody"
why: Because.
phrases: [team]
examples:
  good: [We work.]
  bad: [Our ⟦team⟧.]
"""
