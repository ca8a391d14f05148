"""Kind ``markup``: Markdown that does not show as meant, and characters that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.finding import Edit, Fix, Span
from jdlint.late import expression
from jdlint.post.document import HARD_BREAK, SOFT_BREAK, Block
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_LINE = expression(f"[^{SOFT_BREAK}{HARD_BREAK}]+")
_HASHES = expression(r"#{2,6}(?=[^\s#])")
# One hash may open a hashtag: it is a heading's only before several words at the very beginning, none of them "LikeThis".
_ONE_HASH = expression(r"#(?=[^\W\d_][^#\n]*\s[^#\n]*$)(?!\w*[a-z][A-Z])")
_MOST_BLANKS = 3
_EMPTY_BOLD = expression(r"(?<![\w*\\])\*\*[ \t\u00a0\u200b]*\*\*(?![\w*])")
# Between a number and what belongs to it, after an abbreviation and within French quotes it is as it should be.
_NO_BREAK = expression(
    r"(?<![\d€$£%.«])(?<![\d€$£%.«][ \t\u00a0])[ \t]*[\u00a0\u202f\u2007][ \t\u00a0\u202f\u2007]*(?![\d€$£%»])"
)
_INVISIBLE = expression(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_JOINERS = frozenset("\u200c\u200d")
_FIRST_MARK = "\u200e"
_RIGHT_TO_LEFT = ("R", "AL")


class MarkupOptions(Record):
    """What is looked for."""

    check: str


class MarkupCheck:
    """Looks at how a post is written rather than at what it says."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> MarkupOptions:
        """``check`` is needed."""
        del context
        return MarkupOptions(reader.choice("check", tuple(MARKUP_CHECKS)))

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each place, or with ``{count}`` for each block that has such characters; all have a fix."""
        assert isinstance(options, MarkupOptions)
        blocks = (block for block in post.document.blocks if block.exact)
        return Judgement(tuple(match for block in blocks for match in MARKUP_CHECKS[options.check](post, block)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, MarkupOptions)
        return "other"


def _headings(post: Post, block: Block) -> Iterator[Match]:
    """Lines that begin with the hashes of a heading and have no blank after them."""
    if block.kind != "paragraph" or block.list_number is not None or block.quoted:
        return
    for line in _LINE.finditer(block.view.text):
        first = block is post.document.blocks[0] and line.start() == 0
        hashes = _HASHES.match(line[0]) or (_ONE_HASH.match(line[0]) if first else None)
        if hashes is None:
            continue
        span = block.view.span(*line.span())
        place = Span(span.start, span.start + hashes.end())
        at_beginning = post.source.position(span.start)[1] <= _MOST_BLANKS + 1
        if at_beginning and post.source.text[place.start : place.end] == hashes[0]:
            edit = Edit(place, hashes[0] + " ")
            yield Match(span, fix=Fix("put a blank after the hashes", (edit,), same_blocks=False))


def _empty_bold(post: Post, block: Block) -> Iterator[Match]:
    """Asterisks for bold with nothing between them, which are shown as asterisks."""
    text = post.source.text
    for marks in _EMPTY_BOLD.finditer(block.view.text):
        span = block.view.span(*marks.span())
        if block.view.is_quiet(*marks.span()) or text[span.start : span.end] != marks[0]:
            continue
        start, end = span.start, span.end
        ends = end == len(text) or text[end] in "\r\n"
        while start > 0 and text[start - 1] in " \t" and (ends or text[end] in " \t"):
            start -= 1
        yield Match(span, fix=Fix("take the empty bold out", (Edit(Span(start, end), ""),)))


def _no_break_spaces(_: Post, block: Block) -> Iterator[Match]:
    text = block.view.text
    if text.isascii():
        return
    places = [m.span() for m in _NO_BREAK.finditer(text) if not block.view.is_quiet(*m.span())]
    inner = [(start, end, " " if _parts_words(text, start, end) else "") for start, end in places]
    yield from _match_of_characters(block, inner, "write plain spaces")


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether there is text before and after a range on its line."""
    return start > 0 and end < len(text) and not {text[start - 1], text[end]} & {SOFT_BREAK, HARD_BREAK}


def _invisible(_: Post, block: Block) -> Iterator[Match]:
    text = block.view.text
    if text.isascii():
        return
    found = list(_INVISIBLE.finditer(text))
    turned = bool(found) and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)
    places = [
        (m.start(), m.end(), "")
        for m in found
        if not block.view.is_quiet(*m.span()) and not _is_needed(text, m.start(), m.end(), turned=turned)
    ]
    yield from _match_of_characters(block, places, "take the invisible characters out")


def _is_needed(text: str, start: int, end: int, *, turned: bool) -> bool:
    """Whether the characters join emoji or letters of another script, or turn text that runs from right to left.

    ``turned`` says whether the text has letters of such a script.
    """
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if _JOINERS & set(text[start:end]) and any(not char.isascii() for char in around):
        return True
    return turned and any(char >= _FIRST_MARK and char not in "\u2060\ufeff" for char in text[start:end])


def _match_of_characters(block: Block, places: list[tuple[int, int, str]], title: str) -> Iterator[Match]:
    """One match for all places in a block, at the first of them."""
    if places:
        edits = tuple(Edit(block.view.span(start, end), text) for start, end, text in places)
        yield Match(edits[0].span, values={"count": str(len(places))}, fix=Fix(title, edits))


MARKUP_CHECKS: Mapping[str, Callable[[Post, Block], Iterator[Match]]] = {
    "heading-space": _headings,
    "empty-bold": _empty_bold,
    "no-break-space": _no_break_spaces,
    "invisible": _invisible,
}
