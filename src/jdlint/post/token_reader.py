"""Hands the texts in the Markdown parser's tokens to the collector of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from jdlint.post.block_collector import BlockCollector
from jdlint.post.document import HARD_BREAK, SOFT_BREAK, BlockKind
from jdlint.post.html_text import read_html, read_inline_tag
from jdlint.post.line_map import LineMap, line_end, map_cells, map_lines
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
        self._cells: list[LineMap] | None = None
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
        lines = lines or map_lines(self._collector.text, token.content, self._text_places(places))
        builder = self._collector.builder()
        for child in self._read_inline(token.content):
            self._child(builder, child, token.content, lines)
        self._collector.add(builder, self._kind, places[0], self._level)

    def _next_cell(self, row: int) -> LineMap | None:
        if self._cells is None:
            self._cells = map_cells(self._collector.text, row, self._blanks)[::-1]
        return self._cells.pop() if self._cells else None

    def _text_places(self, places: tuple[int, ...]) -> tuple[int, ...]:
        """The lines' places without first lines of odd blanks, which the parser trims."""
        if len(places) == 1:
            return places
        text = self._collector.text
        for index, place in enumerate(places):
            if text[place : line_end(text, place)].strip(self._blanks):
                return places[index:]
        return places

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
            builder.add_break(_BREAKS[kind], *_place(token, lines))
        elif kind == "text_special":
            builder.add(token.content, *_place(token, lines))
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


def _place(token: MarkdownToken, lines: LineMap) -> tuple[int, int]:
    return lines.at(token.meta["at"]), lines.at(token.meta["end"])


def _add_code(builder: ViewBuilder, token: MarkdownToken, content: str, lines: LineMap) -> None:
    """Add inline code, of which the parser makes one line and takes one blank at each side."""
    start, end = token.meta["at"] + len(token.markup), token.meta["end"] - len(token.markup)
    if len(token.content) < end - start:
        start, end = start + 1, end - 1
    builder.open("quiet")
    for number, line in enumerate(content[start:end].split("\n")):
        bare = line.lstrip(" \t") if number else line
        inner = start + len(line) - len(bare)
        if number:
            builder.add_whole(" ", lines.at(start - 1), lines.at(inner))
        if bare:
            builder.add_mapped(bare, inner, lines)
        start += len(line) + 1
    builder.close("quiet")
