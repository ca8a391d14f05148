"""The pictures of the documentation show what the tool shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from make_pictures import PICTURES, drawn_pictures
from terminal_picture import Shown, terminal_picture

PAGES = [*PICTURES.parent.glob("*.md"), PICTURES.parent.parent / "README.md"]
LARGEST = 300_000


def test_drawn_pictures_are_those_of_today() -> None:
    made = dict(drawn_pictures())
    assert made.keys() == {path.name for path in PICTURES.glob("*.svg")}
    stale = [name for name, picture in made.items() if (PICTURES / name).read_text(encoding="utf-8") != picture]
    assert stale == [], "'make pictures' makes them again"


def test_a_terminal_keeps_words_colours_and_rows() -> None:
    picture = terminal_picture(Shown("jdlint <a>", "\x1b[31m\x1b[1merror\x1b[0m & more\nnext\n"), 8, dark=False)
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", picture)
    assert [text.replace("&#160;", " ") for text in texts if text.strip()] == [
        "$ ",
        "jdlint",
        " &lt;a&gt;",
        "error",
        " &amp; ",
        "more",
        "next",
    ]
    assert "<title>A terminal with the output of &quot;jdlint &lt;a&gt;&quot;</title>" in picture
    assert re.search(r"fill: #a5332a;font-weight: bold", picture)
    assert "fill: #f29b90" in terminal_picture(Shown("x", "\x1b[31merror\x1b[0m"), 8, dark=True)


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_loads_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [address for address in re.findall(r"""(?:url\(|href=["'])([^"')]+)""", text) if address[0] != "#"] == []
    assert "@font-face" not in text


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_used_and_not_large(path: Path) -> None:
    assert path.stat().st_size < LARGEST
    assert any(f"pictures/{path.name}" in page.read_text(encoding="utf-8") for page in PAGES)
