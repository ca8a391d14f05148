"""The Markdown of a post as plain data, each text with its exact place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from operator import itemgetter
from typing import Literal

from jdlint.finding import Span
from jdlint.post.source import Source
from jdlint.record import Record

BlockKind = Literal["heading", "paragraph", "item", "cell"]

SOFT_BREAK = "\n"
HARD_BREAK = "\u2028"


class Run(Record):
    """``text[text_start:text_end]`` of a view stands at ``source[start:end]``.

    Runs of equal lengths map character by character, others (an entity, a line break with its
    indentation) map as a whole.
    """

    text_start: int
    text_end: int
    start: int
    end: int


class TextView(Record):
    """Text as a reader sees it, with the way back to the source.

    A soft line break is LF, a hard one (two spaces, backslash, ``<br>``) is U+2028. ``runs`` are
    in order and cover the whole text. ``quiet`` are text ranges that are no prose (inline code,
    URLs, e-mail addresses), ``strong`` those in bold, ``links`` the texts of links.
    """

    text: str
    runs: tuple[Run, ...]
    quiet: tuple[tuple[int, int], ...] = ()
    strong: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]``; ``0 <= start < end <= len(text)``."""
        first = self.runs[self._run_at(start)]
        last = self.runs[self._run_at(end - 1)]
        return Span(
            first.start + (start - first.text_start) if _is_exact(first) else first.start,
            last.end - (last.text_end - end) if _is_exact(last) else last.end,
        )

    def shows(self, offset: int) -> bool:
        """Whether the character at an offset of the source is in the text as it is, not as a part of a line break."""
        return any(run.start <= offset < run.end and _is_exact(run) for run in self.runs)

    def slice(self, start: int, end: int) -> TextView:
        """The view of ``text[start:end]``."""
        runs: list[Run] = []
        if start < end:
            for run in self.runs[self._run_at(start) : self._run_at(end - 1) + 1]:
                left, right = max(run.text_start, start), min(run.text_end, end)
                exact = _is_exact(run)
                runs.append(
                    Run(
                        left - start,
                        right - start,
                        run.start + (left - run.text_start) if exact else run.start,
                        run.end - (run.text_end - right) if exact else run.end,
                    )
                )
        return TextView(
            self.text[start:end],
            tuple(runs),
            _clip(self.quiet, start, end),
            _clip(self.strong, start, end),
            _clip(self.links, start, end),
        )

    def is_quiet(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` touches a range that is no prose."""
        return bool(ranges_in(self.quiet, start, end))

    def is_link(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies within the text of a link."""
        return any(left <= start and end <= right for left, right in ranges_in(self.links, start, end))

    def _run_at(self, index: int) -> int:
        return bisect_right(self.runs, index, key=lambda run: run.text_start) - 1


def _is_exact(run: Run) -> bool:
    return run.text_end - run.text_start == run.end - run.start


def ranges_in(ranges: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Those of a view's ranges, which are in order and apart, that touch ``text[start:end]``."""
    if not ranges:
        return ranges
    return ranges[bisect_right(ranges, start, key=itemgetter(1)) : bisect_left(ranges, end, key=itemgetter(0))]


def _clip(ranges: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(left, start) - start, min(right, end) - start) for left, right in ranges_in(ranges, start, end))


class Block(Record):
    """A heading, a paragraph, the own text of a list item, or a table cell.

    ``line`` and ``end_line`` are its first and last line, counted from 1. ``level`` is a heading's
    level (1 to 6), else 0. ``depth`` is the nesting of lists around it, ``list_number`` counts the
    document's lists from 0 (``None`` outside of one). ``quoted`` is text in a block quote. Where
    ``exact`` is false the text could not be mapped and its runs point at the block's first line.
    """

    kind: BlockKind
    view: TextView
    line: int
    end_line: int
    level: int = 0
    depth: int = 0
    list_number: int | None = None
    quoted: bool = False
    exact: bool = True


class Extent(Record):
    """The lines, from 1 and both included, of one of Markdown's own blocks (a list, an item, a quote, code, ...).

    ``depth`` is 0 for the outermost; each block contains the deeper ones that follow within its lines.
    """

    depth: int
    line: int
    end_line: int


class FrontMatterValue(Record):
    """A top-level key of the front matter: its value, where the key stands, and where the value does.

    ``texts`` are the texts in the value, those in nested lists and mappings too, each with its way back
    to the source; one that could not be mapped points at the value's first line.
    """

    value: object
    key_span: Span
    span: Span
    texts: tuple[TextView, ...] = ()

    @property
    def day(self) -> date | None:
        """The day that it is, or begins with in ISO 8601; ``None`` where it is none."""
        if isinstance(self.value, datetime):
            return self.value.date()
        if isinstance(self.value, date):
            return self.value
        try:
            return date.fromisoformat(str(self.value)[:10])
        except ValueError:
            return None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: no value, an empty one, or ``false``."""
        return self.value in (None, "", [], {}, False)


class FrontMatter(Record):
    """The data before a post's body.

    ``problem`` says why it could not be read (then ``values`` is empty), and ``problem_span`` where.
    ``end_line`` is the line of the closing fence.
    """

    format: Literal["yaml", "toml"]
    values: Mapping[str, FrontMatterValue]
    span: Span
    end_line: int
    problem: str | None = None
    problem_span: Span | None = None


class Document(Record):
    """A parsed post: blocks in the order of the source, and what is not prose.

    ``comments`` and ``templates`` are the spans of HTML comments and of template tags; ``too_deep``
    those of text nested deeper than the parser goes. ``outline`` are all of Markdown's blocks, in order.
    """

    source: Source
    front_matter: FrontMatter | None
    blocks: tuple[Block, ...]
    comments: tuple[Span, ...] = ()
    templates: tuple[Span, ...] = ()
    too_deep: tuple[Span, ...] = ()
    outline: tuple[Extent, ...] = ()

    def front_values(self, names: Collection[str]) -> Iterator[FrontMatterValue]:
        """The values of the front matter whose keys, made plain, are among some names, in the order of the source."""
        values = self.front_matter.values if self.front_matter else {}
        return (entry for key, entry in values.items() if plain_key(key) in names)


def plain_key(key: str) -> str:
    """A key in small letters and digits only: ``apply_url``, ``applyUrl`` and ``Apply URL`` are one."""
    return "".join(character for character in key.lower() if character.isalnum())
