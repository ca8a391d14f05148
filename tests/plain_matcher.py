"""Phrases found the plain way, straight from what the guide says of them: slow, and a measure for the fast way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jdlint.phrases.facts import Facts
from jdlint.phrases.inflection import word_forms
from jdlint.phrases.syntax import COMMON_WORDS, NAME, UNCOMMON, Node, Vocabularies, parse_phrase
from jdlint.phrases.tokens import Tokens, tokenize


class PlainMatcher:
    """Looks for one phrase at every token of a sentence."""

    def __init__(self, vocabularies: Vocabularies, tokens: Tokens) -> None:
        self.vocabularies = vocabularies
        self.tokens = tokens
        common = frozenset(word for group in vocabularies.get(COMMON_WORDS, {}).values() for word in group)
        self.facts = Facts(tokens, 0, common)

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
            if at == self.facts.first_word:
                yield from self.row(rest, at)
            return
        if node.kind == "gap":
            yield from self.row(rest, at, int(node.text))
            return
        for place in self.facts.places(at, gap) if gap else range(at, min(at + 1, self.facts.count)):
            for end in self.element(node, place):
                yield from self.row(rest, end)
        if node.optional:
            yield from self.row(rest, at, gap)

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
                yield from self.facts.number_ends(at)
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
            if self.facts.is_name(at) if reference == NAME else self.facts.is_uncommon(at):
                yield at + 1
            return
        name, _, group = reference.partition("/")
        for of_group, entries in self.vocabularies[name].items():
            for entry in entries if group in {"", of_group} else ():
                yield from self.row(parse_phrase(entry, self.vocabularies), at)
