"""Phrases found the plain way, straight from what the guide says of them: slow, and a measure for the fast way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jdlint.phrases.inflection import word_forms
from jdlint.phrases.syntax import COMMON_WORDS, NAME, UNCOMMON, Node, Vocabularies, parse_phrase
from jdlint.phrases.tokens import Tokens, is_uncommon, number_ends, tokenize


class PlainMatcher:
    """Looks for one phrase at every token of a sentence."""

    def __init__(self, vocabularies: Vocabularies, tokens: Tokens) -> None:
        self.vocabularies = vocabularies
        self.tokens = tokens
        self.common = frozenset(word for group in vocabularies.get(COMMON_WORDS, {}).values() for word in group)

    def find(self, phrase: str) -> list[tuple[int, int]]:
        """The places of a phrase as offsets; they do not overlap, and the first wins."""
        nodes = parse_phrase(phrase, self.vocabularies)
        found: list[tuple[int, int]] = []
        for at, start in enumerate(self.tokens.starts):
            if found and found[-1][1] > start:
                continue
            end = next(self.row(nodes, at), None)
            if end is not None:
                found.append((start, self.tokens.ends[end - 1]))
        return found

    def row(self, nodes: Sequence[Node], at: int, gap: int = 0) -> Iterator[int]:
        """The ends of a row of elements after a gap, the preferred one first."""
        if not nodes:
            yield at
            return
        node, rest = nodes[0], nodes[1:]
        if node.kind == "start":
            if at == self.tokens.first_word:
                yield from self.row(rest, at)
            return
        if node.kind == "gap":
            yield from self.row(rest, at, int(node.text))
            return
        for place in self.places(at, gap):
            for end in self.element(node, place):
                yield from self.row(rest, end)
        if node.optional:
            yield from self.row(rest, at, gap)

    def places(self, at: int, gap: int) -> Iterator[int]:
        """The tokens at which an element may begin: in the ``gap`` words after the one before, and the next."""
        numbers = self.tokens.word_numbers
        last = numbers[at - 1] + gap + 1 if at and gap else -1
        yield from (place for place in range(at, len(numbers)) if place == at or numbers[place] <= last)

    def element(self, node: Node, at: int) -> Sequence[int]:
        """The ends of an element, the longest first."""
        return sorted(set(self.element_ends(node, at)), reverse=True)

    def element_ends(self, node: Node, at: int) -> Iterator[int]:
        match node.kind:
            case "word" | "sign":
                yield from self.words(tokenize(node.text).texts, at)
            case "forms":
                for form in word_forms(node.text):
                    yield from self.words(tokenize(form).texts, at)
            case "stem" if self.tokens.texts[at].startswith(node.text):
                yield at + 1
            case "exact":
                yield from self.words(tokenize(node.text, fold=False).texts, at, self.tokens.originals)
            case "number":
                yield from number_ends(self.tokens, at)
            case "choice":
                for option in node.options:
                    yield from self.row(option, at)
            case "vocabulary":
                yield from self.vocabulary(node.text, at)

    def words(
        self, words: tuple[str, ...], at: int, of: Callable[[int, int], tuple[str, ...]] | None = None
    ) -> Iterator[int]:
        end = at + len(words)
        if (self.tokens.texts[at:end] if of is None else of(at, end)) == words:
            yield end

    def vocabulary(self, reference: str, at: int) -> Iterator[int]:
        if reference in {UNCOMMON, NAME}:
            is_name = at > self.tokens.first_word and self.tokens.text[self.tokens.starts[at]].isupper()
            if is_name if reference == NAME else not is_name and is_uncommon(self.tokens.texts[at], self.common):
                yield at + 1
            return
        name, _, group = reference.partition("/")
        for of_group, entries in self.vocabularies[name].items():
            for entry in entries if group in {"", of_group} else ():
                yield from self.row(parse_phrase(entry, self.vocabularies), at)
