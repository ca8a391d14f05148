from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.errors import ConfigError, JdlintError, RuleError
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset import yaml_reader
from jdlint.ruleset.yaml_reader import MAX_DEPTH, MAX_SIZE, Reader, Value, read_file, read_mapping


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(yaml, request.param):
        pytest.skip("this PyYAML has no C parser")
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, request.param))


def read(text: str) -> Reader:
    return read_mapping(text, "some.yaml")


def refused(text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        read(text)
    assert caught.value.path == "some.yaml"
    return caught.value


def place(error: JdlintError) -> tuple[int | None, int | None]:
    return error.line, error.column


@pytest.mark.parametrize(
    "text",
    ["on", "no", "yes", "Off", "y", "True", "2026-01-02", "12:30", "010", "0x1f", "1_000", ".inf", "1e999"],
)
def test_text_that_other_readers_convert_stays_text(text: str) -> None:
    assert read(f"key: {text}").string("key") == text


def test_values_have_their_kinds() -> None:
    reader = read("{i: 3, n: 1.5, e: -2e3, t: true, f: false, s: 'true', l: [a, b], m: {k: v}}")
    assert reader.integer("i") == 3
    assert reader.number("i") == 3
    assert reader.number("n") == 1.5
    assert reader.number("e", least=-2000) == -2000
    assert reader.boolean("t") is True
    assert reader.boolean("f") is False
    assert reader.string("s") == "true"
    assert reader.strings("l") == ("a", "b")
    assert reader.mapping("m").string("k") == "v"
    reader.finish()


def test_defaults_stand_for_missing_keys() -> None:
    reader = read("a: 1")
    assert reader.string("s", None) is None
    assert reader.strings("l", ()) == ()
    assert reader.items("l", None) is None
    assert reader.mapping("m", None) is None
    assert reader.choice("c", ("x", "y"), "x") == "x"
    assert reader.integer("i", 7) == 7
    assert reader.number("n", None) is None
    assert reader.boolean("b", False) is False
    assert reader.value("v", None) is None


@pytest.mark.parametrize(
    ("method", "text", "found", "hint"),
    [
        ("string", "1.10", "the number 1.10", "put it in quotes: '1.10'"),
        ("string", "true", "true", "put it in quotes: 'true'"),
        ("string", "~", "nothing", "put it in quotes: '~'"),
        ("string", "", "nothing", "give it a value, or leave the key out"),
        ("string", "{tools}", "keys with values", "text that begins with '{' must stand in quotes"),
        ("string", "[a]", "a list", "text that begins with '[' must stand in quotes"),
        ("string", "\n  a: b", "keys with values", "text with ': ' in it must stand in quotes"),
        ("string", "\n  - a", "a list", None),
        ("strings", "word", "the text 'word'", "write a list: one value a line, each after '- '"),
        ("strings", "[a, 2]", "the number 2", "put it in quotes: '2'"),
        ("integer", "1.5", "the number 1.5", None),
        ("integer", "true", "true", None),
        ("number", "'1'", "the text '1'", None),
        ("boolean", "1", "the number 1", None),
        ("boolean", "yes", "the text 'yes'", None),
        ("mapping", "[a]", "a list", None),
    ],
)
def test_a_wrong_type_says_what_was_found(method: str, text: str, found: str, hint: str | None) -> None:
    with pytest.raises(RuleError) as caught:
        getattr(read(f"key: {text}"), method)("key")
    assert caught.value.message.endswith(f"found {found}")
    assert caught.value.message.startswith("key: expected")
    assert caught.value.hint == hint


def test_a_single_text_is_a_list_only_when_allowed() -> None:
    reader = read("key: word")
    assert reader.strings("key", single_ok=True) == ("word",)
    assert [item.as_string() for item in reader.items("key", single_ok=True)] == ["word"]


@pytest.mark.parametrize("text", ["''", "'  '", "|\n  \n"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="empty"):
        read(f"key: {text}").string("key")


def test_text_is_stripped_but_a_value_is_exact() -> None:
    reader = read("why: >\n  one\n  two\npost: |\n  # Title\n\n  Text\n")
    assert reader.string("why") == "one two"
    assert reader.value("post").as_string() == "# Title\n\nText\n"


def test_a_choice_offers_the_nearest_word() -> None:
    with pytest.raises(RuleError) as caught:
        read("severity: eror").choice("severity", ("error", "warning"))
    assert caught.value.hint == "did you mean 'error'?"
    with pytest.raises(RuleError) as caught:
        read("severity: xyz").choice("severity", ("error", "warning"))
    assert caught.value.hint == "one of: error, warning"


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("a: 1\nb: 2\na: 3\n", "the key 'a' is given twice", (3, 1)),
        ("a: &x 1\n", "anchors are not allowed", (1, 4)),
        ("a: *x\n", "aliases are not allowed", (1, 4)),
        ("a: !!python/object:os.system 1\n", "tags are not allowed", (1, 4)),
        ("a: !!str 1\n", "tags are not allowed", (1, 4)),
        ("a: ! b\n", "tags are not allowed", (1, 4)),
        ("b: {c: 1}\n<<: {a: 1}\n", "merge keys are not allowed", (2, 1)),
        ("a: 1\n---\nb: 2\n", "a second YAML document", (2, 1)),
        ("1: a\n", "a key: expected text, found the number 1", (1, 1)),
        ("true: a\n", "a key: expected text, found true", (1, 1)),
        ("? [a]\n: b\n", "a key: expected text, found a list", (1, 3)),
        ("- a\n", "expected keys with values, found a list", (1, 1)),
        ("text\n", "expected keys with values, found the text 'text'", (1, 1)),
        ("", "the file is empty", (1, 1)),
        ("# only a comment\n", "the file is empty", (1, 1)),
        ("a: b\nc: d\x00\n", "the character U+0000 is not allowed here", (2, 5)),
        ("a: b\u2028c\n", "the character U+2028 is not allowed here", (1, 5)),
        ('a: b\nc: "\\0"\n', "the character U+0000 is not allowed here", (2, 4)),
        ("a: \ud800\n", "the character U+D800 is not allowed here", (1, 4)),
    ],
)
def test_what_is_refused_is_placed(text: str, message: str, where: tuple[int, int]) -> None:
    error = refused(text)
    assert error.message == message
    assert place(error) == where


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a: 1\nb: @x\n", 2, "put the text in quotes"),
        ("a: 1\nb: %x\n", 2, "put the text in quotes"),
        ("a: 1\nb: c: d\n", 2, "text with ': ' in it must stand in quotes"),
        ('a: "\\d"\n', 1, "in double quotes a backslash is special: use single quotes"),
        (
            "a:\n  - {x} y\n",
            2,
            "check the indentation; text that begins with {, [ or a quote must be quoted as a whole",
        ),
    ],
)
def test_broken_yaml_has_a_line_and_a_hint(text: str, line: int, hint: str) -> None:
    error = refused(text)
    assert error.message.startswith("not valid YAML: ")
    assert error.line == line
    assert error.hint == hint


