"""Files that are no plain text: each is an error of its own or is linted, and the others are still done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import NINJA, concise, prepare, run

import jdlint.runner
from jdlint.checks.measure import reading_grade
from jdlint.errors import InputError
from jdlint.linter import read
from jdlint.post.post import Sentence
from jdlint.post.source import make_source


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    work = prepare(tmp_path, monkeypatch)
    Path("a.md").write_text("Be a ninja\n", encoding="utf-8")
    return work


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("Be a ninja é\n".encode("latin-1"), "odd.md:1:12: error: not UTF-8: byte 0xe9"),
        ("Be a ninja\n".encode("utf-16"), "odd.md:1:1: error: not UTF-8: byte 0xff"),
        ("Be a ninja\n".encode("utf-16-be") + b"\xd8\x00", "error: not UTF-8"),
        ("Be a ninja\n".encode("utf-32"), "error: not UTF-8"),
        (bytes(range(256)) * 40, "error: not UTF-8: byte 0x80"),
        ("\ud800".encode("utf-8", "surrogatepass"), "error: not UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "error: not UTF-8: byte 0x89"),
        (b"", None),
        (b"\0" * 5000, None),
        (b"\xef\xbb\xbf\xef\xbb\xbf", None),
        ("Be a ninja\n".encode("utf-16-le"), None),  # bytes that are letters and NUL
        ("# A\r\rb\nc\r\n\u2028\u0085\f\v\x1c".encode(), None),
    ],
)
def test_bytes_that_are_no_post(data: bytes, error: str | None) -> None:
    Path("odd.md").write_bytes(data)
    result = concise(".")
    assert NINJA in result.stdout
    assert result.exit_code == (2 if error else 1)
    assert error is None or error in result.stderr
    assert "Traceback" not in result.stderr and "internal" not in result.stderr  # noqa: PT018


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_file_is_an_error_and_the_others_are_linted() -> None:
    Path("folder.md").mkdir()
    os.mkfifo("pipe.md")
    Path("gone.md").symlink_to("nowhere.md")
    Path("loop.md").symlink_to("loop.md")
    Path("null.md").symlink_to("/dev/zero")
    result = concise("a.md", "folder.md", "pipe.md", "gone.md", "loop.md", "null.md")
    assert result.exit_code == 2
    assert NINJA in result.stdout
    for name in ("pipe.md", "gone.md", "loop.md", "null.md"):
        assert f"{name}: error: " in result.stderr
    assert run(".").exit_code in (1, 2)


def test_a_file_that_vanishes_or_grows_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("b.md").write_text("Be a ninja\n", encoding="utf-8")
    opened = Path.open

    def vanish(path: Path, mode: str) -> object:
        if path.name == "b.md":
            path.unlink()
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", vanish)
    with pytest.raises(InputError, match=r"b\.md: cannot be read: No such file"):
        jdlint.runner.read_bytes("b.md", 100)

    def grow(path: Path, mode: str) -> object:
        with opened(path, "ab") as file:
            file.write(b"x" * 1000)
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", grow)
    with pytest.raises(InputError, match="is larger than what max-file-size allows: 100 bytes"):
        jdlint.runner.read_bytes("a.md", 100)


def grade(text: str) -> float:
    from command import shipped_linter  # noqa: PLC0415 - the shipped rules are for these tests only

    def prose(sentences: tuple[Sentence, ...]) -> list[Sentence]:
        return [sentence for sentence in sentences if not sentence.heading]

    return reading_grade(prose(read(shipped_linter()[0], make_source(text, "a.md")).sentences))


def test_the_reading_grade_takes_an_item_for_a_sentence() -> None:
    items = ["You build the models that price our tickets", "You keep the tables of the fleet up to date"] * 5
    bullets, prose = "\n".join(f"- {item}" for item in items), " ".join(f"{item}." for item in items)
    assert grade(bullets) == pytest.approx(grade(prose), abs=0.5)
    assert grade(bullets) < 10


def test_decimals_and_abbreviations_end_no_sentence_of_the_reading_grade() -> None:
    plain = "The page loads in two seconds, for one, in the States, at the firm, and we keep it so."
    dotted = "The page loads in 2.9 seconds, e.g. in the U.S. offices at Some Inc. and we keep it so."
    assert grade(dotted) == pytest.approx(grade(plain), abs=3)
