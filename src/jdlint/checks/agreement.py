"""Kind ``agreement``: whether the front matter and the body of a post say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.front_salary import ends_of
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.pattern import Pattern, parse_patterns
from jdlint.checks.pay_said import PayWords, find_pay, parse_pay_words
from jdlint.phrases.tokens import tokenize
from jdlint.post.document import FrontMatterValue, plain_key
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

# Sums that are so many times apart are for different periods; those closer than a hundredth are the same (editorial).
_OTHER_PERIOD = 6
_CLOSE = 0.01
# What stands under a heading for the place is a place where it begins with so few words, else prose on it (editorial).
_PLACE_WORDS = 6
# Words that do not tell one title, or one place, from another.
_FILLERS = frozenset(
    {"a", "an", "and", "at", "for", "in", "of", "or", "the", "to", "we", "are", "hiring", "m", "f", "d", "w", "x"}
)


class AgreementOptions(Record, eq=False):
    """``check`` is what is compared, ``keys`` (letters and digits only) are the keys of the front matter for it.

    With ``words``: where a value has one of the texts ``when`` and none of ``unless`` (both as plain words), no
    sentence of the body should have one of ``against``.
    """

    check: str
    keys: frozenset[str]
    when: tuple[str, ...]
    unless: tuple[str, ...]
    against: tuple[Pattern, ...]
    label: tuple[Pattern, ...]
    pay: PayWords | None


class AgreementCheck:
    """Compares the values of some keys with the body."""

    settable = ("keys",)

    def parse(self, reader: Reader, context: ParseContext) -> AgreementOptions:
        """``check`` and ``keys``, with ``when``, ``unless`` and ``against``, with ``label``, or with the words for pay."""
        check = reader.choice("check", tuple(_CHECKS))
        return AgreementOptions(
            check,
            frozenset(map(plain_key, reader.strings("keys"))),
            tuple(_words(text) for text in reader.strings("when")) if check == "words" else (),
            tuple(_words(text) for text in reader.strings("unless", ())) if check == "words" else (),
            parse_patterns(reader, "against", context) if check == "words" else (),
            parse_patterns(reader, "label", context) if check == "place" else (),
            parse_pay_words(reader, context) if check == "pay" else None,
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match in the body; ``{names}`` is the key, ``{replacement}`` what the front matter says."""
        assert isinstance(options, AgreementOptions)
        front_matter = post.document.front_matter
        matches: list[Match] = []
        for key, entry in front_matter.values.items() if front_matter else ():
            if plain_key(key) in options.keys and entry.value not in (None, "", [], {}):
                found = _CHECKS[options.check](post, entry, options)
                shown = {"names": key, "replacement": _shown(entry, post)}
                matches += [Match(match.span, values={**match.values, **shown}) for match in found]
        return Judgement(tuple(matches[:1]))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "facts"


def _title(post: Post, entry: FrontMatterValue, _: AgreementOptions) -> Iterator[Match]:
    """The heading of level 1 that is the body's title, where both share less than half of the shorter one's words."""
    own = _telling(_text(entry))
    for sentence in post.sentences:
        if sentence.part == "title" and sentence.heading and post.sections[sentence.section].level == 1:
            words = _telling(sentence.text)
            if own and words and 2 * len(own & words) < min(len(own), len(words)):
                yield Match(sentence.span)
            return


def _place(post: Post, entry: FrontMatterValue, options: AgreementOptions) -> Iterator[Match]:
    """The lines that begin with a label for the place, or stand under one, and have no word of the value."""
    own = _telling(_text(entry))
    for sentence in _body(post):
        labels = [place for pattern in options.label for place in pattern.find(sentence, frozenset())]
        if not labels:
            continue
        end = max(end for _, end in labels)
        rest = sentence.text[end:]
        if sentence.text[:end].endswith(":") and rest.strip():
            words, place = _telling(rest), sentence
        elif sentence.heading and not rest.strip() and (under := post.sections[sentence.section].sentences):
            words, place = frozenset().union(*(_telling(line.text) for line in under)), under[0]
            if len(_telling(place.text)) > _PLACE_WORDS:
                continue
        else:
            continue
        if own and words and not own & words:
            yield Match(place.span)


def _said(post: Post, entry: FrontMatterValue, options: AgreementOptions) -> Iterator[Match]:
    value = f" {_words(_text(entry))} "
    if any(f" {word} " in value for word in options.when) and not any(f" {word} " in value for word in options.unless):
        headings = post.heading_phrases
        for sentence in _body(post):
            for pattern in options.against:
                for start, end in pattern.find(sentence, headings[sentence.section]):
                    yield Match(sentence.view.span(start, end))


def _pay(post: Post, entry: FrontMatterValue, options: AgreementOptions) -> Iterator[Match]:
    """The first sum in the body, where none of them has an end in common with the value or lies within it."""
    front_matter = post.document.front_matter
    beside = {plain_key(key): other.value for key, other in (front_matter.values if front_matter else {}).items()}
    ends = ends_of(entry.value, beside)
    if ends is None or options.pay is None:
        return
    said = [pay for pay in find_pay(post, options.pay) if not pay.sentence.front_matter]
    sums = [(pay, pay.sum.low, pay.sum.high or pay.sum.low) for pay in said]
    apart = [
        (pay, low, high) for pay, low, high in sums if high < ends[0] * (1 - _CLOSE) or low > ends[1] * (1 + _CLOSE)
    ]
    if sums and len(apart) == len(sums) and all(_comparable(low, ends[0]) for _, low, _ in sums):
        pay = apart[0][0]
        yield Match(pay.sentence.view.span(pay.sum.start, pay.sum.end))


_CHECKS: Mapping[str, Callable[[Post, FrontMatterValue, AgreementOptions], Iterator[Match]]] = MappingProxyType(
    {"title": _title, "place": _place, "words": _said, "pay": _pay}
)


def _comparable(one: float, other: float) -> bool:
    return max(one, other) < _OTHER_PERIOD * min(one, other)


def _body(post: Post) -> Iterator[Sentence]:
    return (sentence for sentence in post.sentences if not sentence.front_matter)


def _text(entry: FrontMatterValue) -> str:
    if entry.value is True:
        return "true"
    if entry.value is False:
        return "false"
    return " ".join(view.text for view in entry.texts) or str(entry.value)


def _shown(entry: FrontMatterValue, post: Post) -> str:
    return post.source.words(entry.span)


def _telling(text: str) -> frozenset[str]:
    return frozenset(tokenize(re.sub(r"\(.*?\)", " ", text)).words) - _FILLERS


def _words(text: str) -> str:
    return " ".join(tokenize(text).words)
