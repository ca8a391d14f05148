"""The rules of the house: which room may use which, who may print, and how long things may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "jdlint"
MODULES = sorted(SOURCE.rglob("*.py"))

# A module may use those above it, and those of its own room.
ROOMS = (
    "version",
    "record",
    "late",
    "atomic",
    "caching",
    "processes",
    "errors",
    "finding",
    "phrases",
    "rules_dir",
    "post",
    "edits",
    "ruleset",
    "settings",
    "checks",
    "engine",
    "suppressions",
    "fixes",
    "scorecard",
    "mending",
    "baseline",
    "changed_lines",
    "linter",
    "kept_results",
    "compiled",
    "schemas",
    "rule_examples",
    "skeleton",
    "explain",
    "discovery",
    "linted",
    "runner",
    "planning",
    "plans",
    "api",
    "output",
    "web",
    "server",
    "console",
    "commands",
    "cli",
    "__main__",
)
# The way a file becomes text is the same for posts, rules and settings.
FOR_ALL = {"post.source"}
ROOM_OF_OUTSIDE = {
    "click": {"output.look", "console", "commands", "cli", "__main__"},
    "markdown_it": {"post.markdown"},
    "yaml": {"ruleset.yaml_reader", "post.frontmatter"},
    "textstat": {"checks"},
    "re2": {"ruleset.linear_regex"},
    "pygls": {"server"},
    "lsprotocol": {"server"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "anyio": {"web"},
}
REFUSED_MODULES = {"pickle", "marshal", "shelve", "socket", "urllib", "http", "requests", "subprocess", "ctypes"}
RUNS_GIT = "changed_lines"
# The one that waits to be asked by the browser on the same machine; nothing asks anybody.
LISTENS = "web.live.listening"
# It unpacks only what the cache has found whole and the user's own, and nothing of it is run.
UNPACKS = "caching.packed"
ALLOWED = {UNPACKS: {"marshal"}, RUNS_GIT: {"subprocess"}, LISTENS: {"socket"}}
REFUSED_CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
PRINTERS = {"console", "commands", "cli", "__main__"}
MAX_FILE, MAX_FUNCTION = 300, 50


def name_of(path: Path) -> str:
    """``post/source.py`` is ``post.source``; the package's own file is empty."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def imports_of(path: Path) -> Iterator[str]:
    """Every imported module, in full, whether at the top of the file or within a function."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if is_module(node.module, alias.name))


def is_module(package: str, name: str) -> bool:
    folder = SOURCE.parent.joinpath(*package.split("."))
    return (folder / f"{name}.py").is_file() or (folder / name).is_dir()


def uses_of(path: Path) -> set[str]:
    """Our own modules that a file uses."""
    return {name.removeprefix("jdlint.") for name in imports_of(path) if name.startswith("jdlint.")} - {name_of(path)}


def each_module(path: Path) -> str:
    return name_of(path) or "jdlint"


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_every_module_has_its_room(path: Path) -> None:
    assert room_of(name_of(path)) in ("", *ROOMS), "a new room needs its place in ROOMS"


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_imports_point_upwards(path: Path) -> None:
    here = room_of(name_of(path))
    # The package itself names what it offers, and imports nothing of it until it is asked for.
    allowed = {"", *ROOMS[: ROOMS.index(here) + 1]} if here else {"api", "errors", "finding"}
    below = {name for name in uses_of(path) - FOR_ALL if room_of(name) not in allowed}
    assert not below, f"{here} must not use {sorted(below)}"


def test_no_module_uses_itself_through_others() -> None:
    known = {name_of(path) for path in MODULES}
    uses = {name_of(path): {name for name in uses_of(path) if name in known} for path in MODULES}
    done: set[str] = set()

    def walk(name: str, chain: tuple[str, ...]) -> None:
        assert name not in chain, "a circle of imports: " + " -> ".join((*chain, name))
        if name not in done:
            for other in sorted(uses[name]):
                walk(other, (*chain, name))
            done.add(name)

    for name in sorted(uses):
        walk(name, ())


def test_the_reader_of_files_stands_on_errors_only() -> None:
    for name in FOR_ALL:
        path = SOURCE.joinpath(*name.split(".")).with_suffix(".py")
        assert {room_of(used) for used in uses_of(path)} <= {"record", "late", "errors", "finding"}


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_a_library_is_used_in_one_place(path: Path) -> None:
    here = name_of(path)
    for name in imports_of(path):
        owners = ROOM_OF_OUTSIDE.get(name.split(".", maxsplit=1)[0], {here})
        assert here in owners or room_of(here) in owners, f"{name} is used by {sorted(owners)} only"


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room_of(name_of(path)) in PRINTERS:
        return
    for node in ast.walk(tree_of(path)):
        assert written(node) not in {
            "print",
            "exit",
            "quit",
            "SystemExit",
            "sys.exit",
            "sys.stdout",
            "sys.stderr",
            "os._exit",
        }, f"line {getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_nothing_of_a_post_or_a_rule_can_be_run_or_sent(path: Path) -> None:
    used = {name.split(".", maxsplit=1)[0] for name in imports_of(path)}
    assert not used & (REFUSED_MODULES - ALLOWED.get(name_of(path), set()))
    calls = {written(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    assert not calls & (REFUSED_CALLS | {"os.system", "os.popen", "yaml.load", "yaml.unsafe_load"})


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, f"{node.name} is longer than {MAX_FUNCTION}"


def written(node: ast.AST) -> str:
    """A name as the file writes it (``print``, ``sys.exit``); empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_expression_has_a_possessive_repeat(path: Path) -> None:
    """Python before 3.11.5 gets those of groups wrong."""
    assert re.search(r"[)\]}][*+?]\+", path.read_text(encoding="utf-8")) is None
