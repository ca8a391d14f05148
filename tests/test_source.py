"""Bytes become text, and offsets become lines and columns."""

from __future__ import annotations

import pytest

from jdlint.errors import InputError
from jdlint.post.source import make_source, read_source


def test_a_byte_order_mark_is_no_column() -> None:
    source = read_source(b"\xef\xbb\xbf# Title\n", "a.md")
    assert source.text == "# Title\n"
    assert source.position(0) == (1, 1)


def test_only_the_first_byte_order_mark_goes() -> None:
    assert read_source(b"\xef\xbb\xbf\xef\xbb\xbfx", "a.md").text == "\ufeffx"


@pytest.mark.parametrize(
    ("text", "starts", "count"),
    [
        ("", (0,), 1),
        ("a", (0,), 1),
        ("a\n", (0, 2), 1),
        ("a\nb", (0, 2), 2),
        ("a\r\nb\r\n", (0, 3, 6), 2),
        ("a\rb", (0, 2), 2),
        ("a\n\rb", (0, 2, 3), 3),
        ("a\r\r\nb", (0, 2, 4), 3),
        ("a\u2028b\u0085c\x0bd\x0ce", (0,), 1),
    ],
)
def test_lines_end_at_lf_crlf_and_cr_only(text: str, starts: tuple[int, ...], count: int) -> None:
    source = make_source(text, "a.md")
    assert source.line_starts == starts
    assert source.line_count == count


@pytest.mark.parametrize("text", ["", "one\n", "eins zwei\r\ndrei\rvier", "\n\n", "caf\u00e9 \U0001f600\n\x00 end"])
def test_every_offset_has_one_position(text: str) -> None:
    source = make_source(text, "a.md")
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert source.line_starts[line - 1] + column - 1 == offset


@pytest.mark.parametrize("text", ["", "a\n", "caf\u00e9 \U0001f600x\r\n\t日本 e\u0301\n", "\U0001f600\n\U0001f600"])
def test_columns_in_other_units(text: str) -> None:
    source = make_source(text, "a.md")
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        before = source.line_text(line)[: column - 1]
        if len(before) == column - 1:  # not between CR and LF
            assert source.utf8_position(offset) == (line, len(before.encode()) + 1)
            assert source.utf16_position(offset) == (line, len(before.encode("utf-16-le")) // 2 + 1)
            assert isinstance(source.utf16_position(offset)[1], int)


def test_columns_count_code_points() -> None:
    source = make_source("\U0001f600 caf\u00e9 x", "a.md")
    assert source.position(source.text.index("x")) == (1, 8)


def test_a_line_has_no_newline() -> None:
    source = make_source("one\r\ntwo\rthree\n", "a.md")
    assert [source.line_text(line) for line in (1, 2, 3)] == ["one", "two", "three"]


def test_a_nul_stays_in_the_text() -> None:
    assert read_source(b"a\x00b", "a.md").text == "a\x00b"


@pytest.mark.parametrize(
    ("data", "byte", "offset", "line", "column"),
    [
        (b"ok\n caf\xe9", "0xe9", 7, 2, 5),
        (b"\xef\xbb\xbfok \xff", "0xff", 6, 1, 4),
        (b"\xc3\xa9\r\n\xc3", "0xc3", 4, 2, 1),
        (b"\xff\xfea\x00", "0xff", 0, 1, 1),
    ],
)
def test_other_encodings_are_refused_at_the_byte(data: bytes, byte: str, offset: int, line: int, column: int) -> None:
    with pytest.raises(InputError) as caught:
        read_source(data, "post.md")
    error = caught.value
    assert (error.path, error.line, error.column) == ("post.md", line, column)
    assert f"byte {byte} at offset {offset}" in error.message
    assert error.hint == "save the file as UTF-8"
