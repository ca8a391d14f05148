"""A post's Markdown as a tree, for showing it: its lists, tables and links, each text with its exact place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from jdlint.record import Record

NodeKind = Literal[
    "heading",
    "paragraph",
    "list",
    "item",
    "table",
    "row",
    "head-cell",
    "cell",
    "quote",
    "code-block",
    "html",
    "rule",
    "strong",
    "emphasis",
    "struck",
    "code",
    "link",
    "image",
    "break",
]


class Words(Record, eq=False):
    """A piece of text that stands at ``source[start:end]``, as offsets of code points.

    Of equal lengths, text and place map character by character, else (an entity, a line break with its
    indentation) as a whole. ``prose`` is false for what the readers of the post's page do not see or not as it is
    written: tags of HTML, comments, tags of templates, the texts that stand for images.
    """

    text: str
    start: int
    end: int
    prose: bool = True

    @property
    def exact(self) -> bool:
        """Whether each character has its own place."""
        return len(self.text) == self.end - self.start


class Node(Record, eq=False):
    """A part of a post with what is in it.

    ``level`` is a heading's level (1 to 6), or the first number of an ordered list; a list that is not ordered has
    ``None``. ``target`` is the address of a link, as the parser cleaned it. ``align`` is that of a table's cell.
    """

    kind: NodeKind
    children: tuple[Child, ...] = ()
    level: int | None = None
    target: str | None = None
    align: str | None = None

    def words(self) -> Iterator[Words]:
        """All texts in it, in order."""
        for child in self.children:
            if isinstance(child, Words):
                yield child
            else:
                yield from child.words()


Child: TypeAlias = "Node | Words"
