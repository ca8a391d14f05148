from __future__ import annotations

import subprocess
import sys

import pytest

from jdlint.late import late_function, late_module


def test_a_module_is_loaded_when_it_is_used() -> None:
    code = """
import sys
from jdlint.late import late_module
module = late_module("tabnanny")
assert type(module).__name__ == "_LazyModule"
assert module.check.__module__ == "tabnanny"
assert type(module).__name__ == "module"
assert late_module("tabnanny") is module
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_module_that_is_not_there_is_missed_at_once() -> None:
    with pytest.raises(ImportError, match="no module jdlint_nowhere"):
        late_module("jdlint_nowhere")


def test_a_function_is_that_of_its_module() -> None:
    assert late_function("posixpath", "join")("a", "b") == "a/b"


def test_a_run_on_a_post_without_front_matter_reads_no_yaml_and_loads_one_format() -> None:
    code = """
import sys
import jdlint.commands.check
loaded = [name for name in ("yaml.scanner", "textstat", "jdlint.output.sarif", "xml.etree") if name in sys.modules]
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", code], check=True)


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
