"""Where a pattern can begin in a passage, found for all its tokens at once, from the pattern's last element backwards.

Gaps are taken a little too wide here, and what follows the rarest element is mostly left out; which beginnings lead to an end is for ``steps`` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from jdlint.phrases.compiler import END, Element, Op, Pattern, Trie
from jdlint.phrases.conditions import begins_with
from jdlint.phrases.passage import Passage, Places, mask_of, tokens_in

# From the tokens at which the rest of a pattern begins to those at which it begins with one element more.
Mask: TypeAlias = Callable[[Passage, int], int]
_FEW = 4


def masks_of(elements: Sequence[Element]) -> tuple[Mask, ...]:
    """The masks of a pattern's elements, the last one first."""
    return tuple(_mask(element) for element in reversed(elements))


def beginnings(masks: Sequence[Mask], passage: Passage, starts: int) -> int:
    """The tokens at which a pattern can begin that ends before one of ``starts``."""
    for mask in masks:
        starts = mask(passage, starts)
        if not starts:
            return 0
    return starts


def _mask(element: Element) -> Mask:
    mask = _MAKERS[element.op](element.data)
    return _optional(mask) if element.optional else mask


def _optional(inner: Mask) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return inner(passage, starts) | starts

    return mask


def _gap(length: int) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return passage.before(starts, length)

    return mask


def _words(words: frozenset[str]) -> Mask:
    if len(words) == 1:
        return _word(next(iter(words)))

    def mask(passage: Passage, starts: int) -> int:
        starts >>= 1
        if starts.bit_count() <= _FEW:
            texts = passage.texts
            return mask_of(at for at in tokens_in(starts) if texts[at] in words)
        return passage.mask_of_any(words) & starts

    return mask


def _word(word: str) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return passage.mask(word) & starts >> 1

    return mask


def _trie(trie: Trie) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return _in_trie(trie, passage, starts)

    return mask


def _in_trie(trie: Trie, passage: Passage, starts: int) -> int:
    positions = passage.positions
    found = 0
    for token, below in trie.items():
        if token in positions:
            inner = _in_trie(below, passage, starts) if len(below) > 1 or END not in below else starts
            if inner:
                found |= passage.mask(token) & inner >> 1
    return found | starts if END in trie else found


def _stem(stem: str) -> Mask:
    return _word(stem + "*")


def _exact(words: tuple[str, ...]) -> Mask:
    first = words[0].lower()

    def mask(passage: Passage, starts: int) -> int:
        return passage.mask(first) & starts >> len(words)

    return mask


def _number(_: None) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return _of_any_length(passage.numbers, starts)

    return mask


def _vocabulary(number: int) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        places = passage.found[number]
        return _of_any_length(places, starts) if places else 0

    return mask


def _of_any_length(places: Places, starts: int) -> int:
    found = 0
    for length, begins in places.items():
        found |= begins & starts >> length
    return found


def _uncommon(_: None) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return passage.uncommon & starts >> 1

    return mask


def _name(_: None) -> Mask:
    def mask(passage: Passage, starts: int) -> int:
        return passage.names & starts >> 1

    return mask


def _choice(options: tuple[Pattern, ...]) -> Mask:
    always, by_key = _by_first_key(options)

    def mask(passage: Passage, starts: int) -> int:
        found = 0
        keys = by_key.keys() & passage.positions.keys() if by_key else ()
        for option in (*always, *{option: None for key in keys for option in by_key[key]}):
            masks, at_start = option
            begins = beginnings(masks, passage, starts)
            found |= begins & passage.first_words if at_start else begins
        return found

    return mask


_Option: TypeAlias = tuple[tuple[Mask, ...], bool]


def _by_first_key(options: Sequence[Pattern]) -> tuple[list[_Option], dict[str, list[_Option]]]:
    """The options to look at always, and where there are many, those for the tokens with which they begin."""
    always: list[_Option] = []
    by_key: dict[str, list[_Option]] = {}
    for option in options:
        entry = masks_of(option.elements), option.at_start
        begins = begins_with(option.elements)
        if len(options) <= _FEW or not begins.is_plain:
            always.append(entry)
        else:
            for key in begins.keys:
                by_key.setdefault(key, []).append(entry)
    return always, by_key


_MAKERS: dict[Op, Callable[..., Mask]] = {
    Op.WORDS: _words,
    Op.TRIE: _trie,
    Op.STEM: _stem,
    Op.EXACT: _exact,
    Op.NUMBER: _number,
    Op.VOCABULARY: _vocabulary,
    Op.GAP: _gap,
    Op.UNCOMMON: _uncommon,
    Op.NAME: _name,
    Op.CHOICE: _choice,
}
