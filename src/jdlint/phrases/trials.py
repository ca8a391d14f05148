"""How a pattern is tried in a sentence: at each token with which it can begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from jdlint.phrases.conditions import Condition
from jdlint.phrases.facts import Facts
from jdlint.phrases.steps import Step

Starts: TypeAlias = Callable[[Facts], Iterable[int]]
Trial: TypeAlias = Callable[[Facts], None]


def phrase_trial(number: int, step: Step, starts: Starts) -> Trial:
    """Looks for a phrase and notes its places, which do not overlap."""

    def trial(facts: Facts) -> None:
        done = 0
        for at in starts(facts):
            if at >= done:
                end = step(facts, at)
                if end >= 0:
                    facts.add_phrase(number, at, end)
                    done = end

    return trial


def vocabulary_trial(number: int, step: Step, starts: Starts) -> Trial:
    """Looks for a wording of a vocabulary and notes all its places."""

    def trial(facts: Facts) -> None:
        for at in starts(facts):
            facts.tried = set()
            step(facts, at)
            if facts.out:
                for end in facts.out:
                    facts.add_vocabulary(number, at, end)
                facts.out = set()

    return trial


def starts_of(begins: Condition, *, at_start: bool) -> Starts:
    """Finds the tokens with which a pattern can begin, in order."""
    if at_start:
        return _first_word
    if len(begins.vocabularies) == 1 and not begins.keys:
        return _in_vocabulary(next(iter(begins.vocabularies)))
    if not begins.vocabularies:
        return _at_keys(begins.keys) if len(begins.keys) > 1 else _at_key(next(iter(begins.keys)))
    return _at_any(begins)


def _first_word(facts: Facts) -> Iterable[int]:
    return (facts.first_word,) if facts.count else ()


def _in_vocabulary(number: int) -> Starts:
    def starts(facts: Facts) -> Iterable[int]:
        places = facts.found[number]
        if places is None:
            return ()
        return sorted(places) if len(places) > 1 else places

    return starts


def _at_key(key: str) -> Starts:
    def starts(facts: Facts) -> Iterable[int]:
        return facts.places_of.get(key, ())

    return starts


def _at_keys(keys: frozenset[str]) -> Starts:
    def starts(facts: Facts) -> Iterable[int]:
        places = facts.places_of
        found = [places[key] for key in keys & places.keys()]
        if len(found) == 1:
            return found[0]
        return sorted({at for each in found for at in each})

    return starts


def _at_any(begins: Condition) -> Starts:
    keys, vocabularies = begins

    def starts(facts: Facts) -> Iterable[int]:
        places = facts.places_of
        found = {at for key in keys & places.keys() for at in places[key]}
        for number in vocabularies:
            found.update(facts.found[number] or ())
        return sorted(found)

    return starts
