"""The places of all phrases of a network in some sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from jdlint.phrases.compiler import END, Trie
from jdlint.phrases.hits import Hits
from jdlint.phrases.network import Network, Row
from jdlint.phrases.passage import Passage, lay_out, tokens_in
from jdlint.phrases.tokens import Tokens


def find_phrases(network: Network, sentences: Sequence[Tokens]) -> list[Hits]:
    """The phrases in each sentence.

    First the rows of tokens are looked up, then the patterns are tried that these and other tokens wake, those of
    vocabularies before those that refer to them.
    """
    found = [Hits() for _ in sentences]
    for passage in lay_out(sentences, network.vocabularies):
        awake: list[set[int]] = [set() for _ in range(network.levels + 1)]
        _look_up(network, passage, awake)
        done = 0
        for level in range(1, network.levels + 1):
            _wake_by_vocabularies(network, passage, done, awake)
            done = len(passage.known)
            for number in awake[level]:
                row = network.row(number)
                if passage.meets(row.conditions):
                    _try(row, network, passage)
        _hand_out(passage, found)
    return found


def _look_up(network: Network, passage: Passage, awake: Sequence[set[int]]) -> None:
    """Look up each token, and the rows of tokens that begin with it."""
    known, positions = network.tokens, passage.positions
    for text, places in list(positions.items()):
        token = known[text]
        for key in token.keys:
            positions.setdefault(key, []).extend(places)
        if token.uncommon:
            passage.uncommon_words.append(text)
        rows, conditions = token.waking
        passage.meet(conditions, places)
        for level, numbers in rows:
            awake[level].update(numbers)
        if token.phrases:
            passage.add_phrases(token.phrases, {at: at + 1 for at in places})
        for number in token.vocabularies:
            passage.add_vocabulary(number, 1, passage.mask(text))
        if token.node is not None:
            _walk(token.node, passage, places)


def _walk(tree: Trie, passage: Passage, places: Sequence[int]) -> None:
    """Take note of the rows of two tokens and more that begin at some tokens."""
    texts, hits = passage.texts, passage.hits
    for at in places:
        end = at + 1
        node = tree.get(texts[end])
        while node is not None:
            end += 1
            if END in node:
                vocabularies, phrases = node[END]
                for number in vocabularies:
                    passage.add_vocabulary(number, end - at, 1 << at)
                for number in phrases:
                    hits.setdefault(number, {})[at] = end
            node = node.get(texts[end])


def _wake_by_vocabularies(network: Network, passage: Passage, done: int, awake: Sequence[set[int]]) -> None:
    """Wake what waits for the vocabularies that have been found since."""
    for number in passage.known[done:]:
        waking = network.by_vocabulary.get(number)
        if waking is not None:
            places = passage.found[number] or {}
            anywhere = number in network.of_patterns  # which can still be found in other sentences
            passage.meet(waking.conditions, None if anywhere else chain.from_iterable(map(tokens_in, places.values())))
            for level, rows in waking.rows:
                awake[level].update(rows)


def _try(row: Row, network: Network, passage: Passage) -> None:
    """Look for a pattern, and take note of its places."""
    masks, step = row.ways or row.make_ways()
    starts = passage.everywhere
    for mask in masks:
        starts = mask(passage, starts)
        if not starts:
            return
    if row.at_start:
        starts &= passage.first_words
    passage.tried = set()
    if row.of_vocabulary:
        for at in tokens_in(starts):
            step(passage, at)
            if passage.out:
                _add_wordings(row.target, network, passage, at)
            passage.tried.clear()
    else:
        ends = passage.hits.setdefault(row.target, {})
        done = 0
        for at in tokens_in(starts):
            if at >= done:
                end = step(passage, at)
                if end >= 0:
                    ends[at] = done = end


def _add_wordings(number: int, network: Network, passage: Passage, at: int) -> None:
    """Take note of the wordings of a vocabulary that begin at a token, with the ends in ``out``; phrases have the longest."""
    if number in network.sought:
        for end in passage.out:
            passage.add_vocabulary(number, end - at, 1 << at)
    longest = max(passage.out)
    for phrase in network.alone.get(number, ()):
        ends = passage.hits.setdefault(phrase, {})
        ends[at] = max(longest, ends.get(at, 0))
    passage.out.clear()


def _hand_out(passage: Passage, found: Sequence[Hits]) -> None:
    """Give each sentence its phrases, in the order of their numbers."""
    for sentence, tokens, shift, own in passage.segments:
        found[sentence].add_piece(passage.hits, tokens, shift, own)
    sentence_of = passage.sentence_of.__getitem__
    for number in sorted(passage.hits):
        for sentence in set(map(sentence_of, passage.hits[number])):
            found[sentence].add(number)
