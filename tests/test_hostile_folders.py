"""Families, places, vocabularies and skeletons are input too: each file is used or refused at its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import prepare, run, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wrong_values import WRONG, places, replaced

from jdlint.checks import CHECKS
from jdlint.errors import ConfigError, RuleError
from jdlint.ruleset.family_file import parse_family
from jdlint.ruleset.loader import load_rules
from jdlint.ruleset.skeleton_file import read_skeleton
from jdlint.settings.files import read_layers
from jdlint.settings.profiles import merge_on_profile

# Each with all of its keys.
FILES: dict[str, Any] = {
    "_families/bakers.yaml": {
        "about": "Bakers.",
        "titles": {"weak": ["bakery"], "likely": ["~baker"], "sure": ["master {breads/round}"]},
        "duties": ["~bake {breads}"],
        "not-asked": ["hero"],
        "never-asked": ["hero"],
        "severity": {"hero": {"absent": "info", "generic": "off"}},
    },
    "_jurisdictions/XX-YY.yaml": {
        "name": "Somewhere",
        "checked": "2026-01-01",
        "note": "None.",
        "within": ["XX"],
        "duties": [
            {
                "from": "2026-01-01",
                "until": "2027-01-01",
                "subjects": ["pay"],
                "employees": 4,
                "asks": "pay",
                "law": "A law",
                "sources": ["a page"],
                "confirmed": "date",
                "condition": "where it binds",
            }
        ],
    },
    "_vocabulary/breads.yaml": {
        "about": "Breads.",
        "sources": ["a page"],
        "entries": {"round": ["~loaf"], "long": ["long ...2 bread"]},
    },
    "_skeletons/post.yaml": {
        "titles": {"bakers": "Baker"},
        "opening": ["hero"],
        "sections": [{"heading": "Bread", "questions": ["hero"]}],
        "others": "More",
        "not-asked": ["hero"],
    },
    "language/hero.yaml": {
        "id": "hero",
        "title": "Heroes",
        "families": ["bakers"],
        "kind": "phrase",
        "severity": "warning",
        "message": "'{match}' says little",
        "why": "It says little.",
        "phrases": ["~hero"],
        "examples": {"bad": ["We look for a hero."], "good": ["We look for a baker."]},
    },
}
PROFILE = {
    "fail-on": "warning",
    "extend-select": ["team"],
    "severity": {"team": {"absent": "info"}},
    "ignore": ["data"],
}


def fill(folder: Path, **changed: bytes) -> None:
    """Write all files, some of them as given."""
    for name, data in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed.get(name, json.dumps(data, indent=1).encode()))


def refusals(folder: Path) -> Iterator[RuleError]:
    """Each error that the files of a folder make."""
    _, errors = load_rules([folder], CHECKS, parse_family)
    yield from errors
    try:
        read_skeleton([folder])
    except RuleError as error:
        yield error


def test_the_files_themselves_are_right(tmp_path: Path) -> None:
    fill(tmp_path)
    assert list(refusals(tmp_path)) == []


@pytest.mark.parametrize("name", list(FILES))
def test_no_wrong_value_at_any_key_is_a_traceback(name: str, tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / name
    refused: list[RuleError] = []
    for way in places(FILES[name]):
        for value in WRONG:
            data = json.dumps(replaced(FILES[name], way, value), ensure_ascii=False, indent=1)
            path.write_text(data, encoding="utf-8")
            refused += refusals(tmp_path)
    assert len(refused) > 50
    # A vocabulary without a group breaks those that name the group.
    blamed = {error.path for error in refused} - {str(path)}
    assert blamed <= ({str(tmp_path / "_families/bakers.yaml")} if "_vocabulary" in name else set())
    assert [str(error) for error in refused if error.line is None or error.column is None] == []


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=8), st.sampled_from(WRONG)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip
PIECES = ("{", "}", "[", "]", "- ", ": ", "'", '"', "\n", "  ", "&a ", "*a", "!!set ", "<<: ", "\0", "\ufeff", "|", "#", "%YAML 9\n", "---\n", "...")  # fmt: skip


def written(known: dict[str, Any], draw: Callable[[st.SearchStrategy[Any]], Any]) -> bytes:
    """A file: bytes or text as they come, what was right and is damaged, or all that YAML can write under its keys."""
    way = draw(st.sampled_from(["bytes", "text", "damaged", "other", "other"]))
    if way == "bytes":
        return bytes(draw(st.binary(max_size=60)))
    if way == "text":
        return str(draw(st.text(max_size=60))).encode("utf-8", "surrogatepass")
    if way == "damaged":
        text = str(yaml.safe_dump(known))
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 12))
        return f"{text[:start]}{draw(st.sampled_from(PIECES))}{text[end:]}".encode()
    keys = draw(st.lists(st.sampled_from(list(places(known))), min_size=1, max_size=3))
    data = known
    for path in keys:
        try:
            data = replaced(data, path, draw(VALUES))
        except (KeyError, IndexError, TypeError):  # what stood there was replaced already
            continue
    return str(yaml.safe_dump(data, allow_unicode=draw(st.booleans()))).encode("utf-8", "surrogatepass")


quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(st.data())
def test_any_file_of_a_folder_is_used_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(FILES)))
    fill(tmp_path, **{name: written(FILES[name], data.draw)})
    for error in refusals(tmp_path):
        assert error.path in {str(tmp_path / name), str(tmp_path / "_families/bakers.yaml")}
        assert error.message


@quick
@given(st.data())
def test_any_profile_or_settings_file_is_used_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["jdlint.yaml", "pyproject.toml"]))
    content = written(PROFILE, data.draw)
    path = tmp_path / name
    path.write_bytes(content if name.endswith(".yaml") else b"[tool.jdlint]\n" + content.replace(b": ", b" = "))
    try:
        merge_on_profile(read_layers(path))
    except ConfigError as error:
        assert error.path == str(path)  # noqa: PT017


def test_the_command_names_each_file_that_it_cannot_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    write("a.md", "# Baker\n")
    fill(Path("house"))
    for name in FILES:
        Path("house", name).write_bytes(b"\xff\xfe\0" if "_vocabulary" in name else b"about: [1]\nx: &a [*a]\n")
    first = run("--rules-dir", "house", "a.md")
    fill(Path("house"), **{"_vocabulary/breads.yaml": b"about: Breads.\nentries: [~loaf]\n"})
    for name in FILES:
        if "_vocabulary" not in name:
            Path("house", name).write_text("x: &a [*a]\n")
    others = run("--rules-dir", "house", "a.md")
    new = run("new", "--rules-dir", "house")
    assert [first.exit_code, others.exit_code, new.exit_code] == [2, 2, 2]
    assert "_vocabulary/breads.yaml" in first.stderr
    for name in ("_families/bakers.yaml", "_jurisdictions/XX-YY.yaml", "language/hero.yaml"):
        assert f"{name}:1:4: error: anchors are not allowed" in others.stderr
    assert "Traceback" not in first.stderr + others.stderr + new.stderr
