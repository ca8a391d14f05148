"""Kind ``items``: the items of all lists of a part together: how many, which twice, and how many only name things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.list import Item, NamesOnly, names_in, parse_names_only, read_items
from jdlint.finding import Span
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

COUNT, TWICE, SHARE = "count", "twice", "share"


class ItemsOptions(Record):
    """What is asked of the items of lists in ``parts``.

    ``count``: there are at most ``maximum``; those with one of ``leave_out``, or under a heading with one, are not
    counted. ``twice``: no item of ``min_words`` words stands there twice. ``share``: at most ``maximum`` percent
    only name things (``names_only``), of ``min_items`` items or more.
    """

    check: str
    parts: frozenset[str]
    maximum: int
    leave_out: frozenset[int]
    min_words: int
    min_items: int
    names_only: NamesOnly | None


class ItemsCheck:
    """Looks at the items of lists, wherever a part has them."""

    settable = ("max-items", "max-percent", "min-words", "min-items", "max-other-words", "min-run", "min-names")

    def parse(self, reader: Reader, context: ParseContext) -> ItemsOptions:
        """``check`` with its own keys (``max-items``; ``min-words``; ``max-percent``, ``min-items`` and ``names``)."""
        check = reader.choice("check", (COUNT, TWICE, SHARE))
        return ItemsOptions(
            check,
            frozenset(context.parts(reader, "parts")),
            reader.integer("max-items", least=1)
            if check == COUNT
            else reader.integer("max-percent", most=100)
            if check == SHARE
            else 0,
            frozenset(context.phrases(reader, "leave-out", ())) if check == COUNT else frozenset(),
            reader.integer("min-words", 1, least=1) if check == TWICE else 1,
            reader.integer("min-items", 1, least=1) if check == SHARE else 1,
            parse_names_only(reader, context) if check == SHARE else None,
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """One match for ``count`` and ``share``, with ``{count}`` and ``{limit}``; for ``twice`` one for each run."""
        assert isinstance(options, ItemsOptions)
        headings = post.heading_phrases
        items = [
            item
            for item in read_items(post)
            if item.list_number is not None and (not options.parts or item.sentences[0].part in options.parts)
        ]
        if options.check == COUNT:
            return Judgement(tuple(_too_many(items, headings, options)))
        if options.names_only is None:
            return Judgement(tuple(_repeated(items, options.min_words)))
        if len(items) < options.min_items:
            return Judgement(not_evaluated=f"there are fewer than {options.min_items} items to judge")
        return Judgement(tuple(_mostly_names(items, headings, options, options.names_only)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, ItemsOptions)
        return min(options.parts, default="requirements")


def _too_many(items: Sequence[Item], headings: Sequence[frozenset[int]], options: ItemsOptions) -> Iterator[Match]:
    counted = [
        item
        for item in items
        if options.leave_out.isdisjoint(headings[item.sentences[0].section])
        and all(sentence.hits.keys().isdisjoint(options.leave_out) for sentence in item.sentences)
    ]
    if len(counted) > options.maximum:
        yield Match(counted[0].span, values={"count": str(len(counted)), "limit": str(options.maximum)})


def _repeated(items: Sequence[Item], min_words: int) -> Iterator[Match]:
    """The runs of items whose words stood in others before, with ``{count}``."""
    known: set[tuple[str, ...]] = set()
    repeats: list[bool] = []
    for item in items:
        words = tuple(word for sentence in item.sentences for word in sentence.tokens.words)
        repeats.append(len(words) >= min_words and words in known)
        known.add(words)
    for repeated, pairs in groupby(zip(items, repeats, strict=True), key=lambda pair: pair[1]):
        run = [item for item, _ in pairs]
        if repeated:
            yield Match(Span(run[0].span.start, run[-1].span.end), values={"count": str(len(run))})


def _mostly_names(
    items: Sequence[Item], headings: Sequence[frozenset[int]], options: ItemsOptions, wanted: NamesOnly
) -> Iterator[Match]:
    bare = [item for item in items if names_in(item, wanted, headings[item.sentences[0].section])]
    if len(bare) * 100 > options.maximum * len(items):
        yield Match(bare[0].span, values={"count": str(len(bare)), "limit": str(len(items))})
