"""The layout that authors meant: headings and lists that are not written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from jdlint.late import expression
from jdlint.post.document import HARD_BREAK, SOFT_BREAK, Block, BlockKind, TextView, ranges_in
from jdlint.post.source import Source

PartOf: TypeAlias = Callable[[str], str | None]

# A heading that is only meant as one stands below all real headings.
PSEUDO_LEVEL = 7
_BREAK = expression(f"[{SOFT_BREAK}{HARD_BREAK}]")
_BULLET = expression(r"(?:[•●▪◦·‣∙○■□◆◇►▸➢➤→✓✔✅☑*–—\uf0b7\uf0a7-]\ufe0f?|\(?(?:\d{1,2}|[a-h])[.)])\s+(?=\S)")
_TIGHT_BULLET = expression(r"[•●▪◦·‣∙\uf0b7\uf0a7]\s*(?=\w)")
_HASHES = expression(r"#{1,6}\s*(?=[A-Z*_])")
_BOARD_LINE = expression(r"\W*[💰🌎]")
_VALUED = frozenset({"facts", "pay"})
_MAX_HEADING_WORDS = 10
_MAX_COLON_WORDS = 8
# A wrapped line goes on in lower case more often than not; where this share of lines does not, each is an item.
_LINES_OF_LIST = 3
_ITEM_SHARE = 0.7
_WRAPPED = 0.8


def lay_out(source: Source, blocks: Sequence[Block], part_of: PartOf) -> tuple[Block, ...]:
    """Split paragraphs at meant headings, loose bullets, and the lines of lists without bullets.

    ``part_of`` says which part a usual heading opens, ``None`` where a text is no such heading. Meant headings get level 7; runs of
    loose bullets become items of lists of their own, numbered after the document's own lists.
    """

    def is_known_heading(text: str) -> bool:
        return part_of(text) is not None

    numbers = max((block.list_number for block in blocks if block.list_number is not None), default=-1)
    out: list[Block] = []
    for index, found in enumerate(blocks):
        block = _without_looks(found, part_of)
        if block.kind not in ("paragraph", "item"):
            out.append(block)
            continue
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        pieces = list(_pieces(source, block, follower, is_known_heading, numbers + 1))
        numbers = max([numbers, *(p.list_number for p in pieces if p.list_number is not None)])
        out.extend(pieces)
    return tuple(out)


def _without_looks(block: Block, part_of: PartOf) -> Block:
    """A block, no heading where it is one by its looks only: an item set large, a board's line, a fact."""
    text = block.view.text
    if block.kind != "heading":
        return block
    if block.list_number is not None:
        return block if part_of(_bare(text)) else replace(block, kind="item", level=0)
    if _BOARD_LINE.match(text) or _is_fact(text, part_of):
        return replace(block, kind="paragraph", level=0)
    return block


def _is_fact(text: str, part_of: PartOf) -> bool:
    """Whether a line says a thing and its value ("Location: Berlin"), so that it opens nothing."""
    name, colon, value = text.partition(":")
    # "Data Engineer (Job ID: 4711)" has its colon within brackets.
    return bool(colon) and "(" not in name and any(char.isalnum() for char in value) and part_of(_bare(name)) in _VALUED


def _pieces(
    source: Source, block: Block, follower: Block | None, is_known: Callable[[str], bool], next_list: int
) -> Iterator[Block]:
    lines = list(_lines(block.view))
    listed = block.kind == "paragraph" and _is_list_of_lines([block.view.text[slice(*line)].strip() for line in lines])
    pending: list[tuple[int, int]] = []
    list_number: int | None = None
    for index, (start, end) in enumerate(lines):
        text = block.view.text[start:end]
        bullet = _bullet_length(text, block, index)
        itemised = bullet > 0 or (listed and not text.lstrip()[:1].islower())
        last = index == len(lines) - 1
        before_list = (last and follower is not None and follower.kind == "item" and block.kind != "item") or (
            not last and _bullet_length(block.view.text[slice(*lines[index + 1])], block, index + 1) > 0
        )
        opens = before_list or (listed and not last)
        heading = None if bullet else _heading(block, start, end, is_known, alone=len(lines) == 1, opens=opens)
        if itemised or heading:
            yield from _flush(source, block, pending, list_number)
            pending = []
        if heading:
            list_number = None
            head, rest = heading
            yield _piece(source, block, *head, kind="heading")
            if rest[0] < rest[1]:
                pending = [rest]
        elif itemised:
            list_number = next_list if list_number is None else list_number
            pending = [(start + bullet, end)]
        else:
            pending.append((start, end))
    yield from _flush(source, block, pending, list_number)


