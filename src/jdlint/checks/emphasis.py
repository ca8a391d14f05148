"""Kind ``emphasis``: words in capitals, and exclamation marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.late import expression
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_CHECKS = ("capitals", "exclamation-marks")
_SET_TEXTS = frozenset({"equal-opportunity", "legal", "title", "facts"})
# Words parted by blanks alone: a list of short names ("SQL, AWS/GCP") is no shouting.
_RUN = expression(r"[A-Z][A-Z'’-]*(?:[ \t\n]+[A-Z][A-Z'’-]*)*(?![\w'’-])")
_MARKS = expression(r"(?<=[\w)\"'”’!?*])!+(?![\w=])")


class EmphasisOptions(Record):
    """What is counted: words in capitals in a row, or exclamation marks in a post; ``maximum`` are still good."""

    check: str
    maximum: int


class EmphasisCheck:
    """Finds sentences that shout."""

    settable = ("max",)

    def parse(self, reader: Reader, context: ParseContext) -> EmphasisOptions:
        """``check`` and ``max`` are needed."""
        del context
        return EmphasisOptions(reader.choice("check", _CHECKS), reader.integer("max"))

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match for each row of capitals, or one for all marks, with ``{count}`` and ``{limit}``."""
        assert isinstance(options, EmphasisOptions)
        sentences = [s for s in post.sentences if not s.heading and not s.front_matter and s.part not in _SET_TEXTS]
        find = _capitals if options.check == "capitals" else _marks
        return Judgement(tuple(find(sentences, options.maximum)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, EmphasisOptions)
        return "responsibilities"


def _capitals(sentences: list[Sentence], maximum: int) -> Iterator[Match]:
    """A match for each row with more words than ``maximum``."""
    for sentence in sentences:
        for found in _RUN.finditer(sentence.text):
            count = len(found.group().split())
            if count > maximum and not sentence.view.is_quiet(*found.span()):
                yield Match(sentence.view.span(*found.span()), values={"count": f"{count}", "limit": f"{maximum}"})


def _marks(sentences: list[Sentence], maximum: int) -> Iterator[Match]:
    """One match when there are more marks than ``maximum``: at the first that is too many, with its neighbours."""
    places = [
        (sentence, at, found.end())
        for sentence in sentences
        for found in _MARKS.finditer(sentence.text)
        if not sentence.view.is_quiet(*found.span())
        for at in range(*found.span())
    ]
    if len(places) > maximum:
        sentence, start, end = places[maximum]
        yield Match(sentence.view.span(start, end), values={"count": f"{len(places)}", "limit": f"{maximum}"})
