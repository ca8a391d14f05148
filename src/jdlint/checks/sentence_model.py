"""A log-linear model of what makes a sentence concrete: it weighs the clues of a sentence for each criterion.

Its weights are a table, ``rules/_models/sentences.tsv``, that ``benchmarks/train_sentences.py`` writes: a row for each
clue, a column for each criterion, in hundredths. The sum of the weights is the logarithm of the odds (the logit of a
logistic regression) that a careful reader finds the sentence concrete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from jdlint.errors import RuleError
from jdlint.phrases.book import PhraseBook
from jdlint.post.post import Post, Sentence
from jdlint.post.sentence_clues import sentence_clues
from jdlint.record import Record
from jdlint.rules_dir import read_weights

COMMENT, FIRST_COLUMN = "//", "clue"
BIAS, VOCABULARY = "bias", "v="


class SentenceModel(Record, eq=False):
    """The weights for one criterion: of ``clues``, and of ``phrases`` by their numbers in the phrase book."""

    bias: float
    clues: Mapping[str, float]
    phrases: Mapping[int, float]
    names: Mapping[int, str]

    def scores(self, post: Post) -> list[float]:
        """The log-odds of each sentence of a post."""
        return list(map(self._score, sentence_clues(post), post.sentences))

    def _score(self, clues: Sequence[str], sentence: Sentence) -> float:
        weights, phrases = self.clues, self.phrases
        return (
            self.bias
            + sum(weights[clue] for clue in clues if clue in weights)
            + sum(phrases[number] for number in sentence.hits if number in phrases)
        )

    def reasons(self, post: Post, index: int, most: int = 6) -> list[tuple[str, float]]:
        """The clues that say most for or against a sentence, with their weights, the weightiest first."""
        found = [(clue, self.clues[clue]) for clue in sentence_clues(post)[index] if clue in self.clues]
        found += [(self.names[n], self.phrases[n]) for n in post.sentences[index].hits if n in self.phrases]
        return sorted(found, key=lambda clue: (-abs(clue[1]), clue[0]))[:most]


Table: TypeAlias = Mapping[str, Mapping[str, float]]


def read_table(text: str, path: str) -> Table:
    """The weights by criterion and clue; lines that begin with ``//`` are comments.

    Raises ``RuleError`` for a text that is no such table.
    """
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith(COMMENT)]
    if not rows or rows[0][0] != FIRST_COLUMN or any(len(row) != len(rows[0]) for row in rows):
        raise RuleError("this is no table of weights for sentences", path=path, hint="install jdlint again")
    table: dict[str, dict[str, float]] = {name: {} for name in rows[0][1:]}
    columns = list(table.values())
    for clue, *cells in rows[1:]:
        for column, cell in zip(columns, cells, strict=True):
            if cell:
                column[clue] = int(cell) / 100
    return table


@cache
def shipped_table() -> Table:
    """The weights that jdlint ships, read when the first rule asks for them."""
    return read_table(*read_weights("sentences.tsv"))


def make_model(weights: Mapping[str, float], book: PhraseBook) -> SentenceModel:
    """The model of a column of the table; vocabularies become phrases of the book."""
    clues = {clue: weight for clue, weight in weights.items() if clue != BIAS and not clue.startswith(VOCABULARY)}
    names = {vocabulary_phrase(book, clue): clue for clue in weights if clue.startswith(VOCABULARY)}
    phrases = {number: weights[clue] for number, clue in names.items()}
    return SentenceModel(weights.get(BIAS, 0.0), clues, phrases, names)


def vocabulary_phrase(book: PhraseBook, clue: str) -> int:
    """The number of the phrase that finds the words of a vocabulary, ``v=`` and its name."""
    return book.add("{" + clue.removeprefix(VOCABULARY) + "}")
