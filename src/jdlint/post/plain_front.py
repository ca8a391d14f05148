"""Front matter of lines such as ``key: words``, ``key: 12`` or ``key: [some, words]``, read without YAML.

Much front matter is so, and to load YAML takes longer than to lint a post. What YAML could read in another way is left
to it, and a test compares both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.document import FrontMatterValue, TextView
from jdlint.post.front_values import map_value

_KEY = r"(?P<key>[A-Za-z][\w-]{0,60}): +"
# Texts begin with a letter, and have no sign that YAML gives a meaning to.
_ITEM = r"[^\W\d_](?:[\w .()/&'’–-]*[\w.()/&'’–-])?"
_LINE = expression(
    _KEY + r"(?:(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<int>0|[1-9][0-9]{0,8})|(?P<bool>true|false)"
    r"|(?P<text>[^\W\d_](?:[\w .,()/&'’–-]*[\w.,()/&'’–-])?|https?://[\w./?=&%+~-]+)"
    rf'|"(?P<quoted>[^"\\{{}}\t]*)"|(?P<list>\[{_ITEM}(?:, {_ITEM})*\]))'
)
_ITEMS = expression(_ITEM)
_NO_TEXTS = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
_MOST_LINES = 200


def read_plain(source: str, start: int, end: int) -> Mapping[str, FrontMatterValue] | None:
    """The values in ``source[start:end]``; ``None`` where YAML is needed to tell."""
    lines = source[start:end].split("\n")
    if len(lines) > _MOST_LINES:
        return None
    values: dict[str, FrontMatterValue] = {}
    for line in lines:
        match = _LINE.fullmatch(source, start, start + len(line)) if line else None
        start += len(line) + 1
        if match is not None and match["key"] not in values and (value := _value(source, match)) is not None:
            values[match["key"]] = value
        elif line:
            return None
    return values


def _value(source: str, match: re.Match[str]) -> FrontMatterValue | None:
    kind = match.lastgroup or ""
    text, start, end = match[kind], *match.span(kind)
    value: object
    texts: tuple[TextView | None, ...] = ()
    match kind:
        case "date":
            value = _day(text)
        case "int":
            value = int(text)
        case "bool":
            value = text == "true"
        case "list":
            items = list(_ITEMS.finditer(source, start + 1, end - 1))
            value = [item[0] for item in items]
            texts = tuple(map_value(item[0], source, *item.span()) for item in items)
        case _:
            value = text
            texts = (map_value(text, source, start, end, escapes=kind == "quoted"),)
    words = value if isinstance(value, list) else [text]
    if value is None or (kind in ("text", "list") and any(word.lower() in _NO_TEXTS for word in words)):
        return None
    quote = kind == "quoted"
    return FrontMatterValue(
        value, Span(*match.span("key")), Span(start - quote, end + quote), tuple(view for view in texts if view)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
