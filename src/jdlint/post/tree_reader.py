"""Makes a tree of the Markdown parser's tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Literal, Protocol, TypeAlias

from jdlint.post.document import HARD_BREAK, SOFT_BREAK
from jdlint.post.frontmatter import read_front_matter
from jdlint.post.line_map import LineMap, ToSource, line_end, map_lines
from jdlint.post.markdown import BLANKS, parse
from jdlint.post.places import CellPlaces, Piece, code_pieces, place_of, text_pieces, text_places
from jdlint.post.source import Source
from jdlint.post.templates import FILLER
from jdlint.post.token_reader import MarkdownToken
from jdlint.post.tree import Child, Node, NodeKind, Words


class TreeToken(MarkdownToken, Protocol):
    """What is needed of a parser's token besides: whether it opens, and its attributes."""

    @property
    def nesting(self) -> Literal[-1, 0, 1]:
        """1 where it opens something, -1 where it closes it, else 0."""

    @property
    def hidden(self) -> bool:
        """Whether it is a paragraph of a tight list."""

    @property
    def attrs(self) -> Mapping[str, str | int | float]:
        """The attributes of the element that the parser would make."""


ReadInline: TypeAlias = Callable[[str], Iterable[TreeToken]]

_NODES: Mapping[str, NodeKind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "head-cell",
    "td_open": "cell",
    "blockquote_open": "quote",
    "strong_open": "strong",
    "em_open": "emphasis",
    "s_open": "struck",
    "link_open": "link",
}
# Tokens without a node of their own: their content goes to what is around them.
# Emphasis within emphasis looks the same long before; deeper markup is left out, and its text stays.
_DEEPEST_INLINE = 20
_THROUGH = frozenset({"thead_open", "thead_close", "tbody_open", "tbody_close"})
_HTML = re.compile(r"(?P<tag><!--.*?(?:-->|$)|</?[A-Za-z][^<>]*>?)|(?P<entity>&#?\w{1,32};)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FILLED = re.compile(f"{FILLER}+|[^{FILLER}]+")
_ALIGN = re.compile(r"text-align:(left|center|right)")


def read_tree(source: Source) -> tuple[Child, ...]:
    """The body of a post as a tree, to show it; what is nested too deep is left out.

    Never fails. All places are code-point offsets into ``source.text``.
    """
    parsed = parse(source, read_front_matter(source))
    return TreeReader(source.text, parsed.text, parsed.to_source, parsed.read_inline, BLANKS).read(parsed.tokens)


class TreeReader:
    """Walks through tokens of ``text``, whose offsets ``to_source`` leads to those of ``original``."""

    def __init__(self, original: str, text: str, to_source: ToSource, read_inline: ReadInline, blanks: str) -> None:
        self._original = original
        self._text = text
        self._to_source = to_source
        self._read_inline = read_inline
        self._blanks = blanks
        self._cells: CellPlaces | None = None
        self._line_starts = (0, *(match.end() for match in re.finditer("\n", text)))

    def read(self, tokens: Iterable[TreeToken]) -> tuple[Child, ...]:
        """The tree of some tokens: what stands at the outermost level."""
        children: list[Child] = []
        stack: list[tuple[TreeToken, list[Child]]] = []
        for token in tokens:
            if token.type in _THROUGH:
                continue
            if token.type == "tr_open":
                self._cells = None
            if token.nesting > 0:
                stack.append((token, children))
                children = []
            elif token.nesting < 0:
                opened, around = stack.pop()
                # A paragraph of a tight list is not set apart.
                around += children if opened.hidden else [self._node(opened, children)]
                children = around
            else:
                children += self._leaf(token, in_cell=self._in_cell(stack))
        return tuple(children)

    def _in_cell(self, stack: list[tuple[TreeToken, list[Child]]]) -> bool:
        return bool(stack) and stack[-1][0].type in ("th_open", "td_open")

    def _node(self, token: TreeToken, children: list[Child]) -> Node:
        kind = _NODES[token.type]
        level = int(token.tag[1]) if kind == "heading" else None
        if token.type == "ordered_list_open":
            level = int(token.attrs.get("start", 1))
        target = str(token.attrs["href"]) if kind == "link" and "href" in token.attrs else None
        align = _ALIGN.search(str(token.attrs.get("style", "")))
        return Node(kind, tuple(children), level, target, align[1] if align else None)

    def _leaf(self, token: TreeToken, *, in_cell: bool) -> Iterable[Child]:
        if token.type == "inline":
            return self._inline(token, in_cell=in_cell)
        if token.type in ("fence", "code_block"):
            return [Node("code-block", tuple(self._code(token)))]
        if token.type == "html_block":
            return [Node("html", tuple(self._html(token)))]
        return [Node("rule")] if token.type == "hr" else []

    def _inline(self, token: TreeToken, *, in_cell: bool) -> tuple[Child, ...]:
        places = token.meta["places"]
        lines = None
        if in_cell:
            self._cells = self._cells or CellPlaces(self._text, places[0], self._blanks)
            lines = self._cells.take()
        if not token.content:
            return ()
        if lines is None:
            lines = map_lines(self._text, token.content, text_places(self._text, places, self._blanks))
        return _InlineReader(self, token.content, lines).read(self._read_inline(token.content))

    def words(self, pieces: Iterable[Piece], *, prose: bool = True) -> Iterator[Words]:
        """Pieces as words of the source; tags of templates among them as they are written there."""
        for text, start, end in pieces:
            if FILLER not in text or len(text) != end - start:
                yield Words(text, self._to_source(start), self._to_source(end), prose)
                continue
            for match in _FILLED.finditer(text):
                left, right = self._to_source(start + match.start()), self._to_source(start + match.end())
                hidden = match.group().startswith(FILLER)
                yield Words(self._original[left:right] if hidden else match.group(), left, right, prose and not hidden)

    def _code(self, token: TreeToken) -> Iterator[Words]:
        """The lines of a block of code, without its fences and what stands before it."""
        if token.map is None or not token.content:
            return
        at = self._line_starts[token.map[0] + (token.type == "fence")]
        for line in token.content.splitlines(keepends=True):
            end = line_end(self._text, at)
            bare = line.rstrip("\n")
            start = end - len(bare)
            after = min(end + 1, len(self._text))
            if start >= at and self._text.startswith(bare, start):
                pieces = [(bare, start, end), ("\n", end, after)]
            elif len(bare) != end - at:
                # Where the parser has made blanks of a tab, the line stands for its text as a whole.
                pieces = [(bare, at, end), ("\n", end, after)]
            else:
                pieces = [(f"{bare}\n", at, end)]
            yield from self.words((piece for piece in pieces if piece[0]), prose=False)
            at = end + 1

    def _html(self, token: TreeToken) -> Iterator[Words]:
        """The lines of a block of HTML as they are written; only its entities are read."""
        places = token.meta["places"]
        text = "\n".join(self._text[place : line_end(self._text, place)] for place in places)
        starts, offset = [], 0
        for place in places:
            starts.append(offset)
            offset += line_end(self._text, place) - place + 1
        lines = LineMap(tuple(starts), tuple(places))
        done = 0
        for match in _HTML.finditer(text):
            yield from self.written(text[done : match.start()], done, lines)
            if match["tag"]:
                yield from self.written(match.group(), match.start(), lines, prose=False)
            else:
                place = lines.at(match.start())
                yield from self.words([(unescape(match.group()), place, place + len(match.group()))])
            done = match.end()
        yield from self.written(text[done:], done, lines)

    def written(self, text: str, start: int, lines: LineMap, *, prose: bool = True) -> Iterator[Words]:
        """Text of several lines as it is written, each line break as a whole with what is cut before the next line."""
        for line in text.splitlines(keepends=True):
            bare = line.removesuffix("\n")
            if bare:
                place = lines.at(start)
                yield from self.words([(bare, place, place + len(bare))], prose=prose)
            start += len(bare)
            if bare != line:
                yield from self.words([("\n", lines.at(start), lines.at(start + 1))])
                start += 1


class _InlineReader:
    """The text of one paragraph, heading or cell."""

    def __init__(self, reader: TreeReader, content: str, lines: LineMap) -> None:
        self._reader = reader
        self._content = content
        self._lines = lines

    def read(self, tokens: Iterable[TreeToken]) -> tuple[Child, ...]:
        children: list[Child] = []
        stack: list[tuple[TreeToken, list[Child]]] = []
        for token in tokens:
            if token.nesting > 0:
                stack.append((token, children))
                children = []
            elif token.nesting < 0 and stack:
                opened, around = stack.pop()
                if len(stack) < _DEEPEST_INLINE:
                    target = str(opened.attrs["href"]) if "href" in opened.attrs else None
                    around.append(Node(_NODES[opened.type], tuple(children), target=target))
                else:
                    around += children
                children = around
            else:
                children += self._leaf(token)
        for _, around in reversed(stack):
            children = around + children
        return tuple(children)

    def _leaf(self, token: TreeToken) -> Iterator[Child]:
        words, kind = self._reader.words, token.type
        if kind == "text":
            yield from words(text_pieces(token.content, token.meta["at"], self._lines))
            return
        place = place_of(token, self._lines)
        if kind in ("softbreak", "hardbreak"):
            yield from words([(SOFT_BREAK if kind == "softbreak" else HARD_BREAK, *place)])
        elif kind == "text_special":
            yield from words([(token.content, *place)])
        elif kind == "code_inline":
            pieces = code_pieces(token, self._content, self._lines)
            yield Node("code", tuple(words((" " if text == SOFT_BREAK else text, a, b) for text, a, b in pieces)))
        elif kind == "html_inline" and _BREAK.fullmatch(token.content):
            yield from words([(HARD_BREAK, *place)])
        elif kind == "html_inline":
            yield from self._reader.written(token.content, token.meta["at"], self._lines, prose=False)
        elif kind == "image":
            yield Node("image", tuple(words([(token.content, *place)], prose=False)))
