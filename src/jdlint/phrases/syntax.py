"""How a phrase is written: its text to its elements."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from jdlint.late import expression, late_function
from jdlint.phrases.tokens import LONGEST_STEM, SHORTEST_STEM, tokenize
from jdlint.record import Record

_SIGNS = frozenset("&,/:+$€£¥₹")
_MAX_GAP = 12
_MAX_GAPS = 3
get_close_matches = late_function("difflib", "get_close_matches")

_TOKEN = expression(r"\s+|\.\.\.\d*|[(|)]|\?|\{[^{}]*\}|[^\s(|)?{}]+")
_PLAIN = expression(r"[A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?")
_REFERENCE = expression(r"\{([^{}]*)\}")

Vocabularies: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]


# References that stand for a kind of word: an uncommon one, and one with a capital within a sentence.
UNCOMMON, NAME = "uncommon", "name"
COMMON_WORDS = "common-words"


class PhraseError(ValueError):
    """A phrase that cannot be read; ``offset`` counts code points from its beginning."""

    def __init__(self, message: str, offset: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


class Node(Record):
    """One element of a phrase.

    ``kind`` is ``word`` (``text`` literal), ``sign`` (one of ``& , / : + $ € £ ¥ ₹``), ``forms``, ``stem``, ``exact``,
    ``number``, ``start``, ``gap`` (``text`` is its length), ``vocabulary`` (``text`` is its reference) or
    ``choice`` (``options``).
    """

    kind: str
    text: str = ""
    options: tuple[tuple[Node, ...], ...] = ()
    optional: bool = False


_FIXED = {"^": Node("start"), "#": Node("number"), **{sign: Node("sign", sign) for sign in _SIGNS}}


def parse_phrase(text: str, vocabularies: Vocabularies) -> tuple[Node, ...]:
    """The elements of a phrase; raises ``PhraseError`` where it is not well formed or refers to what is not there."""
    nodes = _parse(text)
    if "{" in text:
        for reference in _REFERENCE.finditer(text):
            _check_reference(reference[1], reference.start(), vocabularies)
    return nodes


def plain_words(text: str) -> tuple[str, ...] | None:
    """The words of a phrase that is nothing but words, which most are; ``None`` for any other."""
    return tuple(text.lower().replace("-", " ").split()) if _PLAIN.fullmatch(text) else None


@cache
def _parse(text: str) -> tuple[Node, ...]:
    words = plain_words(text)
    if words is not None:
        return tuple(Node("word", word) for word in words)
    tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(text) if not m.group().isspace()]
    if sum(len(token) for token, _ in tokens) != len(re.sub(r"\s", "", text)):
        raise PhraseError("a brace without its partner", max(text.find("{"), text.find("}"), 0))
    nodes, rest = _parse_row(tokens, 0)
    if rest < len(tokens):
        raise PhraseError(f"'{tokens[rest][0]}' without an opening '('", tokens[rest][1])
    _check_row(nodes, text)
    return nodes


def _parse_row(tokens: list[tuple[str, int]], at: int) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at][0] not in ("|", ")"):
        token, offset = tokens[at]
        if token == "?":
            if not nodes or nodes[-1].kind in ("gap", "start"):
                raise PhraseError("'?' needs a word before it", offset)
            last = nodes[-1]
            nodes[-1] = Node(last.kind, last.text, last.options, optional=True)
            at += 1
        elif token == "(":
            node, at = _parse_choice(tokens, at)
            nodes.append(node)
        else:
            nodes.append(_parse_word(token, offset))
            at += 1
    return tuple(nodes), at


def _parse_choice(tokens: list[tuple[str, int]], at: int) -> tuple[Node, int]:
    opening = tokens[at][1]
    options: list[tuple[Node, ...]] = []
    while True:
        row, at = _parse_row(tokens, at + 1)
        if all(node.optional or node.kind == "gap" for node in row):
            raise PhraseError("an empty choice", opening)
        if row[-1].kind == "gap":
            raise PhraseError("a gap stands between words", opening)
        options.append(row)
        if at >= len(tokens):
            raise PhraseError("'(' without a closing ')'", opening)
        if tokens[at][0] == ")":
            return Node("choice", options=tuple(options)), at + 1


def _parse_word(token: str, offset: int) -> Node:
    if token in _FIXED:
        return _FIXED[token]
    if token.startswith("..."):
        length = int(token[3:] or 3)
        if not 1 <= length <= _MAX_GAP:
            raise PhraseError(f"a gap holds 1 to {_MAX_GAP} words", offset)
        return Node("gap", str(length))
    if token.startswith("{"):
        return Node("vocabulary", token[1:-1])
    if token.startswith("~"):
        return Node("forms", _plain(token[1:], offset))
    if token.startswith("=") and len(token) > 1:
        if not tokenize(token[1:], fold=False).texts:
            raise PhraseError(f"'{token}' holds no letter or digit", offset)
        return Node("exact", token[1:])
    if token.endswith("*"):
        if not re.fullmatch(rf"[^\W_]{{{SHORTEST_STEM},{LONGEST_STEM}}}", token[:-1]):
            raise PhraseError(f"'*' needs {SHORTEST_STEM} to {LONGEST_STEM} letters before it", offset)
        return Node("stem", token[:-1].lower())
    return Node("word", _plain(token, offset))


def _plain(word: str, offset: int) -> str:
    if not re.search(r"[^\W_]", word):
        raise PhraseError(f"'{word}' holds no letter or digit", offset)
    return word.lower().replace("’", "'")


def _check_reference(name: str, offset: int, vocabularies: Vocabularies) -> None:
    if name == NAME or (name == UNCOMMON and COMMON_WORDS in vocabularies):
        return
    vocabulary, _, group = name.partition("/")
    if vocabulary not in vocabularies:
        close = get_close_matches(vocabulary, vocabularies, n=1)
        hint = f"did you mean '{{{close[0]}}}'?" if close else None
        raise PhraseError(f"no vocabulary '{vocabulary}'", offset, hint)
    groups = vocabularies[vocabulary]
    if group and group not in groups:
        close = get_close_matches(group, groups, n=1)
        hint = f"did you mean '{{{vocabulary}/{close[0]}}}'?" if close else None
        raise PhraseError(f"no group '{group}' in vocabulary '{vocabulary}'", offset, hint)


def _check_row(nodes: tuple[Node, ...], text: str) -> None:
    solid = [node for node in nodes if node.kind not in ("gap", "start", "sign") and not node.optional]
    if not solid:
        raise PhraseError("a phrase needs a word that may not be left out", 0)
    if _begins_loosely(nodes):
        raise PhraseError("a phrase begins with a word", 0)
    first_solid = next(i for i, node in enumerate(nodes) if node in solid)
    if nodes[-1].kind == "gap" or any(node.kind == "gap" for node in nodes[:first_solid]):
        hint = "a word that may not be left out stands before it, and a word after it"
        raise PhraseError("a gap stands between words", max(text.find("..."), 0), hint)
    if sum(node.kind == "gap" for node in nodes) > _MAX_GAPS:
        raise PhraseError(f"at most {_MAX_GAPS} gaps in a phrase", 0)
    if any(node.kind == "start" for node in nodes[1:]):
        raise PhraseError("'^' stands first", text.find("^", 1))


def _begins_loosely(nodes: tuple[Node, ...]) -> bool:
    """Whether a kind of word can stand first: a phrase is looked for where its first word or sign stands."""
    for node in nodes:
        loose = node.kind == "vocabulary" and node.text in (UNCOMMON, NAME)
        if loose or any(_begins_loosely(row) for row in node.options):
            return True
        if node.kind != "start" and not node.optional:
            break
    return False


def find_cycle(vocabularies: Vocabularies) -> tuple[str, ...]:
    """A chain of vocabularies that ends where it begins; empty when there is none."""
    refers = {
        name: {
            reference.partition("/")[0]
            for entries in groups.values()
            for entry in entries
            for reference in _REFERENCE.findall(entry)
        }
        for name, groups in vocabularies.items()
    }
    done: set[str] = set()

    def walk(name: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        if name in chain:
            return (*chain[chain.index(name) :], name)
        if name in done:
            return ()
        for reference in sorted(refers.get(name, ())):
            if found := walk(reference, (*chain, name)):
                return found
        done.add(name)
        return ()

    return next((found for name in sorted(refers) if (found := walk(name, ()))), ())
