"""Bars, drawn without style attributes, which the page's policy would refuse."""

from __future__ import annotations

from collections.abc import Sequence

from jdlint.record import Record
from jdlint.web.markup import Markup, element


class Share(Record):
    """A part of a bar: what it is called, how much it is, and the class that colours it."""

    name: str
    count: int
    tone: str


def stacked(shares: Sequence[Share], total: int) -> Markup:
    """Parts of a whole side by side; their counts are text for who does not see them."""
    said = ", ".join(f"{share.name} {share.count}" for share in shares)
    parts, start = [], 0.0
    for share in shares:
        width = 100 * share.count / total if total else 0
        if width:
            attributes = {"class": share.tone, "x": _percent(start), "width": _percent(width), "height": "100%"}
            parts.append(element("rect", attributes))
        start += width
    return element("svg", {"class": "bar", "role": "img"}, element("title", {}, said), *parts)


def single(count: int, most: int, tone: str) -> Markup:
    """One bar, as long as ``count`` is beside ``most``; the count is to stand beside it as text."""
    width = 100 * count / most if most else 0
    rect = element("rect", {"class": tone, "width": _percent(width), "height": "100%"})
    return element("svg", {"class": "bar", "aria-hidden": "true"}, rect)


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
