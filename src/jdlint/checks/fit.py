"""Kind ``fit``: a measure that does not fit the use that it is named for, or a use without any measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.wording import is_negated
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

MISFIT, MISSING = "misfit", "missing"


class Use(Record):
    """A use called ``name`` that ``said`` tell of; ``unfit`` measures do not fit it, and ``suggested`` do.

    ``fitting`` in the same sentence, or one of ``without``, makes it right.
    """

    name: str
    said: frozenset[int]
    unfit: frozenset[int]
    fitting: frozenset[int]
    without: frozenset[int]
    suggested: str


class FitOptions(Record):
    """The ``uses``, and the only ``parts`` in which to look for them, if any.

    With the check ``missing`` a post that names a use has to name one of ``measures`` somewhere.
    """

    check: str
    uses: tuple[Use, ...]
    measures: frozenset[int]
    parts: frozenset[str]


class FitCheck:
    """Looks for uses, and for measures in the same sentence or anywhere."""

    settable = ()

    def parse(self, reader: Reader, context: ParseContext) -> FitOptions:
        """``check``, ``uses`` (each with ``name``, ``said``, ``suggest`` and more) and with ``missing`` ``measures``."""
        check = reader.choice("check", (MISFIT, MISSING))
        return FitOptions(
            check,
            tuple(_parse_uses(reader, context, misfit=check == MISFIT)),
            frozenset(context.phrases(reader, "measures")) if check == MISSING else frozenset(),
            frozenset(context.parts(reader, "parts")),
        )

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """A match on each measure that does not fit, or on the use; ``{names}`` is the use, ``{replacement}`` what fits."""
        assert isinstance(options, FitOptions)
        uses = post.with_phrases(frozenset().union(*(use.said for use in options.uses)))
        looked_at = [s for s in uses if not s.heading and (not options.parts or s.part in options.parts)]
        if options.check == MISFIT:
            return Judgement(tuple(match for s in looked_at for match in _misfits(s, options.uses)))
        measured = next((s for s in post.with_phrases(options.measures) if _named(s, options.measures)), None)
        if measured is not None:
            return Judgement(evidence=(measured.span,))
        return Judgement(tuple(match for s in looked_at for match in _named_uses(s, options.uses))[:1])

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        assert isinstance(options, FitOptions)
        return min(options.parts, default="responsibilities")


def _parse_uses(reader: Reader, context: ParseContext, *, misfit: bool) -> Iterator[Use]:
    for value in reader.items("uses"):
        use = value.as_mapping()
        yield Use(
            use.string("name"),
            frozenset(context.phrases(use, "said")),
            frozenset(context.phrases(use, "unfit")) if misfit else frozenset(),
            frozenset(context.phrases(use, "fitting", ())),
            frozenset(context.phrases(use, "without", ())),
            use.string("suggest"),
        )
        use.finish()


def _misfits(sentence: Sentence, uses: tuple[Use, ...]) -> Iterator[Match]:
    for use in uses:
        if sentence.hits.keys().isdisjoint(use.said) or not sentence.hits.keys().isdisjoint(use.fitting | use.without):
            continue
        for number in sorted(use.unfit & sentence.hits.keys()):
            for start, end in sentence.hits[number][:1]:
                if not sentence.view.is_quiet(start, end) and not is_negated(sentence, start):
                    yield _match(sentence, start, end, use)


def _named_uses(sentence: Sentence, uses: tuple[Use, ...]) -> Iterator[Match]:
    for use in uses:
        if sentence.hits.keys().isdisjoint(use.without):
            for start, end in _named(sentence, use.said)[:1]:
                yield _match(sentence, start, end, use)


def _named(sentence: Sentence, numbers: frozenset[int]) -> list[tuple[int, int]]:
    """The places of some phrases that are prose."""
    places = sorted(place for number in numbers & sentence.hits.keys() for place in sentence.hits[number])
    return [place for place in places if not sentence.view.is_quiet(*place)]


def _match(sentence: Sentence, start: int, end: int, use: Use) -> Match:
    return Match(sentence.view.span(start, end), values={"names": use.name, "replacement": use.suggested})
