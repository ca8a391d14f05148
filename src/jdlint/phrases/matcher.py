"""The places of all phrases of a network in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdlint.phrases.compiler import END, Trie
from jdlint.phrases.facts import Facts
from jdlint.phrases.network import Network
from jdlint.phrases.tokens import Tokens


def find_phrases(network: Network, tokens: Tokens) -> Mapping[int, Sequence[tuple[int, int]]]:
    """By phrase, the indices of its first tokens and of those after its last ones.

    First the rows of tokens are looked up, then the patterns are tried that these and other tokens wake, those of
    vocabularies before those that refer to them. The places of a phrase do not overlap; the first wins.
    """
    facts = Facts(tokens, network.vocabularies, network.common)
    awake: list[set[int]] = [set() for _ in range(network.levels + 1)]
    met = _look_up(network, facts, awake)
    rows, done = network.rows, 0
    for level in range(1, network.levels + 1):
        met |= _wake_by_vocabularies(network, facts, done, awake)
        done = len(facts.known)
        missing = ~met
        for number in awake[level]:
            row = rows[number]
            if not row.needs & missing:
                row.trial(facts)
    _add_lone_vocabularies(network, facts)
    return facts.hits


def _look_up(network: Network, facts: Facts, awake: Sequence[set[int]]) -> int:
    """Look up each token, and the rows of tokens that begin with it; returns the needs that are met."""
    places_of = facts.places_of
    met = 0
    for at, text in enumerate(facts.tokens.texts):
        token = network.token(text)
        for key in token.keys:
            if key in places_of:
                places_of[key].append(at)
            else:
                places_of[key] = [at]
        waking = token.waking
        met |= waking.needs
        for level, rows in waking.rows:
            awake[level].update(rows)
        if token.alone is not None:
            vocabularies, phrases = token.alone
            for number in vocabularies:
                facts.add_vocabulary(number, at, at + 1)
            if token.node is None:
                for number in phrases:
                    facts.add_phrase(number, at, at + 1)
        if token.node is not None:
            _walk(token.node, facts, at)
    return met


def _walk(node: Trie | None, facts: Facts, at: int) -> None:
    """Take note of the rows of tokens that begin at a token; of a phrase's, the longest."""
    texts, end = facts.texts, at + 1
    longest: dict[int, int] = {}
    while node is not None:
        if END in node:
            vocabularies, phrases = node[END]
            if end > at + 1:
                for number in vocabularies:
                    facts.add_vocabulary(number, at, end)
            for number in phrases:
                longest[number] = end
        node = node.get(texts[end])
        end += 1
    for number, last in longest.items():
        facts.add_phrase(number, at, last)


def _wake_by_vocabularies(network: Network, facts: Facts, done: int, awake: Sequence[set[int]]) -> int:
    """Wake what waits for the vocabularies that have been found since; returns the needs that are met."""
    met = 0
    for number in facts.known[done:]:
        waking = network.by_vocabulary.get(number)
        if waking is not None:
            met |= waking.needs
            for level, rows in waking.rows:
                awake[level].update(rows)
    return met


def _add_lone_vocabularies(network: Network, facts: Facts) -> None:
    """Take note of the phrases that are nothing but a vocabulary; its longest wordings count."""
    for vocabulary in facts.known:
        places = facts.found[vocabulary] or {}
        for phrase in network.alone.get(vocabulary, ()):
            for at in sorted(places):
                facts.add_phrase(phrase, at, places[at][0])
