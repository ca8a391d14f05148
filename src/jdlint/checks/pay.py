"""Kind ``pay``: how a post says what the job pays, once it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, parse_patterns
from jdlint.checks.pay_said import Pay, PayWords, find_pay, parse_pay_words
from jdlint.late import expression
from jdlint.post.document import plain_key
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

# "60,000+", but not "60,000 + bonus".
_PLUS = expression(r"\s?\+(?=\s*(?:$|[.,;)/|]|per\b|an?\b|annual|yearly|base\b|ote\b))")
# The two ends of a range may stand in lines of their own.
_BESIDE = 2
INSTEAD, OPEN_ENDED = "instead", "open-ended"
_WITH_PHRASES = (INSTEAD, OPEN_ENDED)


class PayOptions(Record):
    """``check`` is what is looked for in what a post says of its pay.

    ``max_ratio`` is the upper end of a range over its lower end; ``max_width`` the distance between the ends in the
    currency ``currency``, which does not hold where the upper end is above ``up_to``. ``keys`` are keys of the
    front matter (letters and digits only) that state pay.
    """

    check: str
    words: PayWords
    phrases: tuple[Pattern, ...]
    keys: frozenset[str]
    max_ratio: float
    max_width: float
    currency: str | None
    up_to: float


class PayCheck:
    """Reads the sums that a post names as its pay."""

    settable = ("max-ratio", "max-width", "up-to", "currency")

    def parse(self, reader: Reader, context: ParseContext) -> PayOptions:
        """``check`` with what it needs: ``phrases``, ``max-ratio``, or ``max-width``, ``currency`` and ``up-to``."""
        check = reader.choice("check", (*_WITH_PHRASES, *_CHECKS))
        wide = check == "range-width"
        return PayOptions(
            check,
            parse_pay_words(reader, context),
            parse_patterns(reader, "phrases", context) if check in _WITH_PHRASES else (),
            frozenset(plain_key(key) for key in reader.strings("keys")) if check == INSTEAD else frozenset(),
            reader.number("max-ratio", least=1) if check == "range-ratio" else 0,
            reader.number("max-width") if wide else 0,
            reader.string("currency") if wide else None,
            reader.number("up-to") if wide else 0,
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each sum that is not as it should be.

        ``{count}`` is the ratio or the width that was found, ``{limit}`` the one allowed. For ``instead``: a match
        for each phrase in a post that states no pay.
        """
        assert isinstance(options, PayOptions)
        pay = find_pay(post, options.words)
        if options.check == INSTEAD:
            stated = pay or any(not entry.is_empty for entry in post.document.front_values(options.keys))
            return Judgement() if stated else Judgement(tuple(_phrases(post, options.phrases)))
        if options.check == OPEN_ENDED:
            return Judgement(tuple(_open_ended(post, pay, options.phrases)))
        found = _CHECKS[options.check]
        return Judgement(tuple(_match(each, values) for each in pay if (values := found(each, options)) is not None))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "pay"


def _no_currency(pay: Pay, _: PayOptions) -> dict[str, str] | None:
    return {} if pay.sum.currency is None else None


def _no_period(pay: Pay, _: PayOptions) -> dict[str, str] | None:
    return None if pay.has_period else {}


def _reversed(pay: Pay, _: PayOptions) -> dict[str, str] | None:
    return {} if pay.sum.high is not None and pay.sum.high < pay.sum.low else None


def _ratio(pay: Pay, options: PayOptions) -> dict[str, str] | None:
    money = pay.sum
    if money.high is None or round(money.high / money.low, 1) <= options.max_ratio:
        return None
    return {"count": f"{money.high / money.low:.1f}", "limit": f"{options.max_ratio:g}"}


def _width(pay: Pay, options: PayOptions) -> dict[str, str] | None:
    money = pay.sum
    if money.high is None or money.high > options.up_to or money.currency not in (options.currency, "$", None):
        return None
    width = money.high - money.low
    return {"count": f"{width:,.0f}", "limit": f"{options.max_width:,.0f}"} if width > options.max_width else None


_CHECKS: Mapping[str, Callable[[Pay, PayOptions], dict[str, str] | None]] = MappingProxyType(
    {
        "no-currency": _no_currency,
        "no-period": _no_period,
        "range-reversed": _reversed,
        "range-ratio": _ratio,
        "range-width": _width,
    }
)


def _match(pay: Pay, values: Mapping[str, str]) -> Match:
    return Match(pay.sentence.view.span(pay.sum.start, pay.sum.end), values=values)


def _phrases(post: Post, patterns: tuple[Pattern, ...]) -> Iterator[Match]:
    headings = post.heading_phrases
    for sentence in post.sentences:
        places = {place for pattern in patterns for place in pattern.find(sentence, headings[sentence.section])}
        done = 0
        for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            if start >= done:
                done = end
                yield Match(sentence.view.span(start, end))


def _open_ended(post: Post, pay: tuple[Pay, ...], patterns: tuple[Pattern, ...]) -> Iterator[Match]:
    """A match for each single sum that stands within one of the phrases: "from $90,000"."""
    headings = post.heading_phrases
    for each in pay:
        sentence, money = each.sentence, each.sum
        beside = (other for other in pay if other is not each and abs(other.sentence.index - sentence.index) <= _BESIDE)
        if money.high is not None or not each.is_named or any(beside):
            continue
        if plus := _PLUS.match(sentence.tokens.folded, money.end):
            yield Match(sentence.view.span(money.start, plus.end()))
        else:
            places = (place for p in patterns for place in p.find(sentence, headings[sentence.section]))
            covering = next(((s, e) for s, e in places if s < money.end and money.start < e), None)
            if covering is not None:
                start, end = min(covering[0], money.start), max(covering[1], money.end)
                yield Match(sentence.view.span(start, end))
