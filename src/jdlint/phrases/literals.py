"""Phrases that stand for a short list of rows of tokens, so that they can be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from jdlint.phrases.inflection import word_forms
from jdlint.phrases.tokens import tokenize

if TYPE_CHECKING:
    from jdlint.phrases.syntax import Node

_MAX_LITERALS = 256


def literals(nodes: Sequence[Node]) -> list[tuple[str, ...]] | None:
    """All rows of tokens that some nodes stand for, or ``None`` where they are not a short list.

    They are in the order in which they are preferred: at each place the longest wording first, and nothing last.
    """
    columns: list[list[tuple[str, ...]]] = []
    size = 1
    for node in nodes:
        column = _column(node)
        if column is None:
            return None
        if node.optional:
            column = [*column, ()]
        size *= len(column)
        if size > _MAX_LITERALS:
            return None
        columns.append(column)
    rows = (tuple(token for part in parts for token in part) for parts in product(*columns))
    return [row for row in rows if row]


def without_longer(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without those that begin with an earlier one, which is preferred wherever they stand."""
    kept: dict[tuple[str, ...], None] = {}
    for row in rows:
        if not any(row[:length] in kept for length in range(1, len(row) + 1)):
            kept[row] = None
    return list(kept)


def _column(node: Node) -> list[tuple[str, ...]] | None:
    match node.kind:
        case "word":
            return [_tokens_of(node.text)]
        case "sign":
            return [(node.text,)]
        case "forms":
            return _longest_first([_tokens_of(form) for form in word_forms(node.text)])
        case "choice":
            options = [literals(option) for option in node.options]
            if any(option is None for option in options):
                return None
            return _longest_first([row for option in options for row in option or ()])
    return None


def _longest_first(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(rows, key=len, reverse=True)


@cache
def _tokens_of(word: str) -> tuple[str, ...]:
    """The tokens of a word of a phrase, which is nearly always one."""
    return (word.lower(),) if word.isascii() and word.isalnum() else tokenize(word).texts