def test_the_error_type_is_the_callers() -> None:
    with pytest.raises(ConfigError):
        read_mapping("- a", "settings.yaml", ConfigError)
    assert read_mapping("# nothing", "settings.yaml", ConfigError, empty_ok=True).keys() == ()


def test_depth_and_size_are_limited() -> None:
    assert "nested deeper" in refused("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH).message
    assert "nest" in refused("a: " + "[" * 100_000).message
    assert "nested deeper" in refused("a:\n  " + "- " * 2_000 + "x").message
    assert read("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)).has("a")
    assert refused("a: " + "x" * MAX_SIZE).message == "larger than 1 MiB"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_code_points(newline: str) -> None:
    reader = read(newline.join(("\ufeff# x", "é: 😀", "list: [ä, 'b', {c: d}]", "")))
    assert (reader.value("é").line, reader.value("é").column) == (2, 4)
    items = reader.items("list")
    assert [(item.line, item.column) for item in items] == [(3, 8), (3, 11), (3, 16)]
    assert items[2].is_mapping
    assert place(items[2].as_mapping().error("wrong", "c")) == (3, 20)
    assert items[1].error("wrong").source_line == "list: [ä, 'b', {c: d}]"


@pytest.mark.parametrize(
    ("written", "index", "where"),
    [
        ("own the {tols}", 8, (1, 12)),
        ("'own the {tols}'", 8, (1, 13)),
        ("'don''t own {x}'", 10, (1, 16)),
        ('"own \\" {x}"', 6, (1, 12)),
        ('"\\u0065 {x}"', 2, (1, 4)),
        ("|\n  own the\n  {x}\n", 8, (2, 3)),
        (">\n  own the\n  {x}\n", 8, (3, 3)),
    ],
)
def test_an_error_within_text_points_at_the_character(written: str, index: int, where: tuple[int, int]) -> None:
    value = read(f"k: {written}").value("k")
    error = value.error("no such vocabulary", at=index)
    if "|" in written:
        where = (3, 3)
    assert place(error) == where


def test_finish_reports_the_first_key_that_nobody_took() -> None:
    reader = read("title: a\nsevrity: b\n")
    reader.string("title")
    reader.has("severity")
    with pytest.raises(RuleError) as caught:
        reader.finish()
    assert caught.value.message == "unknown key 'sevrity'"
    assert caught.value.hint == "did you mean 'severity'?"
    assert place(caught.value) == (2, 1)


def test_finish_lists_the_known_keys_when_none_is_near() -> None:
    reader = read("zzz: a\n")
    reader.string("title", None)
    reader.string("ask", None)
    with pytest.raises(RuleError) as caught:
        reader.finish()
    assert caught.value.hint == "known keys: ask, title"


def test_finish_looks_into_mappings_that_were_read() -> None:
    reader = read("a: {x: 1, y: 2}\nb: [{z: 1}]\nraw: {q: 1}\n")
    reader.mapping("a").integer("x")
    reader.items("b")
    reader.value("raw")
    with pytest.raises(RuleError, match="unknown key 'y' in 'a'"):
        reader.finish()


def test_a_missing_key_that_is_misspelt_is_named() -> None:
    with pytest.raises(RuleError) as caught:
        read("titel: a\n").string("title")
    assert caught.value.message == "unknown key 'titel'"
    assert caught.value.hint == "did you mean 'title'?"
    with pytest.raises(RuleError, match="the key 'title' is missing"):
        read("kind: a\n").string("title")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(RuleError, match="not UTF-8") as caught:
        read_file(broken)
    assert place(caught.value) == (2, 4)
    big = tmp_path / "big.yaml"
    big.write_bytes(b"x" * (MAX_SIZE + 1))
    for path, message in (
        (big, "larger than 1 MiB"),
        (tmp_path / "none.yaml", "cannot be read: No such file"),
        (tmp_path, "cannot be read"),
        (tmp_path / "nul\0", "cannot be read"),
    ):
        with pytest.raises(RuleError, match=message):
            read_file(path)


def check_place(error: JdlintError) -> None:
    assert error.line is not None
    assert error.column is not None
    assert error.line >= 1
    assert error.column >= 1


def touch(value: Value) -> None:
    """Ask a value for everything that it could be."""
    for method in ("as_string", "as_integer", "as_number", "as_boolean", "as_items", "as_mapping"):
        try:
            result = getattr(value, method)()
        except JdlintError as error:
            check_place(error)
            continue
        if isinstance(result, Reader):
            explore(result)
        elif isinstance(result, tuple):
            for item in result:
                touch(item)
    if value.is_string:
        for index in (1, len(value.as_string())):
            value.error("x", at=index)


def explore(reader: Reader) -> None:
    for key in reader.keys()[1:]:
        touch(reader.value(key))
    try:
        reader.finish()
    except JdlintError as error:
        check_place(error)


SIGNS = st.sampled_from(
    [
        *[
            "a",
            "b: ",
            ": ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "'",
            '"',
            "&x ",
            "*x",
            "!",
            ">",
            "#",
            " #",
            "?",
            "%",
            "@",
            "\\",
            "~",
            "<<: ",
            "1",
            "1.5",
            "true",
            "é",
            "  ",
        ],
        *("|", "\n", "\n  ", "\r\n", "\t", "\x85", "---\n", "...\n"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.text(st.characters()), st.lists(SIGNS, max_size=40).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("CSafeLoader", "SafeLoader"):
        yaml_reader._LOADER = getattr(yaml, name, yaml.SafeLoader)
        try:
            reader = read_mapping(text, "any.yaml")
        except RuleError as error:
            check_place(error)
        else:
            explore(reader)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=15,
)


def plain(value: Value) -> object:
    if value.is_mapping:
        reader = value.as_mapping()
        return {key: plain(reader.value(key)) for key in list(reader.keys())}
    return [plain(item) for item in value.as_items()] if value.is_list else value.content


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXT, JSON, min_size=1, max_size=4))
def test_what_yaml_writes_is_read_back(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=False, default_flow_style=None)
    try:
        reader = read_mapping(text, "any.yaml")
    except RuleError as error:
        raise AssertionError(text) from error
    else:
        assert {key: plain(reader.value(key)) for key in list(reader.keys())} == data


def test_the_shipped_files_are_read_with_and_without_the_c_parser() -> None:
    files = sorted(shipped_rules().rglob("*.yaml"))
    assert len(files) > 200
    for file in files:
        read_mapping(read_file(file), str(file))
