from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jdlint.late import late_function, late_module


def test_a_module_is_loaded_when_it_is_used() -> None:
    code = """
import sys
from jdlint.late import late_module
module = late_module("tabnanny")
assert "tabnanny" not in sys.modules
assert module.check is sys.modules["tabnanny"].check
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_module_that_is_not_there_is_missed_when_it_is_used() -> None:
    module = late_module("jdlint_nowhere")
    with pytest.raises(ImportError, match="jdlint_nowhere"):
        module.check()


def test_a_function_is_that_of_its_module() -> None:
    assert late_function("posixpath", "join")("a", "b") == "a/b"


def test_a_run_with_compiled_rules_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """No reader of rules and settings, no YAML, no other format, nothing that only mending or baselines need."""
    code = """
import sys
from jdlint.cli import app
try:
    app(["--isolated", "--cache-dir", sys.argv[1], "--output-format", "concise", sys.argv[2]])
finally:
    print(*sys.modules, file=sys.stderr)
"""
    post = tmp_path / "post.md"
    post.write_text("# Engineer\n\n- Be a synergy wizard.\n", encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "JDLINT_NO_CACHE"}
    for _ in range(2):
        args = [sys.executable, "-c", code, str(tmp_path / "cache"), str(post)]
        result = subprocess.run(args, capture_output=True, text=True, check=False, env=env)
    loaded = set(result.stderr.split())
    assert "jdlint.engine" in loaded
    needless = {
        "yaml",
        "tomllib",
        "textstat",
        "difflib",
        "importlib.metadata",
        "importlib.util",
        "click.shell_completion",
        "concurrent.futures",
        "jdlint.ruleset.loader",
        "jdlint.ruleset.yaml_reader",
        "jdlint.ruleset.toml_reader",
        "jdlint.ruleset.context",
        "jdlint.settings.tuning",
        "jdlint.output.sarif",
        "jdlint.output.snippet",
        "jdlint.mending",
        "jdlint.fixes",
        "jdlint.baseline",
        "jdlint.changed_lines",
        "jdlint.kept_results",
        "jdlint.discovery.globs",
        "jdlint.suppressions.adding",
    }
    assert not needless & loaded


def test_an_expression_is_compiled_when_it_is_used() -> None:
    code = """
import re, re._compiler
compiled = []
compile_ = re._compiler.compile
re._compiler.compile = lambda pattern, flags: compiled.append(pattern) or compile_(pattern, flags)
from jdlint.late import expression
word = expression("w[a-c]+", re.IGNORECASE)
assert not compiled
assert word.match("WAB").group() == "WAB"
assert word.sub("-", "x wa") == "x -"
assert word.pattern == "w[a-c]+"
assert compiled == ["w[a-c]+"]
"""
    subprocess.run([sys.executable, "-c", code], check=True)
