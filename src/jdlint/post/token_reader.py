"""Hands the texts in the Markdown parser's tokens to the collector of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from jdlint.post.block_collector import BlockCollector
from jdlint.post.document import HARD_BREAK, SOFT_BREAK, BlockKind
from jdlint.post.html_text import read_html, read_inline_tag
from jdlint.post.line_map import LineMap, line_end, map_lines
from jdlint.post.places import CellPlaces, code_pieces, place_of, text_places
from jdlint.post.view_builder import Mark, ViewBuilder


class MarkdownToken(Protocol):
    """What is needed of a parser's token; ``meta`` holds the places that were written down."""

    type: str
    tag: str
    content: str
    markup: str
    info: str
    map: list[int] | None
    meta: dict[Any, Any]


ReadInline: TypeAlias = Callable[[str], Iterable[MarkdownToken]]

_OPENS: Mapping[str, Mark] = {"strong_open": "strong", "s_open": "quiet"}
_CLOSES: Mapping[str, Mark] = {"strong_close": "strong", "s_close": "quiet"}
_BREAKS: Mapping[str, str] = {"softbreak": SOFT_BREAK, "hardbreak": HARD_BREAK}


class TokenReader:
    """Walks through tokens; ``read_inline`` gives the tokens of a paragraph's text, ``blanks`` are what it trims."""

    def __init__(self, collector: BlockCollector, read_inline: ReadInline, blanks: str) -> None:
        self._collector = collector
        self._read_inline = read_inline
        self._blanks = blanks
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._cells: CellPlaces | None = None
        self._actions: Mapping[str, Callable[[MarkdownToken], None]] = {
            "inline": self._inline,
            "html_block": self._html,
            "heading_open": self._open_heading,
            "paragraph_open": self._open_paragraph,
            "tr_open": self._open_row,
            "bullet_list_open": lambda _: collector.open_list(),
            "ordered_list_open": lambda _: collector.open_list(),
            "bullet_list_close": lambda _: collector.close(),
            "ordered_list_close": lambda _: collector.close(),
            "list_item_open": lambda _: collector.open_item(),
            "blockquote_open": lambda _: collector.open_quote(),
            "blockquote_close": lambda _: collector.close(quote=True),
            "fence": self._code,
            "code_block": self._code,
        }

    def read(self, tokens: Iterable[MarkdownToken]) -> None:
        """Add everything that the tokens hold to the collector."""
        for token in tokens:
            action = self._actions.get(token.type)
            if action:
                action(token)

    def _open_heading(self, token: MarkdownToken) -> None:
        self._collector.close_html()
        self._kind, self._level = "heading", int(token.tag[1])

    def _open_paragraph(self, _: MarkdownToken) -> None:
        self._kind, self._level = "paragraph", 0

    def _open_row(self, _: MarkdownToken) -> None:
        self._kind, self._level, self._cells = "cell", 0, None

    def _code(self, token: MarkdownToken) -> None:
        if token.map:
            self._collector.add_code(*token.map)

    def _inline(self, token: MarkdownToken) -> None:
        places = token.meta["places"]
        lines = self._next_cell(places[0]) if self._kind == "cell" else None
        if not token.content:
            return
        if lines is None:
            text = self._collector.text
            lines = map_lines(text, token.content, text_places(text, places, self._blanks))
        builder = self._collector.builder()
        for child in self._read_inline(token.content):
            self._child(builder, child, token.content, lines)
        self._collector.add(builder, self._kind, places[0], self._level)

    def _next_cell(self, row: int) -> LineMap | None:
        self._cells = self._cells or CellPlaces(self._collector.text, row, self._blanks)
        return self._cells.take()

    def _child(self, builder: ViewBuilder, token: MarkdownToken, content: str, lines: LineMap) -> None:
        kind = token.type
        if kind == "text":
            if token.content:
                self._text(builder, token, lines)
        elif mark := _OPENS.get(kind):
            builder.open(mark)
        elif mark := _CLOSES.get(kind):
            builder.close(mark)
        elif kind in _BREAKS:
            builder.add_break(_BREAKS[kind], *place_of(token, lines))
        elif kind == "text_special":
            builder.add(token.content, *place_of(token, lines))
        elif kind == "code_inline":
            _add_code(builder, token, content, lines)
        elif kind == "html_inline":
            self._tag(builder, token, lines)
        elif kind in ("link_open", "link_close"):
            (builder.open if kind == "link_open" else builder.close)("quiet" if token.info == "auto" else "link")

    def _text(self, builder: ViewBuilder, token: MarkdownToken, lines: LineMap) -> None:
        builder.add_mapped(token.content, token.meta["at"], lines)

    def _tag(self, builder: ViewBuilder, token: MarkdownToken, lines: LineMap) -> None:
        place, end = lines.at(token.meta["at"]), lines.at(token.meta["end"] - 1) + 1
        if token.content.startswith("<!--"):
            self._collector.comments.append(self._collector.span(place, end))
        else:
            read_inline_tag(builder, token.content, place, end)

    def _html(self, token: MarkdownToken) -> None:
        text = self._collector.text
        places = token.meta["places"]
        contents: list[str] = []
        starts: list[int] = []
        offset = 0
        for place in places:
            contents.append(text[place : line_end(text, place)])
            starts.append(offset)
            offset += len(contents[-1]) + 1
        read_html(self._collector, "\n".join(contents), LineMap(tuple(starts), places))


def _add_code(builder: ViewBuilder, token: MarkdownToken, content: str, lines: LineMap) -> None:
    builder.open("quiet")
    for text, start, end in code_pieces(token, content, lines):
        if text == SOFT_BREAK:
            builder.add_whole(" ", start, end)
        else:
            builder.add(text, start, end)
    builder.close("quiet")
