"""Front matter of plain lines is read without YAML, and as YAML reads it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdlint.post import frontmatter
from jdlint.post.front_values import hide_place_holders
from jdlint.post.plain_front import read_plain

WORDS = st.sampled_from(
    [
        "yes",
        "No",
        "TRUE",
        "off",
        "null",
        "Null",
        "NULL",
        "~",
        "y",
        "n",
        "on",
        "a",
        "Data-Engineer",
        "don't",
        "(m/f/d)",
        "R&D",
        "l''Isle",
        "2026-01-31",
        "2026-02-30",
        "0x1F",
        "1_000",
        "1:30",
        ".inf",
        "<<",
        "",
        "-",
        "",
        "--",
        "-",
        "x:",
        "#x",
        "é",
        "ß",
        "–",
        "’",
        ",",
        ".",
        ",",
        "/",
        "'",
        '"',
        "{",
        "[",
        "!",
        "&",
        "*",
        ">",
        "|",
        "%",
        "@",
        "`",
        "?",
        "=",
        "\t",
        ":",
        "",
        "#",
        "\\",
        "null.",
        "falsehood",
        "No.",
        "{{x}}",
    ]
)
ITEMS = st.sampled_from(
    ["Bern", "York (UK)", "no", "NULL", "a b", "it's", "1", "é-é", "x:", "a: b", "#a", "a #b", "", "b."]
)
VALUES = st.one_of(
    st.lists(ITEMS, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
    st.sampled_from(
        [
            "0",
            "12",
            "012",
            "1_2",
            "-3",
            "true",
            "True",
            "false",
            "https://a.example/b?c=d&e",
            "http://a#b",
            "https://a: b",
        ]
    ),
    st.lists(WORDS, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.text(st.sampled_from("aZé1 .,()/&'’–-_:#\t"), max_size=12),
)
KEYS = st.sampled_from(["title", "Title", "date", "job_type", "x-y", "yes", "null", "a b", "", "1a", "é"])
LINES = st.one_of(
    st.tuples(KEYS, st.sampled_from([": ", ":  ", ":", " : "]), VALUES).map("".join), st.sampled_from(["", " ", "---"])
)


@settings(max_examples=400, deadline=None)
@given(lines=st.lists(LINES, max_size=5), end=st.sampled_from(["", "\n"]))
def test_what_is_read_without_yaml_is_what_yaml_reads(lines: list[str], end: str) -> None:
    text = "\n".join(lines) + end
    before = "---\n"
    found = read_plain(before + text, len(before), len(before + text))
    if found is not None:
        reader = frontmatter._Reader(before + text, len(before), hide_place_holders(text))
        assert found == reader.read()


@pytest.mark.parametrize(
    "text",
    [
        "a: yes",
        "a: NULL",
        "a: 1.5",
        "a: 012",
        "a: True",
        "a: [no]",
        "a: [b: c]",
        'a: "b\\n"',
        "a: b: c",
        "a: b #c",
        "a: 'b'",
        "a: b\na: c",
        "a: b\n  c",
        "a:\n- b",
        "a: 2026-02-30",
        "a:",
    ],
)
def test_what_yaml_may_read_otherwise_is_left_to_it(text: str) -> None:
    assert read_plain(text, 0, len(text)) is None


def test_plain_lines_are_read_with_their_places() -> None:
    text = (
        'title: ML Engineer (m/f/d), R&D\n\ndate: 2026-01-31\nplaces: [Bern, York (UK)]\nteam: "A: b"\nsize: 12\n'
        "remote: false\n"
    )
    found = read_plain(text, 0, len(text))
    assert found is not None
    assert {key: value.value for key, value in found.items()} == {
        "title": "ML Engineer (m/f/d), R&D",
        "date": date(2026, 1, 31),
        "places": ["Bern", "York (UK)"],
        "team": "A: b",
        "size": 12,
        "remote": False,
    }
    assert [text[value.span.start : value.span.end] for value in found.values()] == [
        "ML Engineer (m/f/d), R&D",
        "2026-01-31",
        "[Bern, York (UK)]",
        '"A: b"',
        "12",
        "false",
    ]
    assert [view.text for view in found["title"].texts] == ["ML Engineer (m/f/d), R&D"]
    assert [view.text for view in found["places"].texts] == ["Bern", "York (UK)"]
    assert found["date"].texts == found["size"].texts == found["remote"].texts == ()


def test_they_load_no_yaml() -> None:
    code = """
import sys
from jdlint.post.frontmatter import read_front_matter
from jdlint.post.source import make_source
found = read_front_matter(make_source("---\\ntitle: Engineer\\n---\\n# Engineer\\n", "a.md"))
assert found.values["title"].value == "Engineer"
assert "yaml" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
