from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from command import concise, prepare, write
from hypothesis import example, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from jdlint.settings.linear_patterns import compile_linear
from jdlint.settings.patterns import is_pattern

_NAMES = st.text("ab*?/.", min_size=1, max_size=12) | st.text("ab*?[]!-\\/", min_size=1, max_size=12)
_PATHS = st.lists(st.text("ab.]!-", min_size=1, max_size=6), min_size=1, max_size=5).map("/".join)
HOSTILE = "*a" * 30 + "*b"
LONG_NAME = "a" * 200 + ".md"


@given(_NAMES, st.lists(_PATHS, min_size=1, max_size=8))
@example("*a*b*", ["ab", "xaxb", "ba", "a/b"])
@example("a*?b*c", ["abbc", "abc", "axxbc"])
@example("**/a*b*/c", ["x/ab/c", "aabb/c", "ab/x/c"])
@example("*[[ab]*b", ["[b", "a[bb"])
@example("*[ab]*.md", ["ab.md", "xa.md", "a.mdx"])
def test_a_pattern_takes_in_what_it_takes_in_for_pathspec(pattern: str, paths: list[str]) -> None:
    try:
        with warnings.catch_warnings(action="ignore"):
            plain = GitIgnoreSpec.from_lines([pattern], backend="simple")
    except ValueError:
        assert not is_pattern(pattern)
        return
    try:
        linear = compile_linear((pattern,))
    except ValueError:
        assert pattern.count("**") > 1
        return
    for path in paths:
        assert linear.check_file(path).include == plain.check_file(path).include, path
        assert linear.check_file(f"{path}/").include == plain.check_file(f"{path}/").include, path


@pytest.mark.parametrize("where", ["exclude", "per-file-ignores", ".gitignore", "command line", "path"])
def test_no_pattern_takes_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """A search that tries every way to share out the name would outlast the universe."""
    prepare(tmp_path, monkeypatch)
    write(LONG_NAME, "ninja")
    if where == ".gitignore":
        write(".gitignore", HOSTILE)
    elif where == "exclude":
        write(".jdlint.yaml", f"exclude: ['{HOSTILE}']\n")
    elif where == "per-file-ignores":
        write(".jdlint.yaml", f"per-file-ignores: {{'{HOSTILE}': [ninja]}}\n")
    options = ("--exclude", HOSTILE) if where == "command line" else ()
    found = concise(*options, "*a" * 30 + "*.md" if where == "path" else ".")
    assert found.stdout.startswith(f"{LONG_NAME}:1:1:")


def test_more_than_two_depths_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    write("post.md", "ninja")
    assert is_pattern("**/a/**/b/**")
    write(".jdlint.yaml", "exclude: ['**/a/**/b/**/c']\n")
    done = concise("post.md")
    assert done.exit_code == 2
    assert ".jdlint.yaml:1:11: error: '**/a/**/b/**/c' is no pattern of paths" in done.stderr
    assert "two '**' at most" in done.stderr
