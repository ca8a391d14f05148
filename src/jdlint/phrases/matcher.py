"""The places of all phrases of a network in some sentences."""

from __future__ import annotations

from collections.abc import Sequence

from jdlint.phrases.compiler import END, Trie
from jdlint.phrases.network import Network, Row
from jdlint.phrases.passage import Passage, lay_out, tokens_in
from jdlint.phrases.tokens import Tokens


def find_phrases(network: Network, sentences: Sequence[Tokens]) -> list[dict[int, list[tuple[int, int]]]]:
    """For each sentence and each phrase in it, the offsets of its places in the sentence's text.

    First the rows of tokens are looked up, then the patterns are tried that these and other tokens wake, those of
    vocabularies before those that refer to them. The places of a phrase do not overlap; the first wins.
    """
    found: list[dict[int, list[tuple[int, int]]]] = [{} for _ in sentences]
    for passage in lay_out(sentences, network.vocabularies):
        awake: list[set[int]] = [set() for _ in range(network.levels + 1)]
        met = _look_up(network, passage, awake)
        done = 0
        for level in range(1, network.levels + 1):
            met |= _wake_by_vocabularies(network, passage, done, awake)
            done = len(passage.known)
            missing = ~met
            for number in awake[level]:
                row = network.row(number)
                if not row.needs & missing:
                    _try(row, passage)
        _add_lone_vocabularies(network, passage)
        _hand_out(passage, found)
    return found


def _look_up(network: Network, passage: Passage, awake: Sequence[set[int]]) -> int:
    """Look up each token, and the rows of tokens that begin with it; returns the needs that are met."""
    met = 0
    for text, places in list(passage.positions.items()):
        token = network.token(text)
        for key in token.keys:
            passage.positions.setdefault(key, []).extend(places)
        if token.uncommon:
            passage.uncommon_words.append(text)
        met |= token.waking.needs
        for level, rows in token.waking.rows:
            awake[level].update(rows)
        if token.alone is not None:
            vocabularies, phrases = token.alone
            for number in vocabularies:
                passage.add_vocabulary(number, 1, passage.mask(text))
            for number in phrases:
                passage.hits.setdefault(number, {}).update((at, at + 1) for at in places)
        if token.node is not None:
            for at in places:
                _walk(token.node.get(passage.texts[at + 1]), passage, at)
    return met


def _walk(node: Trie | None, passage: Passage, at: int) -> None:
    """Take note of the rows of two tokens and more that begin at a token."""
    end = at + 2
    while node is not None:
        if END in node:
            vocabularies, phrases = node[END]
            for number in vocabularies:
                passage.add_vocabulary(number, end - at, 1 << at)
            for number in phrases:
                passage.hits.setdefault(number, {})[at] = end
        node = node.get(passage.texts[end])
        end += 1


def _wake_by_vocabularies(network: Network, passage: Passage, done: int, awake: Sequence[set[int]]) -> int:
    """Wake what waits for the vocabularies that have been found since; returns the needs that are met."""
    met = 0
    for number in passage.known[done:]:
        waking = network.by_vocabulary.get(number)
        if waking is not None:
            met |= waking.needs
            for level, rows in waking.rows:
                awake[level].update(rows)
    return met


def _try(row: Row, passage: Passage) -> None:
    """Look for a pattern, and take note of its places."""
    masks, step = row.ways or row.make_ways()
    starts = passage.everywhere
    for mask in masks:
        starts = mask(passage, starts)
        if not starts:
            return
    if row.at_start:
        starts &= passage.first_words
    if row.of_vocabulary:
        for at in tokens_in(starts):
            passage.tried = set()
            step(passage, at)
            for end in passage.out:
                passage.add_vocabulary(row.target, end - at, 1 << at)
            passage.out.clear()
    else:
        ends = passage.hits.setdefault(row.target, {})
        passage.tried = set()
        done = 0
        for at in tokens_in(starts):
            if at >= done:
                end = step(passage, at)
                if end >= 0:
                    ends[at] = done = end


def _add_lone_vocabularies(network: Network, passage: Passage) -> None:
    """Take note of the phrases that are nothing but a vocabulary; its longest wordings count."""
    for vocabulary in passage.known:
        phrases = network.alone.get(vocabulary)
        if phrases:
            places = passage.found[vocabulary] or {}
            ends = {at: at + length for length in sorted(places) for at in tokens_in(places[length])}
            for phrase in phrases:
                passage.hits[phrase] = ends


def _hand_out(passage: Passage, found: Sequence[dict[int, list[tuple[int, int]]]]) -> None:
    """Give each sentence its phrases, in the order of their numbers, with offsets in its text."""
    sentence_of, begin_of, end_of = passage.sentence_of, passage.begin_of, passage.end_of
    for number, ends in sorted(passage.hits.items()):
        done = 0
        for at in sorted(ends):
            if at < done:
                continue
            done = ends[at]
            hits = found[sentence_of[at]]
            if number in hits:
                hits[number].append((begin_of[at], end_of[done - 1]))
            else:
                hits[number] = [(begin_of[at], end_of[done - 1])]
