"""Edits of a post's text, and whether the post still reads the same but for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from jdlint.finding import Edit, Span
from jdlint.post.document import Block, Document, FrontMatter, Run, TextView, ranges_in
from jdlint.record import Record

# What a reader sees at a place: which block, its kind with level, depth and quote, and whether it is no prose.
_Seen: TypeAlias = tuple[int, tuple[str, int, int, bool, bool]]
_UNSEEN: _Seen = (-1, ("", 0, 0, False, False))


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after some edits, which are in order and do not overlap."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (text[done : edit.span.start], edit.replacement)
        done = edit.span.end
    return "".join((*pieces, text[done:]))


class Shift(Record):
    """Where offsets of a text lead after some edits of it."""

    ends: tuple[int, ...]
    moves: tuple[int, ...]
    new_ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The new place of an offset that no edit replaces."""
        index = bisect_right(self.ends, offset)
        return offset + (self.moves[index - 1] if index else 0)

    def back(self, offset: int) -> int:
        """Where an offset of the new text was; one within what was put in leads to the end of what that replaced."""
        index = bisect_right(self.new_ends, offset)
        old = offset - (self.moves[index - 1] if index else 0)
        return min(old, self.ends[index]) if index < len(self.ends) else old


def shift_of(edits: Sequence[Edit]) -> Shift:
    """How some edits, in order and not overlapping, move what stands after them."""
    grown = (len(edit.replacement) - (edit.span.end - edit.span.start) for edit in edits)
    ends, moves = tuple(edit.span.end for edit in edits), tuple(accumulate(grown))
    return Shift(ends, moves, tuple(end + move for end, move in zip(ends, moves, strict=True)))


def reads_alike(before: Document, after: Document, edits: Sequence[Edit], *, same_blocks: bool = True) -> bool:
    """Whether a post reads the same after some edits, but for what they replace.

    Every other character is still text, or still none, and comments, template tags and the front matter's other
    values are as before. With ``same_blocks`` the blocks around text are of the same kinds and begin and end at
    the same places.
    """
    shift = shift_of(edits)
    old, new = before.source.text, after.source.text
    untouched = [at for at in _outside(len(old), edits) if not old[at].isspace()]
    was, now = _seen(before), _seen(after)
    return (
        new == apply_edits(old, edits)
        and _same_text([was[at] for at in untouched], [now[shift.at(at)] for at in untouched], same_blocks=same_blocks)
        and _same_spans(before.comments, after.comments, edits, shift)
        and _same_spans(before.templates, after.templates, edits, shift)
        and _same_front_matter(before.front_matter, after.front_matter, edits)
    )


def _outside(length: int, edits: Sequence[Edit]) -> Iterator[int]:
    """The offsets that no edit replaces."""
    done = 0
    for edit in edits:
        yield from range(done, edit.span.start)
        done = edit.span.end
    yield from range(done, length)


def _same_text(was: Sequence[_Seen], now: Sequence[_Seen], *, same_blocks: bool) -> bool:
    """Whether each of some characters is seen as before, and they are in as many blocks, with the same bounds."""
    last = (-1, -1)
    for (old_block, old_kind), (new_block, new_kind) in zip(was, now, strict=True):
        if (old_block < 0) != (new_block < 0):
            return False
        if same_blocks and (old_kind != new_kind or (old_block == last[0]) != (new_block == last[1])):
            return False
        last = (old_block, new_block)
    return True


def _seen(document: Document) -> list[_Seen]:
    """What is seen at each offset of a source."""
    seen = [_UNSEEN] * (len(document.source.text) + 1)
    for number, block in enumerate(document.blocks):
        _mark(seen, number, block)
    return seen


def _mark(seen: list[_Seen], number: int, block: Block) -> None:
    kind = (block.kind, block.level, block.depth, block.quoted)
    for run in block.view.runs:
        for start, end, quiet in _pieces(block.view, run):
            seen[start:end] = [(number, (*kind, quiet))] * (end - start)


def _pieces(view: TextView, run: Run) -> Iterator[tuple[int, int, bool]]:
    """The source of a run, cut where inline code and the like begins or ends."""
    if run.text_end - run.text_start != run.end - run.start:
        yield run.start, run.end, view.is_quiet(run.text_start, run.text_end)
        return
    quiet = ranges_in(view.quiet, run.text_start, run.text_end)
    bounds = (at for place in quiet for at in place if run.text_start < at < run.text_end)
    cuts = sorted({run.text_start, *bounds, run.text_end})
    for left, right in pairwise(cuts):
        yield run.start + left - run.text_start, run.start + right - run.text_start, view.is_quiet(left, right)


def _same_spans(old: Sequence[Span], new: Sequence[Span], edits: Sequence[Edit], shift: Shift) -> bool:
    """Whether spans that edits leave alone are still there, and no others but in what was put in."""
    kept = [Span(shift.at(s.start), shift.at(s.end - 1) + 1) for s in old if not _touched(s, edits)]
    put_in = list(_put_in(edits))
    return kept == [s for s in new if not any(s.start < end and start < s.end for start, end in put_in)]


def _touched(span: Span, edits: Sequence[Edit]) -> bool:
    return any(edit.span.start < span.end and span.start < edit.span.end for edit in edits) or any(
        span.start < edit.span.start < span.end for edit in edits
    )


def _put_in(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """The places of the replacements in the new text."""
    moved = 0
    for edit in edits:
        start = edit.span.start + moved
        yield start, start + len(edit.replacement)
        moved += len(edit.replacement) - (edit.span.end - edit.span.start)


def _same_front_matter(old: FrontMatter | None, new: FrontMatter | None, edits: Sequence[Edit]) -> bool:
    """Whether all values that edits leave alone are the same, and the others still of their types."""
    if old is None or new is None:
        return old is None and new is None
    if (old.problem, old.format) != (new.problem, new.format):
        return False
    for key, entry in old.values.items():
        whole = Span(entry.key_span.start, max(entry.span.end, entry.key_span.end))
        now = new.values.get(key)
        if now is None:
            same = any(edit.span.start <= whole.start and whole.end <= edit.span.end for edit in edits)
        elif _touched(whole, edits):
            same = type(now.value) is type(entry.value)
        else:
            same = now.value == entry.value
        if not same:
            return False
    return new.values.keys() <= old.values.keys()
