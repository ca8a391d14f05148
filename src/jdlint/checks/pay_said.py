"""Where a post says what the job pays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from jdlint.checks.money import Sum, find_sums
from jdlint.phrases.book import Hits
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

# A number without a currency is pay only right after a word for pay, and when it is no count of hours (editorial).
_REACH = 25
_NAMED_REACH = 40
_LEAST_PLAIN = 1000
# Two sums from here on are pay without a word for it; a single one, or a smaller one, can be anything.
_LEAST_RANGE = 10_000
_PAY_PLACES = frozenset({"pay", "facts", "title"})
_OF_OTHERS = frozenset({"about-company", "responsibilities"})


class PayWords(Record):
    """Numbers of phrases: words for pay, those beside which a sum is none, and those for a period.

    ``label`` are the words for pay after which a number needs no currency to be pay.
    """

    about: frozenset[int]
    label: frozenset[int]
    no_pay: frozenset[int]
    period: frozenset[int]


class Pay(Record, eq=False):
    """A sum of money that the job pays.

    ``is_named`` tells whether a word for pay stands right before it, in the heading above, or the line is one of
    the post's facts; ``has_period`` whether the words around it say for which period it is.
    """

    sentence: Sentence
    sum: Sum
    is_named: bool
    has_period: bool


def parse_pay_words(reader: Reader, context: ParseContext) -> PayWords:
    """The lists ``about-pay``, ``label``, ``no-pay`` and ``period``."""
    return PayWords(
        frozenset(context.phrases(reader, "about-pay")),
        frozenset(context.phrases(reader, "label")),
        frozenset(context.phrases(reader, "no-pay")),
        frozenset(context.phrases(reader, "period")),
    )


@lru_cache(maxsize=1)
def find_pay(post: Post, words: PayWords) -> tuple[Pay, ...]:
    """What a post says of its pay, in the order of the source; kept, as several rules ask for it one after the other."""
    return tuple(_find_pay(post, words))


def _find_pay(post: Post, words: PayWords) -> Iterator[Pay]:
    headings = post.heading_phrases
    for sentence in post.sentences:
        if not any(character.isdigit() for character in sentence.text):
            continue
        above = frozenset() if sentence.heading else headings[sentence.section]
        for money in find_sums(sentence.tokens.folded):
            if _is_pay(sentence, money, above, words):
                named = _is_named(sentence, money, above, words)
                yield Pay(sentence, money, named, _has_period(post, sentence, above, words))


def _is_pay(sentence: Sentence, money: Sum, above: frozenset[int], words: PayWords) -> bool:
    hits = sentence.hits
    if money.low <= 0 or not hits.keys().isdisjoint(words.no_pay) or sentence.view.is_quiet(money.start, money.end):
        return False
    named = not hits.keys().isdisjoint(words.about)
    if money.currency is None:
        return money.low >= _LEAST_PLAIN and _follows(hits, words.label, money.start)
    if named:
        return sentence.part not in _OF_OTHERS or money.high is not None
    timed = not hits.keys().isdisjoint(words.period)
    wide = money.high is not None and money.low >= _LEAST_RANGE
    if sentence.part == "benefits" or sentence.part in _OF_OTHERS:
        return wide and timed
    return wide or timed or sentence.part == "pay" or not words.about.isdisjoint(above)


def _is_named(sentence: Sentence, money: Sum, above: frozenset[int], words: PayWords) -> bool:
    in_place = sentence.part in _PAY_PLACES or not words.label.isdisjoint(above)
    return in_place or _follows(sentence.hits, words.label, money.start, _NAMED_REACH)


def _follows(hits: Hits, phrases: frozenset[int], start: int, reach: int = _REACH) -> bool:
    places = (place for number in phrases & hits.keys() for place in hits[number])
    return any(0 <= start - end <= reach for _, end in places)


def _has_period(post: Post, sentence: Sentence, above: frozenset[int], words: PayWords) -> bool:
    """Whether a period is named in the sentence, in one beside it, or in the heading above."""
    if not words.period.isdisjoint(above):
        return True
    around = post.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return any(s.section == sentence.section and not s.hits.keys().isdisjoint(words.period) for s in around)
