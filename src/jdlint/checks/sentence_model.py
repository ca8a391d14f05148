"""A log-linear model of what makes a sentence concrete: it weighs the clues of a sentence for each criterion.

Its weights are a table, ``rules/_models/sentences.tsv``, that ``benchmarks/train_sentences.py`` writes: a row for each
clue, a column for each criterion, in hundredths. The sum of the weights is the logarithm of the odds (the logit of a
logistic regression) that a careful reader finds the sentence concrete.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat

from jdlint.errors import RuleError
from jdlint.phrases.book import PhraseBook
from jdlint.post.post import Post
from jdlint.post.sentence_clues import sentence_clues
from jdlint.post.weights import Rows
from jdlint.record import Record
from jdlint.rules_dir import read_weights

COMMENT, FIRST_COLUMN = "//", "clue"
BIAS, VOCABULARY = "bias", "v="


class Table(Record, eq=False):
    """The weights of clues, in hundredths, with a column for each criterion."""

    columns: tuple[str, ...]
    rows: Rows


class SentenceModel(Record, eq=False):
    """The weights for one criterion: a ``column`` of a table, by default of the one that jdlint ships.

    ``phrases`` are those that find the words of vocabularies: their numbers in the phrase book, and their clues.
    """

    column: str
    phrases: tuple[tuple[int, str], ...]
    own_table: Table | None = None

    @property
    def table(self) -> Table:
        """The table that has the column."""
        return self.own_table or shipped_table()

    def scores(self, post: Post) -> list[float]:
        """The log-odds of each sentence of a post."""
        column = self.table.columns.index(self.column)
        return [sums[column] / 100 for sums in _sums(self.table, self.phrases, post)]

    def reasons(self, post: Post, index: int, most: int = 6) -> list[tuple[str, float]]:
        """The clues that say most for or against a sentence, with their weights, the weightiest first."""
        own = [*sentence_clues(post)[index], *(clue for n, clue in self.phrases if n in post.sentences[index].hits)]
        column = self.table.columns.index(self.column)
        found = [(clue, weight / 100) for clue in own for weight in self.table.rows.row(clue)[column : column + 1]]
        return sorted((f for f in found if f[1]), key=lambda clue: (-abs(clue[1]), clue[0]))[:most]


@lru_cache(maxsize=4)
def _sums(table: Table, phrases: tuple[tuple[int, str], ...], post: Post) -> list[Sequence[int]]:
    """For each sentence of a post the sum of its clues' weights in each column: all criteria ask for the same."""
    weight_of = table.rows.packed.__getitem__
    bias, by_phrase = weight_of(BIAS), {number: weight_of(clue) for number, clue in phrases}
    return [
        table.rows.sums(bias + sum(map(weight_of, clues)) + sum(map(by_phrase.get, sentence.hits, repeat(0))))
        for clues, sentence in zip(sentence_clues(post), post.sentences, strict=True)
    ]


def read_table(text: str, path: str) -> Table:
    """The weights by clue and criterion; lines that begin with ``//`` are comments.

    Raises ``RuleError`` for a text that is no such table.
    """
    lines = [line for line in text.splitlines() if line and not line.startswith(COMMENT)]
    first, *columns = lines[0].split("\t") if lines else [""]
    if first != FIRST_COLUMN or any(line.count("\t") != len(columns) for line in lines):
        raise RuleError("this is no table of weights for sentences", path=path, hint="install jdlint again")
    return Table(tuple(columns), Rows(dict(line.split("\t", 1) for line in lines[1:]), len(columns)))


@cache
def shipped_table() -> Table:
    """The weights that jdlint ships, read when they are first needed."""
    return read_table(*read_weights("sentences.tsv"))


def make_model(column: str, book: PhraseBook, table: Table | None = None) -> SentenceModel:
    """The model of a column of the table, by default the shipped one; vocabularies become phrases of the book."""
    cells = (table or shipped_table()).rows.cells
    clues = (clue for clue in cells if clue.startswith(VOCABULARY))
    return SentenceModel(column, tuple((vocabulary_phrase(book, clue), clue) for clue in clues), table)


def vocabulary_phrase(book: PhraseBook, clue: str) -> int:
    """The number of the phrase that finds the words of a vocabulary, ``v=`` and its name."""
    return book.add("{" + clue.removeprefix(VOCABULARY) + "}")
