"""Posts made to hurt: shapes that are known to take Markdown readers and search engines long, of any size.

Each shape fills a post that is otherwise an ordinary one, so that no rule is spared: a text that is no job post would
not be judged at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from hostile_units import LINES, REPEATED

_BEFORE = """# Machine Learning Engineer

## About the role

You will cut false declines in card payments for 40,000 merchants, with Python and Spark, in a team of five.

## Responsibilities

- Build and deploy the models that score payments, and keep them working.

"""
_AFTER = """

## Requirements

- Three years of experience with Python.

## How to apply

Send an e-mail to jobs@example.com with your CV. The salary is 70,000 to 90,000 EUR.
"""


def shapes() -> Mapping[str, Callable[[int], str]]:
    """Each shape by its name: what makes a post of about so many bytes; the same at each call."""
    return {
        **{name: _repeated(unit) for name, unit in REPEATED.items()},
        **{f"{name}, one a line": _repeated(f"{unit}\n") for name, unit in LINES.items()},
        **{name: _within(make) for name, make in _MADE.items()},
        "one line and no more": lambda size: ("You build models that score payments. " * size)[:size],
        "a heading and no more": lambda size: "# " + ("Engineer " * size)[: size - 2],
    }


def _repeated(unit: str) -> Callable[[int], str]:
    return _within(lambda size: unit * (size // len(unit.encode())))


def _within(make: Callable[[int], str]) -> Callable[[int], str]:
    rest = len(_BEFORE) + len(_AFTER)
    return lambda size: f"{_BEFORE}{make(size - rest)}{_AFTER}"


def _nested(opening: str, closing: str, middle: str = "a") -> Callable[[int], str]:
    def make(size: int) -> str:
        count = (size - len(middle)) // len(opening + closing)
        return opening * count + middle + closing * count

    return make


def _deeper(mark: str, step: str) -> Callable[[int], str]:
    """Lines that are each indented deeper than the one before."""

    def make(size: int) -> str:
        lines: list[str] = []
        while size > 0:
            lines.append(f"{step * len(lines)}{mark}\n")
            size -= len(lines[-1])
        return "".join(lines)

    return make


def _backticks(size: int) -> str:
    """Runs of backticks that are each longer than the one before, so that none is closed."""
    runs: list[str] = []
    while size > 0:
        runs.append("`" * (len(runs) + 1) + "a")
        size -= len(runs[-1])
    return "".join(runs)


def _table(columns: int) -> Callable[[int], str]:
    def make(size: int) -> str:
        row = "|" + "a|" * columns + "\n"
        return row + "|" + "-|" * columns + "\n" + row * max(1, size // len(row) - 2)

    return make


def _short_rows(size: int) -> str:
    """A table with a wide head and rows of one cell, which Markdown fills up."""
    columns = size // 12
    return "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "b\n" * (size // 3)


def _definitions(size: int) -> str:
    count = size // 30
    return "".join(f"[name-{n}]: /b\n" for n in range(count)) + "\n" + "".join(f"[name-{n}] " for n in range(count))


def _all_signs(size: int) -> str:
    """Characters at random, of those that mean something in Markdown."""
    random = Random(6)
    signs = "*_`[]()<>!#-+|~\\&;:\"'{}%$=. \n\n\nab1"
    return "".join(random.choices(signs, k=size))


def _all_characters(size: int) -> str:
    random = Random(7)
    places = [*range(0xD800), *range(0xE000, 0x11000), *range(0x1F000, 0x20000)]
    return "".join(map(chr, random.choices(places, k=size // 3)))


def _mixed_newlines(size: int) -> str:
    return "a\r\nb\nc\rd\n\r\n\r" * (size // 13)


_MADE: Mapping[str, Callable[[int], str]] = {
    "one word": lambda size: "x" * size,
    "nested brackets": _nested("[", "]"),
    "nested links": _nested("[", "](b)"),
    "nested images": _nested("![", "](b)"),
    "nested emphasis": _nested("*a ", " a*"),
    "nested bold": _nested("**a ", " a**"),
    "nested round brackets": _nested("(", ")"),
    "nested tags": _nested("<b>", "</b>"),
    "nested lists of HTML": _nested("<ul><li>", "</li></ul>"),
    "address with brackets": lambda size: f"[a]({'(' * (size // 2)}{')' * (size // 2)})",
    "stars around a word": _nested("*", "*"),
    "nested quotes": lambda size: ">" * size + " a",
    "nested quotes on each line": lambda size: f"{'>' * 500} a\n" * (size // 503),
    "nested lists": lambda size: "- " * (size // 2) + "a",
    "nested numbers": lambda size: "1. " * (size // 3) + "a",
    "nested lists on each line": lambda size: f"{'- ' * 500}a\n" * (size // 1002),
    "lists and quotes in turn": lambda size: "> - " * (size // 4) + "a",
    "deeper and deeper items": _deeper("- a", "  "),
    "deeper and deeper quotes": _deeper(" a", ">"),
    "deeper and deeper lines": _deeper("a", " "),
    "longer and longer backticks": _backticks,
    "longer and longer words": _deeper("a", "a"),
    "table of ten columns": _table(10),
    "table of 1,000 columns": _table(1000),
    "table of one row": lambda size: _table(size // 6)(size),
    "table with short rows": _short_rows,
    "definitions with their links": _definitions,
    "signs at random": _all_signs,
    "characters at random": _all_characters,
    "mixed newlines": _mixed_newlines,
    "carriage returns": lambda size: "a\r" * (size // 2),
    "fence that is never closed": lambda size: "```\n" + "a b\n" * (size // 4),
    "suppression of many names": lambda size: f"<!-- jdlint-disable {'team, ' * (size // 6)} -->",
    "comment that is never closed": lambda size: "<!-- " + "a b\n" * (size // 4),
    "template that is never closed": lambda size: "{{ " + "a b\n" * (size // 4),
    "front matter that is never closed": lambda size: "---\ntitle: a\n" + "a b\n" * (size // 4),
}
