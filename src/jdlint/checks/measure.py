"""Kind ``measure``: a number about a post, a section or a sentence, against bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

_NO_STOPS = str.maketrans({".": None, "!": None, "?": None, "\n": " ", "\u2028": " "})
_WORD = expression(r"\w[\w'’.+#-]*")


class MeasureOptions(Record):
    """``measure`` of each ``per`` (post, section or sentence), in ``parts`` if any, between the bounds.

    Posts with fewer than ``min_words`` words are not evaluated.
    """

    measure: str
    per: str
    minimum: float | None
    maximum: float | None
    parts: tuple[str, ...]
    min_words: int


class MeasureCheck:
    """Counts, and reports what is outside the bounds."""

    settable = ("min", "max", "min-words")

    def parse(self, reader: Reader, context: ParseContext) -> MeasureOptions:
        """``measure``, ``per``, ``min`` or ``max`` or both, and optionally ``parts`` and ``min-words``."""
        options = MeasureOptions(
            reader.choice("measure", tuple(MEASURES)),
            reader.choice("per", tuple(_SCOPES), "post"),
            reader.number("min", None),
            reader.number("max", None),
            context.parts(reader, "parts"),
            reader.integer("min-words", 0),
        )
        if options.minimum is None and options.maximum is None:
            raise reader.error("the key 'min' or 'max' is missing")
        if options.minimum is not None and options.maximum is not None and options.minimum > options.maximum:
            raise reader.error("min is greater than max", "min")
        return options

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each number outside of the bounds, with ``{count}`` and ``{limit}``."""
        assert isinstance(options, MeasureOptions)
        sentences = tuple(post.in_parts(*options.parts) if options.parts else _prose(post))
        if options.parts and not sentences:
            return Judgement(not_evaluated=f"the post has no part '{' or '.join(options.parts)}'")
        if count_words(sentences) < options.min_words:
            return Judgement(not_evaluated=f"the post has fewer than {options.min_words} words")
        return Judgement(tuple(_outside(options, post, sentences)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, MeasureOptions)
        return options.parts[0] if options.parts else "responsibilities"


def count_words(sentences: Iterable[Sentence]) -> int:
    """How many words some sentences have; "scikit-learn", "C++" and "don't" are one each."""
    return sum(len(_WORD.findall(sentence.text)) for sentence in sentences)


def reading_grade(sentences: Sequence[Sentence]) -> float:
    """The Flesch-Kincaid grade (Kincaid et al. 1975) by textstat's words and syllables, and by jdlint's sentences.

    textstat itself ends no sentence at a line or a list item, ends one at "e.g." and "2.9", and leaves those of two
    words out.
    """
    from textstat import textstat  # noqa: PLC0415 - takes longer to import than everything else together

    texts = [sentence.text.translate(_NO_STOPS) for sentence in sentences]
    words = [count for text in texts if (count := int(textstat.lexicon_count(text)))]
    if not words:
        return 0.0
    syllables = float(sum(map(textstat.syllable_count, texts)))
    return 0.39 * sum(words) / len(words) + 11.8 * syllables / sum(words) - 15.59


MEASURES: Mapping[str, Callable[[Sequence[Sentence]], float]] = {
    "words": count_words,
    "sentences": len,
    "reading-grade": reading_grade,
}


def _prose(post: Post) -> Iterator[Sentence]:
    return (s for s in post.sentences if not s.heading and not s.front_matter)


def _whole_post(post: Post, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, Sequence[Sentence]]]:
    yield post.anchor, sentences


def _by_section(post: Post, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, Sequence[Sentence]]]:
    for group in _grouped(sentences, lambda sentence: sentence.section):
        heading = post.sections[group[0].section].heading
        yield (heading.view.span(0, len(heading.view.text)) if heading else group[0].span), group


def _by_sentence(post: Post, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, Sequence[Sentence]]]:
    del post
    return ((sentence.span, (sentence,)) for sentence in sentences)


_SCOPES: Mapping[str, Callable[[Post, Sequence[Sentence]], Iterator[tuple[Span, Sequence[Sentence]]]]] = {
    "post": _whole_post,
    "section": _by_section,
    "sentence": _by_sentence,
}


def _grouped(sentences: Iterable[Sentence], key: Callable[[Sentence], object]) -> Iterable[list[Sentence]]:
    groups: dict[object, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        groups[key(sentence)].append(sentence)
    return groups.values()


def _outside(options: MeasureOptions, post: Post, sentences: Sequence[Sentence]) -> Iterator[Match]:
    for span, group in _SCOPES[options.per](post, sentences):
        count = MEASURES[options.measure](group)
        limit = _broken(count, options)
        if limit is not None:
            values = {"count": f"{count:g}", "limit": f"{limit:g}"}
            yield Match(span, values=values, whole=options.per == "post")


def _broken(count: float, options: MeasureOptions) -> float | None:
    """The bound that a number breaks."""
    if options.minimum is not None and count < options.minimum:
        return options.minimum
    if options.maximum is not None and count > options.maximum:
        return options.maximum
    return None
