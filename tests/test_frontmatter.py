"""Front matter: found, read with positions, or refused with a reason."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from jdlint.finding import Span
from jdlint.post.document import HARD_BREAK, FrontMatter, TextView
from jdlint.post.frontmatter import read_front_matter
from jdlint.post.source import Source, make_source

POST = """---
title: "The \\"Ranking\\" lead"
posted: 2024-03-01
remote: true
places: [Bern, 'l''Isle']   # where
about: |
  We sell books.
  Old ones.

  And new ones.
short: >
  One
  line
link: {{ site.url }}
pay:
  currency: EUR
  note: gross
empty:
---
# Body
"""
NEWLINES = pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])


def read(text: str) -> FrontMatter:
    found = read_front_matter(make_source(text, "a.md"))
    assert found is not None
    return found


def at(source: Source, span: Span | None) -> str:
    assert span is not None
    return source.text[span.start : span.end]


def words_at_place(text: str, view: TextView) -> bool:
    spans = [(word.group(), view.span(*word.span())) for word in re.finditer(r"\S+", view.text)]
    return all(text[span.start : span.end] == word for word, span in spans)


@NEWLINES
def test_yaml_values_and_their_places(newline: str) -> None:
    text = POST.replace("\n", newline)
    source = make_source(text, "a.md")
    found = read(text)
    assert found.problem is None
    assert (found.format, found.end_line) == ("yaml", 19)
    assert at(source, found.span).startswith("---")
    assert at(source, found.span).endswith("---")
    values = {key: value.value for key, value in found.values.items()}
    assert values["title"] == 'The "Ranking" lead'
    assert values["posted"] == dt.date(2024, 3, 1)
    assert values["remote"] is True
    assert values["places"] == ["Bern", "l'Isle"]
    assert values["link"] == "{{ site.url }}"
    assert values["pay"] == {"currency": "EUR", "note": "gross"}
    assert values["empty"] is None
    for key, value in found.values.items():
        assert at(source, value.key_span) == key
    assert at(source, found.values["places"].span) == "[Bern, 'l''Isle']"
    assert at(source, found.values["title"].span) == '"The \\"Ranking\\" lead"'


@NEWLINES
def test_texts_map_to_the_source(newline: str) -> None:
    text = POST.replace("\n", newline)
    found = read(text)
    (title,) = found.values["title"].texts
    start = text.index("Ranking")
    assert title.text == 'The "Ranking" lead'
    assert title.span(5, 12) == Span(start, start + 7)
    assert title.span(4, 5) == Span(start - 2, start)
    assert [view.text for view in found.values["places"].texts] == ["Bern", "l'Isle"]
    (about,) = found.values["about"].texts
    assert about.text == f"We sell books.\nOld ones.{HARD_BREAK}\nAnd new ones."
    assert words_at_place(text, about)
    (short,) = found.values["short"].texts
    assert short.text == "One line"
    assert words_at_place(text, short)
    assert [view.text for view in found.values["pay"].texts] == ["EUR", "gross"]
    assert not found.values["posted"].texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain text", "plain text"),
        ("wrapped\n  plain text", "wrapped plain text"),
        ("'single ''quoted'' text'", "single 'quoted' text"),
        ('"tab\\tand \\u00e9t\\u00e9"', "tab\tand \u00e9t\u00e9"),
        ('"folded\n  in quotes"', "folded in quotes"),
        ('"go \\\n  on"', "go on"),
        ("|2\n    indented\n  text", "indented\ntext"),
        ("text # a comment", "text"),
        ("|-\n  # no comment", "# no comment"),
    ],
)
def test_each_way_to_write_a_text(value: str, text: str) -> None:
    source = f"---\nkey: {value}\n---\n"
    (view,) = read(source).values["key"].texts
    assert view.text == text
    for word in ("text", "quotes", "on", "quoted", "and"):
        if word in text.split():
            start = source.index(word, source.index("key: ") + 5)
            found = text.index(word)
            assert view.span(found, found + len(word)) == Span(start, start + len(word))


def test_toml_values_and_their_places() -> None:
    text = (
        '+++\ntitle = "The \\"lead\\""  # why = "no"\ndate = 2024-03-01\ntags = [\n  "ml",\n  \'ai\', # x\n]\n'
        'about = """\nWe sell\nbooks."""\ndraft = false\na.b = 1\n[pay]\ncurrency = "EUR"\n+++\n\nBody\n'
    )
    source = make_source(text, "a.md")
    found = read(text)
    assert (found.format, found.problem, found.end_line) == ("toml", None, 15)
    assert {key: value.value for key, value in found.values.items()} == {
        "title": 'The "lead"',
        "date": dt.date(2024, 3, 1),
        "tags": ["ml", "ai"],
        "about": "We sell\nbooks.",
        "draft": False,
        "a": {"b": 1},
        "pay": {"currency": "EUR"},
    }
    assert [at(source, value.key_span) for value in found.values.values()] == list(found.values)
    assert at(source, found.values["title"].span) == '"The \\"lead\\""'
    assert at(source, found.values["draft"].span) == "false"
    assert [view.text for view in found.values["tags"].texts] == ["ml", "ai"]
    (about,) = found.values["about"].texts
    assert words_at_place(text, about)
    (currency,) = found.values["pay"].texts
    assert currency.span(0, 3) == Span(text.index("EUR"), text.index("EUR") + 3)


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("---\ntitle: Lead: search\n---\n", "colon", "title: Lead: search"),
        ("---\na: 1\nb: 'open\nc: 2\n---\n", "never closed", "b: 'open"),
        ("---\na: [x, y\nb: 2\n---\n", "never closed", "a: [x, y"),
        ("---\na:\n\tb: 1\n---\n", "tab", "b: 1"),
        ("---\na: 1\nb: 2\na: 3\n---\n", "'a' stands in it twice", "a: 3"),
        ("---\na: &x [1]\nb: *x\n---\n", "no quotes", "a: &x [1]"),
        ("---\na: **bold**\n---\n", "no quotes", "a: **bold**"),
        ("---\na: !!python/name:os.system x\n---\n", "'!'", "a: !!python/name:os.system x"),
        ("---\na: b\x07\n---\n", "U+0007", "a: b\x07"),
        ("---\na: " + "{a: " * 30 + "\n---\n", "deeper than 20", None),
        ("---\na: b\n# Body\n\nText\n", "never closed", "---"),
        ("+++\na = 'x\n+++\n", "quote", "a = 'x"),
        ("+++\na = 1\na = 2\n+++\n", "twice", None),
        ("+++\na = " + "[" * 5000 + "\n+++\n", "nested", None),
        ("+++\na = " + "[" * 30 + "]" * 30 + "\n+++\n", "deeper than 20", None),
        ("+++\nb = 1\na = { a" + ".'a'" * 10_000 + " = 1 }\n+++\n", "too many parts", None),
        ("+++\nb = 1\na" + ".a" * 40 + " = 1\n+++\n", "too many parts", "a" + ".a" * 40 + " = 1"),
        ("+++\na = [" + "1," * 6000 + "]\n+++\n", "more than 5000 values", None),
        ("---\nkey: " + "x" * 70_000 + "\n---\n", "64 KiB", "---"),
    ],
)
def test_what_cannot_be_read_has_a_problem(text: str, problem: str, line: str | None) -> None:
    found = read(text)
    assert problem in (found.problem or "")
    assert not found.values
    assert line is None or at(make_source(text, "a.md"), found.problem_span) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n",
        "---\n",
        "---\n\nSome prose.\n",
        "---\nSome prose\n---\nMore.\n",
        "---\n\n# Title\n\nText.\n\n---\nEnd.\n",
        "---\n**Place**: Bern\n---\n",
        "----\na: b\n----\n",
        "Text\n---\na: b\n---\n",
        " ---\na: b\n---\n",
        "\r\n" * 60 + "Text\r\n",  # each CRLF may be read as one newline or as two
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    assert read_front_matter(make_source(text, "a.md")) is None


@pytest.mark.parametrize(
    "text", ["\n\n---\na: b\n---\n", "---  \na: b\n---\t\n", "---\n# note\n\na: b\n...\n", "---\na: b\n---"]
)
def test_habits_of_site_generators(text: str) -> None:
    assert {key: value.value for key, value in read(text).values.items()} == {"a": "b"}


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\nx", "+++\n+++\n"])
def test_empty_front_matter_is_fine(text: str) -> None:
    assert not read(text).values
    assert read(text).problem is None


@pytest.mark.parametrize("value", ["2024-13-45", "9" * 5000, "="])
def test_a_strange_scalar_is_a_text(value: str) -> None:
    assert read(f"---\na: {value}\n---\n").values["a"].value == value
