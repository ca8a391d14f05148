"""What can be told about each sentence of a post before its part is known: the clues that the part model weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from jdlint.late import expression
from jdlint.phrases.tokens import Tokens
from jdlint.post.drafts import Draft, Reading, Unit
from jdlint.post.employer import employer_words
from jdlint.post.lexicon import Lexicon
from jdlint.record import Record

Step: TypeAlias = Literal["same", "list", "block", "section"]
Hint: TypeAlias = tuple[str, str]

_SIGNS = (
    ("money", expression(r"[$€£¥₹]|\b(?:usd|eur|gbp|cad|inr|chf|aud)\b")),
    ("link", expression(r"@|https?:|www\.")),
    ("colon", expression(r":\W*$")),
    ("label", expression(r"^\W*\w+(?: \w+){0,2}:")),
    ("question", expression(r"\?\W*$")),
    ("stop", expression(r"[.!][\"')\s]*$")),
    ("board", expression("[💰🌎]")),
)
_LABEL_TOKENS = 7
_WORDS_A_STEP, _LONGEST_STEP = 4, 6
_SHORT_VALUE = 10
_LAST_ROW = 2
# Headings whose value stands on one line, so that what follows is of something else.
_VALUED = frozenset({"facts", "pay"})


class Clues(Record):
    """What is known of a sentence, and how it follows the one before it.

    ``features`` speak for or against any part, as the model has learnt; ``hints`` say why, and for which part,
    something speaks. ``step`` is ``same`` within a block, ``list`` from item to item, ``block`` to another block
    and ``section`` across a heading.
    """

    features: tuple[str, ...]
    hints: tuple[Hint, ...]
    step: Step


class _Context(Record):
    """What the sentences of a section have in common.

    ``own`` is the part that its heading opens, ``above`` that of the heading above it, ``last`` that of the last
    known heading.
    """

    features: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    own: str | None = None
    above: str | None = None
    last: str | None = None


class _Lead(Record):
    """The line that leads to a list ("We are looking for someone with:")."""

    features: tuple[str, ...] = ()
    part: str | None = None


_NO_LEAD = _Lead()


def clues_of(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Clues]:
    """The clues of each sentence of all sections, headings left out, in order."""
    names = employer_words(drafts)
    found: list[Clues] = []
    context, last, lists = _Context(), None, False
    for draft in drafts:
        before, context = context, _context(draft, last, lexicon)
        valued = _has_value(draft)
        found.extend(_section(draft, context, before if valued else context, names, lexicon, lists=lists))
        lists = lists or any(unit.block.list_number is not None for unit in draft.units)
        if valued:
            context = before
        elif draft.own is not None:
            last = draft.own
    return found


def _has_value(draft: Draft) -> bool:
    """Whether one line under the heading is its value ("Location: Berlin")."""
    if draft.own not in _VALUED or not draft.units:
        return False
    first = draft.units[0].block
    return draft.is_label or (first.kind == "paragraph" and len(first.view.text.split()) <= _SHORT_VALUE)


def _context(draft: Draft, last: str | None, lexicon: Lexicon) -> _Context:
    how = "none" if draft.heading is None else "own" if draft.own else "above" if draft.part else "unknown"
    features = ["any", f"heading={how}"]
    hints: list[Hint] = []
    if last is None:
        features.append("opening")
    if draft.heading is not None:
        features.extend(f"hw={word}" for word in _words(draft.heading.readings[0].tokens))
        if draft.own is None:
            hints.extend(("heading/word", part) for part in _sure_parts(draft.heading.readings, lexicon))
    sure = Counter(part for unit in draft.units for part in _sure_parts(unit.readings, lexicon))
    total = sum(len(unit.readings) for unit in draft.units)
    hints.extend(("section" if draft.own else "section/loose", part) for part in sure if 3 * sure[part] >= total)
    return _Context(tuple(features), tuple(hints), draft.own, None if draft.own else draft.part, last)


def _section(
    draft: Draft, first: _Context, rest: _Context, names: frozenset[str], lexicon: Lexicon, *, lists: bool
) -> Iterator[Clues]:
    lead = _NO_LEAD
    previous: Unit | None = None
    row, listed = 0, False
    for number, unit in enumerate(draft.units):
        context = rest if number else first
        item = unit.block.list_number is not None
        lead = lead if item else _NO_LEAD
        around = (f"kind={unit.block.kind}", f"lists={'before' if lists or listed else 'none'}", *lead.features)
        shared = (*context.hints, *_block_hints(unit, lexicon))
        for index, reading in enumerate(unit.readings):
            step: Step = "section" if not row else "same" if index else _step(previous, unit)
            features = (*context.features, *around, *_own_features(reading, names))
            hints = (
                *shared,
                *_place_hints(context, lead, item, row, listed),
                *_own_hints(reading, context, item, lexicon),
            )
            yield Clues(features, hints, step)
            row += 1
        if not item:
            lead = _lead(unit, lexicon)
        listed, previous = listed or item, unit


def _step(previous: Unit | None, unit: Unit) -> Step:
    within = previous is not None and None not in (previous.block.list_number, unit.block.list_number)
    return "list" if within else "block"


def _lead(unit: Unit, lexicon: Lexicon) -> _Lead:
    last = unit.readings[-1] if unit.readings else None
    if last is None or not last.view.text.rstrip(" *_").endswith(":"):
        return _NO_LEAD
    features = tuple(f"lead={word}" for word in _words(last.tokens))
    return _Lead(features, lexicon.heading_part(last.view.text))


def _block_hints(unit: Unit, lexicon: Lexicon) -> Iterator[Hint]:
    if len(unit.readings) > 1:
        sure = Counter(_sure_parts(unit.readings, lexicon))
        yield from (("block/many" if count > 1 else "block", part) for part, count in sure.items())


def _place_hints(context: _Context, lead: _Lead, item: bool, row: int, listed: bool) -> Iterator[Hint]:
    kind = "item" if item else "text"
    if context.own:
        yield f"heading/{kind}", context.own
        yield f"heading/{kind}/{min(row, _LAST_ROW)}", context.own
        if listed and not item:
            yield "heading/text/after", context.own
    elif context.above:
        yield f"above/{kind}", context.above
    elif context.last:
        yield f"last/{kind}", context.last
    if lead.part:
        yield "lead", lead.part


def _own_hints(reading: Reading, context: _Context, item: bool, lexicon: Lexicon) -> Iterator[Hint]:
    where = f"{'item' if item else 'text'}/{'known' if context.own else 'loose'}"
    for (part, sure), count in _cues(reading, lexicon).items():
        strength = "sure" if sure else "cue"
        yield f"{strength}/{where}", part
        if count > 1:
            yield f"{strength}/many", part


def _cues(reading: Reading, lexicon: Lexicon) -> Counter[tuple[str, bool]]:
    return Counter(lexicon.cues[number] for number in reading.hits if number in lexicon.cues)


def _sure_parts(readings: Iterable[Reading], lexicon: Lexicon) -> Iterator[str]:
    for reading in readings:
        yield from sorted(part for part, sure in _cues(reading, lexicon) if sure)


def _own_features(reading: Reading, names: frozenset[str]) -> Iterator[str]:
    words = _words(reading.tokens)
    yield from (f"w={word}" for word in words if word not in names)
    firsts = reading.tokens.words[:1], _after_label(reading.tokens)
    yield from (f"w1={word}" for found in firsts for word in found)
    if not names.isdisjoint(words):
        yield "employer"
        if not names.isdisjoint(reading.tokens.words[:2]):
            yield "employer/first"
    yield f"length={min(len(reading.tokens.words) // _WORDS_A_STEP, _LONGEST_STEP)}"
    yield from (name for name, sign in _SIGNS if sign.search(reading.tokens.folded))


def _after_label(tokens: Tokens) -> tuple[str, ...]:
    """The first word after a short label ("Reporting: Build …")."""
    head = tokens.texts[:_LABEL_TOKENS]
    if ":" not in head:
        return ()
    return tuple(word for word in tokens.texts[head.index(":") + 1 :] if word[0].isalpha())[:1]


def _words(tokens: Tokens) -> tuple[str, ...]:
    """The words of a text, each once, numbers as ``#``."""
    return tuple(dict.fromkeys("#" if word[0].isdigit() else word for word in tokens.words))
