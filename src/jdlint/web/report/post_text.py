"""A post as its author reads it: its Markdown as elements, with findings and evidence marked at their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from jdlint.post.document import HARD_BREAK, FrontMatter
from jdlint.post.source import Source
from jdlint.post.tree import Child, Node, Words
from jdlint.web.markup import Attributes, Markup, element, is_safe_address, joined
from jdlint.web.report.marks import Mark, MarkedText, Segment, mark_text

_TAGS: Mapping[str, tuple[str, Attributes]] = {
    "paragraph": ("p", {}),
    "item": ("li", {}),
    "quote": ("blockquote", {}),
    "strong": ("strong", {}),
    "emphasis": ("em", {}),
    "struck": ("s", {}),
    "code": ("code", {}),
    "code-block": ("pre", {}),
    "html": ("div", {"class": "html"}),
    "image": ("span", {"class": "image"}),
    "rule": ("hr", {}),
}
# The headings of a post lie below the one that names it on the page.
_BELOW, _LAST = 2, 6


class PostText:
    """Renders one post; ``prefix`` begins the ids of its marks, which go on with their keys.

    Where a finding ends stands its number, with a link to what is said of it.
    """

    def __init__(
        self, prefix: str, front_matter: Words | None, children: Sequence[Child], marks: Sequence[Mark]
    ) -> None:
        self._prefix = prefix
        self._front_matter = front_matter
        self._children = children
        before = [] if front_matter is None else [front_matter]
        self._marked: MarkedText = mark_text(chain(before, *map(_texts, children)), marks)
        self._in_link = False
        self._held: list[Markup] = []

    @property
    def unseen(self) -> frozenset[str]:
        """The keys of the marks that are nowhere in the text, such as those in the address of a link."""
        return self._marked.unseen

    def front_matter(self) -> Markup | None:
        """The front matter as it is written, where there is one."""
        return None if self._front_matter is None else element("pre", {}, self._words(self._front_matter))

    def body(self) -> Markup:
        """All that follows it."""
        return self._all(self._children)

    def _all(self, children: Iterable[Child]) -> Markup:
        return joined(self._words(child) if isinstance(child, Words) else self._node(child) for child in children)

    def _node(self, node: Node) -> Markup:
        if node.kind == "heading":
            level = node.level or 1
            return element(f"h{min(level + _BELOW, _LAST)}", {"class": f"h{level}"}, self._all(node.children))
        if node.kind == "list":
            start = node.level if node.level != 1 else None
            return element("ul" if node.level is None else "ol", {"start": start}, self._all(node.children))
        if node.kind == "table":
            return element("div", {"class": "wide"}, element("table", {}, *map(self._row, _nodes(node))))
        if node.kind == "link":
            return self._link(node)
        tag, attributes = _TAGS[node.kind]
        return element(tag, attributes, self._all(node.children))

    def _row(self, row: Node) -> Markup:
        cells = (
            element("th" if cell.kind == "head-cell" else "td", {"class": cell.align}, self._all(cell.children))
            for cell in _nodes(row)
        )
        return element("tr", {}, *cells)

    def _link(self, node: Node) -> Markup:
        """A link that may be followed, or its text; the numbers of findings, links too, stand behind it."""
        self._in_link = True
        text = self._all(node.children)
        self._in_link = False
        held, self._held = self._held, []
        target = node.target or ""
        if is_safe_address(target) and not target.startswith("#"):
            return joined(element("a", {"href": target, "rel": "noreferrer", "target": "_blank"}, text), held)
        return joined(element("span", {"class": "link", "title": target}, text), held)

    def _words(self, words: Words) -> Markup:
        return joined(self._segment(segment) for segment in self._marked.of(words))

    def _segment(self, segment: Segment) -> Markup:
        text: Markup | str = element("br") if segment.text == HARD_BREAK else segment.text
        if not segment.prose:
            text = element("span", {"class": "raw"}, text)
        if not segment.marks:
            return joined(text)
        ids = [f"{self._prefix}{mark.key}" for mark in segment.first]
        first, others = (ids[0], ids[1:]) if ids else (None, [])
        # A piece that is in one mark only and begins it is known by its id.
        keys = None if len(segment.marks) == len(ids) == 1 else " ".join(mark.key for mark in segment.marks)
        worst = max((mark.severity for mark in segment.marks if mark.severity), default=None)
        attributes = {"id": first, "data-of": keys, "data-severity": worst.label if worst else None}
        marked = element("mark" if worst else "span", attributes, text)
        numbers = [self._number(mark) for mark in segment.last if mark.severity]
        if self._in_link:
            self._held += numbers
            numbers = []
        return joined([element("span", {"id": other}) for other in others], marked, numbers)

    def _number(self, mark: Mark) -> Markup:
        """The number of a finding, which is its key without the letter, as a link to what is said of it."""
        number = mark.key[1:]
        return element("a", {"class": "ref", "href": f"#{self._prefix}n{number}"}, number)


def front_matter_words(source: Source, front: FrontMatter | None) -> Words | None:
    """The front matter with its fences, as it is written."""
    if front is None:
        return None
    text = source.text[front.span.start : front.span.end].rstrip()
    return Words(text, front.span.start, front.span.start + len(text))


def _texts(child: Child) -> Iterable[Words]:
    return [child] if isinstance(child, Words) else child.words()


def _nodes(node: Node) -> Iterable[Node]:
    return (child for child in node.children if isinstance(child, Node))