def _is_list_of_lines(lines: Sequence[str]) -> bool:
    """Whether a paragraph's lines are items that nobody marked, and not wrapped prose."""
    if len(lines) < _LINES_OF_LIST:
        return False
    openers = sum(not line[0].islower() for line in lines[1:])
    even = min(map(len, lines[:-1])) > _WRAPPED * max(map(len, lines[:-1]))
    return openers >= _ITEM_SHARE * (len(lines) - 1) and not even


def _lines(view: TextView) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(view.text):
        if view.text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if view.text[start:].strip():
        yield start, len(view.text)


def _bullet_length(text: str, block: Block, index: int) -> int:
    """How many characters of a block's line ``index`` are a loose bullet."""
    match = _BULLET.match(text.lstrip()) or _TIGHT_BULLET.match(text.lstrip())
    if match is None or (block.kind == "item" and index == 0 and match.group()[0] not in "•●▪◦·‣∙"):
        return 0
    return len(text) - len(text.lstrip()) + match.end()


def _heading(
    block: Block, start: int, end: int, is_known: Callable[[str], bool], *, alone: bool, opens: bool
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The ranges of a meant heading and of the text after it on its line, or ``None``."""
    text = block.view.text[start:end]
    hashes = _HASHES.match(text.lstrip())
    if hashes and (len(hashes.group().strip()) > 1 or is_known(_bare(text.lstrip()[hashes.end() :]))):
        offset = start + len(text) - len(text.lstrip()) + hashes.end()
        return (offset, end), (end, end)
    if block.kind == "item":
        return None
    words = _bare(text).split()
    if not words or len(words) > _MAX_HEADING_WORDS + 4:
        return _label(block, start, end, is_known)
    known = is_known(_bare(text))
    ended = text.rstrip().endswith(":")
    bold = _is_strong(block.view, start, end)
    short = len(words) <= _MAX_HEADING_WORDS and not re.search(r"[.!;]\s*$", _bare(text, keep=True))
    shouted = text.isupper() and len(words) >= 1 and len(_bare(text)) > 3
    if (
        (bold and (short or known))
        or (ended and len(words) <= _MAX_COLON_WORDS and (known or opens or alone))
        or (known and short and (opens or alone or shouted) and words[0][:1].isupper())
        or (shouted and short and (opens or known))
    ):
        return (start, end), (end, end)
    return _label(block, start, end, is_known)


def _label(
    block: Block, start: int, end: int, is_known: Callable[[str], bool]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A usual heading in bold that stands before text on the same line ("**Requirements:** Python")."""
    strong = next(iter(ranges_in(block.view.strong, start, start + 2)), None)
    if strong is None or strong[1] >= end:
        return None
    label = block.view.text[start : strong[1]]
    rest = block.view.text[strong[1] : end].lstrip(": \u00a0")
    if not (label.rstrip().endswith(":") or block.view.text[strong[1] : end].lstrip().startswith(":")):
        return None
    if len(rest.split()) < 4 or not is_known(_bare(label)):
        return None
    return (start, strong[1]), (end - len(rest), end)


def _bare(text: str, *, keep: bool = False) -> str:
    """A line without its surrounding marks."""
    return text.strip(" \t*_#>|~-–—\u00a0\u200b" if keep else " \t*_#:.?!>|~-–—\u00a0\u200b")


def _is_strong(view: TextView, start: int, end: int) -> bool:
    covered = sum(min(right, end) - max(left, start) for left, right in ranges_in(view.strong, start, end))
    letters = len(_bare(view.text[start:end]))
    return letters > 0 and covered >= letters


def _flush(source: Source, block: Block, ranges: list[tuple[int, int]], list_number: int | None) -> Iterator[Block]:
    if ranges:
        kind: BlockKind = "item" if list_number is not None else block.kind
        yield _piece(source, block, ranges[0][0], ranges[-1][1], kind=kind, list_number=list_number)


def _piece(
    source: Source, block: Block, start: int, end: int, *, kind: BlockKind, list_number: int | None = None
) -> Block:
    if start == 0 and end == len(block.view.text) and kind == block.kind:
        return block
    view = block.view.slice(start, end)
    span = view.span(0, len(view.text))
    return replace(
        block,
        kind=kind,
        view=view,
        line=source.position(span.start)[0],
        end_line=source.position(max(span.start, span.end - 1))[0],
        level=PSEUDO_LEVEL if kind == "heading" else 0,
        list_number=block.list_number if list_number is None else list_number,
        depth=block.depth if list_number is None else block.depth + 1,
    )
