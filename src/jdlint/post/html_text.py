"""The text in HTML: tags go, what stands between them is prose."""

from __future__ import annotations

import re
from html import unescape

from jdlint.late import expression
from jdlint.post.block_collector import BlockCollector
from jdlint.post.document import HARD_BREAK, SOFT_BREAK, BlockKind
from jdlint.post.line_map import LineMap
from jdlint.post.view_builder import ViewBuilder

_MARKUP = expression(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<\?.*?(?:\?>|\Z)|<!\[CDATA\[|\]\]>|<![A-Za-z][^>]*>"
    r"|</?[A-Za-z][^\s<>/]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</?[A-Za-z][^<>]*>"
    r"|&(?:\#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});|\n[ \t]*",
    re.DOTALL,
)
_TAG = expression(r"<(/?)([A-Za-z][^\s<>/]*)")
_STRONG = frozenset({"b", "strong"})
_QUIET = frozenset({"code", "kbd", "samp", "tt", "var", "del", "s", "strike"})
# What these hold is never read as text.
_DROPPED = frozenset({"script", "style", "pre", "textarea", "svg", "template", "head", "select", "iframe", "noscript"})
_DROPPED_END = {name: expression(rf"</{name}\s*>", re.IGNORECASE) for name in _DROPPED}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def read_inline_tag(builder: ViewBuilder, tag: str, start: int, end: int) -> None:
    """Take a tag between Markdown text: it may mark text or break the line; ``start`` to ``end`` is its place."""
    match = _TAG.match(tag)
    if match is None:
        return
    closing, name = bool(match[1]), match[2].lower()
    if name == "br" or name in _BLOCKS:
        builder.add_break(HARD_BREAK, start, end)
    else:
        _mark(builder, name, tag, closing=closing)


def _mark(builder: ViewBuilder, name: str, tag: str, *, closing: bool) -> None:
    if name in _STRONG:
        (builder.close if closing else builder.open)("strong")
    elif name in _QUIET:
        (builder.close if closing else builder.open)("quiet")
    elif name == "a" and (closing or "href" in tag.lower()):
        (builder.close if closing else builder.open)("link")


def read_html(collector: BlockCollector, content: str, lines: LineMap) -> None:
    """Add the blocks of an HTML block to the collector; ``lines`` leads from ``content`` to its text."""
    reader = _HtmlReader(collector, lines)
    position = 0
    while match := _MARKUP.search(content, position):
        reader.text(content[position : match.start()], position)
        position = match.end()
        name = reader.markup(match.group(), match.start())
        if name in _DROPPED:
            end = _DROPPED_END[name].search(content, position)
            position = end.end() if end else len(content)
    reader.text(content[position:], position)
    reader.flush(position)


class _HtmlReader:
    """Adds text to the block at hand, and the block to the collector when a tag ends it."""

    def __init__(self, collector: BlockCollector, lines: LineMap) -> None:
        self._collector = collector
        self._lines = lines
        self._builder = collector.builder()
        self._start = 0
        self._kind: BlockKind = "paragraph"
        self._level = 0

    def text(self, text: str, start: int) -> None:
        """Take text between markup."""
        if text:
            self._builder.add_mapped(text, start, self._lines)

    def markup(self, markup: str, start: int) -> str | None:
        """Take a tag, a comment, an entity or a line break; an opening tag's name comes back."""
        place, end = self._lines.at(start), self._lines.at(start + len(markup) - 1) + 1
        if markup.startswith("\n"):
            self._builder.add_break(SOFT_BREAK, place, self._lines.at(start + len(markup)))
        elif markup.startswith("&"):
            self._builder.add_whole(unescape(markup), place, end)
        elif markup.startswith("<!--"):
            self._collector.comments.append(self._collector.span(place, end))
        elif match := _TAG.match(markup):
            name = match[2].lower()
            if name == "br":
                self._builder.add_break(HARD_BREAK, place, end)
            else:
                self._tag(name, markup, start, closing=bool(match[1]))
            return None if match[1] else name
        return None

    def flush(self, start: int) -> None:
        """End the block at hand; the next begins at ``start``."""
        self._collector.add(self._builder, self._kind, self._lines.at(self._start), self._level)
        self._builder = self._collector.builder()
        self._start = start

    def _tag(self, name: str, markup: str, start: int, *, closing: bool) -> None:
        if name in _BLOCKS:
            self.flush(start)
            self._nest(name, closing=closing)
            self._become(name, closing=closing)
        else:
            _mark(self._builder, name, markup, closing=closing)

    def _nest(self, name: str, *, closing: bool) -> None:
        if name in ("ul", "ol", "menu"):
            if closing:
                self._collector.close(html=True)
            else:
                self._collector.open_list(html=True)
        elif name == "blockquote":
            if closing:
                self._collector.close(quote=True, html=True)
            else:
                self._collector.open_quote(html=True)
        elif name == "li" and not closing:
            self._collector.open_item(html=True)

    def _become(self, name: str, *, closing: bool) -> None:
        self._kind, self._level = "paragraph", 0
        if not closing and name in _HEADINGS:
            self._kind, self._level = "heading", int(name[1])
        elif not closing and name in ("td", "th"):
            self._kind = "cell"
