"""Patterns as chains of steps: each finds one element at a token and lets the next step go on behind it.

A step returns the end of the first match, or -1. What stands after a gap is tried once at each token, and gaps are
bounded, so that the time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from jdlint.phrases.compiler import END, Element, Op, Pattern, Trie
from jdlint.phrases.conditions import begins_with
from jdlint.phrases.passage import Passage, Places

Step: TypeAlias = Callable[[Passage, int], int]


def first_end(elements: Sequence[Element]) -> Step:
    """A step that returns the end of the first match, the longest wording of each element coming first."""
    return _chain(elements, 0, 0, _reached)


def every_end(elements: Sequence[Element]) -> Step:
    """A step that puts the ends of all matches into ``out``, and returns -1."""
    return _chain(elements, 0, 0, _record)


def _reached(_: Passage, at: int) -> int:
    return at


def _record(passage: Passage, at: int) -> int:
    passage.out.add(at)
    return -1


def _chain(elements: Sequence[Element], index: int, gap: int, last: Step) -> Step:
    """The steps for ``elements[index:]`` after a gap of up to ``gap`` words."""
    if index == len(elements):
        return last
    element = elements[index]
    if element.op is Op.GAP:
        return _once(_chain(elements, index + 1, element.data, last))
    then = _chain(elements, index + 1, 0, last)
    step = _MAKERS[element.op](element.data, then)
    if gap:
        step = _within(step, gap)
    if element.optional:
        return _either(step, _chain(elements, index + 1, gap, last) if gap else then)
    return step


def _once(inner: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        key = (inner, at)
        if key in passage.tried:
            return -1
        end = inner(passage, at)
        if end < 0:
            passage.tried.add(key)
        return end

    return step


def _within(inner: Step, gap: int) -> Step:
    def step(passage: Passage, at: int) -> int:
        for place in passage.places(at, gap):
            end = inner(passage, place)
            if end >= 0:
                return end
        return -1

    return step


def _either(inner: Step, otherwise: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        end = inner(passage, at)
        return end if end >= 0 else otherwise(passage, at)

    return step


def _words(words: frozenset[str], then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        return then(passage, at + 1) if passage.texts[at] in words else -1

    return step


def _trie(trie: Trie, then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        ends: list[int] = []
        level = trie.get(passage.texts[at])
        while level is not None:
            at += 1
            if END in level:
                ends.append(at)
            level = level.get(passage.texts[at])
        for end in reversed(ends):
            found = then(passage, end)
            if found >= 0:
                return found
        return -1

    return step


def _stem(stem: str, then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        return then(passage, at + 1) if passage.texts[at].startswith(stem) else -1

    return step


def _exact(words: tuple[str, ...], then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        end = at + len(words)
        return then(passage, end) if passage.originals(at, len(words)) == words else -1

    return step


def _number(_: None, then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        return _longest(passage.numbers, passage, at, then)

    return step


def _vocabulary(number: int, then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        places = passage.found[number]
        return _longest(places, passage, at, then) if places else -1

    return step


def _longest(places: Places, passage: Passage, at: int, then: Step) -> int:
    """The first end behind one of the wordings that begin at a token."""
    for length in places if len(places) == 1 else sorted(places, reverse=True):
        if places[length] >> at & 1:
            found = then(passage, at + length)
            if found >= 0:
                return found
    return -1


def _uncommon(_: None, then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        return then(passage, at + 1) if passage.uncommon >> at & 1 else -1

    return step


def _name(_: None, then: Step) -> Step:
    def step(passage: Passage, at: int) -> int:
        return then(passage, at + 1) if passage.names >> at & 1 else -1

    return step


def _choice(options: tuple[Pattern, ...], then: Step) -> Step:
    by_text, others = _by_first_text(options)

    def step(passage: Passage, at: int) -> int:
        possible = by_text.get(passage.texts[at], others)
        if not possible:
            return -1
        out, tried = passage.out, passage.tried
        passage.out, passage.tried = ends, _ = set[int](), set[tuple[object, int]]()
        for option, at_start in possible:
            if not at_start or passage.first_words >> at & 1:
                option(passage, at)
        passage.out, passage.tried = out, tried
        for end in sorted(ends, reverse=True):
            found = then(passage, end)
            if found >= 0:
                return found
        return -1

    return step


def _by_first_text(options: Sequence[Pattern]) -> tuple[dict[str, list[tuple[Step, bool]]], list[tuple[Step, bool]]]:
    """The steps of options that are possible at each token with which one can begin, and those at all others."""
    always: list[tuple[Step, bool]] = []
    by_text: dict[str, list[tuple[Step, bool]]] = {}
    for option in options:
        entry = every_end(option.elements), option.at_start
        begins = begins_with(option.elements)
        if begins.is_plain:
            for text in begins.keys:
                by_text.setdefault(text, []).append(entry)
        else:
            always.append(entry)
    return {text: [*entries, *always] for text, entries in by_text.items()}, always


_MAKERS: dict[Op, Callable[..., Step]] = {
    Op.WORDS: _words,
    Op.TRIE: _trie,
    Op.STEM: _stem,
    Op.EXACT: _exact,
    Op.NUMBER: _number,
    Op.VOCABULARY: _vocabulary,
    Op.UNCOMMON: _uncommon,
    Op.NAME: _name,
    Op.CHOICE: _choice,
}
