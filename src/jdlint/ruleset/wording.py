"""How a value of a file is described in an error, and where a character of its text was written."""

from __future__ import annotations

from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "null", "list", "mapping", "other"]


def short(text: str) -> str:
    """The text on one line, at most 60 characters long."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."


def describe(kind: Kind, content: object, raw: str) -> str:
    """What a value is, in words; ``raw`` is how the file writes it."""
    match kind:
        case "string":
            return f"the text '{short(str(content))}'"
        case "integer" | "number":
            return f"the number {short(raw)}"
        case "boolean":
            return "true" if content else "false"
        case "null":
            return "nothing"
        case "list":
            return "a list"
        case "mapping":
            return "keys with values"
    return f"'{short(raw)}'"


def quote_hint(kind: Kind, raw: str) -> str | None:
    """What to do about a value that should be text and is not."""
    if kind in ("list", "mapping"):
        if raw[:1] in ("{", "["):
            return f"text that begins with '{raw[0]}' must stand in quotes"
        return "text with ': ' in it must stand in quotes" if kind == "mapping" else None
    if kind == "null" and not raw:
        return "give it a value, or leave the key out"
    return f"put it in quotes: '{short(raw)}'"


def find_written(text: str, raw: str, index: int, *, plain: bool) -> int | None:
    """Where ``text[index]`` stands in ``raw``, which is how the file writes the text.

    Quotes, escapes, indentation and folded lines are stepped over; ``None`` when a character of the text
    is not written as itself.
    """
    found = -1 if plain else 0
    if raw[:1] in ("|", ">") and not plain:
        found = raw.find("\n")
    for char in text[: index + 1]:
        if not char.isspace():
            found = raw.find(char, found + 1)
            if found < 0:
                return None
    return max(found, 0)
