"""Where findings and evidence stand in a post's text as it is shown: each piece of it cut where one begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jdlint.finding import Severity, Span
from jdlint.post.tree import Words
from jdlint.record import Record


class Mark(Record):
    """A range of the source that is to be seen in the text; ``key`` names it, a finding has a ``severity``."""

    key: str
    span: Span
    severity: Severity | None = None


class Segment(Record):
    """A piece of text that lies within ``marks`` as a whole; ``first`` are those that begin with it, ``last`` those that end."""

    text: str
    prose: bool
    marks: tuple[Mark, ...] = ()
    first: tuple[Mark, ...] = ()
    last: tuple[Mark, ...] = ()


class MarkedText(Record, eq=False):
    """The segments of each text of a post, by the text's place among them, and the keys of the marks that are in none."""

    segments: Mapping[int, Sequence[Segment]]
    unseen: frozenset[str]

    def of(self, words: Words) -> Sequence[Segment]:
        """The segments of a text."""
        return self.segments[id(words)]


@dataclass(slots=True)
class _Cut:
    text: str
    prose: bool
    marks: tuple[Mark, ...]
    first: list[Mark] = field(default_factory=list)
    last: list[Mark] = field(default_factory=list)


def mark_text(texts: Iterable[Words], marks: Sequence[Mark]) -> MarkedText:
    """The texts cut at the ends of marks.

    A text that maps as a whole (an entity, a line break) is marked as a whole. An empty mark is in no text.
    """
    bounds = sorted({bound for mark in marks for bound in (mark.span.start, mark.span.end)})
    active = list(_active(bounds, marks))
    cuts: dict[int, list[_Cut]] = {}
    seen: dict[str, list[_Cut]] = {}
    for words in texts:
        cuts[id(words)] = found = list(_cuts(words, bounds, active))
        for cut in found:
            for mark in cut.marks:
                seen.setdefault(mark.key, []).append(cut)
    for mark in marks:
        if mark.key in seen:
            seen[mark.key][0].first.append(mark)
            seen[mark.key][-1].last.append(mark)
    segments = {
        key: [Segment(cut.text, cut.prose, cut.marks, tuple(cut.first), tuple(cut.last)) for cut in found]
        for key, found in cuts.items()
    }
    return MarkedText(segments, frozenset(mark.key for mark in marks) - seen.keys())


def _active(bounds: Sequence[int], marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """The marks that lie between each bound and the next, in their order."""
    opens: dict[int, list[tuple[int, Mark]]] = {}
    for number, mark in enumerate(marks):
        if mark.span.start < mark.span.end:
            opens.setdefault(mark.span.start, []).append((number, mark))
    now: list[tuple[int, Mark]] = []
    for bound in bounds:
        now = sorted(
            [pair for pair in now if pair[1].span.end > bound] + opens.get(bound, []), key=lambda pair: pair[0]
        )
        yield tuple(mark for _, mark in now)


def _cuts(words: Words, bounds: Sequence[int], active: Sequence[tuple[Mark, ...]]) -> Iterator[_Cut]:
    """The pieces of a text; line breaks and blanks between marked words are marked with them."""
    if not words.exact:
        first, end = max(bisect_right(bounds, words.start) - 1, 0), bisect_left(bounds, words.end)
        touching = dict.fromkeys(mark for marks in active[first:end] for mark in marks)
        yield _Cut(words.text, words.prose, tuple(mark for mark in touching if mark.span.end > words.start))
        return
    start = words.start
    for bound in bounds[bisect_right(bounds, words.start) : bisect_left(bounds, words.end)]:
        yield _cut(words, start, bound, bounds, active)
        start = bound
    yield _cut(words, start, words.end, bounds, active)


def _cut(words: Words, start: int, end: int, bounds: Sequence[int], active: Sequence[tuple[Mark, ...]]) -> _Cut:
    at = bisect_right(bounds, start) - 1
    text = words.text[start - words.start : end - words.start]
    return _Cut(text, words.prose, active[at] if at >= 0 else ())
