"""Kind ``list``: lists that only name things, and lists that are too long."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

ONLY, LENGTH = "only", "length"
# An item that names no tool belongs to a list of tools when it is a bare term, such as "Algorithms" (editorial).
_TERM_WORDS = 6
_NAMING_SHARE = 0.5
_WORD = expression(r"[^\W\d_][\w'’+#.&/-]*")


class NamesOnly(Record):
    """What makes a list that only names things.

    ``names`` are the things. ``ambiguous`` are those that are also ordinary words: they count beside a name, or
    beside one of ``near``. ``fillers`` say nothing about them. An item may have ``max_other_words`` words besides,
    and one more for each further name.
    A run of ``min_run`` such items, or one with ``min_names`` names, is a finding, unless it stands under a
    heading with one of ``not_under`` or one of ``without`` is in it.
    """

    names: frozenset[int]
    ambiguous: frozenset[int]
    near: frozenset[int]
    fillers: frozenset[int]
    not_under: frozenset[int]
    without: frozenset[int]
    max_other_words: int
    min_run: int
    min_names: int


class ListOptions(Record):
    """Either ``names_only`` or ``max_items`` is given; ``parts`` are the only parts looked at, if any."""

    names_only: NamesOnly | None
    max_items: int | None
    parts: frozenset[str]
    not_parts: frozenset[str]


class Item(Record):
    """The sentences of a list item, or one sentence outside of a list."""

    sentences: tuple[Sentence, ...]

    @property
    def list_number(self) -> int | None:
        """Which of the document's lists it is in, if any."""
        return self.sentences[0].list_number

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.sentences[0].span.start, self.sentences[-1].span.end)


class ListCheck:
    """Looks at lists, and at sentences that are lists in themselves."""

    settable = ("max-items", "max-other-words", "min-run", "min-names")

    def parse(self, reader: Reader, context: ParseContext) -> ListOptions:
        """``check: only`` with its keys, or ``check: length`` with ``max-items``."""
        length = reader.choice("check", (ONLY, LENGTH)) == LENGTH
        return ListOptions(
            None if length else parse_names_only(reader, context),
            reader.integer("max-items", least=1) if length else None,
            frozenset(context.parts(reader, "parts")),
            frozenset(context.parts(reader, "not-parts")),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each list, with ``{count}`` and ``{limit}`` or the ``{names}``."""
        assert isinstance(options, ListOptions)
        items = [item for item in read_items(post) if _is_in(item.sentences[0].part, options)]
        if options.names_only is not None:
            return Judgement(tuple(_name_lists(items, options.names_only, post.heading_phrases)))
        return Judgement(tuple(_long_lists(items, options.max_items or 0)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, ListOptions)
        return min(options.parts, default="requirements")


def parse_names_only(reader: Reader, context: ParseContext) -> NamesOnly:
    """What makes a list that only names things, from a rule's keys."""

    def phrases(key: str) -> frozenset[int]:
        return frozenset(context.phrases(reader, key, ()))

    return NamesOnly(
        frozenset(context.phrases(reader, "names")),
        phrases("ambiguous"),
        phrases("near"),
        phrases("fillers"),
        phrases("not-under"),
        phrases("without"),
        reader.integer("max-other-words", 0),
        reader.integer("min-run", 3, least=1),
        reader.integer("min-names", 5, least=1),
    )


def _is_in(part: str, options: ListOptions) -> bool:
    return part not in options.not_parts and (not options.parts or part in options.parts)


def read_items(post: Post) -> Iterator[Item]:
    """The list items of a post, and its sentences outside of lists."""
    prose = (s for s in post.sentences if not s.heading and not s.front_matter and not s.quoted)
    for _, group in groupby(prose, key=lambda s: ("item", s.item) if s.item is not None else ("sentence", s.index)):
        yield Item(tuple(group))


def _long_lists(items: Sequence[Item], max_items: int) -> Iterator[Match]:
    in_lists = (item for item in items if item.list_number is not None)
    for _, group in groupby(in_lists, key=lambda item: item.list_number):
        members = list(group)
        if len(members) > max_items:
            yield Match(members[0].span, values={"count": str(len(members)), "limit": str(max_items)})


def _name_lists(items: Iterable[Item], wanted: NamesOnly, headings: tuple[frozenset[int], ...]) -> Iterator[Match]:
    """Runs of items that only name things, and single ones that name many."""
    counted = [(item, names_in(item, wanted, headings[item.sentences[0].section])) for item in items]
    for (_, bare), group in groupby(counted, key=lambda pair: (pair[0].list_number, pair[1] is not None)):
        run = [(item, names or 0) for item, names in group]
        if not bare:
            continue
        naming = sum(names > 0 for _, names in run)
        if len(run) >= wanted.min_run and naming >= max(2, len(run) * _NAMING_SHARE):
            yield _match([item for item, _ in run], sum(names for _, names in run))
        else:
            yield from (_match([item], names) for item, names in run if names >= wanted.min_names)


def _match(items: Sequence[Item], count: int) -> Match:
    return Match(Span(items[0].span.start, items[-1].span.end), values={"count": str(count)})


def names_in(item: Item, wanted: NamesOnly, heading: frozenset[int]) -> int | None:
    """How many things a bare item names; ``None`` when it says more than names and fillers do."""
    if not wanted.not_under.isdisjoint(heading):
        return None
    count = others = words = 0
    for sentence in item.sentences:
        if not sentence.hits.keys().isdisjoint(wanted.without):
            return None
        names = _name_places(sentence, wanted)
        count += len(names)
        words += len(sentence.tokens.words)
        others += _other_words(sentence, [*names, *_places(sentence, wanted.fillers)])
    allowed = wanted.max_other_words + count - 1 if count else 0
    return count if others <= allowed and (count or words <= _TERM_WORDS) else None


def _name_places(sentence: Sentence, wanted: NamesOnly) -> list[tuple[int, int]]:
    """The places of names, each once; ambiguous ones where something near says that they are names."""
    sure = _merged(_places(sentence, wanted.names))
    ambiguous = list(_places(sentence, wanted.ambiguous))
    if ambiguous and (sure or len(ambiguous) > 1 or not sentence.hits.keys().isdisjoint(wanted.near)):
        return _merged([*sure, *ambiguous])
    return sure


def _places(sentence: Sentence, numbers: frozenset[int]) -> Iterator[tuple[int, int]]:
    for number in numbers & sentence.hits.keys():
        yield from sentence.hits[number]


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places without those that begin within another."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _other_words(sentence: Sentence, covered: Sequence[tuple[int, int]]) -> int:
    covered = sorted(covered)
    ends = list(accumulate((end for _, end in covered), max))
    starts = (match.start() for match in _WORD.finditer(sentence.text))
    return sum(not _is_within(start, covered, ends) for start in starts)


def _is_within(offset: int, places: Sequence[tuple[int, int]], ends: Sequence[int]) -> bool:
    """Whether an offset is in one of some places; ``ends`` has for each the last end of those up to it."""
    before = bisect_right(places, offset, key=itemgetter(0))
    return before > 0 and offset < ends[before - 1]
