"""Collects blocks while the Markdown or the HTML around them opens and closes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jdlint.finding import Span
from jdlint.post.document import Block, BlockKind, Run, TextView
from jdlint.post.line_map import ToSource
from jdlint.post.source import Source
from jdlint.post.view_builder import ViewBuilder

# HTML may forget to close, and lists beyond this depth tell nothing.
_MAX_HTML_NESTING = 100


@dataclass(slots=True)
class _Container:
    """A list (with its number) or a quote that is open; ``fresh`` is an item that has no text yet."""

    list_number: int | None
    html: bool
    fresh: bool = False


class BlockCollector:
    """What is around the next block, and the blocks so far; ``text`` is the source with LF as newlines."""

    def __init__(self, source: Source, text: str, to_source: ToSource) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.comments: list[Span] = []
        self.code_lines: list[tuple[int, int]] = []
        self._source = source
        self._to_source = to_source
        self._containers: list[_Container] = []
        self._lists = 0

    def builder(self) -> ViewBuilder:
        """A builder for the next block's text."""
        return ViewBuilder(self.text)

    def span(self, start: int, end: int) -> Span:
        """The source span of a range of ``text``."""
        return Span(self._to_source(start), self._to_source(end))

    def add_code(self, first: int, last: int) -> None:
        """Lines ``first`` to ``last`` (from 0, the latter exclusive) are code."""
        self.code_lines.append((first, last))

    def open_list(self, *, html: bool = False) -> None:
        """A list begins."""
        if html and len(self._containers) >= _MAX_HTML_NESTING:
            return
        self._containers.append(_Container(self._lists, html))
        self._lists += 1

    def open_quote(self, *, html: bool = False) -> None:
        """A block quote begins."""
        if not html or len(self._containers) < _MAX_HTML_NESTING:
            self._containers.append(_Container(None, html))

    def close(self, *, quote: bool = False, html: bool = False) -> None:
        """The innermost list, or quote, ends; HTML never ends what Markdown began."""
        for index in range(len(self._containers) - 1, -1, -1):
            container = self._containers[index]
            if html and not container.html:
                return
            if (container.list_number is None) == quote and container.html == html:
                del self._containers[index:]
                return

    def close_html(self) -> None:
        """Lists and quotes end that HTML began and forgot."""
        while self._containers and self._containers[-1].html:
            self._containers.pop()

    def open_item(self, *, html: bool = False) -> None:
        """A list item begins; HTML may have one without a list."""
        container = self._list()
        if container is None:
            self.open_list(html=html)
            container = self._list()
        if container is not None:
            container.fresh = True

    def add(self, builder: ViewBuilder, kind: BlockKind, place: int, level: int = 0) -> None:
        """Add a block whose source begins at ``place`` of the text, unless it has no text.

        The first paragraph of a list item is the item itself.
        """
        view = builder.build(self._to_source)
        if view is None:
            return
        if not builder.exact:
            view = self._pointing_at_line(view, place)
        container = self._list()
        if kind == "paragraph" and container is not None and container.fresh:
            kind, container.fresh = "item", False
        self.blocks.append(
            Block(
                kind,
                view,
                self._source.position(view.runs[0].start)[0],
                self._source.position(max(view.runs[0].start, view.runs[-1].end - 1))[0],
                level,
                sum(container.list_number is not None for container in self._containers),
                container.list_number if container else None,
                any(container.list_number is None for container in self._containers),
                builder.exact,
            )
        )

    def _list(self) -> _Container | None:
        return next((c for c in reversed(self._containers) if c.list_number is not None), None)

    def _pointing_at_line(self, view: TextView, place: int) -> TextView:
        start = self._to_source(place)
        line = self._source.position(start)[0]
        end = self._source.line_starts[line - 1] + len(self._source.line_text(line))
        return replace(view, runs=(Run(0, len(view.text), start, max(start, end)),))
